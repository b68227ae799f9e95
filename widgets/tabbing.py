"""A main window in which Tab goes to what is in sight, and nowhere else.

Qt's own order leads into panels that lie behind others and to hidden widgets that a focus proxy
stands for, and it falls into rings, out of which Tab does not lead, when panels come later.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QFocusFrame,
    QMainWindow,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from widgets.theme import theme

_TAB = Qt.FocusPolicy.TabFocus
DRAWS_FOCUS = "draws_focus"
"""The property of a widget that shows by itself where the keyboard is: it gets no second frame."""


class TabbingWindow(QMainWindow):
    """Tab and Shift+Tab go round everything that can be worked with now.

    The bars and panels take turns as one reads, from the left to the right and downwards; within
    one it is the order in which its parts were made. A frame shows where Tab led, until the
    keyboard goes elsewhere in another way.
    """

    def __init__(self) -> None:
        super().__init__()
        self._frame = _Frame(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._leave)

    def _leave(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isValid(self._frame) and now is not self._frame.widget():
            self._frame.setWidget(None)  # type: ignore[arg-type]  # as Qt documents it

    def hideEvent(self, event: QHideEvent) -> None:
        """The frame leaves first: around what is in a toolbar, Qt does not survive its end."""
        self._leave(None, None)
        super().hideEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Called by Qt once the widget with the keyboard does not take Tab itself."""
        stops = [stop for stop in self._in_order() if _takes_tab(stop)]
        if not stops:
            return False
        here, last = self.focusWidget(), len(stops) - 1
        if here in stops:
            at = (stops.index(here) + (1 if forward else -1)) % len(stops)
        else:
            at = 0 if forward else last
        reason = Qt.FocusReason
        stops[at].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        _scroll_to(stops[at])
        if not isValid(self._frame):
            self._frame = _Frame(self)
        framed = None if stops[at].property(DRAWS_FOCUS) else stops[at]
        self._frame.setWidget(framed)  # type: ignore[arg-type]  # as Qt documents it
        return True

    def _in_order(self) -> Iterator[QWidget]:
        parts = [part for part in self.children() if isinstance(part, QWidget)]
        parts = [part for part in parts if not part.isWindow() and _in_sight(part)]
        for part in sorted(parts, key=lambda part: (part.y(), part.x())):
            yield from _with_children(part)


class _Frame(QFocusFrame):
    """Drawn around what has the keyboard; of many controls the style itself does not show it.

    Qt moves it into the panel that it is in, with which it may be deleted.
    """

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        with QPainter(self) as painter:
            painter.setPen(QPen(theme().colour("selection"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


def _in_sight(part: QWidget) -> bool:
    """Whether a bar or a panel can be seen; one behind another cannot."""
    return part.isVisible() and not (
        isinstance(part, QDockWidget) and part.visibleRegion().isEmpty()
    )


def _with_children(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all below it that is shown, or would be if one scrolled."""
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisible() and not child.isWindow():
            yield from _with_children(child)


def _takes_tab(widget: QWidget) -> bool:
    return widget.focusPolicy() & _TAB == _TAB and widget.isEnabled() and not _is_inside(widget)


def _is_inside(widget: QWidget) -> bool:
    """Whether this is a part that hands the keyboard on to the control that it is in.

    QWidget.focusProxy() would say so, but has PySide 6.11 take the part for the control's parent:
    neither is ever freed then, nor is the window.
    """
    control = widget.parentWidget()
    if isinstance(control, QAbstractScrollArea):
        return widget is control.viewport()
    return isinstance(control, QAbstractSpinBox | QComboBox)


def _scroll_to(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
