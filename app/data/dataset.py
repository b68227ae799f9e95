"""What a data set is: three parts of labelled images, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.language import tr

Images = NDArray[np.uint8]
"""N×C×H×W grey levels, 0 black to 255 full."""


PARTS = ("train", "validation", "test")
PART_WORDS: Mapping[str, str] = {
    "train": tr("train"),
    "validation": tr("validation"),
    "test": tr("test"),
}
"""The parts in the window's language."""
"""Of a data set: to learn from, to watch while learning, to judge by."""


class DataError(ValueError):
    """Data that cannot be had or used; the message says what is wrong and what to do."""


@dataclass(frozen=True, eq=False)
class Split:
    """One part of a data set: images N×C×H×W with a label, 0 ≤ label < classes, for each."""

    images: Images
    labels: NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.images.dtype != np.uint8 or self.images.ndim != 4:
            raise DataError(
                tr(
                    "images must be bytes of shape N×C×H×W, not {dtype} of shape {shape}",
                    dtype=self.images.dtype,
                    shape=self.images.shape,
                )
            )
        if self.labels.dtype != np.int64 or self.labels.shape != self.images.shape[:1]:
            raise DataError(
                tr(
                    "{images:,} images need as many int64 labels, not {dtype} of shape {shape}",
                    images=len(self.images),
                    dtype=self.labels.dtype,
                    shape=self.labels.shape,
                )
            )

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled images in three parts: to learn from, to watch while learning, to judge by.

    `source` is one sentence on where these images come from, `licence` whose they are, and
    `left_out` names files that could not be used, each with the reason.
    """

    name: str
    title: str
    classes: tuple[str, ...]
    train: Split
    validation: Split
    test: Split
    source: str
    licence: str
    left_out: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name in PARTS:
            part = self.part(name)
            if part.images.shape[1:] != self.image_shape:
                raise DataError(
                    tr("the images of {title} are not all of one shape", title=self.title)
                )
            if len(part) and not 0 <= part.labels.min() <= part.labels.max() < len(self.classes):
                raise DataError(
                    tr(
                        "a label of {title} is outside 0 to {classes}",
                        title=self.title,
                        classes=len(self.classes) - 1,
                    )
                )

    def part(self, name: str) -> Split:
        """The part of this name, one of `PARTS`; KeyError for another."""
        return {"train": self.train, "validation": self.validation, "test": self.test}[name]

    @property
    def image_shape(self) -> tuple[int, int, int]:
        """(channels, height, width) of every image."""
        _, channels, height, width = self.train.images.shape
        return channels, height, width

    @property
    def info(self) -> DatasetInfo:
        """What can be said of it in words and numbers."""
        sizes = (len(self.train), len(self.validation), len(self.test))
        classes, source, licence = self.classes, self.source, self.licence
        return DatasetInfo(
            self.name, self.title, self.image_shape, classes, *sizes, False, source, licence
        )


@dataclass(frozen=True)
class DatasetInfo:
    """What `load` would give, without loading it: the parts are numbers of images.

    `bundled` says that all of it comes with Convas (as a file or as a generator).
    """

    name: str
    title: str
    image_shape: tuple[int, int, int]
    classes: tuple[str, ...]
    train: int
    validation: int
    test: int
    bundled: bool
    source: str
    licence: str

    def with_parts(self, train: Split, validation: Split, test: Split) -> Dataset:
        """The data set that this describes, made of its parts."""
        return Dataset(
            self.name,
            self.title,
            self.classes,
            train,
            validation,
            test,
            self.source,
            self.licence,
        )
