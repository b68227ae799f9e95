"""The pictures on the presentation's buttons, drawn as paths so that they follow the theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF

from widgets.theme import theme

_GRID = 32
_SIDE = 96
"""Pixels of a picture; it is shown at about half of that."""


def icon(name: str, colour: str = "") -> QIcon:
    """The picture called `name`, in a colour or in that of text."""
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SIDE / _GRID, _SIDE / _GRID)
        painter.fillPath(_PATHS[name](), QColor(colour) if colour else theme().colour("text"))
    return QIcon(pixmap)


def _ring(x: float, y: float, outer: float, inner: float) -> QPainterPath:
    path, hole = QPainterPath(), QPainterPath()
    path.addEllipse(QPointF(x, y), outer, outer)
    hole.addEllipse(QPointF(x, y), inner, inner)
    return path - hole


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _laser() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(20, 12), 6, 6)
    path.addPath(_polygon((3, 30), (13, 14), (18, 19)))
    return path


def _spotlight() -> QPainterPath:
    sheet = QPainterPath()
    sheet.addRoundedRect(QRectF(2, 5, 28, 22), 3, 3)
    hole = QPainterPath()
    hole.addEllipse(QPointF(17, 16), 7, 7)
    return sheet - hole


def _pen() -> QPainterPath:
    path = _polygon((5, 27), (7, 19), (13, 25))
    path.addPath(_polygon((8.5, 17.5), (22, 4), (28, 10), (14.5, 23.5)))
    return path


def _rubber() -> QPainterPath:
    path = _polygon((3, 19), (17, 5), (28, 16), (14, 30))
    return path - _polygon((11.5, 13.5), (13, 12), (21, 20), (19.5, 21.5))


def _undo() -> QPainterPath:
    arc = QPainterPath()
    arc.arcMoveTo(QRectF(5, 9, 22, 18), 150)
    arc.arcTo(QRectF(5, 9, 22, 18), 150, -220)
    arc.arcTo(QRectF(9, 13, 14, 10), -70, 220)
    arc.closeSubpath()
    arc.addPath(_polygon((2, 5), (4, 18), (15, 12)))
    arc.setFillRule(Qt.FillRule.WindingFill)
    return arc


def _clear() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(8, 11, 16, 18), 2, 2)
    path.addRect(QRectF(5, 7, 22, 2.5))
    path.addRect(QRectF(12, 4, 8, 2.5))
    slits = QPainterPath()
    for x in (11.5, 15, 18.5):
        slits.addRect(QRectF(x, 14, 1.8, 12))
    return path - slits


def _keys() -> QPainterPath:
    board, holes = QPainterPath(), QPainterPath()
    board.addRoundedRect(QRectF(2, 8, 28, 17), 3, 3)
    for x in (5.5, 11, 16.5, 22):
        holes.addRect(QRectF(x, 11.5, 3.5, 3.5))
    holes.addRect(QRectF(8, 18, 16, 3.5))
    return board - holes


def _notes() -> QPainterPath:
    sheet, lines = QPainterPath(), QPainterPath()
    sheet.addRoundedRect(QRectF(6, 3, 20, 26), 2, 2)
    for y, width in ((8, 14), (13, 14), (18, 14), (23, 8)):
        lines.addRect(QRectF(9, y, width, 2))
    return sheet - lines


def _legend() -> QPainterPath:
    path = _ring(16, 16, 14, 11.5)
    stem, dot = QPainterPath(), QPainterPath()
    stem.addRoundedRect(QRectF(14, 13.5, 4, 10.5), 1.5, 1.5)
    dot.addEllipse(QPointF(16, 9.5), 2.2, 2.2)
    return path.united(stem).united(dot)


def _leave() -> QPainterPath:
    door = QPainterPath()
    door.addRoundedRect(QRectF(3, 4, 17, 24), 2, 2)
    inside = QPainterPath()
    inside.addRect(QRectF(6, 7, 11, 18))
    arrow = QPainterPath()
    arrow.addRect(QRectF(10, 14.5, 12, 3))
    return (door - inside).united(arrow).united(_polygon((21, 9.5), (30, 16), (21, 22.5)))


_PATHS: dict[str, Callable[[], QPainterPath]] = {
    "laser": _laser,
    "spotlight": _spotlight,
    "pen": _pen,
    "rubber": _rubber,
    "undo": _undo,
    "clear": _clear,
    "keys": _keys,
    "notes": _notes,
    "legend": _legend,
    "leave": _leave,
}
