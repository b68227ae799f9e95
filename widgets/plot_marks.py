"""Upright lines in a plot with words beside them, where something happened or is advised.

One item paints all the lines of a plot. It is made with the plot, stays as long as the plot, has
no children and knows its view by its parent alone: a line of pyqtgraph with a label is a cycle of
items that own each other, and Python frees the label twice when it collects one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsSceneHoverEvent, QStyleOptionGraphicsItem, QWidget

from widgets.theme import SMALL, font, theme

_WIDEST = 250
"""Longer words are broken into lines of so many pixels, or of what a narrow plot has room for."""
_MARGIN = 4
"""Between a line and its words, and around the words, in pixels."""
_NEAR = 4
"""The pointer is on a line within so many pixels."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Mark:
    """A line at `x`, with words that stand at `height`, a share of the plot's from its bottom."""

    x: float
    words: str
    height: float
    tip: str = ""
    """A sentence for the pointer that rests on the line."""
    line: str = "faint_text"
    """The name of the theme's colour for the line, as `text` for the words."""
    text: str = "text"
    width: float = 1
    dashed: bool = True


class PlotMarks(pg.GraphicsObject):  # type: ignore[misc]
    """The marks of a plot, above its curves; they have no part in the ranges of the axes."""

    def __init__(self, item: pg.PlotItem) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self.setAcceptHoverEvents(True)
        # In the view box, not among the curves in it: so everything here is in pixels.
        self.setParentItem(item.getViewBox())

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked, in the order given."""
        return self._marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these and no others."""
        if tuple(marks) != self._marks:
            self._marks = tuple(marks)
            self.update()

    # What Qt and pyqtgraph ask.

    def boundingRect(self) -> QRectF:
        box = self.parentItem()
        return QRectF() if box is None else box.rect()

    def viewTransformChanged(self) -> None:
        """Follow the view: another part of the plot is shown, or it has another size."""
        super().viewTransformChanged()
        self.prepareGeometryChange()
        self.update()

    def shape(self) -> QPainterPath:
        """Where the pointer finds a mark that has more to say."""
        path = QPainterPath()
        for mark, x in self._in_view():
            if mark.tip:
                path.addRect(x - _NEAR, 0, 2 * _NEAR, self.boundingRect().height())
                path.addRect(self._ground(mark, x))
        return path

    def contains(self, point: QPointF) -> bool:
        # Of an item in one that clips, as the view box does, Qt asks for the clip instead.
        return self.shape().contains(point)

    def hoverMoveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        """Qt shows the tool tip that an item has when the pointer has come to rest."""
        at = event.pos()
        found = [
            (not self._ground(mark, x).contains(at), abs(x - at.x()), mark.tip)
            for mark, x in self._in_view()
            if mark.tip
        ]
        tip = min(found)[-1] if found else ""
        # What a file tells of a run is no markup; without a < Qt takes none for it.
        self.setToolTip(escape(tip, quote=False) if "<" in tip else tip)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        now = theme()
        painter.setFont(font(SMALL))
        seen = self._in_view()
        for mark, x in seen:
            pen = QPen(now.colour(mark.line), mark.width)
            pen.setStyle(Qt.PenStyle.DashLine if mark.dashed else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, 0), QPointF(x, self.boundingRect().height()))
        # All words above all lines: the line of a neighbour must not cross them.
        for mark, x in seen:
            if mark.words:
                ground = self._ground(mark, x)
                painter.fillRect(ground, now.colour("card"))
                painter.setPen(now.colour(mark.text))
                painter.drawText(_inside(ground), _WRAP, mark.words)

    def _in_view(self) -> list[tuple[Mark, float]]:
        """The marks within the plot, each with its place from the left in pixels."""
        box, width = self.parentItem(), self.boundingRect().width()
        places = [(mark, box.mapFromView(QPointF(mark.x, 0)).x()) for mark in self._marks]
        return [(mark, x) for mark, x in places if -1 <= x <= width + 1]

    def _ground(self, mark: Mark, x: float) -> QRectF:
        """What the words of a mark cover: left of its line, or right where there is no room."""
        room = max(x, self.boundingRect().width() - x) - mark.width - 2 * _MARGIN - 1
        around = QFontMetricsF(font(SMALL)).boundingRect(
            QRectF(0, 0, min(_WIDEST, room), 1_000), _WRAP, mark.words
        )
        width, height = around.width() + 2 * _MARGIN + 1, around.height() + 2 * _MARGIN
        left = x - mark.width - width
        if left < 0:
            left = x + mark.width
        whole = self.boundingRect().height()
        top = (1 - mark.height) * whole - height / 2
        return QRectF(left, max(0.0, min(top, whole - height)), width, height)


def _inside(ground: QRectF) -> QRectF:
    return ground.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
