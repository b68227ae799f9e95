"""The window while training: what it costs the training, and what training costs the window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.training.recipe import Recipe
from benchmarks.measure import Claim, in_turns, percentile
from widgets.main_window import MainWindow
from widgets.theme import apply_theme

STEPS = 1_000
RECIPE = Recipe(epochs=10_000)


class TrainingWindow:
    """A real window with curves, filters and feature maps all in sight."""

    def __init__(self) -> None:
        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        apply_theme(self.application, "light")
        self.window = MainWindow()
        self.window.resize(1920, 1080)
        docks = self.window.docks
        for left, right in (("curves", "filters"), ("filters", "feature_maps")):
            self.window.splitDockWidget(docks[left], docks[right], Qt.Orientation.Horizontal)
        self.window.show()
        self.thread = self.window.thread_
        self.until(lambda: self.thread.dataset is not None and self.thread.snapshot is not None)
        self.window.document.set_recipe(RECIPE)
        self.thread.train(RECIPE)
        self.until(lambda: len(self.thread.events) > 50)
        self.pause()

    def until(self, condition: object) -> None:
        """Let the window live until the condition holds."""
        assert callable(condition)
        while not condition():
            self.application.processEvents()
            time.sleep(0.001)

    def pause(self) -> None:
        self.thread.pause()
        self.until(lambda: self.thread.progress.state == "paused")

    def seconds_for_steps(self) -> float:
        """Train STEPS steps with the window alive and everything visible."""
        goal = self._steps() + STEPS
        self.window.run_bar.train_wanted.emit()
        started = time.perf_counter()
        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(lambda: self._steps() >= goal and self.application.exit())
        timer.start()
        self.application.exec()
        elapsed = time.perf_counter() - started
        done = self._steps() - (goal - STEPS)
        self.pause()
        return elapsed * STEPS / done

    def delays(self, duration: float) -> list[float]:
        """How late the event loop is, in milliseconds, asked every 2 ms while training."""
        found: list[float] = []
        self.window.run_bar.train_wanted.emit()
        self.until(lambda: self.thread.progress.state == "training")
        last = [time.perf_counter()]

        def tick() -> None:
            now = time.perf_counter()
            found.append(1000 * (now - last[0]) - timer.interval())
            last[0] = now

        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(2)
        timer.timeout.connect(tick)
        timer.start()
        QTimer.singleShot(round(1000 * duration), self.application.exit)
        self.application.exec()
        self.pause()
        return found

    def close(self) -> None:
        self.thread.stop()
        self.until(lambda: not self.thread.progress.busy)
        document = self.window.document
        document.open(document.network, document.recipe)  # nothing is to be saved
        self.window.close()

    def _steps(self) -> int:
        return len(self.thread.events)


def measure() -> list[Claim]:
    """Images a second with the window against without, and the delay of the event loop."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        return _measure(TrainingWindow())


ALONE = """
import itertools, time
from app.data.catalogue import load
from app.network.patterns import lenet5
from app.training.events import StepDone
from app.training.trainer import Trainer
from benchmarks.window import RECIPE, STEPS
events = Trainer(lenet5(), RECIPE, load("mnist")).events()
steps = (event for event in events if isinstance(event, StepDone))
next(itertools.islice(steps, 60, None))
started = time.perf_counter()
next(itertools.islice(steps, STEPS - 1, None))
print(time.perf_counter() - started)
"""


def seconds_alone() -> float:
    """STEPS steps in a process of their own, in which no window ever was."""
    command = [sys.executable, "-c", ALONE]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _measure(live: TrainingWindow) -> list[Claim]:
    alone, with_window, ratio = in_turns(seconds_alone, live.seconds_for_steps)
    delays = live.delays(15.0)
    live.close()
    images = STEPS * RECIPE.batch_size
    return [
        Claim(
            "training with the window open against without",
            ratio,
            0.9,
            at_least=True,
            detail=f"{images / with_window:,.0f} against {images / alone:,.0f} images/s",
        ),
        Claim(
            "event-loop delay while training, 99th percentile",
            percentile(delays, 0.99),
            16,
            at_least=False,
            unit="ms",
        ),
        Claim("… worst", max(delays), 100, at_least=False, unit="ms"),
    ]
