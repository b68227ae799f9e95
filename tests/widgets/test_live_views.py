"""What is on screen, and only that, is computed and kept up to date."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.snapshot import Wanted
from app.network.edits import SetFields
from app.training.events import StepDone
from app.training.recipe import Recipe
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import EDIT
from widgets.main_window import MainWindow

QUICK = Recipe(batch_size=500, epochs=1)
PANELS = ("curves", "predictions", "feature_maps", "filters", "data", "summary", "recipe")


@pytest.fixture(autouse=True)
def quick_recipe(window: MainWindow) -> None:
    window.document.set_recipe(QUICK)


def wait_for_wanted(qtbot: QtBot, window: MainWindow, **expected: object) -> Wanted:
    """Until what is asked for is as expected, and a snapshot of it has come."""

    def is_so() -> bool:
        wanted = window.thread_.wanted
        return wanted is not None and all(
            getattr(wanted, name) == value for name, value in expected.items()
        )

    qtbot.waitUntil(is_so)
    wanted = window.thread_.wanted
    assert wanted is not None

    def has_come() -> bool:
        snapshot = window.thread_.snapshot
        return (
            snapshot.feature_maps.keys() == wanted.feature_maps
            and snapshot.filters.keys() <= wanted.filters
            and bool(snapshot.filters) == bool(wanted.filters)
            and (snapshot.probabilities is not None) == wanted.predictions
        )

    qtbot.waitUntil(has_come)
    return wanted


def close_all(window: MainWindow) -> None:
    for name in PANELS:
        window.docks[name].hide()


def zoom_out(window: MainWindow) -> None:
    window.canvas.set_zoom(0.08, QPointF(window.canvas.viewport().rect().center()))


def test_with_panels_closed_and_the_canvas_far_away_nothing_is_computed(
    qtbot: QtBot, window: MainWindow
) -> None:
    close_all(window)
    zoom_out(window)
    wait_for_wanted(qtbot, window, feature_maps=frozenset(), filters=frozenset(), predictions=False)


def test_the_canvas_asks_for_the_layers_in_view_only(qtbot: QtBot, window: MainWindow) -> None:
    close_all(window)
    window.canvas.fit()
    whole = wait_for_wanted(qtbot, window, predictions=False).feature_maps
    assert {"input", "conv1", "fc2"} <= whole
    window.canvas.set_zoom(6.0, QPointF(window.canvas.viewport().rect().center()))
    window.canvas.go_to("conv1")
    qtbot.waitUntil(lambda: "fc2" not in window.thread_.wanted.feature_maps)
    near = wait_for_wanted(qtbot, window, predictions=False).feature_maps
    assert "conv1" in near
    assert near < whole


def test_predictions_are_computed_while_their_panel_is_open(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_wanted(qtbot, window, predictions=True)
    window.docks["predictions"].hide()
    wait_for_wanted(qtbot, window, predictions=False)


def test_filters_are_computed_only_while_their_tab_is_in_front(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_wanted(qtbot, window, filters=frozenset())
    window.docks.raise_("filters")
    qtbot.waitUntil(lambda: bool(window.thread_.wanted.filters))
    wait_for_wanted(qtbot, window)
    assert window.thread_.snapshot.filters.keys() <= {"conv1", "conv2", "conv3"}
    window.docks.raise_("curves")
    wait_for_wanted(qtbot, window, filters=frozenset())


def test_the_feature_map_panel_adds_what_it_shows(qtbot: QtBot, window: MainWindow) -> None:
    zoom_out(window)
    wait_for_wanted(qtbot, window, feature_maps=frozenset())
    window.docks.raise_("feature_maps")
    qtbot.waitUntil(lambda: bool(window.thread_.wanted.feature_maps))
    window.docks.raise_("curves")
    wait_for_wanted(qtbot, window, feature_maps=frozenset())


def test_views_follow_the_training(qtbot: QtBot, window: MainWindow) -> None:
    before = window.thread_.snapshot
    QTest.keyClick(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: window.thread_.snapshot.step == 1)
    after = window.thread_.snapshot
    assert not np.array_equal(after.feature_maps["conv1"], before.feature_maps["conv1"])


def test_curves_show_the_run_and_are_emptied_by_a_reset(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(window.curves.data.steps) == 16)
    dialogs.answer("Reset")
    QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(window.curves.data.steps) == 0)


def test_curves_behind_a_tab_catch_up_when_they_are_opened(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks.raise_("summary")
    window.thread_.train(QUICK, steps=5)
    qtbot.waitUntil(lambda: len(window.thread_.events) == 5)
    qtbot.waitUntil(lambda: window.run_bar.shown.state == "paused")
    assert len(window.curves.data.steps) == 0
    window.docks.raise_("curves")
    qtbot.waitUntil(lambda: len(window.curves.data.steps) == 5)


def test_the_reading_of_the_probe_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    sentence = window.predictions.sentence
    qtbot.waitUntil(lambda: sentence.text().startswith("Reads "))


def test_a_network_with_too_few_values_says_so_instead_of_a_reading(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.apply(SetFields("fc2", {"out_features": 7}))
    qtbot.waitUntil(
        lambda: (
            "fc2: the data has 10 classes, so the network must end in 10 values, not 7"
            in window.predictions.accessibleDescription()
        ),
    )


def test_another_sample_of_the_data_panel_becomes_the_probe(
    qtbot: QtBot, window: MainWindow
) -> None:
    before = window.thread_.snapshot.feature_maps["input"]
    window.data.probe_chosen.emit("train", 5)
    qtbot.waitUntil(
        lambda: not np.array_equal(window.thread_.snapshot.feature_maps["input"], before),
    )


def test_only_steps_of_the_present_run_are_in_the_curves(qtbot: QtBot, window: MainWindow) -> None:
    thread = window.thread_
    for _ in range(2):
        before = thread.history
        thread.train(replace(QUICK, seed=3), steps=3)
        qtbot.waitUntil(lambda before=before: thread.history is not before)
        qtbot.waitUntil(lambda: len(thread.events) == 3)
        thread.stop()
        qtbot.waitUntil(lambda: thread.progress.state == "idle")
    qtbot.waitUntil(lambda: len(window.curves.data.steps) == 3)
    assert all(isinstance(event, StepDone) for event in window.thread_.events)


def test_while_another_network_is_built_nothing_is_read_with_the_one_before(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.waitUntil(window.predictions.sentence.isVisible)
    built = Event()
    window.thread_._inbox.put(lambda _session: (built.wait(60), None)[1])
    try:
        window.document.apply(EDIT)
        qtbot.waitUntil(lambda: "once it is built" in window.predictions.reason.text())
        assert not window.predictions.sentence.isVisible()
        window.document.undo_stack.undo()
        qtbot.waitUntil(window.predictions.sentence.isVisible)
    finally:
        built.set()
