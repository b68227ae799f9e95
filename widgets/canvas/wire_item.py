"""A wire between two cards: its way, and the shape that it carries."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.language import figures
from app.network.arrange import COLUMN_STEP, ROW_STEP
from app.network.graph import Wire
from widgets.canvas.card_text import fitting_size, scene_font, text_width
from widgets.canvas.placing import CARD
from widgets.canvas.zoom import is_legible
from widgets.theme import Theme, theme

_COLUMN_GAP = COLUMN_STEP - CARD
_ROW_GAP = ROW_STEP - CARD
_PASSING = CARD + _COLUMN_GAP
"""From this far on, a wire forwards passes a column of cards."""
_CORNER = 14.0
_HIT_WIDTH = 12
_LABEL_SIZE = 9
"""Scene units that a label's letters are high at most."""
_PAPER_SIZE = 13
"""The same in a diagram, whose cards have no smaller type: there nobody can come nearer."""
_LABEL_LIFT = 9.0
"""Scene units between a wire and a label above it."""
_LABEL_FROM = 0.7
"""Zoom from which the shape on a wire can be read."""


def wire_path(start: QPointF, end: QPointF, lane: float | None = None) -> QPainterPath:
    """The way from an output port to an input port.

    Forwards it is a smooth curve; where it passes a column of cards it runs straight at the height
    `lane`, or else of its source, and bends behind its source and in front of its target. To
    a card that stands further left it goes around: through the gap beside the source, at the height
    `lane` or else between the rows, and through the gap beside the target.
    """
    path = QPainterPath(start)
    if end.x() >= start.x() + _COLUMN_GAP / 2 or _close(start, end):
        if end.x() - start.x() >= _PASSING:
            height = start.y() if lane is None else lane
            if height != start.y():
                begin, half = QPointF(start.x() + _COLUMN_GAP, height), QPointF(_COLUMN_GAP / 2, 0)
                path.cubicTo(start + half, begin - half, begin)
            start = QPointF(end.x() - _COLUMN_GAP, height)
            path.lineTo(start)
        bend = max(_COLUMN_GAP / 2, abs(end.x() - start.x()) / 2)
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        return path
    right, left = start.x() + _COLUMN_GAP / 2, end.x() - _COLUMN_GAP / 2
    between = _between(start.y(), end.y()) if lane is None else lane
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
        self.on_paper = False
        """It is painted in a diagram."""
        self._shape: tuple[int, ...] | None = None
        self._label: tuple[str, ...] | None = ()
        """Its lines, once they were asked for: an edit may change those of a thousand wires."""
        self._label_rect = QRectF()
        self._label_size = _LABEL_SIZE
        self._ends: tuple[QPointF, QPointF] | None = None
        self._gap = 0.0
        self._lane: float | None = None
        self._path = QPainterPath()
        self._hit: QPainterPath | None = None
        self._bounds = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(0)

    def lay(
        self,
        start: QPointF,
        end: QPointF,
        shape: tuple[int, ...] | None,
        lane: float | None = None,
    ) -> None:
        """Run it from `start` to `end` (scene coordinates), carrying `shape`.

        It passes cards at the height `lane`, or else at that of its source.
        """
        self.carry(shape)
        if (start, end) != self._ends or lane != self._lane:
            self.prepareGeometryChange()
            self._ends, self._lane, self._hit = (start, end), lane, None
            self._gap = end.x() - start.x()
            self._path = wire_path(start, end, lane)
            self._bounds = self._path.boundingRect().adjusted(-9, -9, 9, 9) | self._label_room()
            self._label = None
            self.update()

    def carry(self, shape: tuple[int, ...] | None) -> None:
        """Show another shape on the same way."""
        if shape != self._shape:
            self._shape, self._label = shape, None
            self.update()

    @property
    def label(self) -> tuple[str, ...]:
        """The lines of its label; none while the shape is not known."""
        if self._label is None:
            self._label = ()
            if self._ends is not None and not _steep(*self._ends):
                self._label = _label_lines(self._shape, self._path, self._gap)
            self._place_label(self._label)
        return self._label

    @property
    def is_long(self) -> bool:
        """Whether it runs past cards, so that these decide its way."""
        return self._gap >= _PASSING or self._gap < 0

    @property
    def _narrow(self) -> bool:
        return 0 < self._gap <= _COLUMN_GAP + 2

    def _label_room(self) -> QRectF:
        """Where its label may come to stand, whatever the shape."""
        width = 1.05 * self._label_width + 6
        height = 2 * (_LABEL_SIZE + 2) + 2
        middle = self._label_middle()
        lifted = middle - QPointF(0, height / 2 + _LABEL_LIFT)
        room = QRectF(-width / 2, -height / 2, width, height)
        return room.translated(middle) | room.translated(lifted)

    @property
    def _label_width(self) -> float:
        return self._gap - 4 if self._narrow else 200.0

    def _label_middle(self) -> QPointF:
        if self._gap >= _PASSING and self._ends is not None:
            start, end = self._ends
            height = start.y() if self._lane is None else self._lane
            return QPointF((start.x() + end.x() - _COLUMN_GAP) / 2, height)
        return self._path.pointAtPercent(0.5)

    def _place_label(self, lines: tuple[str, ...], largest: int = _LABEL_SIZE) -> None:
        if not lines:
            self._label_rect = QRectF()
            return
        room = 1.05 * self._label_width
        self._label_size = min(fitting_size(line, room, largest) for line in lines)
        width = max(text_width(line, self._label_size) for line in lines) + 6
        height = (self._label_size + 2) * len(lines) + 2
        middle = self._label_middle()
        if len(lines) > 1 or self._narrow:
            # In the narrow gap between cards it stands above the wire, clear of the ports.
            middle -= QPointF(0, height / 2 + _LABEL_LIFT)
        self._label_rect = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def show_state(self, **state: bool) -> None:
        """Set `selected`, `hovered` or `marked`; repaint on change."""
        for name, value in state.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.update()

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
        if zoom >= _LABEL_FROM and is_legible(self._label_size, zoom) and (lines := self.label):
            if self.on_paper:
                self._draw_on_paper(painter, lines, look)
            else:
                self._draw_label(painter, lines, look)

    def _draw_on_paper(self, painter: QPainter, lines: tuple[str, ...], look: Theme) -> None:
        """The label in larger type, with a line for each size where it stands between cards."""
        depth, *rest = lines
        sizes = "".join(rest).split("×") if rest else []
        large = (depth, *(f"{size}×" for size in sizes[:-1]), *sizes[-1:])
        self._place_label(large, _PAPER_SIZE)
        self._draw_label(painter, large, look)
        self._place_label(lines)

    def _draw_label(self, painter: QPainter, lines: tuple[str, ...], look: Theme) -> None:
        ground = look.colour("canvas")
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(self._label_rect, 3, 3)
        painter.setPen(look.colour("faint_text"))
        painter.setFont(scene_font(self._label_size))
        painter.drawText(self._label_rect, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def _label_lines(shape: tuple[int, ...] | None, path: QPainterPath, gap: float) -> tuple[str, ...]:
    """The shape as a label; in the narrow gap between neighbours, depth over height×width."""
    if shape is None or path.length() < 24:
        return ()
    if len(shape) == 3 and 0 < gap <= _COLUMN_GAP * 2:
        return (f"{shape[0]}×", f"{shape[1]}×{shape[2]}")
    if len(shape) == 1:
        return (figures(f"{shape[0]:,}"),)  # as the cards write it
    return ("×".join(map(str, shape)),)
