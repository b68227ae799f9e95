"""The thin line around pictures, which may be as dark or as light as the ground they lie on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from widgets.theme import theme


def frame_pictures(painter: QPainter, places: Sequence[QRect | QRectF]) -> None:
    """Draw the line just outside of each place, a pixel wide at any zoom of the painter."""
    painter.save()
    pen = QPen(theme().colour("card_border"), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    half = 0.5 / painter.worldTransform().m11()
    painter.drawRects([QRectF(each).adjusted(-half, -half, half, half) for each in places])
    painter.restore()
