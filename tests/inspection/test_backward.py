"""Gradients at any layer, and the switches of max pooling."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from app.inspection.backward import look_backward
from app.inspection.lens import look_at_unit
from app.inspection.lens_results import Extreme, Unit
from app.network.gallery import gallery_entry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveMaxPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool1d, MaxPool2d, MinPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.training.module import build_module
from app.training.recipe import Recipe


def _image(*shape: int) -> torch.Tensor:
    return torch.rand(1, *shape, generator=torch.Generator().manual_seed(0))


def test_the_gradient_of_a_dense_network_is_its_weights() -> None:
    module = build_module(chain("x", [Input(1, 2, 2), Flatten(), Linear(3)]), seed=0)
    found = look_backward(module, _image(1, 2, 2), {"input", "flatten1", "fc1"}, 1)
    weights = module.get_parameter("fc1.weight").detach().numpy()
    assert np.allclose(found.gradients["input"], weights[1].reshape(1, 2, 2))
    assert np.allclose(found.gradients["flatten1"], weights[1])
    assert found.gradients["fc1"].tolist() == [0, 1, 0]
    assert found.score == pytest.approx(module(_image(1, 2, 2))[0, 1].item())


def test_the_gradient_of_cross_entropy_is_the_probabilities_less_the_truth() -> None:
    module = build_module(gallery_entry("lenet-5").build(), seed=0)
    image = _image(1, 32, 32)
    found = look_backward(module, image, {"fc2"}, 4, Recipe())
    assert module.logits == "fc2"
    probabilities = module(image).softmax(1)[0].detach().numpy()
    assert np.allclose(found.gradients["fc2"], probabilities - np.eye(10)[4], atol=1e-6)
    assert found.score == pytest.approx(-np.log(probabilities[4]))


def test_the_gradients_of_every_layer_are_those_of_autograd() -> None:
    network = gallery_entry("lenet-5").build()
    module = build_module(network, seed=0)
    image = _image(1, 32, 32).requires_grad_()
    outputs = module.outputs(image, network.order)
    expected = torch.autograd.grad(outputs["fc2"][0, 7], list(outputs.values()))
    found = look_backward(module, image.detach().numpy(), network.order, 7)
    for name, gradient in zip(outputs, expected, strict=True):
        assert np.allclose(found.gradients[name], gradient[0].numpy(), atol=1e-7), name


@pytest.mark.parametrize(
    "pool", [MaxPool2d(), MaxPool2d(3, 2, 1), MinPool2d(), AdaptiveMaxPool2d(2)]
)
def test_b5_the_gradient_goes_to_the_winners_only(pool: Layer) -> None:
    network = chain("x", [Input(2, 6, 6), pool, Flatten(), Linear(3)])
    module, image = build_module(network, seed=0), _image(2, 6, 6)
    found = look_backward(module, image, {"input", "pool1"}, 0)
    winners, arriving = found.switches["pool1"], found.gradients["pool1"]
    expected = np.zeros((2, 36), np.float32)
    for channel in range(2):
        np.add.at(expected[channel], winners[channel].ravel(), arriving[channel].ravel())
    assert np.allclose(found.gradients["input"].reshape(2, 36), expected)
    assert (found.gradients["input"] == 0).sum() >= 72 - winners.size


def test_b5_the_switches_are_the_winners_of_the_lens() -> None:
    network = chain("x", [Input(1, 1, 8), Reshape(2, 0, 4), MaxPool1d(2, 1), Flatten(), Linear(2)])
    module, image = build_module(network, seed=0), _image(1, 1, 8)
    found = look_backward(module, image, {"pool1"}, 0)
    signal = image.numpy().reshape(2, 4)
    for channel, place in np.ndindex(2, 3):
        lens = look_at_unit(MaxPool1d(2, 1), [signal], {}, Unit(channel, 0, place))
        assert isinstance(lens, Extreme)
        assert lens.winner == Unit(channel, 0, int(found.switches["pool1"][channel, place]))


def test_branches_add_their_gradients() -> None:
    layers = {
        "input": Input(1, 1, 2),
        "a": Flatten(),
        "b": Flatten(),
        "sum": Add(),
        "fc": Linear(1),
    }
    wires = [("input", "a"), ("input", "b"), ("a", "sum"), ("b", "sum"), ("sum", "fc")]
    network = Network("x", layers, tuple(Wire(*wire) for wire in wires))
    module = build_module(network, seed=0)
    found = look_backward(module, _image(1, 1, 2), {"input"}, 0)
    weights = module.get_parameter("fc.weight").detach().numpy()
    assert np.allclose(found.gradients["input"], 2 * weights.reshape(1, 1, 2))


def test_looking_back_disturbs_nothing() -> None:
    network = chain(
        "x", [Input(1, 4, 4), Conv2d(2), BatchNorm2d(), ReLU(), Dropout(), Flatten(), Linear(2)]
    )
    module = build_module(network, seed=0).train()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    state = torch.get_rng_state()
    look_backward(module, _image(1, 4, 4), {"input", "conv1"}, 0)
    assert module.training
    assert all(weight.grad is None for weight in module.parameters())
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    assert torch.equal(torch.get_rng_state(), state)


def test_layers_that_the_score_does_not_depend_on_are_passed_over() -> None:
    network = chain("x", [Input(1, 1, 2), Flatten(), Linear(1)])
    found = look_backward(build_module(network, seed=0), _image(1, 1, 2), {"input", "nowhere"}, 0)
    assert set(found.gradients) == {"input"}


def test_without_a_layer_that_works_there_are_no_gradients() -> None:
    module = build_module(chain("x", [Input(1, 2, 2), Flatten(), Linear(3)]), seed=0)
    found = look_backward(module, _image(1, 2, 2), {"gone"}, 1)
    assert found.gradients == {}
    assert found.score == pytest.approx(module(_image(1, 2, 2))[0, 1].item())


@pytest.mark.parametrize(
    ("layers", "chosen", "words"),
    [
        ([Flatten(), Linear(3)], 3, "There is no class 3: the network ends in 3 classes"),
        ([Conv2d(2)], 0, "must end in one layer"),
        ([], 0, "must end in one layer"),
    ],
)
def test_what_cannot_be_looked_back_from_is_said_in_words(
    layers: list[Layer], chosen: int, words: str
) -> None:
    module = build_module(chain("x", [Input(1, 4, 4), *layers]), seed=0)
    with pytest.raises(ValueError, match=words):
        look_backward(module, _image(1, 4, 4), {"input"}, chosen)
