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
    jumps = sorted(filter(_changes_the_rate, events), key=lambda event: event.step)
    count = min(points, last_step)
    wanted = {1 + (last_step - 1) * at // max(1, count - 1) for at in range(count)}
    for event in jumps:  # a vertical line has two ends
        wanted |= {step for step in (event.step, event.step + 1) if 1 <= step <= last_step}
    total = recipe.epochs * steps_per_epoch
    now, reductions, done = recipe, 0, 0
    curve = []
    for step in sorted(wanted):
        before = done
        while done < len(jumps) and jumps[done].step < step:
            reductions += isinstance(jumps[done], RateChanged)
            done += 1
        now = changed(now, (e for e in jumps[before:done] if isinstance(e, SettingChanged)))
        rate = learning_rate_at(now, min(step, total), total, steps_per_epoch, reductions)
        curve.append((step, rate))
    return curve


def _changes_the_rate(event: TrainingEvent) -> bool:
    return isinstance(event, RateChanged) or (
        isinstance(event, SettingChanged) and event.field == "learning_rate"
    )
