"""What the lecturer alone sees: the notes of the scene, what comes next, and the time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRect, Qt, QTime, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QFont,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.lessons.words import rich_text
from widgets.settings import settings
from widgets.theme import GAP, NORMAL, font

if TYPE_CHECKING:
    from widgets.lessons.player import Player

LEAST_POINTS = 18.0
"""Nothing is written smaller: it is read from a lectern, in passing."""
_LARGE = 24.0
"""Of the notes themselves, and of the clocks."""
_PLACE = "presentation/notes"
_FIRST = QRect(80, 80, 960, 640)
_TICK_MS = 250
_WAYS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
}
_NO_LESSON = tr(
    "No lesson is being played. Its notes stand here: Help ▸ Lessons lists all lessons."
)
_NO_NOTES = tr("This scene has no notes.")


class NotesWindow(QWidget):
    """A window of its own, on the second screen where there is one; the same keys work in it."""

    closed = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self._main_window = window
        self._player: Player | None = None
        self._begun = time.monotonic()
        self.setWindowTitle(tr("Notes for the lecturer — Convas"))
        self.setAccessibleName(tr("Notes for the lecturer"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.place, self.title = QLabel(), QLabel()
        self.notes, self.next = QLabel(), QLabel()
        self.clock, self.elapsed = QLabel(), QLabel()
        for label in (self.place, self.title, self.notes, self.next):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.notes.setTextFormat(Qt.TextFormat.RichText)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.notes.setAccessibleName(tr("Notes"))
        self.next.setAccessibleName(tr("What comes next"))
        self.back, self.forward = QPushButton(tr("◀ Back")), QPushButton(tr("Next ▶"))
        self.back.setToolTip(tr("The scene before, as it was (Page Up)"))
        self.forward.setToolTip(tr("Go on, or show the answer (Page Down)"))
        self.again = QPushButton(tr("Time from zero"))
        self.again.setToolTip(tr("Let the time that has gone by begin again"))
        self.back.clicked.connect(lambda: self._turn(-1))
        self.forward.clicked.connect(lambda: self._turn(1))
        self.again.clicked.connect(self._begin_again)
        self._lay_out()
        self._letter()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self.show_scene()

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.addWidget(self.place, 1)
        times.addWidget(self.elapsed)
        times.addSpacing(3 * GAP)
        times.addWidget(self.clock)
        area = QScrollArea()
        area.setWidget(self.notes)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addWidget(self.forward)
        buttons.addStretch(1)
        buttons.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        column.addLayout(times)
        column.addWidget(self.title)
        column.addWidget(area, 1)
        column.addWidget(self.next)
        column.addLayout(buttons)

    def _letter(self) -> None:
        for widget in (self.place, self.next, self.back, self.forward, self.again):
            widget.setFont(_lettering(LEAST_POINTS))
        for widget in (self.notes, self.clock, self.elapsed):
            widget.setFont(_lettering(_LARGE))
        self.title.setFont(_lettering(_LARGE, bold=True))
        for label in (self.place, self.next):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    # The lesson

    def follow(self, player: Player | None) -> None:
        """Show the notes of what this player plays."""
        if self._player is not None:
            self._player.moved.disconnect(self.show_scene)
            self._player.left.disconnect(self.show_scene)
        self._player = player
        if player is not None:
            player.moved.connect(self.show_scene)
            player.left.connect(self.show_scene)
        self.show_scene()

    def show_scene(self) -> None:
        """Show where the lesson is."""
        player = self._player
        lesson = player.lesson if player is not None else None
        on = player is not None and lesson is not None
        for button in (self.back, self.forward):
            button.setEnabled(on)
        if player is None or lesson is None:
            self.place.setText("")
            self.title.setText("")
            self.notes.setText(rich_text(_NO_LESSON))
            self.next.setText("")
            return
        count = len(lesson.scenes)
        self.place.setText(
            tr(
                "{title} · {number} of {count}",
                title=lesson.title,
                number=player.number + 1,
                count=count,
            )
        )
        self.title.setText(player.scene.title)
        self.notes.setText(rich_text(player.scene.notes or _NO_NOTES))
        self.back.setEnabled(player.number > 0)
        if player.asks and player.answer is not None:
            answer = player.answer
            text = answer.text if answer.numbers else tr("“{text}”", text=answer.text)
            self.next.setText(tr("Next: the answer, {text}", text=text))
        elif player.is_last:
            self.next.setText(tr("Next: the end of the lesson"))
        else:
            self.next.setText(tr("Next: {title}", title=lesson.scenes[player.number + 1].title))

    def _turn(self, way: int) -> None:
        player = self._player
        if player is not None and player.lesson is not None:
            player.turn_wanted.emit(way)

    # The time

    def _begin_again(self) -> None:
        self._begun = time.monotonic()
        self._show_time()

    def _show_time(self) -> None:
        seconds = int(time.monotonic() - self._begun)
        hours, minutes = divmod(seconds // 60, 60)
        gone = (
            f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
        )
        for label, text, name in (
            (self.clock, QTime.currentTime().toString("HH:mm"), tr("Time of day")),
            (self.elapsed, gone, tr("Time that has gone by")),
        ):
            if label.text() != text:
                label.setText(text)
                label.setAccessibleName(f"{name}: {text}")

    # The window

    def open(self) -> None:
        """Come up on another screen than the main window's; where it was the last time, if so."""
        self._begin_again()
        here = self._main_window.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not here]
        known = settings().value(_PLACE)
        restored = isinstance(known, QByteArray) and self.restoreGeometry(known)
        if not restored:
            self.setGeometry(_FIRST)
        if others and QGuiApplication.screenAt(self.geometry().center()) not in others:
            self.setGeometry(others[0].availableGeometry())
        elif not others:
            self.setGeometry(self.geometry().intersected(here.availableGeometry()))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the lesson and of the presentation."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        way = 0 if plain else _WAYS.get(Qt.Key(event.key()), 0)
        if way:
            self._turn(way)
        elif not self._pass_on(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)

    def _pass_on(self, keys: QKeySequence) -> bool:
        """Do what the keys do in the main window; whether they do anything there."""
        if keys == QKeySequence(Qt.Key.Key_Escape):
            self.close()
            return True
        for action in self._main_window.findChildren(QAction):
            if keys in action.shortcuts() and action.isEnabled():
                action.trigger()
                return True
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for shortcut in self._main_window.findChildren(QShortcut, options=direct):
            if shortcut.key() == keys and shortcut.isEnabled():
                shortcut.activated.emit()
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_time()
        self._timer.start()
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        settings().setValue(_PLACE, self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ApplicationFontChange and hasattr(self, "title"):
            self._letter()
        super().changeEvent(event)


def _lettering(points: float, *, bold: bool = False) -> QFont:
    """At least so large, whatever the size of the window's own type."""
    chosen = font(NORMAL, bold=bold)
    chosen.setPointSizeF(max(points, chosen.pointSizeF()))
    return chosen
