"""The learning rate of every step, against torch's own schedulers."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer
from torch.optim import lr_scheduler as torch_schedules

from app.training.recipe import SCHEDULES, Recipe
from app.training.schedule import Plateau, learning_rate_at, plateau_after, preview

PER_EPOCH = 7
RECIPE = Recipe(learning_rate=0.4, epochs=6, decay_factor=0.3, decay_every=2)
TOTAL = RECIPE.epochs * PER_EPOCH


def ours(recipe: Recipe) -> list[float]:
    total = recipe.epochs * PER_EPOCH
    return [learning_rate_at(recipe, step, total, PER_EPOCH) for step in range(1, total + 1)]


def of_torch(make: Callable[[Optimizer], torch_schedules.LRScheduler]) -> list[float]:
    """The rate of each of `TOTAL` steps."""
    optimizer = SGD([torch.nn.Parameter(torch.zeros(1))], lr=RECIPE.learning_rate)
    with warnings.catch_warnings():  # torch would have the optimiser step first
        warnings.simplefilter("ignore")
        schedule = make(optimizer)
        rates = []
        for _ in range(TOTAL):
            rates.append(optimizer.param_groups[0]["lr"])
            if len(rates) < TOTAL:
                schedule.step()
    return rates


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("linear", lambda o: torch_schedules.LinearLR(o, 1.0, 0.0, TOTAL)),
        ("constant", lambda o: torch_schedules.ConstantLR(o, 1.0)),
        ("step", lambda o: torch_schedules.StepLR(o, 2 * PER_EPOCH, 0.3)),
        ("cosine", lambda o: torch_schedules.CosineAnnealingLR(o, TOTAL)),
        ("one_cycle", lambda o: torch_schedules.OneCycleLR(o, 0.4, TOTAL, cycle_momentum=False)),
    ],
)
def test_a_schedule_is_torchs(
    name: str, make: Callable[[Optimizer], torch_schedules.LRScheduler]
) -> None:
    recipe = replace(RECIPE, schedule=name)  # type: ignore[arg-type]
    assert ours(recipe) == pytest.approx(of_torch(make), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", ["linear", "cosine"])
def test_after_the_warm_up_a_schedule_runs_over_what_is_left(name: str) -> None:
    warming = 2 * PER_EPOCH

    def make(optimizer: Optimizer) -> torch_schedules.LRScheduler:
        left = TOTAL - warming
        falling: torch_schedules.LRScheduler = (
            torch_schedules.LinearLR(optimizer, 1.0, 0.0, left)
            if name == "linear"
            else torch_schedules.CosineAnnealingLR(optimizer, left)
        )
        rising = torch_schedules.LinearLR(optimizer, 1 / warming, 1.0, warming - 1)
        return torch_schedules.SequentialLR(optimizer, [rising, falling], [warming])

    recipe = replace(RECIPE, schedule=name, warm_up_epochs=2)  # type: ignore[arg-type]
    assert ours(recipe) == pytest.approx(of_torch(make), rel=1e-9, abs=1e-12)


@given(
    st.lists(st.floats(0.0, 3.0), min_size=1, max_size=60), st.integers(1, 5), st.floats(0.1, 0.9)
)
def test_a_plateau_lowers_the_rate_where_torch_does(
    losses: list[float], patience: int, factor: float
) -> None:
    optimizer = SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    theirs = torch_schedules.ReduceLROnPlateau(optimizer, "min", factor, patience - 1, eps=0.0)
    recipe = Recipe(schedule="plateau", learning_rate=1.0, decay_factor=factor)
    plateau = Plateau()
    for loss in losses:
        theirs.step(loss)
        plateau = plateau_after(plateau, loss, patience)
        rate = learning_rate_at(recipe, 9, 10, 10, plateau.reductions)
        assert rate == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-9)


@given(
    st.sampled_from(SCHEDULES),
    st.integers(1, 30),
    st.integers(1, 40),
    st.integers(0, 40),
    st.integers(1, 300),
)
def test_the_preview_shows_rates_of_the_run_from_its_first_to_its_last_step(
    schedule: str, per_epoch: int, epochs: int, warm_up: int, points: int
) -> None:
    recipe = Recipe(schedule=schedule, epochs=epochs, warm_up_epochs=warm_up)  # type: ignore[arg-type]
    total = per_epoch * epochs
    shown = list(preview(recipe, per_epoch, points))
    assert 1 <= len(shown) <= points
    assert shown[0][0] == 1
    assert len(shown) == 1 or shown[-1][0] == total
    for step, rate in shown:
        assert 0 <= rate <= recipe.learning_rate * (1 + 1e-12)
        assert rate == learning_rate_at(recipe, step, total, per_epoch)
