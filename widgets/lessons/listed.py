"""The lessons as lists show them: with those from elsewhere, and a tick at those finished."""

from __future__ import annotations

from pathlib import Path

from app.language import tr
from app.lessons.library import Entry, bundled_name, is_among_lessons, lesson_entries
from widgets.settings import (
    finished_lessons,
    recent_lessons,
    remember_finished,
    remember_lesson,
)

TICK = "✓"


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


def is_finished(entry: Entry) -> bool:
    """Whether it came with the program and was played to its last scene, in any language."""
    return bundled_name(entry.path) in finished_lessons()


def ticked(entry: Entry) -> Entry:
    """With a tick behind its title and the word for it before what it is about, if finished."""
    if not is_finished(entry):
        return entry
    about = tr("Finished. {about}", about=entry.about)
    return entry._replace(title=f"{entry.title} {TICK}", about=about)


def note_finished(path: Path) -> None:
    """The last scene of a lesson was reached."""
    if name := bundled_name(path):
        remember_finished(name)
