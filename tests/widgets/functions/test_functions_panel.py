"""C1 to C4 in the window: functions with the numbers that go through them now."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.look import take_snapshot
from app.inspection.snapshot import LayerInside, Snapshot
from app.network.graph import Network
from app.network.layers.activation import ReLU, Sigmoid
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout, Dropout2d
from app.network.patterns import chain
from app.training.module import build_module
from app.training.recipe import Recipe
from tests.widgets.conftest import OpenWindow
from widgets.document import Document
from widgets.functions.panel import FunctionsPanel
from widgets.main_window import MainWindow

IMAGE = np.random.default_rng(2).normal(size=(1, 1, 12, 12)).astype(np.float32)


def network() -> Network:
    layers = [Input(1, 12, 12), Conv2d(4, 3), BatchNorm2d(), Sigmoid(), Dropout2d(0.5)]
    return chain("functions", [*layers, Flatten(), ReLU(), Dropout(0.25), Linear(5)])


@pytest.fixture
def panel(qtbot: QtBot) -> FunctionsPanel:
    document = Document()
    document.open(network(), Recipe())
    panel = FunctionsPanel(document)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show()
    return panel


def look(panel: FunctionsPanel, layer: str) -> torch.Tensor:
    """Choose a layer as a click on the canvas does; returns what torch gives for it."""
    panel._document.select((layer,))
    module = build_module(network(), seed=0).eval()
    panel.show_snapshot(take_snapshot(module, IMAGE, panel.wanted(), 0))
    with torch.no_grad():
        return module.outputs(torch.from_numpy(IMAGE), [layer])[layer][0]


def test_all_functions_are_listed_and_the_selection_chooses(panel: FunctionsPanel) -> None:
    listed = [panel.choice.itemText(row) for row in range(panel.choice.count())]
    assert listed == [
        "bn1 · BatchNorm2d",
        "sigmoid1 · Sigmoid",
        "dropout1 · Dropout2d",
        "relu1 · ReLU",
        "dropout2 · Dropout",
        "softmax and sigmoid of fc1",
    ]
    panel._document.select(("relu1",))
    assert panel.wanted().insides == {"relu1"}


def test_c1_the_curve_is_the_function_and_its_slope_torchs(panel: FunctionsPanel) -> None:
    look(panel, "sigmoid1")
    x, value, slope = panel.activation.plot.drawn
    tensor = torch.from_numpy(x).requires_grad_()
    (slopes,) = torch.autograd.grad(torch.sigmoid(tensor).sum(), tensor)
    np.testing.assert_allclose(value, torch.sigmoid(tensor.detach()), atol=1e-12)
    np.testing.assert_allclose(slope, slopes, atol=1e-12)
    assert "saturated" in panel.note.text()
    assert "400 inputs" in panel.note.text()


def test_c2_softmax_sums_to_one_and_the_sigmoids_do_not(panel: FunctionsPanel) -> None:
    panel.choice.setCurrentIndex(panel.choice.count() - 1)
    panel.know_classes(["a", "b", "c", "d", "e"])
    logits = look(panel, "fc1")
    np.testing.assert_allclose(panel.softmax.softmax._heights, logits.softmax(0), atol=1e-6)
    np.testing.assert_allclose(panel.softmax.sigmoid._heights, logits.sigmoid(), atol=1e-6)
    assert panel.softmax.titles[0].text() == "softmax: the sum is 1"
    assert panel.softmax.titles[1].text() != "sigmoid: the sum is 1"
    assert panel.softmax.softmax.bottom.words == ("a", "b", "c", "d", "e")


def test_c3_batch_normalisation_is_shown_when_testing_and_in_training(
    panel: FunctionsPanel,
) -> None:
    look(panel, "bn1")
    text = panel.note.text()
    assert "Grey: before, mean" in text
    trained = text.split("Orange:")[1]
    deviation = float(trained.split("deviation ")[1].rstrip("."))
    assert deviation == pytest.approx(1, abs=0.01)


def test_c4_a_mask_drops_some_and_testing_changes_nothing(panel: FunctionsPanel) -> None:
    look(panel, "dropout2")
    inputs, mask, trained, tested = (pane.values for pane in panel.dropout.picture.panes)
    np.testing.assert_array_equal(tested, inputs)
    np.testing.assert_allclose(trained, inputs * mask / 0.75, rtol=1e-6)
    assert 0.15 < 1 - mask.mean() < 0.35
    assert "identity" in panel.note.text()
    QTest.mouseClick(panel.dropout.button, Qt.MouseButton.LeftButton)
    assert not np.array_equal(panel.dropout.picture.panes[1].values, mask)


def test_c4_while_training_the_mask_is_that_of_the_last_step(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    layers = [Input(1, 28, 28), Conv2d(4, 3), ReLU(), Flatten(), Dropout(0.25), Linear(10)]
    window.document.open(chain("net", layers), Recipe(batch_size=500))
    window.docks.raise_("functions")
    qtbot.waitUntil(lambda: window.docks["functions"].widget() is not None)
    panel = window.docks["functions"].widget()
    assert isinstance(panel, FunctionsPanel)
    window.document.select(("dropout1",))
    qtbot.waitUntil(lambda: "no training step was seen yet" in panel.note.text())
    assert panel.dropout.button.isVisible()
    for step in (1, 2):
        window.run_bar.batch.trigger()
        words = f"that of training step {step}, the last one"
        qtbot.waitUntil(lambda words=words: words in panel.note.text())
    assert "When evaluating, as here, nothing is dropped: identity." in panel.note.text()
    assert not panel.dropout.button.isVisible()


def test_numbers_that_diverged_are_told_in_words(panel: FunctionsPanel) -> None:
    panel._document.select(("relu1",))
    module = build_module(network(), seed=0).eval()
    image = np.full_like(IMAGE, np.nan)
    panel.show_snapshot(take_snapshot(module, image, panel.wanted(), 0))
    assert "no numbers" in panel.note.text()


def test_the_panel_is_live_in_the_window_and_asks_nothing_while_hidden(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.docks.raise_("functions")
    qtbot.waitUntil(lambda: window.docks["functions"].widget() is not None)
    panel = window.docks["functions"].widget()
    assert isinstance(panel, FunctionsPanel)
    qtbot.waitUntil(lambda: "784" in panel.note.text() or "4,704" in panel.note.text())
    window.docks.raise_("curves")
    qtbot.waitUntil(lambda: window.thread_.wanted is not None and not window.thread_.wanted.insides)


def test_of_large_maps_it_is_said_how_many_numbers_are_told_of(panel: FunctionsPanel) -> None:
    maps = np.random.default_rng(0).normal(size=(64, 112, 112)).astype(np.float32)
    panel._document.select(("sigmoid1",))
    inside = LayerInside((maps,), {}, 1 / (1 + np.exp(-maps)))
    panel.show_snapshot(Snapshot(network(), 0, insides={"sigmoid1": inside}))
    assert "of the 802,816 inputs of now" in panel.note.text()
