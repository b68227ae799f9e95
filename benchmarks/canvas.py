"""Panning and zooming a canvas of 300 and of 1,000 layers, every card with feature maps."""

from __future__ import annotations

import os
import statistics
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from benchmarks.measure import Claim, percentile, seconds
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.theme import apply_theme

FRAMES = 120


def measure() -> list[Claim]:
    """Frames a second while everything moves, at three zooms."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    apply_theme(application, "light")
    return [claim for count in (300, 1_000) for claim in _moving(application, count)]


def _moving(application: QApplication, count: int) -> list[Claim]:
    layers: list[Layer] = [Input(3, 32, 32)]
    while len(layers) < count:
        layers += [Conv2d(16, 3, padding=1), BatchNorm2d(), ReLU()]
    document = Document()
    network = chain("wide", layers[:count])
    document.open(network, Recipe())
    view = CanvasView(document)
    view.resize(1280, 800)
    view.show()
    application.processEvents()  # a window that is not yet exposed paints nothing
    rng = np.random.default_rng(0)
    maps = {name: rng.random((16, 32, 32), dtype=np.float32) for name in network.layers}
    view.show_maps(maps)
    claims = []
    for words, zoom in (("all in sight", None), ("at half size", 0.5), ("at full size", 1.0)):
        view.fit()
        if zoom is not None:
            view.zoom_by(zoom / view.transform().m11())
        view.grab()
        there_and_back = [1 if frame < FRAMES // 2 else -1 for frame in range(FRAMES)]
        pans = [seconds(partial(pan_and_paint, view, 12 * way)) for way in there_and_back]
        claims.append(frames_claim(f"panning {count:,} layers {words}", pans))
    view.fit()
    zooms = [seconds(partial(zoom_and_paint, view, 1.04**way)) for way in there_and_back]
    claims.append(frames_claim(f"zooming {count:,} layers from all to a few", zooms))
    view.close()
    return claims


def frames_claim(subject: str, frames: list[float]) -> Claim:
    """At least 30 frames a second, of frames that took so many seconds each."""
    slow = percentile(frames, 0.95)
    return Claim(
        subject,
        1 / statistics.median(frames),
        30,
        at_least=True,
        unit="frames/s",
        detail=f"95 % within {1000 * slow:.0f} ms",
    )


def zoom_and_paint(view: CanvasView, factor: float) -> None:
    """One frame of zooming."""
    view.zoom_by(factor)
    view.viewport().repaint()


def pan_and_paint(view: CanvasView, step: int) -> None:
    """One frame of panning."""
    view.pan_by(QPointF(step, 0))
    view.viewport().repaint()
