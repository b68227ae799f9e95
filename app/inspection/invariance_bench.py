"""Measures how well a network classifies images that are moved, turned or scaled."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import DataError, Images, Split
from app.data.preprocessing import fit_images
from app.data.progress import Report, no_report
from app.inspection.invariance import Change, InvarianceCurve, InvariancePoint
from app.inspection.target_score import (
    batch_size_for,
    check_finite,
    class_target,
    device_of,
    input_shape,
    looking,
    working_shape,
)
from app.language import tr
from app.network.analysis import why_no_scores
from app.training.augmentation import moved
from app.training.module import NetworkModule
from app.training.pixels import units
from app.training.seeds import seed_from


def measured_points(
    module: NetworkModule,
    split: Split,
    scaled: Callable[[Images], NDArray[np.float32]],
    change: Change,
    amounts: Sequence[float],
    *,
    count: int = 1_000,
    report: Report = no_report,
) -> Generator[InvariancePoint, None, None]:
    """A point of the curve for each amount, as they are found; closing the generator stops it.

    `count` images are drawn from the split, the same ones for every network. They are fitted to
    the Input first, so that shifts are in pixels of what the network sees; what moves in from
    outside is black. `scaled` turns them into what the network takes in, float32 N×C×H×W. `report`
    is told images done and in all, and may raise. Raises ValueError or DataError, with words,
    where the network does not suit the data.
    """
    images, labels = _drawn(split, count)
    images = fit_images(images, input_shape(module))
    _check_classes(module, labels)
    size = batch_size_for(module, most=256)
    for number, amount in enumerate(amounts):
        correct, truth = 0, 0.0
        for start in range(0, len(images), size):
            part = labels[start : start + size]
            batch = scaled(changed_images(images[start : start + size], change, amount))
            probabilities = _probabilities(module, batch)
            correct += int((probabilities.argmax(axis=1) == part).sum())
            truth += float(probabilities[np.arange(len(part)), part].sum(dtype=np.float64))
            done = number * len(images) + start + len(part)
            report(done, len(amounts) * len(images))
        yield InvariancePoint(amount, correct / len(images), truth / len(images))


def measure_invariance(
    module: NetworkModule,
    split: Split,
    scaled: Callable[[Images], NDArray[np.float32]],
    change: Change,
    amounts: Sequence[float],
    *,
    count: int = 1_000,
    name: str = "",
    report: Report = no_report,
) -> InvarianceCurve:
    """The whole curve, see `measured_points`; `name` says of which network."""
    points = measured_points(module, split, scaled, change, amounts, count=count, report=report)
    return InvarianceCurve(change, tuple(points), min(count, len(split)), name)


def changed_images(images: Images, change: Change, amount: float) -> Images:
    """Images N×C×H×W moved, turned or scaled about their middle by an amount, bilinear.

    The pixels that whole shifts move are exact.
    """
    if amount == change.nothing:
        return images
    found = moved(units(torch.from_numpy(images)), _matrices(change, amount, len(images)))
    return found.mul_(255).round_().clamp_(0, 255).to(torch.uint8).numpy()


def _matrices(change: Change, amount: float, count: int) -> torch.Tensor:
    """Where the pixels of each image come from, 2×3, as `moved` takes them."""
    across = amount if change.name == "shift-across" else 0.0
    down = amount if change.name == "shift-down" else 0.0
    angle = math.radians(amount) if change.name == "angle" else 0.0
    scale = amount if change.name == "scale" else 1.0
    if scale <= 0:
        raise ValueError(
            tr("images cannot be scaled {amount:g} times: choose more than zero", amount=amount)
        )
    cosine, sine = math.cos(angle) / scale, math.sin(angle) / scale
    matrix = torch.tensor(((cosine, sine, -across), (-sine, cosine, -down)))
    return matrix.expand(count, 2, 3)


def _drawn(split: Split, count: int) -> tuple[Images, NDArray[np.int64]]:
    """At most `count` images with their labels, always the same of a split."""
    if not len(split):
        raise DataError(tr("There are no images to try."))
    if len(split) <= count:
        return np.asarray(split.images), split.labels
    generator = np.random.default_rng(seed_from("images to try", len(split), count))
    chosen = np.sort(generator.choice(len(split), count, replace=False))
    return np.asarray(split.images[chosen]), split.labels[chosen]


def _check_classes(module: NetworkModule, labels: NDArray[np.int64]) -> None:
    logits = class_target(module, 0).layer
    shape = working_shape(module, logits)
    if len(shape) != 1 or labels.max() >= shape[0]:
        of_end = tr("The network must end in one value for each class of the data set.")
        raise ValueError(why_no_scores(module.network, of_end))


def _probabilities(module: NetworkModule, batch: NDArray[np.float32]) -> NDArray[np.float32]:
    with looking(module), torch.no_grad():
        logits = module(torch.from_numpy(batch).to(device_of(module)))
        probabilities = np.asarray(logits.softmax(dim=1).cpu().numpy(), np.float32)
    check_finite(probabilities)
    return probabilities
