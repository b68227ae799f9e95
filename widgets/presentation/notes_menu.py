"""View ▸ Notes for the lecturer: shows and hides their window, and connects it with lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from app.language import tr

if TYPE_CHECKING:
    from widgets.lessons.player import Player
    from widgets.presentation.notes_window import NotesWindow


class NotesMenu(QObject):
    """Puts its action into a menu; `action` is what buttons elsewhere share."""

    def __init__(self, menu: QMenu, window: QMainWindow) -> None:
        super().__init__(window)
        self._main_window = window
        self._player: Player | None = None
        self.window: NotesWindow | None = None
        self.action = menu.addAction(tr("&Notes for the lecturer"))
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+F11"))
        words = tr("What only you see: notes of the lesson's scene, what comes next, and the time")
        self.action.setStatusTip(words)
        self.action.setToolTip(tr("{words} (Ctrl+F11)", words=words))
        self.action.triggered.connect(self.turn)

    def turn(self, on: bool) -> None:
        """Show the notes, or put them away."""
        if on:
            if self.window is None:
                from widgets.presentation.notes_window import NotesWindow

                self.window = NotesWindow(self._main_window)
                self.window.closed.connect(lambda: self.action.setChecked(False))
                self.window.follow(self._player)
            self.window.open()
        elif self.window is not None:
            self.window.close()
        self.action.setChecked(on)

    def follow(self, player: Player) -> None:
        """Show the notes of what this player plays."""
        self._player = player
        if self.window is not None:
            self.window.follow(player)
