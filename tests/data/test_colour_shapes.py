"""Colour shapes: always the same for the same seed, and only the shape tells the class."""

from __future__ import annotations

import time

import numpy as np
import pytest

from app.data import catalogue
from app.data.dataset import DataError, Dataset
from app.data.shapes import SHAPES


@pytest.fixture(scope="module")
def easy() -> Dataset:
    return catalogue.load("colour-shapes", difficulty=0.0)


@pytest.fixture(scope="module")
def hard() -> Dataset:
    return catalogue.load("colour-shapes", difficulty=1.0)


def same(one: Dataset, other: Dataset) -> bool:
    return all(
        np.array_equal(getattr(one, part).images, getattr(other, part).images)
        and np.array_equal(getattr(one, part).labels, getattr(other, part).labels)
        for part in ("train", "validation", "test")
    )


def by_nearest_mean(dataset: Dataset) -> float:
    """Accuracy of the simplest reader of outlines: the nearest class mean of contrast pictures."""

    def outlines(images: np.ndarray) -> np.ndarray:
        grey = images.mean(axis=1)
        contrast = np.abs(grey - grey[:, :2].mean(axis=(1, 2), keepdims=True))
        flat = contrast.reshape(len(images), -1)
        return np.asarray(flat / np.linalg.norm(flat, axis=1, keepdims=True))

    known = outlines(dataset.train.images)
    means = np.stack([known[dataset.train.labels == label].mean(axis=0) for label in range(10)])
    distances = np.linalg.norm(outlines(dataset.test.images)[:, np.newaxis] - means, axis=2)
    return float((distances.argmin(axis=1) == dataset.test.labels).mean())


def test_sizes_are_4000_500_1000_with_equal_classes(easy: Dataset) -> None:
    parts = (easy.train, easy.validation, easy.test)
    assert [len(part) for part in parts] == [4_000, 500, 1_000]
    for part in parts:
        assert set(np.bincount(part.labels)) == {len(part) // 10}
    assert easy.image_shape == (3, 32, 32)


def test_the_same_seed_and_difficulty_give_the_same_pictures(hard: Dataset) -> None:
    assert same(hard, catalogue.load("colour-shapes", difficulty=1.0, seed=0))


def test_another_seed_gives_other_pictures(hard: Dataset) -> None:
    assert not same(hard, catalogue.load("colour-shapes", difficulty=1.0, seed=1))


def test_turning_the_difficulty_a_little_changes_the_same_pictures_a_little() -> None:
    some = catalogue.load("colour-shapes", difficulty=0.40).train
    harder = catalogue.load("colour-shapes", difficulty=0.41).train
    assert np.array_equal(some.labels, harder.labels)
    change = np.abs(some.images.astype(int) - harder.images)
    assert change.mean() < 3


def test_without_difficulty_the_outline_alone_gives_the_class_away(easy: Dataset) -> None:
    assert by_nearest_mean(easy) > 0.95


def test_the_outline_helps_little_where_it_is_hard(hard: Dataset) -> None:
    assert by_nearest_mean(hard) < 0.4


def test_colours_say_nothing_about_the_class(easy: Dataset) -> None:
    """The middle pixel and the corner are drawn from the same colours for every class."""
    filled = ["circle", "square", "triangle", "cross", "star", "heart", "arrow"]
    for row, column in ((0, 0), (16, 16)):
        pixels = easy.train.images[:, :, row, column].astype(float)
        means = [
            pixels[easy.train.labels == easy.classes.index(name)].mean(axis=0) for name in filled
        ]
        assert np.ptp(means, axis=0).max() < 30  # 400 draws of spread 70: 3.5 a mean


def test_noise_and_contrast_follow_the_difficulty(easy: Dataset, hard: Dataset) -> None:
    def roughness(dataset: Dataset) -> float:
        return float(np.abs(np.diff(dataset.train.images.astype(int), axis=3)).mean())

    assert roughness(hard) > 2 * roughness(easy)


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_reaches_about_one_and_has_an_inside(name: str) -> None:
    x, y = np.meshgrid(np.linspace(-1.5, 1.5, 121), np.linspace(-1.5, 1.5, 121))
    inside = SHAPES[name](x, y) < 0
    reach = np.hypot(x, y)[inside].max()
    assert 0.85 < reach < 1.2
    assert 0.1 < inside.mean() * 9 / np.pi < 1.0


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("circle", np.pi * 0.9**2),
        ("ring", np.pi * (0.94**2 - 0.5**2)),
        ("square", 1.52**2),
        ("triangle", 3 * np.sqrt(3) * 0.52**2),
        ("cross", 4 * 0.95 * 0.3 * 2 - 0.6**2),
        ("heart", 1.1**2 + np.pi * 0.55**2),
        # Five-pointed star with inner pentagon of apothem a: pentagon + five tips of 36°.
        ("star", 5 * 0.34**2 * np.tan(np.pi / 5) * (1 + np.tan(np.pi / 5) * np.tan(0.4 * np.pi))),
    ],
)
def test_areas_are_those_of_geometry(name: str, area: float) -> None:
    side = np.linspace(-1.2, 1.2, 1201)
    x, y = np.meshgrid(side, side)
    assert (SHAPES[name](x, y) < 0).mean() * 2.4**2 == pytest.approx(area, rel=0.01)


def test_edges_are_smoothed_over_a_pixel(easy: Dataset) -> None:
    """A circle's pixels between shape and background take values between the two colours."""
    circle = easy.train.images[easy.train.labels == easy.classes.index("circle")][0].astype(float)
    middle, corner = circle[:, 14:18, 14:18].mean(axis=(1, 2)), circle[:, :3, :3].mean(axis=(1, 2))
    way = middle - corner
    share = np.tensordot(way, circle - corner[:, None, None], 1) / (way @ way)
    assert ((share > 0.15) & (share < 0.85)).sum() > 20


@pytest.mark.parametrize("difficulty", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_difficulty_outside_0_to_1_is_refused(difficulty: float) -> None:
    with pytest.raises(DataError, match="from 0 to 1"):
        catalogue.load("colour-shapes", difficulty=difficulty)


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(DataError, match="seed"):
        catalogue.load("colour-shapes", seed=-1)


def test_making_them_takes_under_two_seconds() -> None:
    start = time.process_time()
    catalogue.load("colour-shapes", difficulty=1.0)
    assert time.process_time() - start < 2
