"""Rows of units with a line for every connection; equal colours are one weight (B8)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from app.network.connection_text import units_count, weight_name
from app.network.connections import Blocks, Connection
from app.network.unit_lines import Stack
from widgets.keys import ARROWS, PRESS
from widgets.number_text import number_text
from widgets.structure.drawing import MOST_NAMED, Drawing, Lit, paint_drawing, weight_pen
from widgets.structure.layout import laid_out
from widgets.theme import GAP, NORMAL, font, scaled, theme

MOST_OUTPUTS = 12
"""Of a row there are seldom more to be seen at once: a small slice tells it all."""
_CLOSEST, _CLOSE_TOGETHER, _WIDEST = 27.0, 14.0, 64.0
"""Pixels between the middles of neighbouring units: with their numbers, of several pictures side
by side, and where there is more room than that."""
_LINE = 20
"""Height of a line of text."""
_MARGIN = 104
"""Room for the names of the rows."""
_NOTCH = 120
"""What Qt tells of one notch of a wheel; touchpads tell of less, again and again."""

Value = Callable[[int, Connection], float | None]
"""Of a layer of the stack and a connection, its weight now; None where it is not known."""


class _Mark(NamedTuple):
    """One entry of the legend."""

    form: Literal["line", "bias", "cell"]
    pen: QPen
    text: str


class Variant(NamedTuple):
    """One of the pictures that stand side by side."""

    title: str
    short_title: str
    """Where there is less room."""
    stack: Stack


class StructurePicture(QWidget):
    """Draws one stack of rows, or several beside each other; mouse and arrows look at units.

    The first variant says which units are shown; the others show the same.
    """

    looked = Signal(object)
    """At a `Lit`, or None."""
    moved = Signal()
    """Other units are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Connections"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._variants: Sequence[Variant] = ()
        self._value: Value = lambda _layer, _connection: None
        self._bias: float | None = None
        self._has_bias = False
        self._legend_lines = 1
        self._said: list[str] = []
        self._first = 0
        self._hovered: Lit | None = None
        self._pinned: Lit | None = None
        self._turned = 0
        """How far the wheel has turned since the last notch."""

    # What is shown

    def show_variants(self, variants: Sequence[Variant]) -> None:
        """Show these; what was looked at is kept where it is still there."""
        self._variants = variants
        self._hovered = None
        if self._pinned is not None and not self._exists(self._pinned):
            self._pinned = None
        self.show_from(self._first)
        self.updateGeometry()
        self.looked.emit(self.lit)

    def show_values(self, value: Value, bias: float | None, *, has_bias: bool) -> None:
        """The weights of now, for the legend."""
        self._value, self._bias, self._has_bias = value, bias, has_bias
        said = [mark.text for mark in self._legend()] if self._variants else []
        if said != self._said:  # only what is to be read is painted again
            self._said = said
            self._measure_legend()
            self.update()

    def show_from(self, first: int) -> None:
        """Begin with this output of the highest row."""
        if self._variants:
            top = self._variants[0].stack.rows[-1]
            self._first = max(0, min(first, top - len(self._most_shown()[-1])))
            self._measure_legend()
        self.update()
        self.moved.emit()

    @property
    def first(self) -> int:
        return self._first

    @property
    def shown(self) -> tuple[range, ...]:
        """The cells of each row that are shown, padding included."""
        if not self._variants:
            return ()
        return self._variants[0].stack.shown(self._first, self._most_cells, MOST_OUTPUTS)

    @property
    def first_variant(self) -> Stack | None:
        """What the left picture shows."""
        return self._variants[0].stack if self._variants else None

    @property
    def titles(self) -> list[str]:
        """What stands over the pictures."""
        return [variant.title for variant in self._variants]

    def _most_shown(self) -> tuple[range, ...]:
        """The same in the middle, where no end of the line cuts it short."""
        stack = self._variants[0].stack
        return stack.shown(0, self._most_cells, MOST_OUTPUTS)

    @property
    def lit(self) -> Lit | None:
        """The unit that is looked at."""
        return self._hovered or self._pinned

    def look_at(self, lit: Lit | None) -> None:
        """Look at a unit until something else is chosen."""
        self._pinned, self._hovered = lit, None
        self.update()
        self.looked.emit(self.lit)

    def image(self) -> QImage:
        """The picture at twice its size on screen, for slides."""
        image = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def sizeHint(self) -> QSize:
        return QSize(600, self.minimumSizeHint().height() + 30)

    def minimumSizeHint(self) -> QSize:
        rows = len(self._variants[0].stack.rows) if self._variants else 2
        return QSize(260, 2 * scaled(_LINE) + rows * 24 + (rows - 1) * 22)

    # Where things stand

    @property
    def _most_cells(self) -> int:
        width = self._panes()[0].width() if self._variants else self.width()
        return max(4, int(width // (_CLOSEST if len(self._variants) < 2 else _CLOSE_TOGETHER)))

    def _panes(self) -> list[QRectF]:
        count = max(1, len(self._variants))
        room = self.width() - scaled(_MARGIN) - GAP
        between = 2 * GAP
        width = max(1.0, (room - (count - 1) * between) / count)
        height = self.height() - (1 + self._legend_lines) * scaled(_LINE)
        return [
            QRectF(scaled(_MARGIN) + index * (width + between), scaled(_LINE), width, height)
            for index in range(count)
        ]

    def _heights(self) -> list[float]:
        """The middles of the rows, the lowest first."""
        rows = len(self._variants[0].stack.rows)
        pane = self._panes()[0]
        top, bottom = pane.top() + 21, pane.bottom() - 15
        return [bottom - (bottom - top) * row / (rows - 1) for row in range(rows)]

    def _drawing(self, index: int) -> Drawing:
        stack = self._variants[index].stack
        shown = self.shown
        if isinstance(stack.wirings[0], Blocks):
            # A dense layer looks at no padding.
            counts = stack.rows
            shown = tuple(
                range(max(0, cells.start), min(cells.stop, count))
                for cells, count in zip(shown, counts, strict=True)
            )
        layout = laid_out(stack, shown)
        pane = self._panes()[index]
        columns = layout.right - layout.left
        scale = min(pane.width() / columns, _WIDEST / layout.finest)
        left = pane.left() + (pane.width() - columns * scale) / 2
        return Drawing(stack, layout, scale, left - layout.left * scale, tuple(self._heights()))

    def place_of(self, lit: Lit, index: int = 0) -> QPoint:
        """Where a unit stands in one of the pictures."""
        return self._drawing(index).middle(lit.row, lit.unit).toPoint()

    def _unit_at(self, place: QPointF) -> Lit | None:
        for index in range(len(self._variants)):
            drawing = self._drawing(index)
            reach = max(drawing.radius, 9.0) + 3
            for row, line in enumerate(drawing.layout.rows):
                for cell in line.cells:
                    away = place - drawing.middle(row, cell)
                    if away.x() ** 2 + away.y() ** 2 <= reach**2:
                        found = Lit(row, cell)
                        return found if self._exists(found) else None
        return None

    def _exists(self, lit: Lit) -> bool:
        rows = self._variants[0].stack.rows if self._variants else ()
        return lit.row < len(rows) and 0 <= lit.unit < rows[lit.row]

    # Mouse and keys

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._unit_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self.update()
            self.looked.emit(self.lit)

    def leaveEvent(self, event: QEvent) -> None:
        if self._hovered is not None:
            self._hovered = None
            self.update()
            self.looked.emit(self.lit)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.look_at(self._unit_at(event.position()))
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        self._turned += turned.x() or turned.y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.show_from(self._first - steps)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.lit is not None:
            self.look_at(None)
        elif key in ARROWS and self._variants:
            self._go(*ARROWS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._variants:
            row = self.lit.row if self.lit else len(self.shown) - 1
            last = self._variants[0].stack.rows[row] - 1
            self._look_in_sight(Lit(row, 0 if key == Qt.Key.Key_Home else last))
        elif key in PRESS and self._variants and self.lit is None:
            self._go(0, 0)
        else:
            super().keyPressEvent(event)

    def _go(self, down: int, right: int) -> None:
        """To the neighbour in the row, or to what stands nearest in the row above or below."""
        shown = self.shown
        now = self.lit
        if now is None:
            row = len(shown) - 1
            self.look_at(Lit(row, (shown[row].start + shown[row].stop - 1) // 2))
            return
        rows = self._variants[0].stack.rows
        if right:
            unit = max(0, min(now.unit + right, rows[now.row] - 1))
            self._look_in_sight(Lit(now.row, unit))
            return
        row = max(0, min(now.row - down, len(shown) - 1))
        layout = self._drawing(0).layout
        column = layout.rows[now.row].column(now.unit)
        units = [cell for cell in shown[row] if 0 <= cell < rows[row]]
        nearest = min(units, key=lambda cell: abs(layout.rows[row].column(cell) - column))
        self.look_at(Lit(row, now.unit if row == now.row else nearest))

    def _look_in_sight(self, lit: Lit) -> None:
        """Look at a unit, moving along until it is shown."""
        if lit.unit not in self.shown[lit.row]:
            self.show_from(self._first_showing(lit))
        self.look_at(lit if lit.unit in self.shown[lit.row] else self.lit)

    def _first_showing(self, lit: Lit) -> int:
        """The output nearest to the present first one from which on a unit is shown."""
        stack, most = self._variants[0].stack, self._most_cells

        def cells(first: int) -> range:
            return stack.shown(first, most, MOST_OUTPUTS)[lit.row]

        if lit.unit >= self.shown[lit.row].stop:
            later = range(self._first, stack.rows[-1])
            return self._first + bisect_right(later, lit.unit, key=lambda at: cells(at).stop)
        earlier = range(self._first + 1)
        return max(0, bisect_right(earlier, lit.unit, key=lambda at: cells(at).start) - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_from(self._first)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("selection"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().colour("card"))
        if not self._variants:
            return
        self._paint_names(painter)
        for index, (variant, pane) in enumerate(zip(self._variants, self._panes(), strict=True)):
            painter.setFont(font(NORMAL, bold=True))
            painter.setPen(theme().colour("text"))
            room = QRectF(
                pane.left() - (scaled(_MARGIN) - GAP if not index else 0),
                1,
                pane.width(),
                scaled(_LINE),
            )
            if not index:
                room.setRight(pane.right())
            metrics, title = painter.fontMetrics(), variant.title
            if metrics.horizontalAdvance(title) > room.width():
                title = variant.short_title
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(room.width()))
            centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, centre, title)
            paint_drawing(painter, self._drawing(index), self.lit, biased=self._has_bias)
        self._paint_legend(painter)

    def _paint_names(self, painter: QPainter) -> None:
        """What each row is, and how much of it is shown."""
        stack = self._variants[0].stack
        painter.setFont(font(NORMAL))
        metrics = painter.fontMetrics()
        heights, pane = self._heights(), self._panes()[0]
        pitch = heights[0] - heights[1]
        for row, (height, cells) in enumerate(zip(heights, self.shown, strict=True)):
            count = stack.rows[row]
            there = len(range(max(0, cells.start), min(count, cells.stop)))
            room = QRectF(GAP, height - scaled(_LINE) / 2, scaled(_MARGIN) - 2 * GAP, scaled(_LINE))
            if pitch >= 2 * scaled(_LINE) - 4:
                room.translate(0, 2 - scaled(_LINE) / 2)
                # The first line must not lie on the title, nor the second on the legend.
                lowest = pane.bottom() - 2 * scaled(_LINE) + 4
                room.moveTop(min(max(room.top(), pane.top()), lowest))
            name = metrics.elidedText(
                stack.names[row], Qt.TextElideMode.ElideMiddle, int(room.width())
            )
            painter.setPen(theme().colour("text"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setPen(theme().colour("faint_text"))
            text = (
                tr("{there} of {count:,}", there=there, count=count)
                if there < count
                else units_count(count)
            )
            if pitch >= 2 * scaled(_LINE) - 4:
                painter.drawText(
                    room.translated(0, scaled(_LINE) - 4), Qt.AlignmentFlag.AlignVCenter, text
                )

    def _paint_legend(self, painter: QPainter) -> None:
        """A dash of colour for each weight with its value, the bias, and the padding."""
        painter.setFont(font(NORMAL))
        for mark, place in self._legend_places():
            middle = QPointF(place.x() + 8, place.y())
            painter.setPen(mark.pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if mark.form == "line":
                painter.drawLine(middle - QPointF(8, 0), middle + QPointF(8, 0))
            elif mark.form == "bias":
                painter.drawLine(middle - QPointF(0, 6), middle + QPointF(0, 6))
            else:
                painter.drawEllipse(middle, 7, 7)
            painter.setPen(theme().colour("text"))
            painter.drawText(place + QPointF(22, 5), mark.text)

    def _legend_places(self) -> list[tuple[_Mark, QPointF]]:
        """The marks of the legend in two lines at most, each with where it begins."""
        metrics = QFontMetricsF(font(NORMAL))
        lines: list[list[tuple[_Mark, float]]] = [[]]
        x = float(GAP)
        for mark in self._legend():
            name, _, value = mark.text.partition(" ")
            # Room for any value: the marks would jump while the network learns.
            usual = f"{name} −0.000" if value else name
            wide = 22 + max(map(metrics.horizontalAdvance, (mark.text, usual))) + 1.5 * GAP
            if x + wide > self.width() and lines[-1]:
                lines.append([])
                x = float(GAP)
            lines[-1].append((mark, x))
            x += wide
        lines = lines[:2]
        top = self.height() - len(lines) * scaled(_LINE) + scaled(_LINE) / 2
        return [
            (mark, QPointF(x, top + number * scaled(_LINE)))
            for number, line in enumerate(lines)
            for mark, x in line
        ]

    def _measure_legend(self) -> None:
        """Leave room for the lines of the legend."""
        self._legend_lines = len({place.y() for _, place in self._legend_places()})

    def _legend(self) -> list[_Mark]:
        drawing = self._drawing(0)
        found: list[_Mark] = []
        weights = drawing.weights(0)
        several = len(drawing.stack.layers) > 1  # each with weights of its own
        for weight, connection in weights.items():
            if several or len(weights) > MOST_NAMED or weight is None:
                break
            value = self._value(0, connection)
            pen = weight_pen(len(found), len(weights))
            pen.setWidthF(3)
            text = weight_name(weight)
            text += "" if value is None else f" {number_text(value, 2)}"
            found.append(_Mark("line", pen, text))
        if self._has_bias:
            known = "" if self._bias is None else f" {number_text(self._bias, 2)}"
            found.append(_Mark("bias", QPen(theme().colour("text"), 2), f"bias{known}"))
        dotted = QPen(theme().colour("faint_text"), 1.3, Qt.PenStyle.DotLine)
        if any(
            not 0 <= cell < count
            for cells, count in zip(self.shown, drawing.stack.rows, strict=True)
            for cell in cells
        ):
            found.append(_Mark("cell", dotted, "padding"))
        return found
