"""Which preprocessing there is, as data; needs no numpy. `fitted_preprocessing` does it."""

from __future__ import annotations

from typing import Any, Literal

from app.language import tr
from app.network.fields import choice, real

PreprocessingName = Literal[
    "none", "bytes", "channel_mean", "pixel_mean", "standardise", "pca_whitening", "zca_whitening"
]
PREPROCESSINGS: tuple[PreprocessingName, ...] = (
    "none",
    "bytes",
    "channel_mean",
    "pixel_mean",
    "standardise",
    "pca_whitening",
    "zca_whitening",
)
WHITENINGS: frozenset[PreprocessingName] = frozenset({"pca_whitening", "zca_whitening"})

LARGEST_WHITENED = 3_072
"""Values of an image that can be whitened, as many as 3×32×32: its covariances are the square."""


def preprocessing_field() -> Any:
    """The declaration of a preprocessing by name, for a dataclass of settings."""
    return choice(
        "standardise",
        PREPROCESSINGS,
        help=tr(
            "What is done to the images first, fitted to the training images. none: pixels from "
            "0 to 1. bytes: from 0 to 255, as files hold them, far too large for most networks. "
            "channel_mean: the mean of each channel is subtracted. pixel_mean: the mean image "
            "is subtracted. standardise: every channel gets mean 0 and deviation 1. pca_whitening: "
            "turned onto the principal components, each with deviation 1; no image remains, so "
            "convolutions find nothing local. zca_whitening: the same, turned back into an image."
        ),
    )


def whitening_epsilon_field() -> Any:
    """The declaration of what whitening adds to every variance."""
    return real(
        0.01,
        minimum=1e-8,
        maximum=10.0,
        help=tr(
            "Added to the variance of each component before whitening divides by its root, so "
            "that components with next to no variance are not blown up; used by the whitenings."
        ),
    )


def why_not_whitened(name: str, image_shape: tuple[int, ...]) -> str:
    """A sentence where images of this (C, H, W) are too large for a whitening; else empty."""
    values = 1
    for side in image_shape:
        values *= side
    if name not in WHITENINGS or values <= LARGEST_WHITENED:
        return ""
    size = "×".join(str(side) for side in image_shape)
    return tr(
        "whitening is for images of up to {largest_whitened:,} values (3×32×32), "
        "and the {values:,} of {size} have {values:,}×{values:,} covariances: "
        "make the Input smaller, or choose another preprocessing",
        largest_whitened=LARGEST_WHITENED,
        values=values,
        size=size,
    )
