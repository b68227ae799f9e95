"""From stored images to what a network takes in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from PIL import Image

from app.data.dataset import DataError
from app.data.preprocessing import PixelScale, describe_fit, fit_images, fit_pixel_scale


def random_images(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, shape, np.uint8)


def images_of(channels: int) -> st.SearchStrategy[np.ndarray]:
    shapes = st.tuples(st.integers(1, 3), st.just(channels), st.integers(1, 20), st.integers(1, 20))
    return npst.arrays(np.uint8, shapes)


def test_images_that_fit_are_handed_back_untouched() -> None:
    images = random_images(2, 3, 5, 7)
    assert fit_images(images, (3, 5, 7)) is images
    assert describe_fit((3, 5, 7), (3, 5, 7)) == ""


def test_digits_are_padded_for_lenet_as_lecun_did() -> None:
    """E1: 28×28 digits in the middle of 32×32, black around them."""
    images = random_images(2, 1, 28, 28)
    fitted = fit_images(images, (1, 32, 32))
    assert fitted.shape == (2, 1, 32, 32)
    assert np.array_equal(fitted[:, :, 2:30, 2:30], images)
    assert fitted.sum(dtype=int) == images.sum(dtype=int)
    assert describe_fit((1, 28, 28), (1, 32, 32)) == "padded from 28×28 to 32×32"


def test_an_odd_difference_puts_the_spare_row_below() -> None:
    fitted = fit_images(np.full((1, 1, 2, 2), 9, np.uint8), (1, 5, 3))
    assert fitted[0, 0].tolist() == [[0, 0, 0], [9, 9, 0], [9, 9, 0], [0, 0, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("wanted", "way"),
    [
        ((36, 36), "padded"),
        ((28, 36), "padded"),
        ((37, 36), "resized"),
        ((28, 37), "resized"),
        ((32, 27), "resized"),
        ((14, 14), "resized"),
        ((224, 224), "resized"),
    ],
)
def test_only_up_to_eight_more_pixels_are_padded(wanted: tuple[int, int], way: str) -> None:
    height, width = wanted
    assert describe_fit((1, 28, 28), (1, *wanted)) == f"{way} from 28×28 to {height}×{width}"
    kept = fit_images(np.full((1, 1, 28, 28), 200, np.uint8), (1, *wanted))
    assert bool((kept == 0).any()) == (way == "padded")


def test_grey_is_copied_into_three_channels() -> None:
    images = random_images(2, 1, 4, 4)
    fitted = fit_images(images, (3, 4, 4))
    assert all(np.array_equal(fitted[:, channel], images[:, 0]) for channel in range(3))
    assert describe_fit((1, 4, 4), (3, 4, 4)) == "grey copied into 3 channels"


@pytest.mark.parametrize(
    ("colour", "grey"),
    [
        ((255, 255, 255), 255),
        ((255, 0, 0), 76),  # 0.299 · 255 = 76.2
        ((0, 255, 0), 150),  # 0.587 · 255 = 149.7
        ((0, 0, 255), 29),  # 0.114 · 255 = 29.1
    ],
)
def test_colours_become_grey_by_the_weights_of_itu_r_601(
    colour: tuple[int, int, int], grey: int
) -> None:
    images = np.array(colour, np.uint8).reshape(1, 3, 1, 1)
    assert fit_images(images, (1, 1, 1)).item() == grey
    assert describe_fit((3, 1, 1), (1, 1, 1)) == "colours turned into grey"


@given(images=images_of(3))
def test_grey_agrees_with_pillow_on_every_colour(images: np.ndarray) -> None:
    fitted = fit_images(images, (1, *images.shape[2:]))
    for image, grey in zip(images, fitted, strict=True):
        pillow = Image.fromarray(np.ascontiguousarray(image.transpose(1, 2, 0))).convert("L")
        assert np.array_equal(grey[0], np.asarray(pillow))


@given(images=images_of(1), height=st.integers(1, 40), width=st.integers(1, 40))
def test_resizing_agrees_with_pillow_to_one_level(
    images: np.ndarray, height: int, width: int
) -> None:
    shape = (1, height, width)
    if not describe_fit(images.shape[1:], shape).startswith("resized"):
        return
    for image, fitted in zip(images, fit_images(images, shape), strict=True):
        pillow = Image.fromarray(image[0]).resize((width, height), Image.Resampling.BILINEAR)
        assert np.abs(fitted[0].astype(int) - np.asarray(pillow)).max() <= 1


def test_many_images_are_resized_as_one_by_one() -> None:
    images = random_images(200, 3, 64, 64)
    together = fit_images(images, (3, 150, 150))
    assert np.array_equal(together[137], fit_images(images[137:138], (3, 150, 150))[0])


def test_channels_and_size_change_together() -> None:
    fitted = fit_images(random_images(2, 1, 28, 28), (3, 32, 32))
    assert fitted.shape == (2, 3, 32, 32)
    words = describe_fit((1, 28, 28), (3, 32, 32))
    assert words == "grey copied into 3 channels, padded from 28×28 to 32×32"


@pytest.mark.parametrize(("here", "wanted"), [(1, 2), (3, 2), (2, 1), (4, 3), (1, 16)])
def test_other_channels_are_refused_with_what_to_do(here: int, wanted: int) -> None:
    words = f"do not fit an input with {wanted} channel.*set the Input's channels to {here}"
    with pytest.raises(DataError, match=words):
        fit_images(random_images(1, here, 4, 4), (wanted, 4, 4))
    with pytest.raises(DataError, match=words):
        describe_fit((here, 4, 4), (wanted, 4, 4))


def test_an_input_without_pixels_is_refused() -> None:
    with pytest.raises(DataError, match="at least one pixel"):
        fit_images(random_images(1, 1, 4, 4), (1, 0, 4))


def test_the_fitted_scale_is_that_of_hand_computed_numbers() -> None:
    """Levels 0, 0, 255, 255: mean 1/2, deviation 1/2; scaled they are −1 and 1."""
    images = np.array([0, 0, 255, 255], np.uint8).reshape(2, 1, 1, 2)
    scale = fit_pixel_scale(images)
    assert scale == PixelScale((0.5,), (0.5,))
    assert scale.apply(images).ravel().tolist() == [-1, -1, 1, 1]


@given(images=images_of(3))
def test_fitted_images_have_mean_0_and_deviation_1(images: np.ndarray) -> None:
    """D1: zero-centred, same scale."""
    scaled = fit_pixel_scale(images).apply(images).astype(np.float64)
    assert scaled.dtype == np.float64
    for channel in range(3):
        values = scaled[:, channel]
        assert values.mean() == pytest.approx(0, abs=1e-3)
        constant = len(np.unique(images[:, channel])) == 1
        assert values.std() == pytest.approx(0 if constant else 1, abs=1e-3)


def test_a_channel_without_contrast_keeps_its_scale() -> None:
    assert fit_pixel_scale(np.full((3, 1, 2, 2), 51, np.uint8)).std == (1.0,)


@given(
    images=images_of(1),
    mean=st.floats(0, 1),
    std=st.floats(0.01, 2),
)
def test_inverting_gives_the_images_back(images: np.ndarray, mean: float, std: float) -> None:
    scale = PixelScale((mean,), (std,))
    scaled = scale.apply(images)
    assert scaled.dtype == np.float32
    assert np.array_equal(scale.invert(scaled), images)


def test_a_scale_refuses_images_with_other_channels() -> None:
    with pytest.raises(DataError, match="for 1 channel, the images have 3 channels"):
        PixelScale((0.5,), (0.5,)).apply(random_images(1, 3, 2, 2))


def test_no_scale_without_images() -> None:
    with pytest.raises(DataError, match="Without images"):
        fit_pixel_scale(np.zeros((0, 1, 28, 28), np.uint8))
