"""One picture as large as it goes, to be looked into: zoom, pan, and the numbers in the pixels."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
    qGray,
)
from PySide6.QtWidgets import QWidget

from app.language import figures, tr
from widgets.number_text import number_text
from widgets.panels.scale_bar import paint_scale_bar
from widgets.picture_frame import frame_pictures
from widgets.pictures import ColourMap, stacked_colour_image, stacked_image, value_range
from widgets.theme import GAP, NORMAL, SEEN, SMALL, font, theme

_NUMBERS_FROM = 22
"""Pixels of this size on screen carry their value, where it fits."""
_LINES_FROM = 10
_DOTS_FROM = 4
_HEAD, _FLAT_HEAD = 38, 20
_BETWEEN = 40
_LARGEST = 160.0

Window = tuple[int, int, int, int]
"""Top, left, height and width of a part of a map; it may begin in the padding."""


@dataclass(frozen=True, eq=False)
class Pane:
    """A picture with its caption: H×W values, or 3×H×W in colour.

    With `colours` it has a scale of its own; what is `marked` (H×W) is framed.
    """

    caption: str
    values: NDArray[np.float32]
    colours: ColourMap | None = None
    marked: NDArray[np.bool_] | None = None


class Pointed(NamedTuple):
    """The value under the pointer."""

    pane: int
    y: int
    x: int


class EnlargedPicture(QWidget):
    """Panes on one scale, or each on its own.

    The wheel zooms, dragging moves, arrows ask for others.
    """

    closed = Signal()
    stepped = Signal(int)
    """The picture before (−1) or after (1) is asked for."""
    hovered = Signal(object)
    """A Pointed, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panes: tuple[Pane, ...] = ()
        self._range = (0.0, 1.0)
        self._colours: ColourMap = "sequential"
        self._window: Callable[[int, int], Window] | None = None
        self._factor = 1.0
        self._shift = QPointF(0, 0)
        self._dragged_from: QPointF | None = None
        self._pointed: Pointed | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Enlarged picture"))

    def show_panes(
        self,
        panes: Sequence[Pane],
        scale: tuple[float, float],
        colours: ColourMap,
        window: Callable[[int, int], Window] | None = None,
    ) -> None:
        """Show these; `window` tells which part of the first pane made a value of the last."""
        sizes = [pane.values.shape for pane in panes]
        if sizes != [pane.values.shape for pane in self._panes]:
            self._factor, self._shift, self._pointed = 1.0, QPointF(0, 0), None
        self._panes, self._range, self._colours = tuple(panes), scale, colours
        self._window = window
        self.update()
        if self._pointed:
            self.hovered.emit(self._pointed)

    @property
    def panes(self) -> tuple[Pane, ...]:
        """What is shown, from left to right."""
        return self._panes

    @property
    def zoom(self) -> float:
        """Pixels on screen a value takes."""
        return self._fitting() * self._factor

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Make pixels larger or smaller, keeping the point `about` where it is."""
        fitting = self._fitting()
        about = about or QPointF(self.rect().center())
        after = min(max(self._factor * factor, 1.0), max(1.0, _LARGEST / fitting))
        ratio = after / self._factor
        self._factor = after
        corner = self._corner()
        self._shift += (about - corner) * (1 - ratio)
        if after == 1.0:
            self._shift = QPointF(0, 0)
        self.update()

    def value_rect(self, pane: int, y: int, x: int) -> QRectF:
        """Where a value is painted."""
        place, zoom = self._places()[pane], self.zoom
        return QRectF(place.left() + x * zoom, place.top() + y * zoom, zoom, zoom)

    @property
    def _sideways(self) -> bool:
        """In a flat area the scale stands beside the pictures, which need the height."""
        return self.width() > 1.6 * self.height()

    @property
    def _head(self) -> int:
        return _FLAT_HEAD if self._sideways else _HEAD

    def _fitting(self) -> float:
        """The zoom at which all of it is in sight; whole where pixels get larger."""
        if not self._panes:
            return 1.0
        height = max(pane.values.shape[-2] for pane in self._panes)
        width = sum(pane.values.shape[-1] for pane in self._panes)
        free = self.width() - 16 - _BETWEEN * (len(self._panes) - 1)
        zoom = max(0.05, min(free / width, (self.height() - self._head - 4) / height))
        return float(min(math.floor(zoom), _LARGEST)) if zoom >= 1 else zoom

    def _corner(self) -> QPointF:
        """Where the first pane begins before anything is zoomed or moved."""
        return QPointF(8, self._head) + self._shift

    def _places(self) -> list[QRectF]:
        corner, zoom = self._corner(), self.zoom
        metrics = QFontMetrics(font(SMALL))
        places, left = [], corner.x()
        for pane in self._panes:
            height, width = pane.values.shape[-2:]
            places.append(QRectF(left, corner.y(), width * zoom, height * zoom))
            caption = metrics.horizontalAdvance(self._caption_of(pane))
            left += max(width * zoom + _BETWEEN, caption + 2 * GAP)
        return places

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._factor, self._shift = 1.0, QPointF(0, 0)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1.25 ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._shift += event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.update()
        self._point_at(self._pointed_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.stepped.emit(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.stepped.emit(1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(0.8)
        else:
            super().keyPressEvent(event)

    def _pointed_at(self, position: QPointF) -> Pointed | None:
        zoom = self.zoom
        for number, place in enumerate(self._places()):
            if place.contains(position):
                height, width = self._panes[number].values.shape[-2:]
                inside = position - place.topLeft()
                y, x = int(inside.y() / zoom), int(inside.x() / zoom)
                return Pointed(number, min(y, height - 1), min(x, width - 1))
        return None

    def _point_at(self, pointed: Pointed | None) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self.update()
            self.hovered.emit(pointed)

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("card"))
            for pane, place in zip(self._panes, self._places(), strict=True):
                self._paint_pane(painter, pane, place)
            self._paint_marks(painter)
            self._paint_head(painter)

    def _paint_pane(self, painter: QPainter, pane: Pane, place: QRectF) -> None:
        (low, high), colours = self._scale_of(pane)
        if pane.values.ndim == 3:
            painter.drawImage(place, stacked_colour_image(pane.values[None], low, high))
        else:
            image = stacked_image(pane.values[None], low, high, colours)
            painter.drawImage(place, image)
            if self.zoom >= _NUMBERS_FROM:
                self._paint_numbers(painter, pane, place, image)
        frame_pictures(painter, [place])
        if self.zoom >= _LINES_FROM:
            self._paint_lines(painter, place)
        if pane.marked is not None:
            self._paint_marked(painter, pane.marked, place)

    def _scale_of(self, pane: Pane) -> tuple[tuple[float, float], ColourMap]:
        """The range and the colours of a pane."""
        if pane.colours is None:
            return self._range, self._colours
        low, high = value_range(pane.values)
        if pane.colours == "diverging":
            high = max(abs(low), abs(high))
            low = -high
        return (low, high), pane.colours

    def _caption_of(self, pane: Pane) -> str:
        """The caption, with the range of a pane that has a scale of its own."""
        if pane.colours is None:
            return pane.caption
        low, high = (number_text(end) for end in self._scale_of(pane)[0])
        span = f"±{high}" if pane.colours == "diverging" else f"{low} … {high}"
        return f"{pane.caption} {span}"

    def _paint_marked(self, painter: QPainter, marked: NDArray[np.bool_], place: QRectF) -> None:
        """Frame the marked values that are in sight; where frames have no room, dot them."""
        zoom = self.zoom
        if zoom < _DOTS_FROM:
            return
        rows, columns = self._seen(place)
        for y, x in np.argwhere(marked):
            if y not in rows or x not in columns:
                continue
            cell = QRectF(place.left() + x * zoom, place.top() + y * zoom, zoom, zoom)
            if zoom < _LINES_FROM:
                painter.fillRect(QRectF(cell.center(), QSizeF(1.5, 1.5)), QColor(SEEN))
                continue
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for ink, width in ((QColor(0, 0, 0, 150), 3.0), (QColor(SEEN), 1.5)):
                painter.setPen(QPen(ink, width))
                painter.drawRect(cell.adjusted(1, 1, -1, -1))

    def _seen(self, place: QRectF) -> tuple[range, range]:
        """The rows and columns of a pane that are in sight; none where it was moved out of it."""
        zoom = self.zoom

        def span(start: float, stop: float, length: float) -> range:
            # Rounding may tell a place behind the last one.
            first, end = math.floor(start / zoom), math.ceil(stop / zoom)
            return range(max(0, first), min(end, round(length / zoom)))

        return (
            span(-place.top(), self.height() - place.top(), place.height()),
            span(-place.left(), self.width() - place.left(), place.width()),
        )

    def _paint_lines(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(128, 128, 128, 110), 1))
        rows, columns = self._seen(place)
        zoom = self.zoom
        for column in columns:
            x = place.left() + column * zoom
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
        for row in rows:
            y = place.top() + row * zoom
            painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))

    def _paint_numbers(self, painter: QPainter, pane: Pane, place: QRectF, image: QImage) -> None:
        """The values of a pane, all with as many decimals as its cells have room for."""
        zoom = self.zoom
        painter.setFont(font(min(NORMAL, SMALL + max(0.0, zoom - 34) / 12)))
        decimals = self._decimals(pane, painter.fontMetrics())
        if decimals is None:
            return
        rows, columns = self._seen(place)
        for y in rows:
            for x in columns:
                level = qGray(image.pixel(x, y))
                painter.setPen(QColor("#000000" if level > 118 else "#ffffff"))
                cell = QRectF(place.left() + x * zoom, place.top() + y * zoom, zoom, zoom)
                text = _cell_text(float(pane.values[y, x]), decimals)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _decimals(self, pane: Pane, metrics: QFontMetrics) -> int | None:
        """How many decimals fit; None where not even one significant digit does."""
        largest = max(map(abs, self._scale_of(pane)[0]))
        magnitude = math.floor(math.log10(largest)) if largest else 0
        for digits in (3, 2, 1):
            decimals = max(0, digits - 1 - magnitude)
            if metrics.horizontalAdvance(_cell_text(-largest, decimals)) <= self.zoom - 3:
                return decimals
        return None

    def _paint_marks(self, painter: QPainter) -> None:
        """Outline the value under the pointer, and what it was pooled from."""
        if self._pointed is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("selection"), 2))
        painter.drawRect(self.value_rect(*self._pointed))
        if self._window and self._pointed.pane == len(self._panes) - 1 and len(self._panes) > 1:
            top, left, height, width = self._window(self._pointed.y, self._pointed.x)
            first = self.value_rect(0, top, left)
            zoom = self.zoom
            painter.drawRect(QRectF(first.topLeft(), QSizeF(width * zoom, height * zoom)))

    def _paint_head(self, painter: QPainter) -> None:
        """Captions and scale, above what may have been moved under them."""
        if not self._panes:
            return
        painter.fillRect(0, 0, self.width(), self._head - 2, theme().colour("card"))
        painter.setFont(font(SMALL))
        painter.setPen(theme().colour("faint_text"))
        places = self._places()
        for pane, place in zip(self._panes, places, strict=True):
            painter.drawText(max(8, int(place.left())), self._head - 6, self._caption_of(pane))
        if any(pane.colours for pane in self._panes):
            return  # each says its own range
        low, high = self._range
        colours = "grey" if self._panes[0].values.ndim == 3 else self._colours
        left = 8
        if self._sideways:
            caption = painter.fontMetrics().horizontalAdvance(self._panes[-1].caption)
            left = int(max(places[-1].left() + caption, places[-1].right())) + _BETWEEN
            left = max(8, min(left, self.width() - 220))
            painter.fillRect(left - 6, 0, 240, 20, theme().colour("card"))
        paint_scale_bar(painter, QRect(left, 2, 220, 16), low, high, colours)


def _cell_text(value: float, decimals: int) -> str:
    """A value to stand in its pixel; the nought before the point gives way to digits."""
    if not math.isfinite(value):
        return number_text(value)
    text = f"{value:.{decimals}f}".replace("-", "−")
    if not text.strip("−0."):
        return "0"
    return figures(text.replace("0.", ".", 1) if text.lstrip("−").startswith("0.") else text)
