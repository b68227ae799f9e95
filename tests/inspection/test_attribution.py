"""Attribution against Captum called directly on plain torch networks, and against sums by hand."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import captum.attr
import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from app.data.progress import Cancelled
from app.inspection.attribution import attribute, cam_layers
from app.inspection.attribution_methods import (
    METHODS,
    AttributionSettings,
    common_scale,
    method_named,
)
from app.inspection.target import Target
from app.inspection.target_score import class_target
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU, Softmax, Tanh
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool1d, MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.training.module import NetworkModule, build_module

SETTINGS = AttributionSettings(steps=20, window=3, stride=2)


def images_network(channels: int) -> Network:
    layers = [Input(channels, 10, 9), Conv2d(4, 3, padding=1), BatchNorm2d(), ReLU(), MaxPool2d()]
    layers += [Conv2d(5, 3), ReLU(), Dropout(0.5), Flatten(), Linear(6), ReLU(), Linear(3)]
    return chain("images", layers)


def images_in_torch(channels: int) -> nn.Sequential:
    layers = [nn.Identity(), nn.Conv2d(channels, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU()]
    layers += [nn.MaxPool2d(2), nn.Conv2d(4, 5, 3), nn.ReLU(), nn.Dropout(0.5), nn.Flatten()]
    return nn.Sequential(*layers, nn.Linear(30, 6), nn.ReLU(), nn.Linear(6, 3))


def signals_network(channels: int) -> Network:
    layers = [Input(channels, 1, 24), Reshape(channels, 0, 24), Conv1d(4, 5), ReLU(), MaxPool1d()]
    layers += [Conv1d(3, 3), ReLU(), Flatten(), Linear(3)]
    return chain("signals", layers)


def signals_in_torch(channels: int) -> nn.Sequential:
    layers = [nn.Identity(), nn.Flatten(2), nn.Conv1d(channels, 4, 5), nn.ReLU(), nn.MaxPool1d(2)]
    layers += [nn.Conv1d(4, 3, 3), nn.ReLU(), nn.Flatten(), nn.Linear(24, 3)]
    return nn.Sequential(*layers)


class Pair:
    """A network of ours, the same of torch's layers, and an image for both."""

    def __init__(self, network: Network, theirs: nn.Sequential) -> None:
        self.ours = build_module(network, seed=4)
        self.theirs = theirs.eval()
        with torch.no_grad():
            for name, value in self.ours.named_buffers():  # statistics as after some training
                if value.is_floating_point():
                    value.copy_(torch.rand(value.shape) + 0.5 if "var" in name else value + 0.1)
        for layer, name in zip(theirs, network.order, strict=True):
            layer.load_state_dict(self.ours.get_submodule(name).state_dict())
        image = network.layers["input"]
        assert isinstance(image, Input)
        self.image = np.random.default_rng(5).normal(size=image.shape).astype(np.float32)
        self.batch = torch.from_numpy(self.image)[None].requires_grad_()


PAIRS = {
    f"{kind}, {channels} channels": (kind, channels)
    for kind in ("images", "signals")
    for channels in (1, 3)
}


@pytest.fixture(params=PAIRS)
def pair(request: pytest.FixtureRequest) -> Pair:
    torch.manual_seed(0)
    kind, channels = PAIRS[request.param]
    if kind == "images":
        return Pair(images_network(channels), images_in_torch(channels))
    return Pair(signals_network(channels), signals_in_torch(channels))


def same(found: NDArray[np.float32], expected: Tensor) -> None:
    assert found.dtype == np.float32
    expected = expected.detach()
    assert float(expected.abs().max()) > 0
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize(
    ("method", "theirs"),
    [
        ("saliency", lambda net: captum.attr.Saliency(net)),
        ("input-x-gradient", lambda net: captum.attr.InputXGradient(net)),
        ("guided-backprop", lambda net: captum.attr.GuidedBackprop(net)),
        ("deconvnet", lambda net: captum.attr.Deconvolution(net)),
    ],
)
def test_methods_by_gradient_are_captums(pair: Pair, method, theirs) -> None:  # type: ignore[no-untyped-def]
    found = attribute(pair.ours, pair.image, class_target(pair.ours, 1), method)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        same(found.values, theirs(pair.theirs).attribute(pair.batch, target=1)[0])
    assert found.score == pytest.approx(pair.theirs(pair.batch)[0, 1].item(), rel=1e-5)


