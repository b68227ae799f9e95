"""What stands around the document: panels in front, the part of the canvas in view, the keyboard.

A lesson opens panels and flies about; afterwards all of it is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


class Surroundings:
    """How the window looks at the moment at which this is made."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._open, self._front = window.docks.open_ones(), window.docks.front_ones()
        self._palette_width = window.docks["palette"].width()
        self._zoom = window.canvas.zoom
        self._centre = window.canvas.visible_rect().center()
        self._focus = window.focusWidget()

    @property
    def palette_width(self) -> int:
        return self._palette_width

    def bring_back(self) -> None:
        """Let the window look so again."""
        docks = self._window.docks
        for name in docks.open_ones() - self._open:
            docks[name].hide()
        for name in self._front:
            docks.raise_(name)
        # Later, for a document that is opened is shown whole.
        QTimer.singleShot(0, self._window, self._look)
        focus = self._focus
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus()
        else:
            self._window.canvas.setFocus()

    def _look(self) -> None:
        canvas = self._window.canvas
        canvas.set_zoom(self._zoom)
        canvas.show_point(self._centre)
