"""Keeps the lesson that is being recorded on disk, until it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.language import tr
from app.lessons.autosave import LessonAutosave, LostLesson
from app.lessons.lesson import Lesson

KEEP_MS = 2_000
"""So long after an edit the lesson is kept, however long somebody goes on writing."""


class Keeping(QObject):
    """Follows a recorder; what it keeps is offered after a crash (`find_lost_lessons`)."""

    failed = Signal(str)

    def __init__(
        self, unsaved: Callable[[], tuple[Lesson, Path | None] | None], parent: QObject
    ) -> None:
        """`unsaved` gives the lesson as it stands with its file; None where all is saved."""
        super().__init__(parent)
        self._unsaved = unsaved
        self._autosave = LessonAutosave()
        self._disk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recording")
        self._later = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._later.timeout.connect(self._keep)

    def note_change(self) -> None:
        """Keep the lesson a moment after the first of several edits."""
        if not self._later.isActive():
            self._later.start()

    def take_over(self, lost: LostLesson) -> None:
        """Keep a lesson as this program's own, and only then let go of the crashed one's."""
        self._disk.submit(self._take_over, lost)

    def close(self) -> None:
        """Closing in good order: nothing is left to recover."""
        self._later.stop()
        self._disk.submit(self._autosave.discard)
        self._disk.shutdown(wait=True)

    def _take_over(self, lost: LostLesson) -> None:
        if self._write(lost.lesson, lost.path):
            lost.discard()

    def _keep(self) -> None:
        unsaved = self._unsaved()
        if unsaved is None:
            self._disk.submit(self._autosave.discard)
        else:
            self._disk.submit(self._write, *unsaved)

    def _write(self, lesson: Lesson, path: Path | None) -> bool:
        try:
            self._autosave.write(lesson, path)
        except OSError as error:
            with suppress(RuntimeError):  # the window has gone meanwhile
                self.failed.emit(tr("the lesson could not be kept: {error}", error=error.strerror))
            return False
        return True
