"""The few pictures on buttons, drawn as paths so that they follow the theme and any scale."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from widgets.theme import theme

_SIZE = 32
"""Pixels of the picture; half of that on screen."""


def icon(name: str) -> QIcon:
    """The picture called `name` in the colour of text, greyed where its action is disabled."""
    result = QIcon()
    result.addPixmap(_drawn(name, theme().colour("text")), QIcon.Mode.Normal)
    faint = theme().colour("faint_text")
    faint.setAlphaF(0.45)
    result.addPixmap(_drawn(name, faint), QIcon.Mode.Disabled)
    return result


def program_icon() -> QIcon:
    """The program's own: three feature maps in the family colours."""
    pixmap = QPixmap(64, 64)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index, colour in enumerate(("#0067a5", "#00734f", "#b04a00")):
        painter.setBrush(QColor(colour))
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawRoundedRect(QRectF(6 + 11 * index, 4 + 11 * index, 32, 32), 5, 5)
    painter.end()
    return QIcon(pixmap)


def _drawn(name: str, colour: QColor) -> QPixmap:
    pixmap = QPixmap(_SIZE, _SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(_PATHS[name](), colour)
    painter.end()
    return pixmap


def _train() -> QPainterPath:
    return _polygon((9, 5), (27, 16), (9, 27))


def _pause() -> QPainterPath:
    return _boxes((8, 6, 6, 20), (18, 6, 6, 20))


def _batch() -> QPainterPath:
    path = _polygon((7, 6), (21, 16), (7, 26))
    path.addRect(QRectF(22, 6, 4, 20))
    return path


def _epoch() -> QPainterPath:
    path = _polygon((3, 6), (14, 16), (3, 26))
    path.addPath(_polygon((13, 6), (24, 16), (13, 26)))
    path.addRect(QRectF(25, 6, 4, 20))
    return path


def _stop() -> QPainterPath:
    return _boxes((7, 7, 18, 18))


def _reset() -> QPainterPath:
    arc = QPainterPath()
    arc.arcMoveTo(QRectF(6, 7, 20, 20), 60)
    arc.arcTo(QRectF(6, 7, 20, 20), 60, 290)
    arc.arcTo(QRectF(10, 11, 12, 12), 350, -290)
    arc.closeSubpath()
    arc.addPath(_polygon((15, 1), (25, 8), (15, 14)))
    arc.setFillRule(Qt.FillRule.WindingFill)
    return arc


def _closed() -> QPainterPath:
    return _polygon((12, 8), (21, 16), (12, 24))


def _opened() -> QPainterPath:
    return _polygon((8, 12), (24, 12), (16, 21))


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _boxes(*boxes: tuple[float, float, float, float]) -> QPainterPath:
    path = QPainterPath()
    for box in boxes:
        path.addRoundedRect(QRectF(*box), 2, 2)
    return path


_PATHS: dict[str, Callable[[], QPainterPath]] = {
    "train": _train,
    "pause": _pause,
    "batch": _batch,
    "epoch": _epoch,
    "stop": _stop,
    "reset": _reset,
    "closed": _closed,
    "opened": _opened,
}
