"""Preferences: in which folders published data sets are looked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton

from app.data.dataset import DataError
from app.data.places import download_folder
from app.language import tr
from widgets.asking_for_files import ask_for_folder
from widgets.panels.lettering import NoteLabel
from widgets.preferences.page import Page
from widgets.preferences.values import FOLDERS
from widgets.theme import GAP


class DataFoldersPage(Page):
    """The user's folders, in the order in which they are searched."""

    title = tr("Data folders")

    def __init__(self) -> None:
        super().__init__()
        self.explain(
            tr(
                "Published data sets are looked for in these folders, as torchvision or their "
                "authors store them."
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Data folders"))
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self.column.addWidget(self.list, 1)
        self.none = NoteLabel(
            tr("None yet. Add a folder, or use Train ▸ Data sets to download one.")
        )
        self.column.addWidget(self.none)
        self.add = QPushButton(tr("&Add a folder…"))
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._ask)
        self.remove = QPushButton(tr("&Remove"))
        self.remove.setToolTip(tr("Look there no longer; the folder itself is left alone"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.column.addLayout(row)
        self.downloads = NoteLabel()
        self.downloads.setText(_downloads_text())
        self.column.addWidget(self.downloads)
        self.column.addStretch(0)  # takes the room of the list while that is hidden
        self.show_values()

    def show_values(self) -> None:
        folders: tuple[Path, ...] = FOLDERS.read()
        self.list.clear()
        self.list.addItems([str(folder) for folder in folders])
        self.list.setCurrentRow(0 if folders else -1)
        self.list.setVisible(bool(folders))
        self.none.setVisible(not folders)
        self._follow()

    def _follow(self) -> None:
        self.remove.setEnabled(self.list.currentRow() >= 0)

    def _ask(self) -> None:
        path = ask_for_folder(self, tr("A folder with published data sets"), "data_sets")
        if path is not None:
            others = [each for each in FOLDERS.read() if each != path]
            self._change((path, *others))

    def _remove(self) -> None:
        gone = self.list.currentRow()
        self._change(tuple(each for row, each in enumerate(FOLDERS.read()) if row != gone))

    def _change(self, folders: tuple[Path, ...]) -> None:
        try:
            FOLDERS.change(folders)
        except DataError as error:
            self.refused.emit(str(error))
        self.show_values()


def _downloads_text() -> str:
    return tr(
        "Always searched as well: {download_folder}, where downloads go, and ./data.",
        download_folder=download_folder(),
    )
