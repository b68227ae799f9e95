"""Train ▸ Hear the loss: follows the training and plays a tone for what is new."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from app.language import tr
from app.training.events import Diverged, StepDone
from widgets.sound.speaker import Speaker
from widgets.training_run import History
from widgets.training_thread import TrainingThread

TONE_MS = 120
"""Between two tones: of the losses that came meanwhile the newest is heard."""


class LossSound(QObject):
    """Off until its `action` is ticked, and again at every start."""

    said = Signal(str)
    alarmed = Signal()
    """The alarm is played: the training diverged."""

    def __init__(self, menu: QMenu, thread: TrainingThread, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = thread
        self._history: History | None = None
        self._heard = 0
        self.speaker: Speaker | None = None
        self.action = menu.addAction(tr("&Hear the loss"))
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+Alt+L"))
        self.action.setToolTip(
            tr("A tone for the loss while training: the lower the tone, the lower the loss")
        )
        self.action.setStatusTip(self.action.toolTip())
        self.action.toggled.connect(self._switch)
        self._timer = QTimer(self)
        self._timer.setInterval(TONE_MS)
        self._timer.timeout.connect(self._follow)

    def close(self) -> None:
        """Be silent, and let go of the sound device."""
        self._timer.stop()
        if self.speaker is not None:
            self.speaker.close()
            self.speaker.deleteLater()
            self.speaker = None

    def _switch(self, on: bool) -> None:
        if not on:
            self.close()
            return
        if self.speaker is None:
            self.speaker = Speaker(self)
            self.speaker.failed.connect(self._give_up)
        self._history = self._thread.history
        self._heard = len(self._history.events)
        self._timer.start()
        self.said.emit(tr("The lower the tone, the lower the loss; three halvings are one octave."))
        self.speaker.open()  # what is wrong with it is said now, not with the first loss
        self._play_newest(self._heard - 1)

    def _follow(self) -> None:
        history = self._thread.history
        if history is not self._history:
            self._history = history
            self._heard = len(history.events) if history.from_file else 0
        known, self._heard = self._heard, len(history.events)
        if self._heard > known:
            self._play_newest(known)

    def _play_newest(self, first: int) -> None:
        """The newest loss from this place on; of a training that diverged, the alarm."""
        assert self._history is not None
        assert self.speaker is not None
        for event in reversed(self._history.events[max(0, first) : self._heard]):
            if isinstance(event, Diverged):
                self.speaker.play_alarm()
                self.alarmed.emit()
                return
            if isinstance(event, StepDone):
                self.speaker.play_losses([event.loss])
                return

    def _give_up(self, why: str) -> None:
        self.action.setChecked(False)
        self.said.emit(why)
