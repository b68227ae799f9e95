"""The training thread: what is asked of it never waits, and it ends in good order."""

from __future__ import annotations

import logging
import sys
import time

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.inspection.snapshot import Wanted
from app.training.recipe import Recipe
from app.training.run import list_runs, open_run, runs_folder
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    RECIPE,
    idle,
    small,
    wait_for_state,
    wait_for_steps,
    weights,
)
from widgets.training_inbox import TrainingInbox
from widgets.training_run import History
from widgets.training_thread import TrainingThread

MNIST = load("mnist")


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


def test_it_loads_torch_and_the_data_and_says_so(qtbot: QtBot, thread: TrainingThread) -> None:
    wait_for_state(qtbot, thread, "idle")
    assert thread.dataset is not None
    assert thread.dataset.name == "mnist"
    assert thread.data is not None
    assert thread.data.statistics.train is not None
    assert sum(thread.data.statistics.train.counts) == len(MNIST.train)
    assert thread.data_message == ""


def test_nothing_that_is_asked_waits_for_the_thread(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(Recipe(batch_size=8_000, epochs=1))  # a step of a second or so
    qtbot.waitUntil(lambda: thread.progress.state != "idle")
    answer = thread.fetch_weights()
    thread.pause()
    thread.train(RECIPE)
    thread.set_network(small())
    thread.load_dataset("mnist", 0.5)
    thread.set_probe(MNIST.test.images[1])
    thread.stop()
    assert not answer.done()  # which comes before what was asked later
    qtbot.waitUntil(answer.done)


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


def test_where_torch_cannot_be_loaded_what_a_file_held_is_given_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, logged: list[logging.LogRecord]
) -> None:
    monkeypatch.setitem(sys.modules, "app.session", None)
    given = {"fc1.bias": np.arange(10, dtype=np.float32)}
    thread = TrainingThread()
    thread.set_network(small(), forget=True)
    told = History(steps_per_epoch=7, from_file=True)
    thread.open_weights(given, told)
    thread.start()
    asked = thread.fetch_weights()
    qtbot.waitUntil(thread.isFinished)
    assert thread.progress.message.startswith("PyTorch could not be loaded")
    for answer in (asked, thread.fetch_weights()):
        np.testing.assert_array_equal(answer.result(timeout=0)["fc1.bias"], given["fc1.bias"])
    assert thread.history is told
    assert [record.getMessage() for record in logged] == ["torch cannot be loaded"]
    logged.clear()
    thread.set_network(small(), forget=True)
    assert not thread.history.from_file
    assert thread.fetch_weights().result(timeout=0) == {}
    thread.close()


def test_a_thread_that_breaks_says_so_and_what_was_learned_can_still_be_saved(
    qtbot: QtBot,
    thread: TrainingThread,
    logged: list[logging.LogRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    thread.train(RECIPE, steps=2)
    wait_for_steps(qtbot, thread, 2)
    before = weights(qtbot, thread)
    monkeypatch.delattr(TrainingInbox, "tasks")
    qtbot.waitUntil(thread.isFinished)
    assert thread.progress.failed
    assert not thread.progress.busy
    assert thread.progress.message.startswith("Training has ended for good; save your work")
    after = weights(qtbot, thread)
    assert after.keys() == before.keys()
    np.testing.assert_array_equal(after["fc1.weight"], before["fc1.weight"])
    assert len(logged) == 1
    logged.clear()


def test_edits_of_weights_after_the_end_are_answered_with_why_not(thread: TrainingThread) -> None:
    thread.close()
    for answer in (thread.edit_weights(()), thread.take_back(())):
        assert str(answer.exception(timeout=0)) == "Training has ended for good."


def test_an_edit_of_weights_that_the_end_forestalls_is_answered(
    qtbot: QtBot,
    thread: TrainingThread,
    logged: list[logging.LogRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(TrainingInbox, "tasks")
    answer = thread.edit_weights(())
    qtbot.waitUntil(thread.isFinished)
    qtbot.waitUntil(answer.done)
    logged.clear()
