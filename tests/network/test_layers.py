"""The catalogue: every kind explains itself and can be written down and made again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.fields import Field, fields_of, made_from, values_of
from app.network.graph import name_problem
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS, kind_named
from app.network.layers.activation import LeakyReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.layers.pooling import MaxPool2d
from tests.network.strategies import layers_of

FIELDS = [(kind, field) for kind in LAYER_KINDS for field in fields_of(kind)]


def _id(value: object) -> str:
    return value.name if isinstance(value, Field) else getattr(value, "__name__", "")


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=_id)
def test_a_kind_says_what_it_does(kind: type[Layer]) -> None:
    assert kind.about.endswith(".")
    assert kind_named(kind.__name__) is kind
    assert not name_problem(f"{kind.prefix}1")


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=_id)
def test_a_setting_says_what_it_means_and_its_default_is_allowed(
    kind: type[Layer], field: Field
) -> None:
    assert field.help.endswith(".")
    assert field.checked(field.default) == field.default
    assert getattr(kind(), field.name) == field.default


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=_id)
def test_a_setting_holds_its_limits(kind: type[Layer], field: Field) -> None:
    if field.kind in ("whole", "real", "pair"):
        for limit, step in ((field.minimum, -1), (field.maximum, 1)):
            assert field.checked(limit) == limit
            with pytest.raises(ValueError, match=f"^{field.name} must be {_escaped(field)}"):
                kind(**{field.name: limit + step})


def _escaped(field: Field) -> str:
    return field.allowed.replace("(", r"\(").replace(")", r"\)").replace("+", r"\+")


@given(st.one_of([layers_of(kind, small=False) for kind in LAYER_KINDS]))
def test_any_layer_is_made_again_from_its_settings(layer: Layer) -> None:
    assert made_from(type(layer), values_of(layer)) == layer
    assert hash(made_from(type(layer), values_of(layer))) == hash(layer)


def test_an_unknown_kind_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match="no layer kind 'Conv3d'; known: AdaptiveAvgPool2d, Ad"):
        kind_named("Conv3d")


@pytest.mark.parametrize(
    ("layer", "notation"),
    [
        (Input(3, 32, 32), "3×32×32"),
        (Conv2d(16, 5, 1, 2), "16 · 5×5 · s1 p2"),
        (Conv2d(8, (3, 5), (2, 1), (1, 2), 2, 4), "8 · 3×5 · s2×1 p1×2 · d2 · g4"),
        (Conv2d(16, 3, padding="same"), "16 · 3×3 · s1 same"),
        (MaxPool2d(), "2×2 · s2"),
        (MaxPool2d(3, 2, 1), "3×3 · s2 p1"),
        (LeakyReLU(), "slope 0.1"),
        (Dropout(0.25), "p 0.25"),
        (Linear(10), "10"),
    ],
)
def test_notation_is_that_of_the_lectures(layer: Layer, notation: str) -> None:
    assert layer.notation == notation
