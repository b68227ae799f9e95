"""Data that is on the disk, small enough that a trial takes a fraction of a second."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.recipe import Recipe


def write_quadrants(path: Path, images: int = 300) -> Path:
    """An .npz of 8×8 images with one bright quadrant, which is the class, under noise."""
    generator = np.random.default_rng(7)
    labels = generator.integers(0, 4, images)
    pixels = generator.integers(0, 120, (images, 1, 8, 8))
    for image, label in zip(pixels, labels, strict=True):
        row, column = 4 * (label // 2), 4 * (label % 2)
        image[0, row : row + 4, column : column + 4] += 60
    np.savez(path, images=pixels.astype(np.uint8), labels=labels.astype(np.int64))
    return path


def quadrants_recipe(folder: Path, **settings: Any) -> Recipe:
    """A recipe for quadrants, which are written into `folder`."""
    data = write_quadrants(folder / "quadrants.npz")
    return Recipe(dataset=str(data), batch_size=16, device="cpu", **settings)


def small_network(*, normalised: bool = False) -> Network:
    """A convolution and two dense layers for it."""
    normalisation = [BatchNorm2d()] if normalised else []
    head = [Input(1, 8, 8), Conv2d(3, 3), *normalisation, ReLU(), Flatten()]
    return chain(
        "small",
        [*head, Linear(6), ReLU(), Linear(4)],
    )
