"""The training thread: what is asked of it, what it publishes, and that it never dies of it."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.inspection.snapshot import Wanted
from app.network.edits import MoveLayers, RemoveLayers, RenameLayer, SetFields
from app.network.graph import Network, Position
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import Diverged, EpochDone, Finished, StepDone
from app.training.recipe import Recipe
from app.training.run import list_runs, open_run, runs_folder
from app.training.trainer import Trainer
from widgets.training_thread import TrainingThread

RECIPE = Recipe(batch_size=100, epochs=1)
STEPS = 80
MNIST = load("mnist")


def small() -> Network:
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


@pytest.fixture
def thread(qtbot: QtBot) -> Iterator[TrainingThread]:
    thread = TrainingThread()
    thread.set_network(small())
    thread.load_dataset("mnist", 0.5)
    thread.set_probe(MNIST.test.images[0])
    thread.start()
    qtbot.waitUntil(lambda: thread.dataset is not None, timeout=30_000)
    yield thread
    thread.close()


def wait_for_state(qtbot: QtBot, thread: TrainingThread, state: str) -> None:
    qtbot.waitUntil(lambda: thread.progress.state == state, timeout=30_000)


def wait_for_steps(qtbot: QtBot, thread: TrainingThread, count: int) -> None:
    qtbot.waitUntil(lambda: len(thread.events) >= count, timeout=30_000)


def idle(qtbot: QtBot, thread: TrainingThread) -> None:
    """Wait until the thread has worked off everything that it was asked."""
    answer = thread.fetch_weights()
    qtbot.waitUntil(answer.done, timeout=30_000)


def weights(qtbot: QtBot, thread: TrainingThread) -> dict[str, np.ndarray]:
    answer = thread.fetch_weights()
    qtbot.waitUntil(answer.done, timeout=30_000)
    return answer.result()


def test_it_loads_torch_and_the_data_and_says_so(qtbot: QtBot, thread: TrainingThread) -> None:
    wait_for_state(qtbot, thread, "idle")
    assert thread.dataset is not None
    assert thread.dataset.name == "mnist"
    assert thread.data is not None
    assert thread.data.statistics.train is not None
    assert sum(thread.data.statistics.train.counts) == len(MNIST.train)
    assert thread.data_message == ""


def test_training_publishes_steps_progress_and_the_test_accuracy(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, STEPS)
    wait_for_state(qtbot, thread, "idle")
    kinds = [type(event) for event in thread.events]
    assert kinds == [StepDone] * STEPS + [EpochDone, Finished]
    losses = [event.loss for event in thread.events if isinstance(event, StepDone)]
    assert np.mean(losses[-10:]) < 0.7 * np.mean(losses[:10])
    assert thread.progress.message.startswith("Finished: ")
    assert "of the test images right" in thread.progress.message


def test_progress_tells_the_pace_and_the_time_left(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(replace(RECIPE, epochs=100))
    qtbot.waitUntil(lambda: thread.progress.seconds_left is not None, timeout=20_000)
    assert thread.progress.total_steps == 100 * STEPS
    assert thread.progress.images_per_second > 0


def test_a_pause_stops_at_once_and_training_goes_on_from_there(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 5)
    thread.pause()
    wait_for_state(qtbot, thread, "paused")
    count = len(thread.events)
    idle(qtbot, thread)
    assert len(thread.events) == count
    assert thread.progress.step == count
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, count + 5)
    assert [event.step for event in thread.events] == list(range(1, len(thread.events) + 1))


def test_single_batches_are_exactly_as_many_as_asked_for(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    for _ in range(3):
        thread.train(RECIPE, steps=1)
    idle(qtbot, thread)
    wait_for_steps(qtbot, thread, 3)
    wait_for_state(qtbot, thread, "paused")
    idle(qtbot, thread)
    assert len(thread.events) == 3


def test_an_epoch_ends_with_its_report_and_a_pause(qtbot: QtBot, thread: TrainingThread) -> None:
    recipe = replace(RECIPE, epochs=2, batch_size=500)
    thread.train(recipe, steps=3)
    wait_for_steps(qtbot, thread, 3)
    thread.train_epoch(recipe)
    wait_for_steps(qtbot, thread, 17)
    wait_for_state(qtbot, thread, "paused")
    assert isinstance(thread.events[-1], EpochDone)
    assert "validation accuracy" in thread.progress.message
    thread.train_epoch(recipe)
    wait_for_state(qtbot, thread, "idle")
    assert isinstance(thread.events[-1], Finished)


def test_the_last_batch_of_an_epoch_is_reported_with_the_epoch(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    recipe = replace(RECIPE, epochs=2, batch_size=2000)
    for _ in range(4):
        thread.train(recipe, steps=1)
    wait_for_steps(qtbot, thread, 5)
    wait_for_state(qtbot, thread, "paused")
    assert [type(event) for event in thread.events] == [StepDone] * 4 + [EpochDone]


def test_the_numbers_are_those_of_the_trainer_alone_with_every_view_looking(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    names = frozenset(small().layers)
    thread.wanted = Wanted(names, names, predictions=True)
    qtbot.waitUntil(lambda: thread.snapshot is not None)
    thread.train(RECIPE, steps=20)
    wait_for_steps(qtbot, thread, 20)
    wait_for_state(qtbot, thread, "paused")
    assert thread.events == list(islice(Trainer(small(), RECIPE, MNIST).events(), 20))


def test_a_snapshot_holds_what_is_wanted_and_no_more(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.wanted = Wanted(frozenset({"relu1"}), frozenset({"conv1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not None)
    assert thread.snapshot is not None
    assert thread.snapshot.feature_maps.keys() == {"relu1"}
    assert thread.snapshot.filters.keys() == {"conv1"}
    assert thread.snapshot.probabilities is None


def test_nothing_is_computed_while_nothing_has_changed(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.wanted = Wanted(frozenset({"relu1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not None)
    first = thread.snapshot
    for _ in range(3):
        idle(qtbot, thread)
    assert thread.snapshot is first
    thread.wanted = Wanted(frozenset({"pool1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not first)


def test_an_edit_ends_the_run_and_unchanged_layers_keep_their_weights(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 5)
    thread.pause()
    wait_for_state(qtbot, thread, "paused")
    before = weights(qtbot, thread)
    thread.set_network(SetFields("fc1", {"out_features": 12}).apply(small()))
    wait_for_state(qtbot, thread, "idle")
    assert thread.progress.message == (
        "Training ended: the network changed. Unchanged layers keep their weights."
    )
    after = weights(qtbot, thread)
    np.testing.assert_array_equal(after["conv1.weight"], before["conv1.weight"])
    thread.set_network(small())
    np.testing.assert_array_equal(weights(qtbot, thread)["fc1.weight"], before["fc1.weight"])


def test_moving_a_card_does_not_end_the_run(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 5)
    thread.set_network(MoveLayers({"conv1": Position(3, 4)}).apply(small()))
    wait_for_steps(qtbot, thread, len(thread.events) + 5)


def test_divergence_says_why_and_puts_the_weights_back(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE, steps=3)
    wait_for_steps(qtbot, thread, 3)
    thread.stop()
    before = weights(qtbot, thread)
    thread.train(Recipe(optimizer="sgd", learning_rate=1000.0))
    qtbot.waitUntil(lambda: thread.progress.failed, timeout=30_000)
    assert isinstance(thread.events[-1], Diverged)
    assert "too large for this network" in thread.progress.message
    assert "again as they were before this run" in thread.progress.message
    after = weights(qtbot, thread)
    np.testing.assert_array_equal(after["fc1.weight"], before["fc1.weight"])
    thread.train(RECIPE, steps=2)
    wait_for_state(qtbot, thread, "paused")
    assert len(thread.events) == 2
    assert not thread.progress.failed


def test_an_untrainable_network_brings_its_problems_and_fixes(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.set_network(SetFields("fc1", {"out_features": 7}).apply(small()))
    thread.train(RECIPE)
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert "the data has 10 classes" in thread.progress.message
    assert [fix.label for fix in thread.progress.problems[0].fixes] == ["out_features 10"]
    thread.set_network(small())
    wait_for_state(qtbot, thread, "idle")
    qtbot.waitUntil(lambda: not thread.progress.failed)
    assert thread.progress.message == ""


def test_a_network_too_large_for_memory_is_refused_and_undone(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    before = weights(qtbot, thread)
    huge = SetFields("fc1", {"out_features": 1_000_000}).apply(
        SetFields("conv1", {"out_channels": 4_096}).apply(small())
    )
    thread.set_network(huge)
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert "GB of memory" in thread.progress.message
    thread.set_network(small())
    np.testing.assert_array_equal(weights(qtbot, thread)["fc1.weight"], before["fc1.weight"])
    assert not thread.progress.failed


def test_an_unknown_data_set_is_said_and_another_can_follow(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.load_dataset("nowhere", 0.5)
    qtbot.waitUntil(lambda: thread.data_message != "")
    assert "There is no data set 'nowhere'" in thread.data_message
    assert thread.dataset is None
    thread.load_dataset("mnist", 0.5)
    qtbot.waitUntil(lambda: thread.dataset is not None)
    assert thread.data_message == ""


def test_a_run_goes_on_where_its_checkpoint_stands(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE, steps=7)
    wait_for_steps(qtbot, thread, 7)
    thread.stop()
    idle(qtbot, thread)
    (run,) = list_runs(runs_folder())
    thread.reset_weights(0)
    thread.continue_run(run.folder)
    qtbot.waitUntil(lambda: len(thread.events) > 10, timeout=30_000)
    thread.pause()
    wait_for_state(qtbot, thread, "paused")
    whole = list(islice(Trainer(small(), RECIPE, MNIST).events(), len(thread.events)))
    assert thread.events == whole


def test_a_damaged_run_is_refused_with_words(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE, steps=1)
    wait_for_steps(qtbot, thread, 1)
    thread.stop()
    idle(qtbot, thread)
    (run,) = list_runs(runs_folder())
    (run.folder / "checkpoint.safetensors").write_bytes(b"broken")
    thread.continue_run(run.folder)
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert "checkpoint.safetensors is damaged" in thread.progress.message


def test_a_run_that_cannot_be_kept_is_trained_and_warned_of(
    qtbot: QtBot, thread: TrainingThread, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    assert "cannot be written" in thread.warning
    wait_for_state(qtbot, thread, "paused")


def test_weights_that_are_put_in_come_out_equal(qtbot: QtBot, thread: TrainingThread) -> None:
    given = {"fc1.bias": np.arange(10, dtype=np.float32)}
    thread.load_weights(given)
    np.testing.assert_array_equal(weights(qtbot, thread)["fc1.bias"], given["fc1.bias"])


def test_resetting_empties_the_curves_and_forgets(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    thread.reset_weights(5)
    assert weights(qtbot, thread) == {}
    assert thread.events == []
    assert thread.progress.message == "The initial weights of seed 5."


def test_nothing_that_is_asked_waits_for_the_thread(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(Recipe(batch_size=8_000, epochs=1))  # a step of a second or so
    qtbot.waitUntil(lambda: thread.progress.state != "idle", timeout=10_000)
    began = time.perf_counter()
    answer = thread.fetch_weights()
    thread.pause()
    thread.train(RECIPE)
    thread.set_network(small())
    thread.load_dataset("mnist", 0.5)
    thread.set_probe(MNIST.test.images[1])
    thread.stop()
    assert time.perf_counter() - began < 0.1
    qtbot.waitUntil(answer.done, timeout=30_000)


def test_of_images_that_come_quickly_only_the_newest_is_looked_at(
    qtbot: QtBot, thread: TrainingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing changes at every frame; while a batch takes longer, nothing may queue up."""
    looked_at: list[np.ndarray] = []
    set_probe = Session.set_probe

    def note(session: Session, image: np.ndarray) -> None:
        looked_at.append(image)
        set_probe(session, image)

    monkeypatch.setattr(Session, "set_probe", note)
    thread.train(Recipe(batch_size=8_000, epochs=1), steps=2)  # a step of a second or so
    qtbot.waitUntil(lambda: thread.progress.state == "training", timeout=10_000)
    images = [np.full((1, 28, 28), level, np.uint8) for level in range(100)]
    for image in images:
        thread.set_probe(image)
    qtbot.waitUntil(lambda: bool(looked_at) and looked_at[-1] is images[-1], timeout=10_000)
    assert len(looked_at) <= 3


