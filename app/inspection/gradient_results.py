"""What the backward lens and the backprop microscope find, as plain arrays; needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values


@dataclass(frozen=True, eq=False)
class Backward:
    """The gradient of `score` at the outputs of layers, for one image.

    `gradients` have the shape of the layer's output: C×H×W, C×L or (F,), float32. `switches` say
    for each number of a max or min pooling which one of its input's channel it let through, as
    row · width + column: the gradient goes there and nowhere else (B5).
    """

    score: float
    gradients: Mapping[str, NDArray[np.float32]]
    switches: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True)
class WeightPlace:
    """One learned number: the name of its parameter ("conv1.weight") and where it lies in it."""

    parameter: str
    index: tuple[int, ...]


@dataclass(frozen=True)
class DifferenceCheck:
    """The gradient of one weight again, as (L(w + h) − L(w − h))/(2h)."""

    step: float
    loss_below: float
    loss_above: float
    difference: float
    """What the losses give for the gradient."""
    relative_error: float
    """|gradient − difference|, as a share of the larger; a corner of the loss (a ReLU or a max
    pooling that switches between w − h and w + h) makes it large."""
    text: str


@dataclass(frozen=True, eq=False)
class OneStep:
    """What one step does to the loss, and to one weight as an example of all.

    `probabilities` are N×classes. `before`, `gradient`, `seen` and `after` are of the whole
    parameter that the weight lies in: `seen` is the gradient as the optimiser gets it, with L1 and
    clipping. `norms` hold the length of the gradient of every parameter.
    """

    loss_before: float
    loss_after: float
    probabilities_before: Values
    probabilities_after: Values
    weight: WeightPlace
    before: Values
    gradient: Values
    seen: Values
    after: Values
    text: str
    """How the optimiser came from the weight before to the one after, with the numbers."""
    check: DifferenceCheck
    norms: Mapping[str, float]
