"""The outline: the network as a list, in step with the canvas, and worked in by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.empty_state import NEW_FROM_PATTERN, OPEN_GALLERY, EmptyState
from widgets.keys import ENTER
from widgets.outline.model import COLUMNS, NAME_ROLE, OutlineModel
from widgets.panels.summary_table import RowTable

ACTIONS = (
    "cut", "paste", "duplicate", "branch", "delete", "rename", "connect", "add_layer", "group",
    "ungroup", "show_problems",
)  # fmt: skip
"""Actions of the canvas that are at hand here, with the same keys."""
_EMPTY = tr("No layers yet. Press A on the canvas, or open a network from the gallery.")
_WIDTHS = (110, 220, 110, 90)


class OutlinePanel(QWidget):
    """A line for each layer: what it is, what it makes, and what is wrong with it."""

    edit_wanted = Signal()
    """Enter was pressed on a layer, or it was double-clicked."""

    def __init__(self, document: Document, canvas: CanvasView) -> None:
        super().__init__()
        self._document, self._canvas = document, canvas
        self._stale = True
        self._following = False
        self.model = OutlineModel()
        self.table = _Table()
        self.table.setModel(self.model)
        self.table.addActions([canvas.actions_by_name[name] for name in ACTIONS])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.entered_.connect(self._edit)
        self.table.doubleClicked.connect(lambda _index: self._edit())
        self.table.copy_wanted.connect(self.copy)
        self.table.selectionModel().selectionChanged.connect(self._choose)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(
            len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch
        )
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        empty = QLabel(_EMPTY)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(EmptyState(empty, OPEN_GALLERY, NEW_FROM_PATTERN))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        document.network_changed.connect(self._note_change)
        document.selection_changed.connect(self._follow)
        self._note_change()

    def sizeHint(self) -> QSize:
        return QSize(620, 220)

    def copy(self) -> None:
        """Copy the selected lines as text, a layer each."""
        rows = self.table.chosen_rows() or range(self.model.rowCount())
        role = Qt.ItemDataRole.AccessibleTextRole
        lines = [str(self.model.index(row, 0).data(role)) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _note_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if not self._stale:
            return
        self._stale = False
        document = self._document
        self._following = True
        self.model.show(document.network, document.analysis)
        self._following = False
        self._pages.setCurrentIndex(0 if document.network.layers else 1)
        self._follow()

    def _follow(self) -> None:
        """Select the lines of the layers that are selected on the canvas."""
        if self._stale or self._following:
            return
        rows = sorted(
            row for name in self._document.selection if (row := self.model.row_of(name)) is not None
        )
        last = len(COLUMNS) - 1
        lines = QItemSelection()
        for row in rows:
            lines.select(self.model.index(row, 0), self.model.index(row, last))
        flag = QItemSelectionModel.SelectionFlag
        self._following = True
        self.table.selectionModel().select(lines, flag.ClearAndSelect)
        if rows and self.table.currentIndex().row() not in rows:
            self.table.selectionModel().setCurrentIndex(self.model.index(rows[0], 0), flag.NoUpdate)
            self.table.scrollTo(self.model.index(rows[0], 0))
        self._following = False

    def _choose(self) -> None:
        """Select on the canvas what is selected here, and bring it into view there."""
        if self._following:
            return
        names = [self.model.index(row, 0).data(NAME_ROLE) for row in self.table.chosen_rows()]
        self._following = True
        self._document.select(names)
        self._following = False
        if len(names) == 1:
            self._canvas.ensure_card_visible(names[0])

    def _edit(self) -> None:
        if self.table.currentIndex().isValid():
            self.edit_wanted.emit()


class _Table(RowTable):
    """Enter opens the layer of the current line."""

    entered_ = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Outline of the network"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered_.emit()
        else:
            super().keyPressEvent(event)
