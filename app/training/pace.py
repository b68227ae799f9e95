"""How fast it learns: a clock that runs during training steps alone."""

from __future__ import annotations

import time


class Pace:
    """The images learned and the seconds it took: validation, saving and pauses are not in it."""

    def __init__(self) -> None:
        self.images = 0
        self.seconds = 0.0
        self._started: float | None = None

    @property
    def images_per_second(self) -> float:
        """0 where no step was timed yet."""
        return self.images / self.seconds if self.seconds else 0.0

    def start(self) -> None:
        """Let the clock run."""
        self._started = time.perf_counter()

    def stop(self) -> float:
        """Stop the clock, where it runs; the seconds since it was started."""
        if self._started is None:
            return 0.0
        seconds = time.perf_counter() - self._started
        self.seconds += seconds
        self._started = None
        return seconds
