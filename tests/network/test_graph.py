"""Networks as graphs: what is refused and what can be asked."""

from __future__ import annotations

import keyword

import pytest
from torch import nn

from app.network.graph import Network, NetworkError, Wire, name_problem
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input

_LAYERS = {"input": Input(), "a": ReLU(), "b": ReLU(), "c": ReLU()}


@pytest.mark.parametrize(
    ("wires", "message"),
    [
        ([("a", "x")], "names the layer 'x'"),
        ([("x", "a")], "names the layer 'x'"),
        ([("a", "c"), ("b", "c")], "two wires lead into 'c'"),
        ([("a", "input")], "'input', but an Input takes none"),
        ([("a", "b"), ("b", "c"), ("c", "a")], "in a circle through 'a'"),
    ],
)
def test_wires_that_make_no_sense_are_refused(wires: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        Network(layers=_LAYERS, wires=tuple(Wire(*ends) for ends in wires))


def test_no_attribute_of_a_torch_module_can_name_a_layer() -> None:
    for word in (*dir(nn.Module()), *keyword.kwlist):
        assert name_problem(word), word


def test_branches_and_loose_layers_can_be_told_apart() -> None:
    network = Network(layers=_LAYERS, wires=(Wire("input", "b"), Wire("b", "a")))
    assert network.order == ("input", "c", "b", "a")
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
