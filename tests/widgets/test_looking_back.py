"""Time travel in the window: slider, keys and banner, and runs that are opened from the panel."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.snapshot import Snapshot
from app.training.events import EpochDone
from app.training.moments import Moments
from app.training.recipe import Recipe
from app.training.run import list_runs, runs_folder
from app.training.run_list import RunList
from widgets.main_window import MainWindow

RECIPE = Recipe(epochs=2, batch_size=500)
LEFT = Qt.MouseButton.LeftButton


def wait_for_past(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.curves.timeline.isEnabled())


@pytest.fixture
def trained(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Two epochs of 16 steps are over."""
    window.document.set_recipe(RECIPE)
    window.run_bar.train.trigger()
    qtbot.waitUntil(lambda: window.run_bar.shown.message.startswith("Finished"))
    wait_for_past(qtbot, window)
    return window


def looked_at(window: MainWindow) -> Snapshot:
    assert window.thread_.snapshot is not None
    return window.thread_.snapshot


def back(window: MainWindow, qtbot: QtBot, moments: int) -> int:
    """Go back by keys; the step that is then looked at."""
    for _ in range(moments):
        QTest.keyClick(window.curves.timeline.slider, Qt.Key.Key_Left)
    step = window.curves.timeline.at
    assert step is not None
    qtbot.waitUntil(lambda: looked_at(window).step == step)
    return step


