"""Images in the memory of the device, sliced into batches: no loader, no worker processes."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from app.data.dataset import Split
from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import Shape, fit_images
from app.training.augmentation import Draw, augmented
from app.training.augmentation_settings import NO_AUGMENTATION, Augmentation
from app.training.pixels import Pixels, units
from app.training.seeds import seed_from
from app.training.share import WHOLE, Share
from app.training.steps import steps_per_epoch

Batch = tuple[Tensor, Tensor]
"""Float images N×C×H×W, preprocessed, and int64 labels N."""
READY_BYTES = 128 * 2**20
"""Training images are kept preprocessed where all of them take no more: making the floats of a
batch anew takes 4 % of a step of LeNet-5."""
_AT_ONCE = 1_000
"""So many are preprocessed at once for that."""
SharedBatch = tuple[Tensor, Tensor, int]
"""A share of a batch, and how many images the whole has."""


class LabelledImages:
    """A split, fitted to a network's Input, kept as bytes on the device, preprocessed by the batch.

    Bytes take a quarter of the memory of floats; few images are kept as floats as well once they
    are learned from without augmentation. The result is that of `PixelScale.apply`, or of another
    preprocessing.
    """

    def __init__(
        self,
        split: Split,
        input_shape: Shape,
        preprocessing: Preprocessing,
        device: torch.device,
        memory_format: torch.memory_format = torch.contiguous_format,
    ) -> None:
        self._images = torch.from_numpy(fit_images(split.images, input_shape)).to(device)
        self._labels = torch.from_numpy(split.labels).to(device)
        self._device = device
        self._memory_format = memory_format
        self.use(preprocessing)

    def __len__(self) -> int:
        return len(self._labels)

    def use(self, preprocessing: Preprocessing) -> None:
        """Preprocess as this says from now on."""
        self._pixels = Pixels(preprocessing, self._device, self._memory_format)
        self._ready: Tensor | None = None

    def batch(self, which: Tensor | slice) -> Batch:
        """The images and labels at these places."""
        return self._pixels.of_bytes(self._images[which]), self._labels[which]

    def augmented_batch(
        self, which: Tensor, how: Augmentation, seed: int, step: int, share: Share = WHOLE
    ) -> Batch:
        """The images, changed at random as (seed, step) give it, and labels at these places.

        Of them all only the share: what is random of an image is the same as in the whole batch.
        """
        own = share.of_batch(len(which))
        if not how.is_on:
            return self._ready_batch(which[own])
        images = units(self._images[which[own]])
        images = augmented(images, how, seed, step, Draw(len(which), own))
        return self._pixels.of_units(images), self._labels[which[own]]

    def _ready_batch(self, which: Tensor) -> Batch:
        """As `batch`, of images that are kept preprocessed where that does not take too much."""
        if self._images.numel() * 4 > READY_BYTES:
            return self.batch(which)
        if self._ready is None:
            self._ready = torch.cat([self._rows(start) for start in range(0, len(self), _AT_ONCE)])
        rows = self._ready[which]
        _, channels, height, width = self._images.shape
        if self._memory_format == torch.channels_last:
            images = rows.view(-1, height, width, channels).permute(0, 3, 1, 2)
        else:
            images = rows.view(-1, channels, height, width)
        return images, self._labels[which]

    def _rows(self, start: int) -> Tensor:
        """Preprocessed images, each a row of its values in the order of the memory format."""
        images = self._pixels.of_bytes(self._images[start : start + _AT_ONCE])
        if self._memory_format == torch.channels_last:
            images = images.permute(0, 2, 3, 1)
        return images.reshape(len(images), -1)

    def in_order(self, batch_size: int, share: Share = WHOLE) -> Iterator[Batch]:
        """All of the share, as they lie."""
        own = share.of(len(self))
        for start in range(own.start, own.stop, batch_size):
            yield self.batch(slice(start, min(start + batch_size, own.stop)))

    def shuffled(
        self,
        batch_size: int,
        seed: int,
        epoch: int,
        skip: int = 0,
        augmentation: Augmentation = NO_AUGMENTATION,
        *,
        by_class: bool = False,
        share: Share = WHOLE,
    ) -> Iterator[SharedBatch]:
        """The batches of an epoch in the order that (seed, epoch) gives, without the first `skip`.

        Of each batch comes the share, and how many images there are in all.
        `by_class` shows one class after the other, each shuffled in itself.
        A last batch of one image is left out, see `steps_per_epoch`.
        """
        generator = torch.Generator().manual_seed(seed_from(seed, "epoch", epoch))
        order = torch.randperm(len(self), generator=generator).to(self._labels.device)
        if by_class:
            order = order[self._labels[order].argsort(stable=True)]
        steps = steps_per_epoch(len(self), batch_size)
        for step in range(skip, steps):
            which = order[step * batch_size : (step + 1) * batch_size]
            number = (epoch - 1) * steps + step + 1
            batch = self.augmented_batch(which, augmentation, seed, number, share)
            yield *batch, len(which)
