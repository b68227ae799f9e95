from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.dataset import Dataset
from app.network.graph import Network
from app.training.divergence import DivergenceError, DivergenceWatch
from app.training.events import Diverged, EpochDone
from app.training.recipe import OPTIMIZERS, Recipe
from app.training.run import new_run
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=40, device="cpu")
TEN = math.log(10)


def diverged_at(losses: list[float], batch_size: int = 100, classes: int = 10) -> int | None:
    watch = DivergenceWatch(Recipe(batch_size=batch_size), classes)
    for step, loss in enumerate(losses, start=1):
        try:
            watch.add(step, loss)
        except DivergenceError as divergence:
            return divergence.step
    return None


def test_a_loss_that_is_no_number_ends_the_run_at_once() -> None:
    assert diverged_at([2.3, 2.2, math.nan]) == 3
    assert diverged_at([2.3, math.inf]) == 2


def test_an_exploded_loss_ends_the_run_within_thirty_steps() -> None:
    exploding = [2.3] * 50 + [2.3 * 1.5**step for step in range(60)]
    found = diverged_at(exploding)
    assert found is not None
    assert 50 < found <= 80


def test_a_leap_that_comes_down_again_is_no_divergence() -> None:
    assert diverged_at([2.3, 428.0, 150.0, 40.0, 9.0, 4.0] + [2.3] * 100) is None


def test_a_start_from_weights_that_are_bad_for_the_data_is_no_divergence() -> None:
    assert diverged_at([40 * 0.97**step for step in range(300)]) is None


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([1, 4, 32, 256]),
    st.floats(0.0, 2.0),
)
def test_noise_is_no_divergence(seed: int, batch_size: int, level: float) -> None:
    # The loss of one image is long-tailed: now and then the network is sure and wrong.
    generator = np.random.default_rng(seed)
    images = generator.exponential(level + 0.01, (1_500, batch_size))
    images[generator.random(images.shape) < 0.01] += 20.0
    assert diverged_at(list(images.mean(axis=1)), batch_size) is None


@given(st.integers(2, 1000))
def test_guessing_is_no_divergence(classes: int) -> None:
    assert diverged_at([0.001] * 20 + [math.log(classes)] * 100, classes=classes) is None


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_too_high_a_learning_rate_is_explained(
    plain_network: Network, quadrants: Dataset, tmp_path: Path, optimizer: str
) -> None:
    recipe = replace(RECIPE, optimizer=optimizer, learning_rate=300.0)
    run = new_run(tmp_path, plain_network, recipe)
    trainer = Trainer(plain_network, recipe, quadrants, run=run)
    *_, last = itertools.islice(trainer.events(), 2_000)
    assert isinstance(last, Diverged)
    assert "learning rate 300" in last.reason
    assert "Try 30." in last.reason
    assert run.history()[-1] == last
    kept = run.load_checkpoint()
    assert kept.standing.step <= last.step
    assert all(np.isfinite(tensor).all() for tensor in kept.tensors.values())


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_usual_learning_rate_does_not_diverge(
    network: Network, quadrants: Dataset, optimizer: str
) -> None:
    recipe = replace(RECIPE, optimizer=optimizer, learning_rate=0.01, epochs=3)
    *_, epoch, _ = Trainer(network, recipe, quadrants).events()
    assert isinstance(epoch, EpochDone)
    assert epoch.validation_accuracy > 0.5
