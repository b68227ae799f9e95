"""Cards in a line or evenly apart: their new places, on the grid. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.network.graph import Position
from widgets.canvas.placing import snapped

Side = Literal["left", "horizontal centres", "right", "top", "vertical centres", "bottom"]
Direction = Literal["horizontally", "vertically"]


def aligned(places: Mapping[str, Position], side: Side) -> Mapping[str, Position]:
    """The given cards, two at least, on the line of their outermost one, or on their middle."""
    if len(places) < 2:
        return {}
    xs, ys = [at.x for at in places.values()], [at.y for at in places.values()]
    line = {
        "left": min(xs),
        "horizontal centres": (min(xs) + max(xs)) / 2,
        "right": max(xs),
        "top": min(ys),
        "vertical centres": (min(ys) + max(ys)) / 2,
        "bottom": max(ys),
    }[side]
    across = side in ("left", "horizontal centres", "right")
    return {
        name: snapped(line, at.y) if across else snapped(at.x, line) for name, at in places.items()
    }


def distributed(places: Mapping[str, Position], direction: Direction) -> Mapping[str, Position]:
    """The given cards, three at least, equally far apart; the outermost two stay."""
    if len(places) < 3:
        return {}
    axis = 0 if direction == "horizontally" else 1
    names = sorted(places, key=lambda name: (places[name][axis], places[name][1 - axis]))
    first, last = places[names[0]][axis], places[names[-1]][axis]
    step = (last - first) / (len(names) - 1)
    moved = {}
    for index, name in enumerate(names):
        along, at = first + index * step, places[name]
        moved[name] = snapped(along, at.y) if axis == 0 else snapped(at.x, along)
    return moved
