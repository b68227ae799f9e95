"""The slider under the curves that goes back through the moments of a run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QToolButton,
    QWidget,
)

from app.language import tr
from widgets.figures.on_paper import on_paper
from widgets.icons import icon
from widgets.look_back import Seen
from widgets.motion import step_ms
from widgets.theme import GAP, SMALL, font

PLAY_MS = 250
"""Milliseconds at least between two moments while the run is played."""
_HELP = tr(
    "Go back through the run: filters, maps, predictions and thumbnails follow. "
    "Left and Right go from moment to moment, End to now."
)

_NOTHING = tr(
    "Training keeps the weights of some moments: there are none of this network to look back at."
)


class TimelineBar(QWidget):
    """One place for each moment whose weights are kept, and at the right end now.

    The places are evenly spread though the steps are not: weights change most at the beginning.
    """

    step_wanted = Signal(object)
    """The step to look at, or None for now."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[int, ...] = ()
        self._newest: int | None = None
        self._waits_for = 0
        self._showing = False
        self._moving = False
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Look back"))
        self.slider.setPageStep(4)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setTickInterval(1)
        self.slider.valueChanged.connect(self._slid)
        self._answered = True
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._play_on)
        self.play = QToolButton()
        self._draw_play()
        self.play.setAutoRaise(True)
        self.play.setToolTip(tr("Play the run from its first moment to now, or stop"))
        self.play.setAccessibleName(tr("Play the run"))
        self.play.clicked.connect(self.play_or_stop)
        title = QLabel(tr("Look back"))
        on_paper(title)
        self.words = QLabel()
        for label in (title, self.words):
            label.setFont(font(SMALL))
        title.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.words.setMinimumWidth(
            self.words.fontMetrics().horizontalAdvance(tr("now, step 00,000,000"))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.play)
        row.addWidget(title)
        row.addWidget(self.slider, 1)
        row.addWidget(self.words)
        self.show_seen(None)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "play"):
            self._draw_play()
        super().changeEvent(event)

    @property
    def at(self) -> int | None:
        """The step that the slider stands on; None for now."""
        place = self.slider.value()
        return self._steps[place] if place < len(self._steps) else None

    def waits_for(self, number: int) -> None:
        """Keep the slider where the user has put it until the wish with this number is met."""
        self._waits_for = number
        self._answered = False

    def show_seen(self, seen: Seen | None) -> None:
        """Show the moments there are; None where there is nothing to look back at for now."""
        self._showing = True
        past = seen.past if seen else None
        self._steps = past.steps if past else ()
        self._newest = past.newest if past else None
        self.setEnabled(bool(self._steps))
        self.slider.setRange(0, len(self._steps))
        if past is None or past.at is None:
            place = len(self._steps)
        else:
            place = self._steps.index(past.at) if past.at in self._steps else len(self._steps)
        if seen is None or seen.answered >= self._waits_for:
            self._answered = True
            self.slider.setValue(place)
        if not self._steps:
            self._stop()
        self._showing = False
        self._say()

    def show_moving(self, moving: bool) -> None:
        """Whether a run is being trained, over which one can look back once it is paused."""
        if moving != self._moving:
            self._moving = moving
            self._say()

    def step_by(self, by: int) -> None:
        """Go so many moments on, or back."""
        self.slider.setValue(self.slider.value() + by)

    @property
    def playing(self) -> bool:
        """Whether the moments are shown one after the other."""
        return self._clock.isActive()

    def play_or_stop(self) -> None:
        """Show all moments one after the other, from the first if now is shown; or stop."""
        if self.playing:
            self._stop()
        elif self._steps:
            if self.at is None:
                self.slider.setValue(0)
            self._clock.start(step_ms(PLAY_MS))
            self._draw_play()

    def _play_on(self) -> None:
        """The next moment, once the last one is on show."""
        if self._answered:
            self.step_by(1)
            if self.at is None:
                self._stop()

    def _stop(self) -> None:
        self._clock.stop()
        self._draw_play()

    def _draw_play(self) -> None:
        self.play.setIcon(icon("pause" if self.playing else "train"))

    def _slid(self) -> None:
        self._say()
        if not self._showing:
            self.step_wanted.emit(self.at)

    def _say(self) -> None:
        if not self._steps and self._moving:
            words = tr("pause to look back")
        elif not self._steps and self._newest is None:
            words = tr("nothing to look back at")
        elif self.at is None:
            words = (
                tr("now")
                if self._newest is None
                else tr("now, step {newest:,}", newest=self._newest)
            )
        else:
            words = tr("step {at:,}", at=self.at)
        self.words.setText(words)
        on_paper(
            self.words, "" if self.at is None else words
        )  # a figure is of no moment but a past
        self.slider.setAccessibleDescription(words)
        nothing = not self._steps and not self._moving
        self.slider.setToolTip(_NOTHING if nothing else _HELP)
        self.words.setToolTip(_NOTHING if nothing else "")


class _Slider(QSlider):
    """A slider whose handle comes to where it is clicked; Esc is left to the window."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(place):
            self.setValue(
                QStyle.sliderValueFromPosition(
                    self.minimum(),
                    self.maximum(),
                    place.x() - handle.width() // 2,
                    self.width() - handle.width(),
                )
            )
        super().mousePressEvent(event)  # the handle is there now and can be dragged on
