"""Matrices typed by hand: the lectures' numbers, and what a user may paste."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.dataset import DataError
from app.data.matrices import (
    MATRICES,
    matrix_image,
    matrix_text,
    parse_matrix,
    preset,
    resized_matrix,
)


def test_the_binary_matrix_is_that_of_the_lectures() -> None:
    """B1, its rows read from the text of the lecture."""
    values, white = preset("Binary strokes, 6×6")
    expected = parse_matrix("100001\n010010\n001100\n100010\n010010\n001010", 1)
    np.testing.assert_array_equal(values, expected)
    image = matrix_image(values, white)
    assert image.shape == (1, 6, 6)
    np.testing.assert_array_equal(image[0], 255 * expected)


def test_the_grey_matrix_is_that_of_the_lectures() -> None:
    """B2."""
    values, white = preset("Grey values, 5×5")
    text = "[95 242 186 152 39; 39 14 220 153 180; 5 247 212 54 46; 46 77 133 110 74; "
    np.testing.assert_array_equal(values, parse_matrix(text + "156 35 74 93 116]", 255))
    np.testing.assert_array_equal(matrix_image(values, white)[0], values)


@pytest.mark.parametrize("name", MATRICES)
def test_every_ready_matrix_keeps_to_its_levels(name: str) -> None:
    values, white = preset(name)
    np.testing.assert_array_equal(parse_matrix(matrix_text(values), white), values)
    assert matrix_image(values, white).max() == 255 * values.max() // white


@pytest.mark.parametrize(
    "text",
    [
        "1\t2\t3\n4\t5\t6\n",
        "1,2,3\r\n4,5,6",
        "1;2;3\n4;5;6",
        "  1 2  3 \n\n 4 5 6",
        "[[1, 2, 3], [4, 5, 6]]",
        "[[1, 2, 3],\n [4, 5, 6]]",
        "[1 2 3; 4 5 6]",
        "1.0 2.0 3.0\n4 5 6",
    ],
)
def test_matrices_of_spreadsheets_python_and_matlab_are_read(text: str) -> None:
    assert parse_matrix(text, 255).tolist() == [[1, 2, 3], [4, 5, 6]]


def test_a_column_of_grey_levels_is_not_taken_for_rows_of_bits() -> None:
    assert parse_matrix("10\n11\n100", 255).tolist() == [[10], [11], [100]]


@pytest.mark.parametrize(
    ("text", "white", "words"),
    [
        ("", 255, "no numbers"),
        ("1 2\n3 300", 255, "Row 2, column 2: 300 is out of range"),
        ("1 -1", 255, "Row 1, column 2: -1 is out of range"),
        ("0 1\n2 0", 1, "Row 2, column 1: 2 is out of range; type 0 or 1. For grey levels"),
        ("1 x", 255, "Row 1, column 2: 'x' is no number"),
        ("1 nan", 255, "nan is no number a pixel can have"),
        ("0.5 1", 1, "0.5 is no whole number"),
        ("1 2 3\n4 5", 255, "Row 2 has 2 numbers, row 1 has 3"),
        ("1 2\n3", 255, "Row 2 has 1 number, row 1 has 2"),
        (" ".join(["1"] * 65), 255, "64 of each at most"),
    ],
)
def test_what_is_no_matrix_is_refused_with_its_place(text: str, white: int, words: str) -> None:
    with pytest.raises(DataError, match=words):
        parse_matrix(text, white)  # type: ignore[arg-type]


@given(st.text(max_size=80))
def test_any_text_is_a_matrix_or_refused_in_words(text: str) -> None:
    with suppress(DataError):  # and nothing else
        values = parse_matrix(text, 255)
        assert values.ndim == 2
        assert 0 <= values.min() <= values.max() <= 255


def test_a_matrix_grows_by_zeros_and_is_cut() -> None:
    values = np.array([[1, 2], [3, 4]])
    assert resized_matrix(values, 3, 3).tolist() == [[1, 2, 0], [3, 4, 0], [0, 0, 0]]
    assert resized_matrix(values, 1, 2).tolist() == [[1, 2]]
