"""A scrolled area of many small pictures, painted without smoothing and only where in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from widgets.keys import ARROWS, PRESS
from widgets.panels.picture_layout import (
    ARROW,
    CAPTION,
    LABELS,
    MARGIN,
    USUAL_SIZE,
    Block,
    Cells,
    Layout,
    Part,
    PlacedBlock,
    Spot,
    place_blocks,
)
from widgets.panels.scale_bar import paint_scale_bar
from widgets.pictures import (
    ColourMap,
    stacked_colour_image,
    stacked_image,
    tiled_image,
    value_range,
)
from widgets.theme import NORMAL, SMALL, font, theme


@dataclass(frozen=True, eq=False)
class Pictures:
    """The values of a block: N×H×W, or N×3×H×W to be shown in colour; float32.

    `before` holds the N×H×W maps that the pictures were made from, shown on the same scale, or
    with `before_colours` on their own.
    """

    values: NDArray[np.float32]
    colours: ColourMap = "sequential"
    before: NDArray[np.float32] | None = None
    before_colours: ColourMap | None = field(default=None, kw_only=True)

    def scale(self, part: Part) -> tuple[tuple[float, float], ColourMap]:
        """The range and the colours of a part."""
        if part == "before" and self.before is not None and self.before_colours is not None:
            return self._range_before, self.before_colours
        return self.range, self.colours

    @cached_property
    def _range_before(self) -> tuple[float, float]:
        assert self.before is not None
        return value_range(self.before)

    @cached_property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value of the scale; symmetric about zero for a diverging one."""
        low, high = value_range(self.values)
        if self.before is not None and self.before_colours is None:
            low_before, high_before = value_range(self.before)
            low, high = min(low, low_before), max(high, high_before)
        if self.colours == "diverging":
            limit = max(abs(low), abs(high))
            return -limit, limit
        return low, high

    def fits(self, block: Block) -> bool:
        """Whether these are the pictures that a block has room for."""
        before = None if self.before is None else self.before.shape
        sizes = (self.values.shape[0], *self.values.shape[-2:])
        wanted_before = (block.count, *block.before) if block.before else None
        return sizes == (block.count, *block.size) and before == wanted_before

    def value(self, spot: Spot) -> NDArray[np.float32]:
        """The value there, or the three of a colour picture."""
        source = self.before if spot.part == "before" and self.before is not None else self.values
        return source[spot.index, ..., spot.y, spot.x]


