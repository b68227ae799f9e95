"""The learning rate of every step of a run, worked out from its recipe and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

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
    that changed the rate are used: each counts from the step after its own. Of more jumps than
    `points`, which no eye tells apart, only the lowest and the highest of each few are drawn.
    """
    jumps = [event for event in events if isinstance(event, _Jump) and _changes_the_rate(event)]
    jumps.sort(key=lambda event: event.step)
    count = min(points, last_step)
    wanted = {1 + (last_step - 1) * at // max(1, count - 1) for at in range(count)}
    for event in _extremes(jumps, points):  # a vertical line has two ends
        wanted |= {step for step in (event.step, event.step + 1) if 1 <= step <= last_step}
    total = recipe.epochs * steps_per_epoch
    # Every schedule is a factor of the recipe's rate; a recipe for each change would take long.
    highest, factors, reductions, done = (
        recipe.learning_rate,
        replace(recipe, learning_rate=1),
        0,
        0,
    )
    curve = []
    for step in sorted(wanted):
        while done < len(jumps) and jumps[done].step < step:
            jump = jumps[done]
            if isinstance(jump, SettingChanged):
                highest = jump.new
            else:
                reductions += 1
            done += 1
        factor = learning_rate_at(factors, min(step, total), total, steps_per_epoch, reductions)
        curve.append((step, highest * factor))
    return curve


_Jump = RateChanged | SettingChanged


def _changes_the_rate(event: _Jump) -> bool:
    return isinstance(event, RateChanged) or event.field == "learning_rate"


def _extremes(jumps: list[_Jump], most: int) -> Iterator[_Jump]:
    """At most about so many of them, among which are the lowest and highest rates."""
    together = 1 if len(jumps) <= most else -(-2 * len(jumps) // max(1, most))
    for first in range(0, len(jumps), together):
        few = jumps[first : first + together]
        yield min(few, key=lambda event: event.new)
        yield max(few, key=lambda event: event.new)
