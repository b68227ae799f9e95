"""Fork A/B in the window: freeze, change one thing, train both, look, and keep one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.experiments.fork_events import SIDES
from app.network.edits import SetFields
from app.training.run import runs_folder
from app.training.run_list import RunList
from tests.experiments.data import quadrants_recipe, small_network
from tests.widgets.conftest import OpenWindow
from widgets.fork.panel import ForkPanel
from widgets.main_window import MainWindow

LONG_MS = 90_000
"""A process has to load torch, on a machine that may be busy."""


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    """The main window with a small network on small images."""
    window = open_window()
    recipe = quadrants_recipe(tmp_path, epochs=2, learning_rate=0.01)
    window.thread_.set_network(small_network(), forget=True)
    window.document.open(small_network(), recipe)
    qtbot.waitUntil(lambda: _images(window) == (1, 8, 8))
    return window


def _images(window: MainWindow) -> tuple[int, ...]:
    return window.thread_.dataset.image_shape if window.thread_.dataset else ()


@pytest.fixture
def panel(window: MainWindow) -> ForkPanel:
    """The fork, opened as the user does."""
    actions = window.menuBar().actions()
    menu = next(action.menu() for action in actions if action.text() == "E&xperiments")
    next(action for action in menu.actions() if action.text() == "&Fork A/B").trigger()
    assert window.fork is not None
    return window.fork.panel


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def change(window: MainWindow) -> None:
    assert window.document.apply(SetFields("conv1", {"padding": 1}))


def trained(panel: ForkPanel, qtbot: QtBot) -> None:
    click(panel.train_button)
    qtbot.waitUntil(lambda: panel.run.outcome == "finished", timeout=LONG_MS)
    qtbot.waitUntil(lambda: not panel.run.running, timeout=LONG_MS)


def test_the_change_is_said_while_it_is_made(window: MainWindow, panel: ForkPanel) -> None:
    texts = [label.text() for label in panel._names]
    assert texts == ["small", "the same as A so far"]
    change(window)
    assert panel._names[1].text() == "conv1: padding 0 → 1"
    assert "One change" in panel.status.text()
    recipe = replace(window.document.recipe, learning_rate=0.02)
    window.document.set_recipe(recipe)
    assert panel._names[1].text() == "conv1: padding 0 → 1; learning rate 0.01 → 0.02"
    assert "2 changes" in panel.status.text()


def test_both_are_trained_and_seen_side_by_side(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    change(window)
    trained(panel, qtbot)
    qtbot.waitUntil(lambda: len(panel.accuracy.validation(1)) == 2)
    for side in SIDES:
        assert [epoch for epoch, _ in panel.accuracy.validation(side)] == [1, 2]
        assert [epoch for epoch, _ in panel.loss.validation(side)] == [1, 2]
        assert "test" in panel._figures[side].text()
    assert [block.name for block in panel.filters.grid.blocks] == ["a/conv1", "b/conv1"]
    found = panel.images.found
    assert found is not None
    assert found.epochs == (2, 2)
    assert found.accuracy(0) == pytest.approx(panel.accuracy.validation(0)[-1][1])
    assert found.counts.total == len(window.thread_.dataset.validation)  # type: ignore[union-attr]
    assert panel.status.text().startswith("After 2 epochs: ")
    listed = RunList(runs_folder()).read()
    assert {run.network for run in listed} == {"A: small", "B: small"}


def test_an_image_that_they_disagree_on_becomes_the_probe(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    window.document.set_recipe(replace(window.document.recipe, learning_rate=1e-5))
    trained(panel, qtbot)
    found = panel.images.found
    assert found is not None
    group = 0 if found.counts.a_right else 1
    panel.images.tabs.setCurrentIndex(group)
    images = panel.images.images
    number = int(found.shown[images.numbers[0]])
    with qtbot.waitSignal(window._probe.chosen) as chosen:
        QTest.mouseClick(images, Qt.MouseButton.LeftButton, pos=images.place_of(0).center())
    np.testing.assert_array_equal(
        chosen.args[0],
        window.thread_.dataset.validation.images[number],  # type: ignore[union-attr]
    )
    assert chosen.args[1] == found.labels[number]


def test_it_pauses_goes_on_and_stops(window: MainWindow, panel: ForkPanel, qtbot: QtBot) -> None:
    window.document.set_recipe(replace(window.document.recipe, epochs=5_000))
    panel.freeze()
    change(window)
    click(panel.train_button)
    assert not panel.swap_button.isEnabled()
    qtbot.waitUntil(lambda: panel.run.sides[1].step > 10, timeout=LONG_MS)
    qtbot.waitUntil(lambda: panel.train_button.text() == "Pause")
    click(panel.train_button)
    qtbot.waitUntil(lambda: panel.run.state == "paused", timeout=LONG_MS)
    rests = [side.step for side in panel.run.sides]
    assert rests[0] == rests[1]
    qtbot.waitUntil(lambda: panel.train_button.text() == "Go on")
    click(panel.train_button)
    qtbot.waitUntil(lambda: panel.run.sides[1].step > rests[1], timeout=LONG_MS)
    click(panel.stop_button)
    qtbot.waitUntil(lambda: not panel.run.running, timeout=LONG_MS)
    assert panel.run.outcome == "stopped"
    qtbot.waitUntil(lambda: panel.train_button.text() == "Train both")
    folder = panel.run.sides[0].folder
    assert folder is not None
    assert (folder / "checkpoint.safetensors").is_file()


def test_one_is_kept_with_its_weights_and_undo_brings_back_what_was(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    change(window)
    changed = window.document.network
    trained(panel, qtbot)
    steps = window.document.undo_stack.count()
    click(panel.keep_buttons[0])
    assert window.document.undo_stack.count() == steps + 1
    assert window.document.network == small_network()
    filters = panel.filters._filters["a/conv1"]
    weights = window.thread_.fetch_weights()
    qtbot.waitUntil(weights.done)
    np.testing.assert_array_equal(weights.result()["conv1.weight"], filters)
    window.document.undo_stack.undo()
    assert window.document.network == changed
    weights = window.thread_.fetch_weights()
    qtbot.waitUntil(weights.done)
    assert weights.result() == {}
    window.document.undo_stack.redo()
    weights = window.thread_.fetch_weights()
    qtbot.waitUntil(weights.done)
    np.testing.assert_array_equal(weights.result()["conv1.weight"], filters)


def test_swapped_each_has_the_results_of_the_other(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    change(window)
    changed = window.document.network
    trained(panel, qtbot)
    found = panel.images.found
    assert found is not None
    before = panel.accuracy.validation(0), panel.accuracy.validation(1), found.counts
    click(panel.swap_button)
    assert window.document.network == small_network()
    assert panel._names[1].text() == "conv1: padding 1 → 0"
    swapped = panel.images.found
    assert swapped is not None
    assert (panel.accuracy.validation(1), panel.accuracy.validation(0)) == before[:2]
    assert swapped.counts.a_right == before[2].b_right
    window.document.undo_stack.undo()
    assert window.document.network == changed


def test_a_network_that_cannot_be_trained_is_said(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    last = window.document.network.order[-1]
    assert window.document.apply(SetFields(last, {"out_features": 3}))
    click(panel.train_button)
    qtbot.waitUntil(lambda: "4" in panel.status.text() and not panel.run.running, timeout=LONG_MS)
    assert panel.train_button.isEnabled()


def test_closing_the_window_ends_the_training(
    window: MainWindow, panel: ForkPanel, qtbot: QtBot
) -> None:
    window.document.set_recipe(replace(window.document.recipe, epochs=5_000))
    window.document.undo_stack.setClean()
    click(panel.train_button)
    qtbot.waitUntil(lambda: panel.run.sides[1].step > 10, timeout=LONG_MS)
    window.close()
    assert not panel.run.running
