"""The frames of a film of filters, painted.

That is for a thread of its own: a film of many frames takes seconds.
"""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

from app.inspection.filter_film import Film, FilmFrame, Filters
from app.language import tr
from widgets.number_text import number_text
from widgets.pictures import stacked_colour_image, stacked_image
from widgets.theme import FAMILY_COLOURS, LARGE, LIGHT, NORMAL, SMALL, font

_PICTURE = 44
"""Pixels of a filter's picture, if there is room."""
_WIDEST = 1100
_MARGIN, _GAP, _TITLE, _TOP = 16, 3, 24, 34
_RAMP = 96


class FilmPainter:
    """The frames of a film as pictures, all of one size, in the light colours of paper."""

    def __init__(self, film: Film) -> None:
        self._film = film
        self._bold, self._small = font(NORMAL, bold=True), font(SMALL)
        self._large = font(LARGE, bold=True)
        self._tables = {
            name: _Table(values, coloured=_in_colour(at, values))
            for at, (name, values) in enumerate(film.frames[0].filters.items())
        }
        titles = [self._title_width(name) for name in self._tables]
        words = max(_width(self._large, frame.words) for frame in film.frames)
        run = _width(self._small, film.run) + 3 * _MARGIN
        width = max(words + run, *titles, *(table.size.width() for table in self._tables.values()))
        height = sum(_TITLE + table.size.height() + _MARGIN for table in self._tables.values())
        self.size = QSize(width + 2 * _MARGIN, height + _TOP + _MARGIN)

    def __len__(self) -> int:
        return len(self._film.frames)

    def __getitem__(self, number: int) -> QImage:
        return self.paint(self._film.frames[number])

    def paint(self, frame: FilmFrame) -> QImage:
        """One frame: its moment in the corner, and the table of each layer with its scale."""
        image = QImage(self.size, QImage.Format.Format_RGB888)
        image.fill(LIGHT.colour("card"))
        with QPainter(image) as painter:
            top = QRect(_MARGIN, _MARGIN // 2, self.size.width() - 2 * _MARGIN, _TOP)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setFont(self._small)
            painter.setPen(LIGHT.colour("faint_text"))
            painter.drawText(top, middle | Qt.AlignmentFlag.AlignLeft, self._film.run)
            painter.setFont(self._large)
            painter.setPen(LIGHT.colour("text"))
            painter.drawText(top, middle | Qt.AlignmentFlag.AlignRight, frame.words)
            y = _MARGIN // 2 + _TOP
            for name, table in self._tables.items():
                self._paint_title(painter, y, name)
                table.paint(painter, y + _TITLE, frame.filters[name], self._film.limits[name])
                y += _TITLE + table.size.height() + _MARGIN
        return image

    def _paint_title(self, painter: QPainter, y: int, name: str) -> None:
        """What the layer is called, and which colour is which weight in all frames."""
        place = QRect(_MARGIN, y, self.size.width() - 2 * _MARGIN, _TITLE - 4)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.fillRect(place.left(), y + 3, 4, 14, QColor(FAMILY_COLOURS["convolution"]))
        painter.setFont(self._bold)
        painter.setPen(LIGHT.colour("text"))
        title = self._title(name)
        painter.drawText(place.adjusted(10, 0, 0, 0), middle, title)
        low, high = self._scale(name)
        x = place.left() + 10 + _width(self._bold, title) + _MARGIN
        painter.setFont(self._small)
        painter.setPen(LIGHT.colour("faint_text"))
        painter.drawText(QRect(x, y, 200, _TITLE - 4), middle, low)
        if not self._tables[name].coloured:
            x += _width(self._small, low) + 5
            ramp = np.linspace(-1, 1, 255, dtype=np.float32).reshape(1, 1, -1)
            bar = QRectF(x, y + 6, _RAMP, 8)
            painter.drawImage(bar, stacked_image(ramp, -1, 1, "diverging"))
            painter.drawText(QRect(x + _RAMP + 5, y, 200, _TITLE - 4), middle, high)

    def _title(self, name: str) -> str:
        shown = self._film.frames[0].filters[name]
        filters, channels = self._film.sizes[name]
        text = tr(
            "{name} · {filters} filters {height}×{width}",
            name=name,
            filters=filters,
            height=shown.shape[2],
            width=shown.shape[3],
        )
        if channels > 1 and not self._tables[name].coloured:
            text += tr(" · {channels} channels", channels=channels)
        left_out = [
            f"{what} 0–{there - 1}"
            for what, there, all_ in (
                (tr("filters"), shown.shape[0], filters),
                (tr("channels"), shown.shape[1], channels),
            )
            if there < all_
        ]
        return (
            tr("{text} ({left_out} shown)", text=text, left_out=tr(" and ").join(left_out))
            if left_out
            else text
        )

    def _scale(self, name: str) -> tuple[str, str]:
        """The ends of the scale in words."""
        limit = number_text(self._film.limits[name])
        if self._tables[name].coloured:
            return tr("in colour: grey is 0, full ±{limit}", limit=limit), ""
        return f"−{limit}", limit

    def _title_width(self, name: str) -> int:
        low, high = self._scale(name)
        scale = _width(self._small, low) + _width(self._small, high) + _RAMP + 10
        return 10 + _width(self._bold, self._title(name)) + _MARGIN + scale


class _Table:
    """Where the filters of a layer lie: many channels make a table, else they flow in rows."""

    def __init__(self, filters: Filters, *, coloured: bool) -> None:
        self.coloured = coloured
        number, channels, height, width = filters.shape
        if coloured or channels == 1:
            self._columns = min(number, 16)
            self._rows = math.ceil(number / self._columns)
        else:  # a column for each filter, as in a wide panel; a row for each channel
            self._columns, self._rows = number, channels
        room = _WIDEST // self._columns - _GAP
        zoom = max(1, min(_PICTURE // max(height, width), room // width))
        self._cell = QSize(width * zoom, height * zoom)
        self.size = QSize(
            self._columns * (self._cell.width() + _GAP),
            self._rows * (self._cell.height() + _GAP),
        )

    def paint(self, painter: QPainter, top: int, filters: Filters, limit: float) -> None:
        number, channels, height, width = filters.shape
        if self.coloured:
            stack, pictures = stacked_colour_image(filters, -limit, limit), number
        else:
            values = filters.reshape(number * channels, height, width)
            stack, pictures = stacked_image(values, -limit, limit, "diverging"), len(values)
        for index in range(pictures):
            if self.coloured or channels == 1:
                row, column = divmod(index, self._columns)
            else:
                column, row = divmod(index, channels)
            x = _MARGIN + column * (self._cell.width() + _GAP)
            y = top + row * (self._cell.height() + _GAP)
            source = QRect(0, index * height, width, height)
            painter.drawImage(QRect(x, y, self._cell.width(), self._cell.height()), stack, source)


def _in_colour(place: int, filters: Filters) -> bool:
    """Whether filters are over red, green and blue: three channels, first in the network."""
    return place == 0 and filters.shape[1] == 3


def _width(face: QFont, text: str) -> int:
    return QFontMetrics(face).horizontalAdvance(text)
