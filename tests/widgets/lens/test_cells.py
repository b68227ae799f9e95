"""Numbers in coloured cells."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from widgets.lens.cells import Cells

SIDE = 40


def test_a_long_number_keeps_within_its_cell(qtbot: QtBot) -> None:  # noqa: ARG001  (fonts)
    values = np.array([[-0.0012, -0.0012]], np.float32)
    image = QImage(2 * SIDE + 1, SIDE + 1, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    Cells(values, QPoint(0, 0), SIDE, "diverging", -0.0012, 0.0012).paint(painter)
    painter.end()
    beside_the_border = {image.pixel(x, y) for x in (SIDE - 1, SIDE) for y in range(1, SIDE)}
    assert len(beside_the_border) == 1
