"""A training loop in a process of its own, which trains so many images whenever it is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping


class Contender:
    """The process of one peer, warm and waiting; it answers each number with seconds."""

    def __init__(
        self, command: list[str], images: int, environment: Mapping[str, str] | None = None
    ) -> None:
        self._images = images
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )
        self.images_per_second()  # compilers and caches get warm

    def images_per_second(self) -> float:
        """Train one turn; raises RuntimeError where the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(self._images, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._process.args!r} has ended with {self._process.wait()}")
        return self._images / float(answer)

    def close(self) -> None:
        self._process.communicate()


def answer_orders(train: Callable[[int], None]) -> None:
    """Within the process: read numbers of images, train each, and write the seconds it took."""
    for order in sys.stdin:
        started = time.perf_counter()
        train(int(order))
        print(time.perf_counter() - started, flush=True)
