"""The gap between training and validation, read off a run's epochs and put into words.

The rule is the generalisation loss of Prechelt ("Early stopping, but when?", 1998): how far the
validation loss stands above the lowest that it ever was. From 5 per cent on he stops; here two
epochs in a row must be there, since a single one may be chance, and the training loss must have
gone on falling meanwhile, or else the run is merely unsteady.

What was said once holds until it is plainly over: a loss that wavers about the limit would else
change the words with every epoch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from app.language import tr

FEWEST_EPOCHS = 3
"""Before, there is no trend to be read."""
RISE = 0.05
"""Of the validation loss above its lowest: Prechelt's GL with α = 5 per cent."""
RISE_OVER = 0.02
"""Overfitting is over where the validation loss is this near its lowest, two epochs in a row."""
WIDE = 0.05
"""A difference of accuracies that is worth a word though validation still improves."""
WIDE_OVER = 0.03
"""… and the one below which it is worth none any more."""
FALLEN = 0.02
"""Of the loss after the first epoch: a run in which it fell by less has hardly learned …"""
GAINED = 0.03
"""… if its training accuracy has not grown by more than this either …"""
KNOWN = 0.9
"""… nor was so high as to leave little to be learned."""

Kind = Literal["overfitting", "wide", "small", "slow", "stuck"]


@dataclass(frozen=True)
class Gap:
    """What the last epochs say; `since` is the epoch of the lowest validation loss, from 1."""

    kind: Kind
    since: int
    finding: str
    advice: str = ""

    @property
    def text(self) -> str:
        """The finding with the advice."""
        return f"{self.finding} {self.advice}".rstrip()


def read_gap(
    train_loss: NDArray[np.float64],
    train_accuracy: NDArray[np.float64],
    validation_loss: NDArray[np.float64],
    validation_accuracy: NDArray[np.float64],
) -> Gap | None:
    """The reading of a run with one figure an epoch in each array; None for too few epochs.

    Losses are in any unit, accuracies 0 to 1. Training figures are means over an epoch in which
    the weights changed and dropout was at work, so that validation may well be the better.
    """
    if len(validation_loss) < FEWEST_EPOCHS or not np.isfinite((train_loss, validation_loss)).all():
        return None
    best = int(np.argmin(validation_loss))
    train, validation = float(train_accuracy[-1]), float(validation_accuracy[-1])
    figures = tr(
        "Train {train:.1f} %, validation {validation:.1f} %",
        train=100 * train,
        validation=100 * validation,
    )
    if said := _hardly_learned(train_loss, train_accuracy, validation_loss):
        return said
    if _overfits(train_loss, train_accuracy, validation_loss, validation_accuracy):
        finding = tr(
            "{figures}: the gap has grown since epoch {best}: overfitting.",
            figures=figures,
            best=best + 1,
        )
        advice = tr("Try dropout, augmentation, weight decay or early stopping.")
        return Gap("overfitting", best + 1, finding, advice)
    apart = train_accuracy - validation_accuracy
    if _holds(apart >= WIDE, apart < WIDE_OVER):
        points = 100 * (train - validation)
        text = tr(
            "{figures}: a gap of {points:.1f} points, but the validation loss has not risen.",
            figures=figures,
            points=points,
        )
        return Gap("wide", best + 1, text)
    return Gap("small", best + 1, tr("{figures}: no sign of overfitting.", figures=figures))


def _overfits(
    train_loss: NDArray[np.float64],
    train_accuracy: NDArray[np.float64],
    validation_loss: NDArray[np.float64],
    validation_accuracy: NDArray[np.float64],
) -> bool:
    """Whether the validation loss has risen while training went on, and has not come back since.

    It is over with a new lowest loss, or after two epochs in a row with one that is hardly above
    the lowest, or in which training is the worse.
    """
    epochs = np.arange(len(validation_loss))
    lowest = np.minimum.accumulate(validation_loss)
    is_best = np.append(True, lowest[1:] < lowest[:-1])
    best = np.maximum.accumulate(np.where(is_best, epochs, 0))
    learned = (train_loss < train_loss[best]) & (train_accuracy > validation_accuracy)
    risen = _twice(validation_loss >= (1 + RISE) * lowest)
    near = _twice(validation_loss < (1 + RISE_OVER) * lowest)
    begins = risen & learned & (epochs >= FEWEST_EPOCHS - 1)
    return _holds(begins, is_best | near | _twice(~learned))


def _twice(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """For each epoch whether it is so, and was in the one before."""
    twice: NDArray[np.bool_] = flags & np.append(False, flags[:-1])
    return twice


def _holds(begins: NDArray[np.bool_], ends: NDArray[np.bool_]) -> bool:
    """Whether what begins at some epochs has not ended since."""
    began, ended = np.flatnonzero(begins), np.flatnonzero(ends)
    return bool(len(began)) and (not len(ended) or bool(began[-1] > ended[-1]))


def _hardly_learned(
    train_loss: NDArray[np.float64],
    train_accuracy: NDArray[np.float64],
    validation_loss: NDArray[np.float64],
) -> Gap | None:
    """A loss that creeps down evenly speaks of small steps; one that does not, of units that died.

    The validation images are the same after each epoch, so that their loss shows the least step.
    The mean of the first epoch's training losses is left out: the loss may have exploded in it.
    """
    later = train_loss[1:]
    fell = any(loss.min() <= (1 - FALLEN) * loss[0] for loss in (validation_loss, later))
    gained = train_accuracy.max() > train_accuracy[0] + GAINED
    if fell or gained or train_accuracy[-1] >= KNOWN:
        return None
    best, epochs = int(np.argmin(validation_loss)) + 1, len(validation_loss)
    figures = tr(
        "Train {train_accuracy:.1f} % after {epochs} epochs",
        train_accuracy=100 * train_accuracy[-1],
        epochs=epochs,
    )
    if (np.diff(validation_loss) < 0).all():
        advice = tr("The learning rate may be too low, or all first weights alike.")
        return Gap("slow", best, tr("{figures}: the loss hardly falls.", figures=figures), advice)
    advice = tr("The learning rate may be too high; Layer health shows whether units have died.")
    return Gap("stuck", best, tr("{figures}: nothing is learned.", figures=figures), advice)
