"""The arithmetic of layers without a window: dense, normalisation, activation, merging. See `lens`.

`maps` are the input as float C×H×W.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values, factor, joined, number, product_sum
from app.inspection.functions import function_of
from app.inspection.lens_results import (
    Copied,
    FunctionValue,
    Merged,
    Normalised,
    Patch,
    ResponseNormalised,
    SoftmaxShare,
    Unit,
    WeightedSum,
)
from app.language import tr
from app.network.arithmetic import Shape
from app.network.layer import Layer
from app.network.layers.activation import PReLU
from app.network.layers.channels import PadChannels
from app.network.layers.merge import Add, Multiply
from app.network.layers.normalisation import (
    BatchNorm1d,
    BatchNorm2d,
    Dropout,
    Dropout2d,
    GroupNorm,
    InstanceNorm2d,
    LayerNorm,
    LocalResponseNorm,
)
from app.network.layers.shape import ZeroPad2d

Array = NDArray[np.floating]
Weights = Mapping[str, Array]


def dense(maps: Array, weights: Weights, unit: Unit) -> WeightedSum:
    """One unit of a dense layer: all inputs, as F×1×1, by its weights."""
    inputs = maps.astype(np.float64)
    row = np.asarray(weights["weight"][unit.channel], np.float64)[:, None, None]
    bias = float(weights["bias"][unit.channel]) if "bias" in weights else None
    only = np.zeros(1, np.intp)
    inside = np.ones((1, 1), np.bool_)
    patch = Patch(inputs, range(len(inputs)), only, only, only, only, inside)
    total = float((row * inputs).sum()) + (bias or 0.0)
    return WeightedSum(unit, total, product_sum(row, inputs, bias, total), patch, row, bias)


def batch_normalised(
    layer: BatchNorm1d | BatchNorm2d, maps: Array, weights: Weights, unit: Unit
) -> Normalised:
    """As when testing: with the running mean and variance of the channel (C3)."""
    mean, variance = (float(weights[key][unit.channel]) for key in ("running_mean", "running_var"))
    learned = _learned(weights, (unit.channel,))
    return _normalised(unit, float(maps[unit]), mean, variance, layer.eps, learned, 0)


def normalised(
    layer: LayerNorm | GroupNorm | InstanceNorm2d, maps: Array, weights: Weights, unit: Unit
) -> Normalised:
    """With the mean and the variance of this image: all of it, a group of channels, or one."""
    together = maps
    learned: tuple[int, ...] = (unit.channel,)
    if isinstance(layer, LayerNorm):
        learned = tuple(unit)
    elif isinstance(layer, GroupNorm):
        group = len(maps) // layer.num_groups
        first = unit.channel // group * group
        together = maps[first : first + group]
    else:
        together = maps[unit.channel]
    mean, variance = float(together.mean(dtype=np.float64)), float(together.var(dtype=np.float64))
    scale_shift = _learned(weights, learned)
    return _normalised(
        unit, float(maps[unit]), mean, variance, layer.eps, scale_shift, together.size
    )


def _learned(weights: Weights, at: tuple[int, ...]) -> tuple[float, float] | None:
    """Scale and shift, γ and β. Those of a layer norm have the shape of its input."""
    if "weight" not in weights:
        return None
    found = []
    for key in ("weight", "bias"):
        array = weights[key]
        place = at if len(at) == 1 else _place(at, array.shape)
        found.append(float(array[place]))
    return found[0], found[1]


def _place(unit: Sequence[int], shape: Shape) -> tuple[int, ...]:
    """A unit as an index into an array of the layer's own shape."""
    channel, row, column = unit
    return {1: (channel,), 2: (channel, column), 3: (channel, row, column)}[len(shape)]


def _normalised(
    unit: Unit,
    x: float,
    mean: float,
    variance: float,
    eps: float,
    learned: tuple[float, float] | None,
    count: int,
) -> Normalised:
    under = variance + eps
    found = (x - mean) / (math.nan if under < 0 else math.sqrt(under))  # as torch has it
    text = f"({joined([number(x), number(-mean)])})/√({number(variance)} + {number(eps)})"
    text += f" = {number(found)}"
    if learned is None:
        return Normalised(unit, found, text, x, mean, variance, eps, found, None, None, count)
    scale, shift = learned
    value = scale * found + shift
    scaled = joined([f"{number(scale)}·{factor(found)}", number(shift)])
    text += f"; {scaled} = {number(value)}"
    return Normalised(unit, value, text, x, mean, variance, eps, found, scale, shift, count)


def response_normalised(layer: LocalResponseNorm, maps: Array, unit: Unit) -> ResponseNormalised:
    """As in AlexNet (C5); channels beyond the first and the last count as zero."""
    first = unit.channel - layer.size // 2
    channels = range(max(0, first), min(len(maps), first + layer.size))
    neighbours = maps[channels.start : channels.stop, unit.row, unit.column].astype(np.float64)
    squares, x = float((neighbours**2).sum()), float(maps[unit])
    divisor = float(np.power(layer.k + layer.alpha / layer.size * squares, layer.beta))
    value = x / divisor
    text = (
        f"{number(x)}/({number(layer.k)} + {number(layer.alpha)}/{layer.size}·{number(squares)})"
        f"^{number(layer.beta)} = {number(value)}"
    )
    return ResponseNormalised(unit, value, text, x, channels, neighbours, divisor)


