"""Numbers together with the substitution that made them.

Lecturers show the formula, so a size or a count is never a bare number here: it is a small
object whose `value` and whose `text` come from the same operands.
"""

from __future__ import annotations

import math
from typing import NamedTuple, Protocol

from app.language import figures

Shape = tuple[int, ...]
"""A feature map (channels, height, width), a signal (channels, length) or a vector (features,)."""


def percent_text(share: float, digits: int = 1, *, of: int = 0) -> str:
    """A share of one in percent: "98.2 %".

    Of a share `of` so many things, no digit is told that so few cannot carry: 5 of 6 are "83 %".
    """
    if of:
        digits = min(digits, max(0, len(str(of - 1)) - 2))
    return "NaN" if math.isnan(share) else figures(f"{100 * share:.{digits}f} %")


def shape_text(shape: Shape | None) -> str:
    """A shape as the lectures write it: "16×28×28"; "?" while it is not known."""
    return "×".join(map(str, shape)) if shape else "?"


class Product(NamedTuple):
    """A count that is a product, such as filters · height · width · channels."""

    factors: tuple[int, ...]

    @property
    def value(self) -> int:
        return math.prod(self.factors)

    @property
    def text(self) -> str:
        return "·".join(map(str, self.factors))


class Size(Protocol):
    """The size of the output along one dimension, with the substitution that made it."""

    @property
    def value(self) -> int: ...

    @property
    def text(self) -> str: ...


class WindowSize(NamedTuple):
    """How often a window fits along one dimension: (W − F + 2P)/S + 1.

    The source is the lectures' rule (rows A1 to A3); with dilation D a window spans
    D·(F − 1) + 1 pixels, as in torch.nn.Conv2d. With `rounds_up` (torch's ceil_mode) a last
    window may reach over the end, if it begins inside the input or the padding before it.
    """

    size: int
    kernel: int
    stride: int
    padding_before: int
    padding_after: int
    dilation: int = 1
    rounds_up: bool = False

    @property
    def span(self) -> int:
        """Pixels that the window covers."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def gap(self) -> int:
        """Pixels between neighbouring windows that neither sees."""
        return max(0, self.stride - self.span)

    @property
    def free(self) -> int:
        """How far the window can move; negative where it does not fit at all."""
        return self.size + self.padding_before + self.padding_after - self.span

    @property
    def value(self) -> int:
        """The number of positions, rounded as PyTorch does; at most 0 where nothing fits."""
        if not self.rounds_up:
            return self.free // self.stride + 1
        steps = -(-self.free // self.stride)
        begins_outside = steps * self.stride >= self.size + self.padding_before
        return steps if begins_outside else steps + 1

    @property
    def exact(self) -> float:
        """The number of positions before rounding: 2.33 means that it does not fit."""
        return self.free / self.stride + 1

    @property
    def unseen(self) -> int:
        """Rows or columns of the input (not of its padding) that one more window would reach.

        Those in the gap before it do not count: a 1×1 window with stride 2 skips them everywhere.
        """
        if self.rounds_up:
            return 0
        return max(0, self.free % self.stride - self.gap - self.padding_after)

    @property
    def span_text(self) -> str:
        return f"{self.dilation}·({self.kernel} − 1) + 1" if self.dilation > 1 else f"{self.kernel}"

    @property
    def text(self) -> str:
        """The substitution: "(28 + 2·2 − 5)/1 + 1 = 28"."""
        padded = str(self.size)
        if self.padding_before == self.padding_after:
            padded += f" + 2·{self.padding_before}" if self.padding_before else ""
        else:
            padded += f" + {self.padding_before} + {self.padding_after}"
        span = f"({self.span_text})" if self.dilation > 1 else self.span_text
        result = f"{self.value}"
        if self.free % self.stride:
            result = figures(f"{self.exact:.2f} → {self.value}")
        return f"({padded} − {span})/{self.stride} + 1 = {result.replace('-', '−')}"


class Window(NamedTuple):
    """What one output position looks at along (height, width), for the receptive field."""

    span: tuple[int, int]
    stride: tuple[int, int]
    padding: tuple[int, int]


class TransposedSize(NamedTuple):
    """What a transposed convolution makes of one dimension: (W − 1)·S − 2P + F + extra.

    The rule of torch.nn.ConvTranspose2d, where `extra` is called output_padding and a dilated
    window spans D·(F − 1) + 1 pixels.
    """

    size: int
    kernel: int
    stride: int
    padding: int
    dilation: int
    extra: int

    @property
    def span(self) -> int:
        """Pixels of the output that one pixel of the input reaches."""
        return self.dilation * (self.kernel - 1) + 1

    @property
    def value(self) -> int:
        return (self.size - 1) * self.stride - 2 * self.padding + self.span + self.extra

    @property
    def text(self) -> str:
        """The substitution: "(14 − 1)·2 − 2·1 + 4 = 28"."""
        span = f"{self.dilation}·({self.kernel} − 1) + 1" if self.dilation > 1 else f"{self.kernel}"
        padding = f" − 2·{self.padding}" if self.padding else ""
        extra = f" + {self.extra}" if self.extra else ""
        result = f"{self.value}".replace("-", "−")
        return f"({self.size} − 1)·{self.stride}{padding} + {span}{extra} = {result}"


class PaddedSize(NamedTuple):
    """One dimension with so many pixels put before and after it."""

    size: int
    before: int
    after: int

    @property
    def value(self) -> int:
        return self.size + self.before + self.after

    @property
    def text(self) -> str:
        return f"{self.size} + {self.before} + {self.after} = {self.value}"


class ScaledSize(NamedTuple):
    """One dimension made so many times as large."""

    size: int
    factor: int

    @property
    def value(self) -> int:
        return self.size * self.factor

    @property
    def text(self) -> str:
        return f"{self.size}·{self.factor} = {self.value}"
