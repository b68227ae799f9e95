"""The images of a data set where they are learned from: fitted, on the device, preprocessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import torch

from app.data.dataset import Dataset, Split
from app.data.fitted_preprocessing import Preprocessing, fit_preprocessing
from app.data.preprocessing import Shape, fit_images
from app.language import tr
from app.training.batches import LabelledImages, SharedBatch
from app.training.device import memory_format_for
from app.training.recipe import Recipe
from app.training.run import RunError
from app.training.share import Share


class DeviceData:
    """The splits of a data set, of images in `shape`.

    `preprocessing`, if given, is taken as it was fitted; else the recipe's is fitted to the
    training images.
    """

    def __init__(
        self,
        dataset: Dataset,
        shape: Shape,
        recipe: Recipe,
        device: torch.device,
        preprocessing: Preprocessing | None,
    ) -> None:
        self._shape = shape
        self._device = device
        self._title = dataset.title
        self._test = dataset.test
        fitted = fit_images(dataset.train.images, shape)
        self.preprocessing = preprocessing or fit_preprocessing(
            recipe.preprocessing, fitted, epsilon=recipe.whitening_epsilon
        )
        self.train = self._of(Split(fitted, dataset.train.labels))
        self.validation = self._of(dataset.validation)

    def use(self, other: Callable[[Preprocessing, Shape], Preprocessing]) -> None:
        """Take what `other` makes of the preprocessing in its place."""
        before, self.preprocessing = self.preprocessing, other(self.preprocessing, self._shape)
        if self.preprocessing is before:
            return
        for part in (self.train, self.validation):
            part.use(self.preprocessing)

    def check_count(self, before: int) -> None:
        """Raise RunError where a run was on another number of training images."""
        if before != len(self.train):
            raise RunError(
                tr(
                    "the run was on {before:,} training images, but {title} has {train:,} here",
                    before=before,
                    title=self._title,
                    train=len(self.train),
                )
            )

    def batches(self, recipe: Recipe, epoch: int, skip: int, share: Share) -> Iterator[SharedBatch]:
        """A share of the batches of an epoch, without the first `skip`."""
        return self.train.shuffled(
            recipe.batch_size,
            recipe.seed,
            epoch,
            skip,
            recipe.augmentation,
            by_class=recipe.order == "by_class",
            share=share,
        )

    def test(self) -> LabelledImages:
        """The test images, which are needed only once."""
        return self._of(self._test)

    def _of(self, split: Split) -> LabelledImages:
        memory_format = memory_format_for(self._device)
        return LabelledImages(split, self._shape, self.preprocessing, self._device, memory_format)
