"""The dock in which lessons are played, in the place of the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QWidget

from app.language import tr
from widgets.docks import mend_dock
from widgets.file_menu import FileMenu
from widgets.later import later
from widgets.lessons.lettering import in_a_hall
from widgets.lessons.panel import LessonPanel
from widgets.lessons.player import Player
from widgets.lessons.surroundings import Surroundings, make_room
from widgets.probe import Probe

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

PRESENTER = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
"""What a presenter's remote control sends."""
_WIDTH, _SHARE = 360, 0.28
"""Of the dock at first, where the window has room for it; of a small window this share at most."""
_HALL_SHARE = 0.31
"""Of a window in front of a hall, whose words are large."""


class LessonDock(QDockWidget):
    """Beside the canvas while a lesson is played; closing it ends the lesson.

    A presentation may begin and end meanwhile. What stood around the canvas comes back where it
    stood: at the desk what was there before the lesson, in the hall what was there in the hall.
    """

    def __init__(self, window: MainWindow, files: FileMenu, probe: Probe) -> None:
        super().__init__(tr("Lesson"), window)
        self.setObjectName("lesson_dock")
        self.player = Player(window, files, probe)
        self.panel = LessonPanel(self.player)
        self.setWidget(self.panel)
        # Without a lesson there is nothing in it: it is no panel to open by hand.
        self.toggleViewAction().setVisible(False)
        mend_dock(self)
        self._window = window
        palette = window.docks["palette"]
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self)
        window.tabifyDockWidget(palette, self)
        self.player.left.connect(self._go)
        self.player.moved.connect(self._wipe)
        self._before: Surroundings | None = None
        self._no_title_bar = QWidget(self)
        self._no_title_bar.hide()
        self._keys = [self._key(key, way) for key, way in PRESENTER.items()]
        window.presentation.begun.connect(self._enter_hall)
        window.presentation.ended.connect(self._leave_hall)

    def _key(self, key: Qt.Key, way: int) -> QShortcut:
        """A key that leads on whatever has the keyboard, in any window but one that asks."""
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.setEnabled(False)
        shortcut.activated.connect(lambda: self.player.turn_wanted.emit(way))
        return shortcut

    def open(self, title: str, before: Surroundings) -> None:
        """Come to the front, wide enough to be read; `before` is what comes back afterwards."""
        self._before = before
        self.setWindowTitle(title)
        for key in self._keys:
            key.setEnabled(True)
        self._come()
        self.panel.setFocus()

    def _come(self) -> None:
        # A title bar is one line, which cuts large titles: in a hall the panel has the title.
        self.setTitleBarWidget(self._no_title_bar if in_a_hall() else None)  # type: ignore[arg-type]
        self.show()
        self.raise_()
        whole = self._window.width()
        width = round(_HALL_SHARE * whole) if in_a_hall() else min(_WIDTH, round(_SHARE * whole))
        self._window.resizeDocks([self], [width], Qt.Orientation.Horizontal)
        make_room(self._window)
        self.panel.letter()

    def _go(self) -> None:
        """Give the place back to the palette; all around it becomes as it was."""
        for key in self._keys:
            key.setEnabled(False)
        self.setWindowTitle(tr("Lesson"))
        self.hide()
        if self._before is not None and self._before.in_a_hall == in_a_hall():
            self._bring_back()
        elif in_a_hall() and (stage := self._window.presentation.mode) is not None:
            stage.panels.press(0)  # what the scene had brought

    def _bring_back(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            before.bring_back()

    def _wipe(self) -> None:
        """What a lecturer has drawn belongs to the scene before."""
        if (stage := self._window.presentation.mode) is not None:
            stage.overlay.clear()

    def _enter_hall(self) -> None:
        """A presentation has begun, and has put all panels away."""
        if self.player.lesson is not None:
            later(0, self, self._come_again)

    def _leave_hall(self) -> None:
        """The window has the layout of the time at which the presentation began."""
        if self.player.lesson is not None:
            if self._before is not None and self._before.in_a_hall:
                self._before = Surroundings(self._window)
            self._come_again()
        else:
            self.hide()
            self._bring_back()

    def _come_again(self) -> None:
        if self.player.lesson is not None:
            self._come()
            if not self.player.asks:  # else there is nothing of the scene to be seen yet
                self.player.staging.show_panels(self.player.scene.form)
            self.raise_()
            self.panel.setFocus()  # it asks in a hall, too, and is led by the arrow keys

    def closeEvent(self, event: QCloseEvent) -> None:
        self.player.leave()
        super().closeEvent(event)
