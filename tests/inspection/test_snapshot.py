from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from app.inspection.look import take_snapshot
from app.inspection.snapshot import Wanted
from app.network.edits import RemoveLayers
from app.network.graph import Network
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.module import build_module

PROBE = np.random.default_rng(1).normal(size=(1, 1, 12, 12)).astype(np.float32)


@pytest.fixture
def network() -> Network:
    return chain(
        "looked at",
        [
            Input(1, 12, 12),
            Conv2d(3, 3),
            BatchNorm2d(),
            ReLU(),
            MaxPool2d(),
            Dropout(0.5),
            Flatten(),
            Linear(5),
        ],
    )


def everything(network: Network) -> Wanted:
    names = frozenset(network.layers)
    return Wanted(names, names, predictions=True)


def test_feature_maps_are_what_torch_computes_in_evaluation_mode(network: Network) -> None:
    module = build_module(network, seed=0)
    snapshot = take_snapshot(module, PROBE, everything(network), step=3)
    module.eval()
    value = torch.from_numpy(PROBE)
    assert snapshot.feature_maps.keys() == network.layers.keys()
    for name in network.order:
        value = module.get_submodule(name)(value)
        found = snapshot.feature_maps[name]
        assert found.dtype == np.float32
        np.testing.assert_array_equal(found, value[0].detach().numpy())
    assert snapshot.step == 3
    assert snapshot.network is network


def test_filters_are_the_weights_of_the_convolutions(network: Network) -> None:
    module = build_module(network, seed=0)
    snapshot = take_snapshot(module, PROBE, everything(network), step=0)
    assert set(snapshot.filters) == {"conv1"}
    weight = module.get_parameter("conv1.weight").detach().numpy()
    np.testing.assert_array_equal(snapshot.filters["conv1"], weight)


def test_probabilities_are_the_softmax_of_the_logits(network: Network) -> None:
    module = build_module(network, seed=0)
    snapshot = take_snapshot(module, PROBE, Wanted(predictions=True), step=0)
    expected = module.eval()(torch.from_numpy(PROBE)).softmax(1)[0].detach().numpy()
    assert snapshot.probabilities is not None
    np.testing.assert_allclose(snapshot.probabilities, expected, rtol=1e-6)
    assert snapshot.feature_maps == {}


def test_a_softmax_at_the_end_is_not_applied_twice(network: Network) -> None:
    layers = [*network.layers.values(), Softmax()]
    soft = build_module(chain("soft", layers), seed=0)
    snapshot = take_snapshot(soft, PROBE, Wanted(frozenset({"softmax1"}), predictions=True), step=0)
    assert snapshot.probabilities is not None
    np.testing.assert_allclose(snapshot.probabilities, snapshot.feature_maps["softmax1"], rtol=1e-6)


def test_the_arrays_stay_as_they_were_when_training_goes_on(network: Network) -> None:
    module = build_module(network, seed=0)
    snapshot = take_snapshot(module, PROBE, everything(network), step=0)
    before = snapshot.filters["conv1"].copy(), snapshot.feature_maps["input"].copy()
    with torch.no_grad():
        module.get_parameter("conv1.weight").add_(1.0)
    np.testing.assert_array_equal(snapshot.filters["conv1"], before[0])
    np.testing.assert_array_equal(snapshot.feature_maps["input"], before[1])


@pytest.mark.parametrize("training", [True, False])
def test_looking_changes_nothing(network: Network, training: bool) -> None:
    module = build_module(network, seed=0).train(training)
    before = {name: value.clone() for name, value in module.state_dict().items()}
    random_state = torch.get_rng_state()
    take_snapshot(module, PROBE, everything(network), step=0)
    assert module.training is training
    assert all(child.training is training for child in module.children())
    assert torch.equal(torch.get_rng_state(), random_state)
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])
    assert all(parameter.grad is None for parameter in module.parameters())


def test_only_the_layers_up_to_the_deepest_wanted_one_are_computed(network: Network) -> None:
    module = build_module(network, seed=0)
    ran = []
    for name, child in module.named_children():
        child.register_forward_hook(lambda *_, name=name: ran.append(name))
    take_snapshot(module, PROBE, Wanted(frozenset({"bn1"}), frozenset({"conv1"})), step=0)
    assert ran == ["input", "conv1", "bn1"]
    ran.clear()
    take_snapshot(module, PROBE, Wanted(filters=frozenset({"conv1"})), step=0)
    assert ran == []


def test_a_half_built_network_shows_the_part_that_works(network: Network) -> None:
    half = RemoveLayers(frozenset({"pool1"})).apply(network)
    half = RemoveLayers(frozenset({"flatten1"})).apply(half)  # now Linear is fed by a map
    snapshot = take_snapshot(build_module(half, seed=0), PROBE, everything(half), step=0)
    assert "fc1" not in snapshot.feature_maps
    assert {"input", "conv1", "bn1", "relu1"} <= snapshot.feature_maps.keys()
    assert snapshot.probabilities is None


def test_a_network_that_ends_in_maps_has_no_probabilities() -> None:
    network = chain("maps", [Input(1, 12, 12), Conv2d(3, 3)])
    snapshot = take_snapshot(build_module(network, seed=0), PROBE, everything(network), step=0)
    assert snapshot.probabilities is None
    assert snapshot.feature_maps["conv1"].shape == (3, 10, 10)


def test_an_empty_network_and_unknown_names_give_an_empty_snapshot() -> None:
    wanted = Wanted(frozenset({"gone"}), frozenset({"gone"}), predictions=True)
    snapshot = take_snapshot(build_module(Network(), seed=0), PROBE, wanted, step=0)
    assert (snapshot.feature_maps, snapshot.filters) == ({}, {})
    assert snapshot.probabilities is None


def test_what_a_snapshot_is_can_be_known_without_torch() -> None:
    program = "import sys, app.inspection.snapshot; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0


def test_the_inside_of_a_layer_is_enough_to_compute_what_it_gives(network: Network) -> None:
    module, image = build_module(network, seed=0), torch.rand(1, *network.layers["input"].shape)
    inside = take_snapshot(module, image, Wanted(insides=frozenset({"conv1"})), 0).insides["conv1"]
    weight, bias = (torch.from_numpy(inside.parameters[key]) for key in ("weight", "bias"))
    padding = module.get_submodule("conv1").padding
    again = torch.conv2d(torch.from_numpy(inside.inputs[0])[None], weight, bias, padding=padding)
    np.testing.assert_allclose(again[0].numpy(), inside.output, atol=1e-5)
    np.testing.assert_array_equal(inside.inputs[0], image[0].numpy())


def test_what_two_views_want_is_looked_at_once() -> None:
    first = Wanted(frozenset({"conv1"}), frozenset({"conv1"}))
    second = Wanted(frozenset({"pool1"}), predictions=True, insides=frozenset({"fc"}))
    both = first | second
    assert both == Wanted(
        frozenset({"conv1", "pool1"}), frozenset({"conv1"}), True, frozenset({"fc"})
    )
