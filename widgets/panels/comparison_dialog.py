"""Two networks side by side: the totals with their ratios, and layer against layer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.comparison import Comparison, layers_table, totals_table
from app.network.tables import WRITERS, Table
from widgets.panels.summary_model import bold
from widgets.panels.summary_table import RowTable
from widgets.panels.table_cells import alignment
from widgets.panels.table_export import copy_markdown, copy_plain, export
from widgets.theme import GAP, NORMAL, font, theme

_SIDE = re.compile(r"(?<=\w) (A|B|B − A)$")
"""What a heading ends in goes onto a line of its own."""


class ComparisonDialog(QDialog):
    """A is the network on the canvas as it was when the dialog opened, B the other one."""

    layer_chosen = Signal(str)
    """The name of a layer of A that was clicked."""

    def __init__(
        self, comparison: Comparison, layers: Table, folder: Path, parent: QWidget
    ) -> None:
        """`layers` is `layers_table(comparison)`, which takes a while for thousands of layers."""
        super().__init__(parent)
        self._comparison = comparison
        self._folder = folder
        left, right = comparison.names
        self.setWindowTitle(tr("{left} against {right}", left=left, right=right))
        self.totals = _table(tr("Totals of both"), totals_table(comparison))
        self.totals.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for policy in (
            self.totals.setHorizontalScrollBarPolicy,
            self.totals.setVerticalScrollBarPolicy,
        ):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.totals.model().rowCount()
        height = rows * self.totals.verticalHeader().defaultSectionSize()
        self.totals.setFixedHeight(height + self.totals.horizontalHeader().sizeHint().height() + 4)
        self.totals.setFixedWidth(self.totals.horizontalHeader().length())
        self.layers = _table(tr("Layers of both"), layers)
        self.layers.copy_wanted.connect(self.copy)
        self.layers.selectionModel().selectionChanged.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.totals)
        layout.addWidget(_heading(tr("Layer by layer")))
        layout.addWidget(self.layers, 1)
        layout.addWidget(self._make_buttons())
        self.resize(self.sizeHint())  # adjusting by itself, Qt takes two thirds of a screen at most

    def sizeHint(self) -> QSize:
        wanted = self.layers.horizontalHeader().length() + 60
        room = self.screen().availableSize()
        return QSize(min(wanted, room.width() - 80), min(680, room.height() - 80))

    def copy(self) -> None:
        """Copy the layers, or those that are selected, for a spreadsheet."""
        copy_plain(self._chosen(layers_table(self._comparison, plain=True)))

    def copy_as_markdown(self) -> None:
        """Copy the layers, or those that are selected, as Markdown."""
        copy_markdown(self._chosen(layers_table(self._comparison)))

    def export(self) -> None:
        """Ask for a file and write totals and layers into it; CSV has the layers alone."""
        name = tr(" against ").join(self._comparison.names)
        export(self, tr("Export the comparison"), self._folder, name, self._written)

    def _written(self, form: str) -> str:
        if form == "csv":
            return WRITERS[form](layers_table(self._comparison, plain=True))
        tables = totals_table(self._comparison), layers_table(self._comparison)
        return "\n".join(map(WRITERS[form], tables))

    def _chosen(self, table: Table) -> Table:
        lines = [line for line in self.layers.chosen_rows() if line < len(table.rows)]
        if not lines:
            return table
        return table._replace(rows=tuple(table.rows[line] for line in lines), totals=())

    def _choose(self) -> None:
        for line in self.layers.chosen_rows():
            pair = self._comparison.pairs[line] if line < len(self._comparison.pairs) else None
            if pair and pair.left:
                self.layer_chosen.emit(pair.left.name)
                return

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        role = QDialogButtonBox.ButtonRole.ActionRole
        menu = QMenu(tr("Copy"), self)
        menu.addAction(tr("Copy for a spreadsheet")).triggered.connect(self.copy)
        menu.addAction(tr("Copy as Markdown")).triggered.connect(self.copy_as_markdown)
        self.copy_button = buttons.addButton(tr("Copy"), role)
        self.copy_button.setMenu(menu)
        self.export_button = buttons.addButton(tr("Export…"), role)
        self.export_button.clicked.connect(self.export)
        return buttons


class TextModel(QAbstractTableModel):
    """A table of text; the last lines, the totals, are bold, and differences have colours."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table
        self._lines = (*table.rows, *table.totals)
        self.heads = tuple(_SIDE.sub(r"\n\1", head) for head in table.heads)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._table.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(section in self._table.numbers)
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        text = self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return alignment(index.column() in self._table.numbers)
        if role == Qt.ItemDataRole.FontRole and index.row() >= len(self._table.rows):
            return bold()
        if role == Qt.ItemDataRole.ForegroundRole:
            return _difference_colour(self._table.heads[index.column()], text)
        return None


def _difference_colour(head: str, text: str) -> QColor | None:
    """More is paid for, less is saved; the sign says the same."""
    if not head.endswith("B − A") or text[:1] not in ("+", "−"):
        return None
    return theme().colour("warning" if text.startswith("+") else "good")


def _table(name: str, table: Table) -> RowTable:
    view = RowTable(name)
    model = TextModel(table, view)
    view.setModel(model)
    metrics = QFontMetrics(font(NORMAL, bold=True))
    lines = (*table.rows, *table.totals)
    for at in range(len(table.heads)):
        longest = max((line[at] for line in lines), key=len, default="")
        texts = (longest, *model.heads[at].splitlines())
        view.setColumnWidth(at, max(map(metrics.horizontalAdvance, texts)) + 16)
    return view


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(font(NORMAL, bold=True))
    return label
