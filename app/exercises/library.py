"""The exercises that came with the program, in the languages that there are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.exercises.exercise import SUFFIX, ExerciseError, read_exercise
from app.language import ENGLISH, spoken, translated

BUNDLED = Path(__file__).parents[2] / "resources" / "exercises"


class Entry(NamedTuple):
    """An exercise in a list."""

    path: Path
    title: str


def bundled_exercises(language: str = ENGLISH) -> tuple[Path, ...]:
    """Their files in a language; in English where they are not in it."""
    return tuple(translated(path, language) for path in sorted(BUNDLED.glob(f"*{SUFFIX}")))


def exercise_entries() -> tuple[Entry, ...]:
    """Those that can be read, in the language of the window."""
    return tuple(
        Entry(path, title) for path in bundled_exercises(spoken()) if (title := _title(path))
    )


def kept_name(path: Path) -> str:
    """A path as it is kept from one start to the next: one of the program's own may move."""
    return path.name if path.is_relative_to(BUNDLED) else str(path.absolute())


def path_kept_as(name: str) -> Path:
    """The file that `kept_name` stands for, in the language of the window; it may be gone."""
    path = Path(name)
    return path if path.is_absolute() else translated(BUNDLED / path, spoken())


def _title(path: Path) -> str:
    """What it is called; nothing where somebody has damaged the file."""
    try:
        return read_exercise(path).title
    except ExerciseError:
        return ""
