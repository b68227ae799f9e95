"""Files dropped onto the window: projects, exercises, lessons, images to see or train on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.lessons.library import SUFFIX as LESSON_SUFFIX
from app.lessons.library import is_lesson
from widgets.later import later
from widgets.probe import IMAGE_SUFFIXES

_PROJECTS = (".convas", ".exercise.json", LESSON_SUFFIX)
"""What a project, an exercise and a lesson end in."""
Open = Callable[[Path], object]


class DroppedFiles:
    """Takes what Convas can use, and hands it to the one who opens it."""

    def __init__(
        self,
        window: QObject,
        may_lose_document: Callable[[], bool],
        open_path: Open,
        look_at: Open,
        open_own_images: Open,
    ) -> None:
        self._window, self._may_lose_document = window, may_lose_document
        self._open_path, self._look_at = open_path, look_at
        self._open_own_images = open_own_images

    def enter(self, event: QDragEnterEvent) -> None:
        """Say whether it may be dropped."""
        if _dropped_path(event) is not None:
            event.acceptProposedAction()

    def drop(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        path = _dropped_path(event)
        if path is None:
            return
        event.acceptProposedAction()
        if path.suffix.lower() in IMAGE_SUFFIXES:
            self._look_at(path)
        elif not path.name.lower().endswith(_PROJECTS):
            later(0, self._window, lambda: self._open_own_images(path))
        else:  # after the drop is over: the program that it came from waits for it
            later(0, self._window, lambda: self._open(path))

    def _open(self, path: Path) -> None:
        if is_lesson(path) or self._may_lose_document():  # a lesson keeps the document aside
            self._open_path(path)


def _dropped_path(event: QDropEvent) -> Path | None:
    """The one local file that is being dropped, if Convas can use it."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    known = path.name.lower().endswith((*_PROJECTS, ".csv", ".npz", *IMAGE_SUFFIXES))
    return path if known or path.is_dir() else None
