"""Which number of which layer lies under a point of the canvas, and where numbers lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from app.network.receptive import Rectangle
from widgets.canvas.layer_card import LayerCard
from widgets.canvas.map_grid import MapGrid
from widgets.canvas.map_picture import MapPicture
from widgets.canvas.zoom import CARD_FROM, channels_from


@dataclass(frozen=True)
class Pixel:
    """One number of what a layer gives: C×H×W maps, a signal of one row, or a row of features."""

    layer: str
    channel: int
    row: int
    column: int

    @property
    def at(self) -> Rectangle:
        """Its position as a rectangle of one."""
        return Rectangle(self.row, self.column, self.row + 1, self.column + 1)


def pixel_at(card: LayerCard, at: QPointF, zoom: float) -> Pixel | None:
    """The number under a point of the scene; None where the card shows none there."""
    picture = card.picture
    if picture is None or zoom < CARD_FROM:
        return None
    point = at - card.pos()
    if picture.has_bars:
        return _bar_at(card, picture, point, zoom)
    grid = _grid(card, picture, zoom)
    x, y = (point.x() - grid.x) / grid.unit, (point.y() - grid.y) / grid.unit
    if x < 0 or y < 0:
        return None
    (map_column, column), (map_row, row) = (
        divmod(int(x), grid.width + 1),
        divmod(int(y), grid.height + 1),
    )
    number = map_row * grid.columns + map_column
    inside = column < grid.width and row < grid.height and map_column < grid.columns
    if not inside or number >= grid.count:
        return None
    return _pixel(card.pictured, picture, grid, number, row, column)


def value_of(picture: MapPicture, pixel: Pixel) -> float:
    """The number itself."""
    values = picture.values
    if values.ndim == 1:
        return float(values[pixel.column])
    if values.ndim == 2:
        return float(values[pixel.channel, pixel.column])
    return float(values[pixel.channel, pixel.row, pixel.column])


def lies_on(pixel: Pixel, values: NDArray[np.floating]) -> bool:
    """Whether maps of this shape have the number: the network may have been edited since."""
    place = (pixel.channel, pixel.row, pixel.column)
    wanted = {1: place[2:], 2: (place[0], place[2]), 3: place}[values.ndim]
    return all(0 <= at < size for at, size in zip(wanted, values.shape, strict=True))


def rects_of(card: LayerCard, at: Rectangle, zoom: float, channel: int | None) -> list[QRectF]:
    """Where positions lie on a card, in the scene: on the map of a channel, or (None) on all."""
    picture = card.picture
    if picture is None or zoom < CARD_FROM:
        return []
    if picture.has_bars:
        area = card.map_area(zoom >= channels_from())
        start, end = at.left, at.right - 1
        if picture.values.ndim != 1:  # a number for each channel
            start, end = (0, picture.values.size - 1) if channel is None else (channel, channel)
        rows = picture.bar_row(area, start).united(picture.bar_row(area, end))
        return [rows.translated(card.pos())]
    grid = _grid(card, picture, zoom)
    if picture.is_vector:
        if picture.values.ndim > 1:  # a number for each channel
            first, last = (0, picture.values.size) if channel is None else (channel, channel + 1)
            at = Rectangle(0, first, 1, last)
        return _cells(card, grid, at)
    maps = range(grid.count)
    top, bottom = at.top, at.bottom
    if picture.strip:
        signal = picture.values.ndim == 2
        channels = len(picture.values) if signal else 1
        first = (channel or 0) if signal else 0
        last = first + 1 if channel is not None or not signal else channels
        top, bottom = first * picture.strip, last * picture.strip
        maps = range(1) if signal else maps
    if channel is not None and not (picture.strip and picture.values.ndim == 2):
        maps = range(channel, channel + 1) if channel < grid.count else range(0)
    return [
        _on_map(card, grid, number, QRectF(at.left, top, at.right - at.left, bottom - top))
        for number in maps
    ]


def map_rect_of(card: LayerCard, pixel: Pixel) -> QRectF:
    """Where the whole map with this pixel lies in the scene when seen from near."""
    picture = card.picture
    assert picture is not None
    if picture.has_bars:
        return card.map_area(True).translated(card.pos())
    grid = picture.grid(card.map_area(True), True)
    whole = picture.is_vector or picture.is_image or (picture.strip and picture.values.ndim == 2)
    number = 0 if whole else pixel.channel
    return _on_map(card, grid, number, QRectF(0, 0, grid.width, grid.height))


def _bar_at(card: LayerCard, picture: MapPicture, at: QPointF, zoom: float) -> Pixel | None:
    """The number whose bar, or itself, lies at a point of the card."""
    area = card.map_area(zoom >= channels_from())
    for index in range(picture.values.size):
        if picture.bar_row(area, index).contains(at):
            features = picture.values.ndim == 1
            place = (0, 0, index) if features else (index, 0, 0)
            return Pixel(card.pictured, *place)
    return None


def _grid(card: LayerCard, picture: MapPicture, zoom: float) -> MapGrid:
    close = zoom >= channels_from()
    return picture.grid(card.map_area(close), close)


def _pixel(
    layer: str, picture: MapPicture, grid: MapGrid, number: int, row: int, column: int
) -> Pixel | None:
    if picture.is_vector:
        index = row * grid.width + column
        if index >= picture.values.size:
            return None
        features = picture.values.ndim == 1
        return Pixel(layer, 0, 0, index) if features else Pixel(layer, index, 0, 0)
    if picture.strip:
        strip = row // picture.strip
        return Pixel(layer, strip if picture.values.ndim == 2 else number, 0, column)
    return Pixel(layer, number, row, column)


def _cells(card: LayerCard, grid: MapGrid, at: Rectangle) -> list[QRectF]:
    """Features are written line by line: whole lines are one rectangle, the ends their own."""
    wide = grid.width
    first, last = at.left // wide, (at.right - 1) // wide
    starts, ends = at.left - first * wide, at.right - last * wide
    if first == last:
        return [_on_map(card, grid, 0, QRectF(starts, first, ends - starts, 1))]
    top = first + (starts > 0)
    bottom = last + (ends == wide)
    lines = [QRectF(0, top, wide, bottom - top)] if bottom > top else []
    if starts:
        lines.append(QRectF(starts, first, wide - starts, 1))
    if ends < wide:
        lines.append(QRectF(0, last, ends, 1))
    return [_on_map(card, grid, 0, line) for line in lines]


def _on_map(card: LayerCard, grid: MapGrid, number: int, cells: QRectF) -> QRectF:
    row, column = divmod(number, grid.columns)
    x = grid.x + (column * (grid.width + 1) + cells.left()) * grid.unit
    y = grid.y + (row * (grid.height + 1) + cells.top()) * grid.unit
    size = cells.size() * grid.unit
    return QRectF(card.pos() + QPointF(x, y), size)
