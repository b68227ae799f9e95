"""Looks through a data set for the images that excite the channels of layers most."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.data.dataset import Images
from app.data.progress import Report, no_report
from app.inspection.target_score import (
    batch_size_for,
    check_finite,
    device_of,
    looking,
    working_shape,
)
from app.inspection.top_patches import TopPatches
from app.language import tr
from app.training.module import NetworkModule


def find_top_patches(
    module: NetworkModule,
    images: Images,
    layers: Collection[str],
    scaled: Callable[[Images], NDArray[np.float32]],
    count: int = 9,
    report: Report = no_report,
) -> dict[str, TopPatches]:
    """The `count` images that excite each channel of each of the layers most.

    `scaled` turns stored images into what the network takes in, float32 N×C×H×W. The images go
    through in batches and only the best are kept, so memory does not grow with the data set. Of
    images that excite a channel equally the first counts. Raises ValueError, with words, for a
    layer that does not work or without images; whatever `report` raises, told images done and in
    all.
    """
    if not len(images):
        raise ValueError(tr("There are no images to look through."))
    for layer in layers:
        working_shape(module, layer)
    best: dict[str, TopPatches] = {}
    size = batch_size_for(module)
    report(0, len(images))
    with looking(module), torch.no_grad():
        for start in range(0, len(images), size):
            batch = torch.from_numpy(scaled(images[start : start + size])).to(device_of(module))
            for layer, output in module.outputs(batch, layers).items():
                found = _of_batch(layer, output, start)
                best[layer] = _best(best.get(layer), found, count)
            report(min(start + size, len(images)), len(images))
    return {layer: best[layer] for layer in layers}


def _of_batch(layer: str, output: Tensor, first: int) -> TopPatches:
    """The largest value of each channel in each image of a batch, and where it stands."""
    count, channels = output.shape[:2]
    width = output.shape[-1]
    values, places = output.flatten(2).max(dim=2) if output.dim() > 2 else (output, None)
    array = np.array(values.T.cpu().numpy(), np.float32)
    check_finite(array)
    if places is None:
        row_column = np.stack(np.broadcast_arrays(0, np.arange(channels)[:, None]), axis=-1)
        positions = np.broadcast_to(row_column, (channels, count, 2))
    else:
        positions = np.stack(np.divmod(places.T.cpu().numpy(), width), axis=-1)
    numbers = np.broadcast_to(np.arange(first, first + count), (channels, count))
    return TopPatches(layer, array, numbers, positions)


def _best(before: TopPatches | None, found: TopPatches, count: int) -> TopPatches:
    """The strongest of both, in a stable order: what was found before comes first."""
    if before is not None:
        found = TopPatches(
            found.layer,
            np.concatenate((before.values, found.values), axis=1),
            np.concatenate((before.images, found.images), axis=1),
            np.concatenate((before.positions, found.positions), axis=1),
        )
    order = np.argsort(-found.values, axis=1, kind="stable")[:, :count]
    return TopPatches(
        found.layer,
        np.take_along_axis(found.values, order, axis=1),
        np.take_along_axis(found.images, order, axis=1),
        np.take_along_axis(found.positions, order[..., np.newaxis], axis=1),
    )
