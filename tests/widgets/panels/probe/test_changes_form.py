"""Changing the probe with sliders, as a user does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.data.probe_changes import ProbeChanges, changed_image
from tests.widgets.events import LEFT
from tests.widgets.panels.probe.conftest import MNIST, Panel, open_tab, stroke, wait_for
from widgets.panels.probe.changes_form import ProbeChangesForm


def test_a_slider_changes_what_is_looked_at_and_the_class_stays_known(
    panel: Panel, qtbot: QtBot
) -> None:
    """F5."""
    slider = panel.changes.sliders["shift_x"]
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    wait_for(qtbot, panel, changed_image(MNIST.test.images[0], ProbeChanges(shift_x=3)))
    assert panel.changes.numbers["shift_x"].value() == 3
    assert panel.seen.truth == int(MNIST.test.labels[0])
    np.testing.assert_array_equal(panel.seen.original, MNIST.test.images[0])


def test_a_number_is_typed_and_the_slider_follows(panel: Panel, qtbot: QtBot) -> None:
    number = panel.changes.numbers["rotate"]
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "90")
    wait_for(qtbot, panel, np.rot90(MNIST.test.images[0], k=-1, axes=(1, 2)))
    assert panel.changes.sliders["rotate"].value() == 90


@pytest.mark.parametrize(
    "name", ["shift_x", "shift_y", "rotate", "scale", "brightness", "contrast", "noise"]
)
def test_a_double_click_resets_one_slider(panel: Panel, qtbot: QtBot, name: str) -> None:
    slider = panel.changes.sliders[name]
    slider.setValue(slider.maximum() - 1)
    panel.changes.sliders["shift_x" if name != "shift_x" else "shift_y"].setValue(2)
    qtbot.waitUntil(lambda: getattr(panel.probe.changes, name) != getattr(ProbeChanges(), name))
    assert not np.array_equal(panel.seen.image, panel.seen.original)
    QTest.mouseDClick(slider, LEFT)
    qtbot.waitUntil(lambda: getattr(panel.probe.changes, name) == getattr(ProbeChanges(), name))
    assert panel.probe.changes.changes_something  # the other one stays


def test_all_changes_are_reset_at_once(panel: Panel, qtbot: QtBot) -> None:
    assert not panel.changes.reset.isEnabled()
    for name in ("shift_x", "rotate", "noise"):
        panel.changes.sliders[name].setValue(9)
    qtbot.waitUntil(lambda: panel.probe.changes.noise == 9)
    QTest.mouseClick(panel.changes.reset, LEFT)
    wait_for(qtbot, panel, MNIST.test.images[0])
    assert {slider.value() for slider in panel.changes.sliders.values()} >= {0}


def test_noise_stands_still_until_another_is_drawn(panel: Panel, qtbot: QtBot) -> None:
    panel.changes.sliders["noise"].setValue(40)
    qtbot.waitUntil(lambda: panel.probe.changes.noise == 40)
    before = panel.seen.image
    panel.probe.choose("test", 3)
    panel.probe.choose("test", 0)
    np.testing.assert_array_equal(panel.seen.image, before)
    QTest.mouseClick(panel.changes.other_noise, LEFT)
    qtbot.waitUntil(lambda: not np.array_equal(panel.seen.image, before))


def test_signals_are_drawn_as_curves_and_neither_turned_nor_raised(
    panel: Panel, qtbot: QtBot
) -> None:
    panel.probe.take_dataset(load("signals"))
    open_tab(panel, "Draw")
    assert not panel.changes.sliders["rotate"].isEnabled()
    assert not panel.changes.sliders["shift_y"].isEnabled()
    length = panel.draw.pad.drawing.shape[2]
    stroke(panel, (1, 0.9), (length - 1, 0.1))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    curve = panel.seen.image[0, 0].astype(int)
    assert curve[2] < 60 < 200 < curve[-3]


def test_the_first_change_is_told_at_once_and_of_the_next_ones_the_last(qtbot: QtBot) -> None:
    form = ProbeChangesForm()
    qtbot.addWidget(form)
    told: list[int] = []
    form.changed.connect(lambda changes: told.append(changes.noise))
    for value in (5, 6, 7):
        form.sliders["noise"].setValue(value)
    assert told == [5]
    qtbot.waitUntil(lambda: told == [5, 7])
