"""The light grid behind the cards."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from widgets.theme import theme

_STEP = 20.0
_CLOSEST = 16.0
"""Screen pixels between two lines at least."""
_MOST_LINES = 400


def draw_grid(painter: QPainter, rect: QRectF, zoom: float) -> None:
    """Fill `rect` with the canvas's ground and grid lines that are never too close."""
    look = theme()
    painter.fillRect(rect, look.colour("canvas"))
    step = _STEP * 2 ** max(0, math.ceil(math.log2(_CLOSEST / (_STEP * zoom))))
    left, top = math.floor(rect.left() / step), math.floor(rect.top() / step)
    columns = math.ceil(rect.right() / step) - left + 1
    rows = math.ceil(rect.bottom() / step) - top + 1
    if columns + rows > _MOST_LINES:
        return
    lines = [
        QLineF((left + i) * step, rect.top(), (left + i) * step, rect.bottom())
        for i in range(columns)
    ]
    lines += [
        QLineF(rect.left(), (top + i) * step, rect.right(), (top + i) * step) for i in range(rows)
    ]
    pen = QPen(look.colour("grid"), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawLines(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
