"""The live network keeps what its layers learned through whatever is done to it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inspection.snapshot import Wanted
from app.inspection.weight_edits import SetWeights
from app.network.edits import (
    AddLayer,
    Disconnect,
    Edit,
    MoveLayers,
    RemoveLayers,
    RenameLayer,
    RenameNetwork,
    SetFields,
)
from app.network.graph import Network, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import (
    StepDone,
)
from app.training.module import UntrainableError, build_module
from tests.sessions import RECIPE, assert_equal, edited, huge, session_with, small, trained


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def test_nothing_has_been_learned_before_training() -> None:
    assert session_with(small()).weights() == {}


def test_unchanged_layers_keep_what_they_learned() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    edited(session, network, SetFields("fc1", {"out_features": 7}))
    after = session.weights()
    assert_equal(after, {name: before[name] for name in ("conv1.weight", "conv1.bias")})


def test_undoing_a_deletion_restores_what_was_learned() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    edited(session, network, RemoveLayers(frozenset({"conv1"})))
    assert "conv1.weight" not in session.weights()
    session.set_network(network)
    assert_equal(session.weights(), before)


def test_turning_a_setting_and_back_restores_what_was_learned() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    for size in (3, 4, 7):
        network = edited(session, network, SetFields("conv1", {"kernel_size": size}))
        assert "conv1.weight" not in session.weights()
    edited(session, network, SetFields("conv1", {"kernel_size": 5}))
    assert_equal(session.weights(), before)


def test_a_setting_that_changes_no_shape_keeps_what_was_learned() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    edited(session, network, SetFields("conv1", {"dilation": 2}))
    np.testing.assert_array_equal(session.weights()["conv1.weight"], before["conv1.weight"])


def test_a_renamed_layer_takes_along_what_it_learned_and_back() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    edited(session, network, RenameLayer("conv1", "edges"))
    renamed = session.weights()
    np.testing.assert_array_equal(renamed["edges.weight"], before["conv1.weight"])
    assert "conv1.weight" not in renamed
    session.set_network(network)
    assert_equal(session.weights(), before)


def test_a_new_layer_of_a_deleted_ones_name_is_as_good_as_undo() -> None:
    session, network = session_with(small()), small()
    trained(session)
    before = session.weights()
    without = edited(session, network, RemoveLayers(frozenset({"conv1"})))
    other = AddLayer(Conv2d(9, 3), Position(0, 0), after="input", name="conv1")
    edited(session, without, other)
    session.set_network(without)
    session.set_network(network)
    assert_equal(session.weights(), before)


def test_another_document_knows_nothing_of_the_last() -> None:
    session = session_with(small())
    trained(session)
    session.set_network(small(), forget=True)
    assert session.weights() == {}


def test_moving_a_card_or_renaming_the_network_does_not_end_the_run() -> None:
    session, network = session_with(small()), small()
    session.begin(RECIPE)
    session.advance()
    network = edited(session, network, MoveLayers({"conv1": Position(5, 7)}))
    edited(session, network, RenameNetwork("mine"))
    assert session.training
    assert isinstance(session.advance(), StepDone)
    session.stop()


@pytest.mark.parametrize(
    "edit",
    [
        SetFields("conv1", {"out_channels": 5}),
        RemoveLayers(frozenset({"relu1"})),
        RenameLayer("conv1", "edges"),
    ],
    ids=lambda edit: edit.label,
)
def test_an_edit_of_the_network_ends_the_run(edit: Edit) -> None:
    session, network = session_with(small()), small()
    session.begin(RECIPE)
    session.advance()
    edited(session, network, edit)
    assert not session.training


_EDITS: tuple[Edit, ...] = (
    SetFields("conv1", {"out_channels": 5}),
    SetFields("conv1", {"kernel_size": 3}),
    SetFields("fc1", {"out_features": 7}),
    SetFields("pool1", {"kernel_size": 3}),
    RemoveLayers(frozenset({"conv1"})),
    RemoveLayers(frozenset({"relu1", "fc1"})),
    RenameLayer("conv1", "edges"),
    RenameLayer("fc1", "scores"),
    MoveLayers({"conv1": Position(1, 2)}),
)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(_EDITS), max_size=6))
def test_undoing_any_edits_restores_what_was_learned(edits: list[Edit]) -> None:
    session = session_with(small())
    count = sum(array.size for array in _random_weights(session).values())
    before = session.weights()
    history = [small()]
    for edit in edits:
        if all(name in history[-1].layers for name in _named(edit)):
            history.append(edited(session, history[-1], edit))
    for network in reversed(history[:-1]):
        session.set_network(network)
    assert_equal(session.weights(), before)
    assert sum(array.size for array in session.weights().values()) == count


def _random_weights(session: Session) -> dict[str, np.ndarray]:
    """Stand-ins for what training would give, since only keeping them matters."""
    state = build_module(small(), seed=99).state_dict()
    weights = {name: value.numpy() for name, value in state.items()}
    session.load_weights(weights)
    return weights


def _named(edit: Edit) -> tuple[str, ...]:
    if isinstance(edit, RemoveLayers):
        return tuple(edit.names)
    if isinstance(edit, MoveLayers):
        return tuple(edit.positions)
    assert isinstance(edit, SetFields | RenameLayer)
    return (edit.name,)


def test_saved_weights_come_back_equal_with_running_statistics() -> None:
    network = chain(
        "normalised",
        [Input(1, 28, 28), Conv2d(2, 5, stride=3), BatchNorm2d(), ReLU(), Flatten(), Linear(10)],
    )
    session = session_with(network)
    trained(session)
    weights = session.weights()
    assert {"bn1.running_mean", "bn1.num_batches_tracked"} <= weights.keys()
    other = session_with(network)
    other.load_weights(weights)
    assert_equal(other.weights(), weights)


def test_weights_of_other_shapes_and_names_are_passed_over() -> None:
    session = session_with(small())
    weights = {"conv1.weight": np.ones((4, 1, 3, 3), np.float32), "x.y": np.ones(1, np.float32)}
    session.load_weights(weights)
    assert session.weights() == {}


def cut(network: Network) -> Network:
    """Without the wire that goes into fc1."""
    return Disconnect(frozenset({Wire("flatten1", "fc1")})).apply(network)


def test_layers_behind_a_cut_wire_are_saved_with_what_they_learned() -> None:
    session = session_with(small())
    trained(session)
    before = session.weights()
    session.set_network(cut(small()))
    assert_equal(session.weights(), before)


def test_weights_loaded_for_a_half_built_network_are_there_once_it_is_mended() -> None:
    session = session_with(small())
    trained(session)
    before = session.weights()
    other = session_with(cut(small()))
    other.load_weights(before)
    assert_equal(other.weights(), before)
    other.set_network(small())
    assert_equal(other.weights(), before)
    assert other._live.learned == {"conv1", "fc1"}


def test_weights_loaded_for_a_network_too_large_for_memory_are_saved_with_it() -> None:
    session = Session()
    with pytest.raises(UntrainableError, match="GB of memory"):
        session.set_network(huge(), forget=True)
    scores = {"conv1.weight": np.ones((4_096, 1, 5, 5), np.float32)}
    scores["conv1.bias"] = np.ones(4_096, np.float32)
    session.load_weights(scores)
    assert_equal(session.weights(), scores)


def test_edits_that_come_at_once_are_followed_through_every_rename() -> None:
    session = session_with(small())
    trained(session)
    before = session.weights()
    renamed = RenameLayer("conv1", "edges").apply(small())
    other = RenameLayer("fc1", "scores").apply(renamed)
    session.set_network(other, passed=(renamed,))
    np.testing.assert_array_equal(session.weights()["edges.weight"], before["conv1.weight"])
    np.testing.assert_array_equal(session.weights()["scores.weight"], before["fc1.weight"])


def test_a_network_too_large_for_memory_is_refused_with_words_and_undone() -> None:
    session = session_with(small())
    trained(session)
    before = session.weights()
    with pytest.raises(UntrainableError, match=r"needs at least .* GB of memory"):
        session.set_network(huge())
    assert session.look(Wanted(frozenset({"conv1"}), predictions=True)).feature_maps == {}
    with pytest.raises(UntrainableError, match="GB of memory"):
        session.begin(RECIPE)
    session.set_network(small())
    assert_equal(session.weights(), before)


def test_what_was_typed_and_taken_back_does_not_come_back_with_new_weights() -> None:
    session, network = session_with(small()), small()
    before = session.learned_from
    typed = SetWeights("conv1", (0, 0), np.full((5, 5), 0.5, np.float32))
    undo = session.edit_weights([typed]).undo
    session.set_network(SetFields("fc1", {"out_features": 7}).apply(network))
    session.set_network(network)  # the layer is known as it was typed
    session.edit_weights(undo)
    session.count_as_before(before)
    trained(session, steps=0)
    assert not np.array_equal(session.weights()["conv1.weight"][0, 0], typed.values)
