"""A table of results that grows, a line at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


class ResultTable(QTableWidget):
    """Text under `heads`; all but the first and the last column are numbers."""

    def __init__(self, name: str, heads: Sequence[str] = ()) -> None:
        super().__init__(0, 0)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setHighlightSections(False)
        if heads:
            self.begin(heads)

    def begin(self, heads: Sequence[str]) -> None:
        """Empty it, and name its columns."""
        self.clear()
        self.setRowCount(0)
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def clear_rows(self) -> None:
        """Empty it; the columns stay."""
        self.setRowCount(0)

    def add_row(self, cells: Sequence[str], *, tip: str = "", faint: bool = False) -> None:
        """Put a line at the end, in sight."""
        row = self.rowCount()
        self.insertRow(row)
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            if 0 < column < len(cells) - 1:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(tip)
            if faint:
                item.setForeground(self.palette().brush(QPalette.ColorRole.PlaceholderText))
            self.setItem(row, column, item)
        self.scrollToBottom()

    def embolden(self, row: int, *, bold: bool) -> None:
        """Make a line bold, or not; a row that is not there is passed over."""
        for column in range(self.columnCount()):
            item = self.item(row, column)
            if item is not None:
                face = item.font()
                face.setBold(bold)
                item.setFont(face)
