"""A window that is closed goes with all that it held, whatever was done in it."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.lessons.library import lesson_entries
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from tests.widgets.whole_window import QUICK, wait_for_state
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


def tab(window: MainWindow, _qtbot: QtBot) -> None:
    assert QTest.qWaitForWindowActive(window)
    window.palette_.search.setFocus()
    for _press in range(30):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)


def train(window: MainWindow, qtbot: QtBot) -> None:
    window.thread_.train(QUICK, steps=2)
    wait_for_state(qtbot, window, "paused")


def play_a_lesson(window: MainWindow, qtbot: QtBot) -> None:
    assert window.lessons.play_file(lesson_entries()[0].path)
    dock = window.lessons.dock
    assert dock is not None
    qtbot.waitUntil(lambda: not dock.player.staging.busy)
    dock.player.forward()


def fit_later(window: MainWindow, _qtbot: QtBot) -> None:
    window._files.opened.emit()


def used_and_closed(
    deed: Callable[[MainWindow, QtBot], None], qtbot: QtBot
) -> weakref.ref[MainWindow]:
    window = MainWindow()
    window.show()
    qtbot.waitUntil(lambda: window.run_bar.batch.isEnabled())
    deed(window, qtbot)
    window.thread_.stop()
    window.document.open(window.document.network, window.document.recipe)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return weakref.ref(window)


@pytest.mark.parametrize("deed", [tab, train, play_a_lesson, fit_later])
def test_a_closed_window_is_freed(deed: Callable[[MainWindow, QtBot], None], qtbot: QtBot) -> None:
    gone = used_and_closed(deed, qtbot)
    gc.unfreeze()  # what the window froze when it opened, itself among it
    gc.collect()
    gc.freeze()
    assert gone() is None
