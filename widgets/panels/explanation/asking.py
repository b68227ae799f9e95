"""Asks about what changes all the time: one question at a time, and again when it is outdated."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.inspection.questions import Question
from widgets.inquiries import Inquiries

SOON_MS = 20
"""What changes together, or as fast as this, is asked about once."""
SLOWLY_MS = 250
"""The same where an answer takes so long that it would be called off again."""
UNSEEN_MS = 500
"""So often it is looked whether the view can be seen again, while there is something to ask."""
REST_SECONDS = 1.0
"""While training, the weights of another step are asked about so often at most."""
SHARE = 0.05
"""The part of the time that questions about a network in training may take, unasked."""


class Asking(QObject):
    """One view's question of one kind.

    `make` gives the question to ask now, None where there is none; `seen` says whether the view
    can be seen: only then anything is asked.
    """

    began = Signal()
    answered = Signal(object)
    refused = Signal(str)
    progressed = Signal(int, int)
    ended = Signal()
    """Nothing is computed any more, whether there was an answer or not."""

    def __init__(
        self,
        inquiries: Inquiries,
        make: Callable[[], Question | None],
        seen: Callable[[], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._inquiries = inquiries
        self._make, self._seen = make, seen
        self._asked: Question | None = None
        self._asked_at = -REST_SECONDS
        self._took = 0.0
        self._outdated = self._urgent = self._training = False
        self._held = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        inquiries.answered.connect(self._take)
        inquiries.refused.connect(self._take_refusal)
        inquiries.progressed.connect(self._take_progress)
        inquiries.ended.connect(self._end)

    @property
    def busy(self) -> bool:
        """Whether an answer is under way."""
        return self._asked is not None

    @property
    def held(self) -> bool:
        """Whether the user has called the last question off: it is asked again if he wants it."""
        return self._held

    def renew(self, *, slow: bool = False) -> None:
        """The user changed what is asked about; a `slow` answer to the last question is dropped."""
        self._held = False
        self._outdated = self._urgent = True
        if slow and self.busy:
            self._drop()
        if not self.busy:
            self._timer.start(SLOWLY_MS if slow else SOON_MS)

    def outdate(self, *, training: bool) -> None:
        """The weights have changed: ask again when it is time."""
        if self._held:
            return
        self._outdated, self._training = True, training
        if not self.busy and not self._timer.isActive():
            self._wait()

    def _wait(self) -> None:
        """Until it is time for the next question."""
        rest = max(REST_SECONDS, self._took / SHARE) if self._training else 0.0
        wait = 0.0 if self._urgent else self._asked_at + rest - time.monotonic()
        self._timer.start(max(SOON_MS, round(1000 * wait)))

    def cancel(self) -> None:
        """Want the answer no more, until something else is asked."""
        self._held = True
        self._outdated = False
        self._timer.stop()
        self._drop()

    def rest(self) -> None:
        """Nothing of this can be seen now; what is under way is dropped and asked again later."""
        self._timer.stop()
        if self.busy:
            self._outdated = True
            self._drop()

    def resume(self) -> None:
        """The view can be seen again."""
        if self._outdated and not self.busy and not self._timer.isActive():
            self._wait()

    def _ask(self) -> None:
        if self.busy:
            return
        if not self._seen():
            self._timer.start(UNSEEN_MS)
            return
        self._outdated = self._urgent = False
        question = self._make()
        if question is None:
            return
        self._asked, self._asked_at = question, time.monotonic()
        self.began.emit()
        self._inquiries.ask(question)

    def _drop(self) -> None:
        if self._asked is not None:
            kind, self._asked = type(self._asked), None
            self._inquiries.call_off(kind)
            self.ended.emit()

    def _take(self, question: object, answer: object) -> None:
        if question is self._asked:
            self.answered.emit(answer)

    def _take_progress(self, question: object, done: int, total: int) -> None:
        if question is self._asked:
            self.progressed.emit(done, total)

    def _take_refusal(self, question: object, why: str) -> None:
        if question is self._asked:
            self.refused.emit(why)
            self._end(question)

    def _end(self, question: object) -> None:
        if question is not self._asked:
            return
        self._asked, self._took = None, time.monotonic() - self._asked_at
        self.ended.emit()
        if self._outdated:
            self._wait()
