"""What preprocessing and augmentation make of samples, as plain arrays. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import Images
from app.data.preprocessing_choice import PreprocessingName
from app.training.augmentation_settings import NO_AUGMENTATION, Augmentation


@dataclass(frozen=True)
class PreviewWish:
    """What is to be shown; another `draw` draws the augmentation anew, `others` other samples."""

    preprocessing: PreprocessingName = "standardise"
    epsilon: float = 0.01
    augmentation: Augmentation = NO_AUGMENTATION
    samples: int = 6
    draws: int = 8
    draw: int = 0
    others: int = 0


@dataclass(frozen=True, eq=False)
class Augmented:
    """Training images and what augmentation draws of them, values from 0 to 1."""

    classes: tuple[str, ...]
    """Of each sample."""
    before: Images
    """N×C×H×W."""
    after: NDArray[np.float32]
    """N×draws×C×H×W."""


@dataclass(frozen=True, eq=False)
class Cloud:
    """Values of training images: all of them as a histogram, two of them as points."""

    counts: NDArray[np.int64]
    edges: NDArray[np.float32]
    points: NDArray[np.float32]
    """P×2."""
    axes: tuple[str, str]
    mean: float
    deviation: float
    correlation: float
    """Of the two values; not a number where one of them never changes."""


@dataclass(frozen=True, eq=False)
class Preprocessed:
    """Training images before and after preprocessing, and what becomes of their values."""

    images: Images
    values: NDArray[np.float32]
    """N×C×H×W, what the network takes in."""
    before: Cloud
    after: Cloud


@dataclass(frozen=True, eq=False)
class Preview:
    """What was wished for; `message` says why something is missing."""

    wish: PreviewWish
    augmented: Augmented | None = None
    preprocessed: Preprocessed | None = None
    message: str = ""
