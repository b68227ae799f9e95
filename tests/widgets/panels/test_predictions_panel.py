"""What the network reads in the probe image."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import PutInType
from widgets.panels.predictions_panel import PredictionsPanel, columns
from widgets.theme import NORMAL, TypeSize, apply_theme, font, theme

DIGITS = [str(digit) for digit in range(10)]
IMAGE = np.zeros((1, 28, 28), np.uint8)


def sure_of(number: int, share: float = 0.982) -> np.ndarray:
    probabilities = np.full(10, (1 - share) / 9, np.float32)
    probabilities[number] = share
    return probabilities


@pytest.fixture
def panel(qtbot: QtBot) -> PredictionsPanel:
    panel = PredictionsPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_a_right_reading_is_said_and_green(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 7, IMAGE)
    assert panel.sentence.text() == "Reads 7 with 98.2 % — right"
    assert panel.sentence.palette().color(QPalette.ColorRole.WindowText) == theme().colour("good")
    assert panel.accessibleDescription() == panel.sentence.text()


def test_a_wrong_reading_says_what_it_is(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 9, IMAGE)
    assert panel.sentence.text() == "Reads 7 with 98.2 % — wrong, it is 9"
    assert panel.sentence.palette().color(QPalette.ColorRole.WindowText) == theme().colour("error")


def test_an_image_of_unknown_class_is_neither_right_nor_wrong(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(7), DIGITS, None, None)
    assert panel.sentence.text() == "Reads 7 with 98.2 %"


def test_the_longest_bar_is_painted_in_the_colour_of_the_verdict(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 7, IMAGE)
    picture = panel.bars.grab().toImage()
    y = int((7 + 0.5) * panel.bars.height() / 10)
    assert picture.pixelColor(picture.width() // 2, y) == theme().colour("good")
    y = int((3 + 0.5) * panel.bars.height() / 10)
    assert picture.pixelColor(picture.width() // 2, y) == theme().colour("button")


@pytest.mark.parametrize("width", [230, 265, 400, 900])
def test_names_of_classes_are_told_in_full_beside_a_bar_that_can_be_seen(
    qapp: QApplication,  # noqa: ARG001  (fonts need it)
    width: int,
) -> None:
    metrics = QFontMetrics(font(NORMAL))
    names, figures = columns(metrics, ["circle", "square", "triangle"], width)
    assert names >= metrics.horizontalAdvance("triangle")
    assert width - names - figures >= 40


def test_in_large_text_the_bars_of_a_small_panel_have_half_of_it(
    panel: PredictionsPanel, put_in_type: PutInType, qtbot: QtBot
) -> None:
    put_in_type(TypeSize(1.5))
    panel.resize(405, 194)  # what it has at first in a window of 1280×800
    panel.show_prediction(sure_of(7), DIGITS, 9, IMAGE)
    qtbot.waitUntil(lambda: panel.bars.width() > panel.width() / 2)
    sentence = panel.sentence
    qtbot.waitUntil(lambda: sentence.height() < 2 * sentence.fontMetrics().height())
    panel.resize(1280, 400)
    qtbot.waitUntil(lambda: panel.most_likely_first.y() > panel.image.geometry().bottom())
    assert panel.most_likely_first.geometry().right() < panel.width() / 2


def test_bars_keep_the_order_of_classes_unless_sorted(
    qtbot: QtBot, panel: PredictionsPanel
) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 7, IMAGE)
    assert panel.bars.order == tuple(range(10))
    qtbot.keyClick(panel.most_likely_first, Qt.Key.Key_Space)
    assert panel.bars.order[0] == 7


def test_every_class_of_a_hundred_can_be_scrolled_to(panel: PredictionsPanel) -> None:
    classes = [f"class {number}" for number in range(100)]
    panel.show_prediction(np.full(100, 0.01, np.float32), classes, 0, IMAGE)
    assert panel.bars.minimumHeight() >= 100 * 16


def test_too_few_outputs_are_explained(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(1)[:5], DIGITS, 1, IMAGE)
    assert panel.reason.isVisible()
    assert "10 values" in panel.reason.text()
    assert "5" in panel.reason.text()


def test_outputs_that_are_no_numbers_are_explained(panel: PredictionsPanel) -> None:
    panel.show_prediction(np.full(10, np.nan, np.float32), DIGITS, 1, IMAGE)
    assert "diverged" in panel.reason.text()


def test_a_reason_gives_way_to_the_next_prediction(panel: PredictionsPanel) -> None:
    panel.show_reason("The network must end in 10 values")
    assert panel.reason.isVisible()
    panel.show_prediction(sure_of(2), DIGITS, 2, IMAGE)
    assert not panel.reason.isVisible()
    panel.show_prediction(None, DIGITS, 2, IMAGE)
    assert panel.reason.isVisible()


def test_the_verdict_takes_the_colours_of_the_theme(
    qapp: QApplication, panel: PredictionsPanel
) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 7, IMAGE)
    apply_theme(qapp, "dark")
    qapp.processEvents()
    assert panel.sentence.palette().color(QPalette.ColorRole.WindowText) == theme().colour("good")


def test_a_narrow_panel_puts_the_image_above_the_bars(panel: PredictionsPanel) -> None:
    panel.show_prediction(sure_of(7), DIGITS, 7, IMAGE)
    assert _corner(panel.image, panel).x() < _corner(panel.bars, panel).x()
    panel.resize(380, 700)
    QApplication.processEvents()
    assert _corner(panel.image, panel).y() < _corner(panel.bars, panel).y()
    assert _corner(panel.image, panel).x() <= _corner(panel.bars, panel).x()


def _corner(widget: QWidget, panel: PredictionsPanel) -> QPoint:
    return widget.mapTo(panel, QPoint(0, 0))