def function_value(layer: Layer, maps: Array, weights: Weights, unit: Unit) -> FunctionValue:
    """An activation of one number (C1)."""
    x = float(maps[unit])
    learned = None
    if isinstance(layer, PReLU) and "weight" in weights:
        slopes = weights["weight"]
        learned = float(slopes[unit.channel if len(slopes) > 1 else 0])
    function = function_of(layer, learned)
    assert function is not None
    value, slope = (float(curve(np.array(x))) for curve in (function.value, function.slope))
    return FunctionValue(unit, value, f"{function.text(x)} = {number(value)}", x, slope)


_LARGEST_EXPONENT = 50.0


def softmax_share(maps: Array, unit: Unit) -> SoftmaxShare:
    """All exponentials and their sum (C2): over a vector, or over the channels at a position."""
    logits = maps[:, unit.row, unit.column].astype(np.float64)
    largest = float(logits.max())
    # Too large an exponential is infinite; and all of a small row would be zero.
    subtracted = largest if abs(largest) > _LARGEST_EXPONENT else 0.0
    exponentials: Values = np.exp(logits - subtracted)
    total = float(exponentials.sum())
    value = float(exponentials[unit.channel]) / total
    mine = _exponential(logits[unit.channel], subtracted)
    shown = [_exponential(z, subtracted) for z in logits[:3]]
    if len(logits) > 4:
        shown.append("…")
    if len(logits) > 3:
        shown.append(_exponential(logits[-1], subtracted))
    text = f"{mine}/({' + '.join(shown)}) = {number(exponentials[unit.channel])}"
    text += f"/{number(total)} = {number(value)}"
    return SoftmaxShare(unit, value, text, logits, exponentials, total, subtracted)


def _exponential(logit: float, subtracted: float) -> str:
    if subtracted:
        return f"e^({joined([number(logit), number(-subtracted)])})"
    return f"e^{factor(logit)}"


def dropped_out(layer: Dropout | Dropout2d, maps: Array, unit: Unit) -> Copied:
    """As when testing, where nothing is dropped (C4)."""
    x = float(maps[unit])
    text = tr("testing drops nothing: {x}", x=number(x))
    if 0 < layer.p < 1:
        up = f"{number(x)}/(1 − {number(layer.p)}) = {number(x / (1 - layer.p))}"
        text += tr(
            "; training makes it 0 with probability {p}, and else {up}", p=number(layer.p), up=up
        )
    return Copied(unit, x, text, unit)


def merged(layer: Add | Multiply, inputs: Sequence[Array], unit: Unit) -> Merged:
    """One number from each wire; a value for each channel serves all its positions."""
    sources = tuple(unit if maps.shape[1:] != (1, 1) else Unit(unit.channel) for maps in inputs)
    values = tuple(float(maps[at]) for maps, at in zip(inputs, sources, strict=True))
    if isinstance(layer, Add):
        value, text = math.fsum(values), joined([number(x) for x in values])
    else:
        value = math.prod(values)
        text = "·".join([number(values[0]), *map(factor, values[1:])])
    return Merged(unit, value, f"{text} = {number(value)}", sources, values)


def concatenated(inputs: Sequence[Array], unit: Unit) -> Copied:
    """The wire that this channel comes from, and its channel there."""
    channel = unit.channel
    for wire, maps in enumerate(inputs):
        if channel < len(maps):
            source = Unit(channel, unit.row, unit.column)
            value = float(maps[source])
            text = tr(
                "channel {channel} of input {wire}: {value}",
                channel=channel,
                wire=wire + 1,
                value=number(value),
            )
            return Copied(unit, value, text, source, wire)
        channel -= len(maps)
    raise AssertionError("the unit lies within the channels of the inputs")


def laid_out(maps: Array, output: Shape, unit: Unit) -> Copied:
    """Flatten and Reshape: the same values, counted row by row."""
    height, width = output[1:]
    place = (unit.channel * height + unit.row) * width + unit.column
    source = Unit(*(int(i) for i in np.unravel_index(place, maps.shape)))
    _, rows, columns = maps.shape
    value = float(maps[source])
    counted = f"{source.channel}·{rows * columns} + {source.row}·{columns} + {source.column}"
    text = tr(
        "value {place} = {counted}: channel {channel}, row {row}, column {column} = {value}",
        place=place,
        counted=counted,
        channel=source.channel,
        row=source.row,
        column=source.column,
        value=number(value),
    )
    return Copied(unit, value, text, source)


def padded(layer: ZeroPad2d | PadChannels, maps: Array, unit: Unit) -> Copied:
    """The number at its place before the padding, or a zero of the padding."""
    if isinstance(layer, PadChannels):
        source = Unit(unit.channel - layer.before, unit.row, unit.column)
    else:
        source = Unit(unit.channel, unit.row - layer.top, unit.column - layer.left)
    within = all(0 <= at < size for at, size in zip(source, maps.shape, strict=True))
    if not within:
        return Copied(unit, 0.0, tr("padding: 0"), None)
    return copied(maps, unit, source)


def copied(maps: Array, unit: Unit, source: Unit) -> Copied:
    """A number given on as it is."""
    value = float(maps[source])
    where = tr(
        "channel {channel}, row {row}, column {column}",
        channel=source.channel,
        row=source.row,
        column=source.column,
    )
    return Copied(unit, value, f"{where}: {number(value)}", source)
