"""A hidden network is told from others without being shown."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exercises.hidden import compare, hide
from app.network.edits import AddLayer, Connect, Edit, RemoveLayers, RenameLayer, SetFields
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network, NetworkError, Position
from app.network.layers.activation import Sigmoid
from app.network.layers.dense import Input, Linear
from app.network.patterns import chain
from tests.exercises.tasks import SECRET

HIDDEN = hide(SECRET)


def edited(*edits: Edit) -> Network:
    network = SECRET
    for edit in edits:
        network = edit.apply(network)
    return network


def test_names_and_positions_make_no_difference() -> None:
    moved = SECRET.with_positions({name: Position(3.0, 7.0) for name in SECRET.layers})
    assert compare(HIDDEN, RenameLayer("conv1", "eyes").apply(moved)).rebuilt


@pytest.mark.parametrize("name", ["inception-module", "residual-block", "se-block"])
def test_the_order_of_branches_makes_no_difference(name: str) -> None:
    network = gallery_entry(name).build()
    assert compare(hide(network), replace(network, wires=network.wires[::-1])).rebuilt


@given(st.sampled_from([entry.name for entry in GALLERY if entry.facts.layers < 60]), st.data())
def test_a_network_of_the_gallery_is_itself_and_no_other(name: str, data: st.DataObject) -> None:
    network = gallery_entry(name).build()
    if len(network.ends) != 1:
        return
    hidden = hide(network)
    assert compare(hidden, network).rebuilt
    gone = data.draw(st.sampled_from(sorted(network.layers)))
    assert not compare(hidden, RemoveLayers(frozenset({gone})).apply(network)).rebuilt


def test_a_layer_with_another_setting_is_named_but_not_the_setting() -> None:
    found = compare(HIDDEN, edited(SetFields("conv1", {"kernel_size": 3})))
    assert found.differs == ("conv1",)
    assert found.right == 1
    assert found.message == "conv1 is of the right kind, but not all of its settings are right"


def test_a_layer_of_another_kind_is_named() -> None:
    other = chain("other", [Input(1, 28, 28), Sigmoid()])
    found = compare(HIDDEN, other)
    assert found.message == "behind input the hidden network has something else than sigmoid1"


def test_what_is_right_so_far_may_go_on() -> None:
    found = compare(HIDDEN, edited(RemoveLayers(frozenset({"fc1"}))))
    assert (found.right, found.total) == (5, 6)
    assert found.message == "what there is is right; go on behind flatten1"


def test_a_layer_too_many_at_the_end_is_named() -> None:
    longer = edited(AddLayer(Linear(10), Position(0.0, 0.0)), Connect("fc1", "fc2"))
    assert compare(HIDDEN, longer).differs == ("fc2",)


def test_an_empty_canvas_is_told_where_to_begin() -> None:
    assert compare(HIDDEN, Network()).message == "begin with an Input"


def test_the_file_shows_neither_kinds_nor_settings() -> None:
    text = msgspec.json.encode(HIDDEN).decode()
    for secret in ("Conv2d", "ReLU", "Linear", "kernel_size", "conv1"):
        assert secret not in text


def test_the_same_network_is_hidden_otherwise_each_time() -> None:
    first, second = hide(SECRET), hide(SECRET)
    assert not {part.whole for part in first.layers} & {part.whole for part in second.layers}


def test_a_network_with_two_ends_cannot_be_hidden() -> None:
    with pytest.raises(NetworkError, match="one last layer"):
        hide(edited(AddLayer(Linear(10), Position(0.0, 0.0)), Connect("relu1", "fc2")))
