"""Repeated blocks: what counts as one, and changing how often it stands there."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import nn

from app.network.analysis import analyse
from app.network.arrange import arrange
from app.network.blocks import CollapseBlocks, GroupLayers, block_paths, layers_in, wires_out
from app.network.edits import AddLayer, RenameLayer, SetFields
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate
from app.network.patterns import chain
from app.network.repeats import RepeatBlock, repeats
from app.training.module import build_module

BODY = ("conv1", "relu1", "conv2", "add1")


def residual(stem: int = 4) -> Network:
    """input → stem → the block "res" (conv1 → relu1 → conv2 → add1, and past them) → fc1."""
    names = ("input", "stem", *BODY, "flatten1", "fc1")
    body = Conv2d(4, 3, padding=1)
    layers = (Input(3, 8, 8), Conv2d(stem, 1), body, ReLU(), body, Add(), Flatten(), Linear(10))
    wires = (*(Wire(*ends) for ends in pairwise(names)), Wire("stem", "add1"))
    network = Network("residual", dict(zip(names, layers, strict=True)), wires)
    network = network.with_positions(arrange(network))
    return network.with_blocks(dict.fromkeys(BODY, "res"))


def repeated(times: int) -> Network:
    return RepeatBlock("res", times).apply(residual())


def test_a_repeated_block_holds_its_copies_and_is_collapsed() -> None:
    network = repeated(3)
    assert block_paths(network) == ("res", "res/copy1", "res/copy2", "res/copy3")
    assert network.collapsed == {"res"}
    assert repeats(network) == {"res": ("res/copy1", "res/copy2", "res/copy3")}
    (last,) = wires_out(network, "res/copy3")
    assert last.target == "flatten1"
    assert wires_out(network, "res") == (last,)


def test_a_repeated_block_is_unrolled_for_training() -> None:
    class Residual(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv1, self.conv2 = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 4, 3, padding=1)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.conv2(torch.relu(self.conv1(x))) + x
            return result

    torchs = nn.Sequential(
        nn.Conv2d(3, 4, 1), *(Residual() for _ in range(3)), nn.Flatten(), nn.Linear(256, 10)
    )
    ours = build_module(repeated(3), seed=0)
    torchs.load_state_dict(dict(zip(torchs.state_dict(), ours.state_dict().values(), strict=True)))
    images = torch.randn(2, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    assert torch.equal(ours.eval()(images), torchs.eval()(images))


def test_each_copy_feeds_body_and_shortcut_of_the_next() -> None:
    network = repeated(2)
    (add,) = (name for name in layers_in(network, "res/copy2") if name.startswith("add"))
    assert network.sources_of[add][1] == "add1"
    assert not analyse(network).errors


@pytest.mark.parametrize("times", [1, 2, 4, 7])
def test_the_count_can_be_changed(times: int) -> None:
    changed = RepeatBlock("res", times).apply(repeated(4))
    fresh = residual() if times == 1 else repeated(times)
    assert len(changed.layers) == len(fresh.layers)
    assert analyse(changed).parameters == analyse(fresh).parameters
    assert block_paths(changed) == block_paths(fresh)
    assert not analyse(changed).errors
    assert len(changed.ends) == 1


def test_one_copy_is_a_plain_block_again() -> None:
    plain = RepeatBlock("res", 1).apply(repeated(4))
    assert plain.computes_like(residual())
    assert plain.blocks == residual().blocks
    assert not repeats(plain)


def test_a_copy_that_is_changed_by_hand_ends_the_repeat() -> None:
    network = repeated(3)
    assert not repeats(SetFields("conv3", {"kernel_size": 1, "padding": 0}).apply(network))
    assert repeats(RenameLayer("conv3", "other").apply(network))
    assert not repeats(AddLayer(ReLU(), Position(0, 900), after="add1").apply(network))


def test_repeats_lie_in_repeats() -> None:
    network = GroupLayers(frozenset(layers_in(repeated(2), "res")), "stage").apply(repeated(2))
    network = RepeatBlock("stage", 3).apply(network)
    found = repeats(network)
    assert {path: len(copies) for path, copies in found.items()} == {
        "stage": 3,
        **{f"stage/copy{number}/res": 2 for number in (1, 2, 3)},
    }


def test_blocks_side_by_side_are_no_repeat() -> None:
    layers = {"input": Input(), "a": ReLU(), "b": ReLU(), "cat": Concatenate()}
    wires = [("input", "a"), ("input", "b"), ("a", "cat"), ("b", "cat")]
    network = Network("fork", layers, tuple(Wire(*ends) for ends in wires))
    assert not repeats(network.with_blocks({"a": "both/one", "b": "both/two"}))


def test_a_repeat_survives_a_file() -> None:
    network = repeated(3)
    read = network_from_json(network_to_json(network))
    assert repeats(read) == repeats(network)
    assert read.collapsed == {"res"}


def test_copies_are_as_open_as_the_block() -> None:
    network = GroupLayers(frozenset({"conv1", "relu1"}), "first").apply(residual())
    network = CollapseBlocks(frozenset({"res/first"})).apply(network)
    shut = RepeatBlock("res", 3).apply(network).collapsed
    assert shut == {"res", *(f"res/copy{number}/first" for number in (1, 2, 3))}


def test_a_copy_takes_its_inputs_in_the_blocks_order() -> None:
    layers = {"input": Input(3, 8, 8), "conv1": Conv2d(3, 1), "cat": Concatenate(), "end": ReLU()}
    wires = [("input", "cat"), ("input", "conv1"), ("conv1", "cat"), ("cat", "end")]
    dense = Network("dense", layers, tuple(Wire(*ends) for ends in wires))
    dense = dense.with_blocks({"conv1": "dense", "cat": "dense"})
    again = RepeatBlock("dense", 2).apply(dense)
    assert again.sources_of["concat1"] == ("cat", "conv2")


def test_a_block_with_two_ends_is_not_repeated() -> None:
    network = AddLayer(ReLU(), Position(0, 500), after="conv1", name="side").apply(residual())
    network = network.with_blocks({"conv1": "fork", "side": "fork"})
    with pytest.raises(NetworkError, match="ends in one"):
        RepeatBlock("fork", 2).apply(network)


def test_a_block_is_not_repeated_beyond_what_a_network_may_hold() -> None:
    network = chain("long", [Input(), *[ReLU()] * 200, Flatten()])
    network = network.with_blocks({f"relu{n}": "long" for n in range(1, 201)})
    with pytest.raises(NetworkError, match="at most 20,000 layers"):
        RepeatBlock("long", 200).apply(network)


def test_stages_of_a_torchvision_network_are_told_as_repeats() -> None:
    from app.files.torchvision_models import network_from_torchvision

    found = repeats(network_from_torchvision("resnet18").network)
    assert {path: len(copies) for path, copies in found.items()} == {"layer1": 2}
