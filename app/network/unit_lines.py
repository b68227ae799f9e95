"""The lines of units that a layer connects, and the layers above that go on with them (row B8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from app.language import tr
from app.network.analysis import Analysis, LayerAnalysis
from app.network.arithmetic import TransposedSize, WindowSize
from app.network.connections import (
    Blocks,
    Connection,
    Spread,
    Unlearned,
    Windowed,
    Wiring,
    is_one_to_one,
    one_to_one,
)
from app.network.graph import Network
from app.network.layers.activation import Softmax
from app.network.layers.adaptive import ChannelMaxPool
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import (
    BatchNorm1d,
    BatchNorm2d,
    GroupNorm,
    LayerNorm,
    LocalResponseNorm,
)
from app.network.layers.reshape import Reshape
from app.network.layers.transposed import ConvTranspose2d
from app.network.receptive import axes_of
from app.network.receptive_axes import All, Sliding

Along = Literal["width", "height", "length", "channels", "units"]
"""Where a line runs: along a row, a column, a signal, through the channels, or over a vector."""
_BY_DIMENSIONS: dict[int, tuple[Along, ...]] = {
    3: ("width", "height", "channels"),
    2: ("length", "channels"),
    1: ("units",),
}


@dataclass(frozen=True)
class Slice:
    """Which of a layer's many lines: those between one channel below and one above.

    `channel` counts within the filter's group. `across` is the kernel's row for a line along the
    width, its column for one along the height.
    """

    along: Along
    filter: int = 0
    channel: int = 0
    across: int = 0


def why_no_lines(layer: LayerAnalysis) -> str:
    """In words why there is nothing to draw; "" where there is."""
    name, kind = layer.name, layer.layer
    if isinstance(kind, Input):
        return tr(
            "{name} is where the images come in: nothing leads to its units. "
            "Choose a layer behind it.",
            name=name,
        )
    if layer.output is None or not layer.inputs:
        errors = [each.message for each in layer.problems if each.severity == "error"]
        before = tr("a layer before it does not fit yet, or is not connected")
        reason = errors[0] if errors else before
        return tr("{name} has no units to draw: {reason}.", name=name, reason=reason.rstrip("."))
    if isinstance(kind, Flatten | Reshape):
        return tr(
            "{name} connects nothing: it lays the same {product:,} numbers out "
            "in another shape. Choose the layer before it or behind it.",
            name=name,
            product=_product(layer.output),
        )
    if kind.takes_several:
        return tr(
            "{name} joins what comes from several layers, unit by unit. Choose "
            "one of those layers to see what its own units are made of.",
            name=name,
        )
    return ""


def lines_of(layer: LayerAnalysis) -> tuple[Along, ...]:
    """The ways in which lines can be drawn through a layer, the most telling first."""
    if why_no_lines(layer):
        return ()
    found = _BY_DIMENSIONS[len(layer.inputs[0])]
    if isinstance(layer.layer, ChannelMaxPool | LocalResponseNorm | PadChannels):
        return (found[-1], *found[:-1])
    if len(layer.inputs[0]) == 3 and layer.inputs[0][2] == 1 < layer.inputs[0][1]:
        return ("height", "width", "channels")
    return found


def wiring_of(layer: LayerAnalysis, along: Along) -> Wiring:
    """How the units of such a line go together; ValueError for one that the layer has not."""
    if along not in lines_of(layer):
        raise ValueError(tr("{name} has no line along its {along}", name=layer.name, along=along))
    assert layer.output is not None
    if along in ("channels", "units"):
        return _over_channels(layer, layer.inputs[0][0], layer.output[0])
    return _along_axis(layer, -2 if along == "height" else -1)


def _along_axis(layer: LayerAnalysis, axis: int) -> Wiring:
    assert layer.measure is not None
    assert layer.output is not None
    kind, size = layer.layer, layer.measure.sizes[axis] if layer.measure.sizes else None
    if isinstance(size, TransposedSize):
        return Spread(size)
    if isinstance(size, WindowSize):
        mode = getattr(kind, "padding_mode", "zeros")
        return Windowed(size, isinstance(kind, Conv1d | Conv2d), mode)
    before, after = layer.inputs[0][axis], layer.output[axis]
    if isinstance(kind, BatchNorm1d | BatchNorm2d):
        return one_to_one(before, learns=kind.affine)
    axes = axes_of(layer)
    assert axes is not None
    found = axes[axis]
    if isinstance(found, All):
        return Blocks(before, after, learns=False)
    if isinstance(found, Sliding):
        return Windowed(found.size, learns=False)
    return Unlearned(before, after, found)


def _over_channels(layer: LayerAnalysis, before: int, after: int) -> Wiring:
    match layer.layer:
        case Linear():
            return Blocks(before, after, learns=True)
        case Conv1d(groups=groups) | Conv2d(groups=groups) | ConvTranspose2d(groups=groups):
            return Blocks(before, after, learns=True, groups=groups)
        case BatchNorm1d(affine=affine) | BatchNorm2d(affine=affine):
            return one_to_one(before, learns=affine, shared=False)
        case ChannelMaxPool():
            return Blocks(before, after, learns=False, groups=after)
        case GroupNorm(num_groups=groups):
            return Blocks(before, after, learns=False, groups=groups)
        case Softmax() | LayerNorm():
            return Blocks(before, after, learns=False)
        case LocalResponseNorm(size=size):
            window = WindowSize(before, size, 1, size // 2, (size - 1) // 2)
            return Windowed(window, learns=False)
        case PadChannels(before=front, after=back):
            return Windowed(WindowSize(before, 1, 1, front, back), learns=False)
    return one_to_one(before)


class Choices(NamedTuple):
    """How many of each a slice may choose from; 1 where there is no choice."""

    filters: int
    channels: int
    across: int


def choices_of(layer: LayerAnalysis, along: Along) -> Choices:
    """What a slice along this line can be turned to: only layers with kernels have a choice."""
    kind = layer.layer
    if along in ("channels", "units") or not isinstance(kind, Conv1d | Conv2d | ConvTranspose2d):
        return Choices(1, 1, 1)
    assert layer.measure is not None
    kernels = [_kernel(size) for size in layer.measure.sizes]
    across = 1 if len(kernels) == 1 else kernels[0 if along == "width" else 1]
    return Choices(kind.out_channels, layer.inputs[0][0] // kind.groups, across)


def weight_place(
    layer: LayerAnalysis, chosen: Slice, connection: Connection
) -> tuple[int, ...] | None:
    """Where in torch's `weight` a connection's weight stands; None where there is none.

    Between channels, the connections at the middle of the kernel are meant.
    """
    if connection.weight is None:
        return None
    kind, along = layer.layer, chosen.along
    over_channels = along in ("channels", "units")
    if isinstance(kind, Linear):
        return connection.target, connection.cell
    if isinstance(kind, BatchNorm1d | BatchNorm2d):
        return (connection.target if over_channels else chosen.filter,)
    if not isinstance(kind, Conv1d | Conv2d | ConvTranspose2d):
        return None
    assert layer.measure is not None
    kernels = [_kernel(size) for size in layer.measure.sizes]
    per_group = layer.inputs[0][0] // kind.groups
    if over_channels:
        ends = connection.target, connection.cell % per_group
        taps: Sequence[int] = [kernel // 2 for kernel in kernels]
    else:
        ends = chosen.filter, chosen.channel
        tap = connection.weight % kernels[0 if along == "height" else -1]
        taps = {"width": (chosen.across, tap), "height": (tap, chosen.across)}.get(along, (tap,))
    if isinstance(kind, ConvTranspose2d):
        per_output = kind.out_channels // kind.groups
        group, within = divmod(ends[0], per_output)
        ends = group * per_group + ends[1], within
    return (*ends, *taps)


def input_channel(layer: LayerAnalysis, chosen: Slice) -> int:
    """The channel below that a slice begins in, counted over all groups."""
    kind = layer.layer
    if not isinstance(kind, Conv1d | Conv2d | ConvTranspose2d):
        return chosen.filter
    group = chosen.filter // (kind.out_channels // kind.groups)
    return group * (layer.inputs[0][0] // kind.groups) + chosen.channel


@dataclass(frozen=True)
class Stack:
    """One line of units through one or more layers: `rows` of them, the lowest first.

    Row 0 holds what `layers[0]` looks at; row i + 1 holds the outputs of `layers[i]`.
    """

    source: str
    layers: tuple[str, ...]
    wirings: tuple[Wiring, ...]
    passed_over: tuple[str, ...] = ()
    """Layers between them that work on each unit alone, and are not drawn."""

    @property
    def rows(self) -> tuple[int, ...]:
        """The number of units of each row."""
        return (self.wirings[0].inputs, *(wiring.outputs for wiring in self.wirings))

    @property
    def names(self) -> tuple[str, ...]:
        return (self.source, *self.layers)

    def reached(self, row: int, unit: int) -> tuple[int, ...]:
        """What a unit sees of the rows below, itself, and what it reaches above: bits by row."""
        found = [0] * len(self.rows)
        found[row] = 1 << unit
        for below in range(row - 1, -1, -1):
            found[below] = self.wirings[below].axis.back(found[below + 1])
        for above in range(row, len(self.wirings)):
            found[above + 1] = self.wirings[above].axis.forward(found[above])
        return tuple(found)

    def shown(self, first: int, most_cells: int, most_outputs: int) -> tuple[range, ...]:
        """The cells of each row in a small picture, from the output `first` of the last row on.

        So many outputs that no row has more than `most_cells`, but at least one; of an output that
        sees more, the first cells.
        """
        top = self.rows[-1]
        first = max(0, min(first, top - 1))
        count = min(most_outputs, most_cells, top - first)
        while True:
            rows = self._cells_below(range(first, first + count), most_cells)
            fits = all(len(row) <= most_cells for row in rows)
            if count <= 1 or fits:
                return tuple(row[:most_cells] for row in rows)
            count -= 1

    def _cells_below(self, top: range, most: int) -> list[range]:
        rows = [top]
        for wiring in reversed(self.wirings):
            units = range(max(0, rows[0].start), min(wiring.outputs, rows[0].stop))
            spans = [wiring.cells(unit) for unit in units]
            spans = [span for span in spans if span] or [range(1)]
            low, stop = min(span.start for span in spans), max(span.stop for span in spans)
            if isinstance(wiring, Blocks):
                stop = min(stop, low + most)
            rows.insert(0, range(low, stop))
        return rows


def stack_of(
    network: Network, analysis: Analysis, name: str, along: Along, layers: int = 1
) -> Stack:
    """The line through a layer and, up to so many `layers`, those that follow on the same axis.

    The way up ends where it branches, is flattened, or where another kind of line would begin.
    """
    names, wirings = [name], [wiring_of(analysis.layers[name], along)]
    passed: list[str] = []
    waiting: list[str] = []
    at = name
    while len(names) < layers:
        targets = network.targets_of.get(at, ())
        if len(targets) != 1:
            break
        at = targets[0]
        found = analysis.layers[at]
        if along not in lines_of(found):
            break
        wiring = wiring_of(found, along)
        if is_one_to_one(wiring):
            waiting.append(at)
            continue
        names.append(at)
        wirings.append(wiring)
        passed += waiting
        waiting = []
    source = network.sources_of[name][0]
    return Stack(source, tuple(names), tuple(wirings), tuple(passed))


def _kernel(size: object) -> int:
    assert isinstance(size, WindowSize | TransposedSize)
    return size.kernel


def _product(shape: Sequence[int]) -> int:
    found = 1
    for size in shape:
        found *= size
    return found
