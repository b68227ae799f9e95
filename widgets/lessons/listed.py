"""The lessons as lists show them: with those that were opened from elsewhere."""

from __future__ import annotations

from pathlib import Path

from app.lessons.library import Entry, is_among_lessons, lesson_entries
from widgets.settings import recent_lessons, remember_lesson


def listed_lessons() -> tuple[Entry, ...]:
    """All of them; those from elsewhere last."""
    return (*lesson_entries(), *lessons_from_elsewhere())


def lessons_from_elsewhere() -> tuple[Entry, ...]:
    """Lessons that were opened where no list has them, the last one first.

    They may be gone by now: their files are not looked at, for a disk can take its time.
    """
    return tuple(Entry(Path(path), title, path) for path, title in recent_lessons())


def remember_opened(path: Path, title: str) -> None:
    """Keep where a lesson was opened, unless it is listed anyway."""
    if not is_among_lessons(path):
        remember_lesson(str(path.absolute()), title)
