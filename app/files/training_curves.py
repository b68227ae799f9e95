"""What the training of saved weights looked like: a member of the project file beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError
from app.training.changes import changed
from app.training.event_lines import event_in, event_line
from app.training.events import SettingChanged, StepDone, TrainingEvent
from app.training.recipe import CHANGEABLE, Recipe, RecipeError, recipe_from_json, recipe_to_json

MOST_STEPS = 5_000
"""Of a longer run every second step is kept, or every third and so on; of epochs all are."""
_MOST_LINES = 150_000
"""More than the longest run has: its steps, an epoch a line, and what was changed on the way."""
_MOST_CHANGES = 10_000
_LATEST = 2**53
"""Steps beyond this a plot could not tell apart."""
_LARGEST = 1e38
"""About what a loss in float32 can be; a plot must be able to work out heights beyond it."""
_LONGEST_REASON = 1_000
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
    """The curves in `data`; CurvesError for what holds none.

    Events that no training reports are left out, so that whoever shows the rest need not look.
    """
    first, *lines = data.split(b"\n", _MOST_LINES)
    if len(lines) == _MOST_LINES:
        raise CurvesError("more lines than any run has")
    try:
        head = msgspec.json.decode(first, type=_Head)
        recipe = recipe_from_json(bytes(head.recipe))
        told = bytes(head.network)
        network = None if told == bytes(_UNKNOWN) else network_from_json(told)
    except (msgspec.MsgspecError, RecipeError, NetworkError, RecursionError, ValueError) as error:
        raise CurvesError(str(error)) from error
    read = [event for event in map(event_in, lines) if event is not None]
    if sum(isinstance(event, SettingChanged) for event in read) > _MOST_CHANGES:
        raise CurvesError("more changes than anybody makes")
    events = [event for event in read if _is_possible(event, recipe)]
    if not events or not 0 < head.steps_per_epoch < _LATEST:
        raise CurvesError("no steps")
    events.sort(key=lambda event: event.step)
    return TrainingCurves(events, head.steps_per_epoch, recipe, network)


def _is_possible(event: TrainingEvent, recipe: Recipe) -> bool:
    if isinstance(event, SettingChanged) and not _can_be_made(event, recipe):
        return False
    return all(map(_is_within_limits, msgspec.to_builtins(event).values()))


def _is_within_limits(value: str | int | float) -> bool:
    match value:
        case str():
            return len(value) <= _LONGEST_REASON
        case int():
            return 0 <= value < _LATEST
        case _:
            return 0 <= value <= _LARGEST


def _can_be_made(event: SettingChanged, recipe: Recipe) -> bool:
    """Whether a recipe may have the new value: who draws the learning rate works with it."""
    if event.field not in CHANGEABLE:
        return False
    try:
        changed(recipe, [event])
    except ValueError:
        return False
    return True


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
