"""Fork A/B: two trainings in lockstep, each as it would be alone, and where they disagree."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.data.preprocessing import fit_images
from app.experiments.comparisons import Variant, changed_variant
from app.experiments.disagreements import GROUPS, Disagreements
from app.experiments.fork import Fork, ForkEvent
from app.experiments.fork_events import NotCompared, Side, SideEvent
from app.network.edits import InsertLayer
from app.network.graph import Position
from app.network.layers.normalisation import Dropout
from app.training.augmentation_settings import Augmentation
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    OutOfMemory,
    StepDone,
    TrainingEvent,
)
from app.training.recipe import Recipe
from app.training.run import open_run
from app.training.run_list import RunList
from app.training.trainer import Trainer
from tests.experiments.data import quadrants_recipe, small_network, write_quadrants


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return quadrants_recipe(
        tmp_path,
        epochs=3,
        optimizer="momentum",
        learning_rate=0.01,
        augmentation=Augmentation(shift=1, noise=0.05),
    )


@pytest.fixture
def dataset(recipe: Recipe) -> Dataset:
    return load(recipe.dataset)


def dropping(recipe: Recipe) -> Variant:
    network = small_network(normalised=True)
    wire = next(wire for wire in network.wires if wire.target == network.order[-1])
    return Variant("B", InsertLayer(Dropout(0.3), wire, Position(0, 0)).apply(network), recipe)


def plain(recipe: Recipe) -> Variant:
    return Variant("A", small_network(normalised=True), recipe)


def told(events: list[ForkEvent], side: Side) -> list[TrainingEvent]:
    return [event.event for event in events if isinstance(event, SideEvent) and event.side == side]


def timeless(events: list[TrainingEvent]) -> list[TrainingEvent]:
    return [replace(e, seconds=0.0) if isinstance(e, EpochDone) else e for e in events]


def test_each_learns_bit_for_bit_what_it_learns_alone(recipe: Recipe, dataset: Dataset) -> None:
    """Dropout, augmentation and batch statistics draw no luck from the other."""
    variants = plain(recipe), dropping(recipe)
    fork = Fork(variants, (dataset, dataset))
    events = list(fork.events())
    for side, variant in enumerate(variants):
        alone = Trainer(variant.network, variant.recipe, dataset)
        assert timeless(told(events, side)) == timeless(list(alone.events()))  # type: ignore[arg-type]
        state = fork.trainers[side].module.state_dict()
        for name, value in alone.module.state_dict().items():
            assert torch.equal(state[name], value), name


def test_they_take_turns_and_end_together(recipe: Recipe, dataset: Dataset) -> None:
    fork = Fork((plain(recipe), dropping(recipe)), (dataset, dataset))
    ahead = {
        fork.trainers[0].step - fork.trainers[1].step
        for event in fork.events()
        if isinstance(event, SideEvent) and isinstance(event.event, StepDone)
    }
    assert ahead == {0, 1}


def test_with_other_batch_sizes_they_see_as_many_images(recipe: Recipe, dataset: Dataset) -> None:
    larger = replace(plain(recipe), recipe=replace(recipe, batch_size=48))
    fork = Fork((plain(recipe), larger), (dataset, dataset))
    for _event in fork.events():
        a, b = (trainer.step / trainer.steps_per_epoch for trainer in fork.trainers)
        assert abs(a - b) <= 1 / fork.trainers[1].steps_per_epoch


def test_the_same_twice_begins_equal_and_never_disagrees(recipe: Recipe, dataset: Dataset) -> None:
    fork = Fork((plain(recipe), plain(recipe)), (dataset, dataset))
    assert fork.first_weights.other == ()
    found = [event for event in fork.events() if isinstance(event, Disagreements)]
    assert found[-1].epochs == (3.0, 3.0)
    for each in found:
        counts = each.counts
        assert (counts.a_right, counts.b_right, counts.both_wrong) == (0, 0, 0)
        assert counts.total == len(dataset.validation)


def test_layers_of_another_shape_begin_with_other_weights(recipe: Recipe, dataset: Dataset) -> None:
    a = Variant("A", small_network(), recipe)
    b = changed_variant(a.network, recipe, ["conv1.padding=1"])
    fork = Fork((a, b), (dataset, dataset))
    convolution, first, second = (
        fork.first_weights.equal[0],
        *(name for name in a.network.order if name.startswith(("linear", "fc"))),
    )
    assert convolution == "conv1"
    assert fork.first_weights.other == (first,)
    assert fork.first_weights.equal == ("conv1", second)
    assert "with others" in fork.first_weights.in_words


def test_the_disagreements_are_those_that_torch_finds(recipe: Recipe, dataset: Dataset) -> None:
    fork = Fork((plain(recipe), dropping(recipe)), (dataset, dataset))
    found = [event for event in fork.events() if isinstance(event, Disagreements)][-1]
    labels = torch.from_numpy(dataset.validation.labels)
    answers = []
    for trainer in fork.trainers:
        trainer.module.eval()
        scaled = trainer.preprocessing.apply(fit_images(dataset.validation.images, (1, 8, 8)))
        with torch.no_grad():
            answers.append(trainer.module(torch.from_numpy(scaled)).argmax(dim=1))
    a, b = answers
    wanted = {
        "a_right": (a == labels) & (b != labels),
        "b_right": (a != labels) & (b == labels),
        "both_wrong": (a != labels) & (b != labels) & (a != b),
    }
    assert any(mask.any() for mask in wanted.values())
    for group in GROUPS:
        numbers = found.images_of(group)
        assert sorted(numbers.tolist()) == wanted[group].nonzero().flatten().tolist()
        kept = found.shown_of(group)
        np.testing.assert_array_equal(found.images[kept], dataset.validation.images[numbers])


def test_both_are_runs_with_a_note_that_can_be_resumed(
    recipe: Recipe, dataset: Dataset, tmp_path: Path
) -> None:
    variants = plain(recipe), dropping(recipe)
    fork = Fork(variants, (dataset, dataset), tmp_path / "runs")
    with closing(fork.events()) as events:
        for _ in range(25):
            next(events)
    listed = RunList(tmp_path / "runs").read()
    assert {run.network.partition(":")[0] for run in listed} == {"A", "B"}
    assert all("with dropout1 (Dropout)" in run.note for run in listed)
    for trainer, variant in zip(fork.trainers, variants, strict=True):
        assert trainer.run is not None
        resumed = Trainer.resume(trainer.run.folder, dataset)
        assert resumed.step == trainer.step
        list(resumed.events())
        alone = Trainer(variant.network, recipe, dataset)
        list(alone.events())
        for name, value in alone.module.state_dict().items():
            assert torch.equal(resumed.module.state_dict()[name], value), name
        assert isinstance(open_run(trainer.run.folder).history()[-1], Finished)


def test_one_that_diverges_leaves_the_other_learning(recipe: Recipe, dataset: Dataset) -> None:
    wild = replace(recipe, learning_rate=1_000.0, augmentation=Augmentation())
    fork = Fork((plain(recipe), Variant("B", small_network(), wild)), (dataset, dataset))
    events = list(fork.events())
    assert isinstance(told(events, 1)[-1], Diverged)
    assert isinstance(told(events, 0)[-1], Finished)
    assert any(isinstance(event, NotCompared) and "B diverged" in event.reason for event in events)


def test_one_without_memory_leaves_the_other_learning(recipe: Recipe, dataset: Dataset) -> None:
    fork = Fork((plain(recipe), plain(recipe)), (dataset, dataset))

    def no_memory(*_: object) -> None:
        raise MemoryError

    children = dict(fork.trainers[1].module.named_children())
    children["conv1"].register_forward_pre_hook(no_memory)
    events = list(fork.events())
    assert isinstance(told(events, 1)[-1], OutOfMemory)
    assert isinstance(told(events, 0)[-1], Finished)
    reasons = [event.reason for event in events if isinstance(event, NotCompared)]
    assert len(reasons) == 1
    assert "B ran out of memory" in reasons[0]


def test_other_images_are_trained_on_and_not_compared(
    recipe: Recipe, dataset: Dataset, tmp_path: Path
) -> None:
    others = load(str(write_quadrants(tmp_path / "fewer.npz", 200)))
    fork = Fork((plain(recipe), plain(recipe)), (dataset, others))
    events = list(fork.events())
    assert isinstance(events[0], NotCompared)
    assert not any(isinstance(event, Disagreements) for event in events)
