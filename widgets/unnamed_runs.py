"""Runs that were begun before their network had a name get it when it is saved."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool

from app.network.graph import UNTITLED
from app.training.run import RunError, name_network
from widgets.document import Document
from widgets.training_thread import TrainingThread

log = logging.getLogger(__name__)


class UnnamedRuns(QObject):
    """Remembers the runs of a network without a name, and gives them the one that it gets."""

    def __init__(self, document: Document, thread: TrainingThread, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._thread = document, thread
        self._owner = document.identity
        """The document whose runs they are: a lesson takes its place for a while."""
        self._folders: set[Path] = set()
        self._strangers: set[Path] = set()
        """Runs of the document before: the thread may have them open for a moment yet."""

    def note(self) -> None:
        """Note which runs are open now, for training or to look back at."""
        if self._document.network.name == UNTITLED and self._document.identity is self._owner:
            self._folders |= self._open_runs() - self._strangers

    def forget(self) -> None:
        """Another document is on display."""
        document = self._document
        if not document.is_guest and document.identity is not self._owner:
            self._owner = document.identity
            self._folders.clear()
        self._strangers = self._open_runs() - self._folders

    def name(self) -> None:
        """The document was saved: its runs have the name of its network from now on."""
        name = self._document.network.name
        if name == UNTITLED or self._document.identity is not self._owner:
            return
        folders = self._folders | (self._open_runs() - self._strangers)
        self._folders = set()
        for folder in folders:
            QThreadPool.globalInstance().start(partial(_name, folder, name))

    def _open_runs(self) -> set[Path]:
        looks = self._thread.look_back
        return {folder for folder in (looks.at_work, looks.in_view) if folder is not None}


def _name(folder: Path, name: str) -> None:
    try:
        name_network(folder, name)
    except RunError:
        # One that was removed in the meantime needs no name.
        if folder.exists():
            log.exception("the run in %s could not be named", folder)
