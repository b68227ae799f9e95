"""The lectures' letter A: sizes; here what a neuron sees, drawn on the input."""

from __future__ import annotations

import re

from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain, lenet5
from app.training.recipe import Recipe
from widgets.canvas.pixel import Pixel
from widgets.tour.eyes import go_near, read_line
from widgets.tour.scene import Scene
from widgets.tour.stage import Stage


def _expect_sight(stage: Stage, pixel: Pixel, stated: str) -> None:
    """The canvas must say that a number sees so much of the image: "14×14"."""
    words = read_line(stage, pixel)
    found = re.search(r"sees (\d+×\d+) of input", words)
    stage.expect(
        found is not None and found.group(1) == stated,
        f"the canvas says {words!r}, and not that {pixel.layer} sees {stated}",
    )


def _a13(stage: Stage) -> None:
    # Two small filters see as much as one of 5×5, three as much as one of 7×7 (A10).
    stage.open(chain("A13", [Input(1, 28, 28), *[Conv2d(2, 3, padding=1)] * 3]), Recipe())
    for layer, stated in (("conv1", "3×3"), ("conv2", "5×5"), ("conv3", "7×7")):
        go_near(stage, layer)
        _expect_sight(stage, Pixel(layer, 0, 14, 14), stated)
    stage.open(lenet5(), Recipe())
    for pixel, stated in (
        (Pixel("conv1", 0, 14, 14), "5×5"),
        (Pixel("pool1", 0, 7, 7), "6×6"),
        (Pixel("pool2", 0, 2, 2), "16×16"),
        (Pixel("conv3", 0, 0, 0), "32×32"),
        (Pixel("conv2", 0, 5, 5), "14×14"),
    ):
        go_near(stage, pixel.layer)
        _expect_sight(stage, pixel, stated)
    stage.panel("probe")
    stage.canvas.fit()
    stage.until(lambda: stage.maps_are_shown, "all maps are shown")
    stage.settle()
    _expect_sight(stage, Pixel("conv2", 0, 5, 5), "14×14")


SCENES: tuple[Scene, ...] = (Scene(("A13",), "What a neuron sees", _a13),)
