"""Layers written as lecturers write them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.layer import Layer
from app.network.layers.activation import LeakyReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input, Linear
from app.network.layers.normalisation import Dropout, Dropout2d, GroupNorm
from app.network.layers.pooling import MaxPool2d
from app.network.notation import read_notation, written_layer


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("conv 64 3x3 s2 p1", Conv2d(64, 3, 2, 1)),
        ("conv 16 · 5×5 · s1 p2", Conv2d(16, 5, 1, 2)),
        ("conv 3x5 same", Conv2d(16, (3, 5), padding="same")),
        ("conv 8 g8 d2 p1x2", Conv2d(8, 3, 1, (1, 2), 2, 8)),
        ("pool 3x3 s1 p1", MaxPool2d(3, 1, 1)),
        ("fc 120", Linear(120)),
        ("input 3", Input(3, 28, 28)),
        ("group norm 4", GroupNorm(num_groups=4)),
        ("conv", Conv2d()),
        ("dropout 0.4", Dropout(0.4)),
        ("dropout p=0,4", Dropout(0.4)),
        ("dropout2d 40%", Dropout2d(0.4)),
        ("leaky relu .2", LeakyReLU(0.2)),
    ],
)
def test_settings_follow_the_words(text: str, layer: Layer) -> None:
    assert written_layer(type(layer), read_notation(text).settings) == layer


def test_words_and_settings_are_told_apart() -> None:
    assert read_notation("Conv2d 64 3x3 P1") == ("conv2d", ("64", "3x3", "p1"))
    assert read_notation("weighted sum") == ("weighted sum", ())
    assert read_notation("") == ("", ())


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Linear, "fc s2", "Linear has no stride for 's2'"),
        (MaxPool2d, "pool 64", "MaxPool2d has no number for '64'"),
        (Conv2d, "conv 0.4", "Conv2d has no number for '0.4'"),
        (Dropout, "dropout 1.5", "p must be"),
        (Conv2d, "conv 0", "out_channels must be a whole number from 1"),
        (Conv2d, "conv 3x3 p9999", "padding must be"),
    ],
)
def test_what_a_kind_does_not_have_is_refused_in_words(
    kind: type[Layer], text: str, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        written_layer(kind, read_notation(text).settings)


@given(
    st.integers(1, 512), st.integers(1, 9), st.integers(1, 4), st.integers(0, 9), st.integers(1, 3)
)
def test_the_notation_on_a_card_can_be_typed(
    filters: int, kernel: int, stride: int, padding: int, dilation: int
) -> None:
    layer = Conv2d(filters, kernel, stride, padding, dilation)
    assert written_layer(Conv2d, read_notation(f"conv {layer.notation}").settings) == layer


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    settings = read_notation(text).settings
    for kind in (Conv2d, Linear, MaxPool2d, Dropout):
        with contextlib.suppress(ValueError):
            assert written_layer(kind, settings).kind == kind.__name__
