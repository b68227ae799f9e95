"""What a test does with a whole window: press keys, open menus, train, and wait for it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.network.edits import RemoveLayers
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from widgets.main_window import MainWindow

QUICK = Recipe(epochs=1, batch_size=500)
STEPS = 16
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
EDIT = RemoveLayers(frozenset({"relu1"}))
EDITED = EDIT.apply(lenet5())
"""The network that a window opens with, after the edit."""


def press(
    window: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window, key, keys)


def events(window: MainWindow) -> int:
    return len(window.thread_.events)


def wait_for_state(qtbot: QtBot, window: MainWindow, state: str) -> None:
    """Until the thread is there and the buttons show it."""
    qtbot.waitUntil(lambda: window.thread_.progress.state == state)
    qtbot.waitUntil(lambda: window.run_bar.shown.state == state)


def wait_for_events(qtbot: QtBot, window: MainWindow, count: int) -> None:
    qtbot.waitUntil(lambda: events(window) >= count)


def weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    answer = window.thread_.fetch_weights()
    qtbot.waitUntil(answer.done)
    return answer.result()


def words(window: MainWindow) -> str:
    return window.run_bar.words.toolTip()


def menu(window: MainWindow, *path: str) -> QMenu:
    """A menu by its titles, filled as if it had been opened."""
    found: QMenu | None = None
    for title in path:
        actions = found.actions() if found else window.menuBar().actions()
        for action in actions:
            if action.text().replace("&", "") == title:
                inner = action.menu()
                assert isinstance(inner, QMenu)
                found = inner
                found.aboutToShow.emit()
                break
        else:
            raise AssertionError(f"no menu {title}")
    assert found is not None
    return found


def train_some(qtbot: QtBot, window: MainWindow, count: int = 3) -> None:
    """Train a few batches and pause."""
    press(window, Qt.Key.Key_F5)
    wait_for_events(qtbot, window, count)
    wait_for_state(qtbot, window, "training")
    press(window, Qt.Key.Key_F5)
    wait_for_state(qtbot, window, "paused")


def learn(qtbot: QtBot, window: MainWindow) -> None:
    """Learn from one batch and pause."""
    window.run_bar.batch.trigger()
    wait_for_state(qtbot, window, "paused")
    qtbot.waitUntil(window.isWindowModified)


def file_action(window: MainWindow, *path: str) -> QAction:
    """An action of the File menu by its words, with its menus filled as if opened."""
    actions = menu(window, "File", *path[:-1]).actions()
    return next(a for a in actions if a.text().replace("&", "") == path[-1])


def new(window: MainWindow) -> None:
    """File ▸ New, also while the window is not the active one and would get no key."""
    file_action(window, "New").trigger()


def assert_same_weights(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], other[name])
