"""A run that was begun before the first Save goes by the name of the file."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from app.lessons.library import bundled_lessons
from app.network.graph import UNTITLED
from app.training.run import name_network, new_run, open_run, runs_folder
from app.training.run_list import run_title, summary_of
from tests.widgets.whole_window import QUICK, learn, wait_for_state
from widgets.main_window import MainWindow


def test_runs_of_an_untitled_network_take_the_name_of_its_file(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    named = new_run(runs_folder(), window.document.network, QUICK).folder
    window._files.show_new(window.document.network.with_name(UNTITLED), QUICK)
    qtbot.waitUntil(lambda: window.thread_.look_back.in_view is None)
    learn(qtbot, window)
    window.run_bar.stop.trigger()
    wait_for_state(qtbot, window, "idle")
    learn(qtbot, window)
    assert window._files.save_to(tmp_path / "mine.convas")
    runs = [folder for folder in runs_folder().iterdir() if folder != named]
    assert len(runs) == 2
    qtbot.waitUntil(lambda: {summary_of(folder).network for folder in runs} == {"mine"})
    assert all(run_title(folder.name, "mine").startswith("mine, ") for folder in runs)
    assert summary_of(named).network == "lenet-5"


def test_a_lesson_in_between_leaves_the_runs_to_their_network(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window._files.show_new(window.document.network.with_name(UNTITLED), QUICK)
    for _run in range(2):
        learn(qtbot, window)
        window.run_bar.stop.trigger()
        wait_for_state(qtbot, window, "idle")
    runs = list(runs_folder().iterdir())
    assert window.lessons.play_file(next(bundled_lessons("en")))
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    qtbot.waitUntil(lambda: not player.staging.busy)
    player.leave()
    qtbot.waitUntil(lambda: not player.staging.busy)
    assert window._files.save_to(tmp_path / "mine.convas")
    qtbot.waitUntil(lambda: [summary_of(folder).network for folder in runs] == ["mine", "mine"])


def test_another_document_leaves_the_runs_of_the_one_before(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window._files.show_new(window.document.network.with_name(UNTITLED), QUICK)
    learn(qtbot, window)
    window.run_bar.stop.trigger()
    wait_for_state(qtbot, window, "idle")
    window._files.show_new(window.document.network, QUICK)
    assert window._files.save_to(tmp_path / "other.convas")
    assert not window.old_runs._unnamed._folders
    (folder,) = runs_folder().iterdir()
    assert open_run(folder).network.name == UNTITLED


def test_a_run_that_was_removed_needs_no_name(
    window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
    logged: list[logging.LogRecord],
) -> None:
    window._files.show_new(window.document.network.with_name(UNTITLED), QUICK)
    learn(qtbot, window)
    window.run_bar.stop.trigger()
    wait_for_state(qtbot, window, "idle")
    (folder,) = runs_folder().iterdir()
    shutil.rmtree(folder)
    assert window._files.save_to(tmp_path / "mine.convas")
    assert QThreadPool.globalInstance().waitForDone(10_000)
    assert not logged
    assert not folder.exists()


def test_a_run_that_has_a_name_keeps_it(tmp_path: Path, window: MainWindow) -> None:
    run = new_run(tmp_path, window.document.network, QUICK)
    name_network(run.folder, "another")
    assert open_run(run.folder).network.name == "lenet-5"
