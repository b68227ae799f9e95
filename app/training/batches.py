"""Images in the memory of the device, sliced into batches: no loader, no worker processes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from app.data.dataset import Split
from app.data.preprocessing import PixelScale, Shape, fit_images
from app.training.seeds import seed_from
from app.training.steps import steps_per_epoch

Batch = tuple[Tensor, Tensor]
"""Float images N×C×H×W, normalised, and int64 labels N."""


class LabelledImages:
    """A split, fitted to a network's Input, kept as bytes on the device and scaled by the batch.

    Bytes take a quarter of the memory of floats, and scaling a batch is lost beside training on
    it. The result is that of `PixelScale.apply`.
    """

    def __init__(
        self,
        split: Split,
        input_shape: Shape,
        scale: PixelScale,
        device: torch.device,
        memory_format: torch.memory_format = torch.contiguous_format,
    ) -> None:
        self._images = torch.from_numpy(fit_images(split.images, input_shape)).to(device)
        self._labels = torch.from_numpy(split.labels).to(device)
        mean, std = (np.array(values, np.float32) for values in (scale.mean, scale.std))
        self._factor = torch.from_numpy(1 / (255 * std)).reshape(-1, 1, 1).to(device)
        self._shift = torch.from_numpy(mean / std).reshape(-1, 1, 1).to(device)
        self._memory_format = memory_format

    def __len__(self) -> int:
        return len(self._labels)

    def batch(self, which: Tensor | slice) -> Batch:
        """The images and labels at these places."""
        pixels = self._images[which]
        images = pixels.to(torch.float32, memory_format=self._memory_format)
        return images.mul_(self._factor).sub_(self._shift), self._labels[which]

    def in_order(self, batch_size: int) -> Iterator[Batch]:
        """All of them, as they lie."""
        for start in range(0, len(self), batch_size):
            yield self.batch(slice(start, start + batch_size))

    def shuffled(self, batch_size: int, seed: int, epoch: int, skip: int = 0) -> Iterator[Batch]:
        """The batches of an epoch in the order that (seed, epoch) gives, without the first `skip`.

        A last batch of one image is left out, see `steps_per_epoch`.
        """
        generator = torch.Generator().manual_seed(seed_from(seed, "epoch", epoch))
        order = torch.randperm(len(self), generator=generator).to(self._labels.device)
        for step in range(skip, steps_per_epoch(len(self), batch_size)):
            yield self.batch(order[step * batch_size : (step + 1) * batch_size])
