"""What the training of saved weights looked like: a member of the project file beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError
from app.training.event_lines import event_in, event_line
from app.training.events import StepDone, TrainingEvent
from app.training.recipe import Recipe, RecipeError, recipe_from_json, recipe_to_json

MOST_STEPS = 5_000
"""Of a longer run every second step is kept, or every third and so on; of epochs all are."""
_LATEST = 2**53
"""Steps beyond this a plot could not tell apart."""
_DIGITS = 6


@dataclass(frozen=True, eq=False)
class TrainingCurves:
    """What a run reported, and what it began with.

    `network` is None where that is not known.
    """

    events: Sequence[TrainingEvent]
    steps_per_epoch: int
    recipe: Recipe
    network: Network | None = None


class CurvesError(ValueError):
    """Curves that cannot be read."""


_UNKNOWN = msgspec.Raw(b"null")


class _Head(msgspec.Struct):
    steps_per_epoch: int
    recipe: msgspec.Raw
    network: msgspec.Raw = _UNKNOWN


def curves_to_bytes(curves: TrainingCurves) -> bytes:
    """The curves as lines of JSON, the first of which says what the run began with."""
    began = curves.network
    network = _UNKNOWN if began is None else _in_a_line(network_to_json(began))
    recipe = _in_a_line(recipe_to_json(curves.recipe))
    head = msgspec.json.encode(_Head(curves.steps_per_epoch, recipe, network))
    return b"".join((head, b"\n", *map(event_line, _kept(list(curves.events)))))


def curves_from_bytes(data: bytes) -> TrainingCurves:
    """The curves in `data`; CurvesError for what holds none."""
    first, *lines = data.splitlines() or [b""]
    try:
        head = msgspec.json.decode(first, type=_Head)
        recipe = recipe_from_json(bytes(head.recipe))
        told = bytes(head.network)
        network = None if told == bytes(_UNKNOWN) else network_from_json(told)
    except (msgspec.MsgspecError, RecipeError, NetworkError, RecursionError, ValueError) as error:
        raise CurvesError(str(error)) from error
    events = [event for event in map(event_in, lines) if event is not None]
    if not events or not 0 < head.steps_per_epoch < _LATEST:
        raise CurvesError("no steps")
    if any(not 0 <= event.step < _LATEST for event in events):
        raise CurvesError("steps beyond all counting")
    events.sort(key=lambda event: event.step)
    return TrainingCurves(events, head.steps_per_epoch, recipe, network)


def _kept(events: list[TrainingEvent]) -> Iterator[TrainingEvent]:
    steps = sum(isinstance(event, StepDone) for event in events)
    every = -(-steps // MOST_STEPS) or 1
    number = 0
    for event in events:
        if not isinstance(event, StepDone):
            yield event
            continue
        number += 1
        if (steps - number) % every == 0:
            loss, accuracy = _short(event.loss), _short(event.accuracy)
            yield StepDone(event.step, event.epoch, loss, accuracy)


def _short(value: float) -> float:
    """With the digits that a plot can show."""
    return float(f"{value:.{_DIGITS}g}")


def _in_a_line(data: bytes) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.format(data, indent=-1))
