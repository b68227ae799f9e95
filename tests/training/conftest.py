"""A small data set and small networks, so that a training test takes a fraction of a second."""

from __future__ import annotations

import numpy as np
import pytest

from app.data.dataset import Dataset, Split
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain


def _split(generator: np.random.Generator, count: int) -> Split:
    """8×8 images with one bright quadrant, which is the class, under noise."""
    labels = generator.integers(0, 4, count)
    images = generator.integers(0, 120, (count, 1, 8, 8))
    for image, label in zip(images, labels, strict=True):
        row, column = 4 * (label // 2), 4 * (label % 2)
        image[0, row : row + 4, column : column + 4] += 100
    return Split(images.astype(np.uint8), labels.astype(np.int64))


@pytest.fixture(scope="session")
def quadrants() -> Dataset:
    """203 training images: 25 batches of eight, and three left over."""
    generator = np.random.default_rng(7)
    train, validation, test = (_split(generator, count) for count in (203, 40, 60))
    return Dataset(
        "quadrants", "Quadrants", ("nw", "ne", "sw", "se"), train, validation, test, "made", "none"
    )


@pytest.fixture
def network() -> Network:
    """Everything that could spoil repeatability: dropout, batch normalisation, convolution."""
    return chain(
        "small",
        [
            Input(1, 8, 8),
            Conv2d(4, 3, padding=1),
            BatchNorm2d(),
            ReLU(),
            MaxPool2d(),
            Dropout(0.3),
            Flatten(),
            Linear(12),
            ReLU(),
            Linear(4),
        ],
    )


@pytest.fixture
def plain_network() -> Network:
    return chain(
        "plain", [Input(1, 8, 8), Conv2d(3, 3), ReLU(), Flatten(), Linear(6), ReLU(), Linear(4)]
    )
