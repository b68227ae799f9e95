"""The table of layers under training: small histograms and figures, to sort and to select."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.inspection.layer_health import (
    LARGE_UPDATE,
    MANY_DEAD,
    MANY_SATURATED,
    NEAR_ZERO,
    Histogram,
    LayerHealth,
    NetworkHealth,
)
from app.language import figures, tr
from app.network.arithmetic import percent_text
from widgets.number_text import number_text
from widgets.panels.table_cells import APART, alignment, mark
from widgets.theme import family_colour, theme

HISTOGRAM_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_HEIGHT_NOTE = tr("Heights are square roots of counts, so that a peak hides nothing.")


@dataclass(frozen=True)
class Column:
    """What a column shows of a layer: a histogram, or a figure that is `bad` from a threshold."""

    title: str
    help: str
    figure: Callable[[LayerHealth], float | None] | None = None
    text: Callable[[float], str] = percent_text
    histogram: Callable[[LayerHealth], Histogram | None] | None = None
    bad_from: float = math.inf

    def value(self, layer: LayerHealth) -> float | None:
        """What the column is sorted by: of a histogram, its greatest distance from zero."""
        if self.figure:
            return self.figure(layer)
        found = self.histogram(layer) if self.histogram else None
        return None if found is None else max(abs(found.low), abs(found.high))


COLUMNS = (
    Column(tr("Layer"), tr("Click to select it on the canvas.")),
    Column(
        tr("Weights"),
        tr("How the weights are distributed. {height_note}", height_note=_HEIGHT_NOTE),
        histogram=lambda x: x.weights,
    ),
    Column(
        tr("Near zero"),
        tr("Weights nearer to zero than {near_zero:g}: L1 drives them there.", near_zero=NEAR_ZERO),
        lambda x: x.near_zero,
    ),
    Column(
        tr("Gradients"),
        tr("The gradient of the last step. {height_note}", height_note=_HEIGHT_NOTE),
        histogram=lambda x: x.gradients,
    ),
    Column(
        tr("Update"),
        tr("How far one step moves the weights: ‖Δw‖ / ‖w‖. About 0.001 is usual."),
        lambda x: x.update_ratio,
        lambda value: _ratio_text(value),
        bad_from=LARGE_UPDATE,
    ),
    Column(
        tr("Outputs"),
        tr(
            "What the layer puts out for some validation images. {height_note}",
            height_note=_HEIGHT_NOTE,
        ),
        histogram=lambda x: x.activations,
    ),
    Column(
        tr("Dead"),
        tr("Units of a ReLU that are above zero for none of the images."),
        lambda x: x.dead,
        bad_from=MANY_DEAD,
    ),
    Column(
        tr("Saturated"),
        tr("Outputs of a sigmoid or tanh where its slope is below 5 % of the steepest."),
        lambda x: x.saturated,
        bad_from=MANY_SATURATED,
    ),
)


class HealthModel(QAbstractTableModel):
    """The layers in the network's order, or sorted by a column with what has no value last."""

    def __init__(self) -> None:
        super().__init__()
        self._health: NetworkHealth | None = None
        self._rows: Sequence[LayerHealth] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    def show(self, health: NetworkHealth) -> None:
        """Show this state, in place unless rows come, go or move."""
        self._health = health
        rows = self._in_order(health)
        same = [row.name for row in rows] == [row.name for row in self._rows]
        if same:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (−1) the network's own order comes back."""
        self._sorted_by = (column, order) if column >= 0 else None
        if self._health:
            self.show(self._health)

    @property
    def names(self) -> list[str]:
        """The layers from top to bottom."""
        return [row.name for row in self._rows]

    def row(self, name: str) -> LayerHealth | None:
        """The state of a layer, where it is on show."""
        return next((row for row in self._rows if row.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(bool(column.figure))
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title if column.figure else APART + column.title
        return column.help if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(bool(column.figure))
        if column.histogram:
            return _histogram_data(column.histogram(layer), role)
        if column.figure:
            return self._figure_data(column, column.figure(layer), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return layer.name
        if role == Qt.ItemDataRole.DecorationRole and self._health:
            known = self._health.network.layers.get(layer.name)
            return mark(family_colour(known.family)) if known else None
        return None

    def _figure_data(self, column: Column, value: float | None, role: int) -> Any:
        if value is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(value)
        if role == Qt.ItemDataRole.ForegroundRole and value >= column.bad_from:
            return theme().colour("warning")
        return None

    def _in_order(self, health: NetworkHealth) -> Sequence[LayerHealth]:
        rows = list(health.layers.values())
        if not self._sorted_by:
            return rows
        at, order = self._sorted_by
        descending = order == Qt.SortOrder.DescendingOrder
        if at == 0:
            return sorted(rows, key=lambda row: row.name, reverse=descending)
        values = [(COLUMNS[at].value(row), row) for row in rows]
        there = [(value, row) for value, row in values if value is not None]
        there.sort(key=lambda pair: pair[0], reverse=descending)
        return [row for _, row in there] + [row for value, row in values if value is None]


def _ratio_text(ratio: float) -> str:
    """A ratio that spans many powers of ten: "0.0034", "1.3e−4"."""
    if ratio == 0 or ratio >= 1e-3:
        return number_text(ratio, 2)
    mantissa, _, exponent = f"{ratio:.1e}".partition("e")
    return figures(f"{mantissa}e−{abs(int(exponent))}")


def _histogram_data(histogram: Histogram | None, role: int) -> Any:
    if histogram is None:
        return None
    if role == HISTOGRAM_ROLE:
        return histogram
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        low, high = number_text(histogram.low), number_text(histogram.high)
        return tr(
            "{sum:,} values from {low} to {high}", sum=histogram.counts.sum(), low=low, high=high
        )
    return None


class HistogramDelegate(QStyledItemDelegate):
    """Bars in a cell, over a line; a taller line stands at zero."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        histogram = index.data(HISTOGRAM_ROLE)
        if histogram is None or not histogram.counts.any():
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = theme().colour("train_line")
        if selected:
            ink = option.palette.color(QPalette.ColorRole.HighlightedText)
        room = QRectF(option.rect).adjusted(10, 3, -10, -3)
        heights = np.sqrt(histogram.counts / histogram.counts.max()) * room.height()
        step = room.width() / len(heights)
        if histogram.low <= 0 <= histogram.high:
            share = -histogram.low / (histogram.high - histogram.low)
            faint = theme().colour("wire")
            at = room.left() + share * room.width()
            painter.fillRect(QRectF(at, room.top(), 1, room.height()), faint)
        for at, height in enumerate(heights):
            if height > 0:
                height = max(1.0, height)
                left = room.left() + at * step
                bar = QRectF(left, room.bottom() - height, max(1.0, step - 0.75), height)
                painter.fillRect(bar, ink)
