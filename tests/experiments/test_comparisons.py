"""Paired comparisons: one change, the same seeds, the difference with its error."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from app.data.catalogue import load
from app.experiments.comparisons import QUESTIONS, changed_variant, question_named
from app.experiments.paired_result import (
    Mean,
    RunOfVariant,
    mean_of,
    paired_difference,
    per_epoch,
    verdict,
)
from app.experiments.paired_runs import compare
from app.network.analysis import analyse
from app.network.gallery import gallery_entry
from app.network.layers.normalisation import BatchNorm2d
from app.training.recipe import Recipe
from app.training.trainer import Trainer
from tests.experiments.data import quadrants_recipe, small_network


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return quadrants_recipe(tmp_path, epochs=2)


def run(variant: int, repeat: int, test: float, accuracies: tuple[float, ...] = ()) -> RunOfVariant:
    return RunOfVariant(variant, "abc"[variant], repeat, repeat, (), accuracies, test)


def test_every_ready_question_makes_two_different_variants_of_lenet() -> None:
    network, recipe = gallery_entry("lenet-5").build(), Recipe()
    for question in QUESTIONS:
        first, second = question.ask(network, recipe)
        assert (first.network, first.recipe) != (second.network, second.recipe)
        assert not analyse(first.network).errors
        assert question_named(question.name) is question


def test_batch_normalisation_comes_after_each_convolution_or_is_taken_out() -> None:
    plain, normalised = small_network(), small_network(normalised=True)
    ask = question_named("batch-norm").ask
    added, without = ask(plain, Recipe())
    assert without.network == plain
    kinds = [layer.kind for layer in added.network.layers.values()]
    assert kinds.count("BatchNorm2d") == 1
    as_it_is, removed = ask(normalised, Recipe())
    assert as_it_is.network == normalised
    assert not any(isinstance(layer, BatchNorm2d) for layer in removed.network.layers.values())


def test_both_runs_of_a_pair_have_the_seed_and_are_ordinary_trainings(recipe: Recipe) -> None:
    network, dataset = small_network(), load(recipe.dataset)
    variants = (
        changed_variant(network, recipe, ["optimizer=sgd"]),
        changed_variant(network, recipe, ["conv1.out_channels=4", "batch_size=32"]),
    )
    runs = [event for event in compare(variants, dataset, 2) if isinstance(event, RunOfVariant)]
    assert [(run.variant, run.repeat, run.seed) for run in runs] == [
        (0, 1, 0), (1, 1, 0), (0, 2, 1), (1, 2, 1)
    ]  # fmt: skip
    alone = Trainer(network, variants[0].recipe, dataset)
    list(alone.events())
    assert runs[0].test_accuracy == alone.test()[1]
    assert len(runs[0].accuracies) == 2


def test_the_difference_is_that_of_the_pairs_with_its_standard_error() -> None:
    pairs = [(0.90, 0.88), (0.80, 0.79), (0.95, 0.92)]
    runs = [run(at, n, pair[at]) for n, pair in enumerate(pairs, start=1) for at in (0, 1)]
    difference = paired_difference([*runs, run(0, 4, 0.5)])  # the last has no partner yet
    assert difference is not None
    assert difference.mean == pytest.approx(0.02)
    assert difference.error == pytest.approx(0.01 / math.sqrt(3))
    assert difference.count == 3


def test_epochs_are_averaged_over_the_runs_that_got_so_far() -> None:
    runs = [run(0, 1, 0.9, (0.5, 0.7)), run(0, 2, 0.9, (0.7,)), run(1, 1, 0.9, (0.1,))]
    first, second = per_epoch(runs, 0)
    assert (first.mean, first.count) == (pytest.approx(0.6), 2)
    assert first.error == pytest.approx(0.1)
    assert second == Mean(0.7, None, 1)


def test_the_verdict_says_whether_it_is_more_than_luck() -> None:
    names = ("with", "without")
    assert verdict(names, Mean(0.02, 0.005, 3)) == (
        "“with” reads 2.00 ± 0.50 points more of the test images than “without” (3 pairs)."
    )
    assert verdict(names, Mean(-0.02, 0.005, 3)).startswith("“without” reads 2.00")
    assert verdict(names, Mean(0.01, 0.008, 3)).startswith("No clear difference")
    assert "repeat it" in verdict(names, mean_of([0.01]))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([], "say what is changed"),
        (["optimizer"], "names no value"),
        (["optimizer=lion"], "must be one of"),
        (["conv7.padding=0"], "there is no layer 'conv7'"),
    ],
)
def test_changes_that_make_no_sense_are_refused(changes: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        changed_variant(small_network(), Recipe(), changes)


def test_a_question_that_the_network_cannot_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        question_named("padding").ask(gallery_entry("fashion-dense").build(), Recipe())
    with pytest.raises(ValueError, match="there are batch-norm, dropout"):
        question_named("luck")