def test_another_image_is_looked_at_at_once_while_training(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    """Every one that is a frame or so apart: a drawing is followed at 15 updates a second."""
    thread.wanted = Wanted(frozenset({"input"}))
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 3)
    seen = set()
    began = time.perf_counter()
    for level in range(30):
        thread.set_probe(np.full((1, 28, 28), 8 * level, np.uint8))
        qtbot.wait(30)
        snapshot = thread.snapshot
        if snapshot is not None and "input" in snapshot.feature_maps:
            seen.add(float(snapshot.feature_maps["input"].max()))
    thread.stop()
    assert len(seen) / (time.perf_counter() - began) >= 15


def test_a_task_that_fails_unexpectedly_is_logged_and_the_thread_lives_on(
    qtbot: QtBot, thread: TrainingThread, logged: list[logging.LogRecord]
) -> None:
    thread.set_probe("no image")  # type: ignore[arg-type]
    thread.wanted = Wanted(frozenset({"relu1"}))
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert thread.progress.message.startswith("PyTorch could not do this")
    for _ in range(3):
        idle(qtbot, thread)
    assert len(logged) == 1  # not again and again
    logged.clear()
    thread.set_probe(MNIST.test.images[0])
    qtbot.waitUntil(lambda: thread.snapshot is not None)


