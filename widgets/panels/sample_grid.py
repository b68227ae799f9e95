"""Sample images of each class, painted as one picture; one of them may be the probe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.data.dataset import Split
from app.language import tr
from widgets.hand import show_hand
from widgets.keys import ARROWS, PRESS
from widgets.picture_frame import frame_pictures
from widgets.pictures import data_image
from widgets.theme import GAP, SMALL, font, theme

_GAP = 4
FEWEST = 10
"""Samples in a row even where they must be small for that; more where there is room."""
_SMALLEST, _USUAL, _LARGEST = 20, 40, 56
"""Pixels of a sample's side."""


class Cell(NamedTuple):
    """A place in the grid: the class and which of its samples."""

    row: int
    column: int


class SampleGrid(QWidget):
    """A row of samples for each class; click or press Enter to choose one.

    Give it a width; its height follows. Arrow keys walk through the samples.
    """

    chosen = Signal(int)
    """The index of a sample within its part."""
    reached = Signal(QRect)
    """The keyboard has come to the sample at this place."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Samples"))
        self._part = ""
        self._split: Split | None = None
        self._classes: tuple[str, ...] = ()
        self._rows: list[NDArray[np.int64]] = []
        self._marked: int | None = None
        self._current = Cell(0, 0)
        self._hovered: Cell | None = None
        self._picture: QPixmap | None = None
        self._labels, self._columns, self._side = 0, FEWEST, _SMALLEST

    def show_samples(
        self,
        part: str,
        split: Split,
        classes: tuple[str, ...],
        rows: Sequence[NDArray[np.int64]],
    ) -> None:
        """Show images of `split` at the indices in `rows`, a row for each class, as many as fit."""
        self._part, self._split, self._classes = part, split, classes
        self._rows = list(rows)
        self._current, self._hovered = Cell(0, 0), None
        self._lay_out()

    def mark(self, index: int | None) -> None:
        """Mark the sample of this index as the probe, wherever it is shown."""
        self._marked = index
        self.update()

    def place_of(self, cell: Cell) -> QRect:
        """Where a sample stands in the widget."""
        step = self._side + _GAP
        left = self._labels + cell.column * step
        return QRect(left, _GAP + cell.row * step, self._side, self._side)

    def index_at(self, cell: Cell) -> int | None:
        """Which image of its part stands in a cell."""
        if 0 <= cell.row < len(self._rows) and cell.column >= 0:
            shown = self._shown(cell.row)
            return int(shown[cell.column]) if cell.column < len(shown) else None
        return None

    def _shown(self, row: int) -> NDArray[np.int64]:
        """The samples of a class that there is room for."""
        return self._rows[row][: self._columns]

    def describe(self, cell: Cell) -> str:
        """A sample in words: "test #123 · class 7"."""
        index = self.index_at(cell)
        if index is None:
            return ""
        probe = tr(" · the probe") if index == self._marked else ""
        return tr(
            "{part} #{index} · class {classes}{probe}",
            part=self._part,
            index=index,
            classes=self._classes[cell.row],
            probe=probe,
        )

    # Geometry

    def _measure(self) -> None:
        """The width of the labels, the samples in a row and their size that this width allows."""
        metrics = QFontMetrics(font(SMALL))
        widest = max((metrics.horizontalAdvance(name) for name in self._classes), default=0)
        self._labels = min(widest + 2, self.width() // 3) + GAP
        room = self.width() - self._labels
        longest = max((len(row) for row in self._rows), default=0)
        self._columns = min(longest, max(FEWEST, room // (_USUAL + _GAP)))
        side = room // max(1, self._columns) - _GAP
        self._side = max(_SMALLEST, min(_LARGEST, side))

    def _cell_at(self, point: QPoint) -> Cell | None:
        step = self._side + _GAP
        cell = Cell((point.y() - _GAP) // step, (point.x() - self._labels) // step)
        return cell if self.index_at(cell) is not None else None

    def sizeHint(self) -> QSize:
        return QSize(420, self.minimumHeight())

    def _lay_out(self) -> None:
        self._picture = None
        self._measure()
        self.setMinimumHeight(len(self._rows) * (self._side + _GAP) + _GAP)
        self.setMinimumWidth(min(FEWEST, self._columns) * (_SMALLEST + _GAP) + 60)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self._lay_out()
        super().resizeEvent(event)

    # Painting

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._lay_out()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._painted(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(len(self._rows)):
            for column in np.flatnonzero(self._shown(row) == self._marked):
                self._frame(painter, Cell(row, int(column)), "selection", 3)
        if self._hovered:
            self._frame(painter, self._hovered, "selection", 1)
        if self.hasFocus() and self.index_at(self._current) is not None:
            self._frame(painter, self._current, "text", 1, dashed=True)
        painter.end()

    def _frame(
        self, painter: QPainter, cell: Cell, colour: str, width: int, *, dashed: bool = False
    ) -> None:
        style = Qt.PenStyle.DotLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme().colour(colour), width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        out = width / 2
        painter.drawRect(QRectF(self.place_of(cell)).adjusted(-out, -out, out, out))

    def _painted(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(font(SMALL))
        painter.setPen(theme().colour("faint_text"))
        metrics = QFontMetrics(font(SMALL))
        for row in range(len(self._rows)):
            left, side = self._labels, self._side
            place = QRect(0, self.place_of(Cell(row, 0)).top(), left - GAP, side)
            name = metrics.elidedText(
                self._classes[row], Qt.TextElideMode.ElideRight, place.width()
            )
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), name)
            for column, index in enumerate(self._shown(row)):
                assert self._split
                image = data_image(self._split.images[index])
                smooth = image.width() > self._side
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
                at = self.place_of(Cell(row, column))
                painter.drawImage(at, image)
                frame_pictures(painter, [at])
        painter.end()
        return picture

    # Mouse and keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell_at(event.pos())
            QToolTip.showText(event.globalPos(), self.describe(cell) if cell else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._cell_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and cell:
            self._current = cell
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS:
            down, right = ARROWS[key]
            self._go_to(Cell(self._current.row + down, self._current.column + right))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = len(self._shown(self._current.row)) - 1 if self._rows else 0
            self._go_to(Cell(self._current.row, 0 if key == Qt.Key.Key_Home else last))
        elif key in PRESS:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            show_hand(self, cell is not None)
            self.update()

    def _go_to(self, cell: Cell) -> None:
        if self.index_at(cell) is not None:
            self._current = cell
            self.setAccessibleDescription(self.describe(cell))
            self.reached.emit(self.place_of(cell))
            self.update()

    def _choose(self) -> None:
        index = self.index_at(self._current)
        if index is not None:
            self.chosen.emit(index)
