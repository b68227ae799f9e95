"""The arithmetic of one number of a layer's output, ready to be drawn. Needs no torch.

A unit is one such number. Everywhere here a signal C×L counts as C×1×L, and a vector of F
features as F×1×1: `Unit(3)` is the feature 3. Arrays are float64.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.inspection.formulas import Values


class Unit(NamedTuple):
    """Where one number lies in a layer's output."""

    channel: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, eq=False)
class UnitArithmetic:
    """How one number came about; `text` is the formula with the numbers put in."""

    unit: Unit
    value: float
    text: str


@dataclass(frozen=True, eq=False)
class Patch:
    """What a window lies on: h×w cells over some channels of the input.

    `rows` and `columns` are where its cells lie in the input: outside of it for padding, −1 for
    cells that no input reaches. `taken_rows` and `taken_columns` are where the values come from,
    which differs where the padding repeats the picture; −1 stands for nothing.
    """

    values: Values
    """C×h×w, with zeros, or what the padding mode puts there, outside."""
    channels: range
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    taken_rows: NDArray[np.intp]
    taken_columns: NDArray[np.intp]
    inside: NDArray[np.bool_]
    """h×w: whether the cell lies on the input, and not in the padding."""

    def source(self, channel: int, row: int, column: int) -> Unit | None:
        """The number of the input that stands in a cell; None for one that is only padding.

        `channel` counts from the first of the patch.
        """
        at = int(self.taken_rows[row]), int(self.taken_columns[column])
        return None if -1 in at else Unit(self.channels[channel], *at)


class Term(NamedTuple):
    """One product of a weighted sum; `source` is None for padding."""

    source: Unit | None
    weight: float
    value: float
    product: float


@dataclass(frozen=True, eq=False)
class WeightedSum(UnitArithmetic):
    """Σ w·x + b: convolutions, dense layers, weighted means, blending."""

    patch: Patch
    weights: Values
    """C×h×w, one for each cell of the patch."""
    bias: float | None

    @cached_property
    def products(self) -> Values:
        """C×h×w."""
        with np.errstate(invalid="ignore"):  # infinite weights of what diverged
            found: Values = self.weights * self.patch.values
        return found

    @cached_property
    def channel_sums(self) -> Values:
        """The sum over the window for each channel, without the bias."""
        with np.errstate(invalid="ignore"):
            found: Values = self.products.sum(axis=(1, 2))
        return found

    @cached_property
    def total(self) -> float:
        """The sum of all products, without the bias."""
        with np.errstate(invalid="ignore"):
            return float(self.products.sum())

    def largest_terms(self, count: int) -> tuple[Term, ...]:
        """The products that matter most, the largest first whatever their sign."""
        return tuple(self.term(index) for index in self.largest(count))

    def largest(self, count: int) -> tuple[int, ...]:
        """Where these are, counted through all products."""
        sizes = np.abs(self.products.ravel())
        first = np.argpartition(-sizes, min(count, len(sizes)) - 1)[:count]
        return tuple(sorted(first.tolist(), key=lambda index: (-sizes[index], index)))

    def term(self, index: int) -> Term:
        """One product, counted through all."""
        channel, row, column = (int(i) for i in np.unravel_index(index, self.products.shape))
        cell = (channel, row, column)
        return Term(
            self.patch.source(*cell),
            float(self.weights[cell]),
            float(self.patch.values[cell]),
            float(self.products[cell]),
        )


@dataclass(frozen=True, eq=False)
class Extreme(UnitArithmetic):
    """The largest or smallest of a window, or of a group of channels.

    `winner` is the number of the input that is let through, which alone gets the gradient (B5):
    of equals the first. None where the window lies on nothing but padding.
    """

    patch: Patch
    winner: Unit | None
    winning_cell: tuple[int, int, int] | None
    """(channel, row, column) within the patch."""


@dataclass(frozen=True, eq=False)
class WindowMean(UnitArithmetic):
    """A mean over a window: `total` by `count`, or (Σ xᵖ)^(1/p) for another `power` than None."""

    patch: Patch
    counted: NDArray[np.bool_]
    """h×w: the cells that are counted, which may be padding."""
    total: float
    """Σ x, or Σ xᵖ."""
    count: int
    power: int | None = None


@dataclass(frozen=True, eq=False)
class Normalised(UnitArithmetic):
    """x̂ = (x − μ)/√(σ² + ε), then scale·x̂ + shift (γ and β) where these are learned."""

    x: float
    mean: float
    variance: float
    eps: float
    normalised: float
    scale: float | None
    shift: float | None
    count: int
    """The values that mean and variance are of; 0 for the running ones of batch normalisation."""


@dataclass(frozen=True, eq=False)
class ResponseNormalised(UnitArithmetic):
    """x/(k + α/n·Σ x²)^β, the sum over neighbouring channels at the position."""

    x: float
    channels: range
    neighbours: Values
    divisor: float


@dataclass(frozen=True, eq=False)
class FunctionValue(UnitArithmetic):
    """A function of one number; `slope` is its derivative there."""

    x: float
    slope: float


@dataclass(frozen=True, eq=False)
class SoftmaxShare(UnitArithmetic):
    """e^z / Σ e^z: the share of one exponential in the sum of all."""

    logits: Values
    exponentials: Values
    total: float
    subtracted: float
    """Taken off every logit before, so that no exponential is too large; it changes no share."""


@dataclass(frozen=True, eq=False)
class Merged(UnitArithmetic):
    """One number from each wire, added or multiplied."""

    sources: tuple[Unit, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Copied(UnitArithmetic):
    """A number of the input at another place; `source` is None where a zero is put in."""

    source: Unit | None
    wire: int = 0
