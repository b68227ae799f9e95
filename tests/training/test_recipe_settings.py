"""What each setting of the recipe does to a run, and that a resumed run does the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, mse_loss, one_hot
from torch.nn.utils import clip_grad_norm_

from app.data.dataset import Dataset
from app.data.preprocessing import fit_pixel_scale
from app.network.graph import Network
from app.training.events import (
    EpochDone,
    Finished,
    RateChanged,
    Restored,
    SettingChanged,
    StepDone,
    Stopped,
    TrainingEvent,
)
from app.training.initialisation import INITIALISATIONS, Initialisation
from app.training.recipe import CHANGEABLE, SCHEDULES, Recipe, ScheduleName
from app.training.run import new_run, open_run
from app.training.schedule import learning_rate_at
from app.training.trainer import Trainer

RECIPE = Recipe(dataset="quadrants", batch_size=8, epochs=2, device="cpu")
WHOLE = Recipe(
    dataset="quadrants",
    batch_size=203,
    epochs=4,
    optimizer="sgd",
    learning_rate=0.1,
    schedule="constant",
    device="cpu",
)
"""One batch is the whole set, so that the order makes no difference."""


def without_seconds(events: list[TrainingEvent]) -> list[TrainingEvent]:
    return [
        replace(event, seconds=0.0) if isinstance(event, EpochDone) else event for event in events
    ]


def weights(trainer: Trainer) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in trainer.module.state_dict().items()}


def assert_equal(one: dict[str, Tensor], other: dict[str, Tensor]) -> None:
    assert one.keys() == other.keys()
    assert [name for name in one if not torch.equal(one[name], other[name])] == []


def of_kind(events: list[TrainingEvent], kind: type) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


# Against loops written by hand

Step = Callable[[nn.Module, Tensor, Tensor], Tensor]


def _smoothed(model: nn.Module, images: Tensor, labels: Tensor) -> Tensor:
    loss = cross_entropy(model(images), labels, label_smoothing=0.2)
    loss.backward()
    return loss


def _squared(model: nn.Module, images: Tensor, labels: Tensor) -> Tensor:
    loss = mse_loss(model(images).softmax(1), one_hot(labels, 4).float())
    loss.backward()
    return loss


def _l1(model: nn.Module, images: Tensor, labels: Tensor) -> Tensor:
    loss = cross_entropy(model(images), labels)
    penalty = sum(p.abs().sum() for name, p in model.named_parameters() if "weight" in name)
    (loss + 0.01 * penalty).backward()
    return loss


def _clipped(model: nn.Module, images: Tensor, labels: Tensor) -> Tensor:
    loss = cross_entropy(model(images), labels)
    loss.backward()
    assert clip_grad_norm_(model.parameters(), 0.05) > 0.05
    return loss


def _in_bfloat16(model: nn.Module, images: Tensor, labels: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(images)
    loss = cross_entropy(logits.float(), labels)
    loss.backward()
    return loss


@pytest.mark.parametrize(
    ("settings", "step"),
    [
        ({"label_smoothing": 0.2}, _smoothed),
        ({"loss": "mse"}, _squared),
        ({"loss": "mse", "label_smoothing": 0.2}, _squared),
        ({"l1": 0.01}, _l1),
        ({"clip_norm": 0.05}, _clipped),
        ({"precision": "bfloat16"}, _in_bfloat16),
    ],
)
def test_a_setting_does_what_it_does_in_a_hand_written_loop(
    plain_network: Network, quadrants: Dataset, settings: dict[str, Any], step: Step
) -> None:
    trainer = Trainer(plain_network, replace(WHOLE, **settings), quadrants)
    model = nn.Sequential(*deepcopy(list(trainer.module.children())))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scale = fit_pixel_scale(quadrants.train.images)
    images = torch.from_numpy(scale.apply(quadrants.train.images))
    labels = torch.from_numpy(quadrants.train.labels)
    events = trainer.events()
    for _ in range(4):
        optimizer.zero_grad()
        loss = step(model, images, labels)
        optimizer.step()
        event = next(events)
        assert isinstance(event, StepDone)
        assert event.loss == pytest.approx(loss.item(), rel=1e-4)
        next(events)
    for ours, theirs in zip(trainer.module.parameters(), model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_trainer_takes_the_rates_of_the_schedule(
    plain_network: Network, quadrants: Dataset, schedule: str
) -> None:
    # A step of plain descent with a gradient of known length moves as far as the rate says.
    recipe = replace(WHOLE, schedule=schedule, decay_every=1, warm_up_epochs=1, clip_norm=1e-3)
    trainer = Trainer(plain_network, recipe, quadrants)
    events = trainer.events()
    for step in range(1, 4):
        before = nn.utils.parameters_to_vector(trainer.module.parameters()).detach()
        next(events)
        after = nn.utils.parameters_to_vector(trainer.module.parameters()).detach()
        next(events)
        rate = learning_rate_at(recipe, step, 4, 1)
        assert float((after - before).norm()) == pytest.approx(rate * 1e-3, rel=0.02)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_run_that_only_warms_up_comes_to_its_end(
    network: Network, quadrants: Dataset, schedule: ScheduleName
) -> None:
    recipe = replace(RECIPE, schedule=schedule, epochs=1, warm_up_epochs=1)
    assert isinstance(list(Trainer(network, recipe, quadrants).events())[-1], Finished)


# Resuming

_TOO_HIGH = {"learning_rate": 0.3, "schedule": "constant", "epochs": 6}
"""So that the validation loss stalls."""
SETTINGS: dict[str, dict[str, Any]] = {
    **{schedule: {"schedule": schedule, "decay_every": 1} for schedule in SCHEDULES},
    **{how: {"initialisation": how} for how in INITIALISATIONS},
    "squared error": {"loss": "mse"},
    "label smoothing": {"label_smoothing": 0.1},
    "l1": {"l1": 1e-3},
    "clipping": {"clip_norm": 0.5},
    "bfloat16": {"precision": "bfloat16"},
    "one class after the other": {"order": "by_class"},
    "warm-up": {"warm_up_epochs": 1},
    "a layer of its own": {"layer_initialisations": {"fc1": Initialisation("he")}},
    "stalled plateau": {**_TOO_HIGH, "schedule": "plateau", "plateau_patience": 1},
    "early stopping": {**_TOO_HIGH, "stop_patience": 1},
    "best weights": {**_TOO_HIGH, "restore_best": True},
    "early stopping with the best": {**_TOO_HIGH, "stop_patience": 2, "restore_best": True},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_resumed_run_equals_an_uninterrupted_one_bit_for_bit(
    network: Network, quadrants: Dataset, tmp_path: Path, name: str
) -> None:
    recipe = replace(RECIPE, batch_size=32, **SETTINGS[name])
    whole = Trainer(network, recipe, quadrants)
    expected = without_seconds(list(whole.events()))
    for stop_after in (4, 7, 8, 12, len(expected) - 2):
        run = new_run(tmp_path, network, recipe)
        events = Trainer(network, recipe, quadrants, run=run).events()
        list(itertools.islice(events, stop_after))
        events.close()
        before = open_run(run.folder).history()
        resumed = Trainer.resume(run.folder, quadrants)
        assert without_seconds(before + list(resumed.events())) == expected
        assert_equal(weights(resumed), weights(whole))
        assert without_seconds(open_run(run.folder).history()) == expected


def test_the_stalling_runs_do_stall(network: Network, quadrants: Dataset) -> None:
    """Else the cases above would prove nothing."""

    def events_of(name: str) -> list[TrainingEvent]:
        recipe = replace(RECIPE, batch_size=32, **SETTINGS[name])
        return list(Trainer(network, recipe, quadrants).events())

    assert of_kind(events_of("stalled plateau"), RateChanged)
    assert of_kind(events_of("early stopping"), Stopped)
    assert of_kind(events_of("best weights"), Restored)
    assert of_kind(events_of("early stopping with the best"), Stopped)


# Early stopping and the best weights


def test_a_run_that_gets_no_better_stops_and_says_why(network: Network, quadrants: Dataset) -> None:
    recipe = replace(RECIPE, batch_size=32, **SETTINGS["early stopping with the best"])
    trainer = Trainer(network, recipe, quadrants)
    events = list(trainer.events())
    losses = [event.validation_loss for event in of_kind(events, EpochDone)]
    best = losses.index(min(losses)) + 1
    assert len(losses) == best + 2 < 6
    (stopped,) = of_kind(events, Stopped)
    assert f"no better for 2 epochs; the best, {min(losses):.4g}, is of epoch {best}" in str(
        stopped.reason
    )
    assert of_kind(events, Restored) == [Restored(stopped.step, best, min(losses))]
    assert events[-1] == Finished(stopped.step, best + 2)
    assert trainer.over
    assert list(trainer.events()) == [events[-1]]


def test_the_best_weights_are_those_at_the_end_of_their_epoch(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    recipe = replace(RECIPE, batch_size=32, **SETTINGS["best weights"])
    run = new_run(tmp_path, network, recipe)
    trainer = Trainer(network, recipe, quadrants, run=run)
    at_end = {}
    for event in trainer.events():
        if isinstance(event, EpochDone):
            at_end[event.epoch] = weights(trainer)
        if isinstance(event, Restored):
            best = event.epoch
    assert best != 6
    assert_equal(weights(trainer), at_end[best])
    kept = run.load_checkpoint()
    for name, value in at_end[best].items():
        assert torch.equal(torch.from_numpy(kept.tensors[f"module/{name}"]), value)
    assert list(Trainer.resume(run.folder, quadrants).events()) == [Finished(trainer.step, 6)]


def test_a_plateau_is_reported_with_the_rates(network: Network, quadrants: Dataset) -> None:
    recipe = replace(RECIPE, batch_size=32, **SETTINGS["stalled plateau"])
    lowered = of_kind(list(Trainer(network, recipe, quadrants).events()), RateChanged)
    assert (lowered[0].old, lowered[0].new) == (pytest.approx(0.3), pytest.approx(0.03))
    assert "no better for 1 epoch" in lowered[0].reason


# Changes in the middle of a run

CHANGES = {
    "learning_rate": 0.02,
    "momentum": 0.3,
    "weight_decay": 0.05,
    "l1": 0.01,
    "clip_norm": 0.1,
    "label_smoothing": 0.2,
}
MOMENTUM = replace(RECIPE, optimizer="momentum", learning_rate=0.01)


def with_change(trainer: Trainer, at: int, recipe: Recipe) -> list[TrainingEvent]:
    """All events of a run in which the recipe is changed after so many."""
    events = trainer.events()
    before = list(itertools.islice(events, at))
    trainer.change(recipe)
    return before + list(events)


@pytest.mark.parametrize("name", CHANGEABLE)
def test_a_setting_changed_while_training_counts_from_the_next_step(
    network: Network, quadrants: Dataset, name: str
) -> None:
    after = replace(MOMENTUM, **{name: CHANGES[name]})  # type: ignore[arg-type]
    plain = list(Trainer(network, MOMENTUM, quadrants).events())
    trainer = Trainer(network, MOMENTUM, quadrants)
    events = with_change(trainer, 10, after)
    assert events[:10] == plain[:10]
    assert events[10] == SettingChanged(10, name, getattr(MOMENTUM, name), CHANGES[name])
    assert events[-1] == plain[-1]
    assert events[12] != plain[11]  # the loss of step 12 is the first that step 11 decided
    assert trainer.recipe == after


@pytest.mark.parametrize("stop_after", [5, 10, 11, 12, 27, 40])
def test_a_run_with_changes_resumes_bit_for_bit(
    network: Network, quadrants: Dataset, tmp_path: Path, stop_after: int
) -> None:
    after = replace(MOMENTUM, **CHANGES)  # type: ignore[arg-type]
    whole = Trainer(network, MOMENTUM, quadrants)
    expected = without_seconds(with_change(whole, 10, after))
    run = new_run(tmp_path, network, MOMENTUM)
    trainer = Trainer(network, MOMENTUM, quadrants, run=run)
    events = trainer.events()
    before = list(itertools.islice(events, min(stop_after, 10)))
    if stop_after >= 10:
        trainer.change(after)
        before += itertools.islice(events, stop_after - 10)
    events.close()
    resumed = Trainer.resume(run.folder, quadrants)
    rest = resumed.events()
    if stop_after < 10:
        before += itertools.islice(rest, 10 - stop_after)
        resumed.change(after)
    assert without_seconds(before + list(rest)) == expected
    assert_equal(weights(resumed), weights(whole))
    assert without_seconds(open_run(run.folder).history()) == expected
    assert open_run(run.folder).recipe_as_changed() == after


def test_a_change_after_the_last_checkpoint_is_made_again_at_its_step(
    network: Network, quadrants: Dataset, tmp_path: Path
) -> None:
    after = replace(MOMENTUM, learning_rate=0.02)
    whole = Trainer(network, MOMENTUM, quadrants)
    expected = without_seconds(with_change(whole, 10, after))
    run = new_run(tmp_path, network, MOMENTUM)
    trainer = Trainer(network, MOMENTUM, quadrants, run=run)
    events = trainer.events()
    list(itertools.islice(events, 5))
    trainer._keeper.save()
    kept = (run.folder / "checkpoint.safetensors").read_bytes()
    list(itertools.islice(events, 5))
    trainer.change(after)
    list(itertools.islice(events, 6))
    events.close()
    (run.folder / "checkpoint.safetensors").write_bytes(kept)  # as if killed before it
    resumed = Trainer.resume(run.folder, quadrants)
    assert resumed.step == 5
    assert without_seconds(list(resumed.events())) == expected[5:]
    assert_equal(weights(resumed), weights(whole))
    # Killed once more, and this time steered otherwise: the old change does not come back.
    (run.folder / "checkpoint.safetensors").write_bytes(kept)
    steered = Trainer.resume(run.folder, quadrants)
    again = with_change(steered, 2, replace(MOMENTUM, l1=0.001))
    assert [event.field for event in of_kind(again, SettingChanged)] == ["l1"]
    assert open_run(run.folder).recipe_as_changed() == replace(MOMENTUM, l1=0.001)


def test_settings_that_need_a_new_run_are_left_as_they_are(
    network: Network, quadrants: Dataset
) -> None:
    trainer = Trainer(network, MOMENTUM, quadrants)
    other = replace(MOMENTUM, batch_size=5, epochs=9, optimizer="adam", seed=4)
    plain = list(Trainer(network, MOMENTUM, quadrants).events())
    assert without_seconds(with_change(trainer, 3, other)) == without_seconds(plain)
