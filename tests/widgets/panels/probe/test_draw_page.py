"""Drawing the probe, as a user does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from tests.widgets.events import LEFT, NO_KEYS, move_mouse
from tests.widgets.panels.probe.conftest import CTRL, MNIST, Panel, open_tab, stroke, wait_for

RIGHT = Qt.MouseButton.RightButton


def test_the_probe_follows_while_a_stroke_is_drawn(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    assert panel.seen.source == "data"  # there is nothing to look at yet
    pad = panel.draw.pad
    QTest.mousePress(pad, LEFT, NO_KEYS, pad.place(8, 5).toPoint())
    lit = 0
    for y in (9, 13, 17, 21):  # the button is still down
        move_mouse(pad, pad.place(8, y).toPoint(), LEFT)
        wait_for(qtbot, panel, pad.drawing.pixels)
        assert panel.seen.image.sum() > lit
        lit = int(panel.seen.image.sum())
    QTest.mouseRelease(pad, LEFT, NO_KEYS, pad.place(8, 21).toPoint())
    assert panel.seen.source == "drawing"
    assert panel.seen.truth is None
    assert panel.seen.image.shape == (1, 28, 28)
    assert panel.seen.image[0, 13, 8] == 255
    assert panel.seen.image[0, 13, 14:].sum() == 0


def test_a_quick_hand_is_handed_on_once_a_frame(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    panel.looks.clear()
    stroke(panel, *((3 + x / 20, 10) for x in range(400)))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    assert 1 <= len(panel.looks) < 100


def test_the_right_button_and_the_eraser_erase(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 10), (24, 10))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    stroke(panel, (2, 10), (26, 10), button=RIGHT)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))
    stroke(panel, (4, 10), (24, 10))
    QTest.mouseClick(panel.draw.erase, LEFT)
    stroke(panel, (2, 10), (26, 10))
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))


def test_strokes_are_undone_by_key_and_button(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 10), (24, 10))
    first = panel.draw.pad.drawing.pixels
    stroke(panel, (10, 4), (10, 24))
    panel.draw.pad.setFocus()
    QTest.keyClick(panel.draw.pad, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, panel, first)
    QTest.mouseClick(panel.draw.undo, LEFT)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))
    assert not panel.draw.undo.isEnabled()


def test_brush_and_softness_change_the_stroke(panel: Panel) -> None:
    open_tab(panel, "Draw")
    lit = []
    for brush, softness in ((4, 0), (20, 0), (20, 100)):
        panel.draw.brush.setValue(brush)
        panel.draw.softness.setValue(softness)
        QTest.mouseClick(panel.draw.clear, LEFT)
        stroke(panel, (4, 14), (24, 14))
        lit.append(panel.draw.pad.drawing.pixels[0, :, 14].astype(int))
    assert (lit[0] > 0).sum() < (lit[1] > 0).sum() < (lit[2] > 0).sum()
    assert (lit[1] == 255).sum() > (lit[2] == 255).sum()


def test_a_drawing_is_made_by_keys(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    pad = panel.draw.pad
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Space)
    for _ in range(6):
        QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Space)
    QTest.keyClick(pad, Qt.Key.Key_Down)
    wait_for(qtbot, panel, pad.drawing.pixels)
    assert (panel.seen.image[0, 14, 14:20] > 127).all()
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))


def test_an_image_of_the_data_set_can_be_drawn_on_and_inverted(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    QTest.mouseClick(panel.draw.take, LEFT)
    qtbot.waitUntil(lambda: panel.seen.source == "drawing")
    np.testing.assert_array_equal(panel.seen.image, MNIST.test.images[0])
    QTest.mouseClick(panel.draw.invert, LEFT)
    wait_for(qtbot, panel, 255 - MNIST.test.images[0])


def test_a_corner_drawing_is_centred_as_mnist_is(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (3, 3), (8, 3), (8, 10))
    QTest.mouseClick(panel.draw.centre, LEFT)
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    grey = panel.seen.image[0].astype(float)
    assert (grey * np.arange(28)).sum() / grey.sum() == pytest.approx(13.5, abs=0.2)


def test_a_drawing_is_fitted_to_another_data_set(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 14), (24, 14))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    colours = load("colour-shapes")
    panel.probe.take_dataset(colours)
    qtbot.waitUntil(lambda: panel.seen.image.shape == colours.image_shape)
    assert panel.seen.source == "drawing"
    assert panel.seen.image.max() > 200
    assert panel.draw.colour.isVisible()
    panel.probe.take_dataset(MNIST)
    qtbot.waitUntil(lambda: panel.seen.image.shape == (1, 28, 28))
    assert panel.seen.image.max() > 150


def test_a_drawing_waits_behind_its_tab(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 14), (24, 14))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    drawn = panel.seen.image
    open_tab(panel, "Data set")
    wait_for(qtbot, panel, MNIST.test.images[0])
    assert panel.seen.truth == int(MNIST.test.labels[0])
    open_tab(panel, "Draw")
    wait_for(qtbot, panel, drawn)
