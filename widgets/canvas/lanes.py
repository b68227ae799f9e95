"""Where long wires pass the cards between their ends. Knows no Qt."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from app.network.arrange import BOW, CARD, COLUMN_STEP
from app.network.graph import Position
from app.network.layered import GAP

_BESIDE = 8.0
"""Scene units between a card and a wire that passes it."""
_ABOVE_FRAMES = 72.0
"""How far above a row a wire runs that comes from a row higher up: over the tabs of two frames."""
_SPREAD = 8.0
"""Of wires below the same row the longer runs the lower; those of so many columns differ much."""


class Lanes:
    """What is free between the cards at these places."""

    def __init__(self, corners: Iterable[Position]) -> None:
        self._cards = sorted(corners)
        self._lefts = [at.x for at in self._cards]
        self._from_above = sorted(self._cards, key=_top)
        self._heights: dict[tuple[Position, Position], float] = {}

    def height(self, start: Position, end: Position) -> float:
        """At which height a wire runs from an output at `start` to an input further right.

        That of its source if no card is in the way, or else that of its target, or else the
        nearest where none is, below rather than above.
        """
        known = self._heights.get((start, end))
        if known is None:
            known = self._heights[start, end] = self._height(start, end)
        return known

    def _height(self, start: Position, end: Position) -> float:
        first = bisect_left(self._lefts, start.x + GAP / 2 - CARD)
        last = bisect_left(self._lefts, end.x - GAP / 2)
        if first >= last:
            return start.y
        taken = _joined([at.y for at in self._cards[first:last]])
        for wanted in (start.y, end.y):
            if _around(taken, wanted) is None:
                return wanted
        around = _around(taken, start.y)
        assert around is not None
        top, bottom = around
        columns = (end.x - start.x) / COLUMN_STEP
        spread = (BOW - 2 * _BESIDE) * (1 - math.exp(-columns / _SPREAD))
        if start.y - top < bottom - start.y - 1:
            return top - spread
        return bottom + spread

    def between_rows(self, start: Position, end: Position) -> float | None:
        """At which height a wire runs back from an output at `start` to an input further left.

        In the widest gap between the rows that both lie in; None where there is none.
        """
        left, right = end.x - GAP / 2, start.x + GAP / 2
        high, low = sorted((start.y, end.y))
        first = bisect_right(self._from_above, high - CARD, key=_top)
        last = bisect_left(self._from_above, low, key=_top)
        rows = _joined([at.y for at in self._from_above[first:last] if left <= at.x < right])
        gaps = [(below[0] - above[1], below[0]) for above, below in pairwise(rows)]
        if not gaps:
            return None
        gap, bottom = max(gaps, key=lambda found: round(found[0]))
        return bottom + _BESIDE - min(_ABOVE_FRAMES, (gap + 2 * _BESIDE) / 2)


def _top(corner: Position) -> float:
    return corner.y


def _joined(tops: list[float]) -> list[tuple[float, float]]:
    """The heights that cards take, with the room beside them, where these overlap as one."""
    found: list[tuple[float, float]] = []
    for top in sorted(tops):
        high, low = top - _BESIDE, top + CARD + _BESIDE
        if found and high <= found[-1][1]:
            found[-1] = (found[-1][0], low)
        else:
            found.append((high, low))
    return found


def _around(taken: list[tuple[float, float]], height: float) -> tuple[float, float] | None:
    """The range of heights that `height` lies in and cards take; None where it is free."""
    at = bisect_left(taken, (height, height))
    for high, low in taken[max(0, at - 1) : at + 1]:
        if high < height < low:
            return high, low
    return None
