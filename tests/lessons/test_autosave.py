"""A lesson that is being recorded is found again after a crash, and only then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.files.autosave import recording_left, something_to_recover
from app.lessons.autosave import LessonAutosave, find_lost_lessons
from app.lessons.lesson import Lesson
from app.lessons.library import BUNDLED
from app.lessons.reading import read_lesson


def crash(root: Path) -> None:
    """Leave what a crash would leave: the folder, with nobody's lock on it."""
    (folder,) = root.iterdir()
    shutil.copytree(folder, root / "crashed")


@pytest.mark.parametrize("path", sorted(BUNDLED.glob("*.md")), ids=lambda path: path.stem)
def test_a_lesson_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    lesson = read_lesson(path)
    autosave = LessonAutosave(tmp_path)
    autosave.write(lesson, path)
    crash(tmp_path)
    autosave.discard()
    (found,) = find_lost_lessons(tmp_path)
    assert (found.lesson, found.path) == (lesson, path)
    assert f"“{lesson.title}” with {len(lesson.scenes)} scenes" in found.description


def test_half_a_letter_that_was_pasted_loses_nothing_else(tmp_path: Path) -> None:
    autosave = LessonAutosave(tmp_path)
    autosave.write(Lesson("untitled", "a \ud83d b", "", ()), None)
    crash(tmp_path)
    autosave.discard()
    (found,) = find_lost_lessons(tmp_path)
    assert found.lesson.title == "a ? b"


def test_a_running_program_is_left_alone(tmp_path: Path) -> None:
    autosave = LessonAutosave(tmp_path)
    autosave.write(Lesson("untitled", "", "", ()), None)
    assert find_lost_lessons(tmp_path) == ()
    assert not something_to_recover(tmp_path)
    autosave.discard()
    assert not recording_left(tmp_path)


def test_what_was_taken_over_or_refused_is_gone(tmp_path: Path) -> None:
    autosave = LessonAutosave(tmp_path)
    autosave.write(Lesson("untitled", "", "", ()), None)
    crash(tmp_path)
    autosave.discard()
    assert something_to_recover(tmp_path)
    (found,) = find_lost_lessons(tmp_path)
    assert "a lesson without a title" in found.description
    found.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"{", b'{"path":"\xff"}', b'{"path":1}', b'{"a":' * 10_000])
def test_what_cannot_be_read_is_left_out(tmp_path: Path, content: bytes) -> None:
    autosave = LessonAutosave(tmp_path)
    autosave.write(Lesson("untitled", "", "", ()), None)
    crash(tmp_path)
    autosave.discard()
    (tmp_path / "crashed" / "recording.json").write_bytes(content)
    assert find_lost_lessons(tmp_path) == ()
