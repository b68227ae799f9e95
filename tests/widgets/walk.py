"""A walk over a window as somebody takes it who has no mouse, or hears the screen read out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
    QPlainTextEdit, QTextEdit, QTabBar,
)  # fmt: skip
HANDLERS = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent", "keyPressEvent")
"""A widget of ours that has one of these is something to work with."""

PARTS = {
    "qt_spinbox_lineedit": "the field of a spin box, which is the stop",
    "qt_toolbar_ext_button": "what it shows is in the menus",
    "ScrollLeftButton": "the arrow keys of the tab bar do it",
    "ScrollRightButton": "the arrow keys of the tab bar do it",
    "qt_tableview_cornerbutton": "Ctrl+A in the table does it",
}
"""Parts of Qt's controls that are no stop of their own, by object name, and what is instead."""
PART_CLASSES = {
    "QLineEditIconButton": "clears the field, which Ctrl+A and Delete do",
    "QComboBoxPrivateContainer": "the open list of a combo box",
    "QTableCornerButton": "Ctrl+A in the table does it",
}
"""The same by class, where Qt gives them no name."""
MOST = 1_500
"""Presses of Tab in a round at most; a canvas stops at each of its cards."""
TRAPPED = 120
"""Presses that move on within one widget at most; a network in the walks has fewer cards."""


def controls(root: QWidget) -> list[QWidget]:
    """Every visible, enabled widget below `root` that something can be done with."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.window() is root.window()
        and not widget.visibleRegion().isEmpty()
        and _is_control(widget)
    ]


def _is_control(widget: QWidget) -> bool:
    if widget.objectName() in PARTS or widget.metaObject().className() in PART_CLASSES:
        return False
    # Alt and F10 lead to the menu bar, on every system in its own way; scroll bars follow the keys
    # of what they scroll; headers are parts of their tables; a combo box holds its field.
    if isinstance(widget, QMenuBar | QScrollBar | QHeaderView | QSplitterHandle):
        return False
    if isinstance(widget.parent(), QComboBox):
        return False
    if isinstance(widget, CONTROLS):
        return True
    if isinstance(widget, QLabel):
        return bool(
            widget.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
        ) and ("<a " in widget.text())
    return any(
        kind.__module__.startswith("widgets.") and any(name in vars(kind) for name in HANDLERS)
        for kind in type(widget).__mro__
    )


def stops(window: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """The widgets that a round of Tab (or Backtab) leads through, in their order."""
    found: list[QWidget] = []
    within = 0
    for _press in range(MOST):
        here = QApplication.focusWidget()
        QTest.keyClick(here or window, key)
        stop = QApplication.focusWidget()
        if stop is None:
            continue
        if stop is here:
            within += 1
            if within == TRAPPED:
                assert controls(window) == [stop], f"Tab does not lead out of {told(stop)}"
                return [stop]
            continue
        within = 0
        if found and stop is found[0]:
            return found
        if stop not in found:
            found.append(stop)
    raise AssertionError(f"Tab came never round: {[told(stop) for stop in found]}")


def reached(widget: QWidget, found: list[QWidget]) -> bool:
    """Whether a round of Tab came to it, to what stands for it, or to its group.

    Within a group of buttons of which one is down, the arrow keys lead on, as everywhere in Qt.
    """
    proxy = widget
    while proxy.focusProxy() is not None:
        proxy = proxy.focusProxy()
    if proxy in found:
        return True
    if isinstance(widget, QAbstractButton):
        group = widget.group()
        if group is not None and group.exclusive():
            return any(button in found for button in group.buttons())
        if widget.autoExclusive():
            beside = widget.parentWidget().findChildren(type(widget))
            return any(button in found for button in beside)
    return False


def spoken(widget: QWidget) -> str:
    """The name that a screen reader says; a value (as of a combo box) is no name."""
    if isinstance(widget, QAbstractButton | QTabBar):
        interface = QAccessible.queryAccessibleInterface(widget)
        return interface.text(QAccessible.Text.Name).strip() if interface else ""
    if widget.accessibleName().strip():
        return widget.accessibleName().strip()
    return next((label.text().strip() for label in _labels(widget)), "")


def _labels(widget: QWidget) -> Iterator[QLabel]:
    return (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)


def is_name(text: str) -> bool:
    """Whether it is words, and not a bare sign such as "▸" or "…"."""
    return sum(letter.isalnum() for letter in text) >= 2


def told(widget: QWidget) -> str:
    """A widget in words, for somebody who must find it in the program."""
    above: list[str] = []
    part: QWidget | None = widget
    while part is not None:
        name = part.objectName() or part.accessibleName() or part.windowTitle()
        above.append(f"{type(part).__name__}({name})" if name else type(part).__name__)
        part = part.parentWidget()
    return " < ".join(above[:5])
