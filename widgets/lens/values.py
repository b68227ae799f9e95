"""Drawings of what is computed number by number: functions, normalisation, shares, wires."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.inspection.functions import Function
from app.inspection.lens_results import (
    Copied,
    FunctionValue,
    Merged,
    Normalised,
    ResponseNormalised,
    SoftmaxShare,
    Unit,
)
from app.language import tr
from widgets.lens.cells import largest_size
from widgets.lens.drawing import Drawing, Spot, draw_line, line_height
from widgets.number_text import number_text
from widgets.theme import theme

_PLOT = 190
"""Height of a curve."""


class Line(NamedTuple):
    """A line of text; the number of the input that it leads to, and by which wire that comes."""

    text: str
    source: Unit | None = None
    wire: int = 0


class Lines(Drawing):
    """A few lines of text, the last in bold; some lead to a number of the input."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines = lines
        self.height = (len(lines) + 1) * line_height()

    def paint(self, painter: QPainter, exposed: QRect) -> None:  # noqa: ARG002
        for index, line in enumerate(self._lines):
            draw_line(painter, index * line_height(), line.text, bold=index == len(self._lines) - 1)

    def spot(self, at: QPoint) -> Spot | None:
        index = at.y() // line_height()
        if not 0 <= index < len(self._lines) or (source := self._lines[index].source) is None:
            return None
        words = tr(
            "channel {channel}, row {row}, column {column}",
            channel=source.channel,
            row=source.row,
            column=source.column,
        )
        return Spot(words, source, wire=self._lines[index].wire)


def normalisation(found: Normalised) -> Lines:
    """x̂ = (x − μ)/√(σ² + ε), and what is learned (C3)."""
    whose = (
        tr("the running mean and variance")
        if not found.count
        else tr("of {count:,} values", count=found.count)
    )
    lines = [
        f"x = {number_text(found.x)}",
        f"μ = {number_text(found.mean)},   σ² = {number_text(found.variance)}   ({whose})",
        f"x̂ = (x − μ)/√(σ² + {number_text(found.eps)}) = {number_text(found.normalised)}",
    ]
    if found.scale is not None and found.shift is not None:
        learned = tr(
            "γ = {number},   β = {number2}   (learned)",
            number=number_text(found.scale),
            number2=number_text(found.shift),
        )
        lines += [learned, f"γ·x̂ + β = {number_text(found.value)}"]
    return Lines([Line(lines[0], found.unit), *map(Line, lines[1:])])


def response_normalisation(found: ResponseNormalised) -> Lines:
    """The squares of neighbouring channels make the divisor (C5)."""
    squares = [
        Line(
            tr(
                "channel {channel}:   {number}² = {number2}",
                channel=channel,
                number=number_text(float(x)),
                number2=number_text(float(x) ** 2),
            )
        )
        for channel, x in zip(found.channels, found.neighbours, strict=True)
    ]
    ending = f"{number_text(found.x)} / {number_text(found.divisor)} = {number_text(found.value)}"
    return Lines([*squares, Line(ending)])


def merged(found: Merged) -> Lines:
    """A number of each wire."""
    lines = [
        Line(tr("wire {wire}:   {number}", wire=wire + 1, number=number_text(value)), source, wire)
        for wire, (source, value) in enumerate(zip(found.sources, found.values, strict=True))
    ]
    return Lines([*lines, Line(found.text)])


def copied(found: Copied) -> Lines:
    """A number that only moved."""
    return Lines([Line(found.text, found.source, found.wire)])