class PictureGrid(QAbstractScrollArea):
    """Blocks of pictures to scroll through; arrows move between pictures, Enter picks one."""

    hovered = Signal(object)
    """The Spot under the pointer or the keyboard's cursor, or None."""
    menu_wanted = Signal(str, int, QPoint)
    """What can be done with a picture is asked for: block, index and where on the screen."""
    picked = Signal(str, int)
    """A picture was clicked, or Enter pressed on it: block and index."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: tuple[Block, ...] = ()
        self._pictures: Mapping[str, Pictures] = {}
        self._layout = Layout((), QSize(0, 0), False)
        self._size = USUAL_SIZE
        self._current: tuple[str, int] | None = None
        self._hover: Spot | None = None
        self._empty_text = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(self.backgroundRole())

    # What is shown.

    def set_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks in this order; the place scrolled to stays."""
        blocks = tuple(blocks)
        if blocks != self._blocks:
            self._blocks = blocks
            self._hover = None
            if self._current and self._current[1] >= self._count(self._current[0]):
                self._current = None
            self._arrange()

    def set_pictures(self, pictures: Mapping[str, Pictures]) -> None:
        """Show these values; a block without any shows empty frames."""
        self._pictures = pictures
        self.viewport().update()
        if self._hover:
            self.hovered.emit(self._hover)

    def set_picture_size(self, size: int) -> None:
        """How large a picture should be, in pixels."""
        if size != self._size:
            self._size = size
            self._arrange()

    def set_empty_text(self, text: str) -> None:
        """What to say where there is nothing to show."""
        self._empty_text = text
        self.viewport().update()

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self._blocks

    @property
    def visible_blocks(self) -> tuple[str, ...]:
        """The names of the blocks in sight, even by a part; none while the area is hidden."""
        if not self.isVisible():
            return ()
        seen = self._seen()
        return tuple(b.block.name for b in self._layout.blocks if b.area.intersects(seen))

    @property
    def sideways(self) -> bool:
        """Whether blocks stand side by side, as in a wide area."""
        return self._layout.sideways

    @property
    def pointing(self) -> bool:
        """Whether a value is under the pointer or the cursor."""
        return self._hover is not None

    @property
    def current(self) -> tuple[str, int] | None:
        """The picture that the keyboard's cursor is on: block and index."""
        return self._current

    def set_current(self, block: str, index: int) -> None:
        """Put the keyboard's cursor on a picture and bring it into sight."""
        placed = self._placed(block)
        if placed is None or index >= placed.block.count:
            return
        self._current = (block, index)
        self._reveal(placed.cell_rect(*placed.place_of(index)))
        self._point_at(Spot(block, index, "picture", 0, 0))
        self.viewport().update()

    def move_current(self, block: str, index: int) -> None:
        """Put the cursor on a picture without going there."""
        self._current = (block, index)
        self.viewport().update()

    def cell_at(self, block: str, index: int, part: Part = "picture") -> QRect:
        """Where a picture is painted, in coordinates of the viewport."""
        placed = self._placed(block)
        if placed is None:
            return QRect()
        cell = placed.cell_rect(*placed.place_of(index))
        return placed.picture_rect(cell, part).translated(-self._offset())

    # Scrolling.

    def _arrange(self) -> None:
        metrics = QFontMetrics(font(NORMAL, bold=True))
        self._layout = place_blocks(
            self._blocks,
            self.maximumViewportSize(),  # a scroll bar that appears must not rearrange everything
            self._size,
            lambda title: metrics.horizontalAdvance(title) + 14,
        )
        view, whole = self.viewport().size(), self._layout.size
        for bar, seen, all_ in (
            (self.horizontalScrollBar(), view.width(), whole.width()),
            (self.verticalScrollBar(), view.height(), whole.height()),
        ):
            bar.setRange(0, max(0, all_ - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(max(20, self._size // 2))
        self.viewport().update()

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _seen(self) -> QRect:
        return QRect(self._offset(), self.viewport().size())

    def _reveal(self, place: QRect) -> None:
        for bar, start, stop, length in (
            (self.horizontalScrollBar(), place.left(), place.right(), self.viewport().width()),
            (self.verticalScrollBar(), place.top(), place.bottom(), self.viewport().height()),
        ):
            if stop + CAPTION > bar.value() + length:
                bar.setValue(stop + CAPTION - length)
            if start - LABELS < bar.value():
                bar.setValue(start - LABELS)

    def _placed(self, name: str) -> PlacedBlock | None:
        return next((b for b in self._layout.blocks if b.block.name == name), None)

    def _count(self, name: str) -> int:
        return next((block.count for block in self._blocks if block.name == name), 0)

    # Events.

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """In a wide area the plain wheel moves sideways, where the pictures are."""
        upright = event.angleDelta().y()
        if upright and self._layout.sideways and not self.verticalScrollBar().maximum():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - upright)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.viewport().update()
        super().changeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._spot_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._spot_at(event.position().toPoint())
        if spot and event.button() == Qt.MouseButton.LeftButton:
            self._current = (spot.block, spot.index)
            self.viewport().update()
            self.picked.emit(spot.block, spot.index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            spot = self._spot_at(event.pos())
            at = event.globalPos()
            if spot is not None:
                self._current = (spot.block, spot.index)
        elif self._current is not None:
            cell = self.cell_at(*self._current)
            spot, at = Spot(*self._current, "picture", 0, 0), cell.bottomLeft()
            at = self.viewport().mapToGlobal(at)
        else:
            return
        if spot is not None:
            self.viewport().update()
            self.menu_wanted.emit(spot.block, spot.index, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS:
            self._step(*ARROWS[key])
        elif key in PRESS and self._current:
            self.picked.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        return super().viewportEvent(event)

    def _spot_at(self, position: QPoint) -> Spot | None:
        at = position + self._offset()
        for placed in self._layout.blocks:
            if placed.area.contains(at):
                return placed.spot_at(at)
        return None

    def _point_at(self, spot: Spot | None) -> None:
        if spot != self._hover:
            self._hover = spot
            self.viewport().update()
            self.hovered.emit(spot)

    def _step(self, down: int, right: int) -> None:
        """Move the cursor one picture on; past the edge of a block, into the next one."""
        filled = [b for b in self._layout.blocks if b.block.count]
        if not filled:
            return
        names = [placed.block.name for placed in filled]
        if self._current is None or self._current[0] not in names:
            self.set_current(names[0], 0)
            return
        at = names.index(self._current[0])
        row, column = filled[at].place_of(self._current[1])
        index = filled[at].index_at(row + down, column + right)
        if index is not None:
            self.set_current(names[at], index)
        elif (right if self._layout.sideways else down) and 0 <= at + down + right < len(names):
            forward = down + right > 0
            following = filled[at + down + right]
            self.set_current(following.block.name, 0 if forward else following.block.count - 1)

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(self.viewport().rect(), theme().colour("card"))
            if self._blocks:
                painter.translate(-self._offset())
                for placed in self._layout.blocks:
                    if placed.area.intersects(self._seen()):
                        self._paint_block(painter, placed)
            else:
                self._paint_empty_text(painter)

    def _paint_empty_text(self, painter: QPainter) -> None:
        painter.setPen(theme().colour("faint_text"))
        painter.setFont(font(NORMAL))
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        place = self.viewport().rect().adjusted(24, 8, -24, -8)
        painter.drawText(place, wrapped, self._empty_text)

    def _paint_block(self, painter: QPainter, placed: PlacedBlock) -> None:
        pictures = self._pictures.get(placed.block.name)
        if pictures is not None and not pictures.fits(placed.block):
            pictures = None
        self._paint_title(painter, placed, pictures)
        self._paint_cells(painter, placed, placed.cells_in(self._seen()), pictures)

    def _paint_title(
        self, painter: QPainter, placed: PlacedBlock, pictures: Pictures | None
    ) -> None:
        """Title and scale; those of a wide block stay in sight while it is."""
        painter.setFont(font(NORMAL, bold=True))
        width = max(170, painter.fontMetrics().horizontalAdvance(placed.block.title) + 14)
        area = placed.area
        left = max(area.left(), min(self._offset().x() + MARGIN, area.right() - width))
        painter.fillRect(left, area.top() + 1, 4, 15, QColor(placed.block.tint))
        painter.setPen(theme().colour("text"))
        title = QRect(left + 9, area.top() - 2, width, 20)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, placed.block.title)
        if pictures is not None:
            line = QRect(left, area.top() + 18, area.width(), 16)
            low, high = pictures.range
            colours = "grey" if pictures.values.ndim == 4 else pictures.colours
            paint_scale_bar(painter, line, low, high, colours)

    def _paint_cells(
        self, painter: QPainter, placed: PlacedBlock, cells: Cells, pictures: Pictures | None
    ) -> None:
        if not cells.rows or not cells.columns:
            return
        if placed.block.matrix:
            _paint_labels(painter, placed, cells)
        if pictures is None:
            self._paint_frames(painter, placed, cells)
        elif placed.tight and pictures.values.ndim == 3:
            _paint_tiles(painter, placed, cells, pictures)
        else:
            _paint_apart(painter, placed, cells, pictures)
        self._paint_marks(painter, placed)

    def _paint_frames(self, painter: QPainter, placed: PlacedBlock, cells: Cells) -> None:
        painter.setPen(theme().colour("grid"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row in cells.rows:
            for column in cells.columns:
                if placed.index_at(row, column) is not None:
                    rect = placed.picture_rect(placed.cell_rect(row, column), "picture")
                    painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_marks(self, painter: QPainter, placed: PlacedBlock) -> None:
        """Outline the picture with the cursor and the one under the pointer."""
        marks = []
        if self._current and self._current[0] == placed.block.name and self.hasFocus():
            marks.append((self._current[1], 2))
        if self._hover and self._hover.block == placed.block.name:
            marks.append((self._hover.index, 1))
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
            painter.drawImage(placed.picture_rect(cell, part), image, source)
    if placed.tight or placed.block.count == 1:
        return
    painter.setFont(font(SMALL))
    painter.setPen(theme().colour("faint_text"))
    for index, cell in places:
        painter.drawText(cell.left(), cell.top() + CAPTION - 4, str(placed.block.number(index)))
        if placed.block.before:
            middle = placed.picture_rect(cell, "before")
            arrow = QRect(middle.right() + 1, middle.top(), ARROW, placed.picture.height())
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
    every_column, every_row = -(-24 // across), -(-13 // down)
    for column in cells.columns:
        if column % every_column == 0:
            cell = placed.cell_rect(0, column)
            place = QRect(cell.left() - 12, cell.top() - CAPTION, cell.width() + 24, CAPTION)
            centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, centred, names(column, of_rows=placed.transposed))
    for row in cells.rows:
        if row % every_row == 0:
            cell = placed.cell_rect(row, 0)
            place = QRect(cell.left() - LABELS, cell.top(), LABELS - 5, max(cell.height(), 13))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, right, names(row, of_rows=not placed.transposed))
