"""What happens in a training run, as plain values; needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


class StepDone(msgspec.Struct, frozen=True, gc=False):
    """One batch was learned: its mean cross-entropy (nats) and accuracy (0 to 1).

    `step` counts batches over the whole run from 1, `epoch` from 1. There are a great many of
    these: Python's search for garbage, which holds up the window, passes them over.
    """

    step: int
    epoch: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class EpochDone:
    """Every training image was seen once more, and the validation images were classified.

    The training figures are means over the epoch's batches, measured while the weights changed;
    those of the validation images belong to the weights at its end. `seconds` is the time spent
    on training steps: validation, saving and pauses are not in it.
    """

    epoch: int
    step: int
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Diverged:
    """The loss exploded or is no number any more; `reason` says so and what to try."""

    step: int
    reason: str


@dataclass(frozen=True)
class Finished:
    """All epochs are done."""

    step: int
    epoch: int


TrainingEvent = StepDone | EpochDone | Diverged | Finished
"""In this order where several belong to the same step."""
EVENT_KINDS: tuple[type[TrainingEvent], ...] = (StepDone, EpochDone, Diverged, Finished)
