"""The sheet of all shortcuts (F1): read from the menus as they are bound, and from the canvas."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.language import tr
from widgets.canvas.keys import CANVAS_KEYS
from widgets.menu_entries import menu_entries
from widgets.theme import GAP


class Shortcut(NamedTuple):
    """What to do, what happens then, and where."""

    keys: str
    meaning: str
    place: str


MOUSE = (
    Shortcut(tr("Drag from a port"), tr("Connect two layers"), tr("Canvas")),
    Shortcut(
        tr("Drag from an output to nothing"), tr("Add a layer there, as a new branch"), tr("Canvas")
    ),
    Shortcut(tr("Drag on empty canvas"), tr("Select several layers"), tr("Canvas")),
    Shortcut(tr("Middle button or Space, and drag"), tr("Move the canvas"), tr("Canvas")),
    Shortcut(tr("Wheel"), tr("Zoom about the pointer"), tr("Canvas")),
    Shortcut(tr("Double-click a layer"), tr("Open it in the inspector"), tr("Canvas")),
)
LENS = (
    Shortcut(tr("Arrow keys"), tr("Slide the window on"), tr("Lens")),
    Shortcut(tr("Space"), tr("Slide by itself, and stop"), tr("Lens")),
    Shortcut(tr("Page Up, Page Down"), tr("The channel before, the next one"), tr("Lens")),
    Shortcut(tr("Esc"), tr("Close the lens"), tr("Lens")),
)
LESSON = (
    Shortcut(tr("Page Down"), tr("Read on; then the answer, and the next scene"), tr("Lesson")),
    Shortcut(tr("Page Up"), tr("The scene before, as it was"), tr("Lesson")),
    Shortcut(
        tr("Arrow right, arrow left"),
        tr("The same, while its words have the keyboard"),
        tr("Lesson"),
    ),
    Shortcut(tr("Enter"), tr("Check the answer that was typed"), tr("Lesson")),
)


def shortcuts_of(window: QMainWindow) -> list[Shortcut]:
    """Those of the menus in their order, then the keys of views, and the mouse."""
    menus = [
        Shortcut(entry.keys, entry.title, " ▸ ".join(entry.path))
        for entry in menu_entries(window.menuBar())
        if entry.keys
    ]
    canvas = [Shortcut(each.written, each.meaning, tr("Canvas")) for each in CANVAS_KEYS]
    return [*menus, *canvas, *MOUSE, *LENS, *LESSON]


class ShortcutSheet(QDialog):
    """A table of shortcuts, narrowed to those that hold every word one types."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Keyboard and mouse"))
        self.shortcuts = shortcuts_of(window)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search keys and what they do"))
        self.search.setAccessibleName(tr("Search keys and what they do"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.table = QTableWidget(len(self.shortcuts), len(Shortcut._fields))
        self.table.setAccessibleName(tr("Keys and what they do"))
        self.table.setHorizontalHeaderLabels([tr("Do this"), tr("and this happens"), tr("Where")])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        for row, shortcut in enumerate(self.shortcuts):
            for column, words in enumerate(shortcut):
                self.table.setItem(row, column, QTableWidgetItem(words))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.nothing = QLabel(tr("No key does anything that is called so."))
        self.nothing.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.search)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table)
        layout.addWidget(buttons)
        bar = self.table.verticalScrollBar().sizeHint().width()
        margins = layout.contentsMargins()
        columns = range(self.table.columnCount())
        # The header's own length has no room for the last column, which takes what is left.
        wanted = sum(map(self.table.sizeHintForColumn, columns))
        wanted += bar + margins.left() + margins.right()
        self.resize(
            max(760, min(wanted, window.width() - 2 * GAP)),
            min(640, window.height()),
        )
        self.search.setFocus()

    def _narrow(self, typed: str) -> None:
        words = typed.lower().split()
        for row, shortcut in enumerate(self.shortcuts):
            said = " ".join(shortcut).lower()
            self.table.setRowHidden(row, not all(word in said for word in words))
        rows = range(len(self.shortcuts))
        self.nothing.setVisible(all(self.table.isRowHidden(row) for row in rows))
