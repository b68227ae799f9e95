"""The bar at the foot of the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.status_bar import StatusBar

LONG = "The batch size does not divide the number of images, so the last row and column are cut."


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    bar = StatusBar(QLabel("13 layers, 61,706 parameters"))
    qtbot.addWidget(bar)
    bar.resize(500, 30)
    bar.show()
    bar.showMessage(LONG)
    return bar


def test_a_message_without_room_ends_in_an_ellipsis(qtbot: QtBot, bar: StatusBar) -> None:
    qtbot.waitUntil(lambda: bar.shown_message().endswith("…"))
    assert bar.toolTip() == LONG
    bar.resize(2000, 30)
    qtbot.waitUntil(lambda: bar.shown_message() == LONG)
