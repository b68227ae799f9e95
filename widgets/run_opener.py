"""Runs of the past come onto the canvas: to be looked at, or to be trained on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.language import tr
from app.network.graph import Network
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.file_menu import FileMenu
from widgets.training_thread import TrainingThread
from widgets.waiting import wait_for

_Read = TypeVar("_Read")


class RunOpener(QObject):
    """Reads a run before the document goes: what cannot be read leaves everything as it is."""

    opened = Signal()
    """The run's network is on the canvas."""

    def __init__(
        self, document: Document, thread: TrainingThread, files: FileMenu, window: QWidget
    ) -> None:
        super().__init__(window)
        self._document = document
        self._thread = thread
        self._files = files
        self._window = window

    def resume(self, folder: Path) -> None:
        """Train on from the last checkpoint of a run, exactly as if it had not been interrupted."""

        def read() -> tuple[Network, Recipe]:
            from app.training.run import open_run

            run = open_run(folder)
            run.hold()
            try:
                run.load_checkpoint()
                return run.network, run.recipe_as_changed()
            finally:
                run.release()

        found = self._read(folder, read, tr("This run cannot be continued"))
        if found is not None:
            self._open(*found)
            self._thread.continue_run(folder)

    def view(self, folder: Path, step: int | None = None) -> None:
        """Look at a run: network, recipe, curves, and the weights after `step`, or its last."""
        from widgets.look_back import read_old_run

        old = self._read(
            folder, lambda: read_old_run(folder, step), tr("This run cannot be opened")
        )
        if old is not None:
            self._open(old.network, old.recipe)
            self._thread.view_run(old)

    def _read(self, folder: Path, read: Callable[[], _Read], trouble: str) -> _Read | None:
        """What `read` gives, off this thread; None where the user would rather stay or it fails."""
        if not self._files.may_lose_document():
            return None
        with ThreadPoolExecutor(max_workers=1) as reader:
            reading = reader.submit(read)
            wait_for(
                reading, tr("Reading {name} …", name=folder.name), self._window, cancellable=False
            )
        if error := reading.exception():
            self._files.tell(trouble, str(error))
            return None
        return reading.result()

    def _open(self, network: Network, recipe: Recipe) -> None:
        self._thread.set_network(network, forget=True)
        self._document.open(network, recipe)
        self.opened.emit()
