"""The validation images on which two networks disagree; needs no torch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import Images
from app.inspection.evaluation import Evaluation
from app.language import tr
from app.network.arithmetic import percent_text

Group = Literal["a_right", "b_right", "both_wrong"]
"""A right and B wrong, B right and A wrong, or both wrong, but not alike."""
GROUPS: tuple[Group, ...] = ("a_right", "b_right", "both_wrong")
MOST_IMAGES = 200
"""So many images of a group are kept to be shown, the surest mistakes first …"""
MOST_BYTES = 3_000_000
"""… and fewer of large ones."""
Pair = tuple[NDArray[np.int64], NDArray[np.int64]]


class Counts(NamedTuple):
    """Into how many images of each sort a part divides; together they are all of them."""

    both_right: int
    a_right: int
    b_right: int
    both_wrong: int
    """… and not alike."""
    alike_wrong: int

    @property
    def total(self) -> int:
        return sum(self)


@dataclass(frozen=True, eq=False)
class Disagreements:
    """What A and B made of the same images: `labels`, what each `predicted`, and how surely.

    All have one entry an image, the pairs one array for A and one for B. `epochs` says how far each
    had come. `shown` are the images of the groups that were kept, and `images` these images.
    """

    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    predicted: Pair
    confidence: tuple[NDArray[np.float32], NDArray[np.float32]]
    epochs: tuple[float, float]
    shown: NDArray[np.int64]
    images: Images

    @cached_property
    def counts(self) -> Counts:
        """How many images there are of each sort."""
        a, b = self._right
        alike = self.predicted[0] == self.predicted[1]
        wrong = ~a & ~b
        found = (a & b, a & ~b, b & ~a, wrong & ~alike, wrong & alike)
        return Counts(*(int(mask.sum()) for mask in found))

    def accuracy(self, side: int) -> float:
        """The share of images that A (0) or B (1) read rightly."""
        return float(self._right[side].mean())

    def images_of(self, group: Group) -> NDArray[np.int64]:
        """The images of a group by their number in the part, the surest mistakes first."""
        return _images_of(group, self.labels, self.predicted, self.confidence)

    def shown_of(self, group: Group) -> NDArray[np.int64]:
        """Those of them that were kept, as places in `images`."""
        place = {int(number): at for at, number in enumerate(self.shown)}
        kept = (place.get(int(number)) for number in self.images_of(group))
        return np.array([at for at in kept if at is not None], np.int64)

    def swapped(self) -> Disagreements:
        """The same with A and B exchanged."""
        return Disagreements(
            self.classes,
            self.labels,
            (self.predicted[1], self.predicted[0]),
            (self.confidence[1], self.confidence[0]),
            (self.epochs[1], self.epochs[0]),
            self.shown,
            self.images,
        )

    @property
    def _right(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        return self.predicted[0] == self.labels, self.predicted[1] == self.labels


def disagreements(
    a: Evaluation, b: Evaluation, epochs: tuple[float, float] = (0.0, 0.0)
) -> Disagreements:
    """What two evaluations of the same images, in the same order, differ in.

    Raises ValueError where they are not of the same images.
    """
    if a.classes != b.classes or not np.array_equal(a.labels, b.labels) or a.images is None:
        raise ValueError(tr("A and B must read the same images to be compared image by image."))
    predicted, confidence = (a.predicted, b.predicted), (a.confidence, b.confidence)
    bytes_each = max(1, math.prod(a.images.shape[1:]))
    most = min(MOST_IMAGES, max(1, MOST_BYTES // (len(GROUPS) * bytes_each)))
    groups = [_images_of(group, a.labels, predicted, confidence)[:most] for group in GROUPS]
    shown = np.concatenate(groups)
    return Disagreements(
        a.classes, a.labels, predicted, confidence, epochs, shown, np.asarray(a.images[shown])
    )


def _images_of(
    group: Group,
    labels: NDArray[np.int64],
    predicted: Pair,
    confidence: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> NDArray[np.int64]:
    a, b = predicted[0] == labels, predicted[1] == labels
    if group == "a_right":
        found, sure = np.flatnonzero(a & ~b), confidence[1]
    elif group == "b_right":
        found, sure = np.flatnonzero(b & ~a), confidence[0]
    else:
        found = np.flatnonzero(~a & ~b & (predicted[0] != predicted[1]))
        sure = confidence[0] + confidence[1]
    return found[np.argsort(-sure[found], kind="stable")].astype(np.int64)


def chance(a_right: int, b_right: int) -> float:
    """How probable so uneven a split is where neither network is better, 0 to 1.

    The exact test of McNemar (1947): each image that only one of them reads is a fair coin.
    """
    thrown = a_right + b_right
    heads = min(a_right, b_right)
    ways = math.lgamma(thrown + 1) - math.lgamma(heads + 1) - math.lgamma(thrown - heads + 1)
    part = math.exp(ways - thrown * math.log(2))  # of exactly so many heads
    tail = 0.0
    while part > 1e-17 * tail:  # fewer heads are ever less probable
        tail += part
        part *= heads / (thrown - heads + 1)
        heads -= 1
    return min(1.0, 2 * tail)


def verdict(counts: Counts) -> str:
    """The disagreements in a sentence or two, with how much chance there may be in them."""
    a, b = counts.a_right, counts.b_right
    if not a + b:
        if not counts.both_wrong:
            return tr("A and B read all of the {total:,} images alike.", total=counts.total)
        return tr("A and B are right on the same images, and misread some differently.")
    text = tr("Only A reads {a:,}, only B {b:,} of {total:,}.", a=a, b=b, total=counts.total)
    likely = chance(a, b)
    if a == b:
        return tr("{text} Neither is ahead.", text=text)
    ahead = "A" if a > b else "B"
    if likely >= 0.05:
        return tr(
            "{text} {ahead} may be lucky: chance gives as much in {likely:.0f} % of cases.",
            text=text,
            ahead=ahead,
            likely=100 * likely,
        )
    seldom = percent_text(likely) if likely >= 0.001 else tr("less than 0.1 %")
    return tr(
        "{text} {ahead} is better: chance gives as much in {seldom} of cases.",
        text=text,
        ahead=ahead,
        seldom=seldom,
    )


# As files, for whoever follows the experiment in another process


def to_arrays(found: Disagreements) -> dict[str, NDArray[Any]]:
    """Everything as arrays of plain types, for `np.savez`."""
    return {
        "classes": np.array(found.classes, np.str_),
        "labels": found.labels.astype(np.int32),
        "predicted_a": found.predicted[0].astype(np.int32),
        "predicted_b": found.predicted[1].astype(np.int32),
        "confidence_a": found.confidence[0],
        "confidence_b": found.confidence[1],
        "epochs": np.array(found.epochs, np.float64),
        "shown": found.shown,
        "images": found.images,
    }


def read_disagreements(path: Path) -> Disagreements:
    """What `to_arrays` gave and `np.savez` wrote; OSError, KeyError or ValueError if it is not."""
    with np.load(path, allow_pickle=False) as file:
        values: Mapping[str, NDArray[Any]] = dict(file)
    first, second = values["epochs"].tolist()
    return Disagreements(
        tuple(str(name) for name in values["classes"]),
        values["labels"].astype(np.int64),
        (values["predicted_a"].astype(np.int64), values["predicted_b"].astype(np.int64)),
        (values["confidence_a"], values["confidence_b"]),
        (first, second),
        values["shown"],
        values["images"],
    )
