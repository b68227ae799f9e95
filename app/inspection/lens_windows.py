"""The arithmetic of windows: convolution, pooling, upsampling. See `lens`.

`maps` are the input as float C×H×W; only what the window lies on is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values, joined, listed, number, product_sum, superscript
from app.inspection.lens_results import (
    Copied,
    Extreme,
    Patch,
    Unit,
    UnitArithmetic,
    WeightedSum,
    WindowMean,
)
from app.language import tr
from app.network.arithmetic import ScaledSize, TransposedSize, WindowSize
from app.network.fields import as_pair
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.pooling import (
    AvgPool1d,
    AvgPool2d,
    DistanceWeightedAvgPool2d,
    LPPool2d,
    MaxPool1d,
    MaxPool2d,
    MinPool2d,
)
from app.network.layers.shape import Upsample
from app.network.layers.transposed import ConvTranspose2d
from app.network.receptive_axes import adaptive_span, padding_source

Array = NDArray[np.floating]
Sliding = (
    AvgPool1d | AvgPool2d | DistanceWeightedAvgPool2d | LPPool2d | MaxPool1d | MaxPool2d | MinPool2d
)
Pooling = Sliding | AdaptiveAvgPool2d | AdaptiveMaxPool2d


class _Cells(NamedTuple):
    """The cells of a window along one axis: where they lie, and where their values come from."""

    places: NDArray[np.intp]
    taken: NDArray[np.intp]

    def inside(self, size: int) -> NDArray[np.bool_]:
        return (self.places >= 0) & (self.places < size)


def convolution(
    layer: Conv1d | Conv2d, maps: Array, weights: Mapping[str, Array], unit: Unit
) -> WeightedSum:
    """One output of a convolution: the kernel over the channels of its group, and the bias."""
    rows, columns = _sliding(layer, maps, unit, layer.padding_mode)
    kernel = _kernel(weights["weight"][unit.channel])
    first = unit.channel // (layer.out_channels // layer.groups) * len(kernel)
    patch = _patch(maps, range(first, first + len(kernel)), rows, columns)
    return _weighted_sum(unit, patch, kernel, _bias(weights, unit))


def transposed(
    layer: ConvTranspose2d, maps: Array, weights: Mapping[str, Array], unit: Unit
) -> WeightedSum:
    """One output of a transposed convolution: the inputs that spread their kernel over it.

    Cell (a, b) of the patch is the input that reaches the output with the weight (a, b) of its
    kernel; where the stride leaves none, there is nothing.
    """
    per_group = layer.out_channels // layer.groups
    group, kernel_number = divmod(unit.channel, per_group)
    channels = len(maps) // layer.groups
    chosen = range(group * channels, (group + 1) * channels)
    kernel = np.asarray(weights["weight"][chosen.start : chosen.stop, kernel_number], np.float64)
    rows, columns = (
        _reaching(size, at)
        for size, at in zip(layer.measure(maps.shape).sizes, unit[1:], strict=True)
        if isinstance(size, TransposedSize)
    )
    return _weighted_sum(unit, _patch(maps, chosen, rows, columns), kernel, _bias(weights, unit))


def pooling(layer: Pooling, maps: Array, unit: Unit) -> UnitArithmetic:
    """One output of a pooling: winner, mean or weighted mean of the window on its channel."""
    if isinstance(layer, AdaptiveAvgPool2d | AdaptiveMaxPool2d):
        rows, columns = (
            _cells(np.arange(*adaptive_span(at, size, count)), size)
            for at, size, count in zip(
                unit[1:], maps.shape[1:], as_pair(layer.output_size), strict=True
            )
        )
    else:
        rows, columns = _sliding(layer, maps, unit)
    patch = _patch(maps, range(unit.channel, unit.channel + 1), rows, columns)
    match layer:
        case MaxPool1d() | MaxPool2d() | AdaptiveMaxPool2d():
            return _extreme(unit, patch)
        case MinPool2d():
            return _extreme(unit, patch, smallest=True)
        case DistanceWeightedAvgPool2d():
            return _weighted_sum(unit, patch, _distance_weights(*patch.inside.shape), None)
        case LPPool2d():
            return _power_mean(unit, patch, int(layer.norm_type))
        case AvgPool1d() | AvgPool2d():
            padding = as_pair(layer.padding) if layer.axes == 2 else (0, layer.padding)
            counted = patch.inside
            if layer.count_include_pad:  # but not what lies beyond it, where sizes are rounded up
                ends = (size + pad for size, pad in zip(maps.shape[1:], padding, strict=True))
                within = [c.places < end for c, end in zip((rows, columns), ends, strict=True)]
                counted = within[0][:, None] & within[1]
            return _mean(unit, patch, counted)
    return _mean(unit, patch, patch.inside)


def channel_pooling(layer: ChannelMaxPool, maps: Array, unit: Unit) -> Extreme:
    """The largest of a group of channels at one position (maxout, B9)."""
    first = unit.channel * layer.group_size
    row, column = (
        _cells(np.array([at]), size) for at, size in zip(unit[1:], maps.shape[1:], strict=True)
    )
    return _extreme(unit, _patch(maps, range(first, first + layer.group_size), row, column))


def upsampled(layer: Upsample, maps: Array, unit: Unit) -> UnitArithmetic:
    """The nearest pixel, or the four nearest blended by their distance."""
    found = [
        _blended(size, at)
        for size, at in zip(layer.measure(maps.shape).sizes, unit[1:], strict=True)
        if isinstance(size, ScaledSize)
    ]
    if layer.mode == "nearest":
        factors = as_pair(layer.scale_factor)
        row, column = (at // f for at, f in zip(unit[1:], factors, strict=True))
        source = Unit(unit.channel, row, column)
        value = float(maps[source])
        text = tr(
            "row {row} and column {column} repeat row {row2} and column ",
            row=unit.row,
            column=unit.column,
            row2=row,
        )
        return Copied(unit, value, f"{text}{column}: {number(value)}", source)
    (rows, down), (columns, across) = found
    patch = _patch(maps, range(unit.channel, unit.channel + 1), rows, columns)
    return _weighted_sum(unit, patch, (down[:, None] * across)[None], None)


def _sliding(
    layer: Conv1d | Conv2d | Sliding, maps: Array, unit: Unit, mode: str = "zeros"
) -> tuple[_Cells, _Cells]:
    shape = maps.shape if layer.axes == 2 else (len(maps), maps.shape[2])
    sizes = [size for size in layer.measure(shape).sizes if isinstance(size, WindowSize)]
    axes = [_cells_of(size, at, mode) for size, at in zip(sizes, unit[-layer.axes :], strict=True)]
    return (axes[0] if len(axes) == 2 else _cells(np.array([0]), 1)), axes[-1]


def _cells_of(size: WindowSize, at: int, mode: str) -> _Cells:
    first = at * size.stride - size.padding_before
    places = first + size.dilation * np.arange(size.kernel)
    cells = _cells(places, size.size)
    if mode == "zeros":
        return cells
    taken = [
        place if 0 <= place < size.size else padding_source(place, size.size, mode)
        for place in places.tolist()
    ]
    return _Cells(places, np.array(taken, np.intp))


def _cells(places: NDArray[np.intp], size: int) -> _Cells:
    return _Cells(places, np.where((places >= 0) & (places < size), places, -1))


def _reaching(size: TransposedSize, at: int) -> _Cells:
    """For each weight along a kernel the input that reaches `at` with it; −1 where none does."""
    steps = at + size.padding - size.dilation * np.arange(size.kernel)
    places = np.where(steps % size.stride == 0, steps // size.stride, -1)
    places = np.where((places >= 0) & (places < size.size), places, -1)
    return _Cells(places, places)


def _blended(size: ScaledSize, at: int) -> tuple[_Cells, Values]:
    """The pixels between whose middles a new one lies, and how much of each it takes."""
    middle = max((at + 0.5) / size.factor - 0.5, 0.0)
    first = min(int(middle), size.size - 1)
    if first == size.size - 1 or middle == first:
        return _cells(np.array([first]), size.size), np.ones(1)
    share = middle - first
    return _cells(np.array([first, first + 1]), size.size), np.array([1 - share, share])


def _patch(maps: Array, channels: range, rows: _Cells, columns: _Cells) -> Patch:
    values = maps[channels.start : channels.stop, rows.taken[:, None], columns.taken]
    there = (rows.taken >= 0)[:, None] & (columns.taken >= 0)
    return Patch(
        values=np.where(there, values, 0.0).astype(np.float64),
        channels=channels,
        rows=rows.places,
        columns=columns.places,
        taken_rows=rows.taken,
        taken_columns=columns.taken,
        inside=rows.inside(maps.shape[1])[:, None] & columns.inside(maps.shape[2]),
    )


def _kernel(weights: Array) -> Values:
    """One filter as C×h×w."""
    kernel = np.asarray(weights, np.float64)
    return kernel[:, None] if kernel.ndim == 2 else kernel


def _bias(weights: Mapping[str, Array], unit: Unit) -> float | None:
    return float(weights["bias"][unit.channel]) if "bias" in weights else None


def _weighted_sum(unit: Unit, patch: Patch, weights: Values, bias: float | None) -> WeightedSum:
    total = float((weights * patch.values).sum()) + (bias or 0.0)
    text = product_sum(weights, patch.values, bias, total)
    return WeightedSum(unit, total, text, patch, weights, bias)


def _extreme(unit: Unit, patch: Patch, *, smallest: bool = False) -> Extreme:
    word = "min" if smallest else "max"
    if not patch.inside.any():
        value = np.inf if smallest else -np.inf
        text = tr("the window lies on nothing but padding: {value}", value=number(value))
        return Extreme(unit, value, text, patch, None, None)
    signed = -patch.values if smallest else patch.values
    at = int(np.argmax(np.where(patch.inside, signed, -np.inf)))
    channel, row, column = (int(i) for i in np.unravel_index(at, patch.values.shape))
    value = float(patch.values[channel, row, column])
    candidates = listed(patch.values[:, patch.inside])
    text = f"{word}({', '.join(candidates)}) = {number(value)}"
    cell = (channel, row, column)
    return Extreme(unit, value, text, patch, patch.source(*cell), cell)


def _mean(unit: Unit, patch: Patch, counted: NDArray[np.bool_]) -> WindowMean:
    total, count = float(patch.values[0, patch.inside].sum()), int(counted.sum())
    value = total / count if count and patch.inside.any() else 0.0
    text = f"({joined(listed(patch.values[:, counted]))})/{count} = {number(value)}"
    return WindowMean(unit, value, text, patch, counted, total, count)


def _power_mean(unit: Unit, patch: Patch, power: int) -> WindowMean:
    """(Σ xᵖ)^(1/p); a window that reaches over the end counts as if it were filled, as in torch."""
    values, cells = patch.values[0, patch.inside], patch.inside.size
    total = float((values**power).sum()) * cells / len(values)
    value = total if power == 1 else max(total, 0.0) ** (1 / power)
    terms = listed(values)
    if power > 1:
        raised = superscript(power)
        terms = [t if t == "…" else f"({t}){raised}" if t[0] == "−" else t + raised for t in terms]
    text = joined(terms)
    if len(values) < cells:
        text = f"{cells}/{len(values)}·({text})"
    if power > 1:
        text = f"({text})^(1/{power})"
    return WindowMean(
        unit, value, f"{text} = {number(value)}", patch, patch.inside, total, len(values), power
    )


def _distance_weights(height: int, width: int) -> Values:
    """1/(1 + d), d the distance of a cell from the middle of the window, as shares of their sum."""
    rows, columns = np.arange(height) - (height - 1) / 2, np.arange(width) - (width - 1) / 2
    weights = 1 / (1 + np.hypot(rows[:, None], columns))
    found: Values = (weights / weights.sum())[None]
    return found
