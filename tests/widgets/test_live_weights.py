"""Weights go into the live network and come out of it, and have versions."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    RECIPE,
    idle,
    small,
    wait_for_state,
    wait_for_steps,
    weights,
)
from widgets.training_thread import TrainingThread


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


def test_weights_that_are_put_in_come_out_equal(qtbot: QtBot, thread: TrainingThread) -> None:
    given = {"fc1.bias": np.arange(10, dtype=np.float32)}
    thread.load_weights(given)
    np.testing.assert_array_equal(weights(qtbot, thread)["fc1.bias"], given["fc1.bias"])


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
    qtbot.waitUntil(lambda: thread.progress.failed)
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
