"""Which unit is connected with which along one line of units, and by which weight (row B8).

A line is what the lectures draw: the units of one row of a feature map, of a column, of all
channels at one position, or of a vector. Equal numbers of `Connection.weight` are one weight.
Nothing here is as large as the layer: connections are made for the units that are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Protocol

from app.network.arithmetic import TransposedSize, WindowSize
from app.network.receptive_axes import All, Axis, Same, Sliding, Spans, Spreading, padding_source


class Connection(NamedTuple):
    """One line of the picture."""

    cell: int
    """Its lower end; below 0 and from the number of inputs on, this is a cell of the padding."""
    target: int
    """Its upper end, a unit of the output."""
    weight: int | None
    """Which of the line's weights it carries; None where the layer learns none."""


class Scale(NamedTuple):
    """The output unit j stands over the place `step`·j + `start` of the inputs."""

    step: float
    start: float


class Wiring(Protocol):
    """How the units of one line are connected with those that they are computed from."""

    @property
    def inputs(self) -> int: ...

    @property
    def outputs(self) -> int: ...

    @property
    def learns(self) -> bool:
        """Whether the connections carry weights."""

    @property
    def weights(self) -> int:
        """How many different weights the connections of the whole line carry."""

    @property
    def count(self) -> int:
        """Connections of the whole line, those with cells of the padding included."""

    @property
    def padded(self) -> int:
        """Those of them that begin in a cell of the padding."""

    @property
    def axis(self) -> Axis:
        """Which inputs reach which outputs, without the padding that holds zeros."""

    @property
    def scale(self) -> Scale | None:
        """Where outputs stand over inputs; None where that has no meaning."""

    def cells(self, target: int) -> range:
        """From the first to the last cell of an output, padding included."""

    def between(self, cells: range, targets: range) -> tuple[Connection, ...]:
        """The connections of these outputs with these cells."""

    def unit_in(self, cell: int) -> int | None:
        """The input whose number stands in a cell; None for the zeros of the padding."""


def _on_line(cell: int, inputs: int) -> int | None:
    return cell if 0 <= cell < inputs else None


