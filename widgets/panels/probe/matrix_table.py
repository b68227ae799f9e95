"""A matrix of numbers as cells to type into, each on the grey that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from app.data.dataset import DataError
from app.data.matrices import Levels, cell_value, matrix_text
from app.language import tr
from widgets.theme import NORMAL, font

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole


class MatrixModel(QAbstractTableModel):
    """The numbers; what cannot be one is refused in words."""

    typed = Signal()
    """A cell has another number."""
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.values: NDArray[np.int64] = np.zeros((1, 1), np.int64)
        self.white: Levels = 255

    def show(self, values: NDArray[np.int64], white: Levels) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.values, self.white = values, white
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.values)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.values.shape[1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        value = int(self.values[index.row(), index.column()])
        level = value * (255 // self.white)
        if role in (_ROLE.DisplayRole, _ROLE.EditRole):
            return str(value)
        if role == _ROLE.BackgroundRole:
            return QColor(level, level, level)
        if role == _ROLE.ForegroundRole:
            return QColor("#000000" if level > 127 else "#ffffff")
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == _ROLE.AccessibleDescriptionRole:
            return tr("row {row}, column {column}", row=index.row() + 1, column=index.column() + 1)
        return None

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        if role != _ROLE.EditRole:
            return False
        row, column = index.row(), index.column()
        try:
            number = cell_value(str(value).strip(), self.white, (row + 1, column + 1))
        except DataError as error:
            self.refused.emit(str(error))
            return False
        if number != self.values[row, column]:
            self.values = self.values.copy()  # the one before may be looked at yet
            self.values[row, column] = number
            self.dataChanged.emit(index, index)
        self.typed.emit()
        return True

    def clear(self, cells: Sequence[Index]) -> None:
        """Make these cells zero, in one go."""
        values = self.values.copy()
        for index in cells:
            values[index.row(), index.column()] = 0
        if not np.array_equal(values, self.values):
            self.values = values
            self.dataChanged.emit(
                self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
            )
            self.typed.emit()


class MatrixTable(QTableView):
    """The cells, as large as there is room for; Delete makes those that are selected zero."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = MatrixModel()
        self.setModel(self.numbers)
        self.setAccessibleName(tr("Numbers of the matrix"))
        self.setToolTip(
            tr(
                "Type numbers; Ctrl+V takes cells of a spreadsheet, Ctrl+C copies all, "
                "Delete makes 0"
            )
        )
        self.setFont(font(NORMAL))
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(18)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.numbers.modelReset.connect(self._size_cells)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(matrix_text(self.numbers.values))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.numbers.clear(self.selectedIndexes())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: Any) -> None:
        self._size_cells()
        super().resizeEvent(event)

    def _size_cells(self) -> None:
        """Cells fill the table, unless they would be too small to be read."""
        rows, columns = self.numbers.values.shape
        least = 34 if self.numbers.white == 255 else 20
        for header, count, size, room in (
            (self.horizontalHeader(), columns, least, self.viewport().width()),
            (self.verticalHeader(), rows, 20, self.viewport().height()),
        ):
            modes = QHeaderView.ResizeMode
            fits = count * size <= room
            header.setSectionResizeMode(modes.Stretch if fits else modes.Fixed)
            if not fits:
                header.setDefaultSectionSize(size)
