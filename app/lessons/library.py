"""The lessons that there are: those that came with the program, and the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.home import home
from app.lessons.lesson import Lesson, LessonError
from app.lessons.reading import read_lesson

BUNDLED = Path(__file__).parents[2] / "resources" / "lessons"
MOST = 200
"""So many of the user's own are looked at."""


class Library(NamedTuple):
    """Lessons in the order of their files, and what is wrong with those that cannot be read."""

    lessons: tuple[Lesson, ...]
    complaints: tuple[str, ...]


def own_folder() -> Path:
    """Where the user's lessons are looked for; it may not exist yet."""
    return home() / "lessons"


def find_lessons() -> Library:
    """All lessons, the bundled ones first; a broken file is passed over with a sentence."""
    lessons, complaints = [], []
    for path in (*sorted(BUNDLED.glob("*.md")), *sorted(own_folder().glob("*.md"))[:MOST]):
        try:
            lessons.append(read_lesson(path))
        except LessonError as error:
            complaints.append(str(error))
    return Library(tuple(lessons), tuple(complaints))
