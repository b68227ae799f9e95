"""The gallery's page of lessons: each with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.language import tr
from app.lessons.library import Entry
from widgets.lessons.listed import ticked
from widgets.theme import GAP, LARGE, NORMAL, font


class LessonsPage(QWidget):
    """A list of lessons to choose one from."""

    opened = Signal()
    """The chosen lesson shall begin."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = entries
        self.list = _List()
        self.list.setAccessibleName(tr("Lessons"))
        self.list.setSpacing(GAP // 4)
        self._labels: list[tuple[QLabel, QLabel]] = []
        for entry in entries:
            self._add(entry)
        self.list.currentRowChanged.connect(self._colour)
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
        seen = ticked(entry)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}: {seen.about}")
        item.setToolTip(seen.about)
        row = QWidget()
        row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(row)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(2)
        title, about = QLabel(seen.title), QLabel(entry.about)
        title.setFont(font(LARGE, bold=True))
        about.setFont(font(NORMAL))
        self._labels.append((title, about))
        for label in (title, about):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            column.addWidget(label)
        self.list.addItem(item)
        self.list.setItemWidget(item, row)

    def _colour(self, current: int) -> None:
        """Text that can be read on the row that is chosen, and on the others."""
        roles = QPalette.ColorRole
        for row, (title, about) in enumerate(self._labels):
            chosen = row == current
            title.setForegroundRole(roles.HighlightedText if chosen else roles.Text)
            about.setForegroundRole(roles.HighlightedText if chosen else roles.PlaceholderText)


class _List(QListWidget):
    """Rows as high as their words are in the width that the list has."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width() - 2 * self.spacing()
        for item in map(self.item, range(self.count())):
            height = self.itemWidget(item).heightForWidth(width)
            item.setSizeHint(QSize(0, height))
