"""The bar that says which colour is which number."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPen

from widgets.number_text import number_text
from widgets.pictures import ColourMap, stacked_image
from widgets.theme import SMALL, font, scaled, theme

BAR_HEIGHT = 8
_GAP = 5


def paint_scale_bar(
    painter: QPainter, place: QRect, low: float, high: float, colours: ColourMap
) -> None:
    """Lowest value, the colours between, highest value; zero is marked where it lies inside.

    `place` is one line of small text high; the bar takes the width that the numbers leave.
    """
    small = font(SMALL)
    metrics = QFontMetrics(small)
    left, right = number_text(low), number_text(high)
    left_width, right_width = metrics.horizontalAdvance(left), metrics.horizontalAdvance(right)
    width = min(scaled(96), place.width() - left_width - right_width - 2 * _GAP)
    painter.setFont(small)
    painter.setPen(theme().colour("faint_text"))
    aligned = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, aligned | Qt.AlignmentFlag.AlignLeft, left)
    if width < 12:
        painter.drawText(place.adjusted(left_width, 0, 0, 0), aligned, f" … {right}")
        return
    top = place.center().y() - BAR_HEIGHT // 2 + 1
    bar = QRect(place.left() + left_width + _GAP, top, width, BAR_HEIGHT)
    painter.drawImage(QRectF(bar), _ramp(colours))
    painter.setPen(theme().colour("card_border"))
    painter.drawRect(bar)
    painter.setPen(theme().colour("faint_text"))
    text_at = QRect(bar.right() + _GAP, place.top(), right_width + 1, place.height())
    painter.drawText(text_at, aligned, right)
    if low < 0 < high:
        x = bar.left() + bar.width() * -low / (high - low)
        painter.setPen(QPen(theme().colour("text"), 1))
        painter.drawLine(QPointF(x, bar.top() - 2), QPointF(x, bar.bottom() + 3))


@lru_cache(maxsize=3)
def _ramp(colours: ColourMap) -> QImage:
    ramp = np.linspace(0, 1, 255, dtype=np.float32).reshape(1, 1, -1)
    return stacked_image(ramp, 0, 1, colours)
