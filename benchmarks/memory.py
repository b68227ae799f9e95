"""The memory of the window over 1,000 epochs of a tiny network, while every panel draws.

python -m benchmarks.memory [EPOCHS]     prints what was found every 10 epochs, too
python -m benchmarks memory              the claim alone
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDockWidget
from rich.console import Console
from rich.table import Table

from app.data.changes import DataChanges
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.events import EpochDone
from app.training.recipe import Recipe
from benchmarks.measure import Claim
from widgets.main_window import MainWindow
from widgets.theme import apply_theme

EPOCHS = 1_000
EVERY = 10
"""Epochs between two samples; at each, other panels come to the front."""
SETTLED = 100
"""Growth is counted from this epoch on: by then every panel has been drawn once."""
IN_A_MEAN = 5
"""Samples whose median stands for the beginning and for the end: what is allocated flutters."""
BOUND = 5.0
TINY = Recipe(
    batch_size=16,
    epochs=EPOCHS,
    learning_rate=0.0003,
    schedule="constant",
    changes=DataChanges(subset=64),
)
"""Four batches an epoch."""


@dataclass(frozen=True)
class Sample:
    """What was found after an epoch: resident memory in MiB, objects that Python tracks."""

    epoch: int
    resident: float
    objects: int
    front: str


def tiny_network() -> Network:
    """Something of each kind that panels draw."""
    layers = (
        Input(channels=1, height=28, width=28),
        Conv2d(4, 5),
        ReLU(),
        MaxPool2d(2, 2),
        Conv2d(6, 3),
        ReLU(),
        MaxPool2d(2, 2),
        Flatten(),
        Linear(10),
    )
    return chain("tiny", layers)


def resident_mebibytes() -> float:
    """What this process has in the machine's chips; where Linux does not tell, the most it had."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


class CrowdedWindow:
    """The window with every panel open; what lies behind a tab comes to the front in turn."""

    def __init__(self, epochs: int) -> None:
        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        apply_theme(self.application, "light")
        self.window = MainWindow()
        self.window.resize(1_920, 1_080)
        self.window.show()
        thread = self.window.thread_
        self._until(lambda: thread.dataset is not None and thread.snapshot is not None)
        recipe = replace(TINY, epochs=epochs)
        self.window.document.open(tiny_network(), recipe)
        self._until(lambda: thread.dataset is not None and len(thread.dataset.train) == 64)
        self._fronts = self._panels()
        self.samples: list[Sample] = []
        self._front = ""
        self._epochs = epochs

    def train(self) -> None:
        """Train all epochs with the window alive; sampled every so many."""
        self.window.curves.controls.show_rate.setChecked(True)
        self._bring_next()
        self.window.run_bar.train.trigger()
        timer = QTimer()
        timer.setInterval(20)
        timer.timeout.connect(self._watch)
        timer.start()
        self.application.exec()

    def close(self) -> None:
        document = self.window.document
        self.window.thread_.stop()
        self._until(lambda: not self.window.thread_.progress.busy)
        document.open(document.network, document.recipe)  # nothing is to be saved
        self.window.close()

    def _watch(self) -> None:
        events = self.window.thread_.events
        last = next((e.epoch for e in reversed(events[-64:]) if isinstance(e, EpochDone)), 0)
        wanted = (self.samples[-1].epoch if self.samples else 0) + EVERY
        if last >= wanted:
            self._take_sample(last)
            self._bring_next()
        if last >= self._epochs:
            self.application.exit()

    def _take_sample(self, epoch: int) -> None:
        gc.collect()
        objects = len(gc.get_objects())
        self.samples.append(Sample(epoch, resident_mebibytes(), objects, self._front))

    def _panels(self) -> Iterator[QDockWidget]:
        """All docks, opened, one after the other for ever."""
        docks = self.window.findChildren(QDockWidget)
        for dock in docks:
            dock.show()
        self.application.processEvents()
        return cycle(docks)

    def _bring_next(self) -> None:
        """Bring the next panel to the front; where it is none's neighbour, it was there before."""
        dock = next(self._fronts)
        dock.raise_()
        self._front = dock.windowTitle()

    def _until(self, condition: object) -> None:
        assert callable(condition)
        while not condition():
            self.application.processEvents()
            time.sleep(0.002)


def growth(samples: Sequence[Sample], settled: int = SETTLED) -> tuple[float, float, float]:
    """Resident memory when settled and at the end, in MiB, and the growth in per cent."""
    after = [sample.resident for sample in samples if sample.epoch >= settled]
    first, last = (statistics.median(part) for part in (after[:IN_A_MEAN], after[-IN_A_MEAN:]))
    return first, last, 100 * (last / first - 1)


def table_of(samples: Sequence[Sample]) -> Table:
    """All samples."""
    table = Table("epoch", "resident MiB", "objects", "in front")
    for sample in samples:
        row = (f"{sample.epoch:,}", f"{sample.resident:,.1f}", f"{sample.objects:,}")
        table.add_row(*row, sample.front)
    return table


def trained(epochs: int = EPOCHS) -> list[Sample]:
    """Train in a fresh home, and return what was found on the way."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        crowded = CrowdedWindow(epochs)
        crowded.train()
        crowded.close()
        return crowded.samples


def measure() -> list[Claim]:
    """How much the memory grows from epoch 100 to 1,000."""
    samples = trained()
    first, last, per_cent = growth(samples)
    return [
        Claim(
            "growth of memory from epoch 100 to 1,000, all panels open",
            per_cent,
            BOUND,
            at_least=False,
            unit="%",
            detail=f"from {first:,.0f} to {last:,.0f} MiB",
        )
    ]


if __name__ == "__main__":
    found = trained(int(sys.argv[1]) if len(sys.argv) > 1 else EPOCHS)
    Console(width=100).print(table_of(found))
    start, end, share = growth(found)
    print(f"from {start:,.1f} to {end:,.1f} MiB: {share:+.2f} %")
