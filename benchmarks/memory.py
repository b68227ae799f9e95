"""The memory of the window over 1,000 epochs of a tiny network, with every panel open.

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
from collections.abc import Sequence
from dataclasses import dataclass
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
"""Epochs between two samples; at each, another panel comes to the front."""
TURNS = 2
"""So often every panel comes to the front before growth is counted, over all `EPOCHS` from then.

What a panel costs once is no growth, and panels are made when they are first seen: Explanation
alone loads Captum, which brings matplotlib along, 32 MiB together. That may take longer than the
first turn; in the second there is all that it draws with. Counted in turns and not in epochs, the
beginning comes after the last panel, however many there are.
"""
IN_A_MEAN = 5
"""Samples whose median stands for the beginning and for the end: what is allocated flutters."""
BOUND = 5.0
TINY = Recipe(
    batch_size=16,
    epochs=100 * EPOCHS,
    learning_rate=0.0003,
    schedule="constant",
    changes=DataChanges(subset=64),
)
"""Four batches an epoch; it is ended from outside."""


@dataclass(frozen=True)
class Sample:
    """What was found after an epoch: resident memory in MiB, objects that Python tracks."""

    epoch: int
    resident: float
    objects: int
    front: str


@dataclass(frozen=True)
class Growth:
    """Resident memory in MiB at the first epoch that counts and at the last."""

    first_epoch: int
    last_epoch: int
    first: float
    last: float

    @property
    def per_cent(self) -> float:
        return 100 * (self.last / self.first - 1)


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
        self.window.document.open(tiny_network(), TINY)
        self._until(lambda: thread.dataset is not None and len(thread.dataset.train) == 64)
        self._panels = self._opened()
        self._fronts = cycle(self._panels)
        self.samples: list[Sample] = []
        self._front = ""
        self._epochs = epochs

    def train(self) -> None:
        """Train with the window alive until all epochs are counted; sampled every so many."""
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
        after = counted(self.samples, len(self._panels))
        if after and after[-1].epoch - after[0].epoch >= self._epochs:
            self.application.exit()

    def _take_sample(self, epoch: int) -> None:
        gc.collect()
        objects = len(gc.get_objects())
        self.samples.append(Sample(epoch, resident_mebibytes(), objects, self._front))

    def _opened(self) -> list[QDockWidget]:
        """All docks, open."""
        docks = self.window.findChildren(QDockWidget)
        for dock in docks:
            dock.show()
        self.application.processEvents()
        return docks

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


def counted(samples: Sequence[Sample], panels: int) -> Sequence[Sample]:
    """The samples since each of the panels has had its turns: one sample is taken in each."""
    return samples[TURNS * panels :]


def growth(samples: Sequence[Sample]) -> Growth:
    """How much memory grew since every panel has been drawn."""
    after = counted(samples, len({sample.front for sample in samples}))
    middles = (after[:IN_A_MEAN], after[-IN_A_MEAN:])
    first, last = (statistics.median(sample.resident for sample in part) for part in middles)
    return Growth(after[0].epoch, after[-1].epoch, first, last)


def table_of(samples: Sequence[Sample]) -> Table:
    """All samples."""
    table = Table("epoch", "resident MiB", "objects", "in front")
    for sample in samples:
        row = (f"{sample.epoch:,}", f"{sample.resident:,.1f}", f"{sample.objects:,}")
        table.add_row(*row, sample.front)
    return table


def trained(epochs: int = EPOCHS) -> list[Sample]:
    """Train in a fresh home, `epochs` of them counted, and return what was found on the way."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        crowded = CrowdedWindow(epochs)
        crowded.train()
        crowded.close()
        return crowded.samples


def measure() -> list[Claim]:
    """How much the memory grows over 1,000 epochs once all panels have been drawn."""
    found = growth(trained())
    return [
        Claim(
            "growth of memory over 1,000 epochs, all panels open and drawn",
            found.per_cent,
            BOUND,
            at_least=False,
            unit="%",
            detail=f"from {found.first:,.0f} to {found.last:,.0f} MiB, "
            f"epoch {found.first_epoch:,} to {found.last_epoch:,}",
        )
    ]


if __name__ == "__main__":
    taken = trained(int(sys.argv[1]) if len(sys.argv) > 1 else EPOCHS)
    Console(width=100).print(table_of(taken))
    result = growth(taken)
    epochs = f"epoch {result.first_epoch:,} to {result.last_epoch:,}"
    print(f"{epochs}: from {result.first:,.1f} to {result.last:,.1f} MiB, {result.per_cent:+.2f} %")
