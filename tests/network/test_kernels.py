"""B10: the hand-made filters, against the matrices of the books and what they do to images."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.nn import functional

from app.network.kernels import (
    EDGES,
    HAND_MADE,
    LAPLACIAN,
    SHARPEN,
    SOBEL_X,
    SOBEL_Y,
    Kernel,
    box_blur,
    fitted,
    gabor,
    gaussian_blur,
    hand_made,
    identity,
    kernel_from_text,
    kernel_text,
)

GREY = [[95, 242, 186, 152, 39], [39, 14, 220, 153, 180], [5, 247, 212, 54, 46]]
GREY += [[46, 77, 133, 110, 74], [156, 35, 74, 93, 116]]


def filtered(image: np.ndarray, kernel: Kernel, **settings: int) -> np.ndarray:
    weights = torch.tensor(kernel, dtype=torch.float64)[None, None]
    maps = torch.from_numpy(np.asarray(image, np.float64))[None, None]
    return functional.conv2d(maps, weights, **settings)[0, 0].numpy()


def test_the_laplacian_gives_the_lectures_numbers() -> None:
    """B2."""
    found = filtered(np.array(GREY), LAPLACIAN)
    assert found.tolist() == [[692, -315, -6], [-680, -194, 305], [153, -59, -86]]
    strided = filtered(np.array(GREY), LAPLACIAN, stride=2)
    assert strided.tolist() == [[692, -6], [153, -86]]


def test_the_classics_are_the_matrices_of_the_books() -> None:
    assert identity() == ((0, 0, 0), (0, 1, 0), (0, 0, 0))
    assert box_blur() == ((1 / 9,) * 3,) * 3
    assert tuple(zip(*SOBEL_X, strict=True)) == SOBEL_Y
    assert [list(row) for row in SOBEL_X] == [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    five = np.array(gaussian_blur(3, 0.8493218))  # weights that fall by a half at each step
    np.testing.assert_allclose(five, np.outer([1, 2, 1], [1, 2, 1]) / 16, atol=1e-6)
    centre = np.zeros((3, 3))
    centre[1, 1] = 1
    np.testing.assert_array_equal(np.array(SHARPEN), centre - np.array(LAPLACIAN))


@pytest.mark.parametrize("each", HAND_MADE, ids=lambda each: each.name)
def test_plain_areas_keep_their_level_or_become_zero(each) -> None:  # type: ignore[no-untyped-def]
    total = np.array(each.kernel).sum()
    keeps = each.name in ("identity", "blur", "gaussian", "sharpen", "emboss")
    assert total == pytest.approx(1.0 if keeps else 0.0, abs=1e-9)
    assert hand_made(each.name) is each
    assert each.effect.endswith(".")


def test_a_ramp_has_the_same_slope_everywhere() -> None:
    ramp = np.tile(np.arange(8.0), (8, 1))
    assert (filtered(ramp, SOBEL_X) == 8).all()
    assert (filtered(ramp, SOBEL_Y) == 0).all()
    assert (filtered(ramp, LAPLACIAN) == 0).all()
    assert (filtered(ramp, EDGES) == 0).all()
    assert (filtered(ramp.T, SOBEL_Y) == 8).all()


def stripes(angle: float, wavelength: float) -> np.ndarray:
    """Stripes whose normal lies at `angle` degrees clockwise from the right."""
    rows, columns = np.mgrid[-20:21, -20:21]
    turned = math.radians(angle)
    across = columns * math.cos(turned) + rows * math.sin(turned)
    return np.cos(2 * math.pi * across / wavelength)


@pytest.mark.parametrize("angle", [0, 30, 45, 90, 120])
@pytest.mark.parametrize("wavelength", [4.0, 6.0])
def test_a_gabor_filter_answers_most_to_stripes_of_its_direction_and_width(
    angle: float, wavelength: float
) -> None:
    kernel = gabor(angle, wavelength, 15)

    def answer(at: float, wide: float) -> float:
        return float(np.abs(filtered(stripes(at, wide), kernel)).max())

    own = answer(angle, wavelength)
    assert own > 2 * answer(angle + 45, wavelength)
    assert own > 5 * answer(angle + 90, wavelength)
    assert own > 2 * answer(angle, 2.5 * wavelength)


def test_a_gabor_filter_follows_the_published_formula() -> None:
    kernel = np.array(gabor(30, 5, 9, sigma=2.0, aspect=0.7, phase=20))
    y, x = np.mgrid[-4:5, -4:5]
    turned = np.deg2rad(30)
    across = x * np.cos(turned) + y * np.sin(turned)
    along = -x * np.sin(turned) + y * np.cos(turned)
    plain = np.exp(-(across**2 + 0.49 * along**2) / 8)
    plain *= np.cos(2 * np.pi * across / 5 + np.deg2rad(20))
    np.testing.assert_allclose(kernel, plain - plain.mean(), atol=1e-12)
    np.testing.assert_allclose(np.array(gabor(90)), np.array(gabor(0)).T, atol=1e-12)
    with pytest.raises(ValueError, match="above zero"):
        gabor(0, 0)


def test_a_small_kernel_stands_in_the_middle_of_a_larger_filter() -> None:
    found = np.array(fitted(SOBEL_X, (5, 7)))
    np.testing.assert_array_equal(found[1:4, 2:5], SOBEL_X)
    assert np.abs(found).sum() == np.abs(SOBEL_X).sum()
    assert np.array(fitted(LAPLACIAN, (4, 4))).shape == (4, 4)
    with pytest.raises(ValueError, match=r"3×3 does not fit into filters of 1×1"):
        fitted(SOBEL_X, (1, 1))


def test_a_typed_kernel_may_have_commas_brackets_and_fractions() -> None:
    assert kernel_from_text("0 1 0; 1 −4 1; 0 1 0") == LAPLACIAN
    assert kernel_from_text("[[0, 1, 0],\n [1, -4, 1],\n [0, 1, 0]]\n") == LAPLACIAN
    assert kernel_from_text("1/4 1/4\n.25\t2.5e-1") == ((0.25, 0.25), (0.25, 0.25))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "type the numbers"),
        ("1 2; 3", "row 2 has 1 numbers, but row 1 has 2"),
        ("1 two", "'two' is no number"),
        ("1/0", "is no number"),
        ("nan", "is no number"),
        (" ".join(["1"] * 32), "at most 31"),
    ],
)
def test_what_is_no_kernel_is_said_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        kernel_from_text(text)


@given(st.lists(st.lists(st.integers(-99, 99), min_size=3, max_size=3), min_size=1, max_size=6))
def test_a_kernel_reads_back_as_it_was_written(rows: list[list[int]]) -> None:
    kernel = tuple(tuple(map(float, row)) for row in rows)
    assert kernel_from_text(kernel_text(kernel)) == kernel


def test_an_unknown_filter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="known: identity, blur"):
        hand_made("oil")
