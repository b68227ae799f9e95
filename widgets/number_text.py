"""Numbers as text, short enough to stand in a pixel and exact enough to compare."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.language import figures

_MOST_DIGITS = 6
"""Significant digits of the largest of several numbers, however small the others are."""


def number_text(value: float, digits: int = 3) -> str:
    """`digits` significant digits with a true minus sign: "−0.132", "1,204", "3.1e−05"."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    magnitude = math.floor(math.log10(abs(value)))
    if magnitude < -4 or magnitude > 6:
        mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
        return figures(f"{mantissa}e{int(exponent)}".replace("-", "−"))
    return figures(f"{value:,.{max(0, digits - 1 - magnitude)}f}".replace("-", "−"))


def decimals_of_sum(values: Sequence[float], digits: int = 3) -> int:
    """With how many decimals to write the numbers of one sum: as many as one of them needs.

    So what is shown adds up to what is shown, but for a rounding of the last digit.
    """
    sizes = [math.floor(math.log10(abs(v))) for v in values if math.isfinite(v) and v != 0]
    if not sizes:
        return digits - 1
    return max(0, min(digits - 1 - min(sizes), _MOST_DIGITS - 1 - max(sizes)))


def decimal_text(value: float, decimals: int, digits: int = 3) -> str:
    """A number with so many decimals; as `number_text` where that would be 0, or too long."""
    if not math.isfinite(value) or round(value, decimals) == 0 or not 1e-4 <= abs(value) < 1e7:
        return number_text(value, digits)
    return figures(f"{value:,.{decimals}f}".replace("-", "−"))
