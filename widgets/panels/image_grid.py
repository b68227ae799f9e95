"""Thumbnails with captions, of which only those in sight are painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.data.dataset import Images
from app.language import tr
from widgets.hand import show_hand
from widgets.keys import ARROWS, PRESS
from widgets.picture_frame import frame_pictures
from widgets.pictures import data_image
from widgets.theme import GAP, SMALL, font, scaled, theme

SIDE = 48
"""Pixels of a thumbnail's side."""
_LEAST, _MOST = 58, 132
"""Pixels of a tile's width."""

Caption = Callable[[int], tuple[str, str]]
"""The two lines under an image, by its number."""


class ImageGrid(QWidget):
    """Images in rows; click or press Enter to choose one, arrow keys walk through them.

    Give it a width; its height follows.
    """

    chosen = Signal(int)
    """The number of an image."""
    reached = Signal(QRect)
    """The keyboard has come to the image at this place."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Images"))
        self._images: Images | Sequence[Images] | None = None
        self._shown: NDArray[np.int64] = np.zeros(0, np.int64)
        self._caption: Caption = lambda _number: ("", "")
        self._tip: Callable[[int], str] = lambda _number: ""
        self._current = 0
        self._hovered: int | None = None
        self._marked: int | None = None
        self._tile = _LEAST
        self._widest = ""

    def show_images(
        self,
        images: Images | Sequence[Images],
        shown: NDArray[np.int64],
        caption: Caption,
        tip: Callable[[int], str],
        widest: str,
    ) -> None:
        """Show these numbers of `images`; `widest` is the longest caption that may come."""
        if not np.array_equal(shown, self._shown):
            self._current = 0
        self._images, self._shown, self._caption, self._tip = images, shown, caption, tip
        self._hovered = None
        self._widest = widest
        self._measure()

    def _measure(self) -> None:
        width = QFontMetrics(font(SMALL)).horizontalAdvance(self._widest) + 6
        self._tile = min(max(width, _LEAST), scaled(_MOST))
        self._fit_height()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)

    def mark(self, number: int | None) -> None:
        """Mark an image as the probe."""
        self._marked = number
        self.update()

    @property
    def numbers(self) -> list[int]:
        """The images in their order."""
        return [int(number) for number in self._shown]

    @property
    def tile_size(self) -> QSize:
        """Of an image with its caption."""
        return QSize(self._tile, SIDE + 2 * self._line() + GAP)

    def place_of(self, at: int) -> QRect:
        """Where the image at a position stands."""
        row, column = divmod(at, self._columns())
        size = self.tile_size
        return QRect(column * size.width(), row * size.height(), size.width(), size.height())

    def sizeHint(self) -> QSize:
        return QSize(6 * self._tile, self.minimumHeight())

    def _line(self) -> int:
        return QFontMetrics(font(SMALL)).height()

    def _columns(self) -> int:
        return max(1, self.width() // self._tile)

    def _fit_height(self) -> None:
        rows = -(-len(self._shown) // self._columns())
        self.setMinimumHeight(rows * self.tile_size.height())

    def _at(self, point: QPoint) -> int | None:
        size = self.tile_size
        column, row = point.x() // size.width(), point.y() // size.height()
        at = row * self._columns() + column
        return at if column < self._columns() and 0 <= at < len(self._shown) else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._images is None:
            return
        size, columns = self.tile_size, self._columns()
        first = event.rect().top() // size.height() * columns
        last = (event.rect().bottom() // size.height() + 1) * columns
        with QPainter(self) as painter:
            painter.setFont(font(SMALL))
            for at in range(max(0, first), min(last, len(self._shown))):
                self._paint_tile(painter, at)

    def _paint_tile(self, painter: QPainter, at: int) -> None:
        assert self._images is not None
        number, place = int(self._shown[at]), self.place_of(at)
        image = data_image(self._images[number])
        fitting = image.size().scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        picture = QRect(QPoint(0, 0), fitting)
        picture.moveCenter(QPoint(place.center().x(), place.top() + 2 + SIDE // 2))
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, image.width() > fitting.width()
        )
        painter.drawImage(picture, image)
        frame_pictures(painter, [picture])
        metrics = painter.fontMetrics()
        for line, (text, colour) in enumerate(
            zip(self._caption(number), ("text", "faint_text"), strict=True)
        ):
            top = place.top() + SIDE + 4 + line * self._line()
            band = QRect(place.left(), top, place.width(), self._line())
            painter.setPen(theme().colour(colour))
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, band.width() - 2)
            painter.drawText(band, int(Qt.AlignmentFlag.AlignCenter), elided)
        self._paint_frames(painter, at, number, picture)

    def _paint_frames(self, painter: QPainter, at: int, number: int, picture: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frames = (
            (number == self._marked, "selection", 3, Qt.PenStyle.SolidLine),
            (at == self._hovered, "selection", 1, Qt.PenStyle.SolidLine),
            (self.hasFocus() and at == self._current, "text", 1, Qt.PenStyle.DotLine),
        )
        for wanted, colour, width, style in frames:
            if wanted:
                painter.setPen(QPen(theme().colour(colour), width, style))
                painter.drawRect(QRectF(picture).adjusted(-1.5, -1.5, 1.5, 1.5))

    # Mouse and keyboard

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(event.pos())
            text = "" if at is None else self._tip(int(self._shown[at]))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_height()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and at is not None:
            self._current = at
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {
            Qt.Key.Key_Home: -self._current,
            Qt.Key.Key_End: len(self._shown) - 1 - self._current,
        }
        key = event.key()
        if key in ARROWS:
            down, right = ARROWS[key]
            self._go_to(self._current + down * self._columns() + right)
        elif key in steps:
            self._go_to(self._current + steps[key])
        elif key in PRESS:
            self._choose()
        else:
            super().keyPressEvent(event)

    def _hover(self, at: int | None) -> None:
        if at != self._hovered:
            self._hovered = at
            show_hand(self, at is not None)
            self.update()

    def _go_to(self, at: int) -> None:
        if 0 <= at < len(self._shown):
            self._current = at
            self.setAccessibleDescription(self._tip(int(self._shown[at])))
            self.reached.emit(self.place_of(at))
            self.update()

    def _choose(self) -> None:
        if self._current < len(self._shown):
            self.mark(int(self._shown[self._current]))
            self.chosen.emit(int(self._shown[self._current]))
