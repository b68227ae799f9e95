"""Modules of torch become networks that compute the same."""

import re
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812
from torch.nn.utils.parametrizations import weight_norm

from app.files.import_errors import ModuleImportError
from app.files.import_module import Imported, network_from_module
from app.files.pytorch_script import pytorch_script
from app.network.analysis import analyse
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers import kind_named
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.pooling import MaxPool2d
from app.training.module import build_module
from app.training.recipe import Recipe


class Written(nn.Module):
    """A module whose forward pass is a function."""

    def __init__(self, forward: Callable[..., Tensor], **children: nn.Module) -> None:
        super().__init__()
        for name, child in children.items():
            self.add_module(name, child)
        self._forward = forward

    def forward(self, x: Tensor) -> Tensor:
        return self._forward(self, x)


def imported(forward: Callable[..., Tensor], **children: nn.Module) -> Imported:
    """A function of (module, images 3×8×8) as a network that was held against it."""
    return network_from_module(Written(forward, **children), (3, 8, 8))


def lazy(kind: Callable[..., nn.Module], *settings: int, **named: bool) -> nn.Module:
    """A module that makes its weights later; torch warns of it at the first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return kind(*settings, **named)


def chain_of(found: Imported) -> list[tuple[str, Layer]]:
    network = found.network
    return [(name, network.layers[name]) for name in network.order[1:]]


def structure(network: Network) -> list[int]:
    """A number for each layer, made of its settings and the numbers of what feeds it."""
    numbers: dict[str, int] = {}
    for name in network.order:
        sources = tuple(numbers[source] for source in network.sources_of[name])
        numbers[name] = hash((network.layers[name], sources))
    return sorted(numbers.values())


def with_classes(network: Network, classes: int) -> Network:
    """The network with so many units at its end, as the bundled data want them."""
    (end,) = network.ends
    while not isinstance(network.layers[end], Linear) and network.source_of[end] in network.layers:
        if network.layers[end].kind != "Softmax":
            return network
        end = network.source_of[end]
    last = network.layers[end]
    assert isinstance(last, Linear)
    return network.with_settings({end: replace(last, out_features=classes)})


def script_module(network: Network, recipe: Recipe) -> nn.Module:
    """The module of an exported program, without running its `main`."""
    script = pytorch_script(network, recipe)
    names: dict[str, Any] = {"__name__": "exported"}
    exec(compile(script, "exported.py", "exec"), names)
    made: nn.Module = names[re.findall(r"^class (\w+)\(nn\.Module\)", script, re.M)[-1]]()
    return made


# What we export comes back


TRAINABLE = [entry for entry in GALLERY if not entry.image]


@pytest.mark.parametrize("entry", TRAINABLE, ids=lambda entry: entry.name)
def test_an_exported_program_imports_as_the_same_network(entry: GalleryEntry) -> None:
    network = with_classes(entry.build(), 10)
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    large = analyse(network).parameters > 1_000_000
    with torch.device("meta") if large else nullcontext():
        module = script_module(network, Recipe(dataset=entry.dataset or "colour-shapes"))
        found = network_from_module(module, image.shape)
    assert found.network.layers == network.layers
    assert found.network.sources_of == network.sources_of
    assert found.network.blocks == network.blocks
    assert found.left_out == ()


def test_branches_come_back_in_the_order_of_their_wires() -> None:
    layers: dict[str, Layer] = {
        "input": Input(3, 16, 16),
        "conv1": Conv2d(8, 3, padding=1),
        "conv2": Conv2d(8, 3, padding=1),
        "conv3": Conv2d(8, 3, padding=1),
        "add1": Add(),
        "add2": Add(),
        "pool1": kind_named("AdaptiveAvgPool2d")(),
        "flatten1": Flatten(),
        "fc1": Linear(8),
        "multiply1": Multiply(),
        "concat1": Concatenate(),
        "flatten2": Flatten(),
        "fc2": Linear(10),
    }
    wires = """input conv1, input conv2, input conv3, conv3 add1, conv1 add1, conv2 add1,
        add1 add2, conv1 add2, add2 pool1, pool1 flatten1, flatten1 fc1, add2 multiply1,
        fc1 multiply1, multiply1 concat1, input concat1, concat1 flatten2, flatten2 fc2"""
    network = Network(
        name="branches",
        layers=layers,
        wires=tuple(Wire(*pair.split()) for pair in wires.split(",")),
    )
    module = script_module(network, Recipe(dataset="colour-shapes"))
    found = network_from_module(module, (3, 16, 16))
    assert structure(found.network) == structure(network)


# Functions, operators and methods


@pytest.mark.parametrize(
    ("forward", "kinds"),
    [
        (lambda _, x: F.relu(x), ["ReLU"]),
        (lambda _, x: torch.relu(x), ["ReLU"]),
        (lambda _, x: F.relu6(F.leaky_relu(x, 0.2)), ["LeakyReLU", "ReLU6"]),
        (lambda _, x: F.silu(F.hardswish(x)), ["Hardswish", "SiLU"]),
        (lambda _, x: x.sigmoid().tanh(), ["Sigmoid", "Tanh"]),
        (lambda _, x: F.max_pool2d(x, 3, 2, 1, ceil_mode=True), ["MaxPool2d"]),
        (lambda _, x: F.avg_pool2d(x, 2), ["AvgPool2d"]),
        (lambda _, x: F.adaptive_avg_pool2d(x, (1, 1)), ["AdaptiveAvgPool2d"]),
        (lambda _, x: F.local_response_norm(x, 5), ["LocalResponseNorm"]),
        (lambda m, x: F.dropout(x, 0.3, m.training), ["Dropout"]),
        (lambda _, x: F.interpolate(x, scale_factor=2), ["Upsample"]),
        (lambda _, x: F.interpolate(x, size=(16, 24)), ["Upsample"]),
        (lambda _, x: F.pad(x, (1, 2, 3, 4)), ["ZeroPad2d"]),
        (lambda _, x: F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 2, 2)), ["MaxPool2d", "PadChannels"]),
        (lambda _, x: x.mean((2, 3)), ["AdaptiveAvgPool2d", "Flatten"]),
        (lambda _, x: x.mean([-1, -2], keepdim=True), ["AdaptiveAvgPool2d"]),
        (lambda _, x: torch.flatten(x, 1), ["Flatten"]),
        (lambda _, x: x.view(x.size(0), -1), ["Flatten"]),
        (lambda _, x: x.reshape(len(x), -1).softmax(dim=-1), ["Flatten", "Softmax"]),
        (lambda _, x: x.reshape(-1, 12, 4, 4), ["Reshape"]),
        (lambda _, x: x + 0 + F.relu(x), ["ReLU", "Add"]),
        (lambda _, x: sum([F.relu(x), x, F.silu(x)]), ["ReLU", "SiLU", "Add"]),
        (lambda _, x: torch.cat([x, F.relu(x)], dim=-3), ["ReLU", "Concatenate"]),
        (lambda _, x: F.relu(x) * torch.sigmoid(x), ["ReLU", "Sigmoid", "Multiply"]),
    ],
)
def test_functions_and_methods_become_layers(
    forward: Callable[..., Tensor], kinds: list[str]
) -> None:
    assert sorted(layer.kind for _, layer in chain_of(imported(forward))) == sorted(kinds)


def test_python_decides_by_shape_while_it_runs() -> None:
    def forward(_: nn.Module, x: Tensor) -> Tensor:
        for _ in range(2):
            if x.shape[-1] > 4:
                x = F.max_pool2d(x, 2)
        return x

    assert chain_of(imported(forward)) == [("pool1", MaxPool2d())]


def test_what_is_overwritten_in_place_is_read_as_it_is_then() -> None:
    def forward(module: nn.Module, x: Tensor) -> Tensor:
        y = module.get_submodule("conv")(x)
        F.relu(y, inplace=True)
        return y + module.get_submodule("conv2")(y)

    conv = nn.Conv2d(3, 3, 3, padding=1)
    found = imported(forward, conv=conv, conv2=nn.Conv2d(3, 3, 1))
    assert found.network.sources_of["conv2"] == ("relu1",)
    assert set(found.network.sources_of["add1"]) == {"relu1", "conv2"}


def test_a_branch_around_dropout_starts_before_it() -> None:
    def forward(module: nn.Module, x: Tensor) -> Tensor:
        return F.relu(module.get_submodule("drop")(x)) + x

    found = imported(forward, drop=nn.Dropout())
    assert set(found.network.sources_of["add1"]) == {"relu1", "input"}


# Names, blocks and weights


def test_names_and_blocks_follow_the_modules() -> None:
    def block() -> nn.Module:
        return nn.Sequential(nn.Conv2d(3, 3, 3, padding=1), nn.BatchNorm2d(3), nn.ReLU())

    def forward(module: nn.Module, x: Tensor) -> Tensor:
        return module.get_submodule("stage")(x)

    found = imported(forward, stage=nn.Sequential(block(), block()))
    assert found.names["stage.1.0"] == "stage_1_0"
    assert found.network.blocks["stage_1_0"] == "stage/stage_1"
    assert "stage_0_1.running_mean" in found.weights


def test_numbered_modules_get_names_by_their_kind() -> None:
    found = network_from_module(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()), (3, 8, 8))
    assert list(found.network.layers) == ["input", "conv_0", "relu_1"]


def test_names_that_pytorch_needs_are_changed() -> None:
    found = imported(lambda m, x: m.get_submodule("half_")(x), half_=nn.ReLU())
    assert "half_layer" in found.network.layers


def test_weights_are_taken_over_and_the_module_stays_as_it_was() -> None:
    module = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Dropout())
    before = {key: value.clone() for key, value in module.state_dict().items()}
    found = network_from_module(module, (3, 8, 8))
    assert (found.weights["conv_0.weight"] == before["0.weight"].numpy()).all()
    assert module.training
    assert all(torch.equal(value, before[key]) for key, value in module.state_dict().items())
    ours = build_module(found.network, seed=3)
    ours.load_state_dict({key: torch.from_numpy(value) for key, value in found.weights.items()})


def test_without_weights_in_memory_there_are_none() -> None:
    with torch.device("meta"):
        module = nn.Sequential(nn.Flatten(), nn.Linear(192, 100_000))
    found = network_from_module(module, (3, 8, 8))
    assert found.weights == {}
    assert analyse(found.network).parameters == 193 * 100_000


# What is left out is told


def test_heads_that_only_train_are_left_out_with_a_word() -> None:
    def forward(module: nn.Module, x: Tensor) -> Tensor:
        if module.training:
            return module.get_submodule("aux")(x)
        return F.relu(x)

    found = imported(forward, aux=nn.Conv2d(3, 3, 1))
    assert found.left_out == ("aux (Conv2d) is not used outside training and was left out.",)


def test_a_logarithm_at_the_end_is_left_to_the_loss() -> None:
    found = imported(lambda _, x: F.log_softmax(x.flatten(1), dim=1))
    assert [layer.kind for _, layer in chain_of(found)] == ["Flatten"]
    assert "logarithm" in found.left_out[0]


# What cannot be imported is named


@pytest.mark.parametrize(
    ("forward", "words"),
    [
        (lambda _, x: x.permute(0, 2, 3, 1), "permute in Written has no counterpart"),
        (lambda _, x: x * 2, "mul in Written has no counterpart in Convas: .* constant number"),
        (lambda _, x: x + torch.ones(3, 8, 8, device=x.device), "no output of a layer"),
        (lambda _, x: x.chunk(3, dim=1)[0], "chunk in Written has no counterpart"),
        (lambda _, x: torch.cat([x, F.relu(x)], dim=2), "joins along dimension 2"),
        (lambda _, x: x if x.sum() > 0 else -x, "sum in Written has no counterpart"),
        (lambda _, x: x + x, "takes one value twice"),
        (lambda _, x: x, "does nothing with its input"),
        (lambda _, x: torch.zeros(x.shape), "does not depend on its input"),
        (lambda _, x: (F.relu(x), x), "gives a tuple"),
        (lambda m, x: m.conv(F.relu(m.conv(x))), "Conv2d in 'conv' has no .* more than once"),
        (
            lambda m, x: m.fold(x),
            "Unfold in 'fold' has no counterpart in Convas: there is no layer Unfold",
        ),
        (lambda m, x: m.own(x), "BatchNorm2d in 'own' .*track_running_stats"),
        (lambda m, x: m.conv(x[:, :2]), "getitem in Written has no counterpart"),
        (lambda m, x: m.wide(x), "'wide' cannot be run on images 3×8×8.*RuntimeError"),
    ],
)
def test_what_has_no_counterpart_is_named_with_its_place(
    forward: Callable[..., Tensor], words: str
) -> None:
    with pytest.raises(ModuleImportError, match=words):
        imported(
            forward,
            conv=nn.Conv2d(3, 3, 1),
            fold=nn.Unfold(2),
            own=nn.BatchNorm2d(3, track_running_stats=False),
            wide=nn.Conv2d(5, 3, 1),
        )


@pytest.mark.parametrize(
    ("child", "words"),
    [
        (weight_norm(nn.Conv2d(3, 3, 1)), "'odd' works out its weights at every call"),
        (lazy(nn.LazyConv2d, 3, 1), "'odd' has no weights before it is run"),
        (lazy(nn.LazyBatchNorm2d, affine=False), "'odd' has no weights before it is run"),
    ],
    ids=["parametrized", "lazy", "lazy statistics"],
)
def test_weights_that_are_not_simply_there_are_refused_in_words(
    child: nn.Module, words: str
) -> None:
    with pytest.raises(ModuleImportError, match=words):
        imported(lambda m, x: m.odd(x), odd=child)


def test_a_class_that_only_shares_a_name_is_found_out() -> None:
    class Add(nn.Module):
        def forward(self, x: Tensor, y: Tensor) -> Tensor:
            return x + 2 * y

    with pytest.raises(ModuleImportError, match="gives other numbers"):
        imported(lambda m, x: m.get_submodule("add_")(x, F.relu(x)), add_=Add())
