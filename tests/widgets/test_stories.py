"""The stories that a lecturer tells in under a minute, by the clicks and keys that tell them.

A small dense network stands for LeNet-5, so that each is over in a few seconds.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QMenu, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from app.data.changes import DataChanges
from app.network.layers.activation import ReLU
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.dialogs import Dialogs
from widgets.main_window import MainWindow
from widgets.panels.curve_data import CurveData
from widgets.panels.lettering import NoteLabel
from widgets.preview_dialog import PreviewDialog

LEFT = Qt.MouseButton.LeftButton
DENSE = chain("dense", [Input(1, 28, 28), Flatten(), Linear(64), ReLU(), Linear(10)])
SOON = 120_000
"""Milliseconds that a busy machine may take for what takes a second."""

# Offscreen no menu or dialog can be put before other windows or take the keyboard.
pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support (raise|grabbing the keyboard)", extend=True
)


def open_dense(qtbot: QtBot, window: MainWindow, recipe: Recipe) -> None:
    window.document.open(DENSE, recipe)
    wanted = recipe.changes.subset or 8_000

    def ready() -> bool:
        data, snapshot = window.thread_.dataset, window.thread_.snapshot
        learns = data is not None and len(data.train) == wanted
        return learns and snapshot is not None and "fc2" in snapshot.network.layers

    qtbot.waitUntil(ready, timeout=SOON)


def click(button: QAbstractButton) -> None:
    """Click a button that can be seen; a check box on its square."""
    assert button.isVisible()
    middle = button.rect().center()
    QTest.mouseClick(button, LEFT, pos=QPoint(8, middle.y()) if is_box(button) else middle)


def is_box(button: QAbstractButton) -> bool:
    return isinstance(button, QCheckBox)


def click_tab(window: MainWindow, title: str) -> None:
    for bar in window.findChildren(QTabBar):
        for index in range(bar.count()):
            if bar.tabText(index) == title and bar.isVisible():
                QTest.mouseClick(bar, LEFT, pos=bar.tabRect(index).center())
                return
    raise AssertionError(f"there is no tab {title}")


def choose_recipe(window: MainWindow, title: str) -> None:
    """Open the menu of recipes by a click, and click one of them."""
    menu: QMenu = window.recipe.menu

    def choose() -> None:
        (action,) = (action for action in menu.actions() if action.text() == title)
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())

    QTimer.singleShot(0, choose)
    click(window.recipe.recipes)


def train_button(window: MainWindow) -> QToolButton:
    button = window.run_bar.widgetForAction(window.run_bar.train)
    assert isinstance(button, QToolButton)
    return button


def wait_for_the_end(qtbot: QtBot, window: MainWindow) -> CurveData:
    """The run is over and all of it is drawn; returns its curves."""
    steps = window.curves.data

    def over() -> bool:
        shown, told = window.run_bar.shown, window.run_bar.words.toolTip()
        ended = told.startswith("Finished") or "too large for this network" in told
        drawn = len(window.curves.data.events) == len(window.thread_.events)
        return not shown.busy and ended and drawn

    qtbot.waitUntil(over, timeout=SOON)
    assert len(steps.steps) or window.curves.data is not steps
    return window.curves.data


def wait_for_another_run(qtbot: QtBot, window: MainWindow, than: CurveData) -> None:
    qtbot.waitUntil(
        lambda: window.curves.data is not than and len(window.curves.data.steps) > 0, timeout=SOON
    )


def last_validation_loss(run: CurveData) -> float:
    return run.epochs[max(run.epochs)].validation_loss


def apart(run: CurveData) -> float:
    """How much better the training images are read than the validation images, at the end."""
    last = run.epochs[max(run.epochs)]
    return last.train_accuracy - last.validation_accuracy


def test_d8_overfitting_is_shown_said_and_cured(qtbot: QtBot, window: MainWindow) -> None:
    open_dense(qtbot, window, Recipe())
    curves, verdict = window.curves, window.curves.verdict

    click_tab(window, "Training")
    choose_recipe(window, "Overfitting")
    assert window.recipe.recipes.text() == "Recipe: Overfitting"
    assert "learning them by heart" in window.recipe.note.text()
    click(train_button(window))
    overfitted = wait_for_the_end(qtbot, window)

    losses = [epoch.train_loss for epoch in overfitted.epochs.values()]
    assert losses[-1] < 0.1 * losses[0]
    lowest = min(epoch.validation_loss for epoch in overfitted.epochs.values())
    assert last_validation_loss(overfitted) > 1.05 * lowest
    assert verdict.isVisible()
    assert verdict.words.text().endswith("overfitting.")
    assert [b.text() for b in verdict.buttons] == ["All 8,000 images", "Augmentation", "Dropout"]

    qtbot.waitUntil(verdict.buttons[1].isVisible)
    click(verdict.buttons[1])
    wait_for_another_run(qtbot, window, overfitted)
    cured = wait_for_the_end(qtbot, window)

    assert "run before (" in curves.runs_legend.text()
    assert "since then augmentation: none → rotate ±10°" in curves.runs_legend.text()
    assert curves.runs_legend.isVisible()
    assert last_validation_loss(cured) < last_validation_loss(overfitted)
    assert apart(cured) < 0.5 * apart(overfitted)
    assert cured.loss.values[0] != overfitted.loss.values[0]  # other images, the same weights

    click_tab(window, "Training")
    choose_recipe(window, "LeNet-5 with Adam")
    qtbot.waitUntil(lambda: len(window.thread_.dataset.train) == 8_000, timeout=SOON)


def test_d5_a_rate_that_is_too_high_is_caught_explained_and_lowered(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_dense(qtbot, window, Recipe(changes=DataChanges(subset=1_000)))
    curves, verdict = window.curves, window.curves.verdict

    click_tab(window, "Training")
    choose_recipe(window, "Rate too high")
    click(train_button(window))
    exploded = wait_for_the_end(qtbot, window)

    assert exploded.diverged is not None
    assert curves.plots.loss.ending is not None
    assert verdict.isVisible()
    assert "learning rate 3 with SGD are too large" in verdict.words.text()
    (button,) = verdict.buttons
    assert button.text() == "Learning rate 0.3"

    qtbot.waitUntil(button.isVisible)
    click(button)
    wait_for_another_run(qtbot, window, exploded)
    assert window.recipe.editor("learning_rate").value() == 0.3
    learned = wait_for_the_end(qtbot, window)

    assert learned.loss.values[0] == exploded.loss.values[0]  # the same weights and images
    assert learned.best_epoch is not None
    assert learned.best_epoch.validation_accuracy > 0.75
    assert "since then learning rate 3 → 0.3" in curves.runs_legend.text()
    # The run that exploded is cut off where it leaves the scale of the one that learns.
    assert curves.plots.loss.getViewBox().viewRange()[1][1] < 5 * learned.loss.values.max()


def test_d4_augmentation_is_previewed_a_flip_is_flagged_and_both_runs_are_compared(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_dense(qtbot, window, Recipe(changes=DataChanges(subset=300), epochs=10))
    click(train_button(window))
    without = wait_for_the_end(qtbot, window)

    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_P, modifiers)
    (dialog,) = window.findChildren(PreviewDialog)
    qtbot.waitUntil(lambda: bool(dialog.grid.pictures), timeout=SOON)
    assert all(draw == row[0] for row in dialog.grid.pictures for draw in row)

    flip = dialog.augmentation.form.editor("horizontal_flip")
    click(flip)
    warnings = [label.text() for label in dialog.findChildren(NoteLabel) if label.isVisible()]
    assert "A mirrored digit is none: 2 and 5 become alike, 3 an E." in warnings

    click(dialog.usual)
    assert not flip.isChecked()
    qtbot.waitUntil(
        lambda: all(row[0] != draw for row in dialog.grid.pictures for draw in row[1:]),
        timeout=SOON,
    )
    click(dialog.train)
    assert not dialog.isVisible()
    wait_for_another_run(qtbot, window, without)
    augmented = wait_for_the_end(qtbot, window)

    assert window.docks["curves"].isVisible()
    assert "since then augmentation: none → rotate ±10°" in window.curves.runs_legend.text()
    gaps = [
        run.epochs[10].train_accuracy - run.epochs[10].validation_accuracy
        for run in (without, augmented)
    ]
    assert gaps[1] < gaps[0]


def test_restart_and_train_leaves_the_last_curves_and_asks_nothing(
    qtbot: QtBot, window: MainWindow
) -> None:
    open_dense(qtbot, window, Recipe(changes=DataChanges(subset=300), epochs=2))
    click(train_button(window))
    first = wait_for_the_end(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ControlModifier)
    wait_for_another_run(qtbot, window, first)
    second = wait_for_the_end(qtbot, window)
    assert second.is_like(first)


def test_what_was_said_of_a_run_ends_with_its_document(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    open_dense(qtbot, window, Recipe(changes=DataChanges(subset=100), epochs=1))
    click(train_button(window))
    wait_for_the_end(qtbot, window)
    dialogs.answer("Discard")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.run_bar.words.text() == "", timeout=SOON)
    assert not window.curves.runs_legend.isVisible()
