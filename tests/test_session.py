"""Runs of the session: how they begin, go on and end."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from app.data.catalogue import load
from app.data.dataset import DataError
from app.inspection.snapshot import Wanted
from app.network.edits import (
    MoveLayers,
    RenameLayer,
    SetFields,
)
from app.network.graph import Position
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.patterns import chain, lenet5
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    SettingChanged,
    StepDone,
    TrainingEvent,
)
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.run import RunError, list_runs, open_run, runs_folder
from app.training.trainer import Trainer
from tests.sessions import (
    MNIST,
    RECIPE,
    STEPS,
    assert_equal,
    edited,
    session_with,
    small,
    trained,
)


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


def test_a_run_is_kept_with_the_places_on_the_canvas_as_they_are() -> None:
    session, network = session_with(small()), small()
    moved = edited(session, network, MoveLayers({"conv1": Position(5, 7)}))
    trained(session)
    (run,) = list_runs(runs_folder())
    assert run.network == moved


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
    assert [fix.label for fix in caught.value.problems[0].fixes] == [
        "fit the network's end to the data: out features 10 in fc1"
    ]
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
    assert [event] == list(islice(Trainer(session.network, recipe, hard).events(), 1))


def test_an_unknown_data_set_is_refused_with_words() -> None:
    with pytest.raises(DataError, match="There is no data set"):
        session_with(small()).begin(replace(RECIPE, dataset="nowhere"))


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


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not told here")
def test_a_run_that_ends_before_its_first_step_leaves_no_file_open() -> None:
    session = session_with(small())
    session.begin(RECIPE)
    session.change(replace(RECIPE, learning_rate=0.5 * RECIPE.learning_rate))
    session.stop()
    opened = [file.readlink() for file in Path("/proc/self/fd").iterdir() if file.exists()]
    assert not [path for path in opened if path.is_relative_to(runs_folder())]


def test_a_safe_setting_changes_while_a_run_is_open() -> None:
    session = session_with(small())
    session.change(replace(RECIPE, l1=0.1))  # there is no run: nothing happens
    session.begin(RECIPE)
    session.advance()
    session.change(replace(RECIPE, learning_rate=0.25, batch_size=7))
    assert session.advance() == SettingChanged(1, "learning_rate", 0.01, 0.25)
    assert session.settled
    assert session.run is not None
    assert session.run.trainer.recipe.batch_size == 500
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
    assert not session._live.module.get_parameter("conv1.weight").any()
    session.begin(RECIPE)  # nothing is learned yet, so the recipe decides anew
    assert session._live.module.get_parameter("conv1.weight").any()
    session.stop()
