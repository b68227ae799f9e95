"""First weights (D2), and what they do to what a network computes and learns."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice

import pytest
import torch
from torch import Tensor, nn

from app.data.dataset import Dataset
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.events import Diverged
from app.training.initialisation import (
    INITIALISATIONS,
    Initialisation,
    InitialisationName,
    InitialWeights,
)
from app.training.module import build_module
from app.training.recipe import Recipe
from app.training.trainer import Trainer

NETWORK = chain("net", [Input(3, 16, 16), Conv2d(64, 5), ReLU(), Flatten(), Linear(300)])
FANS = {"conv1": (75, 1600), "fc1": (9216, 300)}
"""Inputs and outputs of one unit, as Glorot and He count them."""
RECIPE = Recipe(dataset="quadrants", batch_size=32, epochs=3, device="cpu")


def made(kind: InitialisationName, value: float = 0.02) -> nn.Module:
    initial = InitialWeights(Initialisation(kind, value))
    return build_module(NETWORK, seed=1, initial=initial)


@pytest.mark.parametrize("kind", ["small_gaussian", "xavier", "he"])
def test_weights_are_normal_with_the_deviation_of_the_formula(kind: InitialisationName) -> None:
    module = made(kind)
    for layer, (inputs, outputs) in FANS.items():
        expected = {
            "small_gaussian": 0.02,
            "xavier": math.sqrt(2 / (inputs + outputs)),
            "he": math.sqrt(2 / inputs),
        }[kind]
        weight = module.get_parameter(f"{layer}.weight")
        assert weight.std().item() == pytest.approx(expected, rel=0.05)
        assert abs(weight.mean().item()) < 0.1 * expected
        assert not module.get_parameter(f"{layer}.bias").any()


def test_constant_and_zero_weights_are_what_they_say() -> None:
    assert (made("constant", 0.5).get_parameter("conv1.weight") == 0.5).all()
    assert not made("zeros").get_parameter("fc1.weight").any()


@pytest.mark.parametrize("kind", INITIALISATIONS)
def test_the_same_seed_gives_the_same_weights(kind: InitialisationName) -> None:
    one, other = made(kind).state_dict(), made(kind).state_dict()
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_layer_may_begin_otherwise_and_leaves_the_rest_alone() -> None:
    initial = InitialWeights(Initialisation("he"), {"conv1": Initialisation("constant", 0.5)})
    module = build_module(NETWORK, seed=1, initial=initial)
    assert (module.get_parameter("conv1.weight") == 0.5).all()
    assert torch.equal(module.get_parameter("fc1.weight"), made("he").get_parameter("fc1.weight"))


def test_the_trainer_begins_with_the_recipes_weights(
    plain_network: Network, quadrants: Dataset
) -> None:
    recipe = replace(RECIPE, initialisation="constant", initial_value=0.25)
    recipe = replace(recipe, layer_initialisations={"fc2": Initialisation("zeros")})
    module = Trainer(plain_network, recipe, quadrants).module
    assert (module.get_parameter("conv1.weight") == 0.25).all()
    assert not module.get_parameter("fc2.weight").any()


def test_a_negative_deviation_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="standard deviation cannot be below zero"):
        Recipe(initialisation="small_gaussian", initial_value=-1.0)


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("kind", ["zeros", "constant"])
def test_equal_first_weights_leave_the_filters_of_a_layer_identical(
    plain_network: Network, quadrants: Dataset, kind: InitialisationName, optimizer: str
) -> None:
    """D2: what begins alike gets the same gradients, and stays alike."""
    recipe = replace(RECIPE, initialisation=kind, initial_value=0.1, optimizer=optimizer)  # type: ignore[arg-type]
    trainer = Trainer(plain_network, recipe, quadrants)
    list(islice(trainer.events(), 12))
    for layer in ("conv1", "fc1"):
        filters = trainer.module.get_parameter(f"{layer}.weight")
        torch.testing.assert_close(filters, filters[:1].expand_as(filters), rtol=1e-4, atol=1e-6)


def deep(kind: type[Layer]) -> Network:
    layers: list[Layer] = [Input(1, 16, 16), Flatten()]
    for _ in range(20):
        layers += [Linear(256), kind()]
    return chain("deep", layers)


def deviations(network: Network, kind: InitialisationName, value: float = 0.01) -> list[float]:
    """Of what each activation passes on, root of the mean square, for noise as input."""
    module = build_module(network, seed=3, initial=InitialWeights(Initialisation(kind, value)))
    images = torch.randn(200, 1, 16, 16, generator=torch.Generator().manual_seed(5))
    names = [name for name, layer in network.layers.items() if isinstance(layer, ReLU | Tanh)]
    found: dict[str, Tensor] = module.outputs(images, names)
    return [found[name].square().mean().sqrt().item() for name in names]


def test_he_keeps_the_signal_through_a_deep_relu_chain() -> None:
    """D2: neither vanishing nor exploding; a small Gaussian vanishes."""
    he = deviations(deep(ReLU), "he")
    assert len(he) == 20
    assert all(0.3 < each < 3 for each in he)
    assert deviations(deep(ReLU), "small_gaussian")[-1] < 1e-6
    assert deviations(deep(ReLU), "xavier")[-1] < 0.1 * he[-1]


def test_xavier_keeps_the_signal_through_a_deep_tanh_chain() -> None:
    xavier = deviations(deep(Tanh), "xavier")
    assert all(0.1 < each < 1 for each in xavier)
    assert deviations(deep(Tanh), "small_gaussian")[-1] < 1e-6
    assert deviations(deep(Tanh), "small_gaussian", 1.0)[-1] > 0.95  # saturated


def test_l1_drives_more_weights_to_nearly_zero_than_l2(
    plain_network: Network, quadrants: Dataset
) -> None:
    """D3: the share of weights below 1e-3."""

    def near_zero(**settings: float) -> float:
        recipe = replace(RECIPE, epochs=25, learning_rate=0.01, **settings)  # type: ignore[arg-type]
        trainer = Trainer(plain_network, recipe, quadrants)
        for event in trainer.events():
            assert not isinstance(event, Diverged)
        assert trainer.test()[1] > 0.9
        weights = [p for name, p in trainer.module.named_parameters() if "weight" in name]
        return float(
            torch.cat([p.detach().flatten() for p in weights]).abs().lt(1e-3).double().mean()
        )

    l1, l2, neither = near_zero(l1=0.01), near_zero(weight_decay=0.01), near_zero()
    assert l1 > 0.4
    assert l1 > 3 * max(l2, neither)
