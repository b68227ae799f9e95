"""Pictures side by side, as large as the room allows, with what is needed to read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import tr
from widgets.hand import show_hand
from widgets.keys import ARROWS, PRESS
from widgets.number_text import number_text
from widgets.panels.scale_bar import paint_scale_bar
from widgets.pictures import ColourMap, data_image, map_colours, stacked_image
from widgets.theme import CHOSEN, SMALL, font, theme

_TITLE, _BAR, _BETWEEN = 17, 18, 10
_LEAST, _LEAST_BAR = 40, 24


@dataclass(frozen=True, eq=False)
class Tile:
    """An image (uint8 C×H×W), values (float32 H×W), or values laid over the image in grey.

    Over an image a value covers the more of it the stronger it is. `key` is what a click tells.
    """

    title: str
    image: NDArray[np.uint8] | None = None
    values: NDArray[np.float32] | None = None
    scale: tuple[float, float] = (0.0, 1.0)
    key: str = ""
    words: str = ""
    """Stands in the picture's place where there is none."""

    @property
    def colours(self) -> ColourMap:
        return "diverging" if self.scale[0] < 0 else "sequential"

    @cached_property
    def below(self) -> QImage | None:
        """The image, in grey where values lie over it."""
        if self.image is None:
            return None
        whole = data_image(self.image)
        if self.values is None:
            return whole
        return whole.convertToFormat(QImage.Format.Format_Grayscale8)

    def above(self, opacity: float) -> QImage | None:
        """The values in colours; over an image as transparent as they are weak."""
        if self.values is None:
            return None
        if self.image is None:
            return stacked_image(self.values[None], *self.scale, self.colours)
        return _veil(self.values, self.scale, self.colours, opacity)

    @property
    def size(self) -> QSize:
        """Of the picture, before it is enlarged."""
        if self.below is not None:
            return self.below.size()
        if self.values is not None:
            height, width = self.values.shape
            return QSize(width, width) if height == 1 < width else QSize(width, height)
        return QSize(1, 1)

    @property
    def grid(self) -> tuple[int, int]:
        """Rows and columns of values or pixels."""
        source = self.values if self.values is not None else self.image
        return (1, 1) if source is None else (source.shape[-2], source.shape[-1])


class Pointed(NamedTuple):
    """The pixel under the pointer."""

    tile: int
    row: int
    column: int


