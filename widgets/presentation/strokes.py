"""Freehand strokes: what was drawn, rubbed out and taken back; nothing of windows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from app.language import tr

PEN_COLOURS = (
    (tr("Red"), "#d9480f"),
    (tr("Blue"), "#1c7ed6"),
    (tr("Green"), "#0b8a5f"),
    (tr("Purple"), "#b84fa6"),
)
"""Each has a contrast of at least 3:1 on the light and on the dark canvas."""
_REMEMBERED = 200
"""Steps that can be taken back."""


@dataclass(frozen=True)
class Stroke:
    """One line of the pen, in pixels of the window; a tap is a stroke of one point."""

    colour: str
    points: tuple[QPointF, ...]

    def passes(self, at: QPointF, reach: float) -> bool:
        """Whether it comes nearer to a point than `reach`."""
        if len(self.points) == 1:
            return _length(self.points[0] - at) <= reach
        pairs = zip(self.points, self.points[1:], strict=False)
        return any(_distance(at, start, end) <= reach for start, end in pairs)


class Strokes:
    """All strokes in the order in which they were drawn."""

    def __init__(self) -> None:
        self.drawn: tuple[Stroke, ...] = ()
        self._before: list[tuple[Stroke, ...]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._before)

    def add(self, stroke: Stroke) -> None:
        self._become((*self.drawn, stroke))

    def rub_out(self, along: Iterable[QPointF], reach: float) -> bool:
        """Take away the strokes that one movement of the rubber touches; whether there are any."""
        places = tuple(along)
        kept = tuple(
            stroke for stroke in self.drawn if not any(stroke.passes(at, reach) for at in places)
        )
        if len(kept) == len(self.drawn):
            return False
        self._become(kept)
        return True

    def clear(self) -> None:
        if self.drawn:
            self._become(())

    def undo(self) -> bool:
        """Take back the last stroke, rubbing out or clearing; whether there was one."""
        if not self._before:
            return False
        self.drawn = self._before.pop()
        return True

    def _become(self, strokes: tuple[Stroke, ...]) -> None:
        self._before.append(self.drawn)
        del self._before[:-_REMEMBERED]
        self.drawn = strokes


def _length(way: QPointF) -> float:
    return math.hypot(way.x(), way.y())


def _distance(at: QPointF, start: QPointF, end: QPointF) -> float:
    """How far a point is from the line between two others."""
    way = end - start
    square = QPointF.dotProduct(way, way)
    share = QPointF.dotProduct(at - start, way) / square if square else 0.0
    return _length(at - start - way * min(1.0, max(0.0, share)))