def _multiples(step: int, first: int, stop: int, start: int, count: int) -> int:
    """How many of 0, …, count − 1 bring start + step·i into first, …, stop − 1."""
    low = max(0, -((start - first) // step))
    high = min(count, -((start - stop) // step))
    return max(0, high - low)


@dataclass(frozen=True)
class Windowed:
    """A window that slides along the line: convolution and pooling.

    With `shared` all outputs have the window's weights in common; without, as in a locally
    connected layer, each has its own.
    """

    size: WindowSize
    learns: bool
    mode: str = "zeros"
    shared: bool = True

    @property
    def inputs(self) -> int:
        return self.size.size

    @property
    def outputs(self) -> int:
        return self.size.value

    @property
    def weights(self) -> int:
        if not self.learns:
            return 0
        return self.size.kernel if self.shared else self.count

    @cached_property
    def count(self) -> int:
        return self._connections(*self._padded_line)

    @cached_property
    def padded(self) -> int:
        return self.count - self._connections(0, self.inputs)

    @property
    def axis(self) -> Axis:
        return Sliding(self.size, self.mode)

    @property
    def scale(self) -> Scale:
        size = self.size
        return Scale(size.stride, (size.span - 1) / 2 - size.padding_before)

    def cells(self, target: int) -> range:
        first, stop = self.axis.window(target, target + 1)
        return range(max(first, self._padded_line[0]), min(stop, self._padded_line[1]))

    def between(self, cells: range, targets: range) -> tuple[Connection, ...]:
        size = self.size
        low, high = self._padded_line
        found = []
        for target in targets:
            for tap in range(size.kernel):
                cell = target * size.stride - size.padding_before + tap * size.dilation
                if low <= cell < high and cell in cells:
                    found.append(Connection(cell, target, self._weight(target, tap)))
        return tuple(found)

    def unit_in(self, cell: int) -> int | None:
        if 0 <= cell < self.inputs or self.mode == "zeros":
            return _on_line(cell, self.inputs)
        return padding_source(cell, self.inputs, self.mode)

    def _weight(self, target: int, tap: int) -> int | None:
        if not self.learns:
            return None
        return tap if self.shared else target * self.size.kernel + tap

    @property
    def _padded_line(self) -> tuple[int, int]:
        """The cells there are: a window that was rounded up may reach behind them."""
        return -self.size.padding_before, self.inputs + self.size.padding_after

    def _connections(self, first: int, stop: int) -> int:
        """How many there are with the cells from `first` to before `stop`."""
        size = self.size
        starts = (tap * size.dilation - size.padding_before for tap in range(size.kernel))
        return sum(_multiples(size.stride, first, stop, start, self.outputs) for start in starts)


@dataclass(frozen=True)
class Spread:
    """Every input fills a window of the outputs: transposed convolution.

    Without `shared`, each input has weights of its own.
    """

    size: TransposedSize
    learns: bool = True
    shared: bool = True
    padded = 0

    @property
    def inputs(self) -> int:
        return self.size.size

    @property
    def outputs(self) -> int:
        return self.size.value

    @property
    def weights(self) -> int:
        if not self.learns:
            return 0
        return self.size.kernel if self.shared else self.count

    @cached_property
    def count(self) -> int:
        size = self.size
        starts = (tap * size.dilation - size.padding for tap in range(size.kernel))
        return sum(_multiples(size.stride, 0, self.outputs, start, self.inputs) for start in starts)

    @property
    def axis(self) -> Axis:
        return Spreading(self.size)

    @property
    def scale(self) -> Scale:
        size = self.size
        return Scale(1 / size.stride, (size.padding - (size.span - 1) / 2) / size.stride)

    def cells(self, target: int) -> range:
        first, stop = self.axis.window(target, target + 1)
        return range(max(first, 0), max(0, min(stop, self.inputs)))

    def between(self, cells: range, targets: range) -> tuple[Connection, ...]:
        size = self.size
        found = []
        for target in targets:
            for tap in range(size.kernel):
                cell, rest = divmod(target + size.padding - tap * size.dilation, size.stride)
                if not rest and 0 <= cell < self.inputs and cell in cells:
                    found.append(Connection(cell, target, self._weight(cell, tap)))
        return tuple(found)

    def unit_in(self, cell: int) -> int | None:
        return _on_line(cell, self.inputs)

    def _weight(self, cell: int, tap: int) -> int | None:
        if not self.learns:
            return None
        return tap if self.shared else cell * self.size.kernel + tap


@dataclass(frozen=True)
class Blocks:
    """All with all within each of `groups`, each connection with its own weight.

    With one group this is a dense layer.
    """

    inputs: int
    outputs: int
    learns: bool
    groups: int = 1
    scale = None
    padded = 0

    @property
    def weights(self) -> int:
        return self.count if self.learns else 0

    @property
    def count(self) -> int:
        return self.inputs * self.outputs // self.groups

    @property
    def axis(self) -> Axis:
        if self.groups == 1:
            return All(self.inputs, self.outputs)
        spans = (self.cells(target) for target in range(self.outputs))
        return Spans(self.inputs, tuple((span.start, span.stop) for span in spans))

    def cells(self, target: int) -> range:
        per = self.inputs // self.groups
        first = target * self.groups // self.outputs * per
        return range(first, first + per)

    def between(self, cells: range, targets: range) -> tuple[Connection, ...]:
        found = []
        for target in targets:
            own = self.cells(target)
            for cell in range(max(cells.start, own.start), min(cells.stop, own.stop)):
                weight = target * len(own) + cell - own.start if self.learns else None
                found.append(Connection(cell, target, weight))
        return tuple(found)

    def unit_in(self, cell: int) -> int | None:
        return _on_line(cell, self.inputs)


@dataclass(frozen=True)
class Unlearned:
    """Any other way for positions to go together, without weights: adaptive pooling, upsampling."""

    inputs: int
    outputs: int
    axis: Axis
    learns = False
    weights = 0
    padded = 0

    @cached_property
    def count(self) -> int:
        if isinstance(self.axis, Spans):
            return sum(stop - first for first, stop in self.axis.spans)
        return sum(self.axis.back(1 << target).bit_count() for target in range(self.outputs))

    @property
    def scale(self) -> Scale:
        if isinstance(self.axis, Same):
            return Scale(1, -self.axis.shift)
        step = self.inputs / self.outputs
        return Scale(step, (step - 1) / 2)

    def cells(self, target: int) -> range:
        seen = self.axis.back(1 << target)
        return range((seen & -seen).bit_length() - 1, seen.bit_length()) if seen else range(0)

    def between(self, cells: range, targets: range) -> tuple[Connection, ...]:
        found = []
        for target in targets:
            seen = self.axis.back(1 << target)
            found += [Connection(cell, target, None) for cell in cells if seen >> cell & 1]
        return tuple(found)

    def unit_in(self, cell: int) -> int | None:
        return _on_line(cell, self.inputs)


def one_to_one(units: int, *, learns: bool = False, shared: bool = True) -> Windowed:
    """Each unit with its own."""
    return Windowed(WindowSize(units, 1, 1, 0, 0), learns, shared=shared)


def is_one_to_one(wiring: Wiring) -> bool:
    """Whether nothing would be seen of the layer but straight lines."""
    if not isinstance(wiring, Windowed):
        return isinstance(wiring, Unlearned) and wiring.axis == Same()
    size = wiring.size
    return (size.kernel, size.stride, size.padding_before, size.padding_after) == (1, 1, 0, 0)


def without_sharing(wiring: Wiring) -> Wiring:
    """The same connections, each with its own weight: a locally connected layer."""
    if isinstance(wiring, Windowed | Spread):
        return replace(wiring, learns=True, shared=False)
    return wiring


def as_dense(wiring: Wiring) -> Wiring:
    """The dense layer between the same units."""
    return Blocks(wiring.inputs, wiring.outputs, learns=True)


def usual_reach(wiring: Wiring) -> tuple[int, int]:
    """The least and the most outputs that one input reaches, in the middle of the line.

    Those at its ends reach fewer. As many inputs are looked at as the window steps over.
    """
    step = wiring.size.stride if isinstance(wiring, Windowed) else 1
    if isinstance(wiring, Blocks):
        each = wiring.outputs // wiring.groups
        return each, each
    if isinstance(wiring, Unlearned) and wiring.scale.step > 1:
        step = -(-wiring.inputs // wiring.outputs)
    first = max(0, (wiring.inputs - step) // 2)
    axis = wiring.axis
    middle = range(first, min(wiring.inputs, first + step))
    counts = [axis.forward(1 << source).bit_count() for source in middle]
    return min(counts), max(counts)
