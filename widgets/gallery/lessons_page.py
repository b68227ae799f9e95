"""The gallery's page of lessons: each with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.lessons.library import Entry
from widgets.theme import GAP, LARGE, NORMAL, font


class LessonsPage(QWidget):
    """A list of lessons to choose one from."""

    opened = Signal()
    """The chosen lesson shall begin."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries
        self.list = QListWidget()
        self.list.setAccessibleName("Lessons")
        self.list.setSpacing(GAP // 4)
        for entry in entries:
            self._add(entry)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self.opened.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)

    @property
    def path(self) -> Path | None:
        """The file of the lesson that is chosen."""
        row = self.list.currentRow()
        return self._entries[row].path if 0 <= row < len(self._entries) else None

    def _add(self, entry: Entry) -> None:
        item = QListWidgetItem()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}: {entry.about}")
        row = QWidget()
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(row)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(2)
        title, about = QLabel(entry.title), QLabel(entry.about)
        title.setFont(font(LARGE, bold=True))
        about.setFont(font(NORMAL))
        about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (title, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        item.setSizeHint(QSize(0, row.sizeHint().height()))
        self.list.addItem(item)
        self.list.setItemWidget(item, row)
