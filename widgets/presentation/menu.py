"""View ▸ Presentation: begins and ends it; what it takes is imported when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.language import tr
from widgets.canvas.view import CanvasView
from widgets.docks import Docks
from widgets.presentation.notes_menu import NotesMenu
from widgets.run_bar import RunBar

if TYPE_CHECKING:
    from widgets.presentation.mode import Presentation


class PresentationMenu(QObject):
    """Puts its window in front of a hall, and back."""

    begun = Signal()
    ended = Signal()

    def __init__(
        self,
        menu: QMenu,
        canvas: CanvasView,
        docks: Docks,
        run_bar: RunBar,
        window: QMainWindow,
    ) -> None:
        """Puts its action into a menu."""
        super().__init__(window)
        self._parts = (canvas, docks, run_bar, window)
        self.mode: Presentation | None = None
        self.action = menu.addAction(tr("&Presentation"))
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("F11"))
        self.action.setStatusTip(tr("Full screen, large type, pointers and a pen"))
        self.action.triggered.connect(self.turn)
        self.notes = NotesMenu(menu, window)

    def turn(self, on: bool) -> None:
        """Begin or end the presentation."""
        if on and self.mode is None:
            from widgets.presentation.mode import Presentation

            self.mode = Presentation(*self._parts)
            self.mode.tools.add_notes(self.notes.action)
            self.mode.left.connect(self._forget)
            self.begun.emit()
        elif not on and self.mode is not None:
            self.mode.leave()

    def _forget(self) -> None:
        self.mode = None
        self.action.setChecked(False)
        self.notes.turn(False)
        self.ended.emit()
