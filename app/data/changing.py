"""Makes the changes of `app.data.changes`: the same set and changes always give the same images.

Every draw belongs to an image of the unchanged set, so that moving one slider changes the choice
gradually: a smaller subset lies within a larger one, and more noise keeps the labels that were
wrong already.
"""

from __future__ import annotations

import math
import tempfile
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.data.changes import DataChanges
from app.data.dataset import PART_WORDS, PARTS, DataError, Dataset, Images, Split
from app.language import tr

LARGEST_COPY = 1 << 29
"""Bytes of chosen images that are copied into memory where the set itself is mapped from disk."""
_PIECE = 4_096  # images copied at once

Indices = NDArray[np.intp]
Labels = NDArray[np.int64]


def changed(dataset: Dataset, changes: DataChanges) -> Dataset:
    """The data set with the changes made; itself where they change nothing.

    Raises DataError where a class is not one of the data set's, or a part has none of the classes.
    """
    if not changes.in_words:
        return dataset
    kept = _kept_classes(dataset, changes)
    chosen, labels = _training(dataset, changes)
    train = Split(_taken(dataset.train.images, chosen), labels)
    result = replace(
        dataset,
        classes=tuple(dataset.classes[label] for label in kept),
        train=train,
        validation=_only(dataset.validation, kept),
        test=_only(dataset.test, kept),
        source=f"{dataset.source.removesuffix('.')}; changed: {changes.in_words}",
    )
    for name in PARTS:
        if len(dataset.part(name)) and not len(result.part(name)):
            raise DataError(
                tr(
                    "{title} has no {part} images of these classes ({classes}): "
                    "choose others, too.",
                    title=dataset.title,
                    part=PART_WORDS[name],
                    classes=", ".join(result.classes[:20]),
                )
            )
    return result


def changed_counts(dataset: Dataset, changes: DataChanges) -> tuple[int, ...]:
    """How many training images each class of `changed(dataset, changes)` has, by its labels."""
    _, labels = _training(dataset, changes)
    return tuple(
        int(count) for count in np.bincount(labels, minlength=len(_kept_classes(dataset, changes)))
    )


def _kept_classes(dataset: Dataset, changes: DataChanges) -> tuple[int, ...]:
    """The labels that are kept, in the data set's order."""
    places = {name: label for label, name in enumerate(dataset.classes)}
    for name in changes.classes:
        if name not in places:
            known = ", ".join(dataset.classes[:20])
            raise DataError(
                tr(
                    "{title} has no class {name!r}; it has {known}.",
                    title=dataset.title,
                    name=name,
                    known=known,
                )
            )
    if not changes.classes:
        return tuple(range(len(dataset.classes)))
    return tuple(sorted({places[name] for name in changes.classes}))


def _training(dataset: Dataset, changes: DataChanges) -> tuple[Indices, Labels]:
    """Which training images are left, in their order, and the labels that they get."""
    kept = _kept_classes(dataset, changes)
    original = dataset.train.labels
    labels = _relabelled(original, kept, len(dataset.classes))
    chosen = np.flatnonzero(labels >= 0)
    rng = np.random.default_rng([changes.seed, 1])
    draw = rng.permutation(len(original))
    if changes.imbalance > 1 and len(kept) > 1:
        ranks, counts = _ranks(labels[chosen], draw[chosen], len(kept))
        fall = changes.imbalance ** -(np.arange(len(kept)) / (len(kept) - 1))
        room = np.maximum(1, np.rint(counts * fall))
        chosen = chosen[ranks < room[labels[chosen]]]
    if 0 < changes.subset < len(chosen):
        ranks, counts = _ranks(labels[chosen], draw[chosen], len(kept))
        turn = (ranks + 0.5) / counts[labels[chosen]]  # each class comes in step with its size
        first = np.lexsort((draw[chosen], turn))[: changes.subset]
        chosen = np.sort(chosen[first])
    return chosen, _with_noise(labels[chosen], chosen, len(original), len(kept), changes)


def _relabelled(labels: Labels, kept: tuple[int, ...], classes: int) -> Labels:
    """Labels counted among the kept classes; -1 for all others."""
    new = np.full(max(classes, 1), -1, np.int64)
    new[list(kept)] = np.arange(len(kept))
    return np.asarray(new[labels], np.int64)


def _ranks(labels: Labels, draw: Indices, classes: int) -> tuple[Indices, NDArray[np.int64]]:
    """For each image its place within its class, in the order of `draw`; and the classes' sizes."""
    order = np.lexsort((draw, labels))
    counts = np.bincount(labels, minlength=classes)
    starts = np.cumsum(counts) - counts
    ranks = np.empty(len(labels), np.intp)
    ranks[order] = np.arange(len(labels)) - np.repeat(starts, counts)
    return ranks, counts


def _with_noise(
    labels: Labels, chosen: Indices, images: int, classes: int, changes: DataChanges
) -> Labels:
    wrong = round(changes.label_noise * len(chosen))
    if not wrong or classes < 2:
        return labels
    rng = np.random.default_rng([changes.seed, 2])
    turn, other = rng.permutation(images)[chosen], rng.random(images)[chosen]
    first = np.argsort(turn)[:wrong]
    noisy = labels.copy()
    away = 1 + np.floor(other[first] * (classes - 1)).astype(np.int64)
    noisy[first] = (labels[first] + away) % classes
    return noisy


def _only(split: Split, kept: tuple[int, ...]) -> Split:
    highest = int(split.labels.max(initial=-1)) + 1
    if kept == tuple(range(len(kept))) and highest <= len(kept):
        return split
    labels = _relabelled(split.labels, kept, max(highest, max(kept) + 1))
    chosen = np.flatnonzero(labels >= 0)
    return Split(_taken(split.images, chosen), labels[chosen])


def _taken(images: Images, chosen: Indices) -> Images:
    """The chosen images; many of a set that is mapped from disk are mapped from disk, too."""
    if len(chosen) == len(images):
        return images
    shape = (len(chosen), *images.shape[1:])
    if not isinstance(images, np.memmap) or math.prod(shape) <= LARGEST_COPY:
        return np.asarray(images[chosen])
    try:
        with tempfile.TemporaryFile() as file:
            copy = np.memmap(file, np.uint8, "w+", shape=shape)
            for start in range(0, len(chosen), _PIECE):
                copy[start : start + _PIECE] = images[chosen[start : start + _PIECE]]
    except OSError as error:
        raise DataError(
            tr("There is no room on the disk for the chosen images ({error}).", error=error)
        ) from error
    return copy
