"""Numbers as text, short enough to stand in a pixel and exact enough to compare."""

from __future__ import annotations

import math

from app.language import figures


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
