"""The gallery: choose a network by its picture, by words, from ImageNet's winners; or a lesson."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.network.gallery import GalleryEntry, gallery_entry
from app.network.graph import NetworkError
from app.network.imagenet import imagenet_winners
from widgets.gallery.grid import GalleryGrid
from widgets.gallery.lessons_page import LessonsPage
from widgets.gallery.winners_chart import WinnersChart
from widgets.keys import ALONG_A_LIST
from widgets.lessons.listed import listed_lessons
from widgets.theme import GAP, SMALL, font


class GalleryDialog(QDialog):
    """Every built-in network and every lesson.

    Once the dialog is accepted, `entry` is the network to open, or else `lesson` the file
    of the one to begin.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Gallery of networks"))
        self.resize(_first_size(parent))
        self.entry: GalleryEntry | None = None
        self.lesson: Path | None = None
        self.chart: WinnersChart | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search networks"))
        self.search.setAccessibleName(tr("Search networks"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.grid = GalleryGrid()
        self.grid.opened.connect(self._open_current)
        self.search.textChanged.connect(self._search)
        self._nothing = QLabel()
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._found = QStackedWidget()
        self._found.addWidget(self.grid)
        self._found.addWidget(self._nothing)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._networks_page(), tr("&Networks"))
        self.tabs.addTab(self._winners_page(), tr("ImageNet &winners"))
        self.lessons = LessonsPage(listed_lessons())
        self.lessons.opened.connect(self._open_current)
        self.tabs.addTab(self.lessons, tr("&Lessons"))
        self.tabs.currentChanged.connect(self._show_tab)
        button = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(button.Open | button.Cancel)
        self._buttons.button(button.Open).setDefault(True)
        self._buttons.accepted.connect(self._open_current)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.tabs)
        layout.addWidget(self._buttons)
        self.search.setFocus()

    def leave_out_lessons(self) -> None:
        """Offer networks alone."""
        self.tabs.setTabVisible(self.tabs.indexOf(self.lessons), False)

    def _networks_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self._found)
        return page

    def _winners_page(self) -> QWidget:
        """The chart and its source, or why there is none."""
        page = QWidget()
        layout = QVBoxLayout(page)
        source = QLabel()
        source.setWordWrap(True)
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setFont(font(SMALL))
        source.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        try:
            winners = imagenet_winners()
        except NetworkError as error:
            source.setText(str(error))
        else:
            self.chart = WinnersChart(winners)
            self.chart.chosen.connect(self._open)
            self.chart.moved.connect(self._show_tab)
            layout.addWidget(self.chart, 1)
            source.setText(winners.told_source)
        layout.addWidget(source)
        return page

    @property
    def _chosen(self) -> str:
        """The name of the network or lesson that Open would open; empty where there is none."""
        if self.tabs.currentIndex() == 0:
            return self.grid.entry.name if self.grid.entry else ""
        if self.tabs.currentWidget() is self.lessons:
            return str(self.lessons.path or "")
        return self.chart.network if self.chart else ""

    def _show_tab(self) -> None:
        """Let the keyboard go where the tab's choice is made."""
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(bool(self._chosen))
        if self.tabs.currentIndex() == 0:
            self.search.setFocus()
        elif self.tabs.currentWidget() is self.lessons:
            self.lessons.list.setFocus()
        elif self.chart:
            self.chart.setFocus()

    def _search(self, text: str) -> None:
        self.grid.search(text)
        found = self.grid.entry is not None
        self._nothing.setText(
            tr("No network matches “{text}”.\nEsc clears the search.", text=text.strip())
        )
        self._found.setCurrentWidget(self.grid if found else self._nothing)
        self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(found)

    def _open_current(self) -> None:
        if self._chosen and self.tabs.currentWidget() is self.lessons:
            self.lesson = self.lessons.path
            self.accept()
        elif self._chosen:
            self._open(self._chosen)

    def _open(self, name: str) -> None:
        self.entry = gallery_entry(name)
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys in the search field that are meant for the networks, and Esc, which clears it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in ALONG_A_LIST:
            self.grid.keyPressEvent(event)
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False


def _first_size(parent: QWidget | None) -> QSize:
    """Most of the window it belongs to, as far as two or three cards side by side can use."""
    room = parent.size() if parent else QSize(1280, 800)
    return QSize(
        min(1180, max(820, round(0.8 * room.width()))),
        min(880, max(560, round(0.86 * room.height()))),
    )
