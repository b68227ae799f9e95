"""Ready blocks: what they compute, and how they are put into a network."""

from __future__ import annotations

import pytest

from app.network.analysis import analyse
from app.network.architectures.residual import residual_block
from app.network.block_library import READY_BLOCKS, AddBlock, ReadyBlock, parts_of, template_of
from app.network.blocks import block_paths, layers_in
from app.network.edits import PasteLayers
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain

AT = Position(0.0, 600.0)
BLOCKS = {block.name: block for block in READY_BLOCKS}


def small() -> Network:
    return chain("small", [Input(3, 32, 32), Conv2d(64, 3, padding=1), Flatten(), Linear(10)])


@pytest.mark.parametrize("block", READY_BLOCKS, ids=lambda block: block.name)
@pytest.mark.parametrize("channels", [3, 16, 64, 250, 256])
def test_a_ready_block_fits_any_number_of_channels(block: ReadyBlock, channels: int) -> None:
    assert not analyse(block.template(channels)).errors


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("vgg_stage", (128, 16, 16)),
        ("residual", (64, 32, 32)),
        ("bottleneck", (64, 32, 32)),
        ("projection", (128, 16, 16)),
        ("inception", (256, 32, 32)),
        ("se", (64, 32, 32)),
    ],
)
def test_what_a_ready_block_makes_of_64_maps(name: str, shape: tuple[int, ...]) -> None:
    template = BLOCKS[name].template(64)
    (end,) = parts_of(template)[2]
    assert analyse(template).layers[end].output == shape


def test_the_basic_block_counts_what_torch_counts() -> None:
    # torchvision's BasicBlock(64, 64): 73,984 parameters.
    assert analyse(BLOCKS["residual"].template(64)).parameters == 73_984


@pytest.mark.parametrize("block", READY_BLOCKS, ids=lambda block: block.name)
def test_a_block_put_into_a_wire_is_fed_and_feeds_on(block: ReadyBlock) -> None:
    wire = Wire("conv1", "flatten1")
    network = AddBlock(block.template(64), AT, "conv1", (wire,)).apply(small())
    assert not analyse(network).errors
    assert wire not in network.wires
    (path,) = block_paths(network)
    assert len(network.layers) == 4 + len(layers_in(network, path))


def test_a_block_put_between_layers_of_a_block_lies_in_that() -> None:
    network = small().with_blocks({"conv1": "stage1", "flatten1": "stage1"})
    wire = Wire("conv1", "flatten1")
    network = AddBlock(BLOCKS["residual"].template(64), AT, "conv1", (wire,)).apply(network)
    assert block_paths(network) == ("stage1", "stage1/residual")


def test_a_second_block_of_a_kind_has_another_name() -> None:
    network = small()
    for _ in range(2):
        network = AddBlock(BLOCKS["se"].template(64), AT).apply(network)
    assert set(block_paths(network)) == {"se", "se2"}


def test_a_kept_block_goes_in_again_as_it_was() -> None:
    whole = residual_block()
    (path,) = block_paths(whole)
    template = template_of(whole, path, Input(64, 32, 32))
    _fragment, entries, ends = parts_of(template)
    assert len(entries) == 2  # the convolutions and the shortcut
    assert len(ends) == 1
    network = AddBlock(template, AT, "conv1", (Wire("conv1", "flatten1"),)).apply(small())
    analysis = analyse(network)
    assert not analysis.errors
    assert analysis.parameters == analyse(small()).parameters + 73_984


def test_an_inner_block_is_kept_with_those_in_it_but_without_the_one_around() -> None:
    network = small().with_blocks({"conv1": "a/b/c", "flatten1": "a/b"})
    template = template_of(network, "a/b", Input(3, 32, 32))
    assert block_paths(template) == ("b", "b/c")


def test_a_block_with_several_ends_cannot_be_put_into_a_wire() -> None:
    template = chain("fork", [Input(64, 8, 8), ReLU()])
    fork = PasteLayers(chain("more", [ReLU()]), Position(0.0, 240.0)).apply(template)
    with pytest.raises(NetworkError, match="2 ends"):
        AddBlock(fork, AT, "conv1", (Wire("conv1", "flatten1"),)).apply(small())