def test_saliency_is_the_size_of_the_gradient(pair: Pair) -> None:
    pair.theirs(pair.batch)[0, 2].backward()
    assert pair.batch.grad is not None
    found = attribute(pair.ours, pair.image, class_target(pair.ours, 2), "saliency")
    same(found.values, pair.batch.grad[0].abs())


def test_integrated_gradients_are_captums_and_complete(pair: Pair) -> None:
    settings = AttributionSettings(steps=200)
    found = attribute(
        pair.ours, pair.image, class_target(pair.ours, 0), "integrated-gradients", settings
    )
    by_captum = captum.attr.IntegratedGradients(pair.theirs)
    same(found.values, by_captum.attribute(pair.batch, target=0, n_steps=200)[0])
    assert found.completeness is not None
    with torch.no_grad():
        scores = pair.theirs(torch.cat((pair.batch, torch.zeros_like(pair.batch))))[:, 0]
    assert found.completeness.difference == pytest.approx(float(scores[0] - scores[1]), abs=1e-6)
    assert found.completeness.total == pytest.approx(float(found.values.sum()), rel=1e-4)
    near = 0.02 * float(np.abs(found.values).sum())
    assert found.completeness.total == pytest.approx(found.completeness.difference, abs=near)
    assert "All values together" in found.completeness.text


def test_integrated_gradients_begin_with_the_empty_image_that_is_given(pair: Pair) -> None:
    empty = np.full_like(pair.image, -0.4)
    found = attribute(
        pair.ours, pair.image, class_target(pair.ours, 0), "integrated-gradients", empty=empty
    )
    by_captum = captum.attr.IntegratedGradients(pair.theirs)
    expected = by_captum.attribute(pair.batch, torch.from_numpy(empty)[None], target=0)
    same(found.values, expected[0])


def test_grad_cam_is_the_sum_of_maps_weighted_by_their_mean_gradients(pair: Pair) -> None:
    found = attribute(pair.ours, pair.image, class_target(pair.ours, 1), "grad-cam")
    maps = pair.theirs[:6](pair.batch)
    (gradient,) = torch.autograd.grad(pair.theirs[6:](maps)[0, 1], maps)
    weights = gradient.mean(dim=tuple(range(2, maps.dim())), keepdim=True)
    cam = (weights * maps).sum(1, keepdim=True).relu()
    if maps.dim() == 3:  # a signal: one row, drawn out along its length
        cam = functional.interpolate(cam, 24, mode="linear")[0]
    else:
        cam = functional.interpolate(cam, (10, 9), mode="bilinear")[0, 0]
    same(found.values, cam)
    assert found.layer == "conv2"
    assert found.values.shape == pair.image.shape[1:]


def test_grad_cam_of_a_chosen_layer_is_captums() -> None:
    torch.manual_seed(0)
    pair = Pair(images_network(3), images_in_torch(3))
    settings = AttributionSettings(layer="relu1")
    found = attribute(pair.ours, pair.image, class_target(pair.ours, 1), "grad-cam", settings)
    cam = captum.attr.LayerGradCam(pair.theirs, pair.theirs[3])
    expected = cam.attribute(pair.batch, target=1, relu_attributions=True)
    same(found.values, expected[0, 0])  # a "same" convolution: nothing to enlarge
    assert cam_layers(pair.ours, class_target(pair.ours, 1))[-1] == "conv1"


def test_grad_cam_looks_from_where_branches_have_met() -> None:
    module = build_module(preactivation(), seed=1)
    image = np.ones((2, 6, 6), np.float32)
    assert attribute(module, image, class_target(module, 0), "grad-cam").layer == "add1"


def test_grad_cam_passes_over_convolutions_with_a_single_position() -> None:
    layers = [Input(1, 8, 8), Conv2d(2, 3), ReLU(), Conv2d(3, 6), Flatten(), Linear(2)]
    module = build_module(chain("like LeNet-5", layers), seed=0)
    assert cam_layers(module, class_target(module, 0)) == ("relu1", "conv1")
    found = attribute(module, np.ones((1, 8, 8), np.float32), class_target(module, 0), "grad-cam")
    assert found.layer == "conv1"


