"""Networks as graphs: what is refused and what can be asked."""

from __future__ import annotations

import keyword
from dataclasses import replace

import pytest
from torch import nn

from app.network.edits import AddLayer, PasteLayers
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import MAX_LAYERS, Network, NetworkError, Position, Wire, name_problem
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.merge import Add, Concatenate

_LAYERS = {"input": Input(), "a": ReLU(), "b": ReLU(), "c": ReLU()}


@pytest.mark.parametrize(
    ("wires", "message"),
    [
        ([("a", "x")], "names the layer 'x'"),
        ([("x", "a")], "names the layer 'x'"),
        ([("a", "c"), ("b", "c")], "two wires lead into 'c'"),
        ([("a", "input")], "'input', but an Input takes none"),
        ([("a", "b"), ("b", "c"), ("c", "a")], "in a circle through '[abc]'"),
    ],
)
def test_wires_that_make_no_sense_are_refused(wires: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        Network(layers=_LAYERS, wires=tuple(Wire(*ends) for ends in wires))


def test_no_edit_makes_more_layers_than_a_file_can_hold() -> None:
    network = Network(layers={f"relu{number}": ReLU() for number in range(MAX_LAYERS)})
    with pytest.raises(NetworkError, match="at most 20,000 layers; this one has 20,001"):
        AddLayer(ReLU(), Position(0, 0)).apply(network)
    with pytest.raises(NetworkError, match="this one has 40,000"):
        PasteLayers(network, Position(0, 0)).apply(network)
    assert network_from_json(network_to_json(network)).layers.keys() == network.layers.keys()


def test_no_attribute_of_a_torch_module_can_name_a_layer() -> None:
    for word in (*dir(nn.Module()), *keyword.kwlist):
        assert name_problem(word), word


def test_branches_and_loose_layers_can_be_told_apart() -> None:
    network = Network(layers=_LAYERS, wires=(Wire("input", "b"), Wire("b", "a")))
    assert network.order == ("input", "b", "a", "c")
    assert network.connected == {"input", "a", "b"}
    assert network.ends == ("a",)
    assert network.upstream("a") == ("b", "input")
    assert network.targets_of["b"] == ("a",)


def test_each_connected_layer_knows_its_input() -> None:
    layers = {"one": Input(), "two": Input(), "a": ReLU(), "b": ReLU(), "loose": ReLU()}
    network = Network(layers=layers, wires=(Wire("two", "a"), Wire("a", "b")))
    assert network.input_of == {"one": "one", "two": "two", "a": "two", "b": "two"}


def test_free_names_count_on_from_the_lowest_number() -> None:
    network = Network(layers={"conv1": Conv2d(), "conv3": Conv2d()})
    assert network.free_name(Conv2d()) == "conv2"
    assert network.free_name(Conv2d(), taken=["conv2"]) == "conv4"
    assert network.free_name(Input()) == "input"
    assert network.free_name(Input(), taken=["input"]) == "input1"


def test_several_free_names_are_found_as_if_one_after_another() -> None:
    network = Network(layers={"conv2": Conv2d(), "input2": Input()})
    new = [Conv2d(), ReLU(), Conv2d(), Input(), Input(), Input(), Conv2d()]
    assert network.free_names(new, taken=["relu1"]) == [
        *("conv1", "relu2", "conv3", "input", "input1", "input3", "conv4")
    ]


def _diamond() -> Network:
    """Two branches that meet again; the shortcut is the second wire into the sum."""
    layers: dict[str, Layer] = {
        "input": Input(),
        "a": ReLU(),
        "b": ReLU(),
        "sum": Add(),
        "end": ReLU(),
    }
    wires = (
        Wire("input", "a"),
        Wire("a", "b"),
        Wire("b", "sum"),
        Wire("a", "sum"),
        Wire("sum", "end"),
    )
    return Network(layers=layers, wires=wires)


def test_a_layer_that_merges_takes_several_wires_in_their_order() -> None:
    network = _diamond()
    assert network.sources_of["sum"] == ("b", "a")
    assert network.order == ("input", "a", "b", "sum", "end")
    assert network.upstream("sum") == ("b", "a", "input")
    assert network.downstream("a") == {"b", "sum", "end"}


def test_branches_stay_together_in_the_order() -> None:
    names = ("input", "a1", "b1", "c1", "a2", "b2", "merged")
    kinds: list[Layer] = [Input(), *(ReLU() for _ in range(5)), Concatenate()]
    pairs = "input a1, input b1, input c1, a1 a2, b1 b2, a2 merged, b2 merged, c1 merged"
    network = Network(
        layers=dict(zip(names, kinds, strict=True)),
        wires=tuple(Wire(*pair.split()) for pair in pairs.split(",")),
    )
    assert network.order == ("input", "a1", "a2", "b1", "b2", "c1", "merged")


def test_a_circle_through_a_merge_is_refused_before_it_is_wired() -> None:
    network = _diamond()
    layers = {**network.layers, "other": Add()}
    wires = (*network.wires, Wire("end", "other"))
    assert "circle" in Network(layers=layers, wires=wires).why_not_connect("other", "sum")
    assert network.why_not_connect("a", "sum") == "a feeds sum already"
    with pytest.raises(NetworkError, match="circle"):
        Network(layers=layers, wires=(*wires, Wire("other", "sum")))


def test_networks_whose_merges_take_their_inputs_in_another_order_differ() -> None:
    network = _diamond()
    swapped = replace(network, wires=(*network.wires[:2], *network.wires[3:], network.wires[2]))
    assert not network.computes_like(swapped)


def test_a_wire_that_is_there_twice_is_found_at_once_among_very_many() -> None:
    layers = {"input": Input(), **{f"a{n}": Add() for n in range(800)}}
    names = list(layers)
    wires = [Wire(a, b) for at, a in enumerate(names) for b in names[at + 1 :]]
    with pytest.raises(NetworkError, match="two wires run from 'a798' to 'a799'"):
        Network(layers=layers, wires=(*wires, wires[-1]))
