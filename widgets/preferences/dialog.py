"""The preferences on pages; what is changed counts at once, and Cancel puts it back."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import DataError
from app.language import tr
from widgets.panels.lettering import NoteLabel
from widgets.preferences.data_folders_page import DataFoldersPage
from widgets.preferences.files_page import FilesPage
from widgets.preferences.page import Page
from widgets.preferences.pages import AppearancePage, LanguagePage, SoundPage, StartPage
from widgets.preferences.values import PREFERENCES, put
from widgets.theme import GAP, scaled


class PreferencesDialog(QDialog):
    """A list of pages on the left, the page on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self._before = {each: each.read() for each in PREFERENCES}
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Pages"))
        self.list.setFixedWidth(scaled(170))
        self._pages = QStackedWidget()
        self.pages: tuple[Page, ...] = (
            AppearancePage(),
            StartPage(),
            DataFoldersPage(),
            SoundPage(),
            FilesPage(),
            LanguagePage(),
        )
        self.note = NoteLabel()
        for page in self.pages:
            self.list.addItem(page.title)
            self._pages.addWidget(page)
            page.refused.connect(self.note.warn)
        self.list.currentRowChanged.connect(self._pages.setCurrentIndex)
        self.list.currentRowChanged.connect(lambda _row: self.note.say(""))
        self.list.setCurrentRow(0)
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.RestoreDefaults | button.Cancel | button.Ok)
        usual = self.buttons.button(button.RestoreDefaults)
        usual.setText(tr("&Restore defaults"))
        usual.setToolTip(tr("Put everything on all pages back to what Convas began with"))
        usual.clicked.connect(self._restore_defaults)
        self.buttons.button(button.Cancel).setToolTip(tr("Put back what was changed here"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self._pages, 1)
        right.addWidget(self.note)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GAP)
        columns.addWidget(self.list)
        columns.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(columns, 1)
        layout.addWidget(self.buttons)
        self.note.say("")
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(scaled(660), scaled(400)))

    def show_page(self, title: str) -> None:
        """Bring a page to the front."""
        self.list.setCurrentRow([page.title for page in self.pages].index(title))

    def reject(self) -> None:
        """Put back what was changed here."""
        try:
            put(self._before)
        except DataError as error:
            self.note.warn(str(error))
            return
        super().reject()

    def done(self, result: int) -> None:
        for page in self.pages:
            page.end()
        super().done(result)

    def _restore_defaults(self) -> None:
        try:
            put({each: each.usual for each in PREFERENCES})
        except DataError as error:
            self.note.warn(str(error))
        for page in self.pages:
            page.show_values()
