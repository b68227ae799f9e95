"""Problems in the whole window: counted, opened and gone through by keys alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.edits import AddLayer, RemoveLayers, SetFields, Together
from app.network.graph import Network, Position
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.empty_state import FIT_END
from widgets.figures.views import views_of
from widgets.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """LeNet-5 without its Flatten, and with poolings that drop a row."""
    window = open_window(wait=False)
    QTest.qWaitForWindowActive(window)
    shrunk = [SetFields(name, {"kernel_size": 4}) for name in ("conv1", "conv2")]
    broken = (*shrunk, RemoveLayers(frozenset({"flatten1"})))
    window.document.apply(Together("Break", broken))
    return window


def test_the_status_bar_counts_and_opens_the_panel(qtbot: QtBot, window: MainWindow) -> None:
    assert window.problem_count.text() == "1 error · 2 warnings"
    qtbot.mouseClick(window.problem_count, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.docks["problems"].visibleRegion().isEmpty())
    assert window.problems.list.hasFocus()
    window.document.undo_stack.undo()
    assert window.problem_count.text() == "No problems"
    assert window.docks["problems"].windowTitle() == "Problems"


def test_only_the_tab_of_the_panel_counts_the_problems(window: MainWindow) -> None:
    """A figure of the panel, a lesson and a command call it as ever."""
    assert window.docks["problems"].windowTitle() == "Problems (3)"
    assert "Problems" in [view.title for view in views_of(window)]


def test_f8_and_shift_f8_go_from_problem_to_problem_and_tell_which(window: MainWindow) -> None:
    visited = []
    for keys in (Qt.KeyboardModifier.NoModifier,) * 3 + (SHIFT,):
        QTest.keyClick(window.canvas, Qt.Key.Key_F8, keys)
        visited.append(*window.document.selection)
    assert visited == ["fc1", "pool1", "pool2", "pool1"]
    assert window.statusBar().currentMessage().startswith("Problem 2 of 3: warning: pool1: does")
    card = window.canvas.canvas_scene.cards["pool1"]
    assert window.canvas.visible_rect().contains(card.scene_rect)


def test_f8_explains_each_problem_beside_its_card_with_the_keyboard_on_the_first_fix(
    window: MainWindow,
) -> None:
    overlays, explained = window.canvas.overlays, []
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
        assert overlays.popup is not None
        assert overlays.popup.buttons[0].hasFocus()
        explained.append(overlays.popup.accessibleName())
    assert explained == ["Problems of fc1", "Problems of pool1"]


def test_going_on_in_the_list_puts_away_what_was_explained_and_keeps_the_keyboard(
    window: MainWindow,
) -> None:
    window.docks.raise_("problems")
    QTest.keyClick(window.canvas, Qt.Key.Key_F8)
    assert window.canvas.overlays.popup is not None
    window.problems.list.setFocus()
    QTest.keyClick(window.problems.list, Qt.Key.Key_Down)
    QTest.keyClick(window.problems.list, Qt.Key.Key_Return)
    assert window.document.selection == {"pool1"}
    assert window.canvas.overlays.popup is None
    assert window.problems.list.hasFocus()


def test_ctrl_dot_offers_the_next_fix_where_the_selected_layer_is_sound(
    window: MainWindow,
) -> None:
    window.document.select({"conv1"})
    QTest.keyClick(window.canvas, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.document.selection == {"fc1"}
    popup = window.canvas.overlays.popup
    assert popup is not None
    assert popup.buttons[0].hasFocus()
    assert window.statusBar().currentMessage().startswith("Problem 1 of 3: error: fc1")
    QTest.keyClick(popup.buttons[0], Qt.Key.Key_Return)
    assert window.problem_count.text() == "2 warnings"
    assert not window.statusBar().currentMessage()


def test_ctrl_dot_finds_a_problem_that_the_list_leaves_out(window: MainWindow) -> None:
    window.docks.raise_("problems")
    window.problems.filters["warning"].click()
    window.document.select({"fc1"})
    window.canvas.problem_wanted.emit()
    assert window.statusBar().currentMessage().startswith("Problem 1 of 3: error: fc1")


def test_ctrl_dot_in_a_sound_network_says_why_nothing_is_offered(window: MainWindow) -> None:
    window.document.undo_stack.undo()
    window.document.select(())
    QTest.keyClick(window.canvas, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert window.statusBar().currentMessage() == "No problems: the network fits together."


def test_what_was_said_of_a_problem_goes_with_it(window: MainWindow) -> None:
    QTest.keyClick(window.canvas, Qt.Key.Key_F8)
    window.document.undo_stack.undo()
    assert not window.statusBar().currentMessage()


def test_fitting_the_end_goes_to_the_problem_that_lies_before_it(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window.document.apply(RemoveLayers(frozenset({"input"})))
    window.findChild(QAction, FIT_END).trigger()
    assert "has no Input" in window.statusBar().currentMessage()
    qtbot.waitUntil(window.inspector.network_page.problems.isVisible)


def test_fitting_the_end_leaves_the_channels_of_the_input_and_all_branches_alone(
    open_window: OpenWindow,
) -> None:
    window = open_window()
    fit = window.findChild(QAction, FIT_END)
    window.document.apply(SetFields("input", {"channels": 2}))
    before = window.document.network
    fit.trigger()
    assert window.document.network is before
    assert "ends in 10 values already" in window.statusBar().currentMessage()
    window.document.apply(AddLayer(ReLU(), Position(0, 0), after="conv1"))
    before = window.document.network
    fit.trigger()
    assert window.document.network is before
    assert "must end in one layer" in window.statusBar().currentMessage()


def test_the_status_bar_leads_to_what_keeps_the_network_from_training(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.thread_.dataset is not None)
    window.document.apply(SetFields("fc2", {"out_features": 7}))
    assert window.problem_count.text() == "Cannot be trained yet"
    qtbot.mouseClick(window.problem_count, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.docks["problems"].visibleRegion().isEmpty())
    assert [problem.layer for problem in window.problems.problems] == ["fc2"]
    assert window.problem_count.text() == "1 error"
    window.document.undo_stack.undo()
    assert window.problem_count.text() == "No problems"


def test_the_status_bar_does_not_ask_that_the_layers_of_a_scene_be_trained(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.thread_.dataset is not None)
    window.document.set_aside()
    window.document.open(chain("scene", [Input(), ReLU()]), Recipe())
    assert window.problem_count.text() == "No problems"


def test_f8_in_a_sound_network_says_so(window: MainWindow) -> None:
    window.document.undo_stack.undo()
    QTest.keyClick(window.canvas, Qt.Key.Key_F8)
    assert window.statusBar().currentMessage() == "No problems: the network fits together."


def test_a_problem_of_the_network_as_a_whole_shows_its_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.open(Network("headless", {"relu1": ReLU()}, (), {}), Recipe())
    window.document.select({"relu1"})
    QTest.keyClick(window.canvas, Qt.Key.Key_F8)
    assert not window.document.selection
    qtbot.waitUntil(window.inspector.network_page.problems.isVisible)
