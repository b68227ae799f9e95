"""The live network: what it keeps through edits, how its runs go, and what looking shows."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.data.catalogue import load
from app.data.dataset import DataError
from app.data.preprocessing import fit_pixel_scale
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Wanted
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
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain, lenet5
from app.session import Session
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    SettingChanged,
    StepDone,
    TrainingEvent,
)
from app.training.module import UntrainableError, build_module
from app.training.recipe import Recipe
from app.training.run import RunError, list_runs, open_run, runs_folder
from app.training.trainer import Trainer

MNIST = load("mnist")
RECIPE = Recipe(batch_size=500, epochs=2, learning_rate=0.01)
STEPS = 16


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def small() -> Network:
    """input → conv1 → relu1 → pool1 → flatten1 → fc1."""
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


def session_with(network: Network) -> Session:
    session = Session()
    session.set_network(network)
    session.load_dataset("mnist", 0.5)
    session.set_probe(MNIST.test.images[0])
    return session


def edited(session: Session, network: Network, edit: Edit) -> Network:
    after = edit.apply(network)
    session.set_network(after)
    return after


def trained(session: Session, steps: int = 3, recipe: Recipe = RECIPE) -> list[TrainingEvent]:
    session.begin(recipe)
    events = [session.advance() for _ in range(steps)]
    session.stop()
    return events


def assert_equal(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> None:
    assert a.keys() == b.keys()
    for name in a:
        np.testing.assert_array_equal(a[name], b[name], err_msg=name)


# What is learned through edits


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


def test_a_run_is_kept_with_the_places_on_the_canvas_as_they_are() -> None:
    session, network = session_with(small()), small()
    moved = edited(session, network, MoveLayers({"conv1": Position(5, 7)}))
    trained(session)
    (run,) = list_runs(runs_folder())
    assert run.network == moved


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
    assert other._learned == {"conv1", "fc1"}


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


# A network too large for memory


def huge() -> Network:
    return SetFields("fc1", {"out_features": 1_000_000}).apply(
        SetFields("conv1", {"out_channels": 4_096}).apply(small())
    )


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


# Training


def test_a_fresh_network_gives_the_numbers_of_the_trainer_alone() -> None:
    recipe = replace(RECIPE, seed=11)
    network = chain(
        "dropping", [Input(1, 28, 28), Conv2d(3, 5, stride=3), Flatten(), Dropout(), Linear(10)]
    )
    session = session_with(network)
    session.begin(recipe)
    wanted = Wanted(frozenset(network.layers), frozenset(network.layers), predictions=True)
    seen = []
    for _ in range(20):
        seen.append(session.advance())
        session.look(wanted)
    session.stop()
    alone = list(islice(Trainer(network, recipe, MNIST).events(), 20))
    figures = [event for event in seen if isinstance(event, StepDone)]
    assert figures == [event for event in alone if isinstance(event, StepDone)]


def test_edits_before_training_leave_no_trace_in_its_numbers() -> None:
    session, network = session_with(small()), small()
    network = edited(session, network, RenameLayer("conv1", "edges"))
    network = edited(session, network, SetFields("fc1", {"out_features": 12}))
    network = edited(session, network, SetFields("fc1", {"out_features": 10}))
    events = trained(session)
    assert events == list(islice(Trainer(network, RECIPE, MNIST).events(), 3))


def test_training_again_goes_on_with_what_was_learned() -> None:
    session = session_with(small())
    (first,) = trained(session, steps=1)
    trained(session, steps=STEPS)
    (again,) = trained(session, steps=1)
    assert isinstance(first, StepDone)
    assert isinstance(again, StepDone)
    assert again.step == 1
    assert again.loss < 0.5 * first.loss


def test_resetting_begins_with_the_weights_of_the_seed() -> None:
    session = session_with(small())
    first = trained(session)
    session.reset_weights(RECIPE.seed)
    assert session.weights() == {}
    assert trained(session) == first


def test_a_run_can_be_resumed_exactly_where_it_stopped() -> None:
    whole = list(Trainer(small(), RECIPE, MNIST).events())
    session = session_with(small())
    begun = trained(session, steps=5)
    (run,) = list_runs(runs_folder())
    other = session_with(small())
    assert other.resume(run.folder) == begun
    rest = []
    while not rest or not isinstance(rest[-1], Finished):
        rest.append(other.advance())
    assert [_figures(event) for event in [*begun, *rest]] == [_figures(event) for event in whole]
    other.stop()


def _figures(event: TrainingEvent) -> TrainingEvent:
    return replace(event, seconds=0.0) if isinstance(event, EpochDone) else event


def test_a_run_of_another_network_is_not_resumed() -> None:
    session = session_with(small())
    trained(session)
    (run,) = list_runs(runs_folder())
    session.set_network(lenet5(), forget=True)
    with pytest.raises(UntrainableError, match="another network"):
        session.resume(run.folder)
    assert not session.training


def test_a_damaged_checkpoint_is_refused_with_words() -> None:
    session = session_with(small())
    trained(session)
    (run,) = list_runs(runs_folder())
    (run.folder / "checkpoint.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{broken}")
    with pytest.raises(RunError, match="damaged"):
        session.resume(run.folder)
    assert not session.training


def test_what_a_diverging_run_ruins_is_put_back() -> None:
    session = session_with(small())
    trained(session)
    before = session.weights()
    session.begin(Recipe(optimizer="sgd", learning_rate=1000, batch_size=500))
    while not isinstance(event := session.advance(), Diverged):
        pass
    assert "Try" in event.reason
    session.stop()
    assert_equal(session.weights(), before)


def test_a_fresh_network_is_fresh_again_after_divergence() -> None:
    session = session_with(small())
    session.begin(Recipe(optimizer="sgd", learning_rate=1000, batch_size=500, seed=4))
    while not isinstance(session.advance(), Diverged):
        pass
    session.stop()
    assert session.weights() == {}
    assert trained(session) == list(islice(Trainer(small(), RECIPE, MNIST).events(), 3))


def test_it_is_settled_between_batches_but_not_between_an_epoch_and_its_report() -> None:
    session = session_with(small())
    session.begin(RECIPE)
    settled = []
    for _ in range(2 * STEPS + 3):
        event = session.advance()
        settled.append((type(event).__name__, session.settled))
    session.stop()
    epoch = [("StepDone", True)] * (STEPS - 1) + [("StepDone", False)]
    assert settled[: STEPS + 1] == [*epoch, ("EpochDone", True)]
    assert settled[STEPS + 1 :] == [*epoch, ("EpochDone", False), ("Finished", True)]


def test_an_untrainable_network_leaves_no_run_behind() -> None:
    session = session_with(SetFields("fc1", {"out_features": 7}).apply(small()))
    with pytest.raises(UntrainableError, match="10 classes") as caught:
        session.begin(RECIPE)
    assert [fix.label for fix in caught.value.problems[0].fixes] == ["out_features 10"]
    assert not runs_folder().exists()


def test_where_no_run_can_be_kept_training_goes_on_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    session = session_with(small())
    events = trained(session)
    assert len(events) == 3
    assert "cannot be written" in session.warning


def test_a_run_that_is_kept_has_no_warning_and_a_checkpoint() -> None:
    session = session_with(small())
    trained(session)
    (run,) = list_runs(runs_folder())
    assert session.warning == ""
    assert open_run(run.folder).load_checkpoint().standing.step == 3


def test_a_run_trains_on_images_of_the_difficulty_that_it_names() -> None:
    classes = len(load("colour-shapes", difficulty=0.0).classes)
    session = session_with(SetFields("fc1", {"out_features": classes}).apply(small()))
    session.load_dataset("colour-shapes", 0.0)
    recipe = replace(RECIPE, dataset="colour-shapes", difficulty=1.0)
    (event,) = trained(session, 1, recipe)
    hard = load("colour-shapes", difficulty=1.0)
    assert [event] == list(islice(Trainer(session._network, recipe, hard).events(), 1))


def test_an_unknown_data_set_is_refused_with_words() -> None:
    with pytest.raises(DataError, match="There is no data set"):
        session_with(small()).begin(replace(RECIPE, dataset="nowhere"))


# Looking


def test_looking_shows_what_the_network_makes_of_the_image() -> None:
    network = small()
    session = session_with(network)
    snapshot = session.look(Wanted(frozenset({"conv1"}), frozenset({"conv1"}), predictions=True))
    scale = fit_pixel_scale(MNIST.train.images)
    expected = take_snapshot(
        build_module(network, seed=0),
        scale.apply(MNIST.test.images[:1]),
        Wanted(frozenset({"conv1"}), frozenset({"conv1"}), predictions=True),
        0,
    )
    np.testing.assert_array_equal(snapshot.feature_maps["conv1"], expected.feature_maps["conv1"])
    np.testing.assert_array_equal(snapshot.filters["conv1"], expected.filters["conv1"])
    assert snapshot.probabilities is not None
    assert expected.probabilities is not None
    np.testing.assert_array_equal(snapshot.probabilities, expected.probabilities)


def test_only_what_is_wanted_is_in_a_snapshot() -> None:
    snapshot = session_with(small()).look(Wanted(frozenset({"relu1"})))
    assert snapshot.feature_maps.keys() == {"relu1"}
    assert snapshot.filters == {}
    assert snapshot.probabilities is None


def test_the_input_shows_the_image_itself() -> None:
    session = session_with(small())
    shown = session.look(Wanted(frozenset({"input"}))).feature_maps["input"]
    np.testing.assert_allclose(shown, MNIST.test.images[0] / 255, atol=1e-7)


def test_a_coloured_image_goes_into_a_grey_input_by_luma() -> None:
    session = session_with(small())
    colourful = np.random.default_rng(0).integers(0, 256, (3, 28, 28), np.uint8)
    session.set_probe(colourful)
    shown = session.look(Wanted(frozenset({"input"}))).feature_maps["input"]
    luma = np.tensordot([0.299, 0.587, 0.114], colourful / 255, 1)
    np.testing.assert_allclose(shown[0], luma, atol=1 / 255)


def test_an_image_that_does_not_fit_shows_nothing() -> None:
    session = session_with(SetFields("input", {"channels": 2}).apply(small()))
    assert session.look(Wanted(frozenset({"input", "conv1"}))).feature_maps == {}


def test_without_data_or_image_there_is_nothing_to_see() -> None:
    session = Session()
    session.set_network(small())
    assert session.look(Wanted(frozenset({"conv1"}))).feature_maps == {}


def test_a_large_input_is_looked_at_without_fitting_every_image() -> None:
    network = chain("large", [Input(1, 512, 512), Conv2d(1, 3, stride=4), ReLU()])
    session = session_with(network)  # 8,000 images of this size would take 2 GB
    snapshot = session.look(Wanted(frozenset({"conv1"})))
    assert snapshot.feature_maps["conv1"].shape == (1, 128, 128)


def test_the_state_number_changes_with_whatever_changes_the_view() -> None:
    session = session_with(small())
    numbers = [session.state_number]

    def note() -> None:
        numbers.append(session.state_number)

    edited(session, small(), SetFields("conv1", {"stride": 1}))
    note()
    session.begin(RECIPE)
    note()
    session.advance()
    note()
    session.stop()
    session.reset_weights(3)
    note()
    session.set_probe(MNIST.test.images[1])
    note()
    assert len(set(numbers)) == len(numbers)


def test_a_safe_setting_changes_while_a_run_is_open() -> None:
    session = session_with(small())
    session.change(replace(RECIPE, l1=0.1))  # there is no run: nothing happens
    session.begin(RECIPE)
    session.advance()
    session.change(replace(RECIPE, learning_rate=0.25, batch_size=7))
    assert session.advance() == SettingChanged(1, "learning_rate", 0.01, 0.25)
    assert session.settled
    assert session.batch_size == 500
    assert isinstance(session.advance(), StepDone)
    session.stop()


def test_a_run_that_stops_early_is_settled_only_when_all_is_told() -> None:
    session = session_with(small())
    recipe = replace(RECIPE, learning_rate=0.0, epochs=5, stop_patience=1, restore_best=True)
    session.begin(recipe)
    events, settled = [], []
    while not events or not isinstance(events[-1], Finished):
        events.append(session.advance())
        settled.append(session.settled)
    ending = [type(event).__name__ for event in events[-4:]]
    assert ending == ["EpochDone", "Stopped", "Restored", "Finished"]
    assert settled[-4:] == [False, False, False, True]
    session.stop()


def test_reset_weights_are_drawn_as_the_recipe_says() -> None:
    session = session_with(small())
    zeros = replace(RECIPE, initialisation="zeros")
    session.reset_weights(3, zeros.initial_weights)
    assert not session._module.get_parameter("conv1.weight").any()
    session.begin(RECIPE)  # nothing is learned yet, so the recipe decides anew
    assert session._module.get_parameter("conv1.weight").any()
    session.stop()
