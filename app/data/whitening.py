"""PCA and ZCA whitening: components without correlation, all of the same variance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError, Images
from app.language import tr

Floats = NDArray[np.float32]
"""Of images: 32 bits, as networks compute."""

MOST_IMAGES = 10_000
"""Images that a covariance is taken of, evenly spaced through the training images."""
_CHUNK = 2_000


@dataclass(frozen=True, eq=False)
class Whitening:
    """y = (x − mean) · matrixᵀ for images of D = C·H·W values x from 0 to 1.

    `mean` is C×H×W, `matrix` D×D, `variances` those of the D principal components, from the
    largest; components have no variance left where there were fewer images than values.
    """

    mean: Floats
    matrix: Floats
    variances: Floats

    def apply(self, images: Images) -> Floats:
        """The whitened images, N×C×H×W; DataError for images of another shape."""
        check_shape(images.shape[1:], self.mean.shape)
        centred = images.astype(np.float32) * np.float32(1 / 255) - self.mean
        flat = centred.reshape(len(images), -1)
        return np.asarray(flat @ self.matrix.T, np.float32).reshape(images.shape)


def check_shape(images: tuple[int, ...], fitted: tuple[int, ...]) -> None:
    """DataError where images have another (C, H, W) than what the preprocessing was fitted to."""
    if tuple(images) != tuple(fitted):
        size = "×".join(map(str, fitted))
        raise DataError(
            tr(
                "The preprocessing was fitted to images {size}, not {images}.",
                size=size,
                images=images,
            )
        )


def fit_whitening(images: Images, epsilon: float, *, back: bool) -> Whitening:
    """PCA whitening of these training images; `back` turns it into ZCA.

    With the covariance C = U·diag(λ)·Uᵀ the matrix is diag(1/√(λ+ε))·Uᵀ, and for ZCA U times that
    (Bell and Sejnowski, 1997): of all whitenings the one that changes the images least. A
    component's sign is chosen so that its largest weight is positive, for else two machines could
    choose differently. Raises DataError without images.
    """
    mean, covariance = mean_and_covariance(images)
    variances, directions = np.linalg.eigh(covariance)
    variances = np.maximum(variances[::-1], 0)
    directions = directions[:, ::-1]
    largest = np.abs(directions).argmax(axis=0)
    directions = directions * np.sign(directions[largest, np.arange(len(largest))])
    matrix = directions.T / np.sqrt(variances + epsilon)[:, np.newaxis]
    if back:
        matrix = directions @ matrix
    return Whitening(
        mean.reshape(images.shape[1:]).astype(np.float32),
        np.ascontiguousarray(matrix, np.float32),
        variances.astype(np.float32),
    )


def mean_and_covariance(images: Images) -> tuple[NDArray[Any], NDArray[Any]]:
    """Mean (D) and covariance (D×D) of images scaled to 0..1, of at most `MOST_IMAGES` of them.

    Raises DataError without images.
    """
    if not images.size:
        raise DataError(tr("Without images there is no mean."))
    some = images[:: math.ceil(len(images) / MOST_IMAGES)]
    # The sums of bytes are whole numbers, exact in 64 bits.
    mean = some.sum(axis=0, dtype=np.int64).ravel() / (255 * len(some))
    covariance = np.zeros((len(mean), len(mean)), np.float32)
    for start in range(0, len(some), _CHUNK):
        part = some[start : start + _CHUNK].reshape(-1, len(mean)).astype(np.float32)
        part *= np.float32(1 / 255)
        part -= mean.astype(np.float32)
        covariance += part.T @ part
    return mean, covariance / np.float32(len(some))
