"""Ensembles (lecture D7): bagging and snapshots, each member's error beside the ensemble's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.experiments.ensemble import (
    METHODS,
    MemberStep,
    bootstrap,
    error_of,
    train_ensemble,
)
from app.experiments.ensemble_result import Member, ensemble_sentence
from app.training.recipe import Recipe
from app.training.trainer import Trainer
from tests.experiments.data import quadrants_recipe, small_network


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return quadrants_recipe(tmp_path, epochs=6, optimizer="momentum", learning_rate=0.01)


def members_of(recipe: Recipe, method: Any, count: int = 3) -> list[Member]:
    dataset = load(recipe.dataset)
    events = train_ensemble(small_network(), recipe, dataset, count, method)
    return [event for event in events if isinstance(event, Member)]


@pytest.mark.parametrize("method", METHODS)
def test_each_member_and_all_so_far_are_tested_and_the_same_again(
    recipe: Recipe, method: str
) -> None:
    members = members_of(recipe, method)
    assert [member.member for member in members] == [1, 2, 3]
    assert members[0].ensemble_error == members[0].error
    assert len({member.error for member in members}) > 1
    assert members_of(recipe, method) == members


def test_a_sample_with_replacement_leaves_out_about_one_image_in_e(recipe: Recipe) -> None:
    dataset = load(recipe.dataset)
    sample = bootstrap(dataset, 3)
    assert len(sample.train) == len(dataset.train)
    distinct = len({image.tobytes() for image in sample.train.images})
    assert distinct / len(dataset.train) == pytest.approx(1 - 1 / np.e, abs=0.08)
    assert sample.test is dataset.test


def test_the_mean_of_probabilities_decides() -> None:
    first = np.array([[0.6, 0.4, 0.0], [0.1, 0.8, 0.1]])
    second = np.array([[0.0, 0.9, 0.1], [0.2, 0.7, 0.1]])
    labels = np.array([1, 1])
    assert error_of(first, labels) == 0.5
    assert error_of((first + second) / 2, labels) == 0.0


def test_a_snapshot_takes_its_share_of_the_epochs_and_goes_on_with_the_weights(
    recipe: Recipe,
) -> None:
    dataset: Dataset = load(recipe.dataset)
    events = list(train_ensemble(small_network(), recipe, dataset, 3, "snapshots"))
    steps = [event.steps for event in events if isinstance(event, MemberStep)]
    assert set(steps) == {2 * Trainer(small_network(), recipe, dataset).steps_per_epoch}
    first, *_, last = [event.error for event in events if isinstance(event, Member)]
    assert last < first / 2


def test_a_member_that_diverges_has_no_vote(recipe: Recipe) -> None:
    wild = replace(recipe, optimizer="sgd", learning_rate=900.0)
    first, second = members_of(wild, "bagging", 2)
    assert "too large" in first.diverged
    assert not second.diverged
    assert second.ensemble_error == second.error
    assert ensemble_sentence([], first) == "No member could be trained."


def test_too_few_and_too_many_members_are_refused(recipe: Recipe) -> None:
    for count in (0, 101):
        with pytest.raises(ValueError, match="from 1 to 100 members"):
            members_of(recipe, "bagging", count)
