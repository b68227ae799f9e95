"""The summary table's contents: a line for each layer and block, with folding and sorting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.summary import (
    COLUMNS,
    IN_PLACE_NOTE,
    Column,
    Member,
    Summary,
    SummaryBlock,
    SummaryRow,
    summarise,
)
from widgets.panels.table_cells import APART, alignment, mark
from widgets.theme import family_colour, theme

SHARE_ROLE = Qt.ItemDataRole.UserRole
"""A share of one, for the bar."""
DEPTH_ROLE = Qt.ItemDataRole.UserRole + 1
"""How many blocks are around what a line shows."""
FOLDED_ROLE = Qt.ItemDataRole.UserRole + 2
"""Whether a block's line is folded; nothing for a layer's."""

_DIFFERS_IN_PLACE = frozenset({"activations", "memory", "training_memory"})

Index = QModelIndex | QPersistentModelIndex

EMPTY = summarise(Network(), analyse(Network()))


class Line(NamedTuple):
    """A line of the table: a layer, or a block with its sums."""

    row: SummaryRow
    depth: int
    block: SummaryBlock | None
    folded: bool
    """Whether the lines of what lies in the block are left out."""

    @property
    def key(self) -> tuple[str, str, bool]:
        """What tells it from every other line."""
        return ("", self.row.block, self.folded) if self.block else (self.row.name, "", False)

    @property
    def rows(self) -> Iterable[SummaryRow]:
        """The layers that it stands for."""
        return self.block.rows if self.block else (self.row,)


class SummaryModel(QAbstractTableModel):
    """The lines of a summary, grouped by block; sorted by a column, the layers alone.

    A block can be folded into one line; a repeat is, until it is opened.
    """

    def __init__(self) -> None:
        super().__init__()
        self.summary: Summary = EMPTY
        self._lines: Sequence[Line] = ()
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._folded: dict[str, bool] = {}
        self._line_of: dict[str, int] = {}

    def show(self, summary: Summary) -> None:
        """Show this summary, in place unless lines come, go or move."""
        lines = self._in_order(summary)
        same_lines = len(lines) == len(self._lines) and all(
            new.key == old.key for new, old in zip(lines, self._lines, strict=True)
        )
        if same_lines:
            self.summary, self._lines = summary, lines
            if lines:
                end = self.index(len(lines) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), end)
            return
        self.beginResetModel()
        self.summary, self._lines = summary, lines
        self._line_of = {}
        for at, line in enumerate(lines):
            for row in line.rows if line.block is None or line.folded else ():
                self._line_of[row.name] = at
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (−1) the network's own order comes back."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.show(self.summary)

    def fold(self, paths: Iterable[str], folded: bool) -> None:
        """Fold blocks into a line each, or unfold them."""
        self._folded.update(dict.fromkeys(paths, folded))
        self.show(self.summary)

    def line_at(self, at: int) -> Line:
        """What a line of the table is."""
        return self._lines[at]

    def row_at(self, at: int) -> SummaryRow:
        """What a line of the table shows."""
        return self._lines[at].row

    def line_of(self, name: str) -> int | None:
        """The line of a layer, or of the folded block that it lies in; None where it has none."""
        return self._line_of.get(name)

    def open_blocks(self) -> Iterator[tuple[int, Line]]:
        """The lines of the blocks that are not folded."""
        for at, line in enumerate(self._lines):
            if line.block and not line.folded:
                yield at, line

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.number)
        if role == Qt.ItemDataRole.DisplayRole:
            return APART + column.title if column.form == "field" else column.title
        return column.help if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        row = line.row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(column.number)
        if role == SHARE_ROLE:
            return column.share(row, self.summary.total) if column.form == "share" else None
        if role == DEPTH_ROLE:
            return line.depth
        if line.block:
            if role == FOLDED_ROLE:
                return line.folded
            return bold() if role == Qt.ItemDataRole.FontRole else None
        if role == Qt.ItemDataRole.DecorationRole and column.key == "layer" and row.layer:
            return mark(family_colour(row.layer.family))
        if row.problems and column.key == "layer":
            if role == Qt.ItemDataRole.ForegroundRole:
                return _problem_colour(row)
            if role == Qt.ItemDataRole.ToolTipRole:
                return "\n".join(problem.message for problem in row.problems)
        return None

    def _text(self, row: SummaryRow, column: Column) -> str:
        text = column.text(row, self.summary.total)
        return f"{text} !" if row.problems and column.key == "layer" else text

    def _in_order(self, summary: Summary) -> Sequence[Line]:
        if not self._sorted_by:
            return list(self._grouped(summary.members, 0))
        column, order = self._sorted_by
        descending = order == Qt.SortOrder.DescendingOrder
        rows = sorted(summary.rows, key=COLUMNS[column].value, reverse=descending)
        return [Line(row, 0, None, False) for row in rows]

    def _grouped(self, members: Iterable[Member], depth: int) -> Iterator[Line]:
        for member in members:
            if not isinstance(member, SummaryBlock):
                yield Line(member, depth, None, False)
                continue
            folded = self._folded.get(member.sums.block, member.times > 1)
            yield Line(member.sums, depth, member, folded)
            if not folded:
                yield from self._grouped(member.members, depth + 1)


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

    def words_span(self, line: int) -> int:
        """The columns from the left that stand empty for the words of a line."""
        told = [c.number and (not line or c.key in _DIFFERS_IN_PLACE) for c in COLUMNS]
        return told.index(True)

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
            return alignment(column.number)
        return IN_PLACE_NOTE if role == Qt.ItemDataRole.ToolTipRole else None

    def _name(self, line: int) -> str:
        if line:
            return tr("In place: ReLU, dropout, flatten")
        layers = len(self.summary.rows)
        return (
            tr("Total of {layers:,} layers", layers=layers)
            if layers != 1
            else tr("Total of 1 layer")
        )


def bold() -> QFont:
    """The view's own type, but bold."""
    font = QFont()
    font.setBold(True)
    return font


def _problem_colour(row: SummaryRow) -> QColor:
    severe = any(problem.severity == "error" for problem in row.problems)
    return theme().colour("error" if severe else "warning")
