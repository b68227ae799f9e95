"""The lectures' letter C: the functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import Qt

from app.network.gallery import gallery_entry
from app.network.layer import Layer
from app.network.layers.activation import ELU, LeakyReLU, ReLU, Sigmoid, Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.canvas.pixel import Pixel
from widgets.functions.panel import FunctionsPanel
from widgets.tour.eyes import expect_shape, go_near, is_shown_as, number, numbers, open_lens
from widgets.tour.scene import Scene
from widgets.tour.stage import Stage

_QUICK = Recipe(epochs=1, batch_size=200)
Function = Callable[[float], tuple[float, float]]
"""A value and the slope there."""


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


_FUNCTIONS: dict[str, Function] = {
    "sigmoid": lambda x: (_sigmoid(x), _sigmoid(x) * (1 - _sigmoid(x))),
    "tanh": lambda x: (math.tanh(x), 1 - math.tanh(x) ** 2),
    "relu": lambda x: (max(0.0, x), float(x > 0)),
    "leaky": lambda x: (x, 1.0) if x > 0 else (0.1 * x, 0.1),
    "elu": lambda x: (x, 1.0) if x > 0 else (math.exp(x) - 1, math.exp(x)),
}
"""As the lectures write them."""


def _functions(stage: Stage) -> FunctionsPanel:
    """Bring the Functions panel to the front."""
    return stage.show(FunctionsPanel, "functions")


_KINDS: dict[str, Layer] = {
    "sigmoid": Sigmoid(),
    "tanh": Tanh(),
    "relu": ReLU(),
    "leaky": LeakyReLU(0.1),
    "elu": ELU(),
}


def _c1(stage: Stage) -> None:
    parts = [each for kind in _KINDS.values() for each in (Conv2d(6, 5), kind)]
    stage.open(chain("C1", [Input(1, 28, 28), *parts, Flatten(), Linear(10)]), _QUICK)
    _train(stage, batches=12)
    panel = _functions(stage)
    for name in _KINDS:
        _expect_curve(stage, panel, name)
    stage.choose(panel.choice, _entry_of(panel, "Tanh"))
    stage.until(lambda: bool(panel.note.text()), "tanh is told of again")
    x, value, _ = panel.activation.plot.drawn
    stretched = [2 * _sigmoid(2 * float(at)) - 1 for at in x]
    stage.expect(bool(np.allclose(value, stretched, atol=1e-5)), "tanh(x) = 2σ(2x) − 1")
    _expect_counted(stage, "Saturated", ("Sigmoid", "Tanh"))
    _expect_counted(stage, "Dead", ("ReLU",))
    stage.picture("C1-dead-and-saturated")
    stage.panel("functions")


def _expect_curve(stage: Stage, panel: FunctionsPanel, name: str) -> None:
    """The curve of a function with its slope must be drawn as the lecture writes it."""
    stage.choose(panel.choice, _entry_of(panel, _KINDS[name].kind))
    stage.until(lambda: bool(panel.note.text()), f"{name} is told of")
    for x, *shown in zip(*panel.activation.plot.drawn, strict=True):
        value, slope = _FUNCTIONS[name](float(x))
        right = abs(shown[0] - value) < 1e-5 and (abs(x) < 1e-6 or abs(shown[1] - slope) < 1e-5)
        stage.expect(right, f"{name} is drawn at {x} as {shown}, and not {(value, slope)}")
    said = panel.note.text()
    stage.expect("saturated" in said and "give nothing" in said, f"of {name} it says {said}")


def _expect_counted(stage: Stage, column: str, kinds: Sequence[str]) -> None:
    """The table of the layers' health must count what is dead or saturated, as a share."""
    stage.panel("layer_health")
    model = stage.window.layer_health.model
    wanted = {name for name, layer in stage.document.network.layers.items() if layer.kind in kinds}

    def counted() -> set[str]:
        heads = [
            str(model.headerData(at, Qt.Orientation.Horizontal)).strip()
            for at in range(model.columnCount())
        ]
        at = heads.index(column)
        return {
            model.data(model.index(row, 0))
            for row in range(model.rowCount())
            if "%" in (model.data(model.index(row, at)) or "")
        }

    stage.until(lambda: wanted <= counted(), f"{column} is counted of {wanted}", patience=20.0)


def _entry_of(panel: FunctionsPanel, kind: str) -> str:
    texts = [panel.choice.itemText(row) for row in range(panel.choice.count())]
    return next(text for text in texts if text.endswith(f"· {kind}"))


