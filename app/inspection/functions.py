"""The activations as formulas: value, derivative, and the formula with a number put in (C1).

The formulas are those of PyTorch's documentation. They need no torch, so that the window can draw
their curves.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.inspection.formulas import Values, factor, number
from app.language import list_mark
from app.network.layer import Layer
from app.network.layers.activation import (
    ELU,
    GELU,
    Hardsigmoid,
    Hardswish,
    LeakyReLU,
    PReLU,
    ReLU,
    ReLU6,
    Sigmoid,
    SiLU,
    Softplus,
    Tanh,
)

Curve = Callable[[Values], Values]


@dataclass(frozen=True, eq=False)
class Function:
    """An activation: `value` and `slope` (its derivative) of arrays, `text` of one number.

    Where a function has a corner, the slope is the one that torch takes.
    """

    value: Curve
    slope: Curve
    text: Callable[[float], str]
    """The formula with x put in, without the result: "max(0, −3)"."""


def function_of(layer: Layer, learned_slope: float | None = None) -> Function | None:
    """The function of an activation layer; None for another layer, and for a softmax.

    `learned_slope` is the weight of a PReLU, which else begins with its setting.
    """
    match layer:
        case ReLU():
            return _leaky(0.0, lambda x: f"max(0{list_mark()}{number(x)})")
        case LeakyReLU():
            return _leaky(layer.negative_slope)
        case PReLU():
            return _leaky(layer.init if learned_slope is None else learned_slope)
        case ELU():
            return _elu(layer.alpha)
        case GELU():
            return _TANH_GELU if layer.approximate == "tanh" else _GELU
        case Softplus():
            return _softplus(layer.beta)
    return _FIXED.get(type(layer))


def _leaky(slope: float, text: Callable[[float], str] | None = None) -> Function:
    def written(x: float) -> str:
        apart, shown = list_mark(), number(x)
        return f"max(0{apart}{shown}) + {factor(slope)}·min(0{apart}{shown})"

    return Function(
        lambda x: np.where(x > 0, x, slope * x),
        lambda x: np.where(x > 0, 1.0, slope),
        text or written,
    )


def _elu(alpha: float) -> Function:
    return Function(
        lambda x: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))),
        lambda x: np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0))),
        lambda x: number(x) if x > 0 else f"{number(alpha)}·(e^{factor(x)} − 1)",
    )


def sigmoid(x: Values) -> Values:
    """1/(1 + e⁻ˣ), by way of tanh, which no number is too large for."""
    found: Values = 0.5 * (1 + np.tanh(x / 2))
    return found


def _softplus(beta: float) -> Function:
    return Function(
        lambda x: np.logaddexp(0, beta * x) / beta,
        lambda x: sigmoid(beta * x),
        lambda x: f"ln(1 + e^({number(beta)}·{factor(x)}))/{number(beta)}",
    )


_erf = np.vectorize(math.erf, otypes=[np.float64])


def _normal(x: Values) -> Values:
    """Φ: the share of a normal distribution below x."""
    found: Values = 0.5 * (1 + _erf(x / math.sqrt(2)))
    return found


def _density(x: Values) -> Values:
    found: Values = np.exp(-x * x / 2) / math.sqrt(2 * math.pi)
    return found


_GELU = Function(
    lambda x: x * _normal(x),
    lambda x: _normal(x) + x * _density(x),
    lambda x: f"{number(x)}·Φ({number(x)})",
)

_WIDTH, _CUBIC = math.sqrt(2 / math.pi), 0.044715


def _tanh_gelu_slope(x: Values) -> Values:
    bend = np.tanh(_WIDTH * (x + _CUBIC * x**3))
    inner = _WIDTH * (1 + 3 * _CUBIC * x**2)
    found: Values = 0.5 * (1 + bend) + 0.5 * x * (1 - bend**2) * inner
    return found


_TANH_GELU = Function(
    lambda x: 0.5 * x * (1 + np.tanh(_WIDTH * (x + _CUBIC * x**3))),
    _tanh_gelu_slope,
    lambda x: f"½·{factor(x)}·(1 + tanh(√(2/π)·({number(x)} + {number(0.0447)}·{factor(x)}³)))",
)


def _three_up(x: float) -> str:
    return f"min(max(0{list_mark()}{number(x)} + 3){list_mark()}6)/6"


_FIXED: dict[type[Layer], Function] = {
    ReLU6: Function(
        lambda x: np.clip(x, 0, 6),
        lambda x: np.where((x > 0) & (x < 6), 1.0, 0.0),
        lambda x: f"min(max(0{list_mark()}{number(x)}){list_mark()}6)",
    ),
    Sigmoid: Function(
        sigmoid,
        lambda x: sigmoid(x) * sigmoid(-x),
        lambda x: f"1/(1 + e^{factor(-x)})",
    ),
    Hardsigmoid: Function(
        lambda x: np.clip(x + 3, 0, 6) / 6,
        lambda x: np.where((x > -3) & (x < 3), 1 / 6, 0.0),
        _three_up,
    ),
    Tanh: Function(
        np.tanh,
        lambda x: 1 - np.tanh(x) ** 2,
        lambda x: f"tanh({number(x)})",
    ),
    SiLU: Function(
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
        lambda x: f"{number(x)}/(1 + e^{factor(-x)})",
    ),
    Hardswish: Function(
        lambda x: x * np.clip(x + 3, 0, 6) / 6,
        lambda x: np.where(x <= -3, 0.0, np.where(x < 3, x / 3 + 0.5, 1.0)),
        lambda x: f"{number(x)}·{_three_up(x)}",
    ),
}
