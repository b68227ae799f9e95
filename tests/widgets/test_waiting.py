"""Waiting for a thread while the window lives."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.waiting import wait_for


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


class Watcher(QObject):
    """Notes the waiting dialog when it appears, and then does one thing."""

    def __init__(self, do: object) -> None:
        super().__init__()
        self.said = ""
        self.buttons = 0
        self._do = do
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(10)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QProgressDialog) and dialog.isVisible():
            self._timer.stop()
            self.said = dialog.labelText()
            self.buttons = len(dialog.findChildren(QPushButton))
            assert callable(self._do)
            self._do(dialog)


def test_what_is_done_already_is_not_waited_for(window: QWidget) -> None:
    done: Future[int] = Future()
    done.set_result(7)
    watcher = Watcher(lambda _dialog: None)
    assert wait_for(done, "Counting …", window)
    QApplication.processEvents()
    assert watcher.said == ""


def test_a_long_wait_says_for_what_and_ends_by_itself(window: QWidget) -> None:
    counting: Future[int] = Future()
    watcher = Watcher(lambda _dialog: counting.set_result(7))
    assert wait_for(counting, "Counting …", window)
    assert counting.result() == 7
    assert watcher.said == "Counting …"


def test_escape_gives_up(window: QWidget) -> None:
    watcher = Watcher(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not wait_for(Future(), "Counting …", window)
    assert watcher.buttons == 1


def test_what_must_not_be_given_up_has_no_button_and_takes_no_escape(window: QWidget) -> None:
    counting: Future[int] = Future()

    def escape(dialog: QProgressDialog) -> None:
        QTimer.singleShot(50, lambda: counting.set_result(7))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    watcher = Watcher(escape)
    assert wait_for(counting, "Saving …", window, cancellable=False)
    assert watcher.buttons == 0


def test_a_failure_ends_the_wait(window: QWidget) -> None:
    failing: Future[int] = Future()
    watcher = Watcher(lambda _dialog: failing.set_exception(ValueError("no")))
    assert wait_for(failing, "Counting …", window)
    assert isinstance(failing.exception(), ValueError)
    assert watcher.said


def test_no_dialog_is_left_behind(window: QWidget, qtbot: QtBot) -> None:
    watcher = Watcher(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    wait_for(Future(), "Counting …", window)
    assert watcher.said
    qtbot.waitUntil(lambda: not window.findChildren(QProgressDialog))


@pytest.mark.usefixtures("dialogs")
def test_keys_reach_the_window_again_after_a_long_wait(qtbot: QtBot, window: QWidget) -> None:
    """As on a desktop: else a test lost its keys wherever the machine was slow."""
    qtbot.waitUntil(window.isActiveWindow)
    pressed: list[str] = []
    QShortcut("F10", window).activated.connect(lambda: pressed.append("F10"))
    counting: Future[int] = Future()
    QTimer.singleShot(200, lambda: counting.set_result(7))
    assert wait_for(counting, "Counting …", window)
    QTest.keyClick(window, Qt.Key.Key_F10)
    assert pressed == ["F10"]
