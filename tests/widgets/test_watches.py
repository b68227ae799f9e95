"""The training thread examines and evaluates what is watched, and only that."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.inspection.evaluation import Evaluation
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.events import EpochDone
from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from widgets.training_thread import TrainingThread

RECIPE = Recipe(batch_size=100, epochs=2)


def small(classes: int = 10) -> Network:
    layers = [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten()]
    return chain("small", [*layers, Linear(classes)])


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


def evaluation(thread: TrainingThread) -> Evaluation | None:
    """The newest; None while another part is evaluated for the first time."""
    return thread.evaluation.newest.evaluation if thread.evaluation.newest else None


def finished(thread: TrainingThread) -> bool:
    return thread.progress.message.startswith("Finished")


def test_what_nobody_watches_is_not_computed(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.train(RECIPE)
    qtbot.waitUntil(lambda: finished(thread))
    assert thread.health.newest is None
    assert thread.evaluation.newest is None


def test_the_layers_are_examined_while_they_learn(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.health.wanted = True
    qtbot.waitUntil(lambda: thread.health.newest is not None)
    thread.train(RECIPE)
    qtbot.waitUntil(lambda: thread.health.newest.layers["fc1"].update_ratio is not None)
    assert 0 < thread.health.newest.layers["fc1"].update_ratio < 1
    thread.stop()


def test_after_single_steps_it_is_the_last_step_that_is_shown(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.health.wanted = True
    for step in (1, 2, 3):
        thread.train(RECIPE, steps=1)
        qtbot.waitUntil(
            lambda step=step: thread.health.newest and thread.health.newest.step == step,
        )


def test_every_epochs_end_is_evaluated(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.evaluation.wanted = "validation"
    qtbot.waitUntil(lambda: evaluation(thread) is not None)
    assert evaluation(thread).when == "with the weights as they are"
    thread.train(RECIPE)
    seen: set[str] = set()

    def end_is_seen() -> bool:
        seen.add(evaluation(thread).when)
        return finished(thread) and "after epoch 2" in seen

    qtbot.waitUntil(end_is_seen)
    last = [event for event in thread.events if isinstance(event, EpochDone)][-1]
    qtbot.waitUntil(lambda: evaluation(thread).when == "after epoch 2")
    assert evaluation(thread).accuracy == pytest.approx(last.validation_accuracy)


def test_another_part_and_a_request_are_evaluated_at_once(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.evaluation.wanted = "validation"
    qtbot.waitUntil(lambda: evaluation(thread) is not None)
    thread.evaluation.wanted = "test"
    qtbot.waitUntil(lambda: "test" in [found.part for found in (evaluation(thread),) if found])
    before = evaluation(thread)
    thread.evaluate()
    qtbot.waitUntil(lambda: evaluation(thread) is not before)


def test_what_cannot_be_evaluated_is_said_and_nothing_else_fails(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.evaluation.wanted = "test"
    thread.set_network(small(classes=7))
    qtbot.waitUntil(
        lambda: thread.evaluation.newest and "it ends in 7" in thread.evaluation.newest.message,
    )
    assert not thread.progress.failed
