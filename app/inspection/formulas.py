"""Numbers and sums as the lectures write them: "1·95 − 4·14 + … + 0.1 = 692"."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.language import figures, tr

Values = NDArray[np.float64]

SHOWN = 9
"""Terms that a sum is written out with: those of a 3×3 kernel. Of longer ones, the ends."""
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float) -> str:
    """A number to four figures: "692", "−0.1235", "1.5·10⁻⁷"."""
    value = float(value)
    if math.isnan(value):
        return tr("no number")
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value)}".replace("-", "−")
    if 1e-3 <= abs(value) < 1e6:
        text = f"{value:.0f}" if abs(value) >= 1e4 else f"{value:.4g}"
        return figures(text.replace("-", "−"))
    digits, exponent = f"{value:.3e}".split("e")
    digits = digits.rstrip("0").rstrip(".").replace("-", "−")
    power = "10" + superscript(int(exponent))
    return {"1": power, "−1": f"−{power}"}.get(digits, f"{figures(digits)}·{power}")


def factor(value: float) -> str:
    """A number behind a sign of arithmetic: "(−3)"."""
    text = number(value)
    return f"({text})" if text.startswith("−") else text


def superscript(exponent: int) -> str:
    """A whole exponent: "²"."""
    return str(exponent).translate(_SUPERSCRIPTS)


def product_sum(weights: Values, values: Values, bias: float | None, total: float) -> str:
    """Σ w·x + b with the numbers: "0·95 + 1·242 − 4·14 + … + 0.1 = 692"."""
    weights, values = weights.ravel(), values.ravel()
    terms = [
        f"{number(weights[i])}·{factor(values[i])}" if i >= 0 else "…" for i in _shown(len(weights))
    ]
    if bias is not None:
        terms.append(number(bias))
    return f"{joined(terms)} = {number(total)}"


def joined(terms: Sequence[str]) -> str:
    """Terms with plus signs between them, or minus where the next begins with one."""
    text = terms[0] if terms else "0"
    for term in terms[1:]:
        text += f" − {term[1:]}" if term.startswith("−") else f" + {term}"
    return text


def listed(values: Values) -> list[str]:
    """The values, of many only the ends with "…" between."""
    values = values.ravel()
    return [number(values[i]) if i >= 0 else "…" for i in _shown(len(values))]


def _shown(count: int) -> list[int]:
    """Which of so many terms are written; −1 stands for those left out."""
    if count <= SHOWN:
        return list(range(count))
    return [0, 1, 2, -1, count - 1]
