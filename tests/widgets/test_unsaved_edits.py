"""Unsaved edits that survive whatever happens: they are on disk, and offered after a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import widgets.file_menu
from app.files.autosave import Autosave, autosave_root, find_recoverable
from app.files.project import Project, load_project, save_project
from app.network.patterns import fashion_dense, lenet5
from app.training.recipe import Recipe
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import CTRL, EDIT, EDITED, assert_same_weights, file_action, weights
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)

OpenWindow = Callable[..., MainWindow]


def kept() -> list[Path]:
    """The folders of unsaved edits that are on disk."""
    root = autosave_root()
    return list(root.iterdir()) if root.is_dir() else []


def test_edits_are_kept_on_disk_until_they_are_undone_or_saved(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets.file_menu, "AUTOSAVE_MS", 30)
    window = open_window()
    window.document.apply(EDIT)
    qtbot.waitUntil(lambda: bool(kept()))
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: not kept())
    window.document.undo_stack.redo()
    qtbot.waitUntil(lambda: bool(kept()))
    window.document._path = tmp_path / "mine.convas"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not kept())


def test_closing_in_good_order_leaves_nothing_to_recover(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(EDIT)
    qtbot.waitUntil(lambda: bool(kept()))
    dialogs.answer("Discard")
    window.close()
    assert kept() == []


# After a crash

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from app.network.edits import RemoveLayers
from widgets.main_window import MainWindow

answer = sys.argv[1]
application = QApplication(sys.argv[:1])
window = MainWindow()
window.show()

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox) and box.isVisible():
        next(b for b in box.buttons() if b.text().replace("&", "") == answer).click()
    if answer == "edit" and window._live is not None and not window.document.modified:
        window.document.apply(RemoveLayers(frozenset({"relu1"})))
        print("edited", flush=True)
    if answer != "edit" and window.document.modified:
        timer.stop()
        print("restored", flush=True)

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
application.exec()
"""


@contextmanager
def _another_window(answer: str) -> Iterator[subprocess.Popen[str]]:
    """A whole Convas in a process of its own, in the same home."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, answer],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def _said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_edits_survive_a_kill_and_another_kill_right_after_they_were_restored(
    qtbot: QtBot,
) -> None:
    with _another_window("edit") as program:
        assert _said(program) == "edited"
        qtbot.waitUntil(lambda: any(autosave_root().glob("*/project.convas")))
        program.send_signal(signal.SIGKILL)
    (found,) = find_recoverable()
    assert found.project.network == EDITED
    with _another_window("Recover") as program:
        assert _said(program) == "restored"
        program.send_signal(signal.SIGKILL)
    again = find_recoverable()
    assert again
    assert all(found.project.network == EDITED for found in again)


@contextmanager
def _crashed(project: Project, path: Path | None = None) -> Iterator[None]:
    """Unsaved edits whose program is gone: a copy, which nobody has locked."""
    autosave = Autosave()
    autosave.write(project, path)
    (folder,) = (entry for entry in autosave_root().iterdir() if not _is_copy(entry))
    copy = autosave_root() / f"crashed-{len(list(autosave_root().iterdir()))}"
    folder.rename(copy)
    held, autosave._folder = autosave._folder, None
    assert held is not None
    held._lock.close()
    yield


def _is_copy(folder: Path) -> bool:
    return folder.name.startswith("crashed")


def test_restored_edits_are_unsaved_and_belong_to_their_file(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "mine.convas"
    bias = {"fc2.bias": np.arange(10, dtype=np.float32), "fc2.weight": np.ones((10, 84), "f")}
    save_project(path, Project(lenet5(), Recipe(), bias))
    with _crashed(Project(EDITED, Recipe(epochs=3)), path):
        dialogs.answer("Recover")
        window = open_window()
    qtbot.waitUntil(lambda: window.document.modified)
    assert "mine.convas" in dialogs.said[0]
    assert window.document.network == EDITED
    assert window.document.recipe.epochs == 3
    assert window.document.path == path
    assert window.isWindowModified()
    assert_same_weights(weights(qtbot, window), bias)
    file_action(window, "Save").trigger()
    assert load_project(path).network == EDITED
    assert load_project(path).weights is not None
    qtbot.waitUntil(lambda: not kept())


def test_edits_that_are_thrown_away_are_not_offered_again(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())):
        dialogs.answer("Discard")
        window = open_window()
    qtbot.waitUntil(lambda: not kept())
    assert window.document.network == lenet5()


def test_escape_keeps_the_edits_for_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())):
        dialogs.press(Qt.Key.Key_Escape)
        window = open_window()
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert window.document.network == lenet5()
    assert len(find_recoverable()) == 1


def test_of_two_crashes_the_second_waits_until_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())), _crashed(Project(fashion_dense(), Recipe())):
        dialogs.answer("Recover")
        window = open_window()
    qtbot.waitUntil(lambda: window.document.modified)
    qtbot.waitUntil(lambda: len(find_recoverable()) == 1)
    (waiting,) = find_recoverable()
    assert {waiting.project.network.name, window.document.network.name} == {
        "lenet-5",
        fashion_dense().name,
    }
