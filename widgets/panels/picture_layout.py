"""Where pictures lie in a scrolled area: geometry alone, nothing is painted here.

Pictures that share a scale form a block. Blocks stand side by side in a wide, flat area and one
below the other in a tall one, so a dock at the bottom and a dock at the side both read well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize

from widgets.theme import scaled

MARGIN = 8
HEADER = 38
"""Height of a block's title and scale, in pixels."""
CAPTION = 15
ARROW = 18
"""Width between a picture and the one it was pooled to."""
LABELS = 26
"""Width of the row numbers of a matrix."""
BLOCK_GAP = 20
USUAL_SIZE = 64
"""The size of a picture, in pixels, that `picture_size` asks for by default."""
_SCROLL_BAR = 16
_TIGHT_BELOW = 36
"""Smaller pictures stand close together, without numbers."""


@dataclass(frozen=True)
class Block:
    """`count` pictures of `size` (height, width) with a title and a colour.

    With `before`, each stands right of the picture it was made from, at the same scale. With
    `matrix` (rows, columns) the pictures fill a table row by row; else they flow.
    """

    name: str
    title: str
    tint: str
    count: int = 0
    size: tuple[int, int] = (1, 1)
    before: tuple[int, int] | None = None
    matrix: tuple[int, int] | None = None
    first_column: int = 0
    """The number that the first column of the matrix carries."""
    numbers: tuple[int, ...] = ()
    """The numbers that the pictures, or the rows of the matrix, carry; without them in order."""
    between: str = "→"
    """The sign between a picture and the one before it."""

    def number(self, at: int) -> int:
        """The number of a picture, or of a row of the matrix."""
        return self.numbers[at] if at < len(self.numbers) else at


Part = Literal["picture", "before"]


@dataclass(frozen=True)
class Spot:
    """A value under the pointer: which block, which picture, which row and column in it."""

    block: str
    index: int
    part: Part
    y: int
    x: int


class Cells(NamedTuple):
    """The rows and columns of cells that are in sight."""

    rows: range
    columns: range


