"""Keeps panels that the mouse drags from bringing the program down.

Qt keeps which panel is dragged, and which gap between panels the mouse is on, by their place among
the panels. It does not survive that they change places meanwhile (seen with Qt 6.11).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QCursor, QHoverEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

_NOWHERE = QPointF()


def let_go(window: QMainWindow) -> None:
    """End what the mouse does with the panels: they are going to be put elsewhere."""
    for dock in window.findChildren(QDockWidget):
        QApplication.sendEvent(dock, _release(dock))
    QApplication.sendEvent(window, _release(window))
    forget_gap(window)


def forget_gap(window: QWidget) -> None:
    """Let Qt think that the mouse is on no gap between panels."""
    leave = QHoverEvent(QEvent.Type.HoverLeave, _NOWHERE, _NOWHERE, _NOWHERE)
    QApplication.sendEvent(window, leave)


def _release(widget: QWidget) -> QMouseEvent:
    at = QCursor.pos()
    here = QPointF(widget.mapFromGlobal(at))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    keys = Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseButtonRelease, here, QPointF(at), left, none, keys)