def test_closing_while_training_leaves_a_run_that_can_go_on(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 5)
    thread.close()
    assert thread.isFinished()
    (run,) = list_runs(runs_folder())
    checkpoint = open_run(run.folder).load_checkpoint()
    assert checkpoint.standing.step == len(thread.events)


def test_closing_leaves_undone_what_was_still_asked(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(Recipe(batch_size=4_000, epochs=1))
    wait_for_state(qtbot, thread, "training")
    for _ in range(50):
        thread.load_dataset("colour-shapes", 0.5)
    began = time.perf_counter()
    thread.close()
    assert time.perf_counter() - began < 10


def test_a_thread_that_never_ran_closes_and_knows_nothing(qtbot: QtBot) -> None:  # noqa: ARG001
    thread = TrainingThread()
    assert thread.fetch_weights().result(timeout=0) == {}
    thread.close()


def test_a_layer_that_is_deleted_while_training_and_undone_is_as_it_was(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE, steps=4)
    wait_for_steps(qtbot, thread, 4)
    before = weights(qtbot, thread)
    thread.set_network(RemoveLayers(frozenset({"conv1"})).apply(small()))
    assert "conv1.weight" not in weights(qtbot, thread)
    thread.set_network(small())
    after = weights(qtbot, thread)
    assert after.keys() == before.keys()
    for name in before:
        np.testing.assert_array_equal(after[name], before[name])


# What must not be lost


def test_where_torch_cannot_be_loaded_a_files_weights_are_given_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, logged: list[logging.LogRecord]
) -> None:
    monkeypatch.setitem(sys.modules, "app.session", None)
    given = {"fc1.bias": np.arange(10, dtype=np.float32)}
    thread = TrainingThread()
    thread.set_network(small(), forget=True)
    thread.load_weights(given)
    thread.start()
    asked = thread.fetch_weights()
    qtbot.waitUntil(thread.isFinished, timeout=10_000)
    assert thread.progress.message.startswith("PyTorch could not be loaded")
    for answer in (asked, thread.fetch_weights()):
        np.testing.assert_array_equal(answer.result(timeout=0)["fc1.bias"], given["fc1.bias"])
    assert [record.getMessage() for record in logged] == ["torch cannot be loaded"]
    logged.clear()
    thread.set_network(small(), forget=True)
    assert thread.fetch_weights().result(timeout=0) == {}
    thread.close()


