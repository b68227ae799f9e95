"""What the data panel says of a part."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from app.data.dataset import DataError, Split
from app.data.statistics import channel_mean_std, class_counts, mean_image, samples_per_class


def split_of(images: np.ndarray, labels: list[int] | None = None) -> Split:
    return Split(images, np.array(labels or [0] * len(images), np.int64))


EMPTY = Split(np.zeros((0, 1, 2, 2), np.uint8), np.zeros(0, np.int64))

some_images = npst.arrays(
    np.uint8, st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 9), st.integers(1, 9))
)


def test_classes_are_counted_in_their_order_and_absent_ones_are_0() -> None:
    split = split_of(np.zeros((4, 1, 1, 1), np.uint8), [2, 0, 2, 2])
    assert class_counts(split, ("cat", "dog", "frog", "deer")) == (1, 0, 3, 0)


def test_the_mean_image_of_black_and_white_is_grey() -> None:
    images = np.array([[[[0, 255]]], [[[255, 255]]]], np.uint8)
    mean = mean_image(split_of(images))
    assert mean.dtype == np.float32
    assert mean.tolist() == [[[0.5, 1.0]]]


@given(images=some_images)
def test_the_mean_image_is_numpys(images: np.ndarray) -> None:
    expected = (images / 255).mean(axis=0)
    assert np.allclose(mean_image(split_of(images)), expected, atol=1e-6)


@given(images=some_images)
def test_channel_means_and_deviations_are_numpys(images: np.ndarray) -> None:
    mean, std = channel_mean_std(split_of(images))
    assert mean == pytest.approx((images / 255).mean(axis=(0, 2, 3)))
    assert std == pytest.approx((images / 255).std(axis=(0, 2, 3)), abs=1e-9)


def test_a_large_part_is_summed_in_pieces_to_the_same_result() -> None:
    images = np.random.default_rng(0).integers(0, 256, (6_000, 1, 28, 28), np.uint8)
    mean, std = channel_mean_std(split_of(images))
    assert mean[0] == pytest.approx(images.mean() / 255)
    assert std[0] == pytest.approx(images.std() / 255)


def test_an_empty_part_has_no_mean() -> None:
    with pytest.raises(DataError, match="mean"):
        mean_image(EMPTY)
    with pytest.raises(DataError, match="mean"):
        channel_mean_std(EMPTY)
    assert samples_per_class(EMPTY, 3) == []


@given(labels=st.lists(st.integers(0, 5), min_size=1, max_size=40), per_class=st.integers(1, 8))
def test_samples_are_of_their_class_and_none_comes_twice(labels: list[int], per_class: int) -> None:
    split = split_of(np.zeros((len(labels), 1, 1, 1), np.uint8), labels)
    rows = samples_per_class(split, per_class)
    assert len(rows) == max(labels) + 1
    for label, row in enumerate(rows):
        assert {labels[index] for index in row} <= {label}
        assert len(set(row.tolist())) == len(row) == min(per_class, labels.count(label))


def test_another_seed_shows_other_samples() -> None:
    split = split_of(np.zeros((1000, 1, 1, 1), np.uint8))
    first, again, other = (samples_per_class(split, 10, seed)[0].tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other