@dataclass(frozen=True)
class PlacedBlock:
    """A block with its place in the scrolled area and the grid its pictures stand in.

    A value takes `zoom` pixels; where `step` is over 1 only every `step`-th row and column is
    shown, one pixel each. `tight` pictures are `gap` apart and have no captions.
    """

    block: Block
    area: QRect
    rows: int
    columns: int
    zoom: int
    step: int
    gap: int
    tight: bool
    transposed: bool

    @property
    def caption(self) -> int:
        return 0 if self.tight else scaled(CAPTION)

    @property
    def origin(self) -> QPoint:
        """Top left of the first cell."""
        x, y = self.area.left(), self.area.top() + scaled(HEADER)
        return (
            QPoint(x + scaled(LABELS), y + scaled(CAPTION)) if self.block.matrix else QPoint(x, y)
        )

    @property
    def picture(self) -> QSize:
        return _pixels(self.block.size, self.zoom, self.step)

    @property
    def before(self) -> QSize:
        """Size of the picture that stands before each; empty where none does."""
        sizes = self.block.before
        return _pixels(sizes, self.zoom, self.step) if sizes else QSize(0, 0)

    @property
    def cell(self) -> QSize:
        """One picture with what belongs to it, without the gap."""
        return _cell(self.block, self.zoom, self.step, self.caption)

    def index_at(self, row: int, column: int) -> int | None:
        """Which picture stands there; None past the last."""
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            return None
        if self.block.matrix and self.transposed:
            return column * self.rows + row
        index = row * self.columns + column
        return index if index < self.block.count else None

    def place_of(self, index: int) -> tuple[int, int]:
        """Row and column of a picture."""
        if self.block.matrix and self.transposed:
            column, row = divmod(index, self.rows)
            return row, column
        row, column = divmod(index, self.columns)
        return row, column

    def cell_rect(self, row: int, column: int) -> QRect:
        corner = self.origin + QPoint(
            column * (self.cell.width() + self.gap), row * (self.cell.height() + self.gap)
        )
        return QRect(corner, self.cell)

    def picture_rect(self, cell: QRect, part: Part) -> QRect:
        """Where the picture lies in its cell."""
        top = cell.top() + self.caption
        if part == "before":
            return QRect(QPoint(cell.left(), top), self.before)
        left = cell.left() + (self.before.width() + scaled(ARROW) if self.block.before else 0)
        return QRect(QPoint(left, top), self.picture)

    def cells_in(self, seen: QRect) -> Cells:
        """The cells that a part of the scrolled area touches."""
        across, down = self.cell.width() + self.gap, self.cell.height() + self.gap
        offset = seen.translated(-self.origin)

        def span(start: int, stop: int, pitch: int, count: int) -> range:
            return range(max(0, start // pitch), min(count, max(0, stop // pitch + 1)))

        return Cells(
            span(offset.top(), offset.bottom(), down, self.rows),
            span(offset.left(), offset.right(), across, self.columns),
        )

    def spot_at(self, position: QPoint) -> Spot | None:
        """The value under a point; None between the pictures."""
        offset = position - self.origin
        if offset.x() < 0 or offset.y() < 0:
            return None
        row = offset.y() // (self.cell.height() + self.gap)
        column = offset.x() // (self.cell.width() + self.gap)
        index = self.index_at(row, column)
        if index is None:
            return None
        cell = self.cell_rect(row, column)
        parts: tuple[Part, ...] = ("picture", "before") if self.block.before else ("picture",)
        for part in parts:
            rect = self.picture_rect(cell, part)
            if rect.contains(position):
                inside = position - rect.topLeft()
                y, x = (at // self.zoom * self.step for at in (inside.y(), inside.x()))
                return Spot(self.block.name, index, part, y, x)
        return None


class Layout(NamedTuple):
    """All blocks in their places and the size of the whole."""

    blocks: tuple[PlacedBlock, ...]
    size: QSize
    sideways: bool


def place_blocks(
    blocks: Sequence[Block], view: QSize, size: int, title_width: Callable[[str], int]
) -> Layout:
    """Lay out blocks for a view of that size; `size` is what a picture should measure in pixels."""
    sideways = view.width() > 1.6 * view.height()
    placed: list[PlacedBlock] = []
    x = y = MARGIN
    for block in blocks:
        fitted = _fit(block, view, size, sideways)
        cells = fitted.cell_rect(fitted.rows - 1, fitted.columns - 1)
        width = max(cells.right() + 1, title_width(block.title))
        height = cells.bottom() + 1 if block.count else scaled(HEADER) + size
        placed.append(replace(fitted, area=QRect(x, y, width, height)))
        if sideways:
            x += width + BLOCK_GAP
        else:
            y += height + BLOCK_GAP
    right = max((block.area.right() for block in placed), default=0) + MARGIN
    bottom = max((block.area.bottom() for block in placed), default=0) + MARGIN
    return Layout(tuple(placed), QSize(right, bottom), sideways)


def _fit(block: Block, view: QSize, size: int, sideways: bool) -> PlacedBlock:
    """Choose the zoom and the number of rows and columns; the block stands at the corner."""
    heights = (block.size[0], block.before[0] if block.before else 0)
    widths = (block.size[1], block.before[1] if block.before else 0)
    longest = max(*heights, *widths)
    wanted = max(8, round(size / USUAL_SIZE * min(USUAL_SIZE, 10 + 6 * longest)))
    tight = block.matrix is not None or (wanted < scaled(_TIGHT_BELOW) and not block.before)
    repeat = max(1, 4 // longest) if tight else 1
    caption = 0 if tight else scaled(CAPTION)
    gap = max(1, wanted // (longest * repeat)) if tight else 6
    room = view.height() - scaled(HEADER) - 2 * MARGIN - _SCROLL_BAR
    if block.matrix:
        room -= scaled(CAPTION)
        rows, columns = reversed(block.matrix) if sideways else block.matrix
        across = view.width() - scaled(LABELS) - 2 * MARGIN - _SCROLL_BAR
        fitting = room // rows if sideways else across // columns
        wanted = min(wanted, max(3 * longest, 8, fitting - gap))
    elif sideways:
        rows = max(1, min(block.count, room // (wanted + caption + gap)))
        fitting = room // rows - caption - gap
        wanted = max(8, min(round(2.5 * wanted), fitting * longest // max(heights)))
    zoom, step = _scale(longest, wanted, repeat)
    gap = max(1, zoom // repeat) if tight else 6
    cell = _cell(block, zoom, step, caption)
    if not block.matrix:
        if sideways:
            rows = max(1, min(block.count, (room + gap) // (cell.height() + gap)))
            columns = max(1, math.ceil(block.count / rows))
        else:
            across = view.width() - 2 * MARGIN - _SCROLL_BAR + gap
            columns = max(1, min(block.count, across // (cell.width() + gap)))
            rows = max(1, math.ceil(block.count / columns))
    return PlacedBlock(block, QRect(), rows, columns, zoom, step, gap, tight, sideways)


def _scale(longest: int, pixels: int, repeat: int) -> tuple[int, int]:
    """Pixels a value takes, and every how many-th value is shown."""
    if longest > pixels:
        return 1, math.ceil(longest / pixels)
    return max(repeat, pixels // longest // repeat * repeat), 1


def _pixels(size: tuple[int, int], zoom: int, step: int) -> QSize:
    return QSize(math.ceil(size[1] / step) * zoom, math.ceil(size[0] / step) * zoom)


def _cell(block: Block, zoom: int, step: int, caption: int) -> QSize:
    picture = _pixels(block.size, zoom, step)
    if block.before:
        before = _pixels(block.before, zoom, step)
        width = before.width() + scaled(ARROW) + picture.width()
        return QSize(width, caption + max(before.height(), picture.height()))
    return QSize(picture.width(), caption + picture.height())
