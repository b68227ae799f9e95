"""Drawing the probe image while training: how many pictures a second all views show of it."""

from __future__ import annotations

import math
import os
import tempfile
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.data.probe_changes import ProbeChanges, changed_image
from app.network.patterns import lenet5
from benchmarks.measure import Claim, seconds
from benchmarks.window import RECIPE, TrainingWindow

DRAWN_SECONDS = 10.0
STROKE_SECONDS = 1.0
"""After so long the pad is wiped, so that every movement changes the picture."""
MOUSE_MS = 8
"""A usual mouse tells its place 125 times a second."""
TURNS = 20


class _Hand:
    """Draws loops on the pad, and counts the pictures that canvas and predictions have shown."""

    def __init__(self, live: TrainingWindow) -> None:
        self._live = live
        self._pad = live.window.probe_panel.draw.pad
        self._seen: dict[str, set[int]] = {"published": set(), "shown": set()}
        self._began = self._wiped = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(MOUSE_MS)
        self._timer.timeout.connect(self._move)

    def draw(self) -> tuple[float, float]:
        """Pictures a second that the thread has published, and that the canvas has shown."""
        canvas = self._live.window.canvas
        show = canvas.show_maps

        def note(maps: object) -> None:
            assert isinstance(maps, dict)
            self._note("shown", maps.get("input"))
            show(maps)

        canvas.show_maps = note  # type: ignore[method-assign]
        self._mouse(QEvent.Type.MouseButtonPress)
        self._began = self._wiped = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(round(1000 * DRAWN_SECONDS), self._live.application.exit)
        self._live.application.exec()
        self._timer.stop()
        self._mouse(QEvent.Type.MouseButtonRelease)
        canvas.show_maps = show  # type: ignore[method-assign]
        elapsed = time.perf_counter() - self._began
        return len(self._seen["published"]) / elapsed, len(self._seen["shown"]) / elapsed

    def _mouse(self, kind: QEvent.Type) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        place = self._place()
        on_screen = QPointF(self._pad.mapToGlobal(place))
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
        QApplication.sendEvent(self._pad, QMouseEvent(kind, place, on_screen, button, left, none))

    def _place(self) -> QPointF:
        at = 2.5 * (time.perf_counter() - self._began)
        return self._pad.place(14 + 10 * math.sin(3 * at), 14 + 10 * math.cos(2.3 * at))

    def _move(self) -> None:
        snapshot = self._live.thread.snapshot
        self._note("published", snapshot.feature_maps.get("input") if snapshot else None)
        if time.perf_counter() - self._wiped > STROKE_SECONDS:
            self._wiped = time.perf_counter()
            self._pad.clear()
            self._mouse(QEvent.Type.MouseButtonPress)
        self._mouse(QEvent.Type.MouseMove)

    def _note(self, kind: str, image: np.ndarray | None) -> None:
        if image is not None:
            self._seen[kind].add(hash(image.tobytes()))


def measure() -> list[Claim]:
    """Pictures a second while LeNet-5 trains, and what a change to an image takes."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        live = TrainingWindow(lenet5(), RECIPE)
        try:
            return [_drawing(live), *_changing()]
        finally:
            live.close()


def _drawing(live: TrainingWindow) -> Claim:
    live.window.docks.raise_("probe")
    live.window.probe_panel.tabs.setCurrentIndex(1)
    live.window.run_bar.train_wanted.emit()
    live.until(lambda: live.thread.progress.state == "training")
    before, began = len(live.thread.events), time.perf_counter()
    published, shown = _Hand(live).draw()
    steps = (len(live.thread.events) - before) / (time.perf_counter() - began)
    live.pause()
    QApplication.processEvents()
    return Claim(
        "a drawing followed by all views while LeNet-5 trains",
        shown,
        15,
        at_least=True,
        unit="pictures/s",
        detail=f"{published:.0f} computed/s, {steps * RECIPE.batch_size:,.0f} images/s trained",
    )


def _changing() -> list[Claim]:
    changes = ProbeChanges(3, -2, 20.0, 1.2, 1.1, 0.8, 20)
    claims = []
    for side in (28, 64):
        image = np.random.default_rng(0).integers(0, 256, (3, side, side), np.uint8)
        times = [seconds(lambda image=image: changed_image(image, changes)) for _ in range(TURNS)]
        claims.append(
            Claim(
                f"all changes to an image of 3×{side}×{side}",
                1000 * sorted(times)[TURNS // 2],
                16,
                at_least=False,
                unit="ms",
            )
        )
    return claims
