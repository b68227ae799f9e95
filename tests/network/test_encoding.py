"""Networks as JSON: what was written is read back; what is wrong is said in a sentence."""

import json
from contextlib import suppress
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.network.encoding import FARTHEST, network_from_json, network_to_json
from app.network.fields import Field, fields_of
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import MAX_LAYERS, Network, NetworkError, Position, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import lenet5


def _values(field: Field) -> st.SearchStrategy[Any]:
    """Every value that a setting takes."""
    low, high = int(field.minimum), int(field.maximum)
    if field.kind == "flag":
        return st.booleans()
    if field.kind == "choice":
        return st.sampled_from(field.words)
    if field.kind == "whole":
        return st.integers(low, high)
    if field.kind == "real":
        return st.floats(field.minimum, field.maximum)
    number = st.integers(low, high)
    pairs = st.one_of(number, st.tuples(number, number))
    return st.one_of(pairs, st.sampled_from(field.words)) if field.words else pairs


def _layers() -> st.SearchStrategy[Layer]:
    return st.sampled_from(LAYER_KINDS).flatmap(
        lambda kind: st.builds(kind, **{field.name: _values(field) for field in fields_of(kind)})
    )


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any network at all: half-built, branching, with layers that nothing feeds."""
    layers: dict[str, Layer] = {}
    for layer in draw(st.lists(_layers(), max_size=8)):
        layers[Network().free_name(layer, layers)] = layer
    names = list(layers)
    wires = [
        Wire(draw(st.sampled_from(names[:index])), name)
        for index, name in enumerate(names)
        if index and not isinstance(layers[name], Input) and draw(st.booleans())
    ]
    coordinate = st.floats(-FARTHEST, FARTHEST)
    places = st.builds(Position, coordinate, coordinate)
    positions = {name: draw(places) for name in names if draw(st.booleans())}
    return Network(draw(st.text(max_size=20)), layers, tuple(wires), positions)


@given(networks())
def test_any_network_is_read_back_as_it_was(network: Network) -> None:
    assert network_from_json(network_to_json(network)) == network


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_built_in_networks_are_read_back_as_they_were(entry: GalleryEntry) -> None:
    network = entry.build()
    assert network_from_json(network_to_json(network)) == network


def test_the_form_is_plain_json_with_the_layers_own_settings() -> None:
    form = json.loads(network_to_json(lenet5()))
    assert set(form) == {"name", "layers", "wires"}
    first, second = form["layers"][:2]
    assert first["name"] == "input"
    assert second["kind"] == "Conv2d"
    assert second["settings"]["kernel_size"] == 5
    assert form["wires"][0] == ["input", "conv1"]
    assert len(second["position"]) == 2


def test_settings_that_are_left_out_take_their_defaults() -> None:
    data = b'{"name": "n", "layers": [{"name": "a", "kind": "ReLU", "settings": {}}], "wires": []}'
    assert network_from_json(data).layers["a"] == ReLU()


def test_a_card_dragged_out_of_bounds_is_written_at_the_bound() -> None:
    network = Network(layers={"a": ReLU()}, positions={"a": Position(1e12, -1e12)})
    read = network_from_json(network_to_json(network))
    assert read.positions["a"] == Position(FARTHEST, -FARTHEST)


def test_half_a_character_in_the_name_is_written_as_a_question_mark() -> None:
    assert network_from_json(network_to_json(Network("a\ud800b"))).name == "a?b"


def _data(*layers: dict[str, Any], wires: list[list[str]] | None = None, **more: Any) -> bytes:
    return json.dumps({"name": "n", "layers": layers, "wires": wires or [], **more}).encode()


def _conv(**settings: Any) -> dict[str, Any]:
    return {"name": "conv1", "kind": "Conv2d", "settings": settings, "position": [0, 0]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (_data(_conv(kernel_size=0)), "layer 'conv1': kernel_size must be .*from 1 to 1024, not 0"),
        (_data(_conv(kernel_size=[3, 3, 3])), "layer 'conv1': kernel_size must be"),
        (_data(_conv(kernel_size=[[3], 3])), "layer 'conv1': kernel_size must be"),
        (_data(_conv(out_channels=True)), "layer 'conv1': out_channels must be"),
        (_data(_conv(bias="no")), "layer 'conv1': bias must be true or false"),
        (_data(_conv(filters=3)), "layer 'conv1': Conv2d has no setting 'filters'; it has bias"),
        (_data({**_conv(), "kind": "Conv9d"}), "layer 'conv1': there is no layer kind 'Conv9d'"),
        (_data({**_conv(), "name": "a.b"}), "'a.b' is no layer name"),
        (_data({**_conv(), "name": "forward"}), "'forward' is a word that PyTorch"),
        (_data(_conv(), _conv()), "two layers are called 'conv1'"),
        (_data({**_conv(), "position": [1e300, 0]}), r"at layers\[0\].position\[0\]"),
        (_data({**_conv(), "position": [float("inf"), 0]}), "no JSON"),
        (_data({**_conv(), "position": [0]}), r"at layers\[0\].position"),
        (_data({**_conv(), "shade": 1}), r"unknown field `shade` at layers\[0\]"),
        (_data(_conv(), wires=[["conv1", "x"]]), "a wire names the layer 'x', which is not there"),
        (_data(_conv(), wires=[["conv1", "conv1"]]), "in a circle through 'conv1'"),
        (_data(_conv(), wires=[["conv1"]]), r"at wires\[0\]"),
        (_data(owner="me"), "unknown field `owner`"),
        (b"{}", "missing required field `name`"),
        (b"[]", "Expected `object`, got `array` at the beginning"),
        (b"", "no JSON"),
        (b'{"name": "a', "no JSON"),
        (b'{"name": "\xff", "layers": [], "wires": []}', "not UTF-8|no JSON"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: bytes, message: str) -> None:
    with pytest.raises(NetworkError, match=message):
        network_from_json(data)


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1" + "0" * 5000, "1e999", "-1e999"])
@pytest.mark.parametrize("kind", ["Dropout", "Conv2d", "Linear"])
def test_numbers_beyond_all_measure_are_refused(kind: str, number: str) -> None:
    setting = {"Dropout": "p", "Conv2d": "kernel_size", "Linear": "out_features"}[kind]
    entry = f'{{"name": "a", "kind": "{kind}", "settings": {{"{setting}": {number}}}}}'
    data = f'{{"name": "n", "layers": [{entry}], "wires": []}}'.encode()
    with pytest.raises(NetworkError) as caught:
        network_from_json(data)
    assert len(str(caught.value)) < 500


def test_deep_nesting_is_refused() -> None:
    start = b'{"name": "n", "layers": [{"name": "a", "kind": "ReLU", "settings": {"p": '
    with pytest.raises(NetworkError, match="nested too deeply"):
        network_from_json(start + b"[" * 1_000_000)


def test_a_setting_nested_as_deep_as_can_be_read_is_refused() -> None:
    for depth in range(900, 1000, 3):
        data = _data(_conv(kernel_size=0)).replace(b"0", b"[" * depth + b"]" * depth, 1)
        with pytest.raises(NetworkError):
            network_from_json(data)


def test_more_layers_than_allowed_are_refused() -> None:
    layers = [
        {"name": f"a{index}", "kind": "ReLU", "settings": {}} for index in range(MAX_LAYERS + 1)
    ]
    with pytest.raises(NetworkError, match="at most 20,000 layers"):
        network_from_json(_data(*layers))


def test_more_bytes_than_allowed_are_refused_unread() -> None:
    with pytest.raises(NetworkError, match="17 MiB is too large"):
        network_from_json(b" " * (17 * 2**20))


@settings(max_examples=200)
@given(st.data())
def test_damaged_text_gives_a_sentence_or_a_network(data: st.DataObject) -> None:
    text = bytearray(network_to_json(lenet5()))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.integers(0, 255))
    with suppress(NetworkError):
        assert isinstance(network_from_json(bytes(text)), Network)


def test_every_declared_setting_is_written() -> None:
    for kind in LAYER_KINDS:
        form = json.loads(network_to_json(Network(layers={"a": kind()})))
        declared = {entry.name for entry in fields(kind)}
        assert set(form["layers"][0]["settings"]) == declared