def _train(stage: Stage, batches: int) -> None:
    """Press Train, and pause after so many batches."""
    stage.key(stage.window, Qt.Key.Key_F5)
    stage.trains_until(lambda: len(stage.thread.events) >= batches, "some batches are learned")
    stage.key(stage.window, Qt.Key.Key_F5)
    stage.until(lambda: stage.window.run_bar.shown.state == "paused", "training is paused")
    stage.settle()


def _c2(stage: Stage) -> None:
    layers = [Input(1, 28, 28), Conv2d(8, 5), ReLU(), MaxPool2d(), Flatten(), Linear(10)]
    stage.open(chain("C2", layers), _QUICK)
    _train(stage, batches=10)
    panel = _functions(stage)
    stage.choose(panel.choice, "softmax and sigmoid of fc1")
    stage.until(lambda: bool(panel.softmax.titles[0].text()), "softmax is told of")
    one, other = (number(title.text()) for title in panel.softmax.titles)
    stage.expect(one == 1, f"softmax sums to {one}, and not to 1")
    stage.expect(not is_shown_as(other, 1), f"the sigmoids sum to {other}")


def _c3(stage: Stage) -> None:
    layers = [Input(1, 28, 28), Conv2d(4, 5), BatchNorm2d(), ReLU(), Flatten(), Linear(10)]
    stage.open(chain("C3", layers), _QUICK)
    _train(stage, batches=6)
    panel = _functions(stage)
    stage.choose(panel.choice, _entry_of(panel, "BatchNorm2d"))
    stage.until(lambda: "in training" in panel.note.text(), "batch normalisation is told of")
    said = panel.note.text()
    mean, deviation = numbers(said[said.index("in training") :])[:2]
    # γ and β have hardly learned anything yet.
    stage.expect(
        abs(mean) < 0.05 and abs(deviation - 1) < 0.1,
        f"normalised by its own, the mean is {mean} and the deviation {deviation}",
    )
    go_near(stage, "bn1")
    lens = open_lens(stage, Pixel("bn1", 1, 12, 12))
    formula = lens.picture.accessibleDescription()
    left, right = formula.split("; ")
    x, mean, variance = numbers(left.split("=")[0])[:3]
    eps = 1e-5
    normalised = number(left.split("=")[1])
    stated = (x - mean * (-1 if "+" in left.split(")")[0] else 1)) / math.sqrt(variance + eps)
    stage.expect(abs(normalised - stated) < 0.01 * max(1, abs(stated)), f"{formula}: x̂ is {stated}")
    stage.expect(bool(right), "γ·x̂ + β is told")


def _c4(stage: Stage) -> None:
    layers = [Input(1, 28, 28), Conv2d(8, 5), ReLU(), MaxPool2d(), Flatten(), Dropout(0.5)]
    stage.open(chain("C4", [*layers, Linear(10)]), _QUICK)
    panel = _functions(stage)
    stage.choose(panel.choice, _entry_of(panel, "Dropout"))
    stage.until(lambda: "identity" in panel.note.text(), "dropout is told of")
    masks = []
    for _mask in range(3):
        came, mask, trained, tested = (pane.values for pane in panel.dropout.picture.panes)
        stage.expect(np.array_equal(came, tested), "when testing nothing is dropped")
        stage.expect(np.allclose(trained, 2 * came * mask), "what is kept counts twice in training")
        share = number(panel.note.text().partition("drops ")[2]) / 100
        stage.expect(abs(share - 0.5) < 0.06, f"p = 0.5 drops {share}")
        masks.append(mask)
        stage.click(panel.dropout.button)
        stage.settle()
    stage.expect(not np.array_equal(masks[0], masks[1]), "another mask is another")


def _c5(stage: Stage) -> None:
    entry = gallery_entry("alexnet")
    stage.open(entry.build(), Recipe(**entry.recipe))
    expect_shape(stage, "norm1", "96×27×27")
    expect_shape(stage, "norm2", "256×13×13")
    stage.panel("feature_maps")
    go_near(stage, "norm1")
    lens = open_lens(stage, Pixel("norm1", 10, 13, 13))
    formula = lens.picture.accessibleDescription()
    x, k, alpha, size, squares, beta, value = numbers(formula)[:7]
    stage.expect(
        (k, alpha, size, beta) == (2, 5e-4, 5, 0.75), f"AlexNet's numbers are in {formula}"
    )
    stated = x / (k + alpha / size * squares) ** beta
    stage.expect(is_shown_as(value, stated), f"{formula}: it is {stated}")


SCENES: tuple[Scene, ...] = (
    Scene(("C1",), "Activations and their slopes", _c1),
    Scene(("C2",), "Softmax against sigmoid", _c2),
    Scene(("C3",), "Batch normalisation", _c3),
    Scene(("C4",), "Dropout masks", _c4),
    Scene(("C5",), "Local response normalisation", _c5),
)
