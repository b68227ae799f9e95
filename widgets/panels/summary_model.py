"""The summary table's contents: a row for each layer, computed only for the cells on screen."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.network.analysis import Analysis, LayerAnalysis
from app.network.arithmetic import shape_text
from app.network.quantities import memory_text, receptive_field_facts
from widgets.theme import family_colour, theme

SHARE_ROLE = Qt.ItemDataRole.UserRole
"""A share of one, for the bar."""

Index = QModelIndex | QPersistentModelIndex


class Column(NamedTuple):
    """One column: how a layer reads in it, sorts in it, and stands in a copy of the table."""

    title: str
    help: str
    text: Callable[[LayerAnalysis], str]
    value: Callable[[LayerAnalysis], Any]
    total: Callable[[Analysis], str] = lambda _: ""
    number: bool = False
    sample: str = ""
    """A text of usual width."""


def _count(
    title: str,
    help_text: str,
    of_layer: Callable[[LayerAnalysis], int],
    of_all: Callable[[Analysis], int],
) -> Column:
    return Column(
        title,
        help_text,
        text=lambda layer: f"{of_layer(layer):,}" if of_layer(layer) else "",
        value=of_layer,
        total=lambda analysis: f"{of_all(analysis):,}",
        number=True,
        sample="10,616,832",
    )


def _field_size(layer: LayerAnalysis) -> tuple[int, int]:
    return layer.receptive_field.size if layer.receptive_field else (0, 0)


COLUMNS: tuple[Column, ...] = (
    Column(
        "Layer",
        "The layer's name",
        text=lambda layer: f"{layer.name} !" if layer.problems else layer.name,
        value=lambda layer: layer.name,
        total=lambda analysis: f"{len(analysis.layers):,} layers",
        sample="leaky_relu",
    ),
    Column(
        "Kind",
        "The kind of layer, as PyTorch calls it",
        text=lambda layer: layer.layer.kind,
        value=lambda layer: layer.layer.kind,
        sample="BatchNorm2d   ",
    ),
    Column(
        "Settings",
        "The settings as the lectures write them",
        text=lambda layer: layer.layer.notation,
        value=lambda layer: layer.layer.notation,
        sample="120 · 5×5 · s1 p2",
    ),
    Column(
        "Output",
        "Channels × height × width, or the length of a vector",
        text=lambda layer: shape_text(layer.output),
        value=lambda layer: shape_text(layer.output),
        sample="64×224×224",
    ),
    _count(
        "Parameters",
        "Learned numbers, biases included",
        lambda layer: layer.parameters,
        lambda analysis: analysis.parameters,
    ),
    Column(
        "Share",
        "Share of all parameters",
        text=lambda _: "",
        value=lambda layer: layer.parameters,
        number=True,
        sample="a bar of 98 %",
    ),
    _count(
        "MACs",
        "Multiply-accumulates for one image",
        lambda layer: layer.macs,
        lambda analysis: analysis.macs,
    ),
    _count(
        "Activations",
        "Numbers in the output for one image",
        lambda layer: layer.activations,
        lambda analysis: analysis.activations,
    ),
    Column(
        "Memory",
        "For one image forward: activations and parameters of 4 bytes; twice that with gradients",
        text=lambda layer: memory_text(layer.forward_bytes) if layer.forward_bytes else "",
        value=lambda layer: layer.forward_bytes,
        total=lambda analysis: memory_text(analysis.forward_bytes),
        number=True,
        sample="999.9 MB",
    ),
    Column(
        "Receptive field",
        "What one unit sees of the image, and how far its neighbour's view is moved",
        text=lambda layer: receptive_field_facts(layer.receptive_field)[0],
        value=_field_size,
        sample="212×212 · stride 8",
    ),
)
SHARE_COLUMN = next(at for at, column in enumerate(COLUMNS) if column.title == "Share")


class SummaryModel(QAbstractTableModel):
    """The layers of an analysis, in the network's order or sorted by a column."""

    def __init__(self) -> None:
        super().__init__()
        self._layers: list[LayerAnalysis] = []
        self._analysis: Analysis | None = None
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._row_of: dict[str, int] = {}

    def show(self, analysis: Analysis) -> None:
        """Show this analysis, in place unless rows come, go or move."""
        layers = self._in_order(analysis)
        same_rows = [layer.name for layer in layers] == [layer.name for layer in self._layers]
        if same_rows:
            self._analysis, self._layers = analysis, layers
            if layers:
                last = self.index(len(layers) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._analysis, self._layers = analysis, layers
        self._row_of = {layer.name: row for row, layer in enumerate(layers)}
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (−1) the network's own order comes back."""
        self._sorted_by = (column, order) if column >= 0 else None
        if self._analysis:
            self.show(self._analysis)

    def name_at(self, row: int) -> str:
        """The layer in a row."""
        return self._layers[row].name

    def row_of(self, name: str) -> int:
        """The row of a layer."""
        return self._row_of[name]

    def rows_as_values(self, rows: Iterable[int]) -> list[list[str]]:
        """These rows with the headings, numbers as plain digits, for other programs."""
        shown = [column for column in COLUMNS if column.title != "Share"]
        table = [[column.title for column in shown]]
        for row in rows:
            layer = self._layers[row]
            table.append(
                [
                    str(column.value(layer)) if column.number else column.text(layer)
                    for column in shown
                ]
            )
        return table

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._layers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return {
            Qt.ItemDataRole.DisplayRole: column.title,
            Qt.ItemDataRole.ToolTipRole: column.help,
        }.get(Qt.ItemDataRole(role))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer, column = self._layers[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(layer)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == SHARE_ROLE and self._analysis and self._analysis.parameters:
            return layer.parameters / self._analysis.parameters
        if role == Qt.ItemDataRole.DecorationRole and column.title == "Kind":
            return family_colour(layer.layer.family)
        if layer.problems and column.title == "Layer":
            if role == Qt.ItemDataRole.ForegroundRole:
                return _problem_colour(layer)
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(problem.message for problem in layer.problems)
        return None

    def _in_order(self, analysis: Analysis) -> list[LayerAnalysis]:
        layers = list(analysis.layers.values())
        if self._sorted_by:
            column, order = self._sorted_by
            layers.sort(key=COLUMNS[column].value, reverse=order == Qt.SortOrder.DescendingOrder)
        return layers


class TotalsModel(QAbstractTableModel):
    """One row with the totals, under the same columns."""

    def __init__(self) -> None:
        super().__init__()
        self._analysis: Analysis | None = None

    def show(self, analysis: Analysis) -> None:
        """Show the totals of this analysis."""
        self._analysis = analysis
        self.dataChanged.emit(self.index(0, 0), self.index(0, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole and self._analysis:
            return column.total(self._analysis)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


def as_csv(table: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """A table as lines of text, quoted where need be."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(table)
    return text.getvalue()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _problem_colour(layer: LayerAnalysis) -> QColor:
    severe = any(problem.severity == "error" for problem in layer.problems)
    return theme().colour("error" if severe else "warning")
