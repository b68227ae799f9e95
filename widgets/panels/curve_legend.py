"""What the lines and marks of the curves mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import cycle

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.language import tr
from widgets.theme import SMALL, font, theme

Entries = tuple[tuple[str, str], ...]
"""Signs and their words."""
_IN_SHORT: Entries = (("mean", tr("train")), ("validation", tr("validation")))
"""Where there is no room for all of them: marks in the colours of these are told with them."""


def legend_entries(smoothing: int) -> Entries:
    """All that is drawn where lines are means of so many steps; 1 is no mean."""
    mean = ("mean", tr("mean of {steps} steps", steps=smoothing))
    return (
        ("step", tr("train, per step")),
        *((mean,) if smoothing > 1 else ()),
        ("train", tr("epoch mean")),
        ("validation", tr("validation")),
    )


class CurveLegend(QWidget):
    """What the lines and marks mean; outside the plots, so that it covers nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(SMALL))
        self.setAccessibleName(tr("Legend"))
        self._all = self._entries = legend_entries(1)
        self._room = self._width_of(self._all)
        self.show_smoothing(1)

    def show_smoothing(self, smoothing: int) -> None:
        """Say of how many steps the means are that are drawn."""
        self._all = legend_entries(smoothing)
        self.setAccessibleDescription("; ".join(text for _, text in self._all))
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Tell all that there is room for in so many pixels."""
        self._room = room
        self._entries = self._all if self._width_of(self._all) <= room else _IN_SHORT
        self.setFixedSize(self._width_of(self._entries), self.fontMetrics().height() + 4)
        self.update()

    @property
    def least_width(self) -> int:
        """What it takes where there is no room for all."""
        return self._width_of(_IN_SHORT)

    def _width_of(self, entries: Entries) -> int:
        return sum(self.fontMetrics().horizontalAdvance(text) + 36 for _, text in entries)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_legend(painter, 0.0, self.height() / 2, self._entries)


def paint_legend(painter: QPainter, left: float, middle: float, entries: Entries) -> None:
    """The signs with their words in a row, from `left` on, about the height `middle`."""
    now, metrics = theme(), painter.fontMetrics()
    for sign, text in entries:
        colour = now.colour("validation_line" if sign == "validation" else "train_line")
        if sign == "step":
            colour.setAlphaF(0.5)
        painter.setPen(QPen(colour, 1 if sign == "step" else 2))
        if sign != "train":
            painter.drawLine(QPointF(left, middle), QPointF(left + 20, middle))
        painter.setBrush(colour)
        painter.setPen(Qt.PenStyle.NoPen)
        if sign == "train":
            painter.drawEllipse(QPointF(left + 10, middle), 3.5, 3.5)
        elif sign == "validation":
            painter.drawPolygon(_diamond(left + 10, middle))
        painter.setPen(now.colour("text"))
        painter.drawText(QPointF(left + 24, middle + metrics.capHeight() / 2), text)
        left += metrics.horizontalAdvance(text) + 36


def paint_run_names(painter: QPainter, place: QRectF, names: Sequence[str]) -> None:
    """The runs laid over, in the colours of their lines, as many as have room."""
    left, metrics = place.left(), painter.fontMetrics()
    for name, colour in zip(names, cycle(theme().run_lines), strict=False):
        width = metrics.horizontalAdvance(name)
        if left + width + 24 > place.right():
            return
        painter.setPen(QPen(QColor(colour), 2))
        middle = place.center().y()
        painter.drawLine(QPointF(left, middle), QPointF(left + 18, middle))
        painter.drawText(QPointF(left + 22, middle + metrics.capHeight() / 2), name)
        left += width + 40


def _diamond(x: float, y: float) -> QPolygonF:
    corners = [(math.cos(k * math.pi / 2) * 5, math.sin(k * math.pi / 2) * 5) for k in range(4)]
    return QPolygonF([QPointF(x + across, y + down) for across, down in corners])