def test_occlusion_is_what_covering_each_window_costs(pair: Pair) -> None:
    found = attribute(pair.ours, pair.image, class_target(pair.ours, 1), "occlusion", SETTINGS)
    _, height, width = pair.image.shape
    high, step_down = min(3, height), min(2, min(3, height))
    costs, times = np.zeros((height, width)), np.zeros((height, width))
    with torch.no_grad():
        whole = float(pair.theirs(pair.batch)[0, 1])
        for top in range(0, max(1, height - high + step_down), step_down):
            for left in range(0, width - 3 + 2, 2):
                covered = pair.batch.clone()
                place = (slice(top, top + high), slice(left, left + 3))
                covered[0, :, *place] = 0
                costs[place] += whole - float(pair.theirs(covered)[0, 1])
                times[place] += 1
    np.testing.assert_allclose(found.values, costs / times, rtol=1e-3, atol=1e-5)


def test_a_window_larger_than_the_image_covers_all_of_it() -> None:
    module = build_module(images_network(1), seed=0)
    image = np.ones((1, 10, 9), np.float32)
    settings = AttributionSettings(window=100, stride=7)
    found = attribute(module, image, class_target(module, 0), "occlusion", settings)
    with torch.no_grad():
        module.eval()
        both = module(torch.stack((torch.ones(1, 10, 9), torch.zeros(1, 10, 9))))[:, 0]
    np.testing.assert_allclose(found.values, float(both[0] - both[1]), rtol=1e-4)


def preactivation() -> Network:
    """A shortcut takes the same maps as a ReLU: in → conv1 → relu1 → conv2 → add, conv1 → add."""
    layers = {
        "input": Input(2, 6, 6),
        "conv1": Conv2d(3, 3),
        "relu1": ReLU(),
        "conv2": Conv2d(3, 3, padding=1),
        "add1": Add(),
        "flatten1": Flatten(),
        "fc1": Linear(4),
    }
    wires = (("input", "conv1"), ("conv1", "relu1"), ("relu1", "conv2"), ("conv2", "add1"))
    wires += (("conv1", "add1"), ("add1", "flatten1"), ("flatten1", "fc1"))
    return Network("block", layers, tuple(Wire(*ends) for ends in wires))


@pytest.mark.parametrize("method", ["guided-backprop", "deconvnet"])
def test_a_shortcut_beside_a_relu_keeps_its_own_gradient(method: str) -> None:
    module = build_module(preactivation(), seed=1)
    image = np.random.default_rng(1).normal(size=(2, 6, 6)).astype(np.float32)
    found = attribute(module, image, class_target(module, 3), method_named(method).name)
    conv1, conv2, dense = (module.get_submodule(name) for name in ("conv1", "conv2", "fc1"))
    with torch.no_grad():
        maps = conv1(torch.from_numpy(image)[None])
        at_sum = dense.weight[3].reshape(1, 3, 4, 4)
        behind = functional.conv_transpose2d(at_sum, conv2.weight, padding=1)
        through = behind.relu() if method == "deconvnet" else behind.relu() * (maps > 0)
        expected = functional.conv_transpose2d(through + at_sum, conv1.weight)
    same(found.values, expected[0])
    assert found.remark == ""


def test_without_a_relu_guided_backpropagation_says_that_it_is_the_gradient() -> None:
    module = build_module(
        chain("tanh", [Input(1, 4, 4), Conv2d(2, 3), Tanh(), Flatten(), Linear(2)]), seed=0
    )
    found = attribute(module, np.ones((1, 4, 4), np.float32), class_target(module, 0), "deconvnet")
    assert "plain gradient" in found.remark


def test_a_single_unit_of_a_map_can_be_asked_about() -> None:
    torch.manual_seed(0)
    pair = Pair(images_network(3), images_in_torch(3))
    target = Target("conv2", 4, (2, 1))
    found = attribute(pair.ours, pair.image, target, "saliency")
    by_captum = captum.attr.Saliency(pair.theirs[:6])
    same(found.values, by_captum.attribute(pair.batch, target=(4, 2, 1))[0])
    assert target.text == "conv2, channel 4, at row 2, column 1"


