"""The whole window as a lecturer uses it: starting, closing, and what it says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.network.edits import (
    RemoveLayers,
    RenameNetwork,
    SetFields,
)
from app.network.graph import Network
from app.network.patterns import lenet5
from app.training.run import list_runs, open_run, runs_folder
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import (
    CTRL,
    events,
    learn,
    menu,
    new,
    press,
    wait_for_events,
    wait_for_state,
    weights,
    words,
)
from widgets.main_window import MainWindow
from widgets.settings import settings
from widgets.theme import DARK, LIGHT, theme
from widgets.theme_menu import set_theme


def test_it_opens_with_lenet_on_the_digits_ready_to_train(window: MainWindow) -> None:
    assert window.document.network == lenet5()
    assert window.thread_.dataset is not None
    assert window.thread_.dataset.name == "mnist"
    assert window.run_bar.train.isEnabled()
    assert window.windowTitle().startswith("lenet-5")
    assert not window.isWindowModified()
    totals = " ".join(label.text() for label in window.statusBar().findChildren(QLabel))
    assert "61,706 parameters" in totals


def test_it_alone_has_the_keyboard_when_it_has_started(window: MainWindow) -> None:
    assert QApplication.activeWindow() is window


# Closing


def test_closing_while_training_asks_and_cancel_trains_on(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.press(Qt.Key.Key_Escape)
    assert not window.close()
    assert "Training is running" in dialogs.said[0]
    wait_for_events(qtbot, window, events(window) + 3)


def test_closing_while_training_ends_the_thread_and_leaves_a_run_to_continue(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.answer("Discard")
    assert window.close()
    assert not window.isVisible()
    assert window.thread_.isFinished()
    (run,) = list_runs(runs_folder())
    assert open_run(run.folder).load_checkpoint().standing.step == events(window)


def test_closing_asks_about_unsaved_changes(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    dialogs.answer("Cancel")
    assert not window.close()
    assert window.isVisible()
    dialogs.answer("Discard")
    assert window.close()
    assert "Save the changes to “lenet-5”?" in dialogs.said[0]


def test_what_was_learned_counts_as_unsaved_until_it_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    learn(qtbot, window)
    assert window._files.save_to(tmp_path / "mine.convas")
    assert not window.isWindowModified()
    learn(qtbot, window)


@pytest.mark.parametrize("how", ["close", "new", "gallery", "continue"])
def test_what_was_learned_is_not_lost_without_a_question(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, how: str
) -> None:
    learn(qtbot, window)
    before = weights(qtbot, window)
    if how == "gallery":
        dialogs.press(Qt.Key.Key_Return)
    dialogs.answer("Cancel")
    if how == "close":
        assert not window.close()
    elif how == "new":
        press(window, Qt.Key.Key_N, CTRL)
    elif how == "gallery":
        press(window, Qt.Key.Key_O, CTRL | Qt.KeyboardModifier.ShiftModifier)
    else:
        menu(window, "Train", "Continue a run").actions()[0].trigger()
    assert dialogs.said[-1].startswith("Save the changes to “lenet-5”?\nOtherwise you lose what")
    np.testing.assert_array_equal(weights(qtbot, window)["fc1.weight"], before["fc1.weight"])


def test_opening_another_network_while_training_asks(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, 2)
    dialogs.answer("Cancel")
    press(window, Qt.Key.Key_N, CTRL)
    assert dialogs.said[0].startswith("Training is running. End it and save “lenet-5”?")
    wait_for_events(qtbot, window, events(window) + 3)
    dialogs.answer("Discard")
    new(window)
    assert window.document.network == Network()
    weights(qtbot, window)
    wait_for_state(qtbot, window, "idle")
    assert not window.document.modified


def test_resetting_asks_only_where_something_is_lost_and_enter_confirms(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    press(window, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: words(window) == "The initial weights of seed 0.")
    learn(qtbot, window)
    dialogs.press(Qt.Key.Key_Escape)
    window.run_bar.reset.trigger()
    assert "conv1.weight" in weights(qtbot, window)
    dialogs.press(Qt.Key.Key_Return)
    window.run_bar.reset.trigger()
    assert weights(qtbot, window) == {}
    assert dialogs.said[1].startswith(
        "Begin again with the initial weights? What was learned is lost."
    )
    qtbot.waitUntil(lambda: not window.isWindowModified())
    learn(qtbot, window)
    assert window._files.save_to(tmp_path / "mine.convas")
    window.run_bar.reset.trigger()
    assert weights(qtbot, window) == {}


def test_a_name_is_shown_as_it_is_and_never_as_markup(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.apply(RenameNetwork("<b>bold</b>"))
    formats: list[Qt.TextFormat] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert box is not None
        shown = [label for label in box.findChildren(QLabel) if label.text()]
        formats.extend(label.textFormat() for label in shown)

    QTimer.singleShot(0, look)
    dialogs.answer("Cancel")
    assert not window.close()
    assert set(formats) == {Qt.TextFormat.PlainText}


def test_closing_twice_is_closing_once(window: MainWindow) -> None:
    assert window.close()
    assert window.close()


def test_new_right_after_the_window_is_there_is_an_empty_canvas(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = open_window(wait=False)
    new(window)
    wait_for_state(qtbot, window, "idle")
    assert window.document.network == Network()
    assert window.curves.isVisible()


def test_nothing_is_looked_at_for_a_minimised_window(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("filters")
    qtbot.waitUntil(lambda: bool(window.thread_.wanted.filters))
    window.showMinimized()
    qtbot.waitUntil(lambda: not window.thread_.wanted.filters)
    assert not window.thread_.wanted.predictions


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5, 6])
def test_it_can_be_closed_at_any_moment_of_starting(
    open_window: Callable[..., MainWindow], steps: int
) -> None:
    window = open_window(wait=False)
    for _ in range(steps):
        QApplication.processEvents()
    assert window.close()


# The look


def test_the_theme_changes_at_run_time_and_is_remembered(qtbot: QtBot, window: MainWindow) -> None:
    actions = {action.text(): action for action in menu(window, "View", "Theme").actions()}

    def picture() -> QImage:
        return window.run_bar.train.icon().pixmap(32).toImage()

    light = picture()
    actions["Dark"].trigger()
    assert theme() is DARK
    assert settings().value("theme") == "dark"
    qtbot.waitUntil(lambda: picture() != light)
    actions["Light"].trigger()
    assert theme() is LIGHT
    qtbot.waitUntil(lambda: picture() == light)


def test_the_theme_menu_shows_what_was_chosen_last(
    open_window: Callable[..., MainWindow],
) -> None:
    set_theme("dark")
    window = open_window(wait=False)
    checked = [a.text() for a in menu(window, "View", "Theme").actions() if a.isChecked()]
    assert checked == ["Dark"]
    set_theme("light")


def test_the_title_follows_name_file_and_changes(window: MainWindow, tmp_path: Path) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    assert window.isWindowModified()
    window.document.mark_saved(tmp_path / "mine.convas")
    assert not window.isWindowModified()
    assert window.windowTitle().startswith("mine.convas")


def test_a_name_that_is_being_typed_counts_before_the_menu_pastes(window: MainWindow) -> None:
    window.document.select({"relu1"})
    window.canvas.actions_by_name["copy"].trigger()
    window.document.select({"conv1"})
    field = window.inspector.layer_page.name.line
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "edges")
    menu(window, "Edit")
    window.canvas.actions_by_name["paste"].trigger()
    assert {"edges", "relu3"} <= set(window.document.network.layers)


def test_problems_are_counted_in_the_status_bar(window: MainWindow) -> None:
    window.document.apply(RemoveLayers(frozenset({"flatten1"})))
    assert window.problem_count.text() == "1 error"
    assert window.docks["problems"].windowTitle() == "Problems (1)"


def test_what_cannot_be_done_is_told_in_the_status_bar(window: MainWindow) -> None:
    window.document.apply(SetFields("conv1", {"out_channels": -1}))
    assert "out_channels" in window.statusBar().currentMessage()


def test_starting_logs_nothing(window: MainWindow, logged: list[logging.LogRecord]) -> None:
    assert window.isVisible()
    assert logged == []
