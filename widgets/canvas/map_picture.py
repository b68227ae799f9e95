"""The live picture of one layer's output: thumbnails, all channels, and the numbers themselves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPixmap

from app.language import tr
from widgets.canvas.card_text import scene_font, value_text
from widgets.canvas.map_grid import MapGrid, Patch, fit_grid, vector_columns
from widgets.canvas.zoom import is_legible, readable_pixel
from widgets.picture_frame import frame_pictures
from widgets.pictures import (
    activation_colours,
    activation_image,
    colour_image,
    mosaic,
    strip_rows,
    value_range,
    vector_image,
)
from widgets.theme import least_pixels, theme

THUMBNAILS = 16
"""Channels shown on a card that is not zoomed in."""
BARS = 12
"""Vectors of at most this length are drawn as bars with their numbers."""
_NAMES = 0.45
"""The part of the width that the names of classes may take …"""
_SMALLEST = 8
"""… for which their type is made so small, but no smaller."""
_LARGE_NAME = 0.6
"""The part of the width that the one name in large type may take."""
_MOST_VALUES = 1_000_000
"""Values turned into one picture at most; larger outputs are thinned (numbers stay exact)."""

_GREY = tuple(0xFF000000 | level * 0x10101 for level in range(256))

Values = NDArray[np.float32]


class MapPicture:
    """One layer's output for one image: C×H×W maps, a C×L signal or (F,) values, float32.

    Pixmaps are made when they are first painted and kept. With `image` set the values are an
    image in 0..1, or in levels of 0..255, shown in grey or in colour; else they are activations on
    a sequential scale from their smallest to their largest value. `classes` name the values of a
    vector that has one for each class.
    """

    def __init__(self, values: Values, *, image: bool = False, classes: Sequence[str] = ()) -> None:
        self.values = values
        self.classes = tuple(classes)
        self._maps = self._as_maps(values)
        self._image = image and values.ndim == 3 and values.shape[0] in (1, 3)
        levels = self._image and bool(values.max(initial=0.0) > 1)
        self._white = 255.0 if levels else 1.0
        self._range: tuple[float, float] | None = None
        self._pixmap: QPixmap | None = None
        self._pixmap_key: tuple[int, ...] = ()

    def _as_maps(self, values: Values) -> Values | None:
        """The values as maps, a signal as one with a strip for each channel.

        A strip is as many rows of the same values as it takes to be seen. None where they are a
        vector, as 1×1 maps in effect are.
        """
        if self.strip:
            repeated = np.repeat(values, self.strip, axis=-2)
            return repeated if values.ndim == 3 else repeated[np.newaxis]
        if values.ndim == 3 and values.shape[1:] != (1, 1):
            return values
        return None

    @property
    def names(self) -> tuple[str, ...]:
        """What stands beside the bars: the classes, or else the places in the vector."""
        known = len(self.classes) == self.values.size
        return self.classes if known else tuple(map(str, range(self.values.size)))

    @property
    def scale(self) -> tuple[float, float]:
        """The values that take the first and the last colour."""
        if self._range is None:
            self._range = (0.0, self._white) if self._image else value_range(self.values)
        return self._range

    @property
    def in_colour(self) -> bool:
        """Whether it is a picture in red, green and blue, which has no scale of one colour."""
        return self._image and self.values.shape[0] == 3

    @property
    def is_image(self) -> bool:
        return self._image

    @property
    def has_bars(self) -> bool:
        return self._maps is None and self.values.size <= BARS

    def bar_row(self, area: QRectF, index: int) -> QRectF:
        """The line of a value that is drawn as a bar in `area`, in scene units."""
        count = self.values.size
        pitch = min(area.height() / count, 18.0)
        top = area.top() + (area.height() - pitch * count) / 2
        return QRectF(area.left(), top + index * pitch, area.width(), pitch)

    @property
    def is_vector(self) -> bool:
        """Whether the values are drawn as one block of cells."""
        return self._maps is None

    @property
    def strip(self) -> int:
        """Rows that each value of a signal takes up in its map; 0 where maps have rows anyway."""
        values = self.values
        if values.ndim == 2 and values.shape[1] > 1:
            return strip_rows(*values.shape)
        if values.ndim == 3 and values.shape[1] == 1 and values.shape[2] > 1:
            return strip_rows(1, values.shape[2])
        return 0

    def shown(self, every_channel: bool) -> int:
        """How many channels are drawn."""
        if self._maps is None or self._image:
            return 1
        count = len(self._maps)
        return count if every_channel else min(count, THUMBNAILS)

    def grid(self, area: QRectF, every_channel: bool) -> MapGrid:
        """Where the maps lie in `area`; a vector is one map of cells."""
        if self._maps is None:
            columns = vector_columns(self.values.size, area)
            rows = -(-self.values.size // columns)
            return fit_grid(1, rows, columns, area)
        _, height, width = self._maps.shape
        return fit_grid(self.shown(every_channel), height, width, area)

    def prepare(self, area: QRectF, zoom: float, every_channel: bool) -> None:
        """Make the pixmap that `draw` would make, so that painting finds it ready."""
        if not self.has_bars:
            self._pixmap_for(self.grid(area, every_channel), zoom)

    def draw(
        self, painter: QPainter, area: QRectF, zoom: float, exposed: QRectF, every_channel: bool
    ) -> None:
        """Paint into `area` (scene units) at `zoom`; only what lies in `exposed` need be right."""
        if self.has_bars:
            self._draw_bars(painter, area, zoom)
            return
        grid = self.grid(area, every_channel)
        if grid.unit * zoom >= readable_pixel():
            self._draw_numbers(painter, grid, grid.rect & exposed)
            return
        pixmap = self._pixmap_for(grid, zoom)
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, grid.rect.width() * zoom < pixmap.width()
        )
        painter.drawPixmap(grid.rect, pixmap, QRectF(pixmap.rect()))
        if self._maps is not None:  # the last cells of a vector may lack, and would seem white
            frame_pictures(painter, [grid.rect])

    def _pixmap_for(self, grid: MapGrid, zoom: float) -> QPixmap:
        step = 1  # halved and halved again, so that zooming seldom asks for another pixmap
        while (
            2 * step * grid.unit * zoom <= 1
            or grid.count * grid.height * grid.width > _MOST_VALUES * step * step
        ):
            step *= 2
        key = (grid.count, grid.columns, grid.width, step)
        if self._pixmap is None or key != self._pixmap_key:
            self._pixmap = QPixmap.fromImage(self._whole_image(grid, step))
            self._pixmap_key = key
        return self._pixmap

    def _whole_image(self, grid: MapGrid, step: int) -> QImage:
        if self._maps is None:
            return vector_image(self.values.reshape(-1), *self.scale, columns=grid.width)
        maps = self._maps[: grid.count, ::step, ::step]
        if self._image:
            return colour_image(_bytes(self._maps[:, ::step, ::step] / self._white))
        return mosaic(maps, *self.scale, columns=grid.columns)

    def _draw_numbers(self, painter: QPainter, grid: MapGrid, exposed: QRectF) -> None:
        """Each visible value as a square of its colour with the number in it.

        The text is set in screen pixels: scaled-up tiny fonts are neither sharp nor even.
        """
        transform = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        side = grid.unit * transform.m11()
        size = min(20, int(side / (3.6 if not self.in_colour else 4.2)))
        painter.setFont(scene_font(max(size, math.ceil(least_pixels()))))
        for patch in grid.patches(exposed):
            values, image = self._patch(grid, patch)
            painter.drawImage(transform.mapRect(patch.rect), image)
            corner = transform.map(patch.rect.topLeft())
            self._write(painter, values, image, corner, side)
        painter.restore()

    def _patch(self, grid: MapGrid, patch: Patch) -> tuple[Values, QImage]:
        """Values (channels × rows × columns) of a patch, and their colours, a pixel each."""
        rows, columns = slice(patch.top, patch.bottom), slice(patch.left, patch.right)
        if self._maps is None:
            cells = np.full(grid.height * grid.width, np.nan, np.float32)
            cells[: self.values.size] = self.values.reshape(-1)
            values = cells.reshape(1, grid.height, grid.width)[:, rows, columns]
        elif self._image:
            values = self._maps[:, rows, columns]
            return values, colour_image(_bytes(values / self._white))
        else:
            values = self._maps[patch.channel : patch.channel + 1, rows, columns]
        return values, activation_image(values[0], *self.scale)

    def _write(
        self, painter: QPainter, values: Values, image: QImage, corner: QPointF, side: float
    ) -> None:
        _, rows, columns = values.shape
        for row in range(rows):
            for column in range(columns):
                if self._maps is None and np.isnan(values[0, row, column]):
                    continue
                painter.setPen(ink_on(image.pixel(column, row)))
                text = "\n".join(value_text(float(v)) for v in values[:, row, column])
                cell = QRectF(corner.x() + column * side, corner.y() + row * side, side, side)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_bars(self, painter: QPainter, area: QRectF, zoom: float) -> None:
        """A bar per value from a common zero line, with its name and its number."""
        values = np.nan_to_num(self.values.reshape(-1), nan=0.0, posinf=0.0, neginf=0.0)
        low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
        span = (high - low) or 1.0
        first = self.bar_row(area, 0)
        top, pitch = first.top(), first.height()
        size = max(5, min(10, int(pitch * 0.78)))  # larger signs would lie under the bars
        names, most = self.names, _NAMES * area.width()
        widest = _widest(names, size)
        if widest > most:
            size = max(min(size, _SMALLEST), int(size * most / widest))
            widest = _widest(names, size)
        legible = pitch * zoom >= 7 and is_legible(size, zoom)
        look = theme()
        painter.setFont(scene_font(size))
        metrics = painter.fontMetrics()
        beside, behind = (min(max(12.0, widest), most) if legible else 12.0), 34.0
        if not legible and least_pixels():  # the largest is named behind the bars
            wanted = _widest(names, math.ceil(least_pixels() / zoom), bold=True)
            behind = min(max(behind, wanted + 4.0), _LARGE_NAME * area.width())
        left, room = area.left() + beside + 4, area.width() - beside - 4 - behind
        zero = left - low / span * room
        best = int(values.argmax())
        for index, value in enumerate(values):
            y = top + index * pitch
            end = zero + float(value) / span * room
            colour = look.colour("train_line" if index == best else "wire")
            painter.fillRect(
                QRectF(min(zero, end), y + pitch * 0.14, abs(end - zero), pitch * 0.72), colour
            )
            if not legible and least_pixels() and index == best:
                self._name_best(painter, area, index, zoom)
            if legible:
                painter.setPen(look.colour("text" if index == best else "faint_text"))
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                name = metrics.elidedText(
                    names[index], Qt.TextElideMode.ElideRight, math.ceil(beside)
                )
                painter.drawText(QRectF(area.left(), y, beside, pitch), right, name)
                number = value_text(float(self.values.reshape(-1)[index]))
                painter.drawText(QRectF(area.right() - 34, y, 34, pitch), right, number)
        painter.fillRect(QRectF(zero - 0.5, top, 1, pitch * len(values)), look.colour("faint_text"))

    def _name_best(self, painter: QPainter, area: QRectF, index: int, zoom: float) -> None:
        """The name of the largest value, large, where not all can be read."""
        painter.save()
        size = math.ceil(least_pixels() / zoom)
        painter.setFont(scene_font(size, bold=True))
        painter.setPen(theme().colour("text"))
        row = self.bar_row(area, index)
        line = QRectF(area.left(), row.center().y() - 0.7 * size, area.width(), 1.4 * size)
        line.moveTop(min(max(line.top(), area.top()), area.bottom() - line.height()))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        metrics = painter.fontMetrics()
        width = math.floor(max(_LARGE_NAME * area.width(), 2 * size))
        name = metrics.elidedText(self.names[index], Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, right, name)
        painter.restore()


def _bytes(image: Values) -> NDArray[np.uint8]:
    """An image in 0..1 as bytes."""
    return (np.clip(np.nan_to_num(image), 0.0, 1.0) * 255).round().astype(np.uint8)


@lru_cache(64)
def _widest(names: tuple[str, ...], size: int, *, bold: bool = False) -> int:
    """What the longest name takes; Qt cuts what fits exactly."""
    metrics = QFontMetricsF(scene_font(size, bold=bold))
    return math.ceil(max(map(metrics.horizontalAdvance, names))) + 1


@cache
def ink_on(background: int) -> QColor:
    """Black or white, whichever reads better on a colour (0xAARRGGBB)."""
    red, green, blue = background >> 16 & 255, background >> 8 & 255, background & 255
    bright = 0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2
    bright += 0.0722 * (blue / 255) ** 2.2
    return QColor("#000000" if bright > 0.18 else "#ffffff")


@cache
def _ramp(colours: tuple[int, ...]) -> QPixmap:
    image = QImage(len(colours), 1, QImage.Format.Format_RGB32)
    for column, colour in enumerate(colours):
        image.setPixel(column, 0, colour)
    return QPixmap.fromImage(image)


def draw_scale(painter: QPainter, picture: MapPicture, area: QRectF, size: int) -> None:
    """The colours of a picture from lowest to highest value, between the two numbers."""
    low, high = (value_text(value) for value in picture.scale)
    look = theme()
    painter.setFont(scene_font(size))
    painter.setPen(look.colour("faint_text"))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, low)
    painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, high)
    bar = area.adjusted(size * 3.7, area.height() * 0.3, -size * 3.7, -area.height() * 0.3)
    if picture.in_colour:
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("red, green, blue"))
        return
    ramp = _ramp(_GREY if picture.is_image else activation_colours()[:-1])
    painter.drawPixmap(bar, ramp, QRectF(ramp.rect()))
