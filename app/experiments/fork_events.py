"""What happens while two variants are trained side by side, as plain values; needs no torch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from app.language import tr
from app.training.events import EVENT_KINDS, TrainingEvent

Side = Literal[0, 1]
"""A or B."""
SIDES: tuple[Side, Side] = (0, 1)
LETTERS = ("A", "B")


@dataclass(frozen=True)
class SideEvent:
    """Something happened in the training of A (0) or B (1)."""

    side: Side
    event: TrainingEvent


@dataclass(frozen=True)
class NotCompared:
    """Images cannot be compared one by one (any more); `reason` says why."""

    reason: str


@dataclass(frozen=True)
class FirstWeights:
    """The layers of the same name that begin with equal weights, and those that do not.

    A layer that only one of the networks has is in neither.
    """

    equal: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """ "conv1 and fc2 begin with equal weights, fc1 with others"."""
        if not self.other:
            return tr("All layers of the same name begin with equal weights.")
        if not self.equal:
            return tr("No layer begins with equal weights.")
        equal, other = _listed(self.equal), _listed(self.other)
        if len(self.equal) == 1:
            text = tr(
                "{equal} begins with equal weights in A and B, {other} with others.",
                equal=equal,
                other=other,
            )
        else:
            text = tr(
                "{equal} begin with equal weights in A and B, {other} with others.",
                equal=equal,
                other=other,
            )
        return text


def _listed(names: tuple[str, ...]) -> str:
    shown = (
        names if len(names) <= 4 else (*names[:3], tr("{count} more layers", count=len(names) - 3))
    )
    return (
        shown[0]
        if len(shown) == 1
        else tr("{first} and {last}", first=", ".join(shown[:-1]), last=shown[-1])
    )


_KINDS = {kind.__name__: kind for kind in EVENT_KINDS}


def event_form(event: TrainingEvent) -> dict[str, Any]:
    """The event as JSON has it; its kind is under "event"."""
    return {"event": type(event).__name__, **msgspec.to_builtins(event)}


def event_from_form(form: dict[str, Any]) -> TrainingEvent:
    """The event that `event_form` gave; what is null was no number."""
    kind = _KINDS[form["event"]]
    values = {
        name: math.nan if value is None else value
        for name, value in form.items()
        if name != "event"
    }
    event: TrainingEvent = msgspec.convert(values, kind)
    return event
