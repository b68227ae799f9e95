"""Going from card to card with the arrow keys. Knows no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from PySide6.QtCore import Qt

from app.network.graph import Position
from widgets.canvas.shown import Shown

Direction = Literal["left", "right", "up", "down"]

ARROWS: Mapping[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_WAYS: Mapping[Direction, tuple[int, int]] = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
}


def step_of(direction: Direction, length: float) -> tuple[float, float]:
    """(x, y) of a step in scene units; y grows downwards."""
    x, y = _WAYS[direction]
    return x * length, y * length


def neighbour(shown: Shown, face: str, direction: Direction) -> str | None:
    """Where an arrow key leads: left to the source, right to the first target, else nearby.

    Cards are told by their faces; that of a collapsed block is its first layer.
    """
    if direction == "left" and shown.sources_of[face]:
        return shown.sources_of[face][0]
    if direction == "right" and shown.targets_of[face]:
        return shown.targets_of[face][0]
    return nearest(shown.positions, face, shown.order, direction)


def nearest(
    places: Mapping[str, Position],
    name: str,
    others: Iterable[str],
    direction: Direction | None = None,
) -> str | None:
    """The nearest of `others` in a direction, or anywhere; sideways distance counts double."""
    here = places[name]
    found: list[tuple[float, str]] = []
    for other in others:
        if other == name:
            continue
        dx, dy = places[other].x - here.x, places[other].y - here.y
        if direction is None:
            found.append((abs(dx) + abs(dy), other))
            continue
        x, y = _WAYS[direction]
        along, across = dx * x + dy * y, abs(dx * y) + abs(dy * x)
        if along > 0 and across <= 2 * along:
            found.append((along + 2 * across, other))
    return min(found)[1] if found else None
