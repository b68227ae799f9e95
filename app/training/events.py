"""What happens in a training run, as plain values; needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.language import figures, tr
from app.network.setting_titles import setting_title


class StepDone(msgspec.Struct, frozen=True, gc=False):
    """One batch was learned: its mean loss and accuracy (0 to 1).

    The loss is the recipe's: cross-entropy in nats, or a squared error; L1 is not in it.

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
class RateChanged:
    """The schedule `plateau` lowers the learning rate from the next step on."""

    step: int
    old: float
    new: float
    reason: str


@dataclass(frozen=True)
class SettingChanged:
    """A setting of the recipe, by its `field`, is another from the next step on."""

    step: int
    field: str
    old: float
    new: float


@dataclass(frozen=True)
class Stopped:
    """The run ends before its last epoch; `reason` says why."""

    step: int
    epoch: int
    reason: str


@dataclass(frozen=True)
class Restored:
    """At the end of the run, the weights of the best epoch were put back."""

    step: int
    epoch: int
    """The epoch whose weights they are."""
    validation_loss: float


@dataclass(frozen=True)
class Diverged:
    """The loss exploded or is no number any more; `reason` says so and what to try."""

    step: int
    reason: str


@dataclass(frozen=True)
class OutOfMemory:
    """A batch did not fit into memory: the run ends, and its last checkpoint stays."""

    step: int
    """The last that was done."""
    batch_size: int
    fitting: int
    """A batch size that fits; 0 where none was found."""
    reason: str


@dataclass(frozen=True)
class Finished:
    """The run is over: all epochs are done, or `Stopped` said why not."""

    step: int
    epoch: int


Remark = RateChanged | SettingChanged | Stopped | Restored
"""Events that are told in a sentence."""
Failure = Diverged | OutOfMemory
"""Events that end a run before it is over; `reason` says why."""
TrainingEvent = StepDone | EpochDone | Remark | Failure | Finished
EVENT_KINDS: tuple[type[TrainingEvent], ...] = (
    StepDone,
    EpochDone,
    RateChanged,
    SettingChanged,
    Stopped,
    Restored,
    Diverged,
    OutOfMemory,
    Finished,
)
"""In this order where several belong to the same step."""


def remark_text(event: Remark) -> str:
    """The sentence of an event, as curves, window and command line show it."""
    match event:
        case RateChanged():
            return tr(
                "Learning rate {old:.4g} → {new:.4g}: {reason}.",
                old=event.old,
                new=event.new,
                reason=event.reason,
            )
        case SettingChanged():
            name = setting_title(event.field)
            name = name[0].upper() + name[1:]
            return tr(
                "{name} {old:.4g} → {new:.4g}, changed while training.",
                name=name,
                old=event.old,
                new=event.new,
            )
        case Stopped():
            return tr(
                "Stopped after epoch {epoch}: {reason}.", epoch=event.epoch, reason=event.reason
            )
        case Restored():
            return tr(
                "The weights of epoch {epoch} were put back: they had the best "
                "validation loss, {validation_loss:.4g}.",
                epoch=event.epoch,
                validation_loss=event.validation_loss,
            )


def remark_label(event: Remark) -> str:
    """The event in a few words, for a plot."""
    match event:
        case RateChanged():
            return tr("rate → {new:.3g}", new=event.new)
        case SettingChanged():
            return f"{setting_title(event.field)} → {figures(f'{event.new:.3g}')}"
        case Stopped():
            return tr("stopped early")
        case Restored():
            return tr("weights of epoch {epoch}", epoch=event.epoch)
