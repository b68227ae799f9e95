"""Blocks: grouping, nesting and collapsing layers."""

from __future__ import annotations

import pytest

from app.network.blocks import (
    CollapseBlocks,
    GroupLayers,
    RenameBlock,
    Ungroup,
    block_paths,
    collapsed_block,
    layers_in,
    wires_in,
    wires_out,
)
from app.network.edits import (
    InsertLayer,
    PasteLayers,
    RemoveLayers,
    RenameLayer,
    part_of,
)
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain


def _network() -> Network:
    """input → conv1 → relu1 → conv2 → flatten1 → fc1; conv1 and relu1 are "first" of "stage"."""
    layers = [Input(3, 8, 8), Conv2d(3, 3, padding=1), ReLU(), Conv2d(3), Flatten(), Linear(10)]
    network = GroupLayers(frozenset({"conv1", "relu1", "conv2"}), "stage").apply(
        chain("blocks", layers)
    )
    return GroupLayers(frozenset({"conv1", "relu1"}), "first").apply(network)


def test_a_block_lies_in_the_block_that_holds_all_its_layers() -> None:
    network = _network()
    assert block_paths(network) == ("stage", "stage/first")
    assert layers_in(network, "stage") == ("conv1", "relu1", "conv2")
    assert layers_in(network, "stage/first") == ("conv1", "relu1")


def test_blocks_can_be_made_around_others() -> None:
    network = GroupLayers(frozenset({"conv1", "relu1", "conv2"}), "all").apply(_network())
    assert block_paths(network) == ("all", "all/stage", "all/stage/first")


def test_blocks_stay_collapsed_in_a_new_block_around_them() -> None:
    network = CollapseBlocks(frozenset({"stage"})).apply(_network())
    grouped = GroupLayers(frozenset({"conv1", "relu1", "conv2", "fc1"}), "all").apply(network)
    assert grouped.collapsed == {"all/stage"}


def test_a_whole_block_is_taken_along_out_of_a_larger_one() -> None:
    network = GroupLayers(frozenset({"conv1", "relu1", "fc1"}), "new").apply(_network())
    assert block_paths(network) == ("new", "new/first", "stage")
    assert layers_in(network, "new/first") == ("conv1", "relu1")
    assert layers_in(network, "stage") == ("conv2",)


def test_blocks_of_one_name_stay_apart_in_a_new_block() -> None:
    network = chain("twins", [Input(), *[ReLU()] * 4])
    paths = {"relu1": "a/x", "relu2": "a", "relu3": "b/x", "relu4": "b"}
    grouped = GroupLayers(frozenset({"relu1", "relu3"}), "new").apply(network.with_blocks(paths))
    assert grouped.blocks["relu1"] == "new/x"
    assert grouped.blocks["relu3"] == "new/x2"


def test_the_wires_of_a_block_are_those_that_cross_its_border() -> None:
    network = _network()
    assert wires_in(network, "stage") == (Wire("input", "conv1"),)
    assert wires_out(network, "stage") == (Wire("conv2", "flatten1"),)


def test_ungrouping_leaves_the_layers_in_the_block_around() -> None:
    network = Ungroup("stage/first").apply(_network())
    assert block_paths(network) == ("stage",)
    assert block_paths(Ungroup("stage").apply(_network())) == ("first",)


def test_ungrouping_keeps_blocks_of_one_name_apart() -> None:
    network = GroupLayers(frozenset({"fc1"}), "first").apply(_network())
    ungrouped = Ungroup("stage").apply(network)
    assert ungrouped.blocks["conv1"] == ungrouped.blocks["relu1"] == "first2"
    assert ungrouped.blocks["fc1"] == "first"


def test_a_layer_is_hidden_by_the_outermost_collapsed_block() -> None:
    network = CollapseBlocks(frozenset({"stage", "stage/first"})).apply(_network())
    assert collapsed_block(network, "conv1") == "stage"
    assert collapsed_block(network, "fc1") == ""
    opened = CollapseBlocks(frozenset({"stage"}), collapsed=False).apply(network)
    assert collapsed_block(opened, "conv1") == "stage/first"
    assert collapsed_block(opened, "conv2") == ""


def test_renaming_moves_the_blocks_inside_along() -> None:
    network = RenameBlock("stage", "head").apply(_network())
    assert block_paths(network) == ("head", "head/first")
    with pytest.raises(NetworkError, match="no name for a block"):
        RenameBlock("stage", "two words").apply(_network())


def test_edits_keep_the_blocks() -> None:
    network = RenameLayer("relu1", "act").apply(_network())
    assert network.blocks["act"] == "stage/first"
    inserted = InsertLayer(ReLU(), Wire("conv1", "act"), Position(0, 0)).apply(network)
    assert inserted.blocks["relu1"] == "stage/first"
    at_the_border = InsertLayer(ReLU(), Wire("input", "conv1"), Position(0, 0)).apply(network)
    assert "relu1" not in at_the_border.blocks
    removed = RemoveLayers(frozenset({"conv1", "act"})).apply(network)
    assert block_paths(removed) == ("stage",)


def test_a_pasted_block_gets_a_name_of_its_own() -> None:
    network = _network()
    fragment = part_of(network, frozenset({"conv1", "relu1", "conv2"}))
    pasted = PasteLayers(fragment, Position(0, 300)).apply(network)
    assert block_paths(pasted) == ("stage", "stage/first", "stage2", "stage2/first")


def test_blocks_survive_a_file() -> None:
    network = CollapseBlocks(frozenset({"stage"})).apply(_network())
    read = network_from_json(network_to_json(network))
    assert read.blocks == network.blocks
    assert read.collapsed == {"stage"}


def test_blocks_change_nothing_that_is_computed() -> None:
    assert _network().computes_like(Ungroup("stage").apply(_network()))


def test_blocks_lie_only_so_deep() -> None:
    network = chain("deep", [Input(), ReLU()])
    with pytest.raises(NetworkError, match="at most 8 deep"):
        network.with_blocks({"relu1": "/".join("abcdefghi")})


def test_a_block_that_is_gone_does_not_come_back_collapsed() -> None:
    network = CollapseBlocks(frozenset({"stage"})).apply(_network())
    without = RemoveLayers(frozenset(layers_in(network, "stage"))).apply(network)
    assert not GroupLayers(frozenset({"fc1"}), "stage").apply(without).collapsed


def test_a_pasted_layer_collapses_no_block_of_that_name() -> None:
    shut = CollapseBlocks(frozenset({"stage"})).apply(_network())
    fragment = part_of(shut, frozenset({"fc1"}))
    assert not PasteLayers(fragment, Position(0, 0)).apply(_network()).collapsed
