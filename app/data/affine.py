"""Pictures seen through an affine map: moved, turned and scaled."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
"""2×3: from the pixel that is painted, (x, y) from the middle, to the place that it shows."""


def affine(shift_x: float, shift_y: float, degrees: float, scale: float) -> Matrix:
    """The map of a picture that is turned clockwise and scaled about its middle, then moved.

    x' = s·R·x + t, hence x = R⁻¹·(x' − t)/s, as torchvision's `affine` has it.
    """
    cosine = math.cos(math.radians(degrees)) / scale
    sine = math.sin(math.radians(degrees)) / scale
    return np.array(
        (
            (cosine, sine, -cosine * shift_x - sine * shift_y),
            (-sine, cosine, sine * shift_x - cosine * shift_y),
        )
    )


def warped(image: NDArray[np.float32], matrix: Matrix) -> NDArray[np.float32]:
    """The picture C×H×W through `matrix`, bilinear, black where it shows what is outside.

    A shift by whole pixels is exact.
    """
    channels, height, width = image.shape
    columns = np.arange(width) - (width - 1) / 2
    rows = (np.arange(height) - (height - 1) / 2)[:, np.newaxis]
    # A frame of one black pixel: places further out show it as well.
    framed = np.zeros((channels, height + 2, width + 2), np.float32)
    framed[:, 1:-1, 1:-1] = image
    x = matrix[0, 0] * columns + matrix[0, 1] * rows + (matrix[0, 2] + (width + 1) / 2)
    y = matrix[1, 0] * columns + matrix[1, 1] * rows + (matrix[1, 2] + (height + 1) / 2)
    np.clip(x, 0, width + 1, out=x)
    np.clip(y, 0, height + 1, out=y)
    left = np.minimum(x.astype(np.intp), width)
    top = np.minimum(y.astype(np.intp), height)
    right_share = (x - left).astype(np.float32)
    lower_share = (y - top).astype(np.float32)
    place = top * (width + 2) + left
    flat = framed.reshape(channels, -1)
    upper = _between(flat, place, right_share)
    lower = _between(flat, place + (width + 2), right_share)
    return np.asarray(upper + (lower - upper) * lower_share, np.float32)


def _between(
    flat: NDArray[np.float32], place: NDArray[np.intp], share: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The values at places C×(pixels), mixed with their right neighbours'."""
    here = flat.take(place, axis=1)
    return np.asarray(here + (flat.take(place + 1, axis=1) - here) * share, np.float32)
