"""Where a training run stands, in plain values that a window or a terminal can show."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from app.language import tr
from app.network.problems import Problem

State = Literal["loading", "idle", "preparing", "training", "paused"]


@dataclass(frozen=True)
class Progress:
    """What is going on now.

    `step` counts batches and `epoch` counts from 1 while training; `message` is a sentence about
    the last thing that happened, `short` perhaps the same in few words, and `failed` says that it
    is bad news. `problems` are those that keep the network from being trained, with their fixes.
    `fitting_batch` is a batch size that fits into memory where the recipe's did not, or 0.
    `seconds_left` is None while it cannot be told.
    """

    state: State = "idle"
    step: int = 0
    total_steps: int = 0
    epoch: int = 0
    epochs: int = 0
    images_per_second: float = 0.0
    seconds_left: float | None = None
    message: str = ""
    short: str = ""
    failed: bool = False
    problems: tuple[Problem, ...] = ()
    fitting_batch: int = 0

    @property
    def busy(self) -> bool:
        """Whether a run is open, moving or paused."""
        return self.state in ("preparing", "training", "paused")


RATE_SECONDS = 0.25
"""How often the rate is measured, and progress published, while training."""


class StepRate:
    """Steps per second, as a running mean over one stretch of training."""

    def __init__(self, step: int) -> None:
        self._measured = time.monotonic()
        self._first = self._last = step
        self.steps_per_second = 0.0

    def steps_done(self, step: int) -> None:
        """Note how far the training is."""
        self._last = step

    def due(self) -> bool:
        """Whether it is time to publish progress again; if so, the rate is measured."""
        now = time.monotonic()
        if now - self._measured < RATE_SECONDS:
            return False
        latest = (self._last - self._first) / (now - self._measured)
        # A running mean: steady enough to read, quick enough to follow a change.
        known = self.steps_per_second
        self.steps_per_second = latest if not known else 0.8 * known + 0.2 * latest
        self._measured, self._first = now, self._last
        return True


def duration_text(seconds: float) -> str:
    """A time span for people: "8 s", "2 min 5 s", "1 h 20 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return tr("{whole} min {whole2} s", whole=whole // 60, whole2=whole % 60)
    return tr("{whole} h {whole2} min", whole=whole // 3600, whole2=whole % 3600 // 60)
