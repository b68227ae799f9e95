"""Paints a block of pictures: title and scale, the pictures in sight, their labels and marks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from widgets.panels.picture_layout import (
    ARROW,
    CAPTION,
    LABELS,
    MARGIN,
    Cells,
    Part,
    PlacedBlock,
)
from widgets.panels.picture_values import Pictures
from widgets.panels.scale_bar import paint_scale_bar
from widgets.picture_frame import frame_pictures
from widgets.pictures import stacked_colour_image, stacked_image, tiled_image
from widgets.theme import NORMAL, SMALL, font, scaled, theme

Mark = tuple[int, int]
"""A picture to outline, by its index, and how wide the line is."""


def paint_block(
    painter: QPainter,
    placed: PlacedBlock,
    pictures: Pictures | None,
    seen: QRect,
    marks: Sequence[Mark],
) -> None:
    """Paint what is `seen` of a block; one without pictures that fit it shows empty frames."""
    if pictures is not None and not pictures.fits(placed.block):
        pictures = None
    _paint_title(painter, placed, pictures, seen.left())
    _paint_cells(painter, placed, placed.cells_in(seen), pictures, marks)


def _paint_title(
    painter: QPainter, placed: PlacedBlock, pictures: Pictures | None, scrolled: int
) -> None:
    """Title and scale; those of a wide block stay in sight while it is."""
    painter.setFont(font(NORMAL, bold=True))
    width = max(170, painter.fontMetrics().horizontalAdvance(placed.block.title) + 14)
    area = placed.area
    left = max(area.left(), min(scrolled + MARGIN, area.right() - width))
    painter.fillRect(left, area.top() + 1, 4, scaled(15), QColor(placed.block.tint))
    painter.setPen(theme().colour("text"))
    title = QRect(left + 9, area.top() - 2, width, scaled(20))
    painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, placed.block.title)
    if pictures is not None:
        line = QRect(left, area.top() + scaled(18), area.width(), scaled(16))
        low, high = pictures.range
        colours = "grey" if pictures.values.ndim == 4 else pictures.colours
        paint_scale_bar(painter, line, low, high, colours)


def _paint_cells(
    painter: QPainter,
    placed: PlacedBlock,
    cells: Cells,
    pictures: Pictures | None,
    marks: Sequence[Mark],
) -> None:
    if not cells.rows or not cells.columns:
        return
    if placed.block.matrix:
        _paint_labels(painter, placed, cells)
    if pictures is None:
        _paint_frames(painter, placed, cells)
    elif placed.tight and pictures.values.ndim == 3:
        _paint_tiles(painter, placed, cells, pictures)
    else:
        _paint_apart(painter, placed, cells, pictures)
    _paint_marks(painter, placed, marks)


def _paint_frames(painter: QPainter, placed: PlacedBlock, cells: Cells) -> None:
    painter.setPen(theme().colour("grid"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for row in cells.rows:
        for column in cells.columns:
            if placed.index_at(row, column) is not None:
                rect = placed.picture_rect(placed.cell_rect(row, column), "picture")
                painter.drawRect(rect.adjusted(0, 0, -1, -1))


def _paint_marks(painter: QPainter, placed: PlacedBlock, marks: Sequence[Mark]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for index, width in marks:
        cell = placed.cell_rect(*placed.place_of(index))
        painter.setPen(QPen(theme().colour("selection"), width))
        painter.drawRect(placed.picture_rect(cell, "picture").adjusted(-2, -2, 1, 1))
        if placed.block.before:
            painter.drawRect(placed.picture_rect(cell, "before").adjusted(-2, -2, 1, 1))


def _image(pictures: Pictures, part: Part, indices: list[int], step: int) -> QImage:
    """The chosen pictures below each other, every `step`-th row and column of them."""
    (low, high), colours = pictures.scale(part)
    source = pictures.before if part == "before" else pictures.values
    assert source is not None
    thinned = source[..., ::step, ::step]
    chosen = thinned[indices] if len(indices) < len(source) else thinned
    if chosen.ndim == 4:
        return stacked_colour_image(chosen, low, high)
    return stacked_image(chosen, low, high, colours)


def _paint_apart(painter: QPainter, placed: PlacedBlock, cells: Cells, pictures: Pictures) -> None:
    """Pictures with captions, each with the one before it where there is one."""
    places = [
        (index, placed.cell_rect(row, column))
        for row in cells.rows
        for column in cells.columns
        if (index := placed.index_at(row, column)) is not None
    ]
    indices = sorted(index for index, _ in places)
    row_of = {index: row for row, index in enumerate(indices)}
    parts: tuple[Part, ...] = ("before", "picture") if placed.block.before else ("picture",)
    for part in parts:
        image = _image(pictures, part, indices, placed.step)
        height = image.height() // len(indices)
        for index, cell in places:
            source = QRect(0, row_of[index] * height, image.width(), height)
            if painter.paintEngine().type() == QPaintEngine.Type.SVG:  # takes no part of an image
                painter.drawImage(placed.picture_rect(cell, part), image.copy(source))
            else:
                painter.drawImage(placed.picture_rect(cell, part), image, source)
        if not placed.tight:
            frame_pictures(painter, [placed.picture_rect(cell, part) for _, cell in places])
    if placed.tight or placed.block.count == 1:
        return
    painter.setFont(font(SMALL))
    painter.setPen(theme().colour("faint_text"))
    for index, cell in places:
        painter.drawText(
            cell.left(), cell.top() + scaled(CAPTION) - 4, str(placed.block.number(index))
        )
        if placed.block.before:
            middle = placed.picture_rect(cell, "before")
            arrow = QRect(middle.right() + 1, middle.top(), scaled(ARROW), placed.picture.height())
            painter.drawText(arrow, Qt.AlignmentFlag.AlignCenter, placed.block.between)


def _paint_tiles(painter: QPainter, placed: PlacedBlock, cells: Cells, pictures: Pictures) -> None:
    """All cells in sight as one image with gaps of one of its pixels."""
    shape = (len(cells.rows), len(cells.columns))
    order = np.arange(placed.rows * placed.columns)
    if placed.block.matrix and placed.transposed:
        table = order.reshape(placed.columns, placed.rows).T
    else:
        table = order.reshape(placed.rows, placed.columns)
    table = table[cells.rows.start : cells.rows.stop, cells.columns.start : cells.columns.stop]
    count = placed.block.count
    thinned = pictures.values[..., :: placed.step, :: placed.step]
    chosen = thinned[np.minimum(table, count - 1).ravel()]
    repeat = placed.zoom // placed.gap
    if repeat > 1:
        chosen = chosen.repeat(repeat, axis=-1).repeat(repeat, axis=-2)
    tiles = chosen.reshape(*shape, *chosen.shape[1:])
    low, high = pictures.range
    image = tiled_image(tiles, low, high, pictures.colours, table >= count)
    first = placed.cell_rect(cells.rows.start, cells.columns.start)
    size = QSize(image.width() * placed.gap, image.height() * placed.gap)
    painter.drawImage(QRect(first.topLeft(), size), image)


def _paint_labels(painter: QPainter, placed: PlacedBlock, cells: Cells) -> None:
    """Number the rows and columns of a matrix, as many as there is room for."""
    painter.setFont(font(SMALL))
    painter.setPen(theme().colour("faint_text"))
    block = placed.block

    def names(index: int, *, of_rows: bool) -> str:
        """A row of the matrix, or a column."""
        return str(block.number(index) if of_rows else block.first_column + index)

    across, down = placed.cell.width() + placed.gap, placed.cell.height() + placed.gap
    every_column, every_row = -(-scaled(24) // across), -(-scaled(13) // down)
    for column in cells.columns:
        if column % every_column == 0:
            cell = placed.cell_rect(0, column)
            place = QRect(
                cell.left() - 12, cell.top() - scaled(CAPTION), cell.width() + 24, scaled(CAPTION)
            )
            centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, centred, names(column, of_rows=placed.transposed))
    for row in cells.rows:
        if row % every_row == 0:
            cell = placed.cell_rect(row, 0)
            place = QRect(
                cell.left() - scaled(LABELS),
                cell.top(),
                scaled(LABELS) - 5,
                max(cell.height(), scaled(13)),
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, names(row, of_rows=not placed.transposed))
