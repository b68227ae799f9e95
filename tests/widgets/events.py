"""Real mouse and keyboard events for GUI tests."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


def on_screen(view: QGraphicsView, at: QPointF) -> QPoint:
    """The pixel of the viewport that shows a point of the scene."""
    return view.viewportTransform().map(at).toPoint()


def move_mouse(
    widget: QWidget,
    to: QPoint,
    buttons: Qt.MouseButton = Qt.MouseButton.NoButton,
    modifiers: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """Move the mouse with buttons held, which QTest.mouseMove cannot."""
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(to),
        QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        buttons,
        modifiers,
    )
    QApplication.sendEvent(widget, event)


def press_and_move(
    view: QGraphicsView,
    start: QPointF,
    end: QPointF,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """The first half of a drag, in scene coordinates: the button stays down."""
    viewport = view.viewport()
    first, last = on_screen(view, start), on_screen(view, end)
    QTest.mousePress(viewport, button, modifiers, first)
    for step in range(1, 6):
        move_mouse(viewport, first + (last - first) * (step / 5), button, modifiers)


def drag(
    view: QGraphicsView,
    start: QPointF,
    end: QPointF,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NO_KEYS,
) -> None:
    """Press at a point of the scene, move to another in steps, and release."""
    last = on_screen(view, end)
    press_and_move(view, start, end, button=button, modifiers=modifiers)
    QTest.mouseRelease(view.viewport(), button, modifiers, last)


def click(view: QGraphicsView, at: QPointF, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    """Click at a point of the scene."""
    QTest.mouseClick(view.viewport(), LEFT, modifiers, on_screen(view, at))


def double_click(view: QGraphicsView, at: QPointF) -> None:
    """Double-click at a point of the scene, with the click that comes first."""
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, on_screen(view, at))
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEYS, on_screen(view, at))


def turn_wheel(
    view: QGraphicsView, at: QPointF, notches: float, modifiers: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """Turn the mouse wheel over a point of the scene."""
    place = QPointF(on_screen(view, at))
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def type_keys(
    widget: QWidget, keys: Iterable[Qt.Key], modifiers: Qt.KeyboardModifier = NO_KEYS
) -> None:
    """Press keys one after the other."""
    for key in keys:
        QTest.keyClick(widget, key, modifiers)


def drag_over(view: QGraphicsView, data: QMimeData, at: QPointF) -> bool:
    """A drag from elsewhere enters the view and hovers at a point of the scene; if it is taken."""
    place = on_screen(view, at)
    arguments = (Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place, *arguments))
    event = QDragMoveEvent(place, *arguments)
    QApplication.sendEvent(view.viewport(), event)
    return event.isAccepted()


def leave_drag(view: QGraphicsView) -> None:
    """The drag leaves the view, as it does when Esc is pressed."""
    QApplication.sendEvent(view.viewport(), QDragLeaveEvent())


def drop_on(view: QGraphicsView, data: QMimeData, at: QPointF) -> bool:
    """Let a drag from elsewhere go at a point of the scene; whether it was taken."""
    drag_over(view, data, at)
    event = QDropEvent(QPointF(on_screen(view, at)), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    QApplication.sendEvent(view.viewport(), event)
    return event.isAccepted()
