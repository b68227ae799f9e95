"""Edits: what each does, and that none ever breaks a network."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.network.analysis import analyse
from app.network.edits import (
    AddLayer,
    Connect,
    Disconnect,
    Edit,
    InsertBefore,
    InsertLayer,
    MoveLayers,
    PasteLayers,
    RemoveLayers,
    RenameLayer,
    RenameNetwork,
    SetFields,
    Together,
    part_of,
)
from app.network.fields import fields_of
from app.network.graph import Network, NetworkError, Position, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain, lenet5
from tests.network.strategies import SMALL, layers, positions, values

_HERE = Position(0.0, 0.0)


def _abc() -> Network:
    """input → conv1 → relu1 → pool1."""
    return chain("abc", [Input(1, 8, 8), Conv2d(4), ReLU(), MaxPool2d()])


def _branched() -> Network:
    """flatten1 feeds fc1 and fc2."""
    return Network(
        layers={"input": Input(), "flatten1": Flatten(), "fc1": Linear(), "fc2": Linear()},
        wires=(Wire("input", "flatten1"), Wire("flatten1", "fc1"), Wire("flatten1", "fc2")),
        positions=dict.fromkeys(("input", "flatten1", "fc1", "fc2"), _HERE),
    )


class TestAddLayer:
    def test_it_takes_the_next_free_name_and_the_wire(self) -> None:
        network = AddLayer(ReLU(), Position(5, 6), after="pool1").apply(_abc())
        assert network.source_of["relu2"] == "pool1"
        assert network.positions["relu2"] == (5, 6)

    def test_a_taken_name_is_refused(self) -> None:
        with pytest.raises(NetworkError, match="'conv1' already"):
            AddLayer(ReLU(), _HERE, name="conv1").apply(_abc())

    def test_an_input_is_fed_by_nothing(self) -> None:
        with pytest.raises(NetworkError, match="an Input takes no wire"):
            AddLayer(Input(), _HERE, after="pool1").apply(_abc())


class TestInsert:
    def test_into_a_wire_it_joins_both_ends(self) -> None:
        network = InsertLayer(Tanh(), Wire("conv1", "relu1"), _HERE).apply(_abc())
        assert network.order == ("input", "conv1", "tanh1", "relu1", "pool1")

    def test_into_one_of_two_branches_it_leaves_the_other(self) -> None:
        network = InsertLayer(ReLU(), Wire("flatten1", "fc2"), _HERE).apply(_branched())
        assert network.source_of["fc1"] == "flatten1"
        assert network.source_of["fc2"] == "relu1"

    def test_into_a_wire_that_is_not_there_it_is_refused(self) -> None:
        with pytest.raises(NetworkError, match="no wire from 'input' to 'pool1'"):
            InsertLayer(Tanh(), Wire("input", "pool1"), _HERE).apply(_abc())

    def test_an_input_cannot_stand_in_a_wire(self) -> None:
        with pytest.raises(NetworkError, match="an Input takes none"):
            InsertLayer(Input(), Wire("conv1", "relu1"), _HERE).apply(_abc())

    def test_before_a_layer_it_takes_its_place_and_shifts_what_follows(self) -> None:
        network = _abc()
        changed = InsertBefore(Tanh(), "relu1", shift=220).apply(network)
        assert changed.order == ("input", "conv1", "tanh1", "relu1", "pool1")
        before, after = network.positions, changed.positions
        assert after["tanh1"] == before["relu1"]
        assert after["conv1"] == before["conv1"]
        for name in ("relu1", "pool1"):
            assert after[name] == (before[name].x + 220, before[name].y)

    def test_before_a_layer_it_shifts_only_the_row_that_the_layer_stands_in(self) -> None:
        network = lenet5()
        changed = InsertBefore(Tanh(), "conv1", shift=220).apply(network)
        row = network.positions["conv1"].y
        for name, at in network.positions.items():
            moved = at.y == row and name != "input"
            assert changed.positions[name] == (at.x + 220 * moved, at.y)
        assert len({at.y for at in network.positions.values()}) > 1

    def test_before_a_layer_that_nothing_feeds_it_is_refused(self) -> None:
        with pytest.raises(NetworkError, match="nothing feeds 'input'"):
            InsertBefore(Tanh(), "input").apply(_abc())


class TestRemoveLayers:
    def test_a_chain_heals(self) -> None:
        network = RemoveLayers(frozenset({"conv1", "relu1"})).apply(_abc())
        assert network.wires == (Wire("input", "pool1"),)
        assert set(network.positions) == set(network.layers) == {"input", "pool1"}

    def test_both_branches_are_joined_to_what_fed_the_layer(self) -> None:
        network = RemoveLayers(frozenset({"flatten1"})).apply(_branched())
        assert network.source_of == {"fc1": "input", "fc2": "input"}

    def test_without_the_input_the_first_layer_is_loose(self) -> None:
        network = RemoveLayers(frozenset({"input"})).apply(_abc())
        assert "conv1" not in network.source_of

    def test_what_is_not_there_cannot_be_removed(self) -> None:
        with pytest.raises(NetworkError, match="no layer 'conv9'"):
            RemoveLayers(frozenset({"conv1", "conv9"})).apply(_abc())


class TestSetFields:
    def test_it_changes_what_is_named_and_nothing_else(self) -> None:
        network = SetFields("conv1", {"kernel_size": [5, 5]}).apply(_abc())
        assert network.layers["conv1"] == Conv2d(4, 5)

    @pytest.mark.parametrize(
        ("name", "values", "message"),
        [
            ("conv1", {"stride": 0}, "conv1: stride must be .* from 1 to 1024, not 0"),
            ("conv1", {"filters": 3}, "conv1: Conv2d has no setting 'filters'; it has bias"),
            ("conv9", {"stride": 1}, "there is no layer 'conv9'"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, name: str, values: dict[str, object], message: str
    ) -> None:
        with pytest.raises(NetworkError, match=message):
            SetFields(name, values).apply(_abc())

    def test_its_label_reads_as_the_lectures_write(self) -> None:
        edit = SetFields("conv1", {"stride": (2, 1), "padding": "same"})
        assert edit.label == "Set stride 2×1, padding same of conv1"


class TestWires:
    def test_a_new_wire_replaces_the_one_that_led_there(self) -> None:
        network = Connect("input", "pool1").apply(_abc())
        assert network.source_of["pool1"] == "input"
        assert len(network.wires) == 3

    @pytest.mark.parametrize(
        ("source", "target", "message"),
        [
            ("relu1", "conv1", "conv1 already leads to relu1"),
            ("relu1", "relu1", "cannot feed itself"),
            ("relu1", "input", "an Input takes no wire"),
            ("relu1", "conv9", "no layer 'conv9'"),
        ],
    )
    def test_wires_that_make_no_sense_are_refused(
        self, source: str, target: str, message: str
    ) -> None:
        with pytest.raises(NetworkError, match=message):
            Connect(source, target).apply(_abc())

    def test_a_deleted_wire_leaves_both_layers(self) -> None:
        network = Disconnect(frozenset({Wire("conv1", "relu1")})).apply(_abc())
        assert network.connected == {"input", "conv1"}
        with pytest.raises(NetworkError, match="no wire from 'conv1' to 'relu1'"):
            Disconnect(frozenset({Wire("conv1", "relu1")})).apply(network)


class TestRename:
    def test_wires_and_place_go_along(self) -> None:
        network = _abc()
        renamed = RenameLayer("conv1", "stem").apply(network)
        assert renamed.order == ("input", "stem", "relu1", "pool1")
        assert list(renamed.layers) == ["input", "stem", "relu1", "pool1"]
        assert renamed.positions["stem"] == network.positions["conv1"]

    @pytest.mark.parametrize(
        "name", ["", "1st", "a b", "class", "forward", "größe", "x" * 65, "a.b"]
    )
    def test_a_name_that_torch_or_python_cannot_take_is_refused(self, name: str) -> None:
        with pytest.raises(NetworkError, match="name"):
            RenameLayer("conv1", name).apply(_abc())

    def test_a_taken_name_is_refused(self) -> None:
        with pytest.raises(NetworkError, match="'relu1' already"):
            RenameLayer("conv1", "relu1").apply(_abc())

    @pytest.mark.parametrize("name", ["", "  ", "\n"])
    def test_a_network_without_a_name_is_refused(self, name: str) -> None:
        with pytest.raises(NetworkError, match="a network needs a name"):
            RenameNetwork(name).apply(_abc())


class TestPaste:
    def test_copies_get_free_names_and_keep_their_wires(self) -> None:
        network = _abc()
        fragment = part_of(network, frozenset({"conv1", "relu1"}))
        pasted = PasteLayers(fragment, Position(10, 20)).apply(network)
        assert set(pasted.layers) - set(network.layers) == {"conv2", "relu2"}
        assert pasted.source_of["relu2"] == "conv2"
        assert "conv2" not in pasted.source_of
        at = network.positions["conv1"]
        assert pasted.positions["conv2"] == (at.x + 10, at.y + 20)

    def test_pasting_twice_gives_other_names_again(self) -> None:
        fragment = _abc()
        network = PasteLayers(fragment, _HERE).apply(Network())
        network = PasteLayers(fragment, _HERE).apply(network)
        assert list(network.layers)[4:] == ["input1", "conv2", "relu2", "pool2"]

    def test_many_layers_get_the_names_they_would_get_one_by_one(self) -> None:
        network = Network(layers={"conv2": Conv2d(), "input": Input(), "relu1": ReLU()})
        fragment = chain("", [Input(), Conv2d(), Conv2d(), ReLU(), Conv2d()])
        names = PasteLayers(fragment, _HERE).new_names(network)
        assert list(names.values()) == ["input1", "conv1", "conv3", "relu2", "conv4"]


def test_edits_made_together_are_one() -> None:
    edits = (RenameLayer("conv1", "stem"), SetFields("stem", {"out_channels": 8}))
    network = Together("Make the stem", edits).apply(_abc())
    assert network.layers["stem"] == Conv2d(8)


def test_every_wire_of_lenet_can_be_cut_and_run_again() -> None:
    network = lenet5()
    for wire in network.wires:
        cut = Disconnect(frozenset({wire})).apply(network)
        again = Connect(*wire).apply(cut)
        assert again.source_of == network.source_of
        assert analyse(again).parameters == 61_706


class AnyEdits(RuleBasedStateMachine):
    """Random edits, sensible or not, of a network that must stay whole."""

    def __init__(self) -> None:
        super().__init__()
        self.network = Network()
        self.analysis = analyse(self.network)

    def _apply(self, edit: Edit) -> None:
        old = self.network
        kept = replace(
            old,
            layers=dict(old.layers),
            wires=tuple(old.wires),
            positions=dict(old.positions),
        )
        assert edit.label
        try:
            self.network = edit.apply(old)
        except NetworkError as refusal:
            assert str(refusal)  # noqa: PT017  (whether an edit is refused depends on chance)
        assert old == kept
        self.analysis = analyse(self.network, self.analysis)
        assert self.analysis == analyse(self.network)
        for problem in self.analysis.errors[:3]:
            for fix in problem.fixes:
                fix.edit.apply(self.network)  # an edit of this network, not of the one before

    def _name(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from([*self.network.layers, "nowhere"]))

    def _names(self, data: st.DataObject) -> frozenset[str]:
        return frozenset(data.draw(st.sets(st.sampled_from([*self.network.layers, "nowhere"]))))

    def _wire(self, data: st.DataObject) -> Wire:
        nowhere = Wire("nowhere", "nowhere")
        return data.draw(st.sampled_from([*self.network.wires, nowhere]))

    @rule(data=st.data(), layer=layers() | st.sampled_from([Input(), Add()]), at=positions)
    def add(self, data: st.DataObject, layer: Layer, at: Position) -> None:
        after = data.draw(st.none() | st.sampled_from([*self.network.layers, "nowhere"]))
        self._apply(AddLayer(layer, at, after))

    @rule(data=st.data(), layer=layers(), at=positions)
    def insert(self, data: st.DataObject, layer: Layer, at: Position) -> None:
        self._apply(InsertLayer(layer, self._wire(data), at))

    @rule(data=st.data(), layer=layers() | st.builds(Input))
    def insert_before(self, data: st.DataObject, layer: Layer) -> None:
        self._apply(InsertBefore(layer, self._name(data), shift=220.0))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self._apply(RemoveLayers(self._names(data)))

    @rule(data=st.data())
    def set_field(self, data: st.DataObject) -> None:
        name = self._name(data)
        fields = fields_of(type(self.network.layers.get(name, Input())))
        chosen: dict[str, object] = {"nothing": 0}
        if fields:
            field = data.draw(st.sampled_from(fields))
            chosen = {field.name: data.draw(values(field, SMALL.get(field.name, field.maximum)))}
        self._apply(SetFields(name, chosen))

    @rule(data=st.data(), at=positions)
    def move(self, data: st.DataObject, at: Position) -> None:
        self._apply(MoveLayers(dict.fromkeys(self._names(data), at)))

    @rule(data=st.data())
    def connect(self, data: st.DataObject) -> None:
        self._apply(Connect(self._name(data), self._name(data)))

    @rule(data=st.data())
    def disconnect(self, data: st.DataObject) -> None:
        self._apply(Disconnect(frozenset({self._wire(data)})))

    @rule(data=st.data(), new_name=st.sampled_from(["stem", "conv1", "class", "head", ""]))
    def rename(self, data: st.DataObject, new_name: str) -> None:
        self._apply(RenameLayer(self._name(data), new_name))

    @rule(name=st.text(max_size=5))
    def rename_network(self, name: str) -> None:
        self._apply(RenameNetwork(name))

    @rule(data=st.data(), offset=positions)
    def paste(self, data: st.DataObject, offset: Position) -> None:
        if len(self.network.layers) < 12:
            fragment = part_of(self.network, self._names(data))
            self._apply(PasteLayers(fragment, offset))
            assert len(set(PasteLayers(fragment, offset).new_names(self.network).values())) == len(
                fragment.layers
            )

    @rule(data=st.data())
    def take_a_fix(self, data: st.DataObject) -> None:
        fixes = [fix for problem in analyse(self.network).problems for fix in problem.fixes]
        if fixes:
            fix = data.draw(st.sampled_from(fixes))
            self.network = fix.edit.apply(self.network)

    @invariant()
    def every_layer_has_one_place_one_wire_in_at_most_and_its_turn(self) -> None:
        network = self.network
        assert set(network.positions) == set(network.layers)
        assert len({wire.target for wire in network.wires}) == len(network.wires)
        turn = {name: index for index, name in enumerate(network.order)}
        assert set(turn) == set(network.layers)
        assert all(turn[wire.source] < turn[wire.target] for wire in network.wires)
        assert all(name.isidentifier() for name in network.layers)

    @invariant()
    def what_an_edited_network_shares_with_the_one_before_holds_for_it(self) -> None:
        network = self.network
        fresh = Network(network.name, network.layers, network.wires, network.positions)
        assert network.order == fresh.order
        assert network.source_of == fresh.source_of
        assert network.targets_of == fresh.targets_of
        assert network.input_of == fresh.input_of
        assert network.ends == fresh.ends

    @invariant()
    def it_can_be_analysed(self) -> None:
        assert set(analyse(self.network).layers) == set(self.network.layers)


TestAnyEdits = AnyEdits.TestCase
TestAnyEdits.settings = settings(max_examples=30, stateful_step_count=40)


def _residual() -> Network:
    """conv1 → conv2 → add1, with the shortcut conv1 → add1 as its second wire."""
    network = chain("residual", [Input(4, 8, 8), Conv2d(4, 3, padding=1), Conv2d(4, 3, padding=1)])
    added = AddLayer(Add(), Position(660, 0), after="conv2", name="add1").apply(network)
    return Connect("conv1", "add1").apply(added)


def test_connecting_to_a_layer_that_merges_adds_a_wire() -> None:
    assert _residual().sources_of["add1"] == ("conv2", "conv1")


def test_what_is_put_into_a_wire_takes_its_place_among_the_inputs() -> None:
    inserted = InsertLayer(ReLU(), Wire("conv2", "add1"), Position(550, 0)).apply(_residual())
    assert inserted.sources_of["add1"] == ("relu1", "conv1")
    assert inserted.sources_of["relu1"] == ("conv2",)


def test_a_layer_goes_into_the_named_one_of_several_wires() -> None:
    edit = InsertBefore(Conv2d(4, 1), "add1", "conv1")
    assert edit.apply(_residual()).sources_of["add1"] == ("conv2", "conv3")


def test_a_branch_without_layers_becomes_one_wire() -> None:
    removed = RemoveLayers(frozenset({"conv2"})).apply(_residual())
    assert removed.sources_of["add1"] == ("conv1",)


def test_nothing_stands_in_for_a_layer_that_merged_two_branches() -> None:
    longer = AddLayer(ReLU(), Position(880, 0), after="add1").apply(_residual())
    removed = RemoveLayers(frozenset({"add1"})).apply(longer)
    assert removed.sources_of["relu1"] == ()


def test_one_wire_of_several_can_be_taken_away() -> None:
    cut = Disconnect(frozenset({Wire("conv2", "add1")})).apply(_residual())
    assert cut.sources_of["add1"] == ("conv1",)


def test_shapes_that_do_not_add_up_are_mended_by_a_projection() -> None:
    network = SetFields("conv2", {"out_channels": 8, "stride": 2}).apply(_residual())
    (problem,) = analyse(network).errors
    assert problem.layer == "add1"
    assert problem.message == "Add needs inputs of one shape, but gets 8×4×4, 4×8×8"
    label = "project conv1 by 1×1, stride 2, to 8×4×4"
    (fix,) = (fix for fix in problem.fixes if fix.label == label)
    mended = analyse(fix.edit.apply(network))
    assert not mended.errors
    assert mended.layers["add1"].output == (8, 4, 4)
