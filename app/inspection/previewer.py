"""Makes previews of preprocessing and augmentation with the very code that training uses."""

from __future__ import annotations

import math

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, Images
from app.data.fitted_preprocessing import fit_preprocessing
from app.data.preprocessing import Shape, fit_images
from app.data.statistics import samples_per_class
from app.inspection.preview import Augmented, Cloud, Preprocessed, Preview, PreviewWish
from app.language import tr
from app.training.augmentation import augmented
from app.training.pixels import units

MOST_POINTS = 800
"""Training images, evenly spaced, whose values are shown."""
LARGEST_FIT = 2**25
"""Pixels that a preview is fitted to."""
_BINS = 60

_Fit = tuple[Dataset, Shape, str, float]


class Previewer:
    """Keeps what it fitted, so that only augmentation is done anew while its sliders move."""

    def __init__(self) -> None:
        self._fit: _Fit | None = None
        self._preprocessed: tuple[Preprocessed | None, str] = (None, "")
        self._chosen: tuple[Dataset, int, int, NDArray[np.int64]] | None = None

    def preview(self, dataset: Dataset, shape: Shape, wish: PreviewWish) -> Preview:
        """Samples of the training images in the (C, H, W) of the Input; DataError if none fit."""
        if not len(dataset.train):
            raise DataError(tr("{title} has no training images.", title=dataset.title))
        which = self._samples(dataset, wish)
        images = fit_images(dataset.train.images[which], shape)
        names = tuple(dataset.classes[label] for label in dataset.train.labels[which])
        preprocessed, message = self._preprocess(dataset, shape, wish, images)
        return Preview(wish, _augmented(images, names, wish), preprocessed, message)

    def _samples(self, dataset: Dataset, wish: PreviewWish) -> NDArray[np.int64]:
        """One image of each of the first classes, and more of them where there are fewer."""
        known = self._chosen
        if known is None or known[0] is not dataset or known[1:3] != (wish.samples, wish.others):
            rows = samples_per_class(dataset.train, wish.samples, seed=wish.others)
            rows = [row for row in rows if len(row)]
            turns = [row[turn] for turn in range(wish.samples) for row in rows if turn < len(row)]
            chosen = np.array(turns[: wish.samples], np.int64)
            known = self._chosen = (dataset, wish.samples, wish.others, chosen)
            self._fit = None
        return known[3]

    def _preprocess(
        self, dataset: Dataset, shape: Shape, wish: PreviewWish, images: Images
    ) -> tuple[Preprocessed | None, str]:
        fit = (dataset, shape, wish.preprocessing, wish.epsilon)
        known = self._fit
        if known is None or known[0] is not dataset or known[1:] != fit[1:]:
            self._fit = fit
            try:
                self._preprocessed = _preprocessed(dataset, shape, wish, images), ""
            except DataError as error:
                self._preprocessed = None, str(error)
        return self._preprocessed


def _augmented(images: Images, names: tuple[str, ...], wish: PreviewWish) -> Augmented:
    many = units(torch.from_numpy(images)).repeat_interleave(wish.draws, dim=0)
    drawn = augmented(many, wish.augmentation, wish.draw, 1).numpy()
    return Augmented(names, images, drawn.reshape(len(images), wish.draws, *images.shape[1:]))


def _preprocessed(
    dataset: Dataset, shape: Shape, wish: PreviewWish, images: Images
) -> Preprocessed:
    train = dataset.train.images
    every = max(1, math.ceil(len(train) * math.prod(shape) / LARGEST_FIT))
    fitted = fit_preprocessing(
        wish.preprocessing, fit_images(train[::every], shape), epsilon=wish.epsilon
    )
    some = fit_images(train[:: math.ceil(len(train) / MOST_POINTS)], shape)
    before, after = (some / 255).astype(np.float32), fitted.apply(some)
    first, second = _neighbours(before)
    axes = _place(first, shape), _place(second, shape)
    cloud = _cloud(before, (first, second), axes)
    if wish.preprocessing == "pca_whitening":
        first, second, axes = 0, 1, (tr("component 1"), tr("component 2"))
    return Preprocessed(images, fitted.apply(images), cloud, _cloud(after, (first, second), axes))


def _neighbours(values: NDArray[np.float32]) -> tuple[int, int]:
    """Two pixels side by side of which the first varies most, by their places in an image."""
    _, _, _, width = values.shape
    spread = values.var(axis=0)
    first = int(spread[:, :, : max(1, width - 1)].argmax())
    _, _, kept = spread[:, :, : max(1, width - 1)].shape
    row, column = divmod(first, kept)
    place = row * width + column
    return place, min(place + 1, spread.size - 1)


def _place(index: int, shape: Shape) -> str:
    """A value in words: "pixel 12, 14", with its colour where there are three."""
    channel, rest = divmod(index, shape[1] * shape[2])
    row, column = divmod(rest, shape[2])
    if shape[0] != 3:
        return tr("pixel {row}, {column}", row=row + 1, column=column + 1)
    text = (
        tr("red of pixel {row}, {column}"),
        tr("green of pixel {row}, {column}"),
        tr("blue of pixel {row}, {column}"),
    )[channel]
    return text.format(row=row + 1, column=column + 1)


def _cloud(values: NDArray[np.float32], which: tuple[int, int], axes: tuple[str, str]) -> Cloud:
    flat = values.reshape(len(values), -1)
    points = np.stack([flat[:, index] for index in which], axis=1)
    # A few values far out would leave the rest in one bin.
    low, high = np.percentile(flat, (0.05, 99.95))
    bounds = (float(low), float(high)) if high > low else (float(low) - 0.5, float(low) + 0.5)
    counts, edges = np.histogram(flat, _BINS, bounds)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = (
            float(np.atleast_2d(np.corrcoef(points.T))[0, 1]) if len(points) > 1 else math.nan
        )
    return Cloud(
        counts,
        edges.astype(np.float32),
        points,
        axes,
        float(flat.mean(dtype=np.float64)),
        float(flat.std(dtype=np.float64)),
        correlation,
    )
