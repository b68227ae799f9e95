"""How the images of an epoch fall into batches; needs no torch."""

from __future__ import annotations

import math


def steps_per_epoch(images: int, batch_size: int) -> int:
    """How many batches an epoch has.

    A remainder of one image makes no batch: alone it has no variance, so batch normalisation
    could not learn from it (torch refuses it after a dense or 1×1 map), and its gradient would
    count as much as that of a full batch. Shuffling leaves out another image in each epoch.
    """
    steps = math.ceil(images / batch_size)
    return steps - 1 if steps > 1 and images % batch_size == 1 else steps


def smallest_batch(images: int, batch_size: int) -> int:
    """The number of images in the smallest batch of an epoch."""
    remainder = images % batch_size
    if images < batch_size:
        return images
    return remainder if remainder > 1 else batch_size
