"""A network as a small picture: its layers as blocks in the family colours, its wires as lines."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.network.graph import Network, Position
from widgets.canvas.placing import CARD
from widgets.theme import Theme, family_colour

_MARGIN = 8.0
_LARGEST = 0.105
"""Scale that small networks are not drawn above, so that all blocks look alike."""
_ROUND = 0.18
"""Corner radius of a block, as a share of its side."""
_SMALLEST = 1.6
"""Pixels that the side of a block has at least."""


def thumbnail(network: Network, size: QSize, ratio: float, look: Theme) -> QPixmap:
    """The network as it lies on the canvas, within `size`; `ratio` is the screen's pixels."""
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if network.positions:
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(network, QRectF(0, 0, size.width(), size.height())).paint(painter, look)
        painter.end()
    return pixmap


class _Drawing:
    """Scene positions brought into a rectangle."""

    def __init__(self, network: Network, into: QRectF) -> None:
        self._network = network
        places = network.positions.values()
        left, right = min(at.x for at in places), max(at.x for at in places) + CARD
        top, bottom = min(at.y for at in places), max(at.y for at in places) + CARD
        area = into.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(area.width() / (right - left), area.height() / (bottom - top), _LARGEST)
        self._scale = scale
        self._side = max(_SMALLEST, CARD * scale)
        self._origin = into.center() - QPointF(left + right, top + bottom) / 2 * scale

    def paint(self, painter: QPainter, look: Theme) -> None:
        wire = QColor(look.wire)
        wire.setAlphaF(0.7)
        painter.setPen(QPen(wire, max(0.5, min(1.2, self._side / 10))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._wires())
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self._side * _ROUND
        for name, at in self._network.positions.items():
            painter.setBrush(family_colour(self._network.layers[name].family))
            corner = self._at(at)
            square = QRectF(corner.x(), corner.y(), self._side, self._side)
            painter.drawRoundedRect(square, radius, radius)

    def _wires(self) -> QPainterPath:
        path = QPainterPath()
        half = QPointF(self._side, self._side) / 2
        for source, target in self._network.wires:
            start = self._at(self._network.positions[source]) + half
            end = self._at(self._network.positions[target]) + half
            path.moveTo(start)
            if end.x() > start.x():
                path.lineTo(end)
            else:  # into the next row: between the two, as on the canvas
                between = (start.y() + end.y()) / 2
                path.lineTo(start.x(), between)
                path.lineTo(end.x(), between)
                path.lineTo(end)
        return path

    def _at(self, place: Position) -> QPointF:
        return self._origin + QPointF(place.x, place.y) * self._scale
