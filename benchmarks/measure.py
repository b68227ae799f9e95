"""Fair comparison on a noisy machine: take turns, and compare within each turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Claim:
    """One line of the report: what was measured, and the bound it is held to."""

    subject: str
    measured: float
    bound: float
    at_least: bool
    unit: str = "×"
    detail: str = ""

    @property
    def holds(self) -> bool:
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(
    first: Callable[[], float], second: Callable[[], float], turns: int = 5
) -> tuple[float, float, float]:
    """Medians of both measurements and of the ratio first/second within each turn.

    The machine's speed drifts; two measurements next to each other drift together.
    """
    pairs = [(first(), second()) for _ in range(turns)]
    return (
        statistics.median(one for one, _ in pairs),
        statistics.median(two for _, two in pairs),
        statistics.median(one / two for one, two in pairs),
    )


def percentile(values: list[float], share: float) -> float:
    """The value that a `share` of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
