"""How well a part of a data set is read: what is taken for what, and the worst mistakes.

Needs no torch. An `Evaluation` keeps five numbers an image, so that 50,000 images of 1,000
classes take two megabytes; everything shown is worked out of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import Images
from app.language import tr
from app.network.tables import Table

TOP_FIVE_FROM = 10
"""With fewer classes, five guesses say little: chance alone would be right half the time."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """What a network made of every image of a part, in the order of the part.

    `labels` and `predicted` are numbers of classes, `confidence` is the probability of the
    predicted class and `truth` that of the right one, `rank` says how many classes were found
    more likely than the right one (0: it was right). All have one entry an image. `when` says in
    words which weights these are.
    """

    part: str
    classes: tuple[str, ...]
    labels: NDArray[np.int64]
    predicted: NDArray[np.int64]
    confidence: NDArray[np.float32]
    truth: NDArray[np.float32]
    rank: NDArray[np.int64]
    when: str = ""
    images: Images | None = None
    """The images themselves; None where only the figures were wanted."""

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def correct(self) -> int:
        """How many images were read rightly."""
        return int((self.rank == 0).sum())

    @property
    def accuracy(self) -> float:
        """Their share, 0 to 1; NaN without images."""
        return self.correct / len(self) if len(self) else float("nan")

    def top_error(self, guesses: int) -> float:
        """The share of images whose class is not among so many most likely ones (D9)."""
        return float((self.rank >= guesses).mean()) if len(self) else float("nan")

    def confusion(self) -> NDArray[np.int64]:
        """Counts, classes×classes: a row for each true class, a column for each predicted one."""
        number = len(self.classes)
        pairs = self.labels * number + self.predicted
        return np.bincount(pairs, minlength=number * number).reshape(number, number)

    def class_accuracy(self) -> NDArray[np.float64]:
        """The share of each class's images that were read rightly; NaN for a class without any."""
        counts = self.confusion()
        with np.errstate(invalid="ignore"):
            return np.asarray(np.diagonal(counts) / counts.sum(axis=1))

    def worst_mistakes(self) -> NDArray[np.int64]:
        """The images that were read wrongly, the surest first; of equals the first (F7)."""
        return self._surest_first(np.flatnonzero(self.rank > 0))

    def images_in(self, true: int, predicted: int) -> NDArray[np.int64]:
        """The images of one class taken for another (or for what they are), the surest first."""
        chosen = (self.labels == true) & (self.predicted == predicted)
        return self._surest_first(np.flatnonzero(chosen))

    def _surest_first(self, images: NDArray[np.intp]) -> NDArray[np.int64]:
        return images[np.argsort(-self.confidence[images], kind="stable")].astype(np.int64)


@dataclass(frozen=True, eq=False)
class EvaluationState:
    """The newest evaluation, and how far the next one has come.

    `message` says why there is none where that is so.
    """

    evaluation: Evaluation | None = None
    done: int = 0
    total: int = 0
    message: str = ""


def evaluated(
    part: str,
    classes: tuple[str, ...],
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    when: str = "",
) -> Evaluation:
    """The evaluation of images×classes probabilities.

    Of classes found equally likely, the one with the lowest number counts as predicted, as with
    argmax. Raises ValueError where a probability is no number.
    """
    if not np.isfinite(probabilities).all():
        raise ValueError(
            tr(
                "The outputs are no numbers: training diverged. Begin anew with a smaller "
                "learning rate."
            )
        )
    images = np.arange(len(labels))
    predicted = probabilities.argmax(axis=1).astype(np.int64)
    truth = probabilities[images, labels]
    above = probabilities > truth[:, np.newaxis]
    equal_before = (probabilities == truth[:, np.newaxis]) & (
        np.arange(probabilities.shape[1]) < labels[:, np.newaxis]
    )
    rank = (above | equal_before).sum(axis=1).astype(np.int64)
    return Evaluation(
        part, classes, labels, predicted, probabilities[images, predicted], truth, rank, when
    )


def joined(parts: list[Evaluation]) -> Evaluation:
    """Evaluations of consecutive images of one part as one."""
    first = parts[0]
    labels, predicted, confidence, truth, rank = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("labels", "predicted", "confidence", "truth", "rank")
    )
    return Evaluation(
        first.part, first.classes, labels, predicted, confidence, truth, rank, first.when
    )


def evaluation_table(evaluation: Evaluation) -> Table:
    """The confusion matrix with sums and accuracies, for spreadsheets and papers."""
    counts = evaluation.confusion()
    accuracy = evaluation.class_accuracy()
    heads = (tr("true \\ predicted"), *evaluation.classes, "images", "accuracy")
    rows = tuple(
        (
            name,
            *(str(count) for count in counts[at]),
            str(counts[at].sum()),
            "" if np.isnan(accuracy[at]) else f"{accuracy[at]:.4f}",
        )
        for at, name in enumerate(evaluation.classes)
    )
    share = "" if np.isnan(evaluation.accuracy) else f"{evaluation.accuracy:.4f}"
    columns = (str(count) for count in counts.sum(axis=0))
    totals = ((tr("all"), *columns, str(len(evaluation)), share),)
    return Table(heads, rows, totals, frozenset(range(1, len(heads))))
