"""The probe panel in the whole window: what is drawn, typed and shifted reaches every layer."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from torch.nn import functional

from app.data.image_file import read_image
from app.data.scene import SCENE
from app.inspection.weight_edits import SetWeights
from app.network.gallery import gallery_entry
from app.network.graph import Network
from app.network.kernels import SOBEL_X
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.conftest import OpenWindow
from tests.widgets.events import LEFT, NO_KEYS, move_mouse
from widgets.main_window import MainWindow

PLAIN = Recipe(preprocessing="none")
K1 = np.array([[1, -1, -1], [-1, 1, -1], [-1, -1, 1]], np.float32)
LAPLACE = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], np.float32)


def stroke(window: MainWindow, *points: tuple[float, float]) -> None:
    pad = window.probe_panel.draw.pad
    places = [pad.place(x, y).toPoint() for x, y in points]
    QTest.mousePress(pad, LEFT, NO_KEYS, places[0])
    for place in places[1:]:
        move_mouse(pad, place, LEFT)
    QTest.mouseRelease(pad, LEFT, NO_KEYS, places[-1])


def open_tab(window: MainWindow, number: int) -> None:
    window.docks.raise_("probe")
    tabs = window.probe_panel.tabs
    QTest.mouseClick(tabs, LEFT, NO_KEYS, tabs.tabRect(number).center())


def open_network(qtbot: QtBot, window: MainWindow, network: Network) -> None:
    window.document.open(network, PLAIN)
    window.canvas.fit()

    def has_come() -> bool:
        snapshot = window.thread_.snapshot
        return snapshot is not None and set(snapshot.feature_maps) == set(network.layers)

    qtbot.waitUntil(has_come)


def maps(window: MainWindow, name: str) -> np.ndarray:
    return window.thread_.snapshot.feature_maps[name]


def wait_for_input(qtbot: QtBot, window: MainWindow, image: np.ndarray) -> None:
    """Until a snapshot has come of this image, 0 to 1."""

    def has_come() -> bool:
        snapshot = window.thread_.snapshot
        shown = snapshot.feature_maps.get("input") if snapshot else None
        return shown is not None and shown.shape == image.shape and np.allclose(shown, image)

    qtbot.waitUntil(has_come)


def test_a_stroke_is_seen_by_every_layer_while_it_trains(qtbot: QtBot, window: MainWindow) -> None:
    """D11."""
    open_tab(window, 1)
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(window.thread_.events) > 3)
    stroke(window, (8, 5), (18, 5), (12, 24))
    drawn = np.pad(window.probe_panel.draw.pad.drawing.pixels, ((0, 0), (2, 2), (2, 2))) / 255
    wait_for_input(qtbot, window, drawn)
    assert window.thread_.progress.state == "training"
    sentence = window.predictions.sentence
    # Nobody knows what was drawn, so that nothing is said to be right or wrong.
    qtbot.waitUntil(lambda: sentence.text().startswith("Reads") and "it is" not in sentence.text())
    QTest.keyClick(window, Qt.Key.Key_F5)


def test_the_data_panel_marks_nothing_while_a_drawing_is_looked_at(
    qtbot: QtBot, window: MainWindow
) -> None:
    assert window.data._probe == ("test", 0)
    open_tab(window, 1)
    stroke(window, (8, 5), (18, 5))
    qtbot.waitUntil(lambda: window.data._probe is None)
    open_tab(window, 0)
    qtbot.waitUntil(lambda: window.data._probe == ("test", 0))


@pytest.mark.parametrize("shift", [1, 3, -4])
def test_shifting_the_probe_shifts_the_feature_map(
    qtbot: QtBot, window: MainWindow, shift: int
) -> None:
    """B7, away from the border, where padding with zeros is something else."""
    open_network(
        qtbot,
        window,
        chain("same", [Input(1, 28, 28), Conv2d(4, 5, padding="same")]),
    )
    before, image = maps(window, "conv1"), maps(window, "input")
    window.docks.raise_("probe")
    window.probe_panel.changes.sliders["shift_x"].setValue(shift)
    shifted = np.roll(image, shift, axis=2)
    shifted[:, :, slice(0, shift) if shift > 0 else slice(shift, None)] = 0
    wait_for_input(qtbot, window, shifted)
    after = maps(window, "conv1")
    inside = np.arange(8, 20)
    np.testing.assert_allclose(
        after[:, :, inside], before[:, :, inside - shift], rtol=1e-5, atol=1e-6
    )
    assert window.docks["probe"].windowTitle() == "Probe (changed)"


def test_the_lectures_convolution_is_worked_on_the_typed_matrix(
    qtbot: QtBot, window: MainWindow
) -> None:
    """B1: K1 with stride 1, then max pooling."""
    open_network(
        qtbot,
        window,
        chain("b1", [Input(1, 28, 28), Conv2d(1, 3, bias=False), MaxPool2d(2)]),
    )
    open_tab(window, 2)
    QTest.mouseClick(window.probe_panel.matrix.make_input, LEFT)
    window.thread_.load_weights({"conv1.weight": K1[np.newaxis, np.newaxis]})
    expected = [[3, -1, -3, -1], [-3, 1, 0, -3], [-3, -3, 0, 1], [3, -2, -2, -1]]
    qtbot.waitUntil(lambda: _close(window, "conv1", expected))
    np.testing.assert_allclose(maps(window, "pool1")[0], [[3, 0], [3, 1]], atol=1e-5)


def test_the_lectures_grey_values_are_worked_too(qtbot: QtBot, window: MainWindow) -> None:
    """B2 with padding 1; the network takes in grey levels from 0 to 1."""
    open_network(qtbot, window, chain("b2", [Input(1, 5, 5), Conv2d(1, 3, padding=1, bias=False)]))
    open_tab(window, 2)
    ready = window.probe_panel.matrix.ready
    ready.setFocus()
    qtbot.keyClicks(ready, "Grey")
    QTest.keyClick(ready, Qt.Key.Key_Return)
    window.thread_.load_weights({"conv1.weight": 255 * LAPLACE[np.newaxis, np.newaxis]})
    expected = [
        [-99, -673, -130, -230, 176],
        [-42, 692, -315, -6, -482],
        [312, -680, -194, 305, 124],
        [54, 153, -59, -86, -24],
        [-543, 167, -35, -72, -297],
    ]
    qtbot.waitUntil(lambda: _close(window, "conv1", expected))


def _close(window: MainWindow, name: str, expected: list[list[int]]) -> bool:
    snapshot = window.thread_.snapshot
    found = snapshot.feature_maps.get(name) if snapshot else None
    return (
        found is not None
        and found.shape[1:] == np.shape(expected)
        and np.allclose(found[0], expected, atol=2e-3)
    )


def test_b10_one_filter_opens_on_the_scene_in_all_its_pixels(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    window._files.open_gallery(gallery_entry("one-filter"))

    def looks_at_the_scene() -> bool:
        snapshot = window.thread_.snapshot
        return snapshot is not None and "conv1" in snapshot.feature_maps and not differs()

    def differs() -> bool:
        snapshot = window.thread_.snapshot
        assert snapshot is not None
        return not np.array_equal(snapshot.feature_maps["input"], expected)

    expected = read_image(SCENE, (1, 128, 128)).astype(np.float32) / np.float32(255)
    qtbot.waitUntil(looks_at_the_scene)
    assert window.insides is not None
    kernel = np.array(SOBEL_X, np.float32)
    window.insides.weight_edits.apply([SetWeights("conv1", (0, 0), kernel)], "Sobel")
    made = functional.conv2d(
        torch.from_numpy(expected)[None], torch.from_numpy(kernel)[None, None], padding=1
    )[0].numpy()

    def is_made() -> bool:
        snapshot = window.thread_.snapshot
        return snapshot is not None and np.allclose(snapshot.feature_maps["conv1"], made, atol=1e-5)

    qtbot.waitUntil(is_made)


def test_a_file_is_read_again_for_a_larger_input(open_window: OpenWindow, qtbot: QtBot) -> None:
    probe = open_window()._probe

    def shape() -> tuple[int, ...]:
        return probe.seen.image.shape if probe.seen else ()

    probe.open_file(SCENE)
    qtbot.waitUntil(lambda: probe.seen is not None and probe.seen.source == "file")
    assert shape() == (1, 28, 28)
    probe.note_input((3, 96, 96))
    qtbot.waitUntil(lambda: shape() == (3, 96, 96))
    probe.note_input((1, 32, 32))
    qtbot.waitUntil(lambda: shape() == (1, 28, 28))
