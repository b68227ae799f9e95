"""Preprocessing fitted to training images: what makes a network's numbers of bytes (lecture D1).

Each kind is an affine function of the pixels, x from 0 to 1: per channel (`PixelScale`), with a
mean for every pixel (`PixelMean`), or a matrix (`Whitening`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from app.data.dataset import DataError, Images, Split
from app.data.preprocessing import PixelScale, fit_pixel_scale
from app.data.preprocessing_choice import PreprocessingName, why_not_whitened
from app.data.statistics import image_mean_std, mean_image
from app.data.whitening import Floats, Whitening, check_shape, fit_whitening
from app.language import tr


@dataclass(frozen=True, eq=False)
class PixelMean:
    """x − the mean image, C×H×W from 0 to 1."""

    mean: Floats

    def apply(self, images: Images) -> Floats:
        """The images without the mean, N×C×H×W; DataError for images of another shape."""
        check_shape(images.shape[1:], self.mean.shape)
        return images.astype(np.float32) * np.float32(1 / 255) - self.mean


Preprocessing = PixelScale | PixelMean | Whitening


def fit_preprocessing(
    name: PreprocessingName, images: Images, *, epsilon: float = 0.01
) -> Preprocessing:
    """The preprocessing of this name for these training images, fitted to the network's Input.

    `epsilon` is for whitening. Raises DataError without images, or where they are too large to be
    whitened.
    """
    if name == "standardise":
        return fit_pixel_scale(images)
    channels = images.shape[1]
    if name == "none":
        return PixelScale((0.0,) * channels, (1.0,) * channels)
    if name == "bytes":
        return PixelScale((0.0,) * channels, (1 / 255,) * channels)
    if name == "channel_mean":
        return PixelScale(image_mean_std(images)[0], (1.0,) * channels)
    if name == "pixel_mean":
        return PixelMean(mean_image(Split(images, np.zeros(len(images), np.int64))))
    if reason := why_not_whitened(name, images.shape[1:]):
        raise DataError(f"{reason[0].upper()}{reason[1:]}.")
    return fit_whitening(images, epsilon, back=name == "zca_whitening")


def keeps_levels(fitted: Preprocessing) -> bool:
    """Whether the network takes in the levels of the pixels themselves, 0 to 255."""
    return isinstance(fitted, PixelScale) and not any(fitted.mean) and set(fitted.std) == {1 / 255}


def preprocessing_arrays(fitted: Preprocessing) -> dict[str, Floats]:
    """What was fitted, by name, as a file keeps it; `preprocessing_from_arrays` reads it."""
    if isinstance(fitted, PixelScale):
        # In doubles, as they were fitted: a run that goes on must compute the same numbers.
        return {"mean": np.array(fitted.mean), "std": np.array(fitted.std)}
    if isinstance(fitted, PixelMean):
        return {"mean": fitted.mean}
    return {"mean": fitted.mean, "matrix": fitted.matrix, "variances": fitted.variances}


def preprocessing_from_arrays(
    arrays: Mapping[str, Floats], image_shape: tuple[int, int, int]
) -> Preprocessing:
    """The preprocessing that `preprocessing_arrays` gave, for images of this (C, H, W).

    Raises DataError where it is of other images or incomplete.
    """
    if arrays.keys() == {"mean", "std"}:
        wanted: dict[str, tuple[int, ...]] = dict.fromkeys(("mean", "std"), image_shape[:1])
    else:
        values = int(np.prod(image_shape))
        wanted = {"mean": image_shape}
        if arrays.keys() != {"mean"}:
            wanted |= {"matrix": (values, values), "variances": (values,)}
    if {name: array.shape for name, array in arrays.items()} != wanted:
        raise DataError(tr("The preprocessing that was saved is not that of this network's Input."))
    if "std" in wanted:
        mean, std = (tuple(map(float, arrays[name])) for name in ("mean", "std"))
        return PixelScale(mean, std)
    if "matrix" in wanted:
        return Whitening(**arrays)
    return PixelMean(arrays["mean"])
