"""Numbers and sums in writing."""

from __future__ import annotations

import pytest

from app.inspection.formulas import joined, number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (692.0, "692"),
        (-4.0, "−4"),
        (0.1, "0.1"),
        (-0.12345678, "−0.1235"),
        (123456.7, "123457"),
        (-0.0, "0"),
        (1e-5, "10⁻⁵"),
        (-1e-5, "−10⁻⁵"),
        (1.5e-7, "1.5·10⁻⁷"),
        (2.5e12, "2.5·10¹²"),
        (float("nan"), "no number"),
        (float("-inf"), "−∞"),
    ],
)
def test_numbers_have_four_figures(value: float, text: str) -> None:
    assert number(value) == text


def test_terms_are_joined_by_their_signs() -> None:
    assert joined(["−1", "2", "−3", "…", "0.1"]) == "−1 + 2 − 3 + … + 0.1"
    assert joined([]) == "0"
