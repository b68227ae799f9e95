"""Edits that show more or less than before, and make room for it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.network.arrange import COLUMN_STEP, arrange
from app.network.blocks import CollapseBlocks
from app.network.edits import Edit, MoveLayers, Together
from app.network.graph import Network, Position
from app.network.repeats import RepeatBlock
from widgets.canvas.placing import CARD, placed
from widgets.canvas.shown import TAB, Box, Shown

_GAP = COLUMN_STEP - CARD


def collapse_edit(network: Network, paths: Iterable[str], *, collapsed: bool) -> Edit:
    """Show blocks as one card each, or open them; what an open one would cover moves away."""
    paths = frozenset(paths)
    return _with_room(network, CollapseBlocks(paths, collapsed), paths)


def repeat_edit(network: Network, path: str, times: int) -> Edit:
    """Let a block stand so many times in a row; what more copies would cover moves away."""
    return _with_room(network, RepeatBlock(path, times), (path,))


def _with_room(network: Network, edit: Edit, paths: Iterable[str]) -> Edit:
    """The edit, and places for all that must move; a tidy network stays tidy."""
    before = placed(network)
    after = edit.apply(before)
    tidy = before.positions == arrange(before)
    wanted = arrange(after) if tidy else _pushed_away(after, paths)
    moved = {name: at for name, at in wanted.items() if after.positions[name] != at}
    return Together(edit.label, (edit, MoveLayers(moved))) if moved else edit


def _pushed_away(network: Network, paths: Iterable[str]) -> Mapping[str, Position]:
    """New places for what the frames of these blocks would cover.

    An opened block begins where its card lay. Cards beside it move to the right and those below
    move down, just so far that the frame covers none.
    """
    places = dict(network.positions)
    shown = Shown(network)
    opened = frozenset(paths)
    for path in (path for path in shown.open if path in opened):  # outer ones before inner ones
        names = shown.open[path]
        inside = frozenset(names)
        first = places[names[0]]
        right = first.x - min(places[name].x for name in names)
        down = first.y - min(places[name].y for name in names)
        places.update({n: Position(places[n].x + right, places[n].y + down) for n in names})
        box = shown.frames(places)[path]
        others = [face for face in shown.order if face not in inside]
        if not any(_covers(box, places[face]) for face in others):
            continue
        beside = max(0.0, box.right + _GAP - (first.x + COLUMN_STEP))
        below = max(0.0, box.bottom + _GAP - (first.y + CARD + _GAP))
        for face in others:
            at = places[face]
            if at.y >= first.y + CARD / 2:
                step = Position(0.0, below)
            elif at.x > first.x and at.y > first.y - CARD:
                step = Position(beside, 0.0)
            else:
                continue
            for name in shown.together(face):
                places[name] = Position(places[name].x + step.x, places[name].y + step.y)
    return places


def _covers(box: Box, at: Position) -> bool:
    """Whether a frame with its tab lies on a card."""
    return (
        box.left < at.x + CARD
        and at.x < box.right
        and box.top - TAB < at.y + CARD
        and at.y < box.bottom
    )
