"""The axes of the curves: steps below, epochs above, and a figure's values at the left."""

from __future__ import annotations

import math

import pyqtgraph as pg

from app.language import figures, tr
from widgets.number_text import number_text
from widgets.theme import scaled, type_size

_LONG = 1e5
"""Numbers from here on are written with a power of ten."""
_MOST_DECIMALS = 9
_DIGIT = 7
"""Pixels that one takes, at a scale of 1."""
_LINE = 13
"""Pixels that a line of numbers takes in height, likewise."""
_STEPS = 20
"""Pixels in height that the numbers of steps take, likewise."""
HALF_A_LINE = 6
"""Likewise, of a number at an end of the left axis."""
_FLAT = 64
"""Likewise, of a plot whose lines need the place of the numbers of steps."""
_NEAR = 1e-9


class ValueAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis of values: its numbers with as many decimals as tell them apart."""

    def __init__(self, percent: bool = False, side: str = "left") -> None:
        super().__init__(side)
        self._percent = percent

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        levels: list[tuple[float, float]] = super().tickSpacing(low, high, size)
        if self.logMode or not levels:
            return levels
        apart = scaled(_LINE) * (high - low) / max(1.0, size)
        return [level for level in levels if level[0] >= apart] or [(_rounded_up(apart), 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        if self.logMode:
            return [_log_tick(value) for value in values]
        if self._percent:
            return [_percent(value, _decimals(100 * spacing)) for value in values]
        if max(map(abs, values), default=0.0) >= _LONG:
            return [figures(f"{value:g}".replace("e+0", "e")) for value in values]
        return [_fixed(value, _decimals(spacing)) for value in values]


def _decimals(spacing: float) -> int:
    """How many a number needs so that one `spacing` further on reads differently."""
    places = range(_MOST_DECIMALS)
    whole = (d for d in places if math.isclose(spacing * 10**d, round(spacing * 10**d)))
    return next(whole, _MOST_DECIMALS)


def _percent(share: float, decimals: int) -> str:
    """A share in per cent; nothing is written where there can be none."""
    if not -_NEAR < share < 1 + _NEAR:
        return ""
    decimals = 0 if share < _NEAR or share > 1 - _NEAR else decimals
    return f"{_fixed(100 * share, decimals)} %"


def _fixed(value: float, decimals: int) -> str:
    return figures(f"{round(value, decimals) + 0.0:.{decimals}f}")  # adding nothing makes 0 of -0


def _log_tick(exponent: float) -> str:
    """Only 1, 2 and 5 of each power of ten are written: more would touch."""
    value = 10**exponent
    leading = round(value / 10 ** math.floor(exponent + 1e-9))
    return number_text(value, 1) if leading in (1, 2, 5) else ""


class StepAxis(pg.AxisItem):  # type: ignore[misc]
    """Whole steps with their thousands apart."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        levels = super().tickSpacing(low, high, size / type_size().scale)
        apart = scaled(_DIGIT) * (len(f"{high:,.0f}") + 0.3) * (high - low) / max(1.0, size)
        if levels and levels[0][0] < apart:
            return [(max(1, _round_up(apart)), 0.0)]
        return [(spacing, offset) for spacing, offset in levels[:2] if spacing >= 1]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        return [figures(f"{value:,.0f}") for value in values]


def fit_steps(plot: pg.PlotWidget) -> None:
    """Write the numbers of steps under a plot, or leave their height to the lines of a flat one."""
    axis, told = plot.getPlotItem().getAxis("bottom"), plot.height() >= scaled(_FLAT)
    height = scaled(_STEPS if told else HALF_A_LINE)
    if axis.fixedHeight != height:  # the values stay, for a figure of the plot shows them
        axis.setHeight(height)


class EpochAxis(pg.AxisItem):  # type: ignore[misc]
    """Where epochs end, thinned so that their numbers do not touch; with lines through the plot."""

    def __init__(self) -> None:
        super().__init__("top")
        self.steps_per_epoch = 1

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        per_tick = max(1.0, (high - low) / self.steps_per_epoch / max(1.0, size / scaled(44)))
        every = _round_up(per_tick)
        first = max(1, math.ceil(low / self.steps_per_epoch / every)) * every
        last = int(high / self.steps_per_epoch)
        ends = [float(e * self.steps_per_epoch) for e in range(first, last + 1, every)]
        return [(float(every * self.steps_per_epoch), ends)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        numbers = [round(value / self.steps_per_epoch) for value in values]
        return [tr("epoch {n}", n=n) if i == 0 else f"{n}" for i, n in enumerate(numbers)]


def _round_up(value: float) -> int:
    """The next of 1, 2, 5, 10, 20, 50, …"""
    return int(_rounded_up(value))


def _rounded_up(value: float) -> float:
    """Likewise, among fractions, too."""
    scale = 10.0 ** math.floor(math.log10(value))
    return next(s * scale for s in (1, 2, 5, 10) if s * scale >= value - 1e-9)
