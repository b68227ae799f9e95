"""Evaluation, layer health and learning rate in the real window, while it trains."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.network.edits import SetFields
from app.training.recipe import Recipe
from widgets.main_window import MainWindow

QUICK = Recipe(batch_size=500, epochs=2)


@pytest.fixture(autouse=True)
def quick_recipe(window: MainWindow) -> None:
    window.document.set_recipe(QUICK)


def test_behind_their_tabs_they_ask_for_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.thread_.train(QUICK)
    qtbot.waitUntil(lambda: window.thread_.progress.message.startswith("Fin"))
    assert window.thread_.health.newest is None
    assert window.thread_.evaluation.newest is None


def test_a_mistake_becomes_the_probe(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("evaluation")
    panel = window.evaluation
    qtbot.waitUntil(lambda: bool(panel.images.numbers))
    number = panel.images.numbers[1]
    image = window.thread_.dataset.validation.images[number]
    place = panel.images.place_of(1).center()
    qtbot.mouseClick(panel.images, Qt.MouseButton.LeftButton, pos=place)

    def is_seen() -> bool:
        shown = window.thread_.snapshot.feature_maps["input"][0]
        return np.array_equal(shown[2:-2, 2:-2], (image[0] / 255).astype(np.float32))

    qtbot.waitUntil(is_seen)
    assert window.data._probe == ("validation", number)


def test_another_part_is_evaluated_when_it_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("evaluation")
    panel = window.evaluation
    qtbot.waitUntil(lambda: bool(panel.images.numbers))
    qtbot.keyClicks(panel.part, "Test")
    qtbot.waitUntil(lambda: panel._evaluation is not None and panel._evaluation.part == "test")


def test_a_network_that_does_not_suit_is_told_and_mended_by_an_edit(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks.raise_("evaluation")
    window.document.apply(SetFields("fc2", {"out_features": 7}))
    qtbot.waitUntil(lambda: "it ends in 7" in window.evaluation._empty.text())
    window.document.undo_stack.undo()
    qtbot.waitUntil(window.evaluation.matrix.isVisible)


def test_a_line_of_the_health_table_selects_its_layer(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("layer_health")
    panel = window.layer_health
    qtbot.waitUntil(lambda: "conv2" in panel.model.names)
    row = panel.table.visualRect(panel.model.index(panel.model.names.index("conv2"), 0))
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert window.document.selection == frozenset({"conv2"})


def test_the_layers_follow_the_training(qtbot: QtBot, window: MainWindow) -> None:
    window.docks.raise_("layer_health")
    window.thread_.train(QUICK, steps=2)
    qtbot.waitUntil(lambda: window.layer_health.measured.text().startswith("After step 2"))


def test_the_learning_rate_of_the_run_is_drawn(qtbot: QtBot, window: MainWindow) -> None:
    window.curves.controls.show_rate.setChecked(True)
    window.thread_.train(replace(QUICK, learning_rate=0.01, schedule="constant"), steps=3)
    qtbot.waitUntil(lambda: len(window.curves.plots.rate.rates) == 3)
    assert {rate for _, rate in window.curves.plots.rate.rates} == {0.01}
