"""The learning rate of every step of a run, worked out from its recipe and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable

from app.training.changes import changed
from app.training.events import RateChanged, SettingChanged, TrainingEvent
from app.training.recipe import Recipe
from app.training.schedule import learning_rate_at


def rate_curve(
    recipe: Recipe,
    steps_per_epoch: int,
    events: Iterable[TrainingEvent],
    last_step: int,
    points: int,
) -> list[tuple[int, float]]:
    """(step, learning rate) from step 1 to `last_step`, at so many steps and at every jump.

    `recipe` is the one that the run began with; `events` may be all of its events, of which those
    that changed the rate are used: each counts from the step after its own.
    """
    jumps = [event for event in events if isinstance(event, RateChanged | SettingChanged)]
    count = min(points, last_step)
    wanted = {1 + (last_step - 1) * at // max(1, count - 1) for at in range(count)}
    for event in jumps:  # a vertical line has two ends
        wanted |= {step for step in (event.step, event.step + 1) if 1 <= step <= last_step}
    return [(step, _rate(recipe, steps_per_epoch, jumps, step)) for step in sorted(wanted)]


def _rate(
    recipe: Recipe, steps_per_epoch: int, jumps: list[RateChanged | SettingChanged], step: int
) -> float:
    before = [event for event in jumps if event.step < step]
    now = changed(recipe, [event for event in before if isinstance(event, SettingChanged)])
    reductions = sum(isinstance(event, RateChanged) for event in before)
    return learning_rate_at(now, step, now.epochs * steps_per_epoch, steps_per_epoch, reductions)
