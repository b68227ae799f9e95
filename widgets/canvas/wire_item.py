"""A wire between two cards: its way, and the shape that it carries."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.network.arrange import COLUMN_STEP, ROW_STEP
from app.network.graph import Wire
from widgets.canvas.card_text import fitting_size, scene_font, text_width
from widgets.canvas.placing import CARD
from widgets.theme import theme

_COLUMN_GAP = COLUMN_STEP - CARD
_ROW_GAP = ROW_STEP - CARD
_PASSING = CARD + _COLUMN_GAP
"""From this far on, a wire forwards passes a column of cards."""
_CORNER = 14.0
_HIT_WIDTH = 12
_LABEL_FROM = 0.7
"""Zoom from which the shape on a wire can be read."""


def wire_path(start: QPointF, end: QPointF) -> QPainterPath:
    """The way from an output port to an input port.

    Forwards it is a smooth curve; where it passes a column of cards it runs straight on at the
    height of its source, where `arrange` keeps a lane free, and bends in front of its target. To
    a card that stands further left it goes around: through the gap beside the source, between
    the rows, and through the gap beside the target.
    """
    path = QPainterPath(start)
    if end.x() >= start.x() + _COLUMN_GAP / 2 or _close(start, end):
        if end.x() - start.x() >= _PASSING:
            start = QPointF(end.x() - _COLUMN_GAP, start.y())
            path.lineTo(start)
        bend = max(_COLUMN_GAP / 2, abs(end.x() - start.x()) / 2)
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        return path
    right, left = start.x() + _COLUMN_GAP / 2, end.x() - _COLUMN_GAP / 2
    between = _between(start.y(), end.y())
    _rounded(
        path,
        [
            start,
            QPointF(right, start.y()),
            QPointF(right, between),
            QPointF(left, between),
            QPointF(left, end.y()),
            end,
        ],
    )
    return path


def _close(start: QPointF, end: QPointF) -> bool:
    """A card half under another one: a curve is shorter than any way around."""
    return abs(end.y() - start.y()) < 4 and abs(end.x() - start.x()) < _COLUMN_GAP


def _steep(start: QPointF, end: QPointF) -> bool:
    """Up or down through the gap between columns, where other wires run: no room for a label."""
    return 0 < end.x() - start.x() < _PASSING and abs(end.y() - start.y()) > CARD / 2


def _between(start: float, end: float) -> float:
    """The height of the gap between rows that a wire to the left runs through."""
    half = CARD / 2
    if end - half >= start + half:
        return end - half - min(_ROW_GAP, end - start - CARD) / 2
    if end + half <= start - half:
        return end + half + min(_ROW_GAP, start - end - CARD) / 2
    return max(start, end) + half + _ROW_GAP / 2


def _rounded(path: QPainterPath, points: list[QPointF]) -> None:
    """Lines from point to point with rounded corners."""
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        come, go = corner - before, after - corner
        come_length = abs(come.x()) + abs(come.y())
        go_length = abs(go.x()) + abs(go.y())
        if not come_length or not go_length:
            continue
        radius = min(_CORNER, come_length / 2, go_length / 2)
        path.lineTo(corner - come * (radius / come_length))
        path.quadTo(corner, corner + go * (radius / go_length))
    path.lineTo(points[-1])


class WireItem(QGraphicsItem):
    """Draws one wire; where it begins and ends is told by the scene."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.wire = wire
        self.selected = False
        self.hovered = False
        self.marked = False
        """A dropped layer would be inserted here."""
        self._label: tuple[str, ...] = ()
        self._label_rect = QRectF()
        self._label_size = 9
        self._ends: tuple[QPointF, QPointF] | None = None
        self._path = QPainterPath()
        self._hit: QPainterPath | None = None
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(0)

    def lay(self, start: QPointF, end: QPointF, shape: tuple[int, ...] | None) -> None:
        """Run it from `start` to `end` (scene coordinates), carrying `shape`."""
        moved = (start, end) != self._ends
        path = wire_path(start, end) if moved else self._path
        label = () if _steep(start, end) else _label_lines(shape, path, end.x() - start.x())
        if not moved and label == self._label:
            return
        self.prepareGeometryChange()
        if moved:
            self._ends, self._path, self._hit = (start, end), path, None
        self._label = label
        self._place_label(end.x() - start.x())
        self._bounds = path.boundingRect().adjusted(-9, -9, 9, 9) | self._label_rect
        self.update()

    def _place_label(self, gap: float) -> None:
        if not self._label:
            self._label_rect = QRectF()
            return
        room = gap - 4 if 0 < gap <= _COLUMN_GAP + 2 else 200.0
        self._label_size = min(fitting_size(line, room * 1.05, 9) for line in self._label)
        width = max(text_width(line, self._label_size) for line in self._label) + 6
        height = (self._label_size + 2) * len(self._label) + 2
        middle = self._path.pointAtPercent(0.5)
        if gap >= _PASSING and self._ends is not None:
            start, _ = self._ends
            middle = start + QPointF((gap - _COLUMN_GAP) / 2, 0)
        if len(self._label) > 1 or gap <= _COLUMN_GAP + 2:
            # In the narrow gap between cards it stands above the wire, clear of the ports.
            middle -= QPointF(0, height / 2 + 9)
        self._label_rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def show_state(self, **state: bool) -> None:
        """Set `selected`, `hovered` or `marked`; repaint on change."""
        for name, value in state.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.update()

    @property
    def label(self) -> tuple[str, ...]:
        """The lines of its label; none while the shape is not known."""
        return self._label

    @property
    def path(self) -> QPainterPath:
        """Its way in scene coordinates."""
        return self._path

    def boundingRect(self) -> QRectF:
        return self._bounds

    def shape(self) -> QPainterPath:
        """What the mouse hits; made when it comes near, for an edit may lay a thousand wires."""
        if self._hit is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(_HIT_WIDTH)
            self._hit = stroker.createStroke(self._path)
        return self._hit

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        look = theme()
        strong = self.selected or self.hovered or self.marked
        if self.marked:
            colour = look.colour("good")
        else:
            colour = look.colour("selection" if self.selected or self.hovered else "wire")
        width = 7.0 if self.marked else 4.0 if self.selected else 3.0 if strong else 2.0
        painter.setPen(QPen(colour, max(width, min(8.0, 1.2 / zoom))))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._path)
        if self._label and zoom >= _LABEL_FROM:
            self._draw_label(painter, look.colour("canvas"), look.colour("faint_text"))

    def _draw_label(self, painter: QPainter, ground: QColor, ink: QColor) -> None:
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._label_rect, 3, 3)
        painter.setPen(ink)
        painter.setFont(scene_font(self._label_size))
        painter.drawText(self._label_rect, Qt.AlignmentFlag.AlignCenter, "\n".join(self._label))


def _label_lines(shape: tuple[int, ...] | None, path: QPainterPath, gap: float) -> tuple[str, ...]:
    """The shape as a label; in the narrow gap between neighbours, depth over height×width."""
    if shape is None or path.length() < 24:
        return ()
    if len(shape) == 3 and 0 < gap <= _COLUMN_GAP * 2:
        return (f"{shape[0]}×", f"{shape[1]}×{shape[2]}")
    return ("×".join(map(str, shape)),)
