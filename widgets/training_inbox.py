"""What is asked of the training thread, in order, and who still gets an answer after its end."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from app.session import Session

Task = Callable[["Session"], None]
T = TypeVar("T")


class TrainingInbox:
    """Tasks from the window for the thread, which works them off between steps."""

    def __init__(self) -> None:
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._unanswered: dict[Future[Any], Callable[[], None]] = {}
        """What gives each question the answer that it has once the thread has ended."""
        self._ending = threading.Lock()  # held while the thread ends, and to see whether it has
        self._has_ended = False

    def put(self, task: Task) -> None:
        """Have the thread do something; called by the window."""
        self._tasks.put(task)

    def ask(
        self, question: Callable[[Session], T], at_the_end: Callable[[], T], *, running: bool = True
    ) -> Future[T]:
        """Have the thread answer something; called by the window.

        Where it is said not to be `running`, where it has ended, and for what it has not answered
        by its end, the answer is that of `at_the_end`. What either of them raises, the future has.
        """
        answer: Future[T] = Future()
        with self._ending:
            if running and not self._has_ended:
                self._unanswered[answer] = partial(_settle, answer, at_the_end)
                self._tasks.put(lambda session: self._answer(answer, partial(question, session)))
            else:
                _settle(answer, at_the_end)
        return answer

    def empty(self) -> bool:
        """Whether nothing is waiting to be done."""
        return self._tasks.empty()

    def tasks(self, wait: float) -> Iterator[Task]:
        """All that was asked, in order; `wait` is for how many seconds to wait for the first."""
        with suppress(queue.Empty):
            yield self._tasks.get(timeout=wait)
            while True:
                yield self._tasks.get_nowait()

    def close(self) -> None:
        """The thread has ended: nobody shall wait for it."""
        with self._ending:
            self._has_ended = True
            for settle in self._unanswered.values():
                settle()
            self._unanswered.clear()

    def _answer(self, answer: Future[T], give: Callable[[], T]) -> None:
        del self._unanswered[answer]
        _settle(answer, give)


def _settle(answer: Future[T], give: Callable[[], T]) -> None:
    try:
        found = give()
    except Exception as error:
        answer.set_exception(error)
    else:
        answer.set_result(found)
