from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from app.network.edits import AddLayer, InsertLayer
from app.network.gallery import GalleryEntry
from app.network.graph import Network, Position, Wire
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain, lenet5
from app.training.module import UntrainableError, build_module
from tests.gallery import CHAINS


def weights(module: nn.Module) -> dict[str, torch.Tensor]:
    return dict(module.state_dict())


@pytest.mark.parametrize("entry", CHAINS, ids=lambda entry: entry.name)
def test_the_module_computes_what_the_same_torch_layers_compute(entry: GalleryEntry) -> None:
    network = entry.build()
    module = build_module(network, seed=1).eval()
    image = network.layers["input"]
    assert isinstance(image, Input)
    batch = torch.rand(2, *image.shape)
    by_hand = nn.Sequential(*(module.get_submodule(name) for name in network.order))
    torch.testing.assert_close(module(batch), by_hand(batch), rtol=0, atol=0)


def test_children_carry_the_names_of_the_layers() -> None:
    network = lenet5()
    module = build_module(network, seed=0)
    assert [name for name, _ in module.named_children()] == list(network.order)
    assert module.get_parameter("conv2.weight").shape == (16, 6, 5, 5)


def test_a_layer_may_be_called_like_a_method_of_the_module() -> None:
    names = ("outputs", "network", "logits")
    layers = {"input": Input(1, 4, 4), **dict.fromkeys(names, ReLU())}
    wires = tuple(Wire(*pair) for pair in zip(["input", *names], names, strict=False))
    module = build_module(Network("odd", layers, wires), seed=0)
    found = module.outputs(torch.ones(1, 1, 4, 4), names)
    assert set(found) == set(names)


def test_the_same_seed_gives_the_same_weights_and_another_seed_others() -> None:
    first, again, other = (build_module(lenet5(), seed=seed) for seed in (3, 3, 4))
    for name, value in weights(first).items():
        assert torch.equal(value, weights(again)[name])
        assert not torch.equal(value, weights(other)[name])


def test_adding_a_layer_leaves_the_first_weights_of_the_others_as_they_are() -> None:
    before = lenet5()
    edit = InsertLayer(BatchNorm2d(), Wire("conv1", "relu1"), Position(0, 0))
    old, new = (build_module(network, seed=5) for network in (before, edit.apply(before)))
    for name, value in weights(old).items():
        assert torch.equal(value, weights(new)[name])


def test_building_leaves_torchs_global_generator_alone() -> None:
    torch.manual_seed(11)
    expected = torch.rand(3)
    torch.manual_seed(11)
    build_module(lenet5(), seed=0)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize(
    ("layers", "name", "torchs"),
    [
        ([Conv2d(200, (5, 3), groups=2)], "conv1", lambda: nn.Conv2d(4, 200, (5, 3), groups=2)),
        ([Flatten(), Linear(300)], "fc1", lambda: nn.Linear(4 * 12 * 12, 300)),
        ([BatchNorm2d()], "bn1", lambda: nn.BatchNorm2d(4)),
    ],
)
def test_first_weights_are_distributed_as_torchs_own(layers, name, torchs) -> None:  # type: ignore[no-untyped-def]
    module = build_module(chain("one", [Input(4, 12, 12), *layers]), seed=0)
    torch.manual_seed(0)
    theirs = torchs().state_dict()
    ours = module.get_submodule(name).state_dict()
    assert ours.keys() == theirs.keys()
    for key, expected in theirs.items():
        got = ours[key].double()
        expected = expected.double()
        assert got.shape == expected.shape
        assert ours[key].dtype == theirs[key].dtype
        # Many uniform samples come within a few per cent of their bound.
        assert got.max().item() == pytest.approx(expected.max().item(), rel=0.03)
        assert got.min().item() == pytest.approx(expected.min().item(), rel=0.03)
        if got.numel() > 1:
            assert got.std().item() == pytest.approx(expected.std().item(), rel=0.1)


def test_biases_lie_within_one_over_the_root_of_the_inputs() -> None:
    module = build_module(chain("one", [Input(3, 8, 8), Conv2d(4_000, 5)]), seed=0)
    bound = 1 / math.sqrt(3 * 5 * 5)
    largest = module.get_parameter("conv1.bias").abs().max().item()
    assert 0.99 * bound < largest <= bound


def test_a_half_built_network_gives_the_part_that_works() -> None:
    whole = chain("half", [Input(1, 8, 8), Conv2d(2, 3), ReLU(), Linear(4)])  # a map, no vector
    loose = AddLayer(ReLU(), Position(0, 0)).apply(whole)
    module = build_module(loose, seed=0)
    assert [name for name, _ in module.named_children()] == ["input", "conv1", "relu1"]
    found = module.outputs(torch.zeros(1, 1, 8, 8), loose.layers)
    assert {name: tuple(value.shape) for name, value in found.items()} == {
        "input": (1, 1, 8, 8),
        "conv1": (1, 2, 6, 6),
        "relu1": (1, 2, 6, 6),
    }
    with pytest.raises(UntrainableError, match="fc1: Linear needs a vector"):
        module(torch.zeros(1, 1, 8, 8))


def test_a_second_input_and_what_hangs_on_it_are_left_out() -> None:
    network = Network(
        "two",
        {"a": Input(1, 8, 8), "b": Input(3, 4, 4), "conv1": Conv2d(2, 3), "conv2": Conv2d(2, 3)},
        (Wire("a", "conv1"), Wire("b", "conv2")),
    )
    module = build_module(network, seed=0)
    assert set(module.outputs(torch.zeros(1, 1, 8, 8), network.layers)) == {"a", "conv1"}


def test_the_empty_network_is_an_empty_module() -> None:
    module = build_module(Network(), seed=0)
    assert module.outputs(torch.zeros(1, 1, 8, 8), ["input"]) == {}
    assert module.logits is None


def test_only_what_is_wanted_and_what_leads_there_is_computed() -> None:
    module = build_module(lenet5(), seed=0)
    ran = []
    for name, child in module.named_children():
        child.register_forward_hook(lambda *_, name=name: ran.append(name))
    assert set(module.outputs(torch.zeros(1, 1, 32, 32), {"relu1"})) == {"relu1"}
    assert ran == ["input", "conv1", "relu1"]


def test_a_softmax_at_the_end_is_shown_but_not_trained_through() -> None:
    layers = [Input(1, 4, 4), Flatten(), Linear(3)]
    plain = build_module(chain("plain", layers), seed=0)
    soft = build_module(chain("soft", [*layers, Softmax()]), seed=0)
    batch = torch.rand(5, 1, 4, 4)
    assert torch.equal(soft(batch), plain(batch))
    shown = soft.outputs(batch, {"softmax1"})["softmax1"]
    torch.testing.assert_close(shown, plain(batch).softmax(1))


def test_absurd_sizes_are_refused_with_the_arithmetic_before_anything_is_allocated() -> None:
    network = chain("vast", [Input(3, 4_000, 4_000), Flatten(), Linear(1_000_000)])
    with pytest.raises(UntrainableError, match=r"48,000,001,000,000 parameters .* fc1"):
        build_module(network, seed=0)
