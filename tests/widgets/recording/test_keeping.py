"""What was recorded and not saved is offered after a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.files.autosave import RECORDING, autosave_root, recording_left
from app.lessons.autosave import LessonAutosave
from app.lessons.library import BUNDLED, own_folder
from app.lessons.reading import read_lesson
from tests.widgets.dialogs import Dialogs
from widgets.main_window import MainWindow

LESSON = read_lesson(BUNDLED / "01-why-not-dense.md")


def leave_behind(path: Path | None) -> None:
    """An unsaved lesson whose program is gone: a copy, which nobody has locked."""
    autosave = LessonAutosave()
    autosave.write(LESSON, path)
    (file,) = autosave_root().glob(f"*/{RECORDING}")
    shutil.copytree(file.parent, autosave_root() / "crashed")
    autosave.discard()


def test_a_recording_is_kept_while_it_is_not_saved(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.lessons.record()
    assert window.lessons.recording is not None
    panel, recorder = window.lessons.recording.panel, window.lessons.recording.recorder
    QTest.keyClicks(panel.title, "Strides")
    panel.take.click()
    qtbot.waitUntil(recording_left)
    assert recorder.save_to(own_folder() / "strides.md")
    qtbot.waitUntil(lambda: not recording_left())
    assert not dialogs.said


def test_a_recovered_lesson_is_unsaved_and_belongs_to_its_file(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    path = own_folder() / "mine.md"
    leave_behind(path)
    dialogs.answer("Recover")
    assert window.lessons.offer_recordings()
    assert "mine.md" in dialogs.said[0]
    assert window.lessons.recording is not None
    recorder = window.lessons.recording.recorder
    assert recorder.draft.lesson(LESSON.name) == LESSON
    assert recorder.modified
    assert recorder.save()
    assert not recorder.modified
    assert path.is_file()
    qtbot.waitUntil(lambda: not recording_left())


def test_a_recording_that_is_thrown_away_is_not_offered_again(
    window: MainWindow, dialogs: Dialogs
) -> None:
    leave_behind(None)
    dialogs.answer("Discard")
    assert window.lessons.offer_recordings()
    assert not window.lessons.offer_recordings()
