"""Which learning rate? The loss tells, while the rate rises from far too low to far too high."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace

from app.data.dataset import Dataset
from app.experiments.rate_result import RateTest, conclude, has_exploded
from app.language import tr
from app.network.graph import Network
from app.training.events import Diverged, OutOfMemory, StepDone
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.trainer import Trainer

MOST_STEPS = 10_000


@dataclass(frozen=True)
class RateRange:
    """Rates from `lowest` to `highest` in so many steps, each the same factor above the last.

    Raises ValueError for a range that is none.
    """

    lowest: float = 1e-6
    highest: float = 10.0
    steps: int = 200

    def __post_init__(self) -> None:
        if not 1e-10 <= self.lowest < self.highest <= 1_000:
            raise ValueError(
                tr(
                    "the rates must rise from 1e-10 or more to 1000 or less, not "
                    "from {lowest:g} to {highest:g}",
                    lowest=self.lowest,
                    highest=self.highest,
                )
            )
        if not 20 <= self.steps <= MOST_STEPS:
            raise ValueError(
                tr(
                    "a test takes from 20 to {most_steps:,} steps, not {steps:,}",
                    most_steps=MOST_STEPS,
                    steps=self.steps,
                )
            )

    def at(self, step: int) -> float:
        """The rate of a step, counted from 0."""
        share = step / (self.steps - 1)
        return float(self.lowest ** (1 - share) * self.highest**share)


def find_rate(
    network: Network, recipe: Recipe, dataset: Dataset, rates: RateRange
) -> Generator[StepDone | RateTest, None, None]:
    """Train `network` from the recipe's initial weights with a rising rate; the result comes last.

    All but the rate is as the recipe says, and nothing is kept: the weights are made for the test.
    The same arguments give the same numbers. Raises UntrainableError.
    """
    recipe = replace(
        recipe,
        learning_rate=rates.lowest,
        schedule="constant",
        warm_up_epochs=0,
        stop_patience=0,
        restore_best=False,
        epochs=rates.steps,
    )
    trainer = Trainer(network, recipe, dataset)
    trainer.steps_per_fetch = 1
    losses: list[float] = []
    with closing(trainer.events()) as events:
        for event in events:
            if isinstance(event, OutOfMemory):
                raise UntrainableError(event.reason)
            if isinstance(event, Diverged):
                break
            if not isinstance(event, StepDone):
                continue
            losses.append(event.loss)
            yield event
            if len(losses) == rates.steps or has_exploded(losses, rates.steps):
                break
            trainer.change(replace(recipe, learning_rate=rates.at(len(losses))))
    used = tuple(rates.at(step) for step in range(len(losses)))
    yield conclude(used, losses, rates.steps)
