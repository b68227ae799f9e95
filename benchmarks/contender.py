"""A training loop in a process of its own, which trains so much whenever it is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping


class Contender:
    """The process of a loop, warm and waiting; it answers each number with seconds.

    `amount` is what one turn trains, in whatever the process counts: images or steps.
    """

    def __init__(
        self, command: list[str], amount: int, environment: Mapping[str, str] | None = None
    ) -> None:
        self._amount = amount
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self.seconds()  # compilers and caches get warm

    def seconds(self) -> float:
        """Train one turn; raises RuntimeError where the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(self._amount, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._process.args!r} has ended with {self._process.wait()}")
        return float(answer)

    def per_second(self) -> float:
        """Train one turn, and how much of it that was in a second."""
        return self._amount / self.seconds()

    def close(self) -> None:
        self._process.communicate()


def answer_orders(train: Callable[[int], object], *, warm_up: int = 0) -> None:
    """Within the process: read numbers, train so much each time, and write the seconds it took.

    So much as `warm_up` says is trained before, which is not timed.
    """
    for order in sys.stdin:
        if warm_up:
            train(warm_up)
        started = time.perf_counter()
        train(int(order))
        print(time.perf_counter() - started, flush=True)
