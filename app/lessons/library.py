"""The lessons that there are: those that came with the program, and the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.home import home
from app.language import spoken, tr, translated
from app.lessons.outline import LessonError, read_outline

BUNDLED = Path(__file__).parents[2] / "resources" / "lessons"
SUFFIX = ".md"
MOST = 200
"""So many of the user's own are looked at."""


class Entry(NamedTuple):
    """A lesson in a list; what its scenes say is only read when it is played."""

    path: Path
    title: str
    about: str
    """What it is about, or why it cannot be read."""
    scenes: int = 0


def is_lesson(path: Path) -> bool:
    """Whether a file is one, going by its name."""
    return path.suffix.lower() == SUFFIX


def own_folder() -> Path:
    """Where the user's lessons are looked for; it may not exist yet."""
    return home() / "lessons"


def bundled_name(path: Path) -> str:
    """What a lesson of the program is called in every language; empty for other files."""
    return path.stem if path.absolute().is_relative_to(BUNDLED) else ""


def is_among_lessons(path: Path) -> bool:
    """Whether `lesson_entries` has it, in this language or another."""
    return bool(bundled_name(path)) or path.absolute().parent == own_folder().absolute()


def lesson_entries() -> tuple[Entry, ...]:
    """All lessons in the order of their files, the bundled ones first, in the window's language."""
    return tuple(map(_entry, _files()))


def bundled_lessons(language: str) -> Iterator[Path]:
    """Those that came with the program, in a language; in English where they are not in it."""
    for path in sorted(BUNDLED.glob("*.md")):
        yield translated(path, language)


def _files() -> Iterator[Path]:
    yield from bundled_lessons(spoken())
    yield from sorted(own_folder().glob("*.md"))[:MOST]


def _entry(path: Path) -> Entry:
    try:
        outline = read_outline(path)
    except LessonError as error:
        return Entry(path, path.name, str(error))
    scenes = len(outline.parts)
    about = (
        tr("{about} 1 scene.", about=outline.about)
        if scenes == 1
        else tr("{about} {scenes} scenes.", about=outline.about, scenes=scenes)
    )
    return Entry(path, outline.title, about, scenes)
