"""What is done to the probe image, held against torchvision and closed forms."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from app.data.catalogue import load
from app.data.probe_changes import NO_CHANGES, ProbeChanges, changed_image
from app.torchvision_import import torchvision_part

functional = torchvision_part("transforms.v2.functional")

DIGIT = load("mnist").test.images[0]
PHOTO = np.random.default_rng(1).integers(0, 256, (3, 32, 24), np.uint8)


def by_torchvision(image: np.ndarray, changes: ProbeChanges) -> np.ndarray:
    """torchvision's `affine` on floats, so that rounding is ours alone."""
    moved = functional.affine(
        torch.from_numpy(image.astype(np.float32)),
        angle=changes.rotate,
        translate=[changes.shift_x, changes.shift_y],
        scale=changes.scale,
        shear=[0.0, 0.0],
        interpolation=functional.InterpolationMode.BILINEAR,
    )
    return np.rint(moved.numpy())


def test_without_changes_the_image_is_the_same_array() -> None:
    assert changed_image(DIGIT, NO_CHANGES) is DIGIT
    assert changed_image(DIGIT, ProbeChanges(seed=9)) is DIGIT


@given(st.integers(-31, 31), st.integers(-31, 31))
def test_a_shift_by_whole_pixels_is_exact(right: int, down: int) -> None:
    """B7 and F5: what is shifted in is black, everything else is moved and not changed."""
    moved = changed_image(PHOTO, ProbeChanges(shift_x=right, shift_y=down))
    expected = np.zeros_like(PHOTO)
    for row in range(32):
        for column in range(24):
            if 0 <= row - down < 32 and 0 <= column - right < 24:
                expected[:, row, column] = PHOTO[:, row - down, column - right]
    np.testing.assert_array_equal(moved, expected)


@pytest.mark.parametrize("image", [DIGIT, PHOTO], ids=["digit", "photo"])
@pytest.mark.parametrize(
    "changes",
    [
        ProbeChanges(rotate=30),
        ProbeChanges(rotate=-117.5),
        ProbeChanges(scale=1.7),
        ProbeChanges(scale=0.45),
        ProbeChanges(shift_x=5, shift_y=-3, rotate=12, scale=1.2),
    ],
    ids=repr,
)
def test_turning_and_scaling_are_those_of_torchvision(
    image: np.ndarray, changes: ProbeChanges
) -> None:
    away = np.abs(changed_image(image, changes) - by_torchvision(image, changes))
    assert away.max() <= 1  # a level, where a half is rounded the other way
    assert away.mean() < 0.01


def test_a_quarter_turn_is_exact_and_clockwise() -> None:
    turned = changed_image(DIGIT, ProbeChanges(rotate=90))
    np.testing.assert_array_equal(turned, np.rot90(DIGIT, k=-1, axes=(1, 2)))


@pytest.mark.parametrize("factor", [0.0, 0.4, 1.5, 4.0])
@pytest.mark.parametrize("image", [DIGIT, PHOTO], ids=["digit", "photo"])
def test_brightness_and_contrast_are_those_of_torchvision(image: np.ndarray, factor: float) -> None:
    pixels = torch.from_numpy(image)
    brighter = functional.adjust_brightness(pixels, factor).numpy().astype(int)
    assert np.abs(changed_image(image, ProbeChanges(brightness=factor)) - brighter).max() <= 1
    harder = functional.adjust_contrast(pixels, factor).numpy().astype(int)
    # torchvision rounds the mean grey of bytes down before it multiplies.
    most = 1 + abs(1 - factor)
    assert np.abs(changed_image(image, ProbeChanges(contrast=factor)) - harder).max() <= most


def test_noise_is_the_same_every_time_and_grows_with_its_slider() -> None:
    grey = np.full((1, 64, 64), 128, np.uint8)
    weak = changed_image(grey, ProbeChanges(noise=10, seed=3)).astype(int) - 128
    again = changed_image(grey, ProbeChanges(noise=10, seed=3)).astype(int) - 128
    strong = changed_image(grey, ProbeChanges(noise=20, seed=3)).astype(int) - 128
    np.testing.assert_array_equal(weak, again)
    assert np.abs(strong - 2 * weak).max() <= 1
    assert weak.std() == pytest.approx(10, rel=0.05)
    assert not np.array_equal(weak, changed_image(grey, ProbeChanges(noise=10, seed=4)) - 128.0)


def test_a_signal_is_shifted_along_and_never_turned() -> None:
    signal = np.arange(64, dtype=np.uint8).reshape(1, 1, 64)
    changed = changed_image(signal, ProbeChanges(shift_x=10, shift_y=5, rotate=90))
    np.testing.assert_array_equal(changed[0, 0, 10:], signal[0, 0, :-10])
    assert not changed[0, 0, :10].any()


def test_a_value_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="scale must be a number from"):
        ProbeChanges(scale=0)
