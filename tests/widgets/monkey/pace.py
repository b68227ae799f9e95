"""How long the thread of the window is busy without looking at its events."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading
import time
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher

SAMPLE_SECONDS = 0.1
FRAMES = 12


class Play(NamedTuple):
    """What one seed plays: so many events, none of which may take the window's thread longer."""

    events: int
    cpu_seconds: float
    wall_seconds: float


class Pace:
    """Measures from one look at the events to the next, from `with` until its end.

    `hangs` tells of each that was too long, and where the thread was in the middle of it. What
    the handling of one event may compute is the processor's time, for the machine may be busy with
    something else; a window that waits instead of computing is met by the clock on the wall.
    """

    def __init__(self, play: Play) -> None:
        self._cpu_seconds, self._wall_seconds = play.cpu_seconds, play.wall_seconds
        self.hangs: list[str] = []
        self.longest = self.longest_wall = 0.0
        self._sampled = ""
        self._over = threading.Event()
        self._main = threading.get_ident()
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._begun = time.perf_counter(), time.thread_time()

    def __enter__(self) -> Pace:
        self._dispatcher.awake.connect(self.lap)
        self._dispatcher.aboutToBlock.connect(self.lap)
        self._sampler.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._dispatcher.awake.disconnect(self.lap)
        self._dispatcher.aboutToBlock.disconnect(self.lap)
        self._over.set()
        self._sampler.join()

    def lap(self) -> None:
        """The thread looks at its events."""
        wall, cpu = time.perf_counter(), time.thread_time()
        took, computed = wall - self._begun[0], cpu - self._begun[1]
        self.longest = max(self.longest, computed)
        self.longest_wall = max(self.longest_wall, took)
        if computed > self._cpu_seconds or took > self._wall_seconds:
            where = f":\n{self._sampled}" if self._sampled else ""
            self.hangs.append(f"computed {computed:.2f} s, took {took:.2f} s{where}")
        self._sampled = ""
        self._begun = time.perf_counter(), time.thread_time()

    def _sample(self) -> None:
        """On a thread of its own: note where the window's thread is that has been away long.

        Python's frames would be kept alive by whoever looks at them, and with them the widgets,
        which another thread must not end; faulthandler looks without keeping.
        """
        while not self._over.wait(SAMPLE_SECONDS):
            if time.perf_counter() - self._begun[0] > self._cpu_seconds / 2:
                with tempfile.TemporaryFile("w+") as file:
                    faulthandler.dump_traceback(file)
                    file.seek(0)
                    threads = re.split(r"^(?:Current t|T)hread ", file.read(), flags=re.MULTILINE)
                main = [each for each in threads if each.startswith(f"0x{self._main:016x}")]
                self._sampled = "\n".join("".join(main).splitlines()[1 : FRAMES + 1])