def test_left_goes_back_and_everything_follows(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    banner, curves = window.old_runs.banner, window.curves
    assert not banner.isVisible()
    assert "step 32" in curves.timeline.words.text()
    step = back(window, qtbot, 4)
    assert step == 2
    qtbot.waitUntil(lambda: "Looking at step 2 of " in banner.words.text())
    assert banner.isVisible()
    qtbot.waitUntil(lambda: "at step 2" in curves.plots.loss_title.text())
    kept = Moments(next(list_runs(runs_folder())).folder).load(2)
    window.docks.raise_("filters")
    qtbot.waitUntil(lambda: "conv1" in looked_at(window).filters)
    np.testing.assert_array_equal(looked_at(window).filters["conv1"], kept["conv1.weight"])


def test_escape_returns_to_the_newest_weights(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    newest = window.thread_.fetch_weights()
    qtbot.waitUntil(newest.done)
    back(window, qtbot, 3)
    qtbot.waitUntil(window.old_runs.banner.isVisible)
    now = window.thread_.fetch_weights()
    qtbot.waitUntil(now.done)
    for name, array in newest.result().items():
        np.testing.assert_array_equal(now.result()[name], array)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.old_runs.banner.isVisible())
    qtbot.waitUntil(lambda: window.curves.timeline.at is None)
    assert not window.document.undo_stack.canUndo() or window.document.recipe == RECIPE


def test_keys_in_quick_succession_end_where_they_lead(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    slider = window.curves.timeline.slider
    for _ in range(20):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    assert window.curves.timeline.at == 0
    qtbot.waitUntil(lambda: "step 0 of" in window.old_runs.banner.words.text())
    assert window.curves.timeline.at == 0
    for _ in range(20):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: not window.old_runs.banner.isVisible())


def test_the_slider_rests_while_training_moves_and_a_resumed_run_goes_on_from_now(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.set_recipe(replace(RECIPE, epochs=500))
    window.run_bar.train.trigger()
    qtbot.waitUntil(lambda: len(window.thread_.events) > 10)
    assert not window.curves.timeline.isEnabled()
    window.run_bar.train.trigger()
    wait_for_past(qtbot, window)
    steps = len([e for e in window.thread_.events if not isinstance(e, EpochDone)])
    back(window, qtbot, 2)
    window.run_bar.batch.trigger()
    qtbot.waitUntil(
        lambda: window.thread_.events[-1].step > steps and not window.old_runs.banner.isVisible(),
    )
    assert window.curves.timeline.at is None


def test_words_say_to_pause_while_a_run_moves_and_not_of_a_network_without_a_past(
    trained: MainWindow, qtbot: QtBot
) -> None:
    window, words = trained, trained.curves.timeline.words
    window.document.select(("relu1",))
    window.canvas.delete_selection()
    qtbot.waitUntil(lambda: words.text() == "nothing to look back at")
    assert "Training keeps the weights of some moments" in words.toolTip()
    window.document.set_recipe(replace(RECIPE, epochs=500))
    window.run_bar.train.trigger()
    qtbot.waitUntil(lambda: words.text() == "pause to look back")


def test_continuing_from_the_past_is_a_new_run(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    old = next(list_runs(runs_folder())).folder
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    step = back(window, qtbot, 3)
    qtbot.waitUntil(window.old_runs.banner.isVisible)
    qtbot.mouseClick(window.old_runs.banner.go_on, LEFT)
    qtbot.waitUntil(lambda: len(list(list_runs(runs_folder()))) == 2)
    qtbot.waitUntil(lambda: window.run_bar.shown.message.startswith("Finished"))
    new, _ = RunList(runs_folder()).read()
    assert new.note == f"From step {step} of {old.name}"
    begun, then = Moments(new.folder).load(0), Moments(old).load(step)
    assert all(np.array_equal(begun[name], then[name]) for name in then)
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before


def test_editing_the_network_ends_the_past(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    back(window, qtbot, 2)
    qtbot.waitUntil(window.old_runs.banner.isVisible)
    window.document.select(("relu1",))
    window.canvas.delete_selection()
    qtbot.waitUntil(lambda: not window.old_runs.banner.isVisible())
    assert not window.curves.timeline.isEnabled()


def test_a_moment_that_is_lost_is_said_and_the_run_stays(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    folder: Path = next(list_runs(runs_folder())).folder
    for path in (folder / "moments").iterdir():
        path.write_bytes(b"rubbish")
    QTest.keyClick(window.curves.timeline.slider, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "damaged" in window.curves.controls.note.text())
    qtbot.waitUntil(lambda: window.curves.timeline.at is None)
    assert not window.old_runs.banner.isVisible()


def test_a_run_of_the_panel_comes_onto_the_canvas_with_its_curves_and_its_past(
    trained: MainWindow, qtbot: QtBot
) -> None:
    window = trained
    first = window.thread_.fetch_weights()
    qtbot.waitUntil(first.done)
    window.thread_.reset_weights(7)
    window.document.open(window.document.network, Recipe())
    window.docks.raise_("runs")
    panel = window.old_runs.panel
    qtbot.waitUntil(lambda: len(panel.model.runs) == 1)
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.document.recipe == RECIPE)
    qtbot.waitUntil(lambda: len(window.thread_.events) == 32 + 2 + 1)
    again = window.thread_.fetch_weights()
    qtbot.waitUntil(again.done)
    for name, array in first.result().items():
        np.testing.assert_array_equal(again.result()[name], array)
    window.docks.raise_("curves")
    wait_for_past(qtbot, window)
    assert back(window, qtbot, 1) == 16
    assert not window.document.modified


def test_a_stopped_run_is_resumed_from_the_panel(window: MainWindow, qtbot: QtBot) -> None:
    window.document.set_recipe(replace(RECIPE, epochs=3))
    window.run_bar.train.trigger()
    qtbot.waitUntil(lambda: len(window.thread_.events) > 5)
    window.run_bar.stop.trigger()
    qtbot.waitUntil(lambda: window.run_bar.shown.message == "Stopped.")
    window.document.open(window.document.network, window.document.recipe)
    window.docks.raise_("runs")
    panel = window.old_runs.panel
    qtbot.waitUntil(lambda: [run.state for run in panel.model.runs] == ["stopped"])
    panel.table.selectRow(0)
    panel.resume_action.trigger()
    qtbot.waitUntil(lambda: window.run_bar.shown.message.startswith("Finished"))
    panel.refresh()
    qtbot.waitUntil(lambda: [run.state for run in panel.model.runs] == ["finished"])


def test_runs_are_compared_over_the_curves(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    window.docks.raise_("runs")
    panel = window.old_runs.panel
    qtbot.waitUntil(lambda: len(panel.model.runs) == 1)
    panel.table.selectRow(0)
    qtbot.waitUntil(panel.compare_action.isEnabled)
    panel.compare_action.trigger()
    qtbot.waitUntil(window.curves.runs_legend.isVisible)
    assert "lenet-5" in window.curves.runs_legend.text()


def test_the_filters_play_from_the_first_moment_to_now(trained: MainWindow, qtbot: QtBot) -> None:
    window = trained
    window.docks.raise_("filters")
    timeline = window.filters.timeline
    qtbot.waitUntil(timeline.isVisible)
    qtbot.waitUntil(lambda: "conv1" in window.filters._filters)
    now = window.filters._filters["conv1"].copy()
    seen: list[int | None] = []
    timeline.step_wanted.connect(seen.append)
    QTest.mouseClick(timeline.play, LEFT)
    qtbot.waitUntil(lambda: looked_at(window).step == 0)
    qtbot.waitUntil(lambda: not np.array_equal(window.filters._filters["conv1"], now))
    assert timeline.playing
    qtbot.waitUntil(lambda: not timeline.playing)
    newest = window.thread_.look_back.newest
    assert newest is not None
    assert seen == [*newest.past.steps, None]
    qtbot.waitUntil(lambda: np.array_equal(window.filters._filters["conv1"], now))
    qtbot.waitUntil(lambda: window.curves.timeline.at is None)  # the last moment looks like now
