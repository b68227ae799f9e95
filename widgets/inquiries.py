"""Questions about the network that take long, answered on a thread of their own.

The answering thread works on a copy of the network (`Subject`), so that training goes on and the
window lives; it may be called off at any time.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.data.progress import Cancelled, Report
from app.inspection.questions import Question
from app.language import tr
from widgets.training_thread import TrainingThread

if TYPE_CHECKING:
    from app.inspection.answers import Respondent
    from app.inspection.subject import Subject

SECONDS_BETWEEN_REPORTS = 0.1

log = logging.getLogger(__name__)


class Inquiries(QObject):
    """Asks for views: of each kind of question the newest counts, and earlier ones are dropped."""

    progressed = Signal(object, int, int)
    """A question, how much of its work is done, and of how much (0: not known)."""
    answered = Signal(object, object)
    """A question and its answer; several one after the other where it grows or comes in parts."""
    ended = Signal(object)
    """A question to which no further answer comes."""
    refused = Signal(object, str)
    """A question that has no answer, and why, in words for the user."""

    def __init__(self, thread: TrainingThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = thread
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inquiry")
        self._called_off: dict[type, Event] = {}
        self._respondent: Respondent | None = None
        self._asked = False
        """Whether anything was asked since the answering thread forgot its copies."""

    def ask(self, question: Question) -> None:
        """Ask of the network as it is now; an earlier question of this kind is called off."""
        kind = type(question)
        self.call_off(kind)
        off = self._called_off[kind] = Event()
        subject = self._thread.fetch_subject()
        self._asked = True
        self._pool.submit(self._answer, question, subject, off)

    def call_off(self, kind: type) -> None:
        """Want no answer any more to questions of this kind."""
        if earlier := self._called_off.pop(kind, None):
            earlier.set()

    def forget(self) -> None:
        """Give back the memory of the copies, once what was asked is answered.

        For when another network takes the place of the one that was asked about.
        """
        if self._asked:
            self._asked = False
            self._pool.submit(self._forget)

    def close(self) -> None:
        """Call all off and wait for the thread."""
        for kind in list(self._called_off):
            self.call_off(kind)
        self._asked = False
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _forget(self) -> None:
        """On the answering thread."""
        if self._respondent is not None:
            self._respondent.forget()

    def _answer(self, question: Question, subject: Future[Subject], off: Event) -> None:
        """On the answering thread; Qt hands the signals over to the window's."""
        if off.is_set():
            return
        reported = 0.0

        def report(done: int, total: int) -> None:
            nonlocal reported
            if off.is_set():
                raise Cancelled
            if time.monotonic() - reported > SECONDS_BETWEEN_REPORTS:
                reported = time.monotonic()
                self.progressed.emit(question, done, total)

        try:
            for answer in self._respond(question, subject.result(), report):
                if off.is_set():
                    return
                self.answered.emit(question, answer)
        except Cancelled:
            return
        except (ValueError, OSError) as error:
            self._refuse(question, str(error), off)
        except Exception as error:
            log.exception("a question could not be answered")
            self._refuse(question, tr("PyTorch could not do this: {error}", error=error), off)
        else:
            if not off.is_set():
                self.ended.emit(question)

    def _respond(self, question: Question, subject: Subject, report: Report) -> Iterator[object]:
        if self._respondent is None:
            from app.inspection.answers import Respondent  # torch; this thread may wait for it

            self._respondent = Respondent()
        return self._respondent.answers(question, subject, report)

    def _refuse(self, question: Question, why: str, off: Event) -> None:
        if not off.is_set():
            self.refused.emit(question, why)
