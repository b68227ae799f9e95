"""Files that are dropped onto the window, or named when it starts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.exercises.library import bundled_exercises
from app.files.autosave import Autosave
from app.files.project import Project, save_project
from app.lessons.library import BUNDLED
from app.lessons.reading import read_lesson
from app.network.edits import (
    RemoveLayers,
)
from app.network.patterns import fashion_dense, lenet5
from app.training.recipe import Recipe
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import (
    QUICK,
)
from widgets.main_window import MainWindow


def drop(window: MainWindow, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    place = window.rect().center()
    arguments = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place, *arguments, none)
    QApplication.sendEvent(window, entering)
    if entering.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(place), *arguments, none))
    return entering.isAccepted()


def test_a_dropped_project_is_opened(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    assert drop(window, tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: window.document.network == fashion_dense())
    assert window.windowTitle().startswith("dense.convas")


def test_a_dropped_exercise_is_set(qtbot: QtBot, window: MainWindow) -> None:
    assert drop(window, bundled_exercises()[0])
    qtbot.waitUntil(lambda: window.exercises.dock is not None)


def test_an_exercise_is_set_whatever_the_case_of_its_name(
    window: MainWindow, tmp_path: Path
) -> None:
    shouted = tmp_path / "SIX-NINE.EXERCISE.JSON"
    shouted.write_bytes(bundled_exercises()[0].read_bytes())
    assert window.open_path(shouted)
    assert window.exercises.dock is not None


def test_a_dropped_lesson_is_played(qtbot: QtBot, window: MainWindow) -> None:
    lesson = next(BUNDLED.glob("*.md"))
    assert drop(window, lesson)
    qtbot.waitUntil(lambda: window.lessons.dock is not None)
    dock = window.lessons.dock
    assert dock is not None
    assert dock.player.lesson == read_lesson(lesson)


def test_dropping_a_project_asks_about_unsaved_changes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    dialogs.answer("Cancel")
    drop(window, tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert "conv1" in window.document.network.layers


def test_a_dropped_image_becomes_the_probe(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    grey = np.zeros((28, 28), np.uint8)
    grey[4:20, 10:12] = 255
    Image.fromarray(grey).save(tmp_path / "one.png")
    before = window.thread_.snapshot
    assert drop(window, tmp_path / "one.png")
    qtbot.waitUntil(lambda: window.thread_.snapshot is not before)
    shown = window.thread_.snapshot.feature_maps["input"]
    assert not np.allclose(shown, before.feature_maps["input"])


def test_a_broken_image_is_explained_at_the_probe(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "one.png").write_bytes(b"no picture")
    drop(window, tmp_path / "one.png")
    note = window.probe_panel.file.note
    qtbot.waitUntil(note.isVisible)
    assert note.text().startswith("one.png is not a picture Convas can read")


@pytest.mark.parametrize("name", ["notes.txt", "script.py", "folder"])
def test_other_files_are_not_taken(window: MainWindow, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert not drop(window, tmp_path / name)


def test_a_file_named_at_the_start_is_opened(
    open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    save_project(tmp_path / "dense.convas", Project(fashion_dense(), QUICK))
    window = open_window(tmp_path / "dense.convas")
    qtbot.waitUntil(lambda: window.document.network == fashion_dense())
    assert window.document.recipe == QUICK


def test_a_broken_file_named_at_the_start_is_refused_and_lenet_stays(
    open_window: Callable[..., MainWindow], tmp_path: Path, dialogs: Dialogs
) -> None:
    (tmp_path / "broken.convas").write_bytes(b"PK")
    dialogs.answer("OK")
    window = open_window(tmp_path / "broken.convas")
    assert dialogs.said[0].startswith("This file could not be opened\nbroken.convas")
    assert window.document.network == lenet5()


def test_a_lesson_named_at_the_start_is_played(
    open_window: Callable[..., MainWindow], qtbot: QtBot, lesson: Path
) -> None:
    window = open_window(lesson)
    qtbot.waitUntil(lambda: window.lessons.dock is not None)
    dock = window.lessons.dock
    assert dock is not None
    assert dock.windowTitle() == "From a friend"
    dock.player.leave()
    assert window.document.network == lenet5()


def test_what_a_crash_left_is_offered_before_the_lesson_and_kept_aside_by_it(
    open_window: Callable[..., MainWindow], qtbot: QtBot, lesson: Path, dialogs: Dialogs
) -> None:
    autosave = Autosave()
    autosave.write(Project(fashion_dense(), Recipe()), None)
    assert autosave._folder is not None
    autosave._folder._lock.close()  # as the system does when a program ends
    dialogs.answer("Recover")
    window = open_window(lesson)
    qtbot.waitUntil(lambda: window.lessons.dock is not None)
    dock = window.lessons.dock
    assert dock is not None
    assert window.document.network.name == "From a friend"
    dock.player.leave()
    assert window.document.network == fashion_dense()
    assert window.document.modified


def test_some_other_markdown_is_said_to_be_no_lesson(
    open_window: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path, dialogs: Dialogs
) -> None:
    (tmp_path / "README.md").write_text("# Mine\n\n## Use\n\n```sh\nmake\n```\n")
    dialogs.answer("OK")
    window = open_window(tmp_path / "README.md")
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert dialogs.said[0].startswith("This lesson cannot be played\nREADME.md is no lesson, for")
    assert window.document.network == lenet5()
