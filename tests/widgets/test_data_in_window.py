"""Another data set in the whole window: its panel, its probe, and what fits it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.network.edits import SetFields
from tests.widgets.whole_window import (
    QUICK,
    events,
    press,
    words,
)
from widgets.main_window import MainWindow


def test_another_data_set_changes_panel_and_probe(qtbot: QtBot, window: MainWindow) -> None:
    box = window.run_bar.datasets
    titles = [box.itemText(index) for index in range(box.count())]
    assert titles[:4] == [
        "MNIST handwritten digits · 1×28×28",
        "Fashion-MNIST clothes · 1×28×28",
        "Colour shapes · 3×32×32",
        "Signals (waveforms) · 1×1×128",
    ]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.thread_.dataset.name == "fashion-mnist")
    assert window.document.recipe.dataset == "fashion-mnist"
    window.docks.raise_("data")
    qtbot.waitUntil(lambda: _shows(window, "Fashion-MNIST"))
    image = load("fashion-mnist").test.images[0]
    qtbot.waitUntil(lambda: _input_shows(window, image))


def test_nothing_of_the_data_before_is_shown_until_the_next_is_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    image = load("mnist").test.images[0]
    qtbot.waitUntil(lambda: _input_shows(window, image))
    reads = window.predictions.sentence
    qtbot.waitUntil(reads.isVisible)
    window.document.set_recipe(replace(window.document.recipe, dataset="fashion-mnist"))
    assert window.canvas.canvas_scene.cards["input"].picture is None
    assert not reads.isVisible()
    assert "once the data is loaded" in window.predictions.reason.text()
    qtbot.waitUntil(lambda: _input_shows(window, load("fashion-mnist").test.images[0]))
    qtbot.waitUntil(reads.isVisible)


def test_coloured_images_go_into_a_grey_input_by_luma(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, dataset="colour-shapes", difficulty=0.2))
    qtbot.waitUntil(lambda: _dataset_name(window) == "colour-shapes")
    image = load("colour-shapes", difficulty=0.2).test.images[0]
    qtbot.waitUntil(lambda: _input_shows(window, _luma(image)))
    assert window.thread_.snapshot.probabilities is not None
    assert "colours turned into grey" in dict(window.data.about.facts.facts())["for the Input"]
    press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: events(window) > 0 or window.thread_.progress.failed)


def test_the_data_panel_follows_the_input(qtbot: QtBot, window: MainWindow) -> None:
    facts = window.data.about.facts
    padded = "1×32×32\npadded from 28×28 to 32×32"
    qtbot.waitUntil(lambda: dict(facts.facts()).get("for the Input") == padded)
    window.document.apply(SetFields("input", {"height": 28, "width": 28}))
    assert "for the Input" not in dict(facts.facts())


def test_another_difficulty_makes_the_images_anew(qtbot: QtBot, window: MainWindow) -> None:
    window.document.set_recipe(replace(QUICK, dataset="colour-shapes", difficulty=0.0))
    qtbot.waitUntil(lambda: _dataset_name(window) == "colour-shapes")
    first = window.thread_.dataset
    window.document.set_recipe(replace(window.document.recipe, difficulty=1.0))
    qtbot.waitUntil(lambda: window.thread_.dataset not in (None, first))
    assert not np.array_equal(first.train.images, window.thread_.dataset.train.images)


def test_a_data_set_that_is_not_there_is_told_in_the_data_panel(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.docks.raise_("data")
    window.document.set_recipe(replace(QUICK, dataset="nowhere"))
    qtbot.waitUntil(lambda: _shows(window, "There is no data set 'nowhere'"))
    press(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "There is no data set" in words(window))


def _dataset_name(window: MainWindow) -> str:
    dataset = window.thread_.dataset
    return dataset.name if dataset else ""


def _shows(window: MainWindow, text: str) -> bool:
    labels = window.data.findChildren(QLabel)
    return any(text in label.text() and label.isVisible() for label in labels)


def _luma(image: np.ndarray) -> np.ndarray:
    return np.tensordot([0.299, 0.587, 0.114], image, 1)[np.newaxis]


def _input_shows(window: MainWindow, image: np.ndarray) -> bool:
    """Whether the Input's map is this image, in the middle where it was padded."""
    shown = window.thread_.snapshot.feature_maps.get("input")
    if shown is None:
        return False
    edge = (shown.shape[1] - image.shape[1]) // 2
    middle = shown[:, edge : edge + image.shape[1], edge : edge + image.shape[2]]
    return middle.shape == image.shape and np.allclose(middle, image / 255, atol=1 / 255)
