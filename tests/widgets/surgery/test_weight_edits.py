"""Edits of weights as steps of undo, while training pauses and while it runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.files.project import load_project
from app.inspection.surgery import Mute
from app.inspection.weight_edits import Invert, SetWeights
from app.network.edits import RemoveLayers, SetFields
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from app.training.weights_origin import DRAWN, WeightsOrigin, origin_in
from tests.widgets.conftest import OpenWindow, StartThread
from widgets.document import Document
from widgets.surgery.weight_edits import WeightEdits
from widgets.training_thread import TrainingThread

MNIST = load("mnist")
Weights = dict[str, np.ndarray]


def small() -> Network:
    return chain("small", [Input(1, 28, 28), Conv2d(4, 3), ReLU(), Flatten(), Linear(10)])


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


@pytest.fixture
def document(thread: TrainingThread) -> Document:
    document = Document()
    document.open(small(), Recipe(batch_size=100, epochs=50))
    document.network_changed.connect(lambda: thread.set_network(document.network))
    return document


@pytest.fixture
def edits(document: Document, thread: TrainingThread) -> WeightEdits:
    return WeightEdits(document, thread, document)


def weights(thread: TrainingThread) -> Weights:
    return {k: v.copy() for k, v in thread.fetch_subject().result(timeout=30).weights.items()}


def same(one: Weights, other: Weights) -> bool:
    return all(np.array_equal(value, other[name]) for name, value in one.items())


def pixel(value: float) -> SetWeights:
    return SetWeights("conv1", (1, 0, 2, 2), np.array(value, np.float32))


def test_undo_restores_every_bit_and_redo_the_edit(
    document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    before = weights(thread)
    edits.apply([Mute("conv1", 2)], "Mute")
    edits.apply([pixel(0.3), Invert("fc1", 4)], "Type")
    edited = weights(thread)
    assert not edited["conv1.weight"][2].any()
    assert edited["conv1.weight"][1, 0, 2, 2] == np.float32(0.3)
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert same(weights(thread), before)
    document.undo_stack.redo()
    document.undo_stack.redo()
    assert same(weights(thread), edited)


def test_a_field_that_goes_with_its_layer_makes_no_step(
    document: Document, edits: WeightEdits
) -> None:
    document.network_changed.connect(lambda: edits.apply([pixel(0.3)], "Type"))
    document.apply(RemoveLayers(frozenset({"conv1"})))
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    document.undo_stack.redo()  # a step that were made now would free this one: a crash
    assert document.undo_stack.count() == 1


def test_an_edit_counts_as_learned_until_it_is_undone(
    document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    edits.apply([Mute("conv1", 2)], "Mute")
    weights(thread)
    assert thread.weights_version > 0
    document.undo_stack.undo()
    weights(thread)
    assert thread.weights_version == 0
    document.undo_stack.redo()
    weights(thread)
    assert thread.weights_version > 0


def origin_of_a_run(thread: TrainingThread, qtbot: QtBot) -> WeightsOrigin | None:
    """What a run that is begun now says of the weights that it begins with."""
    thread.train(Recipe(batch_size=100, epochs=50), steps=1)
    qtbot.waitUntil(lambda: thread.progress.state == "paused")
    # The thread tells of the pause before it tells of the run's folder.
    qtbot.waitUntil(lambda: thread.look_back.at_work is not None)
    folder = thread.look_back.at_work
    assert folder is not None
    thread.stop()
    qtbot.waitUntil(lambda: thread.progress.state == "idle")
    return origin_in(folder)


def test_what_was_typed_and_undone_is_not_where_the_weights_of_a_run_come_from(
    document: Document, edits: WeightEdits, thread: TrainingThread, qtbot: QtBot
) -> None:
    edits.apply([pixel(0.3)], "Type")
    edits.apply([Mute("conv1", 2)], "Mute")
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert origin_of_a_run(thread, qtbot) == DRAWN


def test_what_is_done_again_counts_as_typed_again(
    document: Document, edits: WeightEdits, thread: TrainingThread, qtbot: QtBot
) -> None:
    edits.apply([pixel(0.3)], "Type")
    document.undo_stack.undo()
    document.undo_stack.redo()
    origin = origin_of_a_run(thread, qtbot)
    assert origin is not None
    assert origin.typed


def test_weights_that_learned_from_typed_ones_come_from_those_after_an_undo(
    document: Document, edits: WeightEdits, thread: TrainingThread, qtbot: QtBot
) -> None:
    origin_of_a_run(thread, qtbot)
    thread.train(Recipe(batch_size=100, epochs=50), steps=1)
    qtbot.waitUntil(lambda: thread.progress.state == "paused")
    edits.apply([pixel(0.3)], "Type")
    thread.train(Recipe(batch_size=100, epochs=50), steps=1)
    qtbot.waitUntil(lambda: thread.progress.step == 2)
    document.undo_stack.undo()
    thread.stop()
    qtbot.waitUntil(lambda: thread.progress.state == "idle")
    origin = origin_of_a_run(thread, qtbot)
    assert origin is not None
    assert origin.typed


def test_edits_of_one_series_are_one_step_of_undo(
    document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    before, series = weights(thread), object()
    for value in (0.1, 0.2, 0.3):
        edits.apply([pixel(value)], f"Weight {value}", series)
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Weight 0.3"
    document.undo_stack.undo()
    assert same(weights(thread), before)
    document.undo_stack.redo()
    assert weights(thread)["conv1.weight"][1, 0, 2, 2] == np.float32(0.3)


def test_only_what_was_done_last_is_taken_back(document: Document, edits: WeightEdits) -> None:
    series, others = object(), object()
    edits.apply([pixel(0.1)], "One", series)
    edits.take_back(others)
    assert document.undo_stack.index() == 1
    edits.take_back(series)
    assert document.undo_stack.index() == 0


def test_edited_filters_are_known_until_they_are_as_before(
    qtbot: QtBot, document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    before = weights(thread)["conv1.weight"][1]
    with qtbot.waitSignals([edits.edited] * 2):
        edits.apply([pixel(0.5)], "One")
        edits.apply([Invert("conv1", 1)], "Two")
    assert edits.originals.keys() == {("conv1", 1)}
    np.testing.assert_array_equal(edits.originals["conv1", 1].weights, before)
    assert weights(thread)["conv1.weight"][1, 0, 2, 2] == -0.5
    with qtbot.waitSignals([edits.edited] * 2):
        document.undo_stack.undo()
        document.undo_stack.undo()
    assert not edits.originals


def test_while_training_runs_an_edit_applies_to_the_live_weights(
    qtbot: QtBot, document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    thread.train(document.recipe)
    qtbot.waitUntil(lambda: len(thread.events) > 3)
    edits.apply([pixel(50.0)], "A large weight")
    seen = len(thread.events)
    qtbot.waitUntil(lambda: len(thread.events) > seen + 3)
    assert 40 < weights(thread)["conv1.weight"][1, 0, 2, 2] < 60
    document.undo_stack.undo()
    assert abs(weights(thread)["conv1.weight"][1, 0, 2, 2]) < 5
    assert thread.progress.state == "training"
    thread.stop()


def test_what_no_longer_fits_is_skipped_and_said(
    qtbot: QtBot, document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    before = weights(thread)
    with qtbot.waitSignal(edits.message) as told:
        edits.apply([Mute("conv7", 0)], "Mute nothing")
    assert "conv7" in told.args[0]
    document.undo_stack.undo()
    assert same(weights(thread), before)


def test_undo_goes_through_edits_of_the_network(
    document: Document, edits: WeightEdits, thread: TrainingThread
) -> None:
    before = weights(thread)
    edits.apply([pixel(0.5)], "Type")
    assert document.apply(SetFields("conv1", {"kernel_size": 5}))
    assert document.apply(RemoveLayers(frozenset({"relu1"})))
    for _ in range(3):
        document.undo_stack.undo()
    assert same(weights(thread), before)


def test_edited_weights_are_saved_with_the_file(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    assert window.insides is not None
    window.insides.weight_edits.apply([Mute("conv1", 2)], "Mute filter 2 of conv1")
    qtbot.waitUntil(lambda: window.document.learned)
    path = tmp_path / "edited.convas"
    assert window._files.save_to(path)
    assert not window.document.modified
    saved = load_project(path).weights
    assert saved is not None
    assert not saved["conv1.weight"][2].any()
    assert saved["conv1.weight"][1].any()
