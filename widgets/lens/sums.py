"""Drawings of weighted sums: patch × kernel = products, channel by channel, or term by term."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QPainter

from app.inspection.lens_results import Unit, UnitArithmetic, WeightedSum
from app.language import tr
from widgets.lens.cells import Cells, even_span, largest_size, sign_at
from widgets.lens.drawing import Drawing, Spot, draw_line, line_height
from widgets.lens.scales import MapScales
from widgets.number_text import decimal_text, decimals_of_sum, number_text
from widgets.theme import scaled, theme

_SIGN = 30
"""Pixels between two matrices, where the sign stands."""
_ROW_GAP = 10
_LARGEST, _LARGE = 44, 40
"""Pixels of a cell at most, where there is one channel or where several are below one another."""
_MOST_TERMS = 60
_EDITOR_WIDTH = 120
_NATURAL_ORDER = 4
"""So many channels are shown one after the other; of more, those that count most come first."""


@dataclass(frozen=True)
class _Row:
    """One channel of the sum: three matrices beside one another."""

    channel: int
    top: int


class WindowSum(Drawing):
    """The window of a convolution: for each channel the patch, the kernel and their products."""

    def __init__(
        self,
        sum_: WeightedSum,
        width: int,
        source: str,
        scales: MapScales,
        held: tuple[int, ...] = (),
    ) -> None:
        super().__init__()
        self._sum, self._source, self._scales = sum_, source, scales
        channels, rows, columns = sum_.weights.shape
        most = scaled(_LARGEST if channels == 1 else _LARGE)
        self._side = max(9, min(most, (width - 2 * _SIGN - 4) // (3 * columns)))
        order: Sequence[int] = range(channels)
        if channels > _NATURAL_ORDER:
            order = np.argsort(-np.abs(sum_.channel_sums), kind="stable").tolist()
        if len(held) == channels:
            order = held
        self.order = tuple(order)
        step = line_height() + rows * self._side + _ROW_GAP
        self._rows = [_Row(int(channel), index * step) for index, channel in enumerate(order)]
        self._step = self.part_height = step
        self.height = len(self._rows) * step + line_height()
        self._largest = largest_size(sum_.patch.values)
        self._weights = even_span(sum_.weights)
        self._products = even_span(sum_.products)
        self._decimals = _decimals(sum_)

    def _cells(self, row: _Row) -> tuple[Cells, Cells, Cells]:
        sum_, side = self._sum, self._side
        _, _, columns = sum_.weights.shape
        top, step = row.top + line_height(), columns * side + _SIGN
        patch = sum_.patch
        return (
            Cells(
                patch.values[row.channel],
                QPoint(0, top),
                side,
                "sequential",
                *self._scales.of(patch.channels[row.channel]),
                patch.inside,
                self._largest,
            ),
            Cells(sum_.weights[row.channel], QPoint(step, top), side, "diverging", *self._weights),
            Cells(
                sum_.products[row.channel],
                QPoint(2 * step, top),
                side,
                "diverging",
                *self._products,
            ),
        )

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        for row in self._rows:
            if row.top > exposed.bottom() or row.top + self._step < exposed.top():
                continue
            total = decimal_text(float(self._sum.channel_sums[row.channel]), self._decimals)
            number = self._sum.patch.channels[row.channel]
            draw_line(
                painter,
                row.top,
                tr(
                    "{source}, channel {number}:   Σ = {total}",
                    source=self._source,
                    number=number,
                    total=total,
                ),
            )
            cells = self._cells(row)
            for matrix in cells:
                matrix.paint(painter)
            for sign, matrix in zip("×=", cells, strict=False):
                middle = QPointF(matrix.rect.right() + _SIGN / 2 + 1, matrix.rect.center().y())
                sign_at(painter, sign, middle)
        draw_line(painter, self.height - line_height(), _ending(self._sum), bold=True)

    def spot(self, at: QPoint) -> Spot | None:
        for row in self._rows:
            if not row.top <= at.y() < row.top + self._step:
                continue
            for which, matrix in enumerate(self._cells(row)):
                if cell := matrix.cell_at(at):
                    return self._spot(row.channel, *cell, on_kernel=which == 1)
        return None

    @property
    def first_weight(self) -> tuple[int, ...]:
        _, rows, columns = self._sum.weights.shape
        return (self.order[0], rows // 2, columns // 2)

    def next_weight(self, weight: tuple[int, ...], by: int) -> tuple[int, ...]:
        _, rows, columns = self._sum.weights.shape
        channel, row, column = weight
        return (channel, *divmod((row * columns + column + by) % (rows * columns), columns))

    def weight_rect(self, weight: tuple[int, ...]) -> QRect | None:
        channel, row, column = weight
        for each in self._rows:
            if each.channel == channel:
                return self._cells(each)[1].rect_of(row, column)
        return None

    def _spot(self, channel: int, row: int, column: int, *, on_kernel: bool) -> Spot:
        sum_ = self._sum
        value, weight = sum_.patch.values[channel, row, column], sum_.weights[channel, row, column]
        source = sum_.patch.source(channel, row, column)
        product = number_text(float(sum_.products[channel, row, column]))
        words = f"{number_text(float(value))} × {number_text(float(weight))} = {product}"
        if not sum_.patch.inside[row, column]:
            words += tr("\nin the padding")
        elif source is not None:
            words += tr(
                "\nrow {row}, column {column} of {source}",
                row=source.row,
                column=source.column,
                source=self._source,
            )
        return Spot(words, None if on_kernel else source, (channel, row, column) * on_kernel)


class TermList(Drawing):
    """A sum over single numbers, as a dense layer's: the products that count most, as bars."""

    def __init__(
        self, sum_: WeightedSum, width: int, source: str, held: tuple[int, ...] = ()
    ) -> None:
        super().__init__()
        self._sum, self._width, self._source = sum_, width, source
        count = min(_MOST_TERMS, sum_.products.size)
        self.order = held if len(held) == count else sum_.largest(count)
        self._terms = tuple(sum_.term(index) for index in self.order)
        self._most = largest_size(sum_.products)
        left = sum_.weights.size - len(self._terms)
        rest = sum_.total - sum(term.product for term in self._terms)
        self._rest = (
            tr("and {left:,} smaller ones:   Σ = {number}", left=left, number=number_text(rest))
            if left
            else ""
        )
        self.height = (len(self._terms) + 1 + bool(self._rest)) * line_height() + line_height()

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        middle, reach = self._width - 110, 100
        draw_line(
            painter,
            0,
            tr("{source}: value × weight = product, the largest first", source=self._source),
        )
        for index, term in enumerate(self._terms, start=1):
            top = index * line_height()
            if not exposed.top() - line_height() <= top <= exposed.bottom():
                continue
            value, weight, product = map(number_text, (term.value, term.weight, term.product))
            name = "" if term.source is None else f"{_name(term.source)}:   "
            draw_line(painter, top, f"{name}{value} × {weight} = {product}")
            if math.isnan(term.product):
                continue
            length = round(reach * max(-1.0, min(1.0, term.product / self._most)))
            colour = theme().colour("train_line" if length < 0 else "validation_line")
            bar = QRect(min(middle, middle + length), top + 4, abs(length), line_height() - 8)
            painter.fillRect(bar, colour)
        painter.setPen(theme().colour("card_border"))
        painter.drawLine(middle, line_height(), middle, (len(self._terms) + 1) * line_height())
        if self._rest:
            draw_line(painter, self.height - 2 * line_height(), self._rest)
        draw_line(painter, self.height - line_height(), _ending(self._sum), bold=True)

    def spot(self, at: QPoint) -> Spot | None:
        index = at.y() // line_height() - 1
        if not 0 <= index < len(self._terms):
            return None
        source = self._terms[index].source
        words = tr("in the padding") if source is None else f"{self._source} {_name(source)}"
        return Spot(words, source, self._weight(index))

    @property
    def first_weight(self) -> tuple[int, ...]:
        return self._weight(0)

    def next_weight(self, weight: tuple[int, ...], by: int) -> tuple[int, ...]:
        lines = [self._weight(index) for index in range(len(self.order))]
        return lines[(lines.index(weight) + by) % len(lines)]

    def weight_rect(self, weight: tuple[int, ...]) -> QRect | None:
        for index in range(len(self.order)):
            if self._weight(index) == weight:
                return QRect(0, (index + 1) * line_height(), _EDITOR_WIDTH, line_height())
        return None

    def _weight(self, index: int) -> tuple[int, ...]:
        """Which weight a line has."""
        where = np.unravel_index(self.order[index], self._sum.products.shape)
        return tuple(int(at) for at in where)


def _name(source: Unit) -> str:
    at = f"[{source.row}, {source.column}]" if source.row or source.column else ""
    return f"{source.channel}{at}"


def value_text(found: UnitArithmetic) -> str:
    """What a unit gives, with the digits that it has at the end of its sum."""
    if isinstance(found, WeightedSum):
        return decimal_text(found.value, _decimals(found))
    return number_text(found.value)


def _decimals(sum_: WeightedSum) -> int:
    return decimals_of_sum((sum_.total, sum_.bias or 0.0, sum_.value))


def _ending(sum_: WeightedSum) -> str:
    decimals = _decimals(sum_)
    value = decimal_text(sum_.value, decimals)
    count = tr("{size:,} products", size=sum_.weights.size)
    if sum_.bias is None:
        return tr("Σ of {count} = {number}", count=count, number=value)
    return tr(
        "Σ of {count} {total} + bias {number} = {number2}",
        count=count,
        total=decimal_text(sum_.total, decimals),
        number=decimal_text(sum_.bias, decimals),
        number2=value,
    )
