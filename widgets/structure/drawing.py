"""How a stack of rows is drawn: a line for every connection, a circle for every unit."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.network.connection_text import weight_name
from app.network.connections import Connection
from app.network.unit_lines import Stack
from widgets.structure.layout import Layout
from widgets.theme import NORMAL, REACHED, SEEN, font, theme

MOST_NAMED = 11
"""Weights that are called by their names: those of the widest usual kernel."""
_LARGEST_RADIUS = 13.0
_MANY = 80
"""Connections from which on they are drawn finer."""
_ROOM_FOR_NAMES = 50
"""Pixels between two rows from which on the lines have their weights' names."""

_GOLDEN = (5**0.5 - 1) / 2
"""Steps of this size, going round, come nowhere near where they have been."""


class Lit(NamedTuple):
    """A unit that is looked at."""

    row: int
    unit: int


class Drawing:
    """One variant with its measures on the screen."""

    def __init__(
        self,
        stack: Stack,
        layout: Layout,
        scale: float,
        origin: float,
        heights: tuple[float, ...],
    ) -> None:
        self.stack, self.layout = stack, layout
        self.scale, self.origin, self.heights = scale, origin, heights
        gap = heights[0] - heights[1]
        self.radius = max(3.0, min(_LARGEST_RADIUS, layout.finest * scale / 2 - 1, gap / 2 - 3))

    def middle(self, row: int, cell: int) -> QPointF:
        column = self.layout.rows[row].column(cell)
        return QPointF(self.origin + column * self.scale, self.heights[row])

    def connections(self, layer: int) -> tuple[Connection, ...]:
        """Those of a layer that are shown."""
        below, above = self.layout.rows[layer].cells, self.layout.rows[layer + 1].cells
        units = range(max(0, above.start), min(above.stop, self.stack.rows[layer + 1]))
        return self.stack.wirings[layer].between(below, units)

    def weights(self, layer: int) -> dict[int | None, Connection]:
        """The different weights that are shown, in order, with a connection that carries each."""
        found = {each.weight: each for each in self.connections(layer)}
        return dict(sorted(found.items(), key=lambda item: -1 if item[0] is None else item[0]))


def weight_colour(index: int, count: int) -> QColor:
    """Of one of so many weights: colours far apart, or shades between them where they are many.

    Neighbours never have like shades: one might take them for a shared weight.
    """
    colours = theme().weight_lines
    if count <= len(colours):
        return QColor(colours[index])
    place = index * _GOLDEN % 1 * (len(colours) - 1)
    low = min(int(place), len(colours) - 2)
    one, other, share = QColor(colours[low]), QColor(colours[low + 1]), place - low
    return QColor(
        *(
            round(a + (b - a) * share)
            for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
        )
    )


def paint_drawing(painter: QPainter, drawing: Drawing, lit: Lit | None, *, biased: bool) -> None:
    reached = drawing.stack.reached(*lit) if lit is not None else None
    for layer in range(len(drawing.stack.layers)):
        _paint_lines(painter, drawing, layer, lit, reached)
    if biased:
        painter.setPen(QPen(theme().colour("text"), 2))
        for cell in drawing.layout.rows[-1].cells:
            top = drawing.middle(len(drawing.layout.rows) - 1, cell) - QPointF(0, drawing.radius)
            painter.drawLine(top, top - QPointF(0, 6))
    for row in range(len(drawing.layout.rows)):
        _paint_row(painter, drawing, row, lit, reached)


def _on_the_way(
    layer: int,
    connection: Connection,
    lit: Lit,
    reached: tuple[int, ...],
) -> bool:
    """Whether a connection leads from the unit that is looked at, or to it."""
    if not reached[layer + 1] >> connection.target & 1:
        return False
    if layer < lit.row:  # below it: all that its inputs look at, padding included
        return True
    return connection.cell >= 0 and bool(reached[layer] >> connection.cell & 1)


