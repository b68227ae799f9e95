"""Choosing the probe from the data set, as a user does."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.events import LEFT
from tests.widgets.panels.probe.conftest import MNIST, Panel, open_tab, wait_for


def test_images_are_walked_through_by_class(panel: Panel) -> None:
    labels = MNIST.test.labels
    sevens = np.flatnonzero(labels == 7)
    panel.data.of_class.setCurrentIndex(1 + 7)
    panel.data.of_class.activated.emit(8)
    assert panel.seen.index == sevens[0]
    QTest.mouseClick(panel.data.next, LEFT)
    assert panel.seen.index == sevens[1]
    QTest.mouseClick(panel.data.previous, LEFT)
    QTest.mouseClick(panel.data.previous, LEFT)
    assert panel.seen.index == sevens[-1]
    QTest.mouseClick(panel.data.any, LEFT)
    assert panel.seen.truth == 7


def test_a_number_is_typed_to_see_that_image(panel: Panel, qtbot: QtBot) -> None:
    panel.data.number.setFocus()
    panel.data.number.selectAll()
    qtbot.keyClicks(panel.data.number, "41")
    QTest.keyClick(panel.data.number, Qt.Key.Key_Return)
    np.testing.assert_array_equal(panel.seen.image, MNIST.test.images[41])
    assert "image 41 of" in panel.data.words.text()


def test_an_image_chosen_elsewhere_opens_the_tab_of_the_data_set(
    panel: Panel, qtbot: QtBot
) -> None:
    open_tab(panel, "Matrix")
    panel.probe.choose("train", 9)
    assert panel.source == "data"
    assert panel.data.number.value() == 9
    assert panel.data.part.currentText() == "Train"
    wait_for(qtbot, panel, MNIST.train.images[9])
