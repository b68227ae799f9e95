"""The panels around the canvas: where they stand at first, and how they come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QWidget,
)

from widgets.dock_drags import forget_gap, let_go
from widgets.later import later
from widgets.menu_entries import set_lasting_title
from widgets.settings import settings

LAYOUT_VERSION = 9
"""Raise it when docks come or go, so that an older layout is not applied to them."""
FIRST_CLOSED = (
    "runs", "invariance", "backprop", "functions", "explanation", "structure", "outline",
)  # fmt: skip
"""Panels that a user opens when they are wanted."""
FIRST_SIZE = QSize(1600, 1000)
"""Of the window, where the screen has room for it."""
_FRAME = QSize(16, 48)
"""What a window manager lays around a window, at least; it is not known before it is shown."""

Entry = tuple[str, str, QWidget | None]
"""(name, title, panel) of a dock; the panel may come later."""

_FOLLOWED = "clicks_followed"
"""A property of tab bars."""


class Docks:
    """The docks of a window by name; a user moves and closes them, and they remember."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        left: Entry,
        right: Iterable[Entry],
        bottom: Iterable[Entry],
        corner: Entry,
        hidden: Iterable[str] = (),
    ) -> None:
        """Several entries in one place are tabs, the first in front; the `hidden` are closed."""
        self._window = window
        self._docks: dict[str, QDockWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {}
        """Of the panels that were not seen yet, by the object names of their docks."""
        # Later than told of, for Qt makes the tab bar after it has told, and once for all of them.
        self._titles_due = QTimer(window, singleShot=True)
        self._titles_due.timeout.connect(self._keep_titles_whole)
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        palette = self._add(*left, Qt.DockWidgetArea.LeftDockWidgetArea)
        first_right = self._tabs(right, Qt.DockWidgetArea.RightDockWidgetArea)
        first_bottom, *others = bottom
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        front = self._add(*first_bottom, area)
        beside = self._add(*corner, area)
        # Split before there are tabs: afterwards Qt would make the neighbour another tab.
        window.splitDockWidget(front, beside, Qt.Orientation.Horizontal)
        for panel in others:
            window.tabifyDockWidget(front, self._add(*panel, area))
        for name in hidden:
            self._docks[name].hide()
        front.raise_()
        horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        window.resizeDocks([palette, first_right], [210, 300], horizontal)
        window.resizeDocks([front, beside], [860, 420], horizontal)
        window.resizeDocks([front], [250], vertical)
        self._first_state = window.saveState(LAYOUT_VERSION)
        self._hide_stale_tab_bars()

    def __getitem__(self, name: str) -> QDockWidget:
        return self._docks[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Of all docks, in the order of their keys."""
        return tuple(self._docks)

    def open_ones(self) -> frozenset[str]:
        """Those that are not closed, in front or not."""
        return frozenset(name for name, dock in self._docks.items() if not dock.isHidden())

    def front_ones(self) -> tuple[str, ...]:
        """Those that can be seen: Qt parks docks behind another tab outside the window."""
        room = self._window.rect()
        return tuple(
            name
            for name, dock in self._docks.items()
            if dock.isVisible() and (dock.isFloating() or room.intersects(dock.geometry()))
        )

    def raise_(self, name: str) -> None:
        """Bring a panel to the front, opening it if it was closed."""
        self._docks[name].show()
        self._docks[name].raise_()

    def fill_when_seen(self, name: str, make: Callable[[], QWidget]) -> None:
        """Make the panel of a dock when it is first seen: one that stays closed costs nothing."""
        dock = self._docks[name]
        self._makers[dock.objectName()] = make
        if dock.isVisible():
            self._fill(dock)
        dock.visibilityChanged.connect(lambda seen: self._fill(dock) if seen else None)

    def _fill(self, dock: QDockWidget) -> None:
        make = self._makers.pop(dock.objectName(), None)
        if make is not None:
            dock.setWidget(make())

    def toggle_actions(self) -> list[QAction]:
        """One checkable action per panel, with keys: Alt and its number, 0 for the tenth.

        From the eleventh on they are counted from 1 again, with Alt and Shift.
        """
        actions = []
        for number, dock in enumerate(self._docks.values(), start=1):
            action = dock.toggleViewAction()
            action.triggered.connect(lambda shown, dock=dock: shown and dock.raise_())
            if number <= 20:
                keys = "Alt" if number <= 10 else "Alt+Shift"
                action.setShortcut(QKeySequence(f"{keys}+{number % 10}"))
            actions.append(action)
        return actions

    def reset(self) -> None:
        """Put everything where it stood at first."""
        restore_layout(self._window, self._first_state)
        self._hide_stale_tab_bars()

    def remember(self) -> None:
        """Keep the layout for the next start."""
        settings().setValue("layout", self._window.saveState(LAYOUT_VERSION))
        settings().setValue("geometry", self._window.saveGeometry())

    def restore(self) -> None:
        """Take up the layout of the last start, if there was one."""
        geometry, layout = settings().value("geometry"), settings().value("layout")
        if not (isinstance(geometry, QByteArray) and self._window.restoreGeometry(geometry)):
            screen = self._window.screen().availableGeometry().size()
            self._window.resize(FIRST_SIZE.boundedTo(screen - _FRAME))
        if isinstance(layout, QByteArray):
            restore_layout(self._window, layout)
            self._hide_stale_tab_bars()

    def _hide_stale_tab_bars(self) -> None:
        """Qt makes another tab bar while docks are put behind one another and forgets the first.

        Of bars that share a dock the last is in use; the others would lie over other panels.
        """
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        seen: set[str] = set()
        for bar in reversed(self._window.findChildren(QTabBar, options=direct)):
            titles = {bar.tabText(index) for index in range(bar.count())}
            bar.setVisible(seen.isdisjoint(titles))
            seen |= titles

    def _keep_titles_whole(self) -> None:
        """Qt cuts the titles of many tabs down to a letter; arrows to scroll by say more."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for bar in self._window.findChildren(QTabBar, options=direct):
            bar.setElideMode(Qt.TextElideMode.ElideNone)
            bar.setUsesScrollButtons(True)
            if not bar.property(_FOLLOWED):
                bar.setProperty(_FOLLOWED, True)
                bar.tabBarClicked.connect(lambda at, bar=bar: self._go_into(bar.tabText(at)))

    def _go_into(self, title: str) -> None:
        """A click on a panel's tab gives the panel the keyboard, as one into the panel does.

        Later, for it comes to the front only then.
        """
        for dock in self._window.findChildren(QDockWidget):
            if dock.windowTitle() == title:
                later(0, dock, partial(self._enter, dock))

    def _enter(self, dock: QDockWidget) -> None:
        self._fill(dock)
        panel: QWidget | None = dock.widget()
        if panel is not None:
            panel.setFocus()

    def _tabs(self, panels: Iterable[Entry], area: Qt.DockWidgetArea) -> QDockWidget:
        """Panels behind one another; returns the first, which is in front."""
        docks = [self._add(*panel, area) for panel in panels]
        for dock in docks[1:]:
            self._window.tabifyDockWidget(docks[0], dock)
        docks[0].raise_()
        return docks[0]

    def _add(
        self, name: str, title: str, panel: QWidget | None, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"{name}_dock")
        set_lasting_title(dock.toggleViewAction(), title)  # a tab may count what is in the panel
        if panel is not None:
            dock.setWidget(panel)
        mend_dock(dock)
        self._window.addDockWidget(area, dock)
        dock.visibilityChanged.connect(lambda _: self._titles_due.start())
        self._docks[name] = dock
        return dock


def restore_layout(window: QMainWindow, layout: QByteArray) -> None:
    """Put the panels where they stood when `layout` was saved; one that is dragged is let go."""
    let_go(window)
    window.restoreState(layout, LAYOUT_VERSION)


def mend_dock(dock: QDockWidget) -> None:
    """Mend what Qt leaves undone.

    Tab comes to the buttons of the title bar, which are named after the dock. Torn off, it is on
    no gap between panels any more, though the mouse may have come over one on the way.
    """
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    for button in dock.findChildren(QAbstractButton, options=direct):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(f"{button.accessibleName()} {dock.windowTitle()}")
    window = dock.parentWidget()
    assert window is not None
    dock.topLevelChanged.connect(lambda _torn_off: forget_gap(window))
