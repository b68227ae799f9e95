"""Looking inside: the zoom from a card to the numbers in its maps, and a new probe image in all."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.files.torchvision_models import network_from_torchvision
from app.network.graph import Network
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain, lenet5
from app.training.recipe import Recipe
from benchmarks.canvas import frames_claim, pan_and_paint, zoom_and_paint
from benchmarks.measure import Claim, percentile, seconds
from benchmarks.window import TrainingWindow
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.theme import apply_theme

FRAMES = 90
CHANGES = 24
"""Changes to the probe image, each timed until every card in sight shows its maps."""
LONGEST_WAIT = 20.0
"""Seconds until a change that is not shown counts as lost."""


def measure() -> list[Claim]:
    """Frames a second within 64 feature maps, and how soon all maps show another image."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, "light")
    claims = _moving_in_maps(application)
    with tempfile.TemporaryDirectory() as home:
        os.environ["CONVAS_HOME"] = home
        window = TrainingWindow(lenet5(), Recipe(epochs=10_000))
        try:
            claims += _following("LeNet-5", window, 33)
            resnet = network_from_torchvision("resnet18").network
            _open(window, resnet)
            claims += _following("ResNet-18 at 224×224", window, 400)
        finally:
            window.close()
    return claims


# Zooming and panning


def _moving_in_maps(application: QApplication) -> list[Claim]:
    document = Document()
    document.open(chain("maps", [Input(3, 56, 56), Conv2d(64, 3, padding=1)]), Recipe())
    view = CanvasView(document)
    view.resize(1280, 800)
    view.show()
    application.processEvents()  # a window that is not yet exposed paints nothing
    maps = np.random.default_rng(0).normal(size=(64, 56, 56)).astype(np.float32)
    view.show_maps({"conv1": maps})
    area = view.canvas_scene.cards["conv1"].sceneBoundingRect()
    view.show_rect(area)
    view.set_zoom(
        min(view.viewport().width() / area.width(), view.viewport().height() / area.height())
    )
    view.centerOn(area.center())
    view.grab()  # pictures are made when they are first painted
    ways = [1 if frame < FRAMES // 2 else -1 for frame in range(FRAMES)]
    pans = [seconds(partial(pan_and_paint, view, 8 * way)) for way in ways]
    nearer = [1.06 if frame < FRAMES // 2 else 1 / 1.06 for frame in range(FRAMES)]
    zooms = [seconds(partial(zoom_and_paint, view, factor)) for factor in nearer]
    view.close()
    return [
        frames_claim("panning over 64 feature maps of 56×56", pans),
        frames_claim("zooming from 64 feature maps to the numbers in one", zooms),
    ]


# Another probe image


def _open(window: TrainingWindow, network: Network) -> None:
    """Open a network, untrained, and wait until it has looked at the probe image."""
    window.stop()
    window.window.document.open(network, Recipe(dataset="colour-shapes", epochs=10_000))
    window.until(lambda: _looked(window, network))


def _looked(window: TrainingWindow, network: Network) -> bool:
    snapshot = window.thread.snapshot
    return snapshot is not None and snapshot.network.computes_like(network)


def _following(name: str, window: TrainingWindow, bound: float) -> list[Claim]:
    canvas = window.window.canvas
    canvas.fit()
    canvas.set_zoom(max(canvas.zoom, 0.5))  # close enough for maps
    window.until(lambda: _all_shown(window))
    changes = _Changes(window)
    waits = changes.make()
    return [
        Claim(
            f"a change to the probe image until all {len(_in_sight(window))} cards of {name} "
            "in sight show it",
            1000 * statistics.median(waits),
            bound,
            at_least=False,
            unit="ms",
            detail=f"95 % within {1000 * percentile(waits, 0.95):.0f} ms",
        ),
        Claim(
            f"… event-loop delay meanwhile, worst ({name})",
            max(changes.delays),
            100,
            at_least=False,
            unit="ms",
            detail=f"99 % within {percentile(changes.delays, 0.99):.0f} ms",
        ),
    ]


def _all_shown(window: TrainingWindow) -> bool:
    shown = _shown(window, _in_sight(window)).values()
    return bool(shown) and all(values is not None for values in shown)


def _in_sight(window: TrainingWindow) -> list[str]:
    """The layers whose maps can be seen on the canvas."""
    canvas = window.window.canvas
    cards = canvas.canvas_scene.cards_in(canvas.visible_rect())
    return sorted({card.pictured for card in cards} - {""})


def _shown(window: TrainingWindow, layers: list[str]) -> dict[str, object]:
    """The values on the cards of these layers, None where there are none."""
    scene = window.window.canvas.canvas_scene
    shown = {}
    for layer in layers:
        card = scene.card_picturing(layer)
        shown[layer] = card.picture.values if card is not None and card.picture else None
    return shown


class _Changes:
    """Changes the noise of the probe image, each time when all maps show the last."""

    def __init__(self, window: TrainingWindow) -> None:
        self._window = window
        self._layers = _in_sight(window)
        self._waits: list[float] = []
        self._began = 0.0
        self._before: dict[str, object] = {}
        self.delays: list[float] = []
        """How late the event loop was each time, in milliseconds."""
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._look)

    def make(self) -> list[float]:
        """Seconds that each change took."""
        self._last = time.perf_counter()
        self._change()
        self._timer.start()
        self._window.application.exec()
        self._timer.stop()
        return self._waits

    def _change(self) -> None:
        self._before = _shown(self._window, self._layers)
        self._began = time.perf_counter()
        # Noise changes every map; where an image is only shifted, some might stay as they were.
        noise = self._window.window.probe_panel.changes.sliders["noise"]
        noise.setValue(noise.minimum() + (len(self._waits) % 7 + 1) * (noise.maximum() // 8))

    def _look(self) -> None:
        now = time.perf_counter()
        self.delays.append(1000 * (now - self._last) - self._timer.interval())
        self._last = now
        if now - self._began > LONGEST_WAIT:
            raise SystemExit("a change to the probe image was never shown")
        shown = _shown(self._window, self._layers)
        if any(shown[layer] is self._before.get(layer) for layer in shown):
            return
        self._waits.append(now - self._began)
        if len(self._waits) == CHANGES:
            self._window.application.exit()
        else:
            self._change()
