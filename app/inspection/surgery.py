"""What a network loses without a filter, or gains with another: plain data, without torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.evaluation import Evaluation
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.kernels import Kernel, fitted
from app.network.tables import Table


@dataclass(frozen=True)
class Mute:
    """Make a filter, or a unit of a dense layer, answer zero to everything."""

    layer: str
    channel: int


@dataclass(frozen=True, eq=False)
class ReplaceFilter:
    """Give a filter other weights, in×kH×kW (in×k of signals, in of dense layers).

    `bias` stays as it is where it is None.
    """

    layer: str
    channel: int
    weights: NDArray[np.float32]
    bias: float | None = None


Operation = Mute | ReplaceFilter


def filter_of(kernel: Kernel, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """A hand-made kernel as a filter in×kH×kW: on the mean of all channels that come in.

    Raises ValueError where the kernel is larger than the filter, or where `shape` is no filter of
    images.
    """
    if len(shape) != 3:
        raise ValueError(tr("a kernel of rows and columns fits into the filters of Conv2d only"))
    channels, height, width = shape
    weights = np.array(fitted(kernel, (height, width)), np.float32) / channels
    return np.repeat(weights[np.newaxis], channels, axis=0)


@dataclass(frozen=True, eq=False)
class Outcome:
    """How the same images are classified before and after an operation."""

    before: Evaluation
    after: Evaluation

    @property
    def accuracy_change(self) -> float:
        """After less before, as a share from −1 to 1."""
        return self.after.accuracy - self.before.accuracy

    @property
    def class_change(self) -> NDArray[np.float64]:
        """The same for each class; NaN for a class without images."""
        return self.after.class_accuracy() - self.before.class_accuracy()

    @property
    def changed(self) -> NDArray[np.int64]:
        """The images that are now taken for something else."""
        return np.flatnonzero(self.before.predicted != self.after.predicted)

    @property
    def text(self) -> str:
        """One sentence: "accuracy 97.8 % → 91.2 % (−6.6), most for 8 (−31.0)"."""
        words = tr(
            "accuracy {percent} → {percent2} ({points})",
            percent=percent_text(self.before.accuracy),
            percent2=percent_text(self.after.accuracy),
            points=_points(self.accuracy_change),
        )
        changes = np.nan_to_num(self.class_change)
        most = int(np.argmax(np.abs(changes)))
        if changes[most]:
            words += tr(
                ", most for {classes} ({points})",
                classes=self.before.classes[most],
                points=_points(changes[most]),
            )
        return words


def outcome_table(outcome: Outcome) -> Table:
    """Accuracy of each class before and after, and the change."""
    heads = ("class", "before", "after", "change")
    columns = (
        outcome.before.class_accuracy(),
        outcome.after.class_accuracy(),
        outcome.class_change,
    )
    rows = tuple(
        (name, *("" if np.isnan(column[at]) else f"{column[at]:.4f}" for column in columns))
        for at, name in enumerate(outcome.before.classes)
    )
    whole = (outcome.before.accuracy, outcome.after.accuracy, outcome.accuracy_change)
    totals = ((tr("all"), *(f"{share:.4f}" for share in whole)),)
    return Table(heads, rows, totals, frozenset({1, 2, 3}))


def _points(change: float) -> str:
    """A change of a share in percentage points, with its sign."""
    return figures(f"{100 * change:+.1f}".replace("-", "−"))
