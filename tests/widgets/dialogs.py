"""Answering modal dialogs in tests by real clicks and keys, while the program waits for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QProgressDialog,
    QWidget,
)

LOOK_MS = 15
OFFSCREEN_DIALOGS = (
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)
"""What Qt says where a file dialog proposes names without a screen (for `qt_log_ignore`)."""


class Dialogs(QObject):
    """Waits for modal dialogs and gives the answers that were announced, in their order.

    `said` holds the words of every box that was answered. A dialog without an announced answer
    is closed, and noted in `unexpected`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.unexpected: list[str] = []
        self._answers: list[tuple[str, Callable[[QWidget], None]]] = []
        self._answering: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    @property
    def waiting(self) -> list[str]:
        """Answers that nobody has asked for yet."""
        return [words for words, _answer in self._answers]

    def answer(self, button: str) -> None:
        """Click this button of the next message box."""
        self._answers.append((button, lambda box: _click(box, button)))

    def press(self, key: Qt.Key) -> None:
        """Press a key in the next dialog."""
        self._answers.append((key.name, lambda box: QTest.keyClick(box, key)))

    def act(self, words: str, answer: Callable[[QWidget], None]) -> None:
        """Do something in the next dialog; `words` say what, should nobody ask."""
        self._answers.append((words, answer))

    def type(self, words: str) -> None:
        """Type into the field of the next dialog that has the keyboard, and press Enter."""
        self._answers.append((words, lambda dialog: _type(dialog, words)))

    def choose_file(self, path: Path) -> None:
        """Enter a path in the next file dialog."""
        self._answers.append((path.name, lambda dialog: _type_path(dialog, path)))

    def forget(self) -> None:
        """Announce nothing any more: no dialog came."""
        self._answers.clear()

    def close(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not dialog.isVisible():
            return
        if isinstance(dialog, QProgressDialog):
            # One that only says what is being waited for ends by itself.
            only_once = Qt.ConnectionType.UniqueConnection
            dialog.finished.connect(self._give_keyboard_back, only_once)
            return
        if dialog is self._answering:  # the answer takes its time
            return
        if self._answers:
            _words, answer = self._answers.pop(0)
            self.said.append(_text(dialog))
            # Not from in here: the answer may open another dialog, and the timer would stand still.
            QTimer.singleShot(0, lambda: self._give(answer, dialog))
        else:
            self.unexpected.append(_text(dialog))
            assert isinstance(dialog, QDialog)
            dialog.reject()

    def _give_keyboard_back(self) -> None:
        """To the window behind what was waited for, as a desktop does; offscreen nobody does.

        Else all keys that follow in the test were lost, wherever the machine was slow.
        """
        dialog = self.sender()
        behind = dialog.parent() if isinstance(dialog, QProgressDialog) else None
        if isinstance(behind, QWidget):
            behind.window().activateWindow()
            QApplication.processEvents()

    def _give(self, answer: Callable[[QWidget], None], dialog: QWidget) -> None:
        self._answering = dialog
        try:
            answer(dialog)
        finally:
            self._answering = None


def _text(dialog: QWidget) -> str:
    if isinstance(dialog, QMessageBox):
        return f"{dialog.text()}\n{dialog.informativeText()}"
    return dialog.windowTitle()


def _click(box: QWidget, text: str) -> None:
    assert isinstance(box, QMessageBox), f"{_text(box)!r} is no message box"
    for button in box.buttons():
        if button.text().replace("&", "") == text:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    texts = [button.text() for button in box.buttons()]
    raise AssertionError(f"{box.text()!r} has no button {text!r}, but {texts}")


def _type(dialog: QWidget, words: str) -> None:
    field = dialog.focusWidget()
    assert isinstance(field, QLineEdit), f"{_text(dialog)!r} has no field to type into"
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _type_path(dialog: QWidget, path: Path) -> None:
    assert isinstance(dialog, QFileDialog), f"{_text(dialog)!r} is no file dialog"
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setText(str(path))  # typed letters would open a list of proposals, which takes the Enter
    QTest.keyClick(edit, Qt.Key.Key_Return)
