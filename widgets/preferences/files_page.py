"""Preferences: where Convas keeps runs and other files, and how much room they take."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from app.data.places import download_folder
from app.home import home
from app.language import tr
from app.network.quantities import memory_text
from app.training.run import runs_folder
from widgets.preferences.page import Page
from widgets.theme import GAP

_LOOK_MS = 50


class FilesPage(Page):
    """Each folder with its size, which is added up on another thread, and a button to open it."""

    title = tr("Files")

    def __init__(self) -> None:
        super().__init__()
        folders = (
            (tr("Runs"), tr("Open the folder of &runs"), runs_folder()),
            (tr("Downloaded data sets"), tr("Open the folder of &downloads"), download_folder()),
            (tr("All of Convas"), tr("Open the folder of &Convas"), home()),
        )
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.setColumnStretch(0, 1)
        self.sizes: list[QLabel] = []
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sizes")
        self._found: list[Future[int]] = []
        self._ended = False
        for row, (name, text, folder) in enumerate(folders):
            title = QLabel(name)
            place = QLabel(str(folder))
            for label in (title, place):
                label.setTextFormat(Qt.TextFormat.PlainText)
            place.setWordWrap(True)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            size = QLabel("…")
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, folder=folder: self._open(folder))
            grid.addWidget(title, 2 * row, 0)
            grid.addWidget(size, 2 * row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(place, 2 * row + 1, 0)
            grid.addWidget(button, 2 * row + 1, 1)
            self.sizes.append(size)
            self._found.append(self._pool.submit(self._size_of, folder))
        self.column.addLayout(grid)
        self.explain(
            tr(
                "Another place for all of it: start Convas with the environment variable "
                "CONVAS_HOME. "
                "Old runs are deleted in the panel Runs, with Tidy up."
            )
        )
        self.column.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> None:
        self._ended = True
        self._timer.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _look(self) -> None:
        for label, found in zip(self.sizes, self._found, strict=True):
            if found.done():
                size = found.result()
                label.setText(memory_text(size) if size else tr("empty"))
        if all(found.done() for found in self._found):
            self._timer.stop()

    def _size_of(self, folder: Path) -> int:
        """Bytes of all files; what cannot be read counts nothing. On the other thread."""
        total = 0
        for place, _folders, files in os.walk(folder):
            if self._ended:
                break
            for name in files:
                try:
                    total += os.lstat(Path(place, name)).st_size
                except OSError:
                    continue
        return total

    def _open(self, folder: Path) -> None:
        if not folder.is_dir():
            self.refused.emit(
                tr("{folder} is not there yet: nothing has been kept in it.", folder=folder)
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.refused.emit(
                tr("No program here opens folders. The folder is {folder}", folder=folder)
            )
