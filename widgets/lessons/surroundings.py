"""What stands around the document: panels in front, the part of the canvas in view, the keyboard.

A lesson opens panels and flies about; afterwards all of it is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt

from widgets.later import later
from widgets.lessons.lettering import in_a_hall

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

BOTTOM_LEFT = Qt.Corner.BottomLeftCorner
_LOW = 900
"""A window of less height has no room for words above the panels at the bottom …"""
_PANELS = 0.4
"""… which then become narrower, and take this share of its height to make up for that."""


def reach_down(window: MainWindow) -> bool:
    """Let what stands at the left reach the bottom of a low window; whether it is a low one.

    In front of a hall, where words are large, every window is.
    """
    low = in_a_hall() or window.height() < _LOW
    if low:
        window.setCorner(BOTTOM_LEFT, Qt.DockWidgetArea.LeftDockWidgetArea)
    return low


def make_room(window: MainWindow) -> None:
    """Let a lesson reach down to the bottom where its words would be cut otherwise."""
    if reach_down(window) and not in_a_hall():
        low = window.docks["predictions"]
        height = max(low.height(), round(_PANELS * window.height()))
        window.resizeDocks([low], [height], Qt.Orientation.Vertical)


class Surroundings:
    """How the window looks at the moment at which this is made."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.in_a_hall = in_a_hall()
        self._open, self._front = window.docks.open_ones(), window.docks.front_ones()
        self._palette_width = window.docks["palette"].width()
        self._low_height = window.docks["predictions"].height()
        self._corner = window.corner(BOTTOM_LEFT)
        self._sight = window.canvas.sight
        self._focus = window.focusWidget()

    def bring_back(self) -> None:
        """Let the window look so again."""
        docks = self._window.docks
        self._window.setCorner(BOTTOM_LEFT, self._corner)
        for name in docks.open_ones() - self._open:
            docks[name].hide()
        for name in self._front:
            docks.raise_(name)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self._window.resizeDocks([docks["palette"]], [self._palette_width], across)
        self._window.resizeDocks([docks["predictions"]], [self._low_height], down)
        # Later, for a document that is opened is shown whole.
        later(0, self._window, self._look)
        focus = self._focus
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus()
        else:
            self._window.canvas.setFocus()

    def _look(self) -> None:
        self._window.canvas.show_sight(self._sight)
