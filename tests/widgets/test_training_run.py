"""A run on the training thread: how far it goes, what it publishes, how it ends."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.inspection.snapshot import Wanted
from app.training.events import Diverged, EpochDone, Finished, StepDone
from app.training.recipe import Recipe
from app.training.run import list_runs, runs_folder
from app.training.trainer import Trainer
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    RECIPE,
    STEPS,
    idle,
    small,
    wait_for_state,
    wait_for_steps,
    weights,
)
from widgets.training_thread import TrainingThread

MNIST = load("mnist")


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


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
    assert re.search(r": \d+ of 1,000 test images right \(\d+\.\d %, ", thread.progress.message)


def test_progress_tells_the_pace_and_the_time_left(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(replace(RECIPE, epochs=100))
    qtbot.waitUntil(lambda: thread.progress.seconds_left is not None)
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


def test_divergence_says_why_and_puts_the_weights_back(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.train(RECIPE, steps=3)
    wait_for_steps(qtbot, thread, 3)
    thread.stop()
    before = weights(qtbot, thread)
    thread.train(Recipe(optimizer="sgd", learning_rate=1000.0))
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert isinstance(thread.events[-1], Diverged)
    assert "too large for this network" in thread.progress.message
    assert "again as they were before this run" in thread.progress.message
    after = weights(qtbot, thread)
    np.testing.assert_array_equal(after["fc1.weight"], before["fc1.weight"])
    thread.train(RECIPE, steps=2)
    wait_for_state(qtbot, thread, "paused")
    assert len(thread.events) == 2
    assert not thread.progress.failed


def test_a_run_goes_on_where_its_checkpoint_stands(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE, steps=7)
    wait_for_steps(qtbot, thread, 7)
    thread.stop()
    idle(qtbot, thread)
    (run,) = list_runs(runs_folder())
    thread.reset_weights(0)
    thread.continue_run(run.folder)
    qtbot.waitUntil(lambda: len(thread.events) > 10)
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


def test_resetting_empties_the_curves_and_forgets(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    thread.reset_weights(5)
    assert weights(qtbot, thread) == {}
    assert thread.events == []
    assert thread.progress.message == "The initial weights of seed 5."
