"""Exported programs group layers by block, compute the same, and come back as the same network."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from app.files.import_module import network_from_module
from app.files.pytorch_script import pytorch_script
from app.files.torchvision_models import network_from_torchvision
from app.files.weights_file import match_weights, read_weights, state_dict_bytes
from app.network.analysis import analyse
from app.network.block_library import READY_BLOCKS, AddBlock, ReadyBlock
from app.network.blocks import GroupLayers
from app.network.gallery import gallery_entry
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.patterns import chain
from app.network.repeats import RepeatBlock
from app.training.initialisation import Initialisation
from app.training.module import build_module
from app.training.recipe import Recipe

RECIPE = Recipe(dataset="colour-shapes")


def script_of(network: Network) -> str:
    return pytorch_script(network, RECIPE)


def classes_of(script: str) -> list[str]:
    return re.findall(r"^class (\w+)\(nn\.Module\)", script, re.M)


def names_of(script: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "exported"}
    exec(compile(script, "exported.py", "exec"), names)
    return names


def module_of(script: str) -> nn.Module:
    made: nn.Module = names_of(script)[classes_of(script)[-1]]()
    return made


def told(network: Network, blocks: bool = True) -> object:
    """Layers by name with what feeds them and the block they lie in."""
    return {
        name: (layer, network.sources_of[name], blocks and network.blocks.get(name, ""))
        for name, layer in network.layers.items()
    }


def built_in(name: str) -> Network:
    return gallery_entry(name).build()


def comes_back(network: Network, blocks: bool = True) -> None:
    """The program computes the same with the same weights, and is imported as the same network."""
    ours = build_module(network, seed=1).eval()
    script = script_of(network)
    exported = module_of(script).eval()
    matched = match_weights(network, exported.state_dict())
    assert not matched.by_order
    assert not matched.without
    assert not matched.unused
    ours.load_state_dict({key: torch.from_numpy(array) for key, array in matched.weights.items()})
    image = network.layers["input"]
    assert isinstance(image, Input)
    images = torch.randn(2, *image.shape, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(exported(images), ours(images), rtol=1e-5, atol=1e-5)
    found = network_from_module(exported, image.shape)
    assert found.left_out == ()
    assert told(found.network, blocks) == told(network, blocks)


def network(layers: Mapping[str, Layer], wires: str, **blocks: str) -> Network:
    """A network of wires "a b, b c"; behind "end" comes a classifier; blocks by their layers."""
    classifier = {"pool": AdaptiveAvgPool2d(1), "flatten": Flatten(), "fc": Linear(10)}
    pairs = [pair.split() for pair in f"{wires}, end pool, pool flatten, flatten fc".split(",")]
    return Network(
        layers={"input": Input(3, 8, 8), **layers, **classifier},
        wires=tuple(Wire(*pair) for pair in pairs),
        blocks=blocks,
    )


# Blocks are classes


def test_blocks_of_one_structure_are_one_class_with_parameters_for_what_differs() -> None:
    built = built_in("googlenet")
    built = built.with_settings({"fc": Linear(10)})
    script = script_of(built)
    assert classes_of(script) == ["Inception", "Googlenet"]
    assert "        self.inception3a = Inception(192, 64, 96, 128, 16, 32, 32)\n" in script
    assert "        x = self.inception3a(x)        # 256×28×28\n" in script
    assert "        self._3x3 = nn.Conv2d(channels_3x3_reduce, channels_3x3, " in script


def test_another_structure_of_the_same_name_says_what_it_has_besides() -> None:
    script = script_of(built_in("resnet-20"))
    assert classes_of(script)[-3:] == ["LayerBlock", "LayerBlockWithSubsample", "Resnet20"]
    assert "        self.layer1_block2 = LayerBlock(16)\n" in script
    assert "        self.conv1 = nn.Conv2d(channels, channels, kernel_size=3, " in script
    assert "        out = out + x\n" in script


def test_a_block_in_a_block_is_an_attribute_of_its_class() -> None:
    script = script_of(built_in("se-small"))
    assert classes_of(script) == ["Se", "Stage", "StageWithPool", "SeSmall"]
    assert "        self.se = Se(channels_conv1, channels_se)\n" in script
    assert "        out = x * out[:, :, None, None]\n" in script


def test_a_block_takes_and_gives_several_values() -> None:
    built = network(
        {
            **{"a": Conv2d(4, 1), "b": Conv2d(4, 1), "two_left": ReLU(), "two_right": ReLU()},
            **{"two_sum": Add(), "end": Concatenate()},
        },
        """input a, input b, a two_left, b two_right, two_left two_sum, two_right two_sum,
        two_sum end, two_left end""",
        two_left="two",
        two_right="two",
        two_sum="two",
    )
    script = script_of(built)
    assert "    def forward(self, x1, x2):\n" in script
    assert "        two_1, two_2 = self.two(a, out)         # 4×8×8, 4×8×8\n" in script
    comes_back(built)


def test_networks_of_torchvision_come_back_with_their_sequentials() -> None:
    imported = network_from_torchvision("resnet18", (3, 32, 32)).network
    built = imported.with_settings({"fc": Linear(10)})
    script = script_of(built)
    assert "        self.layer1 = nn.Sequential(Layer(64), Layer(64))\n" in script
    with torch.device("meta"):
        found = network_from_module(module_of(script), (3, 32, 32)).network
    assert told(found) == told(built)


# Blocks that are made by hand, whose layers are called as they were before


def grouped(times: int = 1) -> Network:
    built = chain(
        "grouped",
        [
            *(Input(3, 8, 8), Conv2d(4, 3, padding=1)),
            *(Conv2d(4, 3, padding=1), ReLU(), Conv2d(4, 3, padding=1), ReLU()),
            *(AdaptiveAvgPool2d(1), Flatten(), Linear(10)),
        ],
    )
    built = GroupLayers(frozenset({"conv2", "relu1"}), "body").apply(built)
    if times > 1:
        return RepeatBlock("body", times).apply(built)
    return GroupLayers(frozenset({"conv3", "relu2"}), "body").apply(built)


def test_layers_that_do_not_carry_their_blocks_name_keep_theirs() -> None:
    built = grouped()
    script = script_of(built)
    assert classes_of(script) == ["Body", "Grouped"]
    assert '        "body2.conv2": "conv3",\n' in script
    comes_back(built)


@pytest.mark.parametrize("times", [2, 5])
def test_a_repeated_block_is_a_sequential_of_one_class(times: int) -> None:
    built = grouped(times)
    script = script_of(built)
    assert classes_of(script) == ["Body", "Grouped"]
    assert "self.body = nn.Sequential(OrderedDict([" in script
    if times == 5:
        assert '[(f"copy{i}", Body()) for i in range(1, 6)]' in script
    comes_back(built)


@pytest.mark.parametrize("block", READY_BLOCKS, ids=lambda block: block.name)
def test_blocks_of_the_palette_come_back(block: ReadyBlock) -> None:
    built = chain(
        "palette",
        [Input(3, 32, 32), Conv2d(16, 3, padding=1), AdaptiveAvgPool2d(1), Flatten(), Linear(10)],
    )
    for _ in range(2):
        before = Wire(built.source_of["pool1"], "pool1")
        shape = analyse(built).layers[before.source].output
        assert shape is not None
        add = AddBlock(block.template(shape[0]), Position(0, 0), before.source, (before,))
        built = add.apply(built)
    comes_back(built)


# What cannot be called once


def test_a_block_that_is_left_and_entered_again_is_written_flat() -> None:
    built = network(
        {"a_conv": Conv2d(4, 1), "relu": ReLU(), "a_conv2": Conv2d(4, 1), "end": ReLU()},
        "input a_conv, a_conv relu, relu a_conv2, a_conv2 end",
        a_conv="a",
        a_conv2="a",
    )
    script = script_of(built)
    assert classes_of(script) == ["Untitled"]
    assert "        # a\n        x = self.a_conv(x)" in script
    comes_back(built, blocks=False)


def test_blocks_that_feed_each_other_are_not_both_classes() -> None:
    built = network(
        {
            **{"a1": Conv2d(4, 1), "a2": Conv2d(4, 1), "b1": Conv2d(4, 1), "b2": Conv2d(4, 1)},
            "end": Add(),
        },
        "input a1, a1 b1, input b2, b2 a2, b1 end, a2 end",
        **{"a1": "a", "a2": "a", "b1": "b", "b2": "b"},
    )
    assert len(classes_of(script_of(built))) == 2
    comes_back(built, blocks=False)


def test_an_input_in_a_block_is_what_the_program_is_given() -> None:
    built = network(
        {"stem_conv": Conv2d(4, 1), "stem_relu": ReLU(), "end": ReLU()},
        "input stem_conv, stem_conv stem_relu, stem_relu end",
        **{"input": "stem", "stem_conv": "stem", "stem_relu": "stem"},
    )
    comes_back(built, blocks=False)


def test_a_block_with_the_softmax_that_is_left_out() -> None:
    built = network(
        {"end": Conv2d(4, 1), "soft": Softmax()},
        "input end, fc soft",
        **{"flatten": "head", "fc": "head", "soft": "head"},
    )
    assert "return x  # without the Softmax" in script_of(built)
    module = module_of(script_of(built))
    assert set(match_weights(built, module.state_dict()).layers) == {"end", "fc"}


# Names


@pytest.mark.parametrize(
    "block",
    [
        *("class", "train", "F", "f", "nn", "torch", "None", "self", "Path", "Module", "x", "out"),
        *("forward", "OrderedDict", "Tensor", "Untitled", "PadChannels", "RuntimeError", "type"),
        *("input", "fc", "relu", "conv", "state_dict", "Sequential", "main", "b3x3", "a" * 60),
    ],
)
def test_no_name_of_a_block_breaks_the_program(block: str) -> None:
    built = network(
        {"conv": Conv2d(4, 1), "relu": ReLU(), "more": Conv2d(4, 1), "end": Add()},
        "input conv, conv relu, relu more, more end, conv end",
        conv=block,
        relu=block,
        more=block,
    )
    comes_back(built)
    comes_back(replace(built, blocks={"conv": block, "relu": block, "more": f"{block}/{block}"}),
               blocks=False)  # fmt: skip


@pytest.mark.parametrize("rest", ["train", "class", "3x3", "x", "out", "nn", "_a", "a_", "0"])
def test_no_name_within_a_block_breaks_the_program(rest: str) -> None:
    names = {f"b_{rest}": Conv2d(4, 1), "b_conv": Conv2d(4, 1)}
    built = network(
        {**names, "b_add": Add(), "end": ReLU()},
        f"input b_{rest}, input b_conv, b_{rest} b_add, b_conv b_add, b_add end",
        **dict.fromkeys([*names, "b_add"], "b"),
    )
    comes_back(built)


def test_layers_of_like_names_in_a_block_stay_apart() -> None:
    built = network(
        {"b_conv": Conv2d(4, 1), "conv": Conv2d(5, 1), "b_b_conv": Conv2d(6, 1), "end": ReLU()},
        "input b_conv, b_conv conv, conv b_b_conv, b_b_conv end",
        b_conv="b",
        conv="b",
        b_b_conv="b",
    )
    comes_back(built)


def test_sums_and_products_called_otherwise_keep_their_names() -> None:
    built = network(
        {
            **{"b_one": Conv2d(4, 1), "b_two": Conv2d(4, 1), "b_three": Conv2d(4, 1)},
            **{"b_all": Add(), "b_more": Add(), "end": Multiply()},
        },
        """input b_one, input b_two, input b_three, b_one b_all, b_two b_all, b_three b_all,
        b_all b_more, b_one b_more, b_more end, b_three end""",
        **dict.fromkeys(["b_one", "b_two", "b_three", "b_all", "b_more"], "b"),
    )
    comes_back(built)


def test_a_false_table_of_names_is_passed_over() -> None:
    class Net(nn.Sequential):
        _layer_names: ClassVar[Any] = {"0": "no name", "1": 3, 2: "two", "2": "kept", "3": "kept"}

    module = Net(nn.Conv2d(3, 3, 1), nn.ReLU(), nn.Conv2d(3, 3, 1), nn.ReLU())
    found = network_from_module(module, (3, 8, 8)).network
    assert list(found.layers) == ["input", "conv_0", "relu_1", "kept", "relu_3"]
    Net._layer_names = 5
    assert "conv_2" in network_from_module(module, (3, 8, 8)).network.layers


# Weights


def test_weights_go_to_the_program_and_back(tmp_path: Any) -> None:
    built = built_in("resnet-20")
    ours = build_module(built, seed=3).eval()
    script = script_of(built)
    names = names_of(script)
    exported = module_of(script).eval()
    given = tmp_path / "weights.pt"
    given.write_bytes(state_dict_bytes({k: v.numpy() for k, v in ours.state_dict().items()}))
    names["load_weights"](exported, given)
    images = torch.randn(2, 3, 32, 32, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(exported(images), ours(images), rtol=1e-5, atol=1e-5)
    back = tmp_path / "back.pt"
    names["save_weights"](exported, back)
    found = read_weights(back)
    assert found.keys() == ours.state_dict().keys()
    assert all(torch.equal(found[key], value) for key, value in ours.state_dict().items())


def test_a_state_dict_of_the_program_itself_finds_layers_of_other_names() -> None:
    built = grouped()
    module = module_of(script_of(built))
    assert "body2.conv2.weight" in module.state_dict()
    matched = match_weights(built, module.state_dict())
    assert {"conv2", "conv3"} < set(matched.layers)
    assert not matched.by_order


def test_a_layer_in_a_block_has_its_own_first_weights() -> None:
    recipe = replace(RECIPE, layer_initialisations={"conv3": Initialisation("zeros")})
    script = pytorch_script(grouped(), recipe)
    assert "    nn.init.zeros_(model.body2.conv2.weight)\n" in script


# Anything


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Random branches that end in a classifier, in random blocks."""
    layers: dict[str, Layer] = {}
    wires: list[str] = []
    names = ["input"]
    words = st.sampled_from(["a_conv", "b_conv", "a_b_conv", "conv", "x", "relu", "a_relu", "b"])
    for at in range(draw(st.integers(2, 9))):
        name = f"{draw(words)}{at if draw(st.booleans()) else ''}"
        if name in layers:
            name = f"{name}_{at}"
        layer: Layer = draw(st.sampled_from([Conv2d(3, 1), ReLU(), Add(), Concatenate()]))
        count = draw(st.integers(2, 3)) if layer.takes_several else 1
        sources = draw(
            st.lists(st.sampled_from(names[-4:]), min_size=1, max_size=count, unique=True)
        )
        if layer.takes_several and len(sources) < 2:
            layer = Conv2d(3, 1)
        if not isinstance(layer, Conv2d):
            layer = Concatenate() if isinstance(layer, Add) else layer
        layers[name] = layer
        wires += [f"{source} {name}" for source in sources]
        names.append(name)
    feeding = {wire.split()[0] for wire in wires}
    ends = [name for name in layers if name not in feeding]
    layers["end"] = Concatenate() if len(ends) > 1 else Conv2d(2, 1)
    wires += [f"{name} end" for name in ends]
    paths = st.sampled_from(["", "a", "b", "a/b", "a/a_0", "a/a_1", "b/c", "a/b/conv"])
    blocks = {name: path for name in layers if (path := draw(paths))}
    return network(layers, ", ".join(wires), **blocks)


@given(networks())
@settings(max_examples=25, deadline=None)
def test_any_blocks_compute_the_same(built: Network) -> None:
    ours = build_module(built, seed=1).eval()
    script = script_of(built)
    exported = module_of(script).eval()
    matched = match_weights(built, exported.state_dict())
    assert not matched.without
    ours.load_state_dict({key: torch.from_numpy(array) for key, array in matched.weights.items()})
    images = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        torch.testing.assert_close(exported(images), ours(images), rtol=1e-5, atol=1e-5)
    found = network_from_module(exported, (3, 8, 8))
    assert told(found.network, blocks=False) == told(built, blocks=False)
