"""Mouse and keyboard as the window system hands them to the program.

The events go to the `QWindow`, not to a widget: Qt itself finds the widget, opens context menus,
begins drags, looks for shortcuts, and keeps what a modal dialog does not let through.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Button = Qt.MouseButton
Keys = Qt.KeyboardModifier
NO_KEYS = Keys.NoModifier


def click(window: QWindow, at: QPoint, button: Button, keys: Keys = NO_KEYS) -> None:
    QTest.mousePress(window, button, keys, at)
    if isValid(window):  # pressing may close it, which QTest.mouseClick does not survive
        QTest.mouseRelease(window, button, keys, at)


def double_click(window: QWindow, at: QPoint) -> None:
    click(window, at, Button.LeftButton)
    if isValid(window):
        QTest.mouseDClick(window, Button.LeftButton, NO_KEYS, at)


def drag(
    window: QWindow, places: Sequence[QPoint], button: Button, keys: Keys, *, called_off: bool
) -> None:
    """Press at the first place, move over the others, and let go at the last.

    `called_off` presses Esc before the button is let go.
    """
    QTest.mousePress(window, button, keys, places[0])
    for place in places[1:]:
        if isValid(window):
            QTest.mouseMove(window, place)
    if called_off and isValid(window):
        press(window, Qt.Key.Key_Escape)
    if isValid(window):
        QTest.mouseRelease(window, button, keys, places[-1])


def hover(window: QWindow, places: Sequence[QPoint]) -> None:
    for place in places:
        if isValid(window):
            QTest.mouseMove(window, place)


def turn_wheel(window: QWindow, at: QPoint, notches: int, keys: Keys) -> None:
    QTest.wheelEvent(window, QPointF(at), QPoint(0, 120 * notches), QPoint(), keys)


def press(window: QWindow, key: Qt.Key, keys: Keys = NO_KEYS) -> None:
    if not isValid(window):
        return  # it had the keyboard last, and what was typed has closed it
    if window.type() & Qt.WindowType.Popup == Qt.WindowType.Popup:
        keys = NO_KEYS  # QTest presses them one by one, and does not survive a menu that Alt closes
    QTest.keyPress(window, key, keys)
    if isValid(window):
        QTest.keyRelease(window, key, keys)


def press_shortcut(window: QWindow, shortcut: QKeySequence) -> None:
    combination: QKeyCombination = shortcut[0]
    press(window, combination.key(), combination.keyboardModifiers())


def type_text(text: str) -> None:
    """Type into whatever has the keyboard; letters for which QTest has no key come as they are."""
    for letter in text:
        if letter.isascii():
            if (window := QApplication.focusWindow()) is not None:
                QTest.keyPress(window, letter)
            if window is not None and isValid(window):
                QTest.keyRelease(window, letter)
        elif (widget := QApplication.focusWidget()) is not None:
            event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, NO_KEYS, letter)
            QApplication.sendEvent(widget, event)


def drop(widget: QWidget, data: QMimeData, at: QPoint) -> None:
    """Let something from another program go over a widget, or the next around it that takes it."""
    taker: QWidget | None = widget
    while taker is not None and not taker.acceptDrops():
        at, taker = taker.mapToParent(at), taker.parentWidget()
    if taker is None:
        return
    how = (Qt.DropAction.CopyAction, data, Button.LeftButton, NO_KEYS)
    entering = QDragEnterEvent(at, *how)
    QApplication.sendEvent(taker, entering)
    moving = QDragMoveEvent(at, *how)
    QApplication.sendEvent(taker, moving)
    if entering.isAccepted():
        QApplication.sendEvent(taker, QDropEvent(QPointF(at), *how))