def _paint_lines(
    painter: QPainter,
    drawing: Drawing,
    layer: int,
    lit: Lit | None,
    reached: tuple[int, ...] | None,
) -> None:
    weights = {weight: number for number, weight in enumerate(drawing.weights(layer))}
    connections = drawing.connections(layer)
    plain = theme().colour("wire")
    up = QPointF(0, drawing.radius)
    named: list[tuple[QPointF, str]] = []
    for bright in (False, True):
        for each in connections:
            on = lit is None or reached is None
            if lit is not None and reached is not None:
                on = _on_the_way(layer, each, lit, reached)
            if on != bright:
                continue
            colour = plain
            if each.weight is not None:
                colour = weight_colour(weights[each.weight], len(weights))
            ends = (
                drawing.middle(layer, each.cell) - up,
                drawing.middle(layer + 1, each.target) + up,
            )
            usual = 1.6 if len(connections) <= _MANY else 1.0
            width = usual if lit is None else 2.6 if on else 1.0
            ink = QColor(colour)
            ink.setAlphaF(1.0 if on else 0.16)
            painter.setPen(QPen(ink, width))
            painter.drawLine(*ends)
            roomy = drawing.heights[0] - drawing.heights[1] >= _ROOM_FOR_NAMES
            if lit is not None and on and roomy and each.weight is not None:
                share = 0.3 if layer < lit.row else 0.7
                place = ends[0] + (ends[1] - ends[0]) * share
                named.append((place, weight_name(each.weight)))
    _paint_weight_names(painter, named, len(weights))


def _paint_weight_names(painter: QPainter, named: list[tuple[QPointF, str]], count: int) -> None:
    """The names of the weights on their lines, where there is room for all."""
    if not named or count > MOST_NAMED:
        return
    painter.setFont(font(NORMAL))
    metrics = QFontMetricsF(painter.font())
    boxes = []
    for place, text in named:
        box = metrics.boundingRect(text).adjusted(-2, 0, 2, 0)
        box.moveCenter(place)
        boxes.append(box)
    ordered = sorted(boxes, key=QRectF.left)
    if any(one.intersects(other) for one, other in pairwise(ordered)):
        return
    for box, (_, text) in zip(boxes, named, strict=True):
        painter.fillRect(box, theme().colour("card"))
        painter.setPen(theme().colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _paint_row(
    painter: QPainter,
    drawing: Drawing,
    row: int,
    lit: Lit | None,
    reached: tuple[int, ...] | None,
) -> None:
    now, radius = theme(), drawing.radius
    count = drawing.stack.rows[row]
    wiring = drawing.stack.wirings[row] if row < len(drawing.stack.wirings) else None
    painter.setFont(font(NORMAL))
    metrics = QFontMetricsF(painter.font())
    for cell in drawing.layout.rows[row].cells:
        middle = drawing.middle(row, cell)
        inside = 0 <= cell < count
        on = inside and reached is not None and bool(reached[row] >> cell & 1)
        ground, ink = now.colour("card"), now.colour("text")
        border = QPen(now.colour("wire"), 1.5)
        text = str(cell)
        if not inside:
            border = QPen(now.colour("faint_text"), 1.3, Qt.PenStyle.DotLine)
            ink = now.colour("faint_text")
            copied = wiring.unit_in(cell) if wiring is not None else None
            learns = wiring is not None and wiring.learns
            text = str(copied) if copied is not None else "0" if learns else ""
        elif lit == (row, cell):
            ground, ink = now.colour("selection"), QColor("#101215" if now.dark else "#ffffff")
            border = QPen(now.colour("text"), 2)
        elif on and lit is not None:
            ground = QColor(SEEN if row < lit.row else REACHED)
            ink, border = QColor("#101215"), QPen(QColor("#101215"), 1)
        elif lit is not None:
            ink = now.colour("faint_text")
        painter.setBrush(ground)
        painter.setPen(border)
        painter.drawEllipse(middle, radius, radius)
        if metrics.horizontalAdvance(text) <= 2 * radius - 1 and radius >= 8:
            painter.setPen(ink)
            box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