def test_a_thread_that_breaks_says_so_and_what_was_learned_can_still_be_saved(
    qtbot: QtBot, thread: TrainingThread, logged: list[logging.LogRecord]
) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    before = weights(qtbot, thread)
    inbox, thread._inbox = thread._inbox, None  # type: ignore[assignment]
    inbox.put(lambda _session: None)
    qtbot.waitUntil(thread.isFinished, timeout=10_000)
    assert thread.progress.failed
    assert not thread.progress.busy
    assert thread.progress.message.startswith("Training has ended for good; save your work")
    after = weights(qtbot, thread)
    assert after.keys() == before.keys()
    np.testing.assert_array_equal(after["fc1.weight"], before["fc1.weight"])
    assert len(logged) == 1
    logged.clear()
    thread._inbox = inbox


def test_the_version_of_the_weights_follows_what_training_does_to_them(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    idle(qtbot, thread)
    assert thread.weights_version == 0
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    learned = thread.weights_version
    weights(qtbot, thread)
    assert thread.version_fetched == learned > 0
    thread.stop()
    thread.train(Recipe(optimizer="sgd", learning_rate=1000.0))
    qtbot.waitUntil(lambda: thread.progress.failed, timeout=30_000)
    assert thread.weights_version == learned  # they were put back
    thread.reset_weights(0)
    idle(qtbot, thread)
    assert thread.weights_version == 0
    thread.train(RECIPE, steps=1)
    wait_for_state(qtbot, thread, "paused")
    assert thread.weights_version > learned


def test_the_weights_of_another_document_have_not_been_trained(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 3)
    thread.set_network(small(), forget=True)  # while a batch is being computed
    assert thread.weights_version == 0
    idle(qtbot, thread)
    assert thread.weights_version == 0


# What comes quicker than it can be done


def test_of_many_edits_only_the_last_is_built_and_renames_are_followed(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    before = weights(qtbot, thread)
    thread.wanted = Wanted(frozenset({"relu1"}))
    thread.train(Recipe(batch_size=8_000), steps=1)  # the thread is busy for a moment
    network = RenameLayer("conv1", "edges").apply(small())
    thread.set_network(network)
    for size in range(60_000, 60_100):  # each takes a tenth of a second to build
        network = SetFields("fc1", {"out_features": size}).apply(network)
        thread.set_network(network)
    network = SetFields("fc1", {"out_features": 10}).apply(network)
    thread.set_network(network)
    began = time.perf_counter()
    after = weights(qtbot, thread)
    assert time.perf_counter() - began < 5
    assert after.keys() == {name.replace("conv1", "edges") for name in before}


def test_of_many_data_sets_only_the_last_is_loaded(qtbot: QtBot, thread: TrainingThread) -> None:
    idle(qtbot, thread)
    began = time.perf_counter()
    for step in range(40):  # each takes half a second to draw
        thread.load_dataset("colour-shapes", step / 40)
    thread.load_dataset("fashion-mnist", 0.5)
    qtbot.waitUntil(lambda: _name(thread) == "fashion-mnist", timeout=20_000)
    assert time.perf_counter() - began < 8


def _name(thread: TrainingThread) -> str:
    return thread.dataset.name if thread.dataset else ""


def test_whatever_a_data_set_fails_of_becomes_a_message(
    qtbot: QtBot, thread: TrainingThread, logged: list[logging.LogRecord]
) -> None:
    thread.load_dataset("colour-shapes", "hard")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: thread.data_message != "", timeout=10_000)
    assert thread.data is None
    assert not thread.progress.failed
    logged.clear()
