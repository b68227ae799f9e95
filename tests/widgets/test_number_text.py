"""Numbers as text."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.arithmetic import percent_text
from widgets.number_text import decimal_text, decimals_of_sum, number_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.1319, "−0.132"),
        (1.2345, "1.23"),
        (1234.5, "1,234"),
        (0.00031, "0.000310"),
        (3.14e-9, "3.14e−9"),
        (2.5e12, "2.50e12"),
        (math.nan, "NaN"),
        (-math.inf, "−∞"),
    ],
)
def test_numbers_are_short_and_have_a_true_minus(value: float, text: str) -> None:
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ((-0.0876, -0.0323, -0.1199), ["−0.0876", "−0.0323", "−0.1199"]),
        ((0.46, -0.0605, 0.3995), ["0.4600", "−0.0605", "0.3995"]),
        ((1234.5, 0.00012, 1234.50012), ["1,234.50", "0.000120", "1,234.50"]),
        ((0.0, 0.0, 0.0), ["0", "0", "0"]),
        ((3e9, 1.0, math.nan), ["3.00e9", "1", "NaN"]),
    ],
)
def test_the_numbers_of_a_sum_have_like_digits(values: tuple[float, ...], texts: list[str]) -> None:
    decimals = decimals_of_sum(values)
    assert [decimal_text(value, decimals) for value in values] == texts


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e30, max_value=1e30))
def test_a_number_read_back_is_within_a_percent(value: float) -> None:
    back = float(number_text(value).replace("−", "-").replace(",", ""))
    assert math.isclose(back, value, rel_tol=0.01, abs_tol=0)


def test_shares_are_percentages_with_one_decimal() -> None:
    assert percent_text(0.9817) == "98.2 %"


@pytest.mark.parametrize(
    ("right", "of", "text"),
    [
        (6, 6, "100 %"),
        (5, 6, "83 %"),
        (1, 1, "100 %"),
        (97, 100, "97 %"),
        (100, 101, "99.0 %"),
        (873, 1_000, "87.3 %"),
        (9_873, 10_000, "98.73 %"),
    ],
)
def test_a_percentage_has_no_digits_that_the_count_does_not_carry(
    right: int, of: int, text: str
) -> None:
    assert percent_text(right / of, 2, of=of) == text
