"""Long work on data, a piece at a time, on a thread of its own: it tells how far it is."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.data.progress import Cancelled, Report
from app.language import tr

_TELL_SECONDS = 0.05

log = logging.getLogger(__name__)


class DataWork(QObject):
    """Carries out functions that take a `Report`; starting one calls the one before off.

    Of work that was called off or overtaken, nothing more is heard but `cancelled`.
    """

    progressed = Signal(object, object)
    """What is done and what there is to do (0: not known); more than 32 bits hold."""
    done = Signal(object)
    """What the function gave."""
    failed = Signal(str)
    """Why there is nothing, in a sentence."""
    cancelled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="data")
        self._stop = Event()
        self._finished = Event()
        self._finished.set()

    @property
    def busy(self) -> bool:
        return not self._finished.is_set()

    def start(self, work: Callable[[Report], Any]) -> None:
        """Carry this out, after what is going on has ended."""
        self._stop.set()
        self._stop, self._finished = Event(), Event()
        self._thread.submit(self._run, work, self._stop, self._finished)

    def cancel(self) -> None:
        """Call it off; it ends at its next report."""
        if self.busy:
            self._stop.set()

    def close(self) -> None:
        """Call it off and wait for its end."""
        self._stop.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, work: Callable[[Report], Any], stop: Event, finished: Event) -> None:
        """On the thread; Qt hands the signals over to the window's."""
        told = 0.0

        def report(done: int, total: int) -> None:
            nonlocal told
            if stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - told >= _TELL_SECONDS or done == total:
                told = now
                self.progressed.emit(done, total)

        try:
            if stop.is_set():
                raise Cancelled
            result = work(report)
        except Cancelled:
            self._tell(finished, self.cancelled.emit)
        except (ValueError, OSError) as error:
            text = str(error)
            self._tell(finished, lambda: None if stop.is_set() else self.failed.emit(text))
        except Exception as error:
            log.exception("work on data failed")
            text = tr("This could not be done: {error!r}", error=error)
            self._tell(finished, lambda: self.failed.emit(text))
        else:
            self._tell(finished, lambda: None if stop.is_set() else self.done.emit(result))

    def _tell(self, finished: Event, tell: Callable[[], object]) -> None:
        finished.set()
        tell()
