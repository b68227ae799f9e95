"""torchvision's networks: the same parameters, and the same outputs with the same weights."""

import math

import pytest
import torch
from torch import nn

from app.files.import_errors import ModuleImportError
from app.files.torchvision_models import (
    network_from_torchvision,
    torchvision_model,
    without_memory,
)
from app.files.torchvision_names import TORCHVISION_MODELS
from app.network.analysis import analyse
from app.training.module import build_module

PARAMETERS = {
    "alexnet": 61_100_840,
    "vgg11": 132_863_336,
    "vgg11_bn": 132_868_840,
    "vgg13": 133_047_848,
    "vgg13_bn": 133_053_736,
    "vgg16": 138_357_544,
    "vgg16_bn": 138_365_992,
    "vgg19": 143_667_240,
    "vgg19_bn": 143_678_248,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "googlenet": 6_624_904,
    "squeezenet1_0": 1_248_424,
    "mobilenet_v2": 3_504_872,
    "densenet121": 7_978_856,
}
"""As torchvision's documentation states them; GoogLeNet's without its two training heads."""

RUN = {
    "alexnet": 64,
    "vgg11": 32,
    "resnet18": 32,
    "resnet34": 32,
    "resnet50": 32,
    "googlenet": 32,
    "squeezenet1_0": 32,
    "mobilenet_v2": 32,
    "densenet121": 32,
    "efficientnet_b0": 32,
    "inception_v3": 75,
}
"""The sides of the images on which outputs are compared."""


def filled(module: nn.Module) -> nn.Module:
    """The module with memory and weights of the usual scale; torchvision's own take seconds."""
    generator = torch.Generator().manual_seed(0)
    module = module.to_empty(device="cpu")
    for child in module.modules():
        if isinstance(child, nn.BatchNorm2d):
            child.reset_parameters()
        elif isinstance(child, nn.Conv2d | nn.Linear):
            bound = math.sqrt(6 / child.weight[0].numel())
            nn.init.uniform_(child.weight, -bound, bound, generator=generator)
            if child.bias is not None:
                nn.init.uniform_(child.bias, -0.1, 0.1, generator=generator)
    return module


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_model_has_as_many_parameters_as_documented(name: str) -> None:
    found = network_from_torchvision(name)
    analysis = analyse(found.network)
    assert analysis.parameters == PARAMETERS[name]
    assert not analysis.errors
    assert found.weights == {}
    assert found.left_out == ()


@pytest.mark.parametrize("name", RUN)
def test_a_model_computes_what_torchvision_computes(name: str) -> None:
    with without_memory():
        module = torchvision_model(name)
    module = filled(module)
    shape = (3, RUN[name], RUN[name])
    found = network_from_torchvision(name, shape)
    weights = {
        f"{layer}.{key}": weight
        for path, layer in found.names.items()
        for key, weight in module.get_submodule(path).state_dict().items()
    }
    images = torch.randn(1, *shape, generator=torch.Generator().manual_seed(1))
    ours = build_module(found.network, seed=0).eval()
    ours.load_state_dict(weights)
    with torch.no_grad():
        expected, outputs = module(images), ours(images)
    assert float(expected.std()) > 1e-3  # not all the same, which would prove nothing
    torch.testing.assert_close(outputs, expected, rtol=1e-5, atol=1e-5)


def test_every_offered_model_states_its_size() -> None:
    stated = {model.name: model.parameters for model in TORCHVISION_MODELS}
    assert stated.items() >= PARAMETERS.items()
    for name in ("regnet_x_400mf", "mnasnet0_5", "resnext50_32x4d", "wide_resnet50_2"):
        assert analyse(network_from_torchvision(name).network).parameters == stated[name]


def test_blocks_follow_the_stages() -> None:
    network = network_from_torchvision("resnet18").network
    assert network.blocks["layer2_0_downsample_0"] == "layer2/layer2_0/downsample"
    assert network.sources_of["layer1_0_add"] == ("layer1_0_bn2", "maxpool")


def test_other_images_may_be_wanted() -> None:
    network = network_from_torchvision("resnet18", (3, 64, 64)).network
    assert analyse(network).layers["layer4_1_add"].output == (512, 2, 2)


def test_an_unknown_model_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ModuleImportError, match="no model 'resnet19'; there are alexnet, "):
        network_from_torchvision("resnet19")


def test_a_model_beyond_convas_is_refused_by_what_it_does() -> None:
    with pytest.raises(ModuleImportError, match="permute in VisionTransformer"):
        network_from_torchvision("vit_b_16")


def test_images_too_small_are_refused_with_the_layer() -> None:
    with pytest.raises(ModuleImportError, match=r"images 3×16×16"):
        network_from_torchvision("squeezenet1_0", (3, 16, 16))