class TileView(QWidget):
    """Groups of tiles, each of one row or more; the pixel under the pointer is marked in all.

    With the keyboard, the arrows go from pixel to pixel, Page up and Page down from tile to tile;
    Enter is a click.
    """

    hovered = Signal(str)
    """What the pixel under the pointer holds, or nothing."""
    clicked = Signal(str)
    """The key of a tile that has one."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[tuple[Tile, ...], ...] = ()
        self._opacity = 0.7
        self._pointed: Pointed | None = None
        self._veils: dict[Tile, QImage] = {}
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_LEAST, _LEAST + _TITLE + _BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Where the network looks"))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """All of them, group after group."""
        return tuple(tile for group in self._groups for tile in group)

    def show_groups(self, groups: Sequence[Sequence[Tile]]) -> None:
        """Show these; each group begins a row of its own, or they all share one."""
        self._groups = tuple(tuple(group) for group in groups if group)
        self._veils.clear()
        if self._pointed and self._pointed.tile >= len(self.tiles):
            self._pointed = None
        self._read()
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """How strongly values cover the image: 0 not at all, 1 the strongest fully."""
        self._opacity = opacity
        self._veils.clear()
        self.update()

    def picture_rect(self, at: int) -> QRect:
        """Where the picture of a tile is painted."""
        cells, side = self._layout()
        cell, size = cells[at], self.tiles[at].size
        return _fitted(size, QRect(cell.left(), cell.top() + _TITLE, side, side))

    def _layout(self) -> tuple[list[QRect], int]:
        """The cells of the tiles, and the side of the square that a picture may fill."""
        count, longest = len(self.tiles), max((len(group) for group in self._groups), default=1)
        if not count:
            return [], 0
        choices = {longest, longest * len(self._groups)}
        if len(self._groups) == 1:
            choices = set(range(1, longest + 1))
        sides = {columns: self._side(columns, -(-count // columns)) for columns in choices}
        columns = max(sides, key=lambda each: (sides[each], each))
        side = max(_LEAST, sides[columns])
        return [self._cell(at, columns, side) for at in range(count)], side

    def _side(self, columns: int, rows: int) -> int:
        across = (self.width() - (columns - 1) * _BETWEEN) // columns
        return min(across, self.height() // rows - _TITLE - _BAR)

    @staticmethod
    def _cell(at: int, columns: int, side: int) -> QRect:
        row, column = divmod(at, columns)
        height = side + _TITLE + _BAR
        return QRect(column * (side + _BETWEEN), row * height, side, height)

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        pointed = self._at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not self._click(pointed):
            super().mousePressEvent(event)

    def _click(self, pointed: Pointed | None) -> bool:
        """Tell the key of the tile; whether it has one."""
        key = self.tiles[pointed.tile].key if pointed else ""
        if key:
            self.clicked.emit(key)
        return bool(key)

    def _at(self, point: QPoint) -> Pointed | None:
        for at, tile in enumerate(self.tiles):
            place = self.picture_rect(at)
            if place.contains(point):
                rows, columns = tile.grid
                row = (point.y() - place.top()) * rows // place.height()
                column = (point.x() - place.left()) * columns // place.width()
                return Pointed(at, row, column)
        return None

    def _point_at(self, pointed: Pointed | None) -> None:
        if pointed == self._pointed:
            return
        self._pointed = pointed
        leads = pointed is not None and bool(self.tiles[pointed.tile].key)
        show_hand(self, leads)
        self._read()
        self.update()

    def _read(self) -> None:
        words = self._words()
        self.setAccessibleDescription(words or "; ".join(tile.title for tile in self.tiles))
        self.hovered.emit(words)

    def _words(self) -> str:
        if self._pointed is None:
            return ""
        at, row, column = self._pointed
        tile = self.tiles[at]
        if row >= tile.grid[0] or column >= tile.grid[1]:
            return ""
        if tile.values is not None:
            value = number_text(float(tile.values[row, column]))
        elif tile.image is not None:
            value = ", ".join(str(level) for level in tile.image[:, row, column])
        else:
            return tile.words
        return tr(
            "{title} · row {row}, column {column}: {shown}",
            title=tile.title,
            row=row,
            column=column,
            shown=value,
        )

    # Keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._pointed is None and self.tiles:
            self._point_at(Pointed(0, 0, 0))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point_at(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self._pointed or Pointed(0, 0, 0)
        tiles = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if not self.tiles:
            super().keyPressEvent(event)
        elif key in ARROWS:
            down, right = ARROWS[key]
            rows, columns = self.tiles[at.tile].grid
            row = min(max(at.row + down, 0), rows - 1)
            self._point_at(Pointed(at.tile, row, min(max(at.column + right, 0), columns - 1)))
        elif key in tiles:
            tile = (at.tile + tiles[Qt.Key(key)]) % len(self.tiles)
            rows, columns = self.tiles[tile].grid
            self._point_at(Pointed(tile, min(at.row, rows - 1), min(at.column, columns - 1)))
        elif key not in PRESS or not self._click(at):
            super().keyPressEvent(event)

    # Painting

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        cells, _ = self._layout()
        with QPainter(self) as painter:
            for at, (tile, cell) in enumerate(zip(self.tiles, cells, strict=True)):
                self._paint_tile(painter, tile, cell, self.picture_rect(at))
            for at, tile in enumerate(self.tiles):
                self._paint_mark(painter, tile, self.picture_rect(at))
            if self.hasFocus() and self._pointed:
                painter.setPen(QPen(theme().colour("selection"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.picture_rect(self._pointed.tile).adjusted(-1, -1, 1, 1))

    def _paint_tile(self, painter: QPainter, tile: Tile, cell: QRect, place: QRect) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(theme().colour("text"))
        line = QRect(place.left(), cell.top(), cell.right() - place.left(), _TITLE)
        title = painter.fontMetrics().elidedText(
            tile.title, Qt.TextElideMode.ElideRight, line.width()
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        if tile.words:
            painter.fillRect(place, theme().colour("card"))
            painter.setPen(theme().colour("faint_text"))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.adjusted(4, 4, -4, -4), int(wrapped), tile.words)
            return
        shrinks = tile.grid[1] > place.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, shrinks)
        if tile.below is not None:
            painter.drawImage(place, tile.below)
        if (above := self._above(tile)) is not None:
            painter.drawImage(place, above)
        painter.setPen(theme().colour("card_border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))
        if tile.values is not None:
            bar = QRect(place.left(), place.bottom() + 2, cell.width(), _BAR - 2)
            _paint_scale(painter, bar, tile)

    def _above(self, tile: Tile) -> QImage | None:
        if tile not in self._veils and (image := tile.above(self._opacity)) is not None:
            self._veils[tile] = image
        return self._veils.get(tile)

    def _paint_mark(self, painter: QPainter, tile: Tile, place: QRect) -> None:
        """Frame the pixel under the pointer, wherever the same one is shown."""
        if self._pointed is None or tile.grid != self.tiles[self._pointed.tile].grid or tile.words:
            return
        rows, columns = tile.grid
        high, wide = place.height() / rows, place.width() / columns
        _, row, column = self._pointed
        pixel = QRectF(place.left() + column * wide, place.top() + row * high, wide, high)
        pixel = pixel.adjusted(-1, -1, 1, 1)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#000000", 3), (CHOSEN, 1)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(pixel)


def _fitted(size: QSize, room: QRect) -> QRect:
    """The place of a picture at the top left of the room, enlarged by halves if at all."""
    zoom = min(room.width() / size.width(), room.height() / size.height())
    if zoom >= 1 and max(size.width(), size.height()) > 1:
        zoom = int(2 * zoom) / 2
    shown = QSize(max(1, int(size.width() * zoom)), max(1, int(size.height() * zoom)))
    return QRect(room.topLeft(), shown)


def _paint_scale(painter: QPainter, place: QRect, tile: Tile) -> None:
    """The scale bar, or where there is no room for one, how far the values go."""
    low, high = tile.scale
    metrics = painter.fontMetrics()
    both = metrics.horizontalAdvance(number_text(low) + number_text(high))
    if place.width() - both > _LEAST_BAR:
        paint_scale_bar(painter, place, low, high, tile.colours)
        return
    painter.setPen(theme().colour("faint_text"))
    words = f"± {number_text(high, 2)}" if low < 0 else f"0…{number_text(high, 2)}"
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def _veil(
    values: NDArray[np.float32],
    scale: tuple[float, float],
    colours: ColourMap,
    opacity: float,
) -> QImage:
    """H×W values in their colours, the opaquer the farther they are from zero."""
    low, high = scale
    table = np.array(map_colours(colours)[:-1], np.uint32)
    levels = np.clip((values - low) / (high - low), 0, 1) * (len(table) - 1)
    strength = np.clip(np.abs(values) / max(abs(low), abs(high)), 0, 1) * opacity
    alpha = np.rint(strength * 255).astype(np.uint32)
    pixels = (table[levels.astype(np.intp)] & 0xFFFFFF) | (alpha << 24)
    height, width = values.shape
    data = np.ascontiguousarray(pixels)
    return QImage(data.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
