from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.network.graph import Network
from app.network.patterns import lenet5
from app.training import run_keeper
from app.training.divergence import DivergenceError, DivergenceWatch
from app.training.events import Diverged, EpochDone, StepDone
from app.training.recipe import OPTIMIZERS, OptimizerName, Recipe
from app.training.run import new_run
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=40, device="cpu")


def diverged_at(
    losses: list[float], batch_size: int = 100, classes: int = 10, steps_per_epoch: int = 80
) -> int | None:
    watch = DivergenceWatch(Recipe(batch_size=batch_size), classes, steps_per_epoch)
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


def test_a_network_that_only_guesses_after_an_explosion_is_given_up_after_an_epoch() -> None:
    ruined = [2.3] * 20 + [1e6] * 5 + [2.31, 2.3, 2.3] * 200
    found = diverged_at(ruined, steps_per_epoch=80)
    assert found is not None
    assert 25 + 80 <= found <= 25 + 120
    patient = diverged_at(ruined, steps_per_epoch=400)
    assert patient is not None
    assert 25 + 400 <= patient <= 25 + 420


def test_a_network_that_learns_again_after_an_explosion_may_go_on() -> None:
    recovering = [2.3] * 20 + [1e3] * 5 + [2.3] * 60 + [2.1] * 60 + [2.3] * 500
    assert diverged_at(recovering) is None


def test_an_explosion_without_recovery_is_told_when_the_run_ends_first() -> None:
    watch = DivergenceWatch(Recipe(batch_size=100, learning_rate=3.0), 10, 1_000)
    for step, loss in enumerate([2.3] * 5 + [1e5] * 5 + [2.3] * 40, start=1):
        watch.add(step, loss)
    with pytest.raises(
        DivergenceError, match=r"had not recovered from exploding to 50,001"
    ) as told:
        watch.check_end(50)
    assert "Try 0.3." in str(told.value)


def test_a_leap_is_suspicious_until_the_loss_is_low_again() -> None:
    watch = DivergenceWatch(Recipe(batch_size=100), 10, 80)
    suspicious = []
    for step, loss in enumerate([2.3, 100.0] + [2.3] * 28 + [1.5] * 10, start=1):
        watch.add(step, loss)
        suspicious.append(watch.suspicious)
    assert suspicious == [False] + [True] * 38 + [False]


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


@pytest.mark.parametrize("optimizer", ["adam", "sgd", "momentum"])
def test_the_kept_checkpoint_is_from_before_the_explosion(
    plain_network: Network,
    quadrants: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    optimizer: OptimizerName,
) -> None:
    monkeypatch.setattr(run_keeper, "SECONDS_BETWEEN_CHECKPOINTS", 0.0)
    monkeypatch.setattr(run_keeper, "PAUSE_PER_SAVING", 0.0)
    recipe = replace(RECIPE, optimizer=optimizer, learning_rate=30.0, batch_size=64)
    run = new_run(tmp_path, plain_network, recipe)
    events = list(Trainer(plain_network, recipe, quadrants, run=run).events())
    assert isinstance(events[-1], Diverged)
    losses = {event.step: event.loss for event in events if isinstance(event, StepDone)}
    explosion = next(step for step, loss in losses.items() if loss > 5 * losses[1])
    resumed = Trainer.resume(run.folder, quadrants)
    assert resumed.step < explosion
    first = next(resumed.events())
    assert isinstance(first, StepDone)
    assert first.loss < 5 * losses[1]


def test_a_run_that_sits_at_chance_after_exploding_is_explained() -> None:
    recipe = Recipe(optimizer="sgd", learning_rate=3.0, epochs=3, device="cpu")
    *_, last = Trainer(lenet5(), recipe, load("mnist")).events()
    assert isinstance(last, Diverged)
    assert last.step < 250  # in the second epoch
    assert "not recovered from exploding" in last.reason
    assert "Try 0.3." in last.reason


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_a_usual_learning_rate_does_not_diverge(
    network: Network, quadrants: Dataset, optimizer: str
) -> None:
    recipe = replace(RECIPE, optimizer=optimizer, learning_rate=0.01, epochs=3)
    *_, epoch, _ = Trainer(network, recipe, quadrants).events()
    assert isinstance(epoch, EpochDone)
    assert epoch.validation_accuracy > 0.5
