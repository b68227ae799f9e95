"""The convolution lens: how one number of a layer's output came about, and in which order to go.

Only that one number is computed, from the arrays that the look at the network gave: for a kernel
over 512 channels about a quarter of a millisecond. Needs no torch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from app.inspection import lens_values, lens_windows
from app.inspection.lens_results import Unit, UnitArithmetic
from app.language import tr
from app.network.analysis import LayerAnalysis
from app.network.arithmetic import Shape, shape_text
from app.network.layer import Layer
from app.network.layers.activation import Softmax
from app.network.layers.adaptive import AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
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
from app.network.layers.pooling import (
    AvgPool1d,
    AvgPool2d,
    DistanceWeightedAvgPool2d,
    LPPool2d,
    MaxPool1d,
    MaxPool2d,
    MinPool2d,
)
from app.network.layers.reshape import Reshape
from app.network.layers.shape import Upsample, ZeroPad2d
from app.network.layers.transposed import ConvTranspose2d
from app.network.receptive import Rectangle, Sides, grid_of, window_at

Array = NDArray[np.floating]


def look_at_unit(
    layer: Layer, inputs: Sequence[Array], weights: Mapping[str, Array], unit: Unit
) -> UnitArithmetic:
    """The arithmetic of one number of the output, in eval mode.

    `inputs` are what the wires bring, C×H×W, C×L or (F,); `weights` are the layer's own, by torch's
    names ("weight", "bias", "running_mean"). What comes is one of the classes in `lens_results`.
    Raises ValueError, with words, where the layer does not work on these inputs, its weights are
    missing or of another shape, or there is no such unit.
    """
    shapes = tuple(array.shape for array in inputs)
    output = layer.measure_all(shapes).output if shapes else None
    if output is None:
        faults = layer.measure_all(shapes).faults if shapes else ()
        reason = faults[0].message if faults else tr("it has no input")
        raise ValueError(tr("There is no arithmetic to show: {reason}.", reason=reason))
    _check_unit(output, unit)
    maps = tuple(as_maps(array) for array in inputs)
    try:
        with np.errstate(all="ignore"):  # what diverged is shown as it is
            return _arithmetic(layer, maps, weights, unit, as_maps_shape(output))
    except (KeyError, IndexError) as error:
        raise ValueError(
            tr(
                "The weights are not those of this layer: they may belong to the network "
                "before the "
                "last edit."
            )
        ) from error


def as_maps(array: Array) -> Array:
    """A signal or a vector as C×H×W, see `lens_results`; a feature map as it is."""
    return array.reshape(as_maps_shape(array.shape))


def as_maps_shape(shape: Shape) -> Shape:
    """C×L as C×1×L, and F as F×1×1."""
    return {1: (shape[0], 1, 1), 2: (shape[0], 1, shape[-1]), 3: shape}[len(shape)]


def _check_unit(output: Shape, unit: Unit) -> None:
    sizes = as_maps_shape(output)
    if not all(0 <= at < size for at, size in zip(unit, sizes, strict=True)):
        raise ValueError(
            tr(
                "The output is {shape}; it has no {unit}.",
                shape=shape_text(output),
                unit=tuple(unit),
            )
        )


def _arithmetic(
    layer: Layer,
    inputs: tuple[Array, ...],
    weights: Mapping[str, Array],
    unit: Unit,
    output: Shape,
) -> UnitArithmetic:
    maps = inputs[0]
    match layer:
        case Conv1d() | Conv2d():
            return lens_windows.convolution(layer, maps, weights, unit)
        case ConvTranspose2d():
            return lens_windows.transposed(layer, maps, weights, unit)
        case (
            AdaptiveAvgPool2d()
            | AdaptiveMaxPool2d()
            | AvgPool1d()
            | AvgPool2d()
            | DistanceWeightedAvgPool2d()
            | LPPool2d()
            | MaxPool1d()
            | MaxPool2d()
            | MinPool2d()
        ):
            return lens_windows.pooling(layer, maps, unit)
        case ChannelMaxPool():
            return lens_windows.channel_pooling(layer, maps, unit)
        case Upsample():
            return lens_windows.upsampled(layer, maps, unit)
        case Linear():
            return lens_values.dense(maps, weights, unit)
        case BatchNorm1d() | BatchNorm2d():
            return lens_values.batch_normalised(layer, maps, weights, unit)
        case LayerNorm() | GroupNorm() | InstanceNorm2d():
            return lens_values.normalised(layer, maps, weights, unit)
        case LocalResponseNorm():
            return lens_values.response_normalised(layer, maps, unit)
        case Softmax():
            return lens_values.softmax_share(maps, unit)
        case Dropout() | Dropout2d():
            return lens_values.dropped_out(layer, maps, unit)
        case Add() | Multiply():
            return lens_values.merged(layer, inputs, unit)
        case Concatenate():
            return lens_values.concatenated(inputs, unit)
        case Flatten() | Reshape():
            return lens_values.laid_out(maps, output, unit)
        case ZeroPad2d() | PadChannels():
            return lens_values.padded(layer, maps, unit)
    if layer.family == "activation":
        return lens_values.function_value(layer, maps, weights, unit)
    return lens_values.copied(maps, unit, unit)  # Identity, and an Input


class Step(NamedTuple):
    """One position of the animation: the unit, and the window of the input that it looks at.

    The window may begin before the first row and end behind the last: that is padding.
    """

    unit: Unit
    window: Rectangle


@dataclass(frozen=True)
class Steps(Sequence[Step]):
    """The positions of one channel of a layer in playing order, row by row; features in order.

    `wire` says into which of several inputs the windows look.
    """

    layer: LayerAnalysis
    channel: int = 0
    wire: int = 0

    def __post_init__(self) -> None:
        if self.layer.output is None:
            raise ValueError(tr("{name} has no output to step through", name=self.layer.name))
        if not 0 <= self.channel < self.layer.output[0]:
            raise ValueError(
                tr(
                    "{name} gives {shape}; it has no channel {channel}",
                    name=self.layer.name,
                    shape=shape_text(self.layer.output),
                    channel=self.channel,
                )
            )

    @property
    def grid(self) -> tuple[int, int]:
        """(height, width) of the output; a vector is one row of features."""
        return grid_of(self.layer.output or ())

    def __len__(self) -> int:
        height, width = self.grid
        return height * width

    @overload
    def __getitem__(self, index: int) -> Step: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...

    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        row, column = divmod(range(len(self))[index], self.grid[1])
        window = window_at(self.layer, row, column, self.wire)
        vector = len(self.layer.output or ()) == 1
        return Step(Unit(column) if vector else Unit(self.channel, row, column), window)

    def index_of(self, unit: Unit) -> int:
        """When the position of a unit has its turn."""
        vector = len(self.layer.output or ()) == 1
        return unit.channel if vector else unit.row * self.grid[1] + unit.column

    @property
    def padding(self) -> Sides:
        """How far the windows reach over each side of the input, to be drawn around it."""
        first, last = self[0].window, self[-1].window
        height, width = grid_of(self.layer.inputs[self.wire])
        return Sides(
            max(0, -first.top),
            max(0, -first.left),
            max(0, last.bottom - height),
            max(0, last.right - width),
        )
