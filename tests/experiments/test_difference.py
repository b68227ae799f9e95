"""What two variants differ in, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.data.changes import DataChanges
from app.experiments.comparisons import Variant, changed_variant
from app.experiments.difference import differences
from app.network.edits import (
    AddLayer,
    Connect,
    Disconnect,
    InsertLayer,
    MoveLayers,
    RemoveLayers,
    RenameLayer,
    RenameNetwork,
    Together,
)
from app.network.gallery import gallery_entry
from app.network.graph import Position, Wire
from app.network.layers.activation import Tanh
from app.network.layers.normalisation import Dropout
from app.training.augmentation_settings import Augmentation
from app.training.initialisation import Initialisation
from app.training.recipe import Recipe

LENET = gallery_entry("lenet-5").build()
A = Variant("A", LENET, Recipe())
HERE = Position(0, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (["conv1.padding=2"], ("conv1: padding 0 → 2",)),
        (["conv1.kernel_size=3", "conv1.padding=1"], ("conv1: kernel size 5 → 3, padding 0 → 1",)),
        (["learning_rate=0.01"], ("learning rate 0.003 → 0.01",)),
        (["optimizer=sgd", "batch_size=32"], ("optimiser adam → sgd", "batch size 64 → 32")),
        (["conv1.bias=false"], ("conv1: bias on → off",)),
        (["seed=3"], ("seed 0 → 3",)),
    ],
)
def test_changed_settings_are_told_with_both_values(
    changes: list[str], words: tuple[str, ...]
) -> None:
    assert differences(A, changed_variant(LENET, Recipe(), changes)) == words


def test_the_same_layers_elsewhere_are_no_difference() -> None:
    moved = MoveLayers({"conv1": Position(9, 9)}).apply(RenameNetwork("other").apply(LENET))
    assert differences(A, Variant("B", moved, replace(Recipe(), device="cpu"))) == ()


def test_settings_that_are_not_used_are_not_told() -> None:
    assert differences(A, replace(A, recipe=Recipe(decay_every=7, momentum=0.5))) == ()


def test_a_layer_in_the_place_of_another_is_told_as_one_change() -> None:
    first = next(name for name, layer in LENET.layers.items() if layer.family == "activation")
    (source,), (target,) = LENET.sources_of[first], LENET.targets_of[first]
    swap = Together(
        "swap",
        (RemoveLayers(frozenset([first])), InsertLayer(Tanh(), Wire(source, target), HERE)),
    )
    network = swap.apply(LENET)
    (new,) = network.layers.keys() - LENET.layers.keys()
    kind = LENET.layers[first].kind
    assert differences(A, replace(A, network=network)) == (f"{first} ({kind}) → {new} (Tanh)",)
    renamed = RenameLayer("conv1", "first").apply(LENET)
    assert differences(A, replace(A, network=renamed)) == ("conv1 (Conv2d) → first (Conv2d)",)


def test_layers_more_and_less_and_other_wires_are_told() -> None:
    wire = LENET.wires[3]
    more = InsertLayer(Dropout(0.5), wire, HERE).apply(LENET)
    assert differences(A, replace(A, network=more)) == ("with dropout1 (Dropout, p 0.5)",)
    assert differences(replace(A, network=more), A) == ("without dropout1 (Dropout)",)
    loose = AddLayer(Dropout(0.5), HERE).apply(LENET)
    cut = Disconnect((wire,)).apply(loose)
    tied = Connect(wire.source, "dropout1").apply(cut)
    assert differences(replace(A, network=cut), replace(A, network=tied)) == ("other wires",)


def test_data_augmentation_and_first_weights_are_told() -> None:
    recipe = Recipe(
        dataset="/home/me/cats.npz",
        changes=DataChanges(label_noise=0.2),
        augmentation=Augmentation(rotate=10),
        layer_initialisations={"conv1": Initialisation("zeros")},
    )
    assert differences(A, replace(A, recipe=recipe)) == (
        f"data set {Recipe().dataset} → cats.npz",
        "data: all as it is → 20 % of the training labels wrong",
        "augmentation: none → rotate ±10°",
        "other first weights of single layers",
    )
