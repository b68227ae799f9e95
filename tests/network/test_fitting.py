"""What would fit, with the numbers of the lectures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.fitting import SETTINGS, Choice, choices, halving_text, halvings
from app.network.layer import Layer
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input, Linear
from app.network.layers.pooling import MaxPool2d
from tests.network.strategies import images, layers


def _results(found: tuple[Choice, ...], setting: str) -> dict[int, tuple[str, bool]]:
    return {c.value: (c.result, c.fits) for c in found if c.setting == setting}


def test_a1_seven_pixels_and_a_filter_of_three_fit_with_strides_one_and_two() -> None:
    found = choices(Conv2d(1, 3), (1, 7, 7))
    strides = _results(found, "stride")
    assert strides[1] == ("5", True)
    assert strides[2] == ("3", True)
    assert strides[3] == ("2.33", False)
    assert next(c for c in found if c.value == 3).arithmetic == "(7 − 3)/3 + 1 = 2.33 → 2"


@pytest.mark.parametrize(("kernel", "padding"), [(3, 1), (5, 2), (7, 3)])
def test_a2_half_the_kernel_as_padding_keeps_the_size(kernel: int, padding: int) -> None:
    paddings = _results(choices(Conv2d(1, kernel), (1, 7, 7)), "padding")
    assert paddings[padding] == ("7", True)
    assert [value for value, (size, _) in paddings.items() if size == "7"] == [padding]


@pytest.mark.parametrize(
    ("size", "times", "rest"), [(32, 5, 1), (64, 6, 1), (96, 5, 3), (224, 5, 7)]
)
def test_a14_sizes_that_halve_cleanly_say_how_often(size: int, times: int, rest: int) -> None:
    assert halvings(size) == (times, rest)
    assert halving_text((3, size, size)) == f"{size} halves {times} times, then {rest}"


def test_a14_a_pool_on_an_odd_size_loses_a_row_and_the_table_says_what_would_not() -> None:
    found = choices(MaxPool2d(), (1, 15, 15))
    assert _results(found, "stride")[2] == ("7.50", False)
    assert _results(found, "kernel_size")[3] == ("7", True)
    assert _results(found, "padding")[1] == ("8.50", True)  # only padding is left over


def test_sizes_that_halve_once_or_never_are_said_in_words() -> None:
    assert halving_text((1, 14, 7)) == "14 halves once, then 7; 7 is odd: halving it loses a row"
    assert halving_text((1, 1, 1)) == "1 cannot be halved"
    assert halving_text((400,)) == ""


def test_strided_shortcuts_fit_although_the_division_leaves_a_remainder() -> None:
    choice = next(c for c in choices(Conv2d(8, 1, 2), (3, 56, 56)) if c.current)
    assert choice == next(c for c in choices(Conv2d(8, 1, 2), (3, 56, 56)) if c.value == 2)
    assert (choice.result, choice.fits, choice.exact) == ("28.50", True, False)


def test_height_and_width_are_shown_apart_where_they_differ() -> None:
    strides = _results(choices(Conv2d(1, 3), (1, 7, 8)), "stride")
    assert strides[1] == ("5×6", True)
    assert strides[2] == ("3×3.50", False)


def test_the_present_value_is_marked_and_shown_even_where_it_is_too_large() -> None:
    found = choices(Conv2d(1, 11), (1, 7, 7))
    (now,) = [c for c in found if c.setting == "kernel_size" and c.current]
    assert (now.value, now.fits) == (11, False)


def test_a_layer_without_a_window_has_no_choices() -> None:
    assert choices(Linear(10), (400,)) == ()
    assert choices(Conv2d(1, 3), (400,)) == ()


@given(images(), layers())
def test_what_is_said_to_fit_is_accepted_without_complaint(image: Input, layer: Layer) -> None:
    for choice in choices(layer, image.shape):
        after = replace(layer, **{choice.setting: choice.value}).measure(image.shape)
        assert choice.setting in SETTINGS
        assert choice.fits == (after.output is not None and not after.faults)


@given(st.integers(1, 100_000))
def test_halving_and_doubling_cancel(size: int) -> None:
    times, rest = halvings(size)
    assert rest * 2**times == size
    assert rest % 2 == 1
