"""A lesson that is recorded and not saved yet, so that it survives a crash."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import msgspec

from app.atomic_file import atomic_file
from app.files.autosave import RECORDING, autosave_root
from app.files.held_folder import HeldFolder, is_held, remove_left_over
from app.language import tr
from app.lessons.lesson import Lesson


class _Kept(msgspec.Struct):
    lesson: Lesson
    path: str | None


class LessonAutosave:
    """One program's unsaved lesson on disk, from the first `write` until `discard`.

    It may have no title yet, or words that a lesson's file cannot hold. Any thread may call any
    method; writing waits for the disk.
    """

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._guard = Lock()
        self._folder: HeldFolder | None = None

    def write(self, lesson: Lesson, path: Path | None) -> None:
        """Keep the lesson as it stands; `path` is its file, if it has one. Raises OSError."""
        kept = msgspec.to_builtins(_Kept(lesson, str(path.absolute()) if path else None))
        # A paste may bring halves of surrogate pairs, which UTF-8 and msgspec cannot hold.
        content = json.dumps(kept, ensure_ascii=False).encode("utf-8", "replace")
        with self._guard:
            self._folder = self._folder or HeldFolder(self._root or autosave_root())
            with atomic_file(self._folder.path / RECORDING) as file:
                file.write(content)

    def discard(self) -> None:
        """Nothing is unsaved any more: it was saved, or thrown away on purpose."""
        with self._guard:
            if self._folder is not None:
                self._folder.remove(RECORDING)
            self._folder = None


@dataclass(frozen=True)
class LostLesson:
    """The unsaved lesson of a program that crashed."""

    folder: Path
    lesson: Lesson
    path: Path | None
    """The file that was being edited; None where it had never been saved."""
    saved_at: datetime
    """When it was kept, in local time."""

    @property
    def description(self) -> str:
        """What it is, where it belongs and when it was kept, in one line."""
        title = self.lesson.title or tr("a lesson without a title")
        count = len(self.lesson.scenes)
        scenes = tr("1 scene") if count == 1 else tr("{count:,} scenes", count=count)
        file = tr("from {path}", path=self.path) if self.path else tr("never saved to a file")
        return tr(
            "“{title}” with {scenes}, {file}, as it was at {at}.",
            title=title,
            scenes=scenes,
            file=file,
            at=f"{self.saved_at:%Y-%m-%d %H:%M}",
        )

    def discard(self) -> None:
        """Delete it: it was taken over, or refused. What belongs to a running program stays."""
        remove_left_over(self.folder, RECORDING)


def find_lost_lessons(root: Path | None = None) -> tuple[LostLesson, ...]:
    """What crashed programs have left behind, the newest first; what cannot be read is left out."""
    found = []
    with suppress(OSError):
        for folder in (root or autosave_root()).iterdir():
            with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                file = folder / RECORDING
                if not is_held(folder):
                    at = datetime.fromtimestamp(file.stat().st_mtime)
                    kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
                    path = Path(kept.path) if kept.path else None
                    found.append(LostLesson(folder, kept.lesson, path, at))
    return tuple(sorted(found, key=lambda entry: entry.saved_at, reverse=True))
