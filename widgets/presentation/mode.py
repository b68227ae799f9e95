"""The presentation: what changes when it begins, and how all of it comes back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QByteArray,
    QChildEvent,
    QEvent,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut, QTransform
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget
from shiboken6 import isValid

from app.language import tr
from widgets.canvas.commands import Sight
from widgets.canvas.view import CanvasView
from widgets.dock_drags import let_go
from widgets.docks import LAYOUT_VERSION, Docks, restore_layout
from widgets.later import later
from widgets.presentation.captions import Caption, Legend
from widgets.presentation.colours import for_projector
from widgets.presentation.key_captions import KeyCaptions
from widgets.presentation.overlay import Overlay
from widgets.presentation.panels import NUMBERED, StagePanels
from widgets.presentation.tools import ToolBar
from widgets.run_bar import RunBar
from widgets.settings import settings
from widgets.theme import SMALL, TypeSize, adapt_theme, type_size
from widgets.theme_menu import chosen_theme
from widgets.type_size import apply_type_size

LEAST_POINTS = 18.0
"""Nothing is written smaller: it can be read from the last row of a hall."""
_LEGEND_MS = 12_000
_SETTLED_MS = 60
"""After which a window has laid itself out anew."""
_AGAIN = tr("Esc again leaves the presentation")
_KNOWN = "presentation/legend_known"
_UNLIMITED = 16_777_215


@dataclass(frozen=True)
class _Before:
    """What the window was like."""

    window_state: Qt.WindowState
    size: QSize
    layout: QByteArray
    type: TypeSize
    sight: Sight
    status_bar: bool
    focus: QWidget | None


class Presentation(QObject):
    """A window in front of a hall, from `__init__` until `left`."""

    left = Signal()

    def __init__(
        self, canvas: CanvasView, docks: Docks, run_bar: RunBar, window: QMainWindow
    ) -> None:
        super().__init__(window)
        let_go(window)
        self._window, self._canvas, self._run_bar = window, canvas, run_bar
        self._before = _Before(
            window.windowState(),
            window.size(),
            window.saveState(LAYOUT_VERSION),
            type_size(),
            canvas.sight,
            window.statusBar().isVisibleTo(window),
            QApplication.focusWidget(),
        )
        self._over = self._ended = False
        self._seen: QTransform | None = None
        """How the canvas is looked at; None until the network is fitted into the hall."""
        self._watched: QWidget | None = None
        """What has the keyboard within the window."""
        window.setUpdatesEnabled(False)
        self.panels = StagePanels(window, docks, canvas)
        # Not hidden: the keys of a menu bar that is hidden do nothing.
        window.menuBar().setFixedHeight(0)
        window.statusBar().hide()
        run_bar.show_data_choice(False)
        scale = max(LEAST_POINTS / SMALL, type_size().scale)
        apply_type_size(self._application(), TypeSize(scale, LEAST_POINTS))
        adapt_theme(self._application(), chosen_theme(), for_projector)
        self.overlay = Overlay(window)
        self.tools = ToolBar(self.overlay)
        self._lent = _lend_keys(window, self.tools)
        window.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.tools)
        self.caption = Caption(window)
        titles = enumerate(self.panels.titles(), start=1)
        self._panel_keys = {**{str(n): title for n, title in titles}, "0": tr("no panel")}
        self.legend = Legend(window, tuple(self._panel_keys.items()), self.tools.key_list())
        self._keys: KeyCaptions | None = None
        self._numbers = [self._number_key(number) for number in range(len(NUMBERED) + 1)]
        self._connect()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        window.setUpdatesEnabled(True)
        self.overlay.show()
        canvas.setFocus()
        self._fit_later()
        if not settings().value(_KNOWN, False, type=bool):
            settings().setValue(_KNOWN, True)
            self.legend.open()
            later(_LEGEND_MS, self.legend, self.legend.hide)

    def leave(self) -> None:
        """Put everything back as it was."""
        if self._over:
            return
        self._over = True
        window, before = self._window, self._before
        window.setUpdatesEnabled(False)
        self._show_keys(False)
        window.statusBar().messageChanged.disconnect(self._tell)
        self._application().focusChanged.disconnect(self._watch)
        self._canvas.camera_moved.disconnect(self._wipe_where_moved)
        self._watch(None, None)
        self.panels.let_go()
        for shortcut in self._numbers:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        window.removeToolBar(self.tools)
        for action, keys in self._lent:
            if isValid(action):
                action.setShortcut(keys)
        self.tools.deleteLater()
        self.overlay.close_down()
        for words in (self.caption, self.legend):
            words.hide()
            words.deleteLater()
        window.menuBar().setMinimumHeight(0)
        window.menuBar().setMaximumHeight(_UNLIMITED)
        window.statusBar().setVisible(before.status_bar)
        self._run_bar.show_data_choice(True)
        adapt_theme(self._application(), chosen_theme(), None)
        apply_type_size(self._application(), before.type)
        window.setWindowState(before.window_state)
        window.setUpdatesEnabled(True)
        self._restore()
        # A field of the inspector, say, is gone when something else is selected meanwhile.
        if before.focus is not None and isValid(before.focus) and before.focus.isVisible():
            before.focus.setFocus()
        else:  # Qt would choose the data sets, of which an arrow key takes another
            self._canvas.setFocus()
        if window.size() == before.size:
            self._end()
        else:  # the panels get their sizes when the window has its own, which may take a while
            later(1_000, self, self._end)

    def _connect(self) -> None:
        window = self._window
        window.installEventFilter(self)
        self._application().focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())
        for dock in window.findChildren(QDockWidget):
            dock.installEventFilter(self)
        window.statusBar().messageChanged.connect(self._tell)
        self.tools.keys_wanted.connect(self._show_keys)
        self.tools.legend_wanted.connect(self._turn_legend)
        self.tools.leave_wanted.connect(self.leave)
        self.tools.taken.connect(self._after_taking)
        self.panels.changed.connect(self._see_anew)
        self._canvas.camera_moved.connect(self._wipe_where_moved)

    def _number_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self._window)
        shortcut.activated.connect(lambda: self._press(number))
        return shortcut

    def _press(self, number: int) -> None:
        self.legend.hide()
        self.panels.press(number)

    def _after_taking(self) -> None:
        self.legend.hide()
        if self.overlay.takes_mouse:
            self._canvas.forget_mouse()
        elif self.overlay.hasFocus():
            self._canvas.setFocus()

    def _see_anew(self) -> None:
        """Other panels are there: what was drawn and pointed at was on what has gone."""
        self.overlay.clear()
        self._canvas.forget_mouse()

    def _wipe_where_moved(self) -> None:
        """What was drawn was on what has moved."""
        now = self._canvas.viewportTransform()
        if self._seen is not None and now != self._seen:
            self._seen = now
            self.overlay.clear()

    def _turn_legend(self) -> None:
        if self.legend.isVisible():
            self.legend.hide()
        else:
            self.legend.open()

    def _show_keys(self, shown: bool) -> None:
        if shown and self._keys is None:
            self._keys = KeyCaptions(self._window, self._panel_keys)
            self._keys.told.connect(self.caption.tell)
        elif not shown and self._keys is not None:
            self._keys.stop()
            self._keys = None

    def _tell(self, message: str) -> None:
        """What the status bar would say."""
        if message:
            self.caption.tell(message, message=True)

    # The canvas follows the room that it has

    def _fit_later(self) -> None:
        later(_SETTLED_MS, self, self._fit)

    def _fit(self) -> None:
        if not self._over:
            self._canvas.fit()
            self._seen = self._canvas.viewportTransform()

    # The window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            escape = event.key() == Qt.Key.Key_Escape and not self._over
            return escape and self._escape(watched, event)
        if isinstance(watched, QDockWidget):
            if event.type() == QEvent.Type.ZOrderChange:
                later(0, self, self._come_to_front)
            return False
        if watched is not self._window:
            return False
        # Not when it is added or removed: then only a part of it is made, or is still there.
        if (
            isinstance(event, QChildEvent)
            and event.polished()
            and isinstance(event.child(), QDockWidget)
        ):
            event.child().installEventFilter(self)
        if event.type() == QEvent.Type.Close:
            self.leave()  # else the next start would begin with this layout
        resized = event.type() == QEvent.Type.Resize
        if resized and self._over and self._window.size() == self._before.size:
            later(0, self, self._end)
        return False

    def _come_to_front(self) -> None:
        """A panel that comes to the front, as that of a lesson does, stays under what is drawn."""
        if not self._over:
            for each in (self.overlay, self.caption, self.legend):
                each.raise_()

    def _escape(self, watched: QObject, event: QKeyEvent) -> bool:
        """Close the list of keys or put the tool away; else leave, if Esc closes nothing first.

        Of the steps that do not leave it is said that another one does. What is selected is no
        such step, for nobody would see that: the canvas keeps its selection.
        """
        listed, pressed = self.legend.isVisible(), event.type() == QEvent.Type.KeyPress
        ours = listed or bool(self.overlay.tool)
        if event.type() == QEvent.Type.ShortcutOverride:
            later(0, self, self._say_again)
            if ours:  # no shortcut gets it
                event.accept()
            return ours
        if pressed and event.isAutoRepeat():  # held down: that was one step
            return True
        if pressed and ours:
            if listed:
                self.legend.hide()
            else:
                self.tools.take("")
            return True
        unused = watched is self._window  # nobody in the window had a use for it
        if pressed and (unused or self._rests(watched)):
            self.leave()
            return True
        return False

    def _rests(self, watched: QObject) -> bool:
        """Whether the keyboard is on the canvas and nothing is open there."""
        return watched is self._canvas and not self._canvas.has_something_open

    def _say_again(self) -> None:
        if not self._over:
            self.caption.tell(_AGAIN)

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Hear of Esc before whoever has the keyboard."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        inside = now is not None and now.window() is self._window and now is not self._window
        self._watched = now if inside else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _restore(self) -> None:
        restore_layout(self._window, self._before.layout)
        self._canvas.show_sight(self._before.sight)

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self._window.removeEventFilter(self)
            self._restore()
            self.left.emit()
            self.deleteLater()

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application


def _lend_keys(window: QMainWindow, tools: ToolBar) -> list[tuple[QAction, QKeySequence]]:
    """Take the keys of the tools from panels, one of which may have the keyboard in a hall."""
    taken = {action.shortcut() for action in tools.actions()} - {QKeySequence()}
    lent = [
        (action, action.shortcut())
        for action in window.findChildren(QAction)
        if action.shortcut() in taken
    ]
    for action, _keys in lent:
        action.setShortcut(QKeySequence())
    return lent
