"""Lecture D1: what preprocessing does to the data, against numpy's own figures."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.data.dataset import DataError
from app.data.fitted_preprocessing import (
    fit_preprocessing,
    preprocessing_arrays,
    preprocessing_from_arrays,
)
from app.data.preprocessing import fit_pixel_scale
from app.data.preprocessing_choice import PREPROCESSINGS, PreprocessingName
from app.data.whitening import MOST_IMAGES, mean_and_covariance

GENERATOR = np.random.default_rng(3)
MIXING = GENERATOR.normal(size=(18, 18)) * np.geomspace(30, 2, 18)
IMAGES = (
    (GENERATOR.normal(size=(4_000, 18)) @ MIXING + 128)
    .clip(0, 255)
    .astype(np.uint8)
    .reshape(-1, 2, 3, 3)
)
"""4,000 images 2×3×3, whose 18 values go together."""
FEW = arrays(np.uint8, st.tuples(st.integers(1, 6), st.just(3), st.just(2), st.just(2)))


def preprocessed(name: PreprocessingName, epsilon: float = 0.01) -> np.ndarray[Any, Any]:
    images = fit_preprocessing(name, IMAGES, epsilon=epsilon).apply(IMAGES)
    assert images.shape == IMAGES.shape
    assert images.dtype == np.float32
    return images.astype(np.float64)


def test_none_leaves_pixels_from_0_to_1() -> None:
    np.testing.assert_allclose(preprocessed("none"), IMAGES / 255, atol=1e-7)


def test_bytes_leaves_pixels_as_files_hold_them() -> None:
    np.testing.assert_allclose(preprocessed("bytes"), IMAGES, rtol=1e-6)


def test_the_mean_of_each_channel_is_subtracted() -> None:
    images = preprocessed("channel_mean")
    np.testing.assert_allclose(images.mean(axis=(0, 2, 3)), 0, atol=1e-6)
    np.testing.assert_allclose(images.std(), (IMAGES / 255).std(), rtol=0.1)
    np.testing.assert_allclose(np.ptp(images[:, 0]), np.ptp(IMAGES[:, 0] / 255), rtol=1e-5)


def test_the_mean_image_is_subtracted() -> None:
    np.testing.assert_allclose(preprocessed("pixel_mean").mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(
        preprocessed("pixel_mean"), IMAGES / 255 - (IMAGES / 255).mean(axis=0), atol=1e-6
    )


def test_standardising_is_what_it_always_was() -> None:
    assert fit_preprocessing("standardise", IMAGES) == fit_pixel_scale(IMAGES)


@pytest.mark.parametrize("name", ["pca_whitening", "zca_whitening"])
def test_whitened_values_have_no_correlation_and_the_same_variance(name: Any) -> None:
    values = preprocessed(name, epsilon=1e-8).reshape(len(IMAGES), -1)
    np.testing.assert_allclose(values.mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(np.cov(values.T, bias=True), np.eye(18), atol=2e-3)


def test_the_components_of_pca_come_from_the_largest_variance_to_the_smallest() -> None:
    fitted = fit_preprocessing("pca_whitening", IMAGES, epsilon=0.01)
    flat = (IMAGES / 255).reshape(len(IMAGES), -1)
    expected = np.linalg.svd(flat - flat.mean(axis=0), compute_uv=False) ** 2 / len(IMAGES)
    np.testing.assert_allclose(preprocessing_arrays(fitted)["variances"], expected, rtol=1e-3)
    spread = preprocessed("pca_whitening").reshape(len(IMAGES), -1).var(axis=0)
    np.testing.assert_allclose(spread, expected / (expected + 0.01), rtol=1e-3)


def test_zca_stays_closer_to_the_image_than_pca() -> None:
    centred = IMAGES / 255 - (IMAGES / 255).mean(axis=0)
    zca, pca = (np.abs(preprocessed(name) - centred).mean() for name in _WHITENINGS)
    assert zca < pca


_WHITENINGS: tuple[PreprocessingName, ...] = ("zca_whitening", "pca_whitening")


def test_the_covariance_of_many_images_is_taken_of_some_evenly_spaced() -> None:
    two_images = IMAGES[:2, :1, :2, :2]
    mean, covariance = mean_and_covariance(np.repeat(two_images, MOST_IMAGES, axis=0))
    two = (two_images / 255).reshape(2, -1)
    np.testing.assert_allclose(mean, two.mean(axis=0), atol=1e-6)
    np.testing.assert_allclose(covariance, np.cov(two.T, bias=True), atol=1e-6)


@given(images=FEW)
def test_whatever_the_images_are_the_result_is_finite(images: Any) -> None:
    for name in PREPROCESSINGS:
        assert np.isfinite(fit_preprocessing(name, images).apply(images)).all()


@given(images=FEW, name=st.sampled_from(PREPROCESSINGS))
def test_what_was_fitted_comes_back_from_a_file_bit_for_bit(images: Any, name: Any) -> None:
    fitted = fit_preprocessing(name, images)
    again = preprocessing_from_arrays(preprocessing_arrays(fitted), (3, 2, 2))
    np.testing.assert_array_equal(again.apply(images), fitted.apply(images))


def test_what_was_fitted_to_other_images_is_refused() -> None:
    arrays_of = preprocessing_arrays(fit_preprocessing("pixel_mean", IMAGES))
    with pytest.raises(DataError, match="not that of this network's Input"):
        preprocessing_from_arrays(arrays_of, (2, 4, 4))
    with pytest.raises(DataError, match="fitted to images 2×3×3"):
        fit_preprocessing("zca_whitening", IMAGES).apply(IMAGES[:, :1])


def test_images_too_large_to_be_whitened_are_refused_in_words() -> None:
    with pytest.raises(DataError, match=r"up to 3,072 values .* smaller"):
        fit_preprocessing("pca_whitening", np.zeros((2, 3, 64, 64), np.uint8))


@pytest.mark.parametrize("name", PREPROCESSINGS[2:])
def test_without_images_there_is_nothing_to_fit(name: Any) -> None:
    with pytest.raises(DataError):
        fit_preprocessing(name, np.zeros((0, 1, 3, 3), np.uint8))
