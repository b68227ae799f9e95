"""Blocks: grouping, nesting, collapsing and repeating layers."""

from __future__ import annotations

import pytest

from app.network.analysis import analyse
from app.network.arrange import ROW_STEP
from app.network.blocks import (
    CollapseBlocks,
    GroupLayers,
    RenameBlock,
    RepeatBlock,
    Ungroup,
    block_paths,
    collapsed_block,
    layers_in,
    wires_in,
    wires_out,
)
from app.network.edits import (
    AddLayer,
    Connect,
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
from app.network.layers.merge import Add, Concatenate
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


def test_the_wires_of_a_block_are_those_that_cross_its_border() -> None:
    network = _network()
    assert wires_in(network, "stage") == (Wire("input", "conv1"),)
    assert wires_out(network, "stage") == (Wire("conv2", "flatten1"),)


def test_ungrouping_leaves_the_layers_in_the_block_around() -> None:
    network = Ungroup("stage/first").apply(_network())
    assert block_paths(network) == ("stage",)
    assert block_paths(Ungroup("stage").apply(_network())) == ("first",)


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


def test_a_repeated_block_is_a_chain_of_copies() -> None:
    repeated = RepeatBlock("stage/first", 3, step=ROW_STEP).apply(_network())
    assert block_paths(repeated) == ("stage", "stage/first", "stage/first2", "stage/first3")
    analysis = analyse(repeated)
    assert not analysis.errors
    assert analysis.parameters == analyse(_network()).parameters + 2 * (3 * 3 * 3 * 3 + 3)
    (last,) = wires_out(repeated, "stage/first3")
    assert last.target == "conv2"


def test_a_residual_block_feeds_body_and_shortcut_of_the_next() -> None:
    network = chain("residual", [Input(4, 8, 8), Conv2d(4, 3, padding=1), ReLU()])
    network = AddLayer(Add(), Position(660, 0), after="relu1", name="add1").apply(network)
    network = Connect("input", "add1").apply(network)
    network = GroupLayers(frozenset({"conv1", "relu1", "add1"}), "unit").apply(network)
    repeated = RepeatBlock("unit", 2, step=ROW_STEP).apply(network)
    assert repeated.sources_of["add2"] == ("relu2", "add1")
    assert not analyse(repeated).errors


def test_a_block_with_two_ends_is_not_repeated() -> None:
    network = AddLayer(ReLU(), Position(0, 500), after="conv1").apply(_network())
    network = GroupLayers(frozenset({"conv1", "relu2"}), "fork").apply(network)
    assert network.blocks["conv1"] == "fork"
    with pytest.raises(NetworkError, match="ends in one"):
        RepeatBlock("fork", 2, step=ROW_STEP).apply(network)


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


def test_a_copy_takes_its_inputs_in_the_blocks_order() -> None:
    layers = {"input": Input(3, 8, 8), "conv1": Conv2d(3, 1), "cat": Concatenate(), "end": ReLU()}
    wires = [("input", "cat"), ("input", "conv1"), ("conv1", "cat"), ("cat", "end")]
    dense = Network("dense", layers, tuple(Wire(*ends) for ends in wires))
    dense = dense.with_blocks({"conv1": "dense", "cat": "dense"})
    repeated = RepeatBlock("dense", 2, step=ROW_STEP).apply(dense)
    assert repeated.sources_of["concat1"] == ("cat", "conv2")


def test_copies_are_as_open_as_the_block() -> None:
    network = CollapseBlocks(frozenset({"stage/first"})).apply(_network())
    repeated = RepeatBlock("stage", 3, step=ROW_STEP).apply(network)
    assert repeated.collapsed == {"stage/first", "stage2/first", "stage3/first"}


def test_a_block_is_not_repeated_beyond_what_a_network_may_hold() -> None:
    network = chain("long", [Input(), *[ReLU()] * 200, Flatten()])
    network = network.with_blocks({f"relu{n}": "long" for n in range(1, 201)})
    with pytest.raises(NetworkError, match="more than the 20,000 layers"):
        RepeatBlock("long", 200, step=ROW_STEP).apply(network)


def test_a_block_that_is_gone_does_not_come_back_collapsed() -> None:
    network = CollapseBlocks(frozenset({"stage"})).apply(_network())
    without = RemoveLayers(frozenset(layers_in(network, "stage"))).apply(network)
    assert not GroupLayers(frozenset({"fc1"}), "stage").apply(without).collapsed


def test_a_pasted_layer_collapses_no_block_of_that_name() -> None:
    shut = CollapseBlocks(frozenset({"stage"})).apply(_network())
    fragment = part_of(shut, frozenset({"fc1"}))
    assert not PasteLayers(fragment, Position(0, 0)).apply(_network()).collapsed