class Curve(Drawing):
    """An activation function with the number on it, and its slope there (C1)."""

    def __init__(self, found: FunctionValue, function: Function, width: int) -> None:
        super().__init__()
        self._found = found
        self._plot = QRectF(0, 4, min(width, 380), _PLOT)
        self._drawable = all(map(math.isfinite, (found.x, found.value, found.slope)))
        reach = max(3.0, 1.3 * abs(found.x)) if self._drawable else 3.0
        self._x = np.linspace(-reach, reach, 241)
        self._y = function.value(self._x)
        low, high = float(min(self._y.min(), 0)), float(max(self._y.max(), 0))
        room = 0.08 * (high - low or 1.0)
        self._low, self._high = low - room, high + room
        self.height = _PLOT + 3 * line_height()

    def _at(self, x: float, y: float) -> QPointF:
        box = self._plot
        across = (x - self._x[0]) / (self._x[-1] - self._x[0])
        up = (y - self._low) / (self._high - self._low)
        return QPointF(box.left() + across * box.width(), box.bottom() - up * box.height())

    def paint(self, painter: QPainter, exposed: QRect) -> None:  # noqa: ARG002
        look, found = theme(), self._found
        painter.setPen(QPen(look.colour("card_border"), 1))
        painter.drawLine(self._at(self._x[0], 0), self._at(self._x[-1], 0))
        painter.drawLine(self._at(0, self._low), self._at(0, self._high))
        painter.setPen(QPen(look.colour("train_line"), 2))
        painter.drawPolyline(
            QPolygonF([self._at(x, y) for x, y in zip(self._x, self._y, strict=True)])
        )
        if self._drawable:
            self._draw_tangent(painter)
            painter.setBrush(look.colour("validation_line"))
            painter.setPen(QPen(QColor(look.card), 1.5))
            painter.drawEllipse(self._at(found.x, found.value), 5, 5)
        draw_line(
            painter,
            _PLOT + line_height() // 2,
            tr("slope there: {number}", number=number_text(found.slope)),
        )
        draw_line(painter, _PLOT + 3 * line_height() // 2, found.text, bold=True)

    def _draw_tangent(self, painter: QPainter) -> None:
        found, reach = self._found, 0.18 * float(self._x[-1])
        painter.setPen(QPen(theme().colour("validation_line"), 1.5))
        painter.drawLine(
            self._at(found.x - reach, found.value - reach * found.slope),
            self._at(found.x + reach, found.value + reach * found.slope),
        )

    def spot(self, at: QPoint) -> Spot | None:
        inside = self._plot.contains(QPointF(at))
        return Spot(self._found.text, self._found.unit) if inside else None


class Shares(Drawing):
    """Softmax: every exponential as a bar, and the share of one in their sum (C2)."""

    def __init__(self, found: SoftmaxShare, width: int) -> None:
        super().__init__()
        self._found, self._width = found, width
        self._which = found.unit.channel
        self.height = (len(found.logits) + 3) * line_height()

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        found = self._found
        if found.subtracted:
            draw_line(
                painter,
                0,
                tr("{number} is taken off every logit first", number=number_text(found.subtracted)),
            )
        most, reach = largest_size(found.exponentials), max(40, self._width - 330)
        for index, (logit, power) in enumerate(
            zip(found.logits, found.exponentials, strict=True), start=1
        ):
            top = index * line_height()
            if not exposed.top() - line_height() <= top <= exposed.bottom():
                continue
            chosen = index - 1 == self._which
            words = f"{index - 1}:   e^{number_text(float(logit))} → {number_text(float(power))}"
            draw_line(painter, top, words, bold=chosen)
            if math.isnan(power):
                continue
            colour = theme().colour("validation_line" if chosen else "train_line")
            length = round(reach * min(1.0, float(power) / most))
            painter.fillRect(QRect(300, top + 4, length, line_height() - 8), colour)
        draw_line(painter, self.height - 2 * line_height(), f"Σ = {number_text(found.total)}")
        draw_line(painter, self.height - line_height(), found.text, bold=True)

    def spot(self, at: QPoint) -> Spot | None:
        index = at.y() // line_height() - 1
        if 0 <= index < len(self._found.logits):
            return Spot(tr("logit {index}", index=index), Unit(index))
        return None
