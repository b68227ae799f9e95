"""What the layers that are functions do to the numbers that come in (C1 to C4); no torch.

Arrays are those of a `LayerInside`, for one image: C×H×W, C×L or (F,).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values
from app.inspection.functions import Function, sigmoid
from app.inspection.layer_health import SATURATED_SLOPE

Array = NDArray[np.floating]


MOST_VALUES = 2**14
"""About so many values tell of all of a layer: they are looked at again at every frame."""


def thinned(maps: Array) -> Array:
    """Every k-th row and column of large maps, so that about `MOST_VALUES` are left.

    Vectors stay whole.
    """
    axes = sum(size > 1 for size in maps.shape[1:])
    if not axes or maps.size <= MOST_VALUES:
        return maps
    every = math.ceil((maps.size / MOST_VALUES) ** (1 / axes))
    return maps[:, *([slice(None, None, every)] * (maps.ndim - 1))]


class Bins(NamedTuple):
    """A histogram: `shares` of all values between each two `edges`."""

    edges: Values
    shares: Values


def bins_of(values: Array, low: float, high: float, count: int = 40) -> Bins:
    """How the finite values lie between two ends; those outside count in the last bins."""
    finite = values[np.isfinite(values)].astype(np.float64)
    counts, edges = np.histogram(np.clip(finite, low, high), bins=count, range=(low, high))
    return Bins(edges, counts / max(1, finite.size))


class Flatness(NamedTuple):
    """Shares of the inputs, 0 to 1: where the slope is nothing, and where it is small."""

    zero: float
    small: float
    """The slope is less than `SATURATED_SLOPE` of the steepest, zero included."""


def flatness(function: Function, inputs: Array) -> Flatness:
    """How many inputs lie where the function lets no gradient, or little, through."""
    slopes = np.abs(function.slope(inputs.astype(np.float64)))
    if not slopes.size:
        return Flatness(0.0, 0.0)
    steepest = float(np.abs(function.slope(np.linspace(-8, 8, 801))).max())
    small = slopes < SATURATED_SLOPE * steepest
    return Flatness(float(np.mean(slopes == 0)), float(np.mean(small)))


def dead_channels(outputs: Array) -> float:
    """The share of channels (or features) that give nothing but zeros for this image."""
    return float(np.mean(~outputs.reshape(len(outputs), -1).any(axis=1)))


def softmax_and_sigmoid(logits: Array) -> tuple[Values, Values]:
    """Both of the same logits: the first sums to 1, of the second each is a chance of its own."""
    exact = logits.astype(np.float64)
    powers = np.exp(exact - exact.max())
    return powers / powers.sum(), sigmoid(exact)


def normalised_by_its_own(
    inputs: Array, parameters: Mapping[str, Array], eps: float
) -> Values | None:
    """Batch normalisation as in training, were this image the whole batch.

    x̂ = (x − μ_B)/√(σ_B² + ε) for each channel, then γ·x̂ + β. None for a vector: the batch would
    hold a single value of each feature.
    """
    if inputs.ndim < 2:
        return None
    exact = inputs.astype(np.float64)
    axes = tuple(range(1, inputs.ndim))
    mean, variance = exact.mean(axes, keepdims=True), exact.var(axes, keepdims=True)
    found: Values = (exact - mean) / np.sqrt(variance + eps)
    shape = (-1, *(1 for _ in axes))
    if "weight" in parameters:
        found = found * parameters["weight"].reshape(shape)
    if "bias" in parameters:
        found = found + parameters["bias"].reshape(shape)
    return found


def dropout_mask(
    shape: tuple[int, ...], p: float, *, whole_channels: bool, seed: int
) -> NDArray[np.bool_]:
    """Which values stay: each, or each channel, is dropped with probability p."""
    drawn_for = (shape[0], *(1 for _ in shape[1:])) if whole_channels else shape
    kept = np.random.default_rng(seed).random(drawn_for) >= p
    return np.broadcast_to(kept, shape).copy()


def dropped_out(inputs: Array, mask: NDArray[np.bool_], p: float) -> Values:
    """What training makes of them: what stays is divided by 1 − p, so that the mean stays."""
    return np.where(mask, inputs.astype(np.float64) / (1 - p if p < 1 else 1.0), 0.0)
