"""Writing the report of a run from the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from app.cli.progress_bar import shown_progress
from app.training.recipe import Recipe
from app.training.run import new_run, runs_folder
from app.training.run_list import run_title
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import file_action, new, train_some, wait_for_state
from widgets.command_process import share_told
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


def test_the_run_at_work_is_written_as_a_page(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    train_some(qtbot, window, 4)
    qtbot.waitUntil(lambda: window.thread_.look_back.in_view is not None)
    dialogs.choose_file(tmp_path / "mine")
    file_action(window, "Export", "Run report…").trigger()
    assert window.statusBar().currentMessage() == "Saved to mine.html."
    page = (tmp_path / "mine.html").read_text()
    assert f"<h1>{window.document.network.name}</h1>" in page
    step = window.thread_.progress.step
    assert f"paused after step {step}" in page
    assert f"With the weights after step {step}," in page
    assert "the last that were saved" not in page


def test_how_far_a_command_is_can_be_read_from_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert share_told(b"loading 5 % more\n") is None
    with shown_progress("Classifying the test images") as report:
        for done in range(1, 8):
            report(done, 10)
    assert share_told(capsys.readouterr().err.encode()) == 70


def test_a_run_that_is_gone_is_explained(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "mine.pdf")
    dialogs.answer("OK")
    window.old_runs.panel.report_wanted.emit(tmp_path / "gone")
    assert "The report could not be written" in dialogs.said[-1]
    assert "holds no run" in dialogs.said[-1]


def test_without_a_run_it_is_said_what_to_do(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.answer("OK")
    file_action(window, "Export", "Run report…").trigger()
    assert "There is no run to report on" in dialogs.said[0]


def test_a_reopened_network_is_reported_by_the_run_that_gave_its_weights(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    page = reopened_report(window, dialogs, qtbot, tmp_path)
    (run,) = runs_folder().iterdir()
    assert f"<td>{run_title(run.name)}</td>" in page.replace(' class="line"', "")


def test_a_reopened_network_without_its_run_is_reported_by_what_its_file_tells(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    page = reopened_report(window, dialogs, qtbot, tmp_path, run_is_there=False)
    assert "as it was saved with the network" in page
    assert "test images are read rightly" in page


def reopened_report(
    window: MainWindow,
    dialogs: Dialogs,
    qtbot: QtBot,
    tmp_path: Path,
    *,
    run_is_there: bool = True,
) -> str:
    """The page of a network that was trained, saved, left and opened again."""
    train_some(qtbot, window, 4)
    window.run_bar.stop.trigger()
    wait_for_state(qtbot, window, "idle")
    assert window._files.save_to(tmp_path / "mine.convas")
    new(window)
    qtbot.waitUntil(lambda: window.thread_.look_back.in_view is None)
    if not run_is_there:
        # Saving looks at the runs which that gives a name to, in a thread.
        assert QThreadPool.globalInstance().waitForDone(10_000)
        shutil.rmtree(runs_folder())
    assert window._files.open_path(tmp_path / "mine.convas")
    qtbot.waitUntil(lambda: window.thread_.history.from_file)
    dialogs.choose_file(tmp_path / "page.html")
    file_action(window, "Export", "Run report…").trigger()
    return (tmp_path / "page.html").read_text()


def test_the_newest_run_of_this_name_is_reported_where_nothing_was_learned(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    network = window.document.network
    new_run(runs_folder(), network, Recipe(seed=1))
    newest = new_run(runs_folder(), network, Recipe(seed=2))
    new_run(runs_folder(), network.with_name("another"), Recipe(seed=3))
    dialogs.choose_file(tmp_path / "page.html")
    file_action(window, "Export", "Run report…").trigger()
    assert run_title(newest.name) in (tmp_path / "page.html").read_text()


def test_the_menu_of_the_runs_writes_the_report_of_the_selected_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    run = new_run(runs_folder(), window.document.network, Recipe())
    window.docks.raise_("runs")
    panel = window.old_runs.panel
    qtbot.waitUntil(lambda: len(panel.chosen) == 1)
    assert panel.report_action in panel.more_menu.actions()
    panel.report_wanted.disconnect()
    with qtbot.waitSignal(panel.report_wanted) as asked:
        panel.report_action.trigger()
    assert asked.args == [run.folder]
