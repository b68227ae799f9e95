"""Weights changed by hand: what the network then makes of an image, and how it is undone."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch.nn import functional

from app.inspection.surgery import Mute, ReplaceFilter, filter_of
from app.inspection.weight_edits import Invert, SetWeights, WeightEdit, same_filter
from app.inspection.weight_writer import write_weights
from app.network.kernels import HAND_MADE, fitted, hand_made
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain, fashion_dense, signal_net
from app.training.module import NetworkModule, build_module

IMAGE = torch.rand(1, 2, 9, 9, generator=torch.Generator().manual_seed(1))


@pytest.fixture
def module() -> NetworkModule:
    layers = [Input(2, 9, 9), Conv2d(4, 5, padding=2), BatchNorm2d(), ReLU(), Flatten(), Linear(3)]
    return build_module(chain("patient", layers), seed=1).eval()


def maps(module: NetworkModule) -> torch.Tensor:
    with torch.no_grad():
        return module.outputs(IMAGE, ["conv1"])["conv1"]


@pytest.mark.parametrize("name", [filter_.name for filter_ in HAND_MADE if filter_.name != "gabor"])
def test_b10_a_kernel_for_one_channel_makes_the_map_that_torch_makes(
    module: NetworkModule, name: str
) -> None:
    kernel = np.array(fitted(hand_made(name).kernel, (5, 5)), np.float32)
    write_weights(module, [SetWeights("conv1", (2, 1), kernel)])
    weight = module.get_parameter("conv1.weight")
    by_hand = functional.conv2d(IMAGE[:, 1:], torch.from_numpy(kernel)[None, None], padding=2)
    other = functional.conv2d(IMAGE[:, :1], weight[2:3, :1], padding=2)
    expected = by_hand + other + module.get_parameter("conv1.bias")[2]
    torch.testing.assert_close(maps(module)[:, 2:3], expected.detach())


def test_all_other_weights_stay_as_they_are(module: NetworkModule) -> None:
    before = {name: value.clone() for name, value in module.state_dict().items()}
    write_weights(module, [SetWeights("conv1", (3, 0, 4, 1), np.array(7, np.float32))])
    before["conv1.weight"][3, 0, 4, 1] = 7
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])


@pytest.mark.parametrize(
    "edit",
    [
        Mute("conv1", 1),
        Invert("conv1", 1),
        ReplaceFilter("conv1", 1, filter_of(hand_made("sobel-x").kernel, (2, 5, 5)), 0.25),
        SetWeights("conv1", (1, 0), np.ones((5, 5), np.float32)),
        SetWeights("conv1", (), np.ones((4, 2, 5, 5), np.float32)),
        SetWeights("conv1", (1,), np.array(3, np.float32), "bias"),
        Mute("fc1", 2),
    ],
)
def test_undoing_restores_every_bit(module: NetworkModule, edit: WeightEdit) -> None:
    before = {name: value.clone() for name, value in module.state_dict().items()}
    edited = write_weights(module, [edit, Mute("conv1", 0)])
    assert any(not torch.equal(v, before[name]) for name, v in module.state_dict().items())
    write_weights(module, edited.undo)
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])


def test_an_inverted_filter_answers_the_opposite(module: NetworkModule) -> None:
    before = maps(module)
    write_weights(module, [Invert("conv1", 0)])
    torch.testing.assert_close(maps(module)[:, 0], -before[:, 0])


def test_the_filters_that_were_touched_are_told_as_they_were_and_are(module: NetworkModule) -> None:
    weight = module.get_parameter("conv1.weight")[3].detach().clone()
    edited = write_weights(module, [Mute("conv1", 3), Invert("conv1", 3)])
    (before,), (after,) = edited.before, edited.after
    assert (before.layer, before.channel) == ("conv1", 3)
    np.testing.assert_array_equal(before.weights, weight.numpy())
    assert not after.weights.any()
    assert not same_filter(before, after)
    assert same_filter(after, write_weights(module, [Mute("conv1", 3)]).before[0])


def test_a_kernel_of_a_signal_is_a_row() -> None:
    signal = build_module(signal_net(), seed=0)
    edited = write_weights(signal, [SetWeights("conv1", (0, 0), np.arange(9, dtype=np.float32))])
    assert edited.skipped == ()
    assert signal.get_parameter("conv1.weight")[0, 0].tolist() == list(range(9))


def test_a_weight_of_a_dense_layer_is_a_number() -> None:
    dense = build_module(fashion_dense(), seed=0)
    write_weights(dense, [SetWeights("fc1", (0, 5), np.array(2, np.float32))])
    assert dense.get_parameter("fc1.weight")[0, 5] == 2


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (Mute("conv7", 0), "conv7 has no filters to operate on"),
        (Mute("bn1", 0), "bn1 has no filters to operate on"),
        (Invert("conv1", 4), "filters 0 to 3, not 4"),
        (SetWeights("conv1", (9, 0), np.ones((5, 5), np.float32)), "is 4×2×5×5 and has no"),
        (SetWeights("conv1", (0, 0), np.ones((3, 3), np.float32)), "are 5×5, not 3×3"),
        (SetWeights("conv1", (0, 0, 0, 0), np.array(np.nan, np.float32)), "finite numbers"),
        (SetWeights("conv1", (0,), np.array(1, np.float32), "scale"), "conv1 has no scale"),
    ],
)
def test_what_does_not_fit_is_skipped_with_words(
    module: NetworkModule, edit: WeightEdit, words: str
) -> None:
    before = {name: value.clone() for name, value in module.state_dict().items()}
    edited = write_weights(module, [edit])
    (said,) = edited.skipped
    assert words in said
    assert edited.undo == ()
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])


def test_weights_that_had_diverged_are_put_back_as_they_were(module: NetworkModule) -> None:
    with torch.no_grad():
        module.get_parameter("conv1.weight")[2, 0, 1, 1] = torch.nan
    edited = write_weights(module, [Mute("conv1", 2)])
    assert not module.get_parameter("conv1.weight")[2].any()
    back = write_weights(module, edited.undo)
    assert back.skipped == ()
    assert module.get_parameter("conv1.weight")[2, 0, 1, 1].isnan()
