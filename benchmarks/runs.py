"""The runs panel with 200 runs: listing them, and what a frame of scrolling and filtering takes."""

from __future__ import annotations

import os
import random
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.network.patterns import lenet5
from app.training.events import EpochDone, Finished, StepDone
from app.training.recipe import Recipe
from app.training.run import new_run, runs_folder
from app.training.run_list import RunList, write_note
from benchmarks.measure import Claim, percentile, seconds
from widgets.panels.runs_panel import RunsPanel
from widgets.theme import apply_theme

RUNS = 200
EPOCHS, STEPS_PER_EPOCH = 12, 125
FRAMES = 120
SIZE = (1_900, 420)
"""Of the panel, in pixels: the lower third of a full screen."""


def make_runs(root: Path, count: int = RUNS) -> None:
    """Runs as LeNet-5 on the digits leaves them, but for the weights."""
    chosen = random.Random(1)
    for number in range(count):
        recipe = Recipe(
            dataset=chosen.choice(("mnist", "fashion-mnist", "colour-shapes")),
            optimizer=chosen.choice(("sgd", "adam", "nesterov")),
            learning_rate=10 ** chosen.uniform(-4, -1),
            seed=number,
        )
        name = chosen.choice(("lenet-5", "plain-20", "vgg"))
        run = new_run(root, replace(lenet5(), name=name), recipe)
        epochs = chosen.randint(0, EPOCHS)
        step = 0
        for epoch in range(1, epochs + 1):
            for _ in range(STEPS_PER_EPOCH):
                step += 1
                run.append(StepDone(step, epoch, 2.3 / step, 1 - 0.9 / step))
            good = 1 - chosen.uniform(0.02, 0.9) / epoch
            run.append(EpochDone(epoch, step, 0.3, good, 0.4 / epoch, good, 1.3))
        if epochs == EPOCHS:
            run.append(Finished(step, epochs))
        run.close()
        if number % 9 == 0:
            write_note(run.folder, f"attempt {number} with a smaller learning rate")


class Frames:
    """The panel in a window; each frame is timed with its painting."""

    def __init__(self) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        self.application = application
        apply_theme(application, "light")
        self.panel = RunsPanel()
        self.panel.resize(*SIZE)
        self.panel.show()
        while len(self.panel.model.runs) < RUNS:
            application.processEvents()
            time.sleep(0.001)

    def scrolling(self) -> list[float]:
        """Milliseconds of frames while the wheel goes down and up, three rows at a time."""
        bar = self.panel.table.verticalScrollBar()
        half = [min(bar.maximum(), 3 * at) for at in range(FRAMES // 2)]
        places = [*half, *reversed(half)]
        return [self._frame(lambda place=place: bar.setValue(place)) for place in places]

    def filtering(self) -> list[float]:
        """Milliseconds from a key in the filter until the table is painted."""
        words = ("m", "mn", "mnist", "mnist s", "mnist sgd", "mnist", "", "attempt", "vgg ad", "")
        return [
            self._frame(lambda text=text: self.panel.filter.setText(text))
            for _ in range(FRAMES // len(words))
            for text in words
        ]

    def _frame(self, change: object) -> float:
        assert callable(change)
        started = time.perf_counter()
        change()
        self.application.processEvents()
        return 1000 * (time.perf_counter() - started)

    def close(self) -> None:
        self.panel.close()


def measure() -> list[Claim]:
    """Reading 200 runs, at first and again, and frames of the table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        make_runs(runs_folder())
        runs = RunList(runs_folder())
        first = 1000 * seconds(lambda: list(runs.read()))
        again = 1000 * min(seconds(lambda: list(runs.read())) for _ in range(5))
        frames = Frames()
        scrolling, filtering = frames.scrolling(), frames.filtering()
        frames.close()
    return [
        Claim(
            f"{RUNS} runs listed: frame while scrolling, 99th percentile",
            percentile(scrolling, 0.99),
            16,
            at_least=False,
            unit="ms",
            detail=f"median {percentile(scrolling, 0.5):.1f} ms",
        ),
        Claim(
            "… from a key in the filter to the painted table, 95th percentile",
            percentile(filtering, 0.95),
            16,
            at_least=False,
            unit="ms",
            detail=f"median {percentile(filtering, 0.5):.1f} ms",
        ),
        Claim(
            "… read from the disk, beside the window",
            first,
            1_000,
            at_least=False,
            unit="ms",
            detail=f"{again:.0f} ms when nothing has changed",
        ),
    ]
