"""The learning rate that is drawn is the one that the optimiser had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training.events import RateChanged, SettingChanged, TrainingEvent
from app.training.rate_curve import rate_curve
from app.training.recipe import Recipe
from app.training.trainer import Trainer

RECIPE = Recipe(epochs=4, batch_size=50, learning_rate=0.02)


def rates_of_optimizer(trainer: Trainer) -> tuple[list[tuple[int, float]], list[TrainingEvent]]:
    """What torch's optimiser had at each step, and what was told."""
    found, events = {}, []
    for event in trainer.events():
        events.append(event)
        found[trainer.step] = float(trainer._learner.optimizer.param_groups[0]["lr"])
    return sorted(found.items()), events


@pytest.mark.parametrize("schedule", ["constant", "linear", "step", "cosine", "one_cycle"])
def test_it_is_the_rate_of_the_optimizer(
    schedule: str, plain_network: Network, quadrants: Dataset
) -> None:
    recipe = replace(RECIPE, schedule=schedule, decay_every=1, warm_up_epochs=1)
    trainer = Trainer(plain_network, recipe, quadrants)
    expected, events = rates_of_optimizer(trainer)
    found = rate_curve(recipe, trainer.steps_per_epoch, events, trainer.step, 1_000)
    assert [step for step, _ in found] == [step for step, _ in expected]
    assert [rate for _, rate in found] == pytest.approx([rate for _, rate in expected])


def test_a_change_counts_from_the_step_after_it() -> None:
    constant = replace(RECIPE, schedule="constant")
    events: list[TrainingEvent] = [SettingChanged(6, "learning_rate", 0.02, 0.5)]
    found = dict(rate_curve(constant, 5, events, 20, 3))
    assert found[6] == 0.02
    assert found[7] == 0.5
    assert found[20] == 0.5


def test_a_plateau_lowers_it() -> None:
    plateau = replace(RECIPE, schedule="plateau", decay_factor=0.1)
    events: list[TrainingEvent] = [RateChanged(10, 0.02, 0.002, "no better")]
    found = dict(rate_curve(plateau, 5, events, 20, 2))
    assert found[10] == pytest.approx(0.02)
    assert found[11] == pytest.approx(0.002)


def test_a_long_run_is_drawn_from_few_points() -> None:
    found = rate_curve(RECIPE, 100_000, [], 400_000, 100)
    assert len(found) == 100
    assert found[0] == (1, 0.02)
    assert found[-1][0] == 400_000


def test_steps_beyond_the_run_have_its_last_rate() -> None:
    warming = replace(RECIPE, warm_up_epochs=RECIPE.epochs)
    found = dict(rate_curve(warming, 5, [], 40, 40))
    assert found[20] == found[21] == found[40] == pytest.approx(0.02)


def test_of_thousands_of_changes_the_lowest_and_the_highest_are_drawn() -> None:
    constant = replace(RECIPE, schedule="constant")
    rates = [0.01 + 0.001 * (step * 7919 % 10_000) / 10_000 for step in range(1, 10_001)]
    rates[4_321], rates[7_654] = 0.5, 0.0001
    events = [SettingChanged(step, "learning_rate", 0.01, rate) for step, rate in enumerate(rates)]
    found = rate_curve(constant, 20_000, events, 20_000, 100)
    assert len(found) < 500
    assert {0.5, 0.0001, rates[-1]} <= {rate for _, rate in found}
