"""Boxes in the rows of a list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QStyle
from pytestqt.qtbot import QtBot

from tests.widgets.contrast import GRAPHIC, contrast
from widgets.panels.changes_form import ChangesForm
from widgets.panels.ticks import TickDelegate
from widgets.theme import DARK, SMALL, apply_theme, font


@pytest.fixture
def dark_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "dark")
    yield
    apply_theme(qapp, "light")


def test_boxes_do_not_touch_in_small_type(qtbot: QtBot) -> None:
    rows = QListWidget()
    qtbot.addWidget(rows)
    rows.setFont(font(SMALL))
    rows.setItemDelegate(TickDelegate(rows))
    for name in ("conv1", "conv2"):
        item = QListWidgetItem(name, rows)
        item.setCheckState(Qt.CheckState.Unchecked)
    box = QApplication.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorHeight)
    assert rows.sizeHintForRow(0) >= box + 3


@pytest.mark.usefixtures("dark_theme")
def test_the_box_of_a_class_that_is_left_out_can_be_seen(qtbot: QtBot) -> None:
    form = ChangesForm()
    qtbot.addWidget(form)
    form.show_data(("circle", "ring", "square"), 100)
    form.classes.item(1).setCheckState(Qt.CheckState.Unchecked)
    picture = form.classes.viewport().grab().toImage()
    middle = form.classes.visualItemRect(form.classes.item(1)).center().y()
    edge = max(contrast(picture.pixelColor(x, middle), DARK.colour("card")) for x in range(8))
    assert edge >= GRAPHIC
