"""How positions along one axis of a layer's output go with those of its input.

Positions are the bits of a whole number, so that a layer is a few shifts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from app.network.arithmetic import PaddedSize, ScaledSize, Size, TransposedSize, WindowSize


def run(first: int, stop: int) -> int:
    """The bits from `first` to before `stop`."""
    return ((1 << (stop - first)) - 1) << first


def _bits(positions: int) -> Iterable[int]:
    while positions:
        lowest = positions & -positions
        yield lowest.bit_length() - 1
        positions ^= lowest


class Axis(Protocol):
    """How the positions of a layer's output go with those of its input along one axis."""

    def back(self, positions: int) -> int: ...

    def forward(self, positions: int) -> int: ...

    def window(self, first: int, stop: int) -> tuple[int, int]:
        """From where to where a run of output positions looks, padding included."""


class Same(NamedTuple):
    """Each position goes with its own."""

    shift: int = 0
    """The first position of the output that is this input's, in a concatenation of vectors."""
    kept: int = 0

    def back(self, positions: int) -> int:
        return positions >> self.shift & run(0, self.kept) if self.kept else positions

    def forward(self, positions: int) -> int:
        return positions << self.shift

    def window(self, first: int, stop: int) -> tuple[int, int]:
        if not self.kept:
            return first, stop
        low = min(max(first - self.shift, 0), self.kept)
        return low, min(max(stop - self.shift, low), self.kept)


class All(NamedTuple):
    """Every position goes with all."""

    before: int
    after: int

    def back(self, positions: int) -> int:
        return run(0, self.before) if positions else 0

    def forward(self, positions: int) -> int:
        return run(0, self.after) if positions else 0

    def window(self, first: int, stop: int) -> tuple[int, int]:  # noqa: ARG002
        return 0, self.before


class Sliding(NamedTuple):
    """A window that moves along; `mode` says what the padding holds."""

    size: WindowSize
    mode: str = "zeros"

    def back(self, positions: int) -> int:
        size = self.size
        padded = _with_taps(_spread(positions, size.stride), size.kernel, size.dilation)
        found = padded >> size.padding_before & run(0, size.size)
        for place, source in self._repeated():
            if padded >> place & 1:
                found |= 1 << source
        return found

    def forward(self, positions: int) -> int:
        size = self.size
        padded = positions << size.padding_before
        for place, source in self._repeated():
            if positions >> source & 1:
                padded |= 1 << place
        gathered = 0
        for tap in range(size.kernel):
            gathered |= padded >> tap * size.dilation
        return _every(gathered, size.stride, size.value)

    def _repeated(self) -> Iterable[tuple[int, int]]:
        """Places of the padding, counted from its first, and the pixels that stand there."""
        if self.mode == "zeros":
            return
        size = self.size
        end = size.padding_before + size.size
        for place in (*range(size.padding_before), *range(end, end + size.padding_after)):
            yield place, padding_source(place - size.padding_before, size.size, self.mode)

    def window(self, first: int, stop: int) -> tuple[int, int]:
        size = self.size
        begin = first * size.stride - size.padding_before
        return begin, (stop - 1) * size.stride - size.padding_before + size.span


def padding_source(position: int, size: int, mode: str) -> int:
    """The pixel of an axis of that size that stands at a position in the padding."""
    if mode == "reflect":
        return -position if position < 0 else 2 * (size - 1) - position
    if mode == "replicate":
        return min(max(position, 0), size - 1)
    return position % size


class Spreading(NamedTuple):
    """Every input position fills a window of the output, as in a transposed convolution."""

    size: TransposedSize

    def back(self, positions: int) -> int:
        size = self.size
        padded, gathered = positions << size.padding, 0
        for tap in range(size.kernel):
            gathered |= padded >> tap * size.dilation
        return _every(gathered, size.stride, size.size)

    def forward(self, positions: int) -> int:
        size = self.size
        padded = _with_taps(_spread(positions, size.stride), size.kernel, size.dilation)
        return padded >> size.padding & run(0, size.value)

    def window(self, first: int, stop: int) -> tuple[int, int]:
        size = self.size
        begin = -((size.span - 1 - first - size.padding) // size.stride)
        return begin, max(begin, (stop - 1 + size.padding) // size.stride + 1)


def _scaled(size: ScaledSize, mode: str) -> TransposedSize:
    """Upsampling as a transposed convolution that reaches the same positions.

    Blended between two, a pixel reaches all that is less than one pixel away from its middle.
    """
    factor = size.factor
    if mode == "nearest":
        return TransposedSize(size.size, factor, factor, 0, 1, 0)
    kernel, padding = 2 * factor - factor % 2, factor // 2
    extra = size.value - ((size.size - 1) * factor - 2 * padding + kernel)
    return TransposedSize(size.size, kernel, factor, padding, 1, extra)


class Spans(NamedTuple):
    """Windows of their own size for each position: adaptive pooling, groups of features."""

    before: int
    spans: tuple[tuple[int, int], ...]

    def back(self, positions: int) -> int:
        found = 0
        for position in _bits(positions):
            found |= run(*self.spans[position])
        return found

    def forward(self, positions: int) -> int:
        found = 0
        for position, span in enumerate(self.spans):
            if positions & run(*span):
                found |= 1 << position
        return found

    def window(self, first: int, stop: int) -> tuple[int, int]:
        """Outside the output, as the padding of a later layer, by the mean size of a window."""
        ends = self.before, len(self.spans)
        low = self.spans[first][0] if 0 <= first < ends[1] else first * ends[0] // ends[1]
        last = stop - 1
        high = self.spans[last][1] if 0 <= last < ends[1] else -(-stop * ends[0] // ends[1])
        return low, high


def _spread(positions: int, step: int) -> int:
    """Neighbouring bits so far apart."""
    return positions if step == 1 else int(("0" * (step - 1)).join(f"{positions:b}"), 2)


def _every(positions: int, step: int, count: int) -> int:
    """Each bit that `step` apart, the first `count` of them."""
    if step > 1:
        positions = int(f"{positions:b}"[::-1][::step][::-1], 2)
    return positions & run(0, count)


def _with_taps(positions: int, kernel: int, dilation: int) -> int:
    found = 0
    for tap in range(kernel):
        found |= positions << tap * dilation
    return found


def axis_of(size: Size, mode: str) -> Axis:
    if isinstance(size, WindowSize):
        return Sliding(size, mode)
    if isinstance(size, TransposedSize):
        return Spreading(size)
    if isinstance(size, ScaledSize):
        return Spreading(_scaled(size, mode))
    assert isinstance(size, PaddedSize)
    return Sliding(WindowSize(size.size, 1, 1, size.before, size.after))


def adaptive_span(position: int, size: int, count: int) -> tuple[int, int]:
    """From where to where one of `count` windows of an adaptive pooling reaches, as in torch."""
    return position * size // count, -(-(position + 1) * size // count)


def adaptive(size: int, count: int) -> Axis:
    return Spans(size, tuple(adaptive_span(i, size, count) for i in range(count)))
