"""The activations as formulas, against torch and the lectures."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from app.inspection.functions import Function, function_of, sigmoid
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.activation import ELU, LeakyReLU, PReLU, ReLU, Sigmoid, Softmax, Tanh
from tests.network.strategies import layers_of

CURVED = [kind for kind in LAYER_KINDS if kind.family == "activation" and kind is not Softmax]


def _function(layer: Layer, learned: float | None = None) -> Function:
    found = function_of(layer, learned)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", CURVED, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_c1_value_and_derivative_are_those_of_torch(kind: type[Layer], data: st.DataObject) -> None:
    layer = data.draw(layers_of(kind))
    call = layer.torch_call((1,))
    module = getattr(nn, call.name)(**call.arguments).double()
    values = data.draw(st.lists(st.floats(-12, 12).filter(lambda x: abs(x) > 1e-3), min_size=1))
    x = torch.tensor(values, dtype=torch.double, requires_grad=True)
    value = module(x)
    (slope,) = torch.autograd.grad(value.sum(), x)
    function, points = _function(layer), np.array(values)
    assert function.value(points) == pytest.approx(value.detach().numpy(), rel=1e-5, abs=1e-6)
    corners = np.isin(points, (-3.0, 3.0, 6.0))  # where a slope is torch's choice
    assert function.slope(points)[~corners] == pytest.approx(
        slope.numpy()[~corners], rel=1e-5, abs=1e-6
    )


def test_c1_tanh_is_a_stretched_sigmoid() -> None:
    x = np.linspace(-5, 5, 101)
    assert np.allclose(_function(Tanh()).value(x), 2 * sigmoid(2 * x) - 1)


def test_c1_the_steepest_slopes_of_sigmoid_and_tanh() -> None:
    zero = np.zeros(1)
    assert _function(Sigmoid()).slope(zero) == 0.25
    assert _function(Tanh()).slope(zero) == 1


def test_c1_a_leaky_relu_goes_on_with_a_tenth_of_the_slope() -> None:
    leaky = _function(LeakyReLU(0.1))
    assert leaky.value(np.array([-2.0, 3.0])).tolist() == pytest.approx([-0.2, 3])
    assert leaky.slope(np.array([-2.0, 3.0])).tolist() == pytest.approx([0.1, 1])


def test_c1_a_relu_lets_no_gradient_through_at_zero() -> None:
    assert _function(ReLU()).slope(np.zeros(1)) == 0


def test_a_prelu_has_the_slope_that_it_learned() -> None:
    assert _function(PReLU(init=0.25), 0.5).value(np.array([-2.0])) == -1
    assert _function(PReLU(init=0.25)).value(np.array([-2.0])) == -0.5


@pytest.mark.parametrize(
    ("layer", "x", "text"),
    [
        (ReLU(), -3.25, "max(0, −3.25)"),
        (LeakyReLU(0.1), -3, "max(0, −3) + 0.1·min(0, −3)"),
        (ELU(2.0), -1, "2·(e^(−1) − 1)"),
        (ELU(2.0), 1, "1"),
        (Sigmoid(), 0.5, "1/(1 + e^(−0.5))"),
        (Tanh(), -2, "tanh(−2)"),
    ],
)
def test_c1_the_formula_has_the_number_in_it(layer: Layer, x: float, text: str) -> None:
    assert _function(layer).text(x) == text


def test_c2_a_softmax_is_no_function_of_one_number() -> None:
    assert function_of(Softmax()) is None


def test_huge_numbers_are_no_trouble() -> None:
    x = np.array([-1e6, 1e6])
    for kind in CURVED:
        function = _function(kind())
        assert not np.isnan(function.value(x)).any()
        assert not np.isnan(function.slope(x)).any()
