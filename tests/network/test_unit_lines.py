"""B8: the lines of units through layers, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network.analysis import Analysis, LayerAnalysis, analyse
from app.network.connection_text import overview, pointed_at, sum_text, units_text, variant_title
from app.network.connections import as_dense, without_sharing
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain, lenet5
from app.network.receptive import Rectangle, seen_by
from app.network.unit_lines import (
    Along,
    Slice,
    Stack,
    choices_of,
    input_channel,
    lines_of,
    stack_of,
    why_no_lines,
    wiring_of,
)


def b8() -> tuple[Network, Analysis]:
    """The lecture's example: eight units, and a kernel of width 3 over them."""
    network = chain("B8", [Input(1, 1, 8), Reshape(1, 0, 8), Conv1d(1, 3, padding=1)])
    return network, analyse(network)


def stacked(layers: int, along: Along = "width") -> tuple[Stack, LayerAnalysis]:
    """Two convolutions of width 3 and a pooling, with an activation between."""
    kinds = [Input(1, 16, 16), Conv2d(4, 3), BatchNorm2d(), ReLU(), Conv2d(4, 3), MaxPool2d()]
    network = chain("stack", [*kinds, Flatten(), Linear(3)])
    analysis = analyse(network)
    return stack_of(network, analysis, "conv1", along, layers), analysis.layers["conv1"]


def test_b8_is_told_with_its_numbers() -> None:
    network, analysis = b8()
    layer = analysis.layers["conv1"]
    text = overview(stack_of(network, analysis, "conv1", "length"), layer, "length")
    assert text.startswith(
        "1 input reaches 3 outputs; in a dense layer it would reach all 8. "
        "3 weights serve 8 × 3 = 24 connections (2 from padding); dense: 64."
    )


def test_b8_the_three_pictures_are_titled_with_their_weights() -> None:
    network, analysis = b8()
    wiring = stack_of(network, analysis, "conv1", "length").wirings[0]
    assert variant_title(wiring) == "Shared: 3 weights"
    assert variant_title(without_sharing(wiring)) == "Not shared: 24 weights"
    assert variant_title(as_dense(wiring)) == "Dense: 64 weights"


def test_a_unit_tells_what_it_sees_and_what_it_reaches() -> None:
    network, analysis = b8()
    stack = stack_of(network, analysis, "conv1", "length")
    assert pointed_at(stack, 1, 4) == "Unit 4 of conv1 sees 3, 4 and 5 of reshape1."
    assert pointed_at(stack, 0, 4) == (
        "Unit 4 of reshape1 reaches 3 of 8 in conv1: 3, 4 and 5; "
        "in a dense layer it would reach all 8."
    )
    wiring = stack.wirings[0]
    first = wiring.between(wiring.cells(0), range(1))
    assert sum_text(0, first, wiring, more=False) == "y₀ = w₀·0 + w₁·x₀ + w₂·x₁"


def test_the_field_grows_with_every_layer_and_functions_of_one_unit_are_left_out() -> None:
    stack, layer = stacked(3)
    assert stack.layers == ("conv1", "conv2", "pool1")
    assert stack.passed_over == ("bn1", "relu1")
    assert [bits.bit_count() for bits in stack.reached(3, 2)] == [6, 4, 2, 1]
    text = overview(stack, layer, "width")
    assert "1 unit of pool1 sees 2 of conv2, 4 of conv1 and 6 of input." in text
    assert "Left out: bn1 and relu1, which work on each unit alone." in text


@given(unit=st.integers(0, 5), layers=st.integers(1, 3))
def test_what_a_stack_sees_of_its_input_is_the_receptive_field(unit: int, layers: int) -> None:
    stack, _ = stacked(layers)
    network = chain(
        "stack", [Input(1, 16, 16), Conv2d(4, 3), BatchNorm2d(), ReLU(), Conv2d(4, 3), MaxPool2d()]
    )
    at = Rectangle(0, unit, 1, unit + 1)
    seen = seen_by(network, analyse(network), stack.layers[-1], at)["input"].seen
    assert seen is not None
    bits = stack.reached(layers, unit)[0]
    assert (bits & -bits).bit_length() - 1 == seen.left
    assert bits.bit_length() == seen.right


