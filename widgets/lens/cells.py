"""A small matrix as coloured cells with the numbers in them."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.language import figures
from widgets.canvas.card_text import scene_font
from widgets.canvas.map_picture import ink_on
from widgets.number_text import number_text
from widgets.pictures import ColourMap, stacked_image
from widgets.theme import least_pixels, theme

READABLE = 26
"""Pixels a cell is wide at least for its number to be written into it."""
SMALLEST = 8
"""The font's height in pixels below which nobody reads a number."""


def _widest(texts: Collection[str], size: int) -> float:
    """Pixels that the longest of these takes at a size."""
    return max(map(QFontMetricsF(scene_font(size)).horizontalAdvance, texts), default=0.0)


@dataclass(frozen=True, eq=False)
class Cells:
    """h×w numbers at a place, `side` pixels each; `low` to `high` take the colours.

    Cells outside of `inside` are hatched: they lie in the padding. The numbers have as many
    decimals as `largest` needs; without it, as the ends of the colours do.
    """

    values: NDArray[np.floating]
    place: QPoint
    side: int
    colours: ColourMap
    low: float
    high: float
    inside: NDArray[np.bool_] | None = None
    largest: float | None = None

    @property
    def rect(self) -> QRect:
        """All of them."""
        height, width = self.values.shape
        return QRect(self.place.x(), self.place.y(), width * self.side, height * self.side)

    def cell_at(self, at: QPoint) -> tuple[int, int] | None:
        """Row and column of the cell under a point."""
        if not self.rect.contains(at):
            return None
        off = at - self.place
        return off.y() // self.side, off.x() // self.side

    def rect_of(self, row: int, column: int) -> QRect:
        """One cell."""
        x, y = self.place.x() + column * self.side, self.place.y() + row * self.side
        return QRect(x, y, self.side, self.side)

    def paint(self, painter: QPainter) -> None:
        """Colours, numbers where they can be read, and the padding."""
        with np.errstate(over="ignore"):  # of weights that diverged; it is only for the colours
            values = self.values[np.newaxis].astype(np.float32)
        image = stacked_image(values, self.low, self.high, self.colours)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(QRectF(self.rect), image)
        height, width = self.values.shape
        readable = self.side >= READABLE
        texts = {at: self._text(*at) for at in np.ndindex(height, width)} if readable else {}
        face = self._font(texts.values())
        painter.setFont(face)
        if face.pixelSize() < least_pixels():
            texts = {}
        for row in range(height):
            for column in range(width):
                text = texts.get((row, column), "")
                self._paint_cell(painter, row, column, image.pixel(column, row), text)
        painter.setPen(QPen(theme().colour("card_border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect)

    def _paint_cell(self, painter: QPainter, row: int, column: int, ground: int, text: str) -> None:
        rect = self.rect_of(row, column)
        padded = self.inside is not None and not self.inside[row, column]
        if padded:
            painter.fillRect(rect, theme().colour("card"))
            hatched = theme().colour("faint_text")
            painter.fillRect(rect, QColor(hatched))
            painter.fillRect(rect.adjusted(1, 1, -1, -1), theme().colour("card"))
        if text:
            painter.setPen(theme().colour("faint_text") if padded else ink_on(ground))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _text(self, row: int, column: int) -> str:
        largest = max(abs(self.low), abs(self.high)) if self.largest is None else self.largest
        return cell_text(float(self.values[row, column]), largest)

    def _font(self, texts: Collection[str]) -> QFont:
        """One for all cells, small enough for the longest number."""
        least = math.ceil(least_pixels())
        size = max(SMALLEST, min(13, int(self.side / 3.3)))
        if least and (self.side >= 2.6 * least or _widest(texts, least) <= self.side - 2):
            size = least  # what is longer is still made smaller below
        widest = _widest(texts, size)
        if widest > self.side - 2:
            size = max(SMALLEST, int(size * (self.side - 2) / widest))
        return scene_font(size)

    def frame(self, painter: QPainter, row: int, column: int, colour: QColor) -> None:
        """Mark one cell."""
        rect = QRectF(self.rect_of(row, column)).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ink, width in ((QColor(0, 0, 0, 170), 4.0), (colour, 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawRect(rect)


def cell_text(value: float, largest: float) -> str:
    """A number short enough for a cell, with as many decimals as the largest one needs: "−.07"."""
    if not math.isfinite(value) or not math.isfinite(largest):
        return number_text(value, 2)
    if largest and not 1e-3 <= largest < 1e4:
        return number_text(value, 1)
    decimals = max(0, 1 - math.floor(math.log10(largest))) if largest else 0
    text = f"{value:.{decimals}f}"
    if not float(text):
        return "0"
    if abs(float(text)) < 1:
        text = text.replace("0.", ".", 1)
    return figures(text.replace("-", "−"))


def span(values: NDArray[np.floating]) -> tuple[float, float]:
    """From the smallest to the largest finite value; a little apart where they are equal."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def even_span(values: NDArray[np.floating]) -> tuple[float, float]:
    """As far below zero as above, so that zero has the middle colour; of finite values."""
    most = largest_size(values)
    return (-most, most)


def largest_size(values: NDArray[np.floating]) -> float:
    """The largest finite value without its sign; 1 where that is nothing to measure others by."""
    finite = np.abs(values[np.isfinite(values)])
    return float(finite.max(initial=0.0)) or 1.0


def sign_at(painter: QPainter, sign: str, middle: QPointF) -> None:
    """×, = or + between two matrices."""
    painter.setFont(scene_font(max(18, math.ceil(least_pixels())), bold=True))
    painter.setPen(theme().colour("text"))
    painter.drawText(
        QRectF(middle.x() - 12, middle.y() - 14, 24, 28), Qt.AlignmentFlag.AlignCenter, sign
    )