def test_a_class_is_its_logit_where_a_softmax_follows() -> None:
    network = chain("soft", [*images_network(1).layers.values(), Softmax()])
    module = build_module(network, seed=0)
    assert class_target(module, 2) == Target("fc2", 2)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_attribution_changes_nothing(method) -> None:  # type: ignore[no-untyped-def]
    module = build_module(images_network(1), seed=0).train()
    before = {name: value.clone() for name, value in module.state_dict().items()}
    random_state = torch.get_rng_state()
    image = np.ones((1, 10, 9), np.float32)
    attribute(module, image, class_target(module, 0), method.name, SETTINGS)
    assert module.training
    assert all(child.training for child in module.children())
    assert torch.equal(torch.get_rng_state(), random_state)
    for name, value in module.state_dict().items():
        assert torch.equal(value, before[name])
    assert all(parameter.grad is None for parameter in module.parameters())
    assert not any(child._forward_hooks or child._forward_pre_hooks for child in module.modules())
    assert (image == 1).all()


@pytest.mark.parametrize("method", ["integrated-gradients", "occlusion"])
def test_slow_methods_tell_how_far_they_are_and_can_be_called_off(method) -> None:  # type: ignore[no-untyped-def]
    module = build_module(images_network(1), seed=0).train()
    image = np.ones((1, 10, 9), np.float32)
    told: list[tuple[int, int]] = []
    target = class_target(module, 0)
    settings = AttributionSettings(steps=100, window=2, stride=1)
    attribute(module, image, target, method, settings, report=lambda *done: told.append(done))
    assert len({total for _, total in told}) == 1
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len(told) > 2

    def cancel(done: int, _total: int) -> None:
        if done > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        attribute(module, image, target, method, settings, report=cancel)
    assert module.training
    assert not any(child._forward_hooks for child in module.modules())


def dead(module: NetworkModule) -> NetworkModule:
    with torch.no_grad():
        module.get_parameter("conv1.weight").fill_(torch.nan)
    return module


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda m, i: attribute(m, i, Target("gone", 0), "saliency"), "no layer 'gone'"),
        (lambda m, i: attribute(m, i, Target("fc2", 3), "saliency"), "channels 0 to 2, not 3"),
        (lambda m, i: attribute(m, i, Target("conv1", 0, (10, 0)), "saliency"), "has 10×9"),
        (lambda m, i: attribute(m, i, Target("fc2", 0, (1,)), "saliency"), "a single unit"),
        (lambda m, i: attribute(m, i[:, 1:], Target("fc2", 0), "saliency"), "is 1×9×9"),
        (
            lambda m, i: attribute(
                m, i, Target("fc2", 0), "grad-cam", AttributionSettings(layer="fc1")
            ),
            "cannot look from fc1",
        ),
        (lambda m, i: attribute(m, i, Target("conv1", 0), "grad-cam"), "feature maps before conv1"),
        (lambda m, i: attribute(dead(m), i, Target("fc2", 0), "saliency"), "left all bounds"),
        (lambda _m, _i: AttributionSettings(window=2, stride=3), "never covered"),
        (lambda _m, _i: method_named("guesswork"), "known: saliency"),
        (lambda _m, _i: class_target(build_module(Network(), seed=0), 0), "must end in one layer"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words(ask, words: str) -> None:  # type: ignore[no-untyped-def]
    module = build_module(images_network(1), seed=0)
    with pytest.raises(ValueError, match=words):
        ask(module, np.ones((1, 10, 9), np.float32))


def test_pictures_that_are_compared_share_their_scale() -> None:
    module = build_module(images_network(3), seed=0)
    rng = np.random.default_rng(0)
    images = [rng.normal(size=(3, 10, 9)).astype(np.float32) * scale for scale in (1, 5)]
    target = class_target(module, 0)
    found = tuple(attribute(module, image, target, "input-x-gradient") for image in images)
    low, high = common_scale(found)
    assert high == -low == max(abs(each.values.sum(0)).max() for each in found)
    plain = attribute(module, images[0], target, "saliency")
    assert common_scale((plain,)) == (0.0, plain.values.max())
    np.testing.assert_array_equal(plain.picture, plain.values.max(0))


def test_the_methods_are_known_without_torch_and_numpy() -> None:
    """The command line lists them before it knows what it is asked for."""
    program = "import sys, app.inspection.attribution_methods; "
    program += "sys.exit(bool({'torch', 'numpy'} & {*sys.modules}))"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
