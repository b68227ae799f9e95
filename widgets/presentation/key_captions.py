"""Which keys are pressed, and what they mean, for a hall that wants to follow."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from widgets.keys import TYPED_INTO

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_unknown,
    }
)
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class KeyCaptions(QObject):
    """Tells of every key that is pressed in a window, but for text that is being typed.

    It watches the widget with the keyboard alone, which hears of a key before any shortcut.
    """

    told = Signal(str)

    def __init__(self, window: QMainWindow, meanings: Mapping[str, str]) -> None:
        """The `meanings` of keys that no action of the window has."""
        super().__init__(window)
        self._window = window
        self._meanings = meanings
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        self._application.focusChanged.connect(self._watch)
        self._watch(None, QApplication.focusWidget())

    def stop(self) -> None:
        self._application.focusChanged.disconnect(self._watch)
        self._let_go()
        self.deleteLater()

    def _watch(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        self._watched = now or self._window
        self._watched.installEventFilter(self)

    def _let_go(self) -> None:
        # In a dialog that Qt itself has made, Python may lose sight of a field before it is gone.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            typing = isinstance(watched, TYPED_INTO) and not event.modifiers() & _CHORD
            if event.key() not in _MODIFIERS and not (typing and event.text().isprintable()):
                self.told.emit(self._words(QKeySequence(event.keyCombination())))
        return False

    def _words(self, keys: QKeySequence) -> str:
        pressed = keys.toString(QKeySequence.SequenceFormat.NativeText)
        if pressed in self._meanings:
            return f"{pressed}  —  {self._meanings[pressed]}"
        for action in self._window.findChildren(QAction):
            if keys in action.shortcuts() and action.isEnabled():
                meaning = (action.iconText() or action.text()).replace("&", "").removesuffix("…")
                return f"{pressed}  —  {meaning}"
        return pressed
