"""How a stack of rows is drawn: a line for every connection, a circle for every unit."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.network.connection_text import weight_name
from app.network.connections import Connection, Wiring
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
_PALEST = 0.45
"""So much of the ground is in the palest shade of a colour."""


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

    def ends(self, layer: int, connection: Connection) -> tuple[QPointF, QPointF]:
        """From the rim of the lower circle to that of the upper one."""
        up = QPointF(0, self.radius)
        low, high = self.middle(layer, connection.cell), self.middle(layer + 1, connection.target)
        return low - up, high + up

    def connections(self, layer: int) -> tuple[Connection, ...]:
        """Those of a layer that are shown."""
        below, above = self.layout.rows[layer].cells, self.layout.rows[layer + 1].cells
        units = range(max(0, above.start), min(above.stop, self.stack.rows[layer + 1]))
        return self.stack.wirings[layer].between(below, units)

    def looked_at(self, row: int, lit: Lit) -> frozenset[int]:
        """The cells of a row, padding included, to which a unit of the next row is connected."""
        if lit.row != row + 1:
            return frozenset()
        near = self.connections(row)
        return frozenset(each.cell for each in near if each.target == lit.unit)

    def weights(self, layer: int) -> dict[int | None, Connection]:
        """The different weights that are shown, in order, with a connection that carries each."""
        found = {each.weight: each for each in self.connections(layer)}
        return dict(sorted(found.items(), key=lambda item: -1 if item[0] is None else item[0]))


def weight_pen(index: int, count: int) -> QPen:
    """For one of so many weights: colours far apart, twice as many with dashes.

    Of more, each colour comes in paler shades as well. Neighbours have different colours, and so
    have those that are one kernel apart: like ones might be taken for a shared weight.
    """
    colours = theme().weight_lines
    turn, at = divmod(index, len(colours))
    if count <= 2 * len(colours):
        style = Qt.PenStyle.DashLine if turn else Qt.PenStyle.SolidLine
        return QPen(QColor(colours[at]), 1, style)
    pale = _PALEST * turn * len(colours) / count
    colour = QColor(colours[(3 * index + turn) % len(colours)])
    return QPen(_mixed(colour, theme().colour("card"), pale))


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """So much of the other in the one."""
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
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
    wiring: Wiring, layer: int, connection: Connection, lit: Lit, reached: tuple[int, ...]
) -> bool:
    """Whether a connection leads from the unit that is looked at, or to it."""
    if not reached[layer + 1] >> connection.target & 1:
        return False
    if layer < lit.row:  # below it: all that its inputs look at, padding included
        return True
    unit = wiring.unit_in(connection.cell)
    return unit is not None and bool(reached[layer] >> unit & 1)


def _paint_lines(
    painter: QPainter,
    drawing: Drawing,
    layer: int,
    lit: Lit | None,
    reached: tuple[int, ...] | None,
) -> None:
    """Those that lead to or from the unit that is looked at over all others."""
    connections, wiring = drawing.connections(layer), drawing.stack.wirings[layer]
    order = sorted({each.weight for each in connections if each.weight is not None})
    pens: dict[int | None, QPen] = {
        weight: weight_pen(number, len(order)) for number, weight in enumerate(order)
    }
    pens[None] = QPen(theme().colour("wire"))

    def paint(some: list[Connection], width: float, share: float) -> None:
        """All of one weight at once; `share` says how much stands out from the ground."""
        lines: dict[int | None, list[QLineF]] = {}
        for each in some:
            lines.setdefault(each.weight, []).append(QLineF(*drawing.ends(layer, each)))
        for weight, alike in lines.items():
            pen = QPen(pens[weight])
            pen.setWidthF(width)
            pen.setColor(_mixed(theme().colour("card"), pen.color(), share))
            painter.setPen(pen)
            painter.drawLines(alike)

    if lit is None or reached is None:
        paint(list(connections), 1.6 if len(connections) <= _MANY else 1.2, 1.0)
        return
    near = [each for each in connections if _on_the_way(wiring, layer, each, lit, reached)]
    known = set(near)
    paint([each for each in connections if each not in known], 1.2, 0.16)
    paint(near, 2.6, 1.0)
    if len(order) <= MOST_NAMED:
        _paint_weight_names(painter, drawing, layer, near, 0.3 if layer < lit.row else 0.7)


def _paint_weight_names(
    painter: QPainter, drawing: Drawing, layer: int, some: list[Connection], share: float
) -> None:
    """The names of the weights on their lines, at that share of the way, where all have room."""
    if drawing.heights[0] - drawing.heights[1] < _ROOM_FOR_NAMES:
        return
    painter.setFont(font(NORMAL))
    metrics = QFontMetricsF(painter.font())
    named = []
    for each in some:
        if each.weight is not None:
            text = weight_name(each.weight)
            low, high = drawing.ends(layer, each)
            box = metrics.boundingRect(text).adjusted(-2, 0, 2, 0)
            box.moveCenter(low + (high - low) * share)
            named.append((box, text))
    named.sort(key=lambda item: item[0].left())
    if any(one.intersects(other) for (one, _), (other, _) in pairwise(named)):
        return
    for box, text in named:
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
            if lit is not None and cell in drawing.looked_at(row, lit):
                border, ink = QPen(now.colour("text"), 2.2, Qt.PenStyle.DotLine), now.colour("text")
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
