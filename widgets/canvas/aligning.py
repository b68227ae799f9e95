"""Cards in a line or evenly apart: the new places of those that move. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from app.network.edits import Edit, MoveLayers, Together
from app.network.graph import Position
from widgets.canvas.placing import snapped

Side = Literal["left", "horizontal centres", "right", "top", "vertical centres", "bottom"]
Direction = Literal["horizontally", "vertically"]


def align_edit(places: Mapping[str, Position], side: Side) -> Edit:
    """Move the given cards onto the line of their outermost one, or onto their middle."""
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
    moved = {
        name: snapped(line, at.y) if across else snapped(at.x, line) for name, at in places.items()
    }
    return _one_step(f"Align {side}", moved)


def distribute_edit(places: Mapping[str, Position], direction: Direction) -> Edit:
    """Move the given cards so that neighbours are equally far apart; the outermost two stay."""
    axis = 0 if direction == "horizontally" else 1
    names = sorted(places, key=lambda name: (places[name][axis], places[name][1 - axis]))
    first, last = places[names[0]][axis], places[names[-1]][axis]
    step = (last - first) / (len(names) - 1)
    moved = {}
    for index, name in enumerate(names):
        along, at = first + index * step, places[name]
        moved[name] = snapped(along, at.y) if axis == 0 else snapped(at.x, along)
    return _one_step(f"Distribute {direction}", moved)


def _one_step(label: str, moved: Mapping[str, Position]) -> Edit:
    """A step of undo of its own: moves of the same layers in quick succession would merge."""
    return Together(label, (MoveLayers(moved),))
