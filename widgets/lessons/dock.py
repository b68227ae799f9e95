"""The dock in which lessons are played, in the place of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDockWidget

from app.language import tr
from widgets.docks import reach_title_bar
from widgets.file_menu import FileMenu
from widgets.lessons.panel import PRESENTER, LessonPanel
from widgets.lessons.player import Player
from widgets.lessons.surroundings import Surroundings, make_room
from widgets.probe import Probe

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

_WIDTH = 360
"""Of the dock at first, where the window has room for it …"""
_SHARE = 0.28
"""… and of a small window this much at most."""


class LessonDock(QDockWidget):
    """Beside the canvas while a lesson is played; closing it ends the lesson."""

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__(tr("Lesson"), window)
        self.setObjectName("lesson_dock")
        self.player = Player(window, files, probe)
        self.panel = LessonPanel(self.player)
        self.setWidget(self.panel)
        # Without a lesson there is nothing in it: it is no panel to open by hand.
        self.toggleViewAction().setVisible(False)
        reach_title_bar(self)
        self._window = window
        palette = window.docks["palette"]
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self)
        window.tabifyDockWidget(palette, self)
        self.player.left.connect(self._go)
        self._before: Surroundings | None = None
        window.installEventFilter(self)

    def open(self, before: Surroundings) -> None:
        """Come to the front, wide enough to be read; `before` is what comes back afterwards."""
        self._before = before
        self.show()
        self.raise_()
        width = min(_WIDTH, round(_SHARE * self._window.width()))
        self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        make_room(self._window)
        self.panel.setFocus()

    def _go(self) -> None:
        """Give the place back to the palette; all around it becomes as it was."""
        before, self._before = self._before, None
        self.hide()
        if before is not None:
            before.bring_back()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.player.leave()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of a presenter that nothing in the window has a use for."""
        if (
            watched in (self._window, self.player.staging.side.shown)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self.panel.turn(event, PRESENTER)
        ):
            return True
        return super().eventFilter(watched, event)