def test_the_way_up_ends_at_flattening_and_at_a_branch() -> None:
    assert stacked(3)[0].layers == stacked(9)[0].layers
    layers = {"input": Input(1, 8, 8), "a": Conv2d(1, 3), "b": Conv2d(1, 3), "c": Conv2d(1, 3)}
    wires = (Wire("input", "a"), Wire("a", "b"), Wire("a", "c"))
    network = Network("branch", layers, wires)
    assert stack_of(network, analyse(network), "a", "width", 3).layers == ("a",)


@given(first=st.integers(0, 12), cells=st.integers(4, 30), outputs=st.integers(1, 12))
def test_a_small_picture_has_all_that_its_outputs_see(first: int, cells: int, outputs: int) -> None:
    stack, _ = stacked(2)
    rows = stack.shown(first, cells, outputs)
    assert all(len(row) <= cells for row in rows)
    assert 1 <= len(rows[-1]) <= outputs
    if len(rows[-1]) > 1 or cells >= 5:
        seen = 0
        for unit in rows[-1]:
            seen |= stack.reached(2, unit)[0]
        assert all(cell in rows[0] for cell in range(seen.bit_length()) if seen >> cell & 1)


def test_of_a_dense_layer_the_first_units_are_shown() -> None:
    network = lenet5()
    analysis = analyse(network)
    stack = stack_of(network, analysis, "fc1", "units")
    assert stack.rows == (120, 84)
    assert stack.shown(0, 16, 12) == (range(16), range(12))
    text = overview(stack, analysis.layers["fc1"], "units")
    assert text == (
        "1 input reaches all 84 outputs: dense. "
        "84 × 120 = 10,080 connections, each with its own weight."
    )


def test_a_filter_sees_the_channels_of_its_group_only() -> None:
    network = chain("groups", [Input(4, 8, 8), Conv2d(6, 3, groups=2)])
    analysis = analyse(network)
    layer = analysis.layers["conv1"]
    assert choices_of(layer, "width") == (6, 2, 3)
    assert input_channel(layer, Slice("width", filter=4, channel=1)) == 3
    through = wiring_of(layer, "channels")
    assert [through.cells(target) for target in (0, 5)] == [range(2), range(2, 4)]
    text = overview(stack_of(network, analysis, "conv1", "channels"), layer, "channels")
    assert "1 input reaches 3 outputs of its group" in text
    assert "12 connections, each with its own weight; dense: 24." in text


def test_a_pooling_has_connections_without_weights() -> None:
    network = chain("pool", [Input(1, 8, 8), MaxPool2d()])
    analysis = analyse(network)
    stack = stack_of(network, analysis, "pool1", "width")
    assert overview(stack, analysis.layers["pool1"], "width") == (
        "1 input reaches 1 output; in a dense layer it would reach all 4. "
        "4 × 2 = 8 connections, none with a weight: nothing is learned here; dense: 32."
    )


def test_layers_without_connections_say_why() -> None:
    layers = {
        "input": Input(1, 4, 4),
        "conv": Conv2d(2, 9),
        "add": Add(),
        "flat": Flatten(),
        "loose": Conv2d(),
        "after": ReLU(),
    }
    wires = (
        *(Wire("input", "conv"), Wire("input", "add"), Wire("input", "flat")),
        Wire("conv", "after"),
    )
    analysis = analyse(Network("no lines", layers, wires))

    def why(name: str) -> str:
        assert lines_of(analysis.layers[name]) == ()
        return why_no_lines(analysis.layers[name])

    assert "where the images come in" in why("input")
    assert "no units to draw: " in why("conv")
    assert "the same 16 numbers" in why("flat")
    assert "not connected" in why("loose")
    assert "a layer before it does not fit" in why("after")


@pytest.mark.parametrize(
    ("units", "text"),
    [
        (0, "none"),
        (0b111000, "3, 4 and 5"),
        (0b111100, "2 to 5 (4 units)"),
        (0b10101, "0, 2 and 4"),
        (0b10101010101010101, "0, 2, 4, 6 … 16 (9 units)"),
    ],
)
def test_units_are_listed_in_words(units: int, text: str) -> None:
    assert units_text(units) == text
