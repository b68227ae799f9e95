"""The network is edited while the training thread has it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.inspection.snapshot import Wanted
from app.network.edits import MoveLayers, RemoveLayers, RenameLayer, SetFields
from app.network.graph import Network, Position
from app.session import Session
from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    RECIPE,
    small,
    wait_for_state,
    wait_for_steps,
    weights,
)
from widgets.training_thread import TrainingThread


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


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


def test_an_untrainable_network_brings_its_problems_and_fixes(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.set_network(SetFields("fc1", {"out_features": 7}).apply(small()))
    thread.train(RECIPE)
    qtbot.waitUntil(lambda: thread.progress.failed)
    assert "the data has 10 classes" in thread.progress.message
    assert [fix.label for fix in thread.progress.problems[0].fixes] == [
        "fit the network's end to the data: out features 10 in fc1"
    ]
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


def test_of_many_edits_only_the_last_is_built_and_renames_are_followed(
    qtbot: QtBot, thread: TrainingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    set_network = Session.set_network

    def note(session: Session, network: Network, **how: Any) -> None:
        built.append(network)
        set_network(session, network, **how)

    monkeypatch.setattr(Session, "set_network", note)
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
    after = weights(qtbot, thread)
    assert len(built) < 20
    assert after.keys() == {name.replace("conv1", "edges") for name in before}
