"""What is offered for a run that went wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.data.changes import DataChanges
from app.network.analysis import analyse
from app.network.layers.activation import Softmax
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain, lenet5, mnist_net
from app.training.class_changing import class_changes
from app.training.recipe import Recipe
from app.training.remedies import Trouble, remedies, usual_augmentation
from app.training.steps import steps_per_epoch

FEW = Recipe(changes=DataChanges(subset=200), batch_size=32, epochs=40)


@pytest.mark.parametrize(("trouble", "wanted"), [("diverged", 0.3), ("stuck", 0.3), ("slow", 30.0)])
def test_d5_the_rate_goes_down_or_up_by_a_factor_of_ten(trouble: Trouble, wanted: float) -> None:
    (remedy,) = remedies(trouble, lenet5(), Recipe(learning_rate=3.0), 8_000, 3.0)
    assert remedy.title == f"Learning rate {wanted:g}"
    assert remedy.recipe == Recipe(learning_rate=wanted)


def test_a_rate_that_the_user_has_lowered_further_is_kept() -> None:
    (remedy,) = remedies("diverged", lenet5(), Recipe(learning_rate=0.01), 8_000, 3.0)
    assert remedy.recipe.learning_rate == 0.01


def test_d2_weights_that_are_all_alike_are_to_be_drawn_at_random() -> None:
    recipe = Recipe(initialisation="zeros")
    (remedy,) = remedies("slow", lenet5(), recipe, 8_000, recipe.learning_rate)
    assert remedy.recipe == replace(recipe, initialisation="pytorch")


def test_d3_overfitting_is_answered_by_data_augmentation_and_dropout() -> None:
    found = remedies("overfitting", lenet5(), FEW, 8_000, FEW.learning_rate)
    assert [remedy.title for remedy in found] == ["All 8,000 images", "Augmentation", "Dropout"]
    assert found[1].recipe == replace(FEW, augmentation=usual_augmentation("mnist"))


def test_all_images_are_learned_for_about_as_many_steps_as_the_few() -> None:
    recipe = replace(FEW, epochs=400)
    all_images = remedies("overfitting", lenet5(), recipe, 8_000, 0.1)[0].recipe
    assert all_images.changes == DataChanges()
    assert all_images.epochs * steps_per_epoch(8_000, 32) == pytest.approx(400 * 7, rel=0.1)


def test_dropout_goes_before_the_last_dense_layer() -> None:
    dropout = remedies("overfitting", lenet5(), FEW, 8_000, 0.1)[-1]
    assert dropout.edit is not None
    network = dropout.edit.apply(lenet5())
    assert network.sources_of["fc2"] == ("dropout1",)
    assert network.sources_of["dropout1"] == ("relu4",)
    assert analyse(network).parameters == analyse(lenet5()).parameters


def test_what_is_in_use_already_is_not_offered() -> None:
    recipe = Recipe(augmentation=usual_augmentation("mnist"))
    assert remedies("overfitting", mnist_net(), recipe, 8_000, 0.1) == ()


def test_a_network_without_dense_layers_is_offered_no_dropout() -> None:
    network = chain("none", [Input(1, 28, 28), Flatten(), Softmax()])
    found = remedies("overfitting", network, Recipe(), 8_000, 0.1)
    assert [remedy.title for remedy in found] == ["Augmentation"]
    alone = chain("one", [Linear(10)])
    assert "Dropout" not in [r.title for r in remedies("overfitting", alone, Recipe(), 1, 0.1)]


@pytest.mark.parametrize(
    "dataset", ["mnist", "emnist-letters", "kmnist", "fashion-mnist", "cifar-10", "signals", "own"]
)
def test_d4_usual_changes_leave_the_classes_alone(dataset: str) -> None:
    usual = usual_augmentation(dataset)
    assert usual.is_on
    assert class_changes(dataset, usual) == {}
