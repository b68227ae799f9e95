"""The summary table's contents: a row for each layer, asked for only by the cells on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.network.analysis import analyse
from app.network.graph import Network
from app.network.summary import COLUMNS, IN_PLACE_NOTE, Column, Summary, SummaryRow, summarise
from widgets.theme import family_colour, theme

SHARE_ROLE = Qt.ItemDataRole.UserRole
"""A share of one, for the bar."""

APART = "\u2002"
"""A space before words that follow a number."""

_DIFFERS_IN_PLACE = frozenset({"activations", "memory", "training_memory"})

Index = QModelIndex | QPersistentModelIndex

EMPTY = summarise(Network(), analyse(Network()))


class SummaryModel(QAbstractTableModel):
    """The rows of a summary, in the network's order or sorted by a column."""

    def __init__(self) -> None:
        super().__init__()
        self.summary: Summary = EMPTY
        self._rows: Sequence[SummaryRow] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._row_of: dict[str, int] = {}

    def show(self, summary: Summary) -> None:
        """Show this summary, in place unless rows come, go or move."""
        rows = self._in_order(summary)
        same_rows = len(rows) == len(self._rows) and all(
            new.name == old.name for new, old in zip(rows, self._rows, strict=True)
        )
        if same_rows:
            self.summary, self._rows = summary, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.summary, self._rows = summary, rows
        self._row_of = {row.name: at for at, row in enumerate(rows)}
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (−1) the network's own order comes back."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.show(self.summary)

    def row_at(self, at: int) -> SummaryRow:
        """What a line of the table shows."""
        return self._rows[at]

    def line_of(self, name: str) -> int | None:
        """The line of a layer; None where it has none."""
        return self._row_of.get(name)

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
            return _alignment(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return APART + column.title if column.form == "field" else column.title
        return column.help if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == SHARE_ROLE:
            return column.share(row, self.summary.total) if column.form == "share" else None
        if role == Qt.ItemDataRole.DecorationRole and column.key == "layer" and row.layer:
            return family_colour(row.layer.family)
        if row.problems and column.key == "layer":
            if role == Qt.ItemDataRole.ForegroundRole:
                return _problem_colour(row)
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(problem.message for problem in row.problems)
        return None

    def _text(self, row: SummaryRow, column: Column) -> str:
        text = column.text(row, self.summary.total)
        return f"{text} !" if row.problems and column.key == "layer" else text

    def _in_order(self, summary: Summary) -> Sequence[SummaryRow]:
        if not self._sorted_by:
            return summary.rows
        column, order = self._sorted_by
        descending = order == Qt.SortOrder.DescendingOrder
        return sorted(summary.rows, key=COLUMNS[column].value, reverse=descending)


class TotalsModel(QAbstractTableModel):
    """Two lines with the totals, under the same columns."""

    def __init__(self) -> None:
        super().__init__()
        self.summary: Summary = EMPTY

    def show(self, summary: Summary) -> None:
        """Show the totals of this summary."""
        self.summary = summary
        self.dataChanged.emit(self.index(0, 0), self.index(1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(EMPTY.totals)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            if column.key == "layer":
                return self._name(index.row())
            if index.row() and column.key not in _DIFFERS_IN_PLACE:
                return ""
            return column.text(self.summary.totals[index.row()], self.summary.total)
        if role == Qt.ItemDataRole.FontRole and index.row() == 0:
            return bold()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return IN_PLACE_NOTE if role == Qt.ItemDataRole.ToolTipRole else None

    def _name(self, line: int) -> str:
        if line:
            return "In place: ReLU, dropout, flatten"
        layers = len(self.summary.rows)
        return f"Total of {layers:,} layers" if layers != 1 else "Total of 1 layer"


def bold() -> QFont:
    """The view's own type, but bold."""
    font = QFont()
    font.setBold(True)
    return font


# Made once: joining flags takes longer than all else that a cell asks for.
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _alignment(column: Column) -> Qt.AlignmentFlag:
    return _RIGHT if column.number else _LEFT


def _problem_colour(row: SummaryRow) -> QColor:
    severe = any(problem.severity == "error" for problem in row.problems)
    return theme().colour("error" if severe else "warning")
