"""The images that excite a channel most: whole with a frame, cut out, and what in them excites."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.inspection.explanations import ChannelPatches, ShownPatch
from app.inspection.top_patches import cut_out
from app.language import tr
from widgets.hand import show_hand
from widgets.keys import ARROWS, PRESS
from widgets.number_text import number_text
from widgets.panels.scale_bar import paint_scale_bar
from widgets.picture_frame import frame_pictures
from widgets.pictures import data_image, stacked_image
from widgets.theme import SEEN, SMALL, font, theme

_ROWS = (tr("image"), tr("patch"), tr("excites"))
_HEADS, _CAPTION, _BAR = 52, 28, 16
_GAP = 6
_LEAST, _MOST = 30, 160
_FEWEST = 5
"""So many columns there is always room for; more are shown as far as they fit."""


class _Pictures(NamedTuple):
    image: QImage
    patch: QImage
    pattern: QImage


class PatchWall(QWidget):
    """A column for each image, the strongest first; arrows walk, Enter or a click chooses."""

    image_chosen = Signal(object)
    """A `ShownPatch` whose image was clicked."""
    patch_chosen = Signal(object)
    """One whose patch, or what excites in it, was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Images that excite the channel most"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(_HEADS + 2 * _LEAST, 3 * _LEAST + _CAPTION + _BAR)
        self._patches: tuple[ShownPatch, ...] = ()
        self._pictures: list[_Pictures] = []
        self._name: Callable[[int], str] = str
        self._limit = 1.0
        self._current = (0, 0)
        self._hovered: tuple[int, int] | None = None

    @property
    def patches(self) -> tuple[ShownPatch, ...]:
        """What is shown."""
        return self._patches

    def show_patches(self, found: ChannelPatches | None, name: Callable[[int], str]) -> None:
        """Show these; `name` says what a class is called."""
        self._patches, self._name = (found.patches if found else ()), name
        largest = max((float(np.abs(one.pattern).max()) for one in self._patches), default=0.0)
        self._limit = largest or 1.0
        self._pictures = [self._made(one) for one in self._patches]
        self._current, self._hovered = (0, 0), None
        self.update()

    def _made(self, one: ShownPatch) -> _Pictures:
        pattern = one.pattern.sum(0)
        return _Pictures(
            data_image(one.image),
            data_image(cut_out(one.image, one.seen)),
            stacked_image(pattern[None], -self._limit, self._limit, "diverging"),
        )

    def sizeHint(self) -> QSize:
        return QSize(_HEADS + 9 * 52, 3 * 56 + _CAPTION + _BAR)

    @property
    def side(self) -> int:
        """Pixels that a picture may be wide and high."""
        high = (self.height() - _CAPTION - _BAR - 2 * _GAP) // len(_ROWS)
        wide = (self.width() - _HEADS) // max(1, min(_FEWEST, len(self._patches))) - _GAP
        return max(_LEAST, min(high, wide, _MOST))

    @property
    def columns(self) -> int:
        """How many there is room for."""
        fitting = (self.width() - _HEADS) // (self.side + _GAP)
        return max(1, min(len(self._patches), fitting))

    def place_of(self, row: int, column: int) -> QRect:
        """The square of a picture."""
        step = self.side + _GAP
        return QRect(_HEADS + column * step, _CAPTION + row * step, self.side, self.side)

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        for row in range(len(_ROWS)):
            for column in range(self.columns if self._patches else 0):
                if self.place_of(row, column).contains(point):
                    return row, column
        return None

    # Painting

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._patches:
            return
        with QPainter(self) as painter:
            painter.setFont(font(SMALL))
            painter.setPen(theme().colour("faint_text"))
            for row, words in enumerate(_ROWS):
                place = self.place_of(row, 0)
                band = QRect(0, place.top(), _HEADS - _GAP, place.height())
                painter.drawText(
                    band, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words
                )
            for column in range(self.columns):
                self._paint_column(painter, column)
            bottom = self.place_of(2, 0).bottom() + 3
            bar = QRect(_HEADS, bottom, 200, _BAR - 2)
            paint_scale_bar(painter, bar, -self._limit, self._limit, "diverging")

    def _paint_column(self, painter: QPainter, column: int) -> None:
        one = self._patches[column]
        first = self.place_of(0, column)
        line = _CAPTION // 2
        for at, (words, colour) in enumerate(
            ((self._name(one.label), "text"), (number_text(one.value), "faint_text"))
        ):
            painter.setPen(theme().colour(colour))
            elided = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, first.width() + _GAP - 2
            )
            painter.drawText(
                QRect(first.left(), at * (line - 1), first.width() + _GAP, line), elided
            )
        for row, image in enumerate(self._pictures[column]):
            place = _inside(image.size(), self.place_of(row, column))
            smooth = image.width() > place.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
            painter.drawImage(place, image)
            frame_pictures(painter, [place])
            if row == 0:
                self._paint_frame(painter, one, place)
            self._paint_marks(painter, (row, column), place)

    def _paint_frame(self, painter: QPainter, one: ShownPatch, place: QRect) -> None:
        """What the unit sees of the image."""
        _, height, width = one.image.shape
        wide, high = place.width() / width, place.height() / height
        seen = one.seen
        frame = QRectF(
            place.left() + seen.left * wide,
            place.top() + seen.top * high,
            (seen.right - seen.left) * wide,
            (seen.bottom - seen.top) * high,
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, thick in (("#000000", 3), (SEEN, 1.5)):
            painter.setPen(QPen(QColor(colour), thick))
            painter.drawRect(frame)

    def _paint_marks(self, painter: QPainter, at: tuple[int, int], place: QRect) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for wanted, style in (
            (at == self._hovered, Qt.PenStyle.SolidLine),
            (self.hasFocus() and at == self._current, Qt.PenStyle.DotLine),
        ):
            if wanted:
                painter.setPen(QPen(theme().colour("selection"), 2, style))
                painter.drawRect(QRectF(place).adjusted(-1, -1, 1, 1))

    # Mouse and keyboard

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
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in ARROWS and self._patches:
            down, right = ARROWS[key]
            row, column = self._current[0] + down, self._current[1] + right
            if 0 <= row < len(_ROWS) and 0 <= column < self.columns:
                self._current = row, column
                self.setAccessibleDescription(self._describe(self._current))
                self.update()
        elif key in PRESS and self._patches:
            self._choose()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self._describe(at) if at else "", self)
            return True
        return super().event(event)

    def _describe(self, at: tuple[int, int]) -> str:
        one = self._patches[at[1]]
        row, column = one.position
        name, value = self._name(one.label), number_text(one.value)
        words = tr(
            "#{number}, {name}: {excited} at row {row}, column {column}. ",
            number=one.number,
            name=name,
            excited=value,
            row=row,
            column=column,
        )
        if at[0] == 0:
            return words + tr("Click to look at this image.")
        return words + tr("Click to look at this image and pin this place on the canvas.")

    def _hover(self, at: tuple[int, int] | None) -> None:
        if at != self._hovered:
            self._hovered = at
            show_hand(self, at is not None)
            self.update()

    def _choose(self) -> None:
        row, column = self._current
        if column < len(self._patches):
            signal = self.image_chosen if row == 0 else self.patch_chosen
            signal.emit(self._patches[column])


def _inside(size: QSize, room: QRect) -> QRect:
    """The place of a picture in the middle of the room, in its own proportions."""
    shown = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = shown.expandedTo(QSize(1, 1))
    place = QRect(room.topLeft(), shown)
    place.moveCenter(room.center())
    return place
