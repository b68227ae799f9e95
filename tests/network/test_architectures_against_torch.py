"""The architectures beside torchvision's, and a step of training each, without any memory."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from app.network.analysis import analyse
from app.network.architectures import ARCHITECTURES
from app.network.graph import Network
from app.network.layers.dense import Input
from app.torchvision_import import torchvision_part
from app.training import own_layers
from app.training.module import NetworkModule

META = torch.device("meta")


def _module(network: Network) -> NetworkModule:
    """The network's module on a device where tensors have shapes but no numbers."""
    analysis = analyse(network)
    layers: dict[str, nn.Module] = {}
    with META:
        for name in network.order:
            call = network.layers[name].torch_call(analysis.layers[name].input or ())
            kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
            layers[name] = kind(**call.arguments)
    return NetworkModule(network, layers)


def _torchvisions(name: str) -> nn.Module:
    models = torchvision_part("models")
    options = {"aux_logits": False, "init_weights": False} if name == "googlenet" else {}
    with META:
        model: nn.Module = getattr(models, name)(**options)
    return model


def _shapes(module: nn.Module) -> list[tuple[int, ...]]:
    return [tuple(parameter.shape) for parameter in module.parameters()]


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_torch_makes_the_same_shapes_and_a_gradient_for_every_parameter(name: str) -> None:
    network = ARCHITECTURES[name]()
    analysis = analyse(network)
    module = _module(network)
    image = network.layers["input"]
    assert isinstance(image, Input)
    images = torch.empty(2, *image.shape, device=META)
    outputs = module.outputs(images, network.layers)
    assert {name: tuple(output.shape[1:]) for name, output in outputs.items()} == {
        name: layer.output for name, layer in analysis.layers.items()
    }
    assert sum(parameter.numel() for parameter in module.parameters()) == analysis.parameters
    logits = module(images)
    labels = torch.zeros((2, *logits.shape[2:]), dtype=torch.int64, device=META)
    nn.functional.cross_entropy(logits, labels).backward()
    assert all(parameter.grad is not None for parameter in module.parameters())


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("vgg-a", "vgg11"),
        ("vgg-b", "vgg13"),
        ("vgg-16", "vgg16"),
        ("vgg-19", "vgg19"),
        ("resnet-18", "resnet18"),
        ("resnet-34", "resnet34"),
        ("resnet-50", "resnet50"),
    ],
)
def test_torchvision_has_the_same_parameters(name: str, theirs: str) -> None:
    assert sorted(_shapes(_module(ARCHITECTURES[name]()))) == sorted(_shapes(_torchvisions(theirs)))


def test_torchvisions_googlenet_is_ours_with_two_changes() -> None:
    """It has 3×3 filters where the paper has 5×5, and batch normalisation in place of biases."""
    layers = analyse(ARCHITECTURES["googlenet"]()).layers
    convolutions = {n: layer for n, layer in layers.items() if layer.layer.kind == "Conv2d"}
    weights = sum(
        layer.weights * 9 // 25 if name.endswith("_5x5") else layer.weights
        for name, layer in convolutions.items()
    )
    scales_and_shifts = 2 * sum(layer.biases for layer in convolutions.values())
    ours = weights + scales_and_shifts + layers["fc"].parameters
    assert ours == sum(p.numel() for p in _torchvisions("googlenet").parameters()) == 6_624_904
