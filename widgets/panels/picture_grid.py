"""A scrolled area of many small pictures, painted without smoothing and only where in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from widgets.keys import ARROWS, PRESS
from widgets.panels.picture_layout import (
    CAPTION,
    LABELS,
    USUAL_SIZE,
    Block,
    Layout,
    Part,
    PlacedBlock,
    Spot,
    place_blocks,
)
from widgets.panels.picture_painting import Mark, paint_block
from widgets.panels.picture_values import Pictures
from widgets.theme import NORMAL, font, scaled, theme


class PictureGrid(QAbstractScrollArea):
    """Blocks of pictures to scroll through; arrows move between pictures, Enter picks one."""

    blocks_changed = Signal()
    """Other blocks are shown, or none."""
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
            self.blocks_changed.emit()
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
            if stop + scaled(CAPTION) > bar.value() + length:
                bar.setValue(stop + scaled(CAPTION) - length)
            if start - scaled(LABELS) < bar.value():
                bar.setValue(start - scaled(LABELS))

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
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
        elif event.type() == QEvent.Type.FontChange:
            self._arrange()
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
                        name = placed.block.name
                        pictures = self._pictures.get(name)
                        paint_block(painter, placed, pictures, self._seen(), self._marks(name))
            else:
                self._paint_empty_text(painter)

    def _paint_empty_text(self, painter: QPainter) -> None:
        painter.setPen(theme().colour("faint_text"))
        painter.setFont(font(NORMAL))
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        place = self.viewport().rect().adjusted(24, 8, -24, -8)
        painter.drawText(place, wrapped, self._empty_text)

    def _marks(self, block: str) -> list[Mark]:
        """The picture with the cursor and the one under the pointer."""
        marks = []
        if self._current and self._current[0] == block and self.hasFocus():
            marks.append((self._current[1], 2))
        if self._hover and self._hover.block == block:
            marks.append((self._hover.index, 1))
        return marks
