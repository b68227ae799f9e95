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


def _title(path: Path) -> str:
    """What it is called; nothing where somebody has damaged the file."""
    try:
        return read_exercise(path).title
    except ExerciseError:
        return ""
