"""The window while training: what it costs the training, and what training costs the window."""

from __future__ import annotations

import os
import sys
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.network.graph import Network
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from benchmarks.contender import Contender
from benchmarks.measure import Claim, in_turns, percentile
from widgets.main_window import MainWindow
from widgets.theme import apply_theme

STEPS = 400
WARM_UP = 30
"""Steps at the beginning of each turn, not timed: that buttons change is no part of the claim."""
TURNS = 15
"""Many short turns: the pace of a shared machine changes from second to second."""
RECIPE = Recipe(epochs=10_000)


class TrainingWindow:
    """A real window with curves, filters and feature maps all in sight."""

    def __init__(self, network: Network, recipe: Recipe) -> None:
        self.application = QApplication.instance() or QApplication([])
        assert isinstance(self.application, QApplication)
        apply_theme(self.application, "light")
        self.window = MainWindow()
        self.window.resize(1920, 1080)
        for panel, area in (
            ("filters", Qt.DockWidgetArea.LeftDockWidgetArea),
            ("feature_maps", Qt.DockWidgetArea.RightDockWidgetArea),
        ):
            dock = self.window.docks[panel]
            self.window.addDockWidget(area, dock)
            dock.show()
            self.window.resizeDocks([dock], [420], Qt.Orientation.Horizontal)
            self.window.resizeDocks([dock], [480], Qt.Orientation.Vertical)
        self.window.show()
        self.thread = self.window.thread_
        self.until(lambda: self.thread.dataset is not None and self.thread.snapshot is not None)
        self.train_another(network, recipe)

    def train_another(self, network: Network, recipe: Recipe) -> None:
        """Open a network, begin to train it, and pause."""
        self.stop()
        self.window.document.open(network, recipe)
        self.until(lambda: self._ready(recipe.dataset))
        self.thread.train(recipe)
        self.until(lambda: len(self.thread.events) > 5)
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

    def seconds_for_steps(self, steps: int = STEPS, warm_up: int = WARM_UP) -> float:
        """Train so many steps with the window alive and everything visible."""
        self.window.run_bar.train_wanted.emit()
        before = self._steps()
        self.until(lambda: self._steps() >= before + warm_up)
        goal = self._steps() + steps
        started = time.perf_counter()
        timer = QTimer()
        timer.setInterval(100)  # the watching itself shall cost little
        timer.timeout.connect(lambda: self._steps() >= goal and self.application.exit())
        timer.start()
        self.application.exec()
        elapsed = time.perf_counter() - started
        done = self._steps() - (goal - steps)
        self.pause()
        return elapsed * steps / done

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

    def stop(self) -> None:
        self.thread.stop()
        self.until(lambda: not self.thread.progress.busy)

    def close(self) -> None:
        self.stop()
        document = self.window.document
        document.open(document.network, document.recipe)  # nothing is to be saved
        self.window.close()

    def _ready(self, dataset: str) -> bool:
        loaded, snapshot = self.thread.dataset, self.thread.snapshot
        network = self.window.document.network
        shown = snapshot is not None and snapshot.network.computes_like(network)
        return shown and loaded is not None and loaded.name == dataset

    def _steps(self) -> int:
        return len(self.thread.events)


def measure() -> list[Claim]:
    """Images a second with the window against without, and the delay of the event loop."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        return _measure(TrainingWindow(lenet5(), RECIPE))


def _measure(live: TrainingWindow) -> list[Claim]:
    loop = Contender([sys.executable, "-m", "benchmarks.loop_alone"], STEPS)
    alone, with_window, ratio = in_turns(loop.seconds, live.seconds_for_steps, turns=TURNS)
    loop.close()
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
