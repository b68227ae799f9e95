"""The networks that Convas and its peers train side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.catalogue import load
from app.network.gallery import GALLERY
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.recipe import Recipe


@dataclass(frozen=True)
class Case:
    """A network of the gallery with the data and batch size that it is trained with."""

    entry: str
    dataset: str
    batch_size: int
    images: int
    """Trained in one turn, a multiple of `batch_size`; about a second's work."""
    slow_images: int
    """The same for a peer that takes the images one by one."""

    @property
    def network(self) -> Network:
        return next(entry for entry in GALLERY if entry.name == self.entry).build()

    @property
    def height(self) -> int:
        """Of the images that the network takes."""
        network = self.network
        wanted = network.layers[network.inputs[0]]
        assert isinstance(wanted, Input)
        return wanted.height

    @property
    def recipe(self) -> Recipe:
        """SGD with momentum, which every peer has."""
        return Recipe(
            dataset=self.dataset,
            batch_size=self.batch_size,
            epochs=10_000,
            optimizer="momentum",
            learning_rate=0.001,
            schedule="constant",
        )


CASES = (
    Case("lenet-5", "mnist", 64, 8_000, 320),
    Case("mnist-net", "mnist", 128, 1_536, 128),
    Case("cifar-net", "colour-shapes", 250, 1_000, 250),
    Case("colour-net", "colour-shapes", 64, 3_200, 256),
    Case("resnet-20", "colour-shapes", 64, 512, 0),
)


def case_of(entry: str) -> Case:
    """The case of a network of the gallery."""
    return next(case for case in CASES if case.entry == entry)


LabelledArrays = tuple[NDArray[np.float32], NDArray[np.int64]]


def images_in_memory(case: Case) -> tuple[LabelledArrays, LabelledArrays]:
    """Training and validation images of the Input's size, N×C×H×W and standardised, with labels."""
    dataset = load(case.dataset)
    margin = (case.height - dataset.train.images.shape[2]) // 2
    sides = ((0, 0), (0, 0), (margin, margin), (margin, margin))
    train, validation = (
        np.pad(split.images, sides).astype(np.float32) / 255
        for split in (dataset.train, dataset.validation)
    )
    mean, deviation = train.mean(), train.std()
    return (
        ((train - mean) / deviation, dataset.train.labels),
        ((validation - mean) / deviation, dataset.validation.labels),
    )
