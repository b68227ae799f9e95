"""The state of the layers, against torch hooks and sums by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from app.inspection.layer_statistics import SAMPLE, UpdateWatch, examine
from app.network.edits import RemoveLayers
from app.network.graph import Network
from app.network.layers.activation import LeakyReLU, ReLU, Sigmoid, Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.patterns import chain
from app.training.module import NetworkModule, build_module

IMAGES = torch.randn(20, 1, 8, 8, generator=torch.Generator().manual_seed(3))


@pytest.fixture
def network() -> Network:
    return chain(
        "examined",
        [
            Input(1, 8, 8),
            Conv2d(6, 3),
            BatchNorm2d(),
            ReLU(),
            Dropout(0.5),
            Flatten(),
            Linear(9),
            Tanh(),
            Linear(4),
        ],
    )


@pytest.fixture
def module(network: Network) -> NetworkModule:
    return build_module(network, seed=0)


def weight(module: NetworkModule, name: str) -> nn.Parameter:
    return module.get_parameter(f"{name}.weight")


def step_of(module: NetworkModule, rate: float) -> None:
    """One step of gradient descent, by hand."""
    loss = nn.functional.cross_entropy(module(IMAGES), torch.arange(20) % 4)
    module.zero_grad()
    loss.backward()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter -= rate * parameter.grad


def test_a_row_for_each_layer_that_learns_or_bends_values(module: NetworkModule) -> None:
    health = examine(module, IMAGES, {}, step=7)
    assert list(health.layers) == ["conv1", "bn1", "relu1", "fc1", "tanh1", "fc2"]
    assert (health.step, health.images) == (7, 20)


def test_histograms_count_every_weight_gradient_and_activation(module: NetworkModule) -> None:
    step_of(module, 0.1)
    layer = examine(module, IMAGES, {}, 1).layers["fc1"]
    assert layer.weights is not None
    assert layer.gradients is not None
    assert layer.activations is not None
    for found, values in (
        (layer.weights, weight(module, "fc1").detach().numpy()),
        (layer.gradients, weight(module, "fc1").grad.numpy()),
    ):
        top = np.abs(values).max()
        assert (found.low, found.high) == pytest.approx((-top, top))
        expected, _ = np.histogram(values, len(found.counts), (found.low, found.high))
        # A value on the border of two bins may fall into either.
        assert np.abs(found.counts - expected).sum() <= 2
        assert found.counts.sum() == values.size
    assert layer.activations.counts.sum() == 20 * 9


def test_without_a_step_there_are_no_gradients(module: NetworkModule) -> None:
    assert examine(module, IMAGES, {}, 0).layers["conv1"].gradients is None


def test_dead_channels_are_those_that_a_hook_never_sees_above_zero(module: NetworkModule) -> None:
    with torch.no_grad():
        module.get_parameter("bn1.bias")[:2] = -100.0
        module.get_parameter("bn1.bias")[2] = 100.0
    seen: list[torch.Tensor] = []
    module.get_submodule("relu1").register_forward_hook(lambda *args: seen.append(args[2]))
    health = examine(module, IMAGES, {}, 0).layers["relu1"]
    alive = [bool((seen[0][:, channel] > 0).any()) for channel in range(6)]
    assert alive[:3] == [False, False, True]
    assert health.dead == pytest.approx(1 - sum(alive) / 6)
    assert health.channels


def test_leaky_units_do_not_die() -> None:
    leaky = build_module(chain("leaky", [Input(1, 8, 8), Conv2d(3, 3), LeakyReLU()]), seed=0)
    assert examine(leaky, IMAGES, {}, 0).layers["leaky_relu1"].dead is None


@pytest.mark.parametrize(("kind", "name"), [(Tanh(), "tanh1"), (Sigmoid(), "sigmoid1")])
def test_saturation_is_measured_by_the_slope_that_autograd_finds(kind: object, name: str) -> None:
    layers = [Input(1, 8, 8), Flatten(), Linear(50), kind]
    module = build_module(chain("squashed", layers), seed=0)
    with torch.no_grad():
        weight(module, "fc1").mul_(12)
    flat = module.get_submodule("fc1")(IMAGES.flatten(1)).detach().requires_grad_()
    module.get_submodule(name)(flat).sum().backward()
    steepest = 1.0 if name == "tanh1" else 0.25
    expected = float((flat.grad < 0.05 * steepest).float().mean())
    assert 0.1 < expected < 0.9
    assert examine(module, IMAGES, {}, 0).layers[name].saturated == pytest.approx(expected)


def test_sigmoid_and_tanh_saturate_at_the_same_inputs() -> None:
    """C1: tanh(x) = 2σ(2x) − 1."""

    def share(kind: object, factor: float) -> float | None:
        module = build_module(chain("c1", [Input(1, 8, 8), Flatten(), Linear(50), kind]), seed=0)
        with torch.no_grad():
            module.get_parameter("fc1.weight").mul_(12 * factor)
            module.get_parameter("fc1.bias").mul_(factor)
        (last,) = list(examine(module, IMAGES, {}, 0).layers.values())[-1:]
        return last.saturated

    assert share(Tanh(), 1.0) == pytest.approx(share(Sigmoid(), 2.0), abs=0.002)


def test_the_share_of_weights_near_zero(module: NetworkModule) -> None:
    """D3: L1 drives weights to zero, counted below 1e-3."""
    with torch.no_grad():
        weight(module, "fc2").view(-1)[:9] = 0.0
        weight(module, "fc2").view(-1)[9:18] = 0.5
    expected = float((np.abs(weight(module, "fc2").detach().numpy()) < 1e-3).mean())
    assert expected >= 0.25
    assert examine(module, IMAGES, {}, 0).layers["fc2"].near_zero == pytest.approx(expected)


def test_the_update_ratio_of_plain_descent_is_rate_times_gradient_over_weight(
    module: NetworkModule,
) -> None:
    before = {n: weight(module, n).detach().clone() for n in ("conv1", "bn1", "fc1", "fc2")}
    watch = UpdateWatch(module)
    step_of(module, 0.25)
    ratios = watch.ratios(module)
    assert ratios.keys() == before.keys()
    for name, old in before.items():
        gradient = weight(module, name).grad
        expected = 0.25 * np.linalg.norm(gradient.numpy()) / np.linalg.norm(old.numpy())
        assert ratios[name] == pytest.approx(expected, rel=1e-4)


def test_a_layer_of_zeros_has_no_ratio(module: NetworkModule) -> None:
    with torch.no_grad():
        weight(module, "fc2").zero_()
    watch = UpdateWatch(module)
    step_of(module, 0.1)
    assert "fc2" not in watch.ratios(module)


@pytest.mark.parametrize("training", [True, False])
def test_examining_leaves_no_trace(module: NetworkModule, training: bool) -> None:
    step_of(module, 0.1)
    module.train(training)
    torch.manual_seed(5)
    before = {name: value.clone() for name, value in module.state_dict().items()}
    generator = torch.get_rng_state()
    examine(module, IMAGES, {}, 1)
    assert module.training is training
    assert torch.equal(torch.get_rng_state(), generator)
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])
    assert all(not child._forward_hooks for child in module.children())


def test_numbers_that_are_none_are_told_and_not_counted(module: NetworkModule) -> None:
    with torch.no_grad():
        weight(module, "fc1")[0, 0] = torch.nan
    layer = examine(module, IMAGES, {}, 0).layers["fc1"]
    assert not layer.finite
    assert layer.weights is not None
    assert layer.weights.counts.sum() == weight(module, "fc1").numel() - 1


def test_large_layers_are_sampled() -> None:
    layers = [Input(1, 8, 8), Flatten(), Linear(5_000), Linear(100)]
    module = build_module(chain("large", layers), seed=0)
    found = examine(module, IMAGES, {}, 0).layers["fc2"]
    assert found.weights is not None
    assert SAMPLE / 2 < found.weights.counts.sum() <= SAMPLE
    values = weight(module, "fc2").detach().numpy()
    expected, _ = np.histogram(values, 24, (found.weights.low, found.weights.high))
    share = found.weights.counts / found.weights.counts.sum()
    np.testing.assert_allclose(share, expected / values.size, atol=0.005)


def test_channels_last_weights_are_read_as_well(module: NetworkModule) -> None:
    plain = examine(module, IMAGES, {}, 0).layers["conv1"]
    module.to(memory_format=torch.channels_last)
    turned = examine(module, IMAGES, {}, 0).layers["conv1"]
    assert plain.weights is not None
    assert turned.weights is not None
    np.testing.assert_array_equal(turned.weights.counts, plain.weights.counts)


def test_a_half_built_network_shows_the_part_that_works(network: Network) -> None:
    half = RemoveLayers(frozenset({"flatten1"})).apply(network)
    assert "conv1" in examine(build_module(half, seed=0), IMAGES, {}, 0).layers
    assert examine(build_module(Network(), seed=0), IMAGES, {}, 0).layers == {}
