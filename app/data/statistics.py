"""What can be said of a part of a data set: counts, mean image, mean and spread, samples."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import PARTS, DataError, Dataset, Images, Split
from app.language import tr

_CHUNK = 1 << 22  # pixels looked at in one go: bincount wants eight bytes for each


@dataclass(frozen=True, eq=False)
class PartStatistics:
    """What is shown of one part: images of each class, mean image C×H×W and channels, 0..1."""

    counts: tuple[int, ...]
    mean_image: NDArray[np.float32]
    mean: tuple[float, ...]
    deviation: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class DatasetStatistics:
    """What is shown of a data set; a part without images has None."""

    train: PartStatistics | None
    validation: PartStatistics | None
    test: PartStatistics | None


def describe(dataset: Dataset) -> DatasetStatistics:
    """The statistics of every part. Takes a second for a full-size data set."""
    return DatasetStatistics(*(_describe_part(dataset.part(name), dataset) for name in PARTS))


def _describe_part(part: Split, dataset: Dataset) -> PartStatistics | None:
    if not len(part):
        return None
    mean, deviation = channel_mean_std(part)
    return PartStatistics(class_counts(part, dataset.classes), mean_image(part), mean, deviation)


def class_counts(split: Split, classes: tuple[str, ...]) -> tuple[int, ...]:
    """How many images each class has, in the order of `classes`."""
    return tuple(int(count) for count in np.bincount(split.labels, minlength=len(classes)))


def mean_image(split: Split) -> NDArray[np.float32]:
    """The average image, C×H×W, 0..1. Raises DataError for an empty part."""
    if not len(split):
        raise DataError(tr("A part without images has no mean image."))
    total = split.images.sum(axis=0, dtype=np.uint64)
    return np.asarray(total / (255 * len(split)), np.float32)


def channel_mean_std(split: Split) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of every channel over all images and pixels, 0..1."""
    return image_mean_std(split.images)


def image_mean_std(images: Images) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and standard deviation of every channel of images N×C×H×W, 0..1.

    Taken from how often each of the 256 levels occurs, in whole numbers up to the last division,
    so a constant channel has exactly deviation 0. Raises DataError without images.
    """
    if not images.size:
        raise DataError(tr("Without images there is no mean."))
    levels = np.arange(256)
    means, deviations = [], []
    for counts in _level_counts(images):
        number, total, squares = (int(counts @ levels**power) for power in (0, 1, 2))
        means.append(total / number / 255)
        deviations.append(math.sqrt(number * squares - total**2) / number / 255)
    return tuple(means), tuple(deviations)


def samples_per_class(split: Split, per_class: int, seed: int = 0) -> list[NDArray[np.int64]]:
    """For each label from 0 to the greatest, the indices of up to `per_class` of its images.

    They are drawn without repetition, the same for the same seed.
    """
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(split))
    labels = split.labels[order]
    highest = int(labels.max(initial=-1))
    return [order[np.flatnonzero(labels == label)[:per_class]] for label in range(highest + 1)]


def _level_counts(images: Images) -> NDArray[np.int64]:
    """How often each level 0..255 occurs in each channel, C×256, in little memory."""
    number, channels, height, width = images.shape
    counts = np.zeros((channels, 256), np.int64)
    step = max(1, _CHUNK // (height * width))
    for start in range(0, number, step):
        for channel in range(channels):
            part = images[start : start + step, channel].ravel()
            counts[channel] += np.bincount(part, minlength=256)
    return counts
