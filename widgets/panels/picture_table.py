"""Small pictures in rows and columns with words at their edges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.panels.scale_bar import paint_scale_bar
from widgets.picture_frame import frame_pictures
from widgets.pictures import ColourMap
from widgets.theme import GAP, SMALL, font, theme

_GAP = 4
_LARGEST = 96
"""Pixels of a picture's side."""

Scale = tuple[float, float, ColourMap]
"""Lowest and highest value, and the colours between."""


class PictureTable(QWidget):
    """Pictures as large as there is room for, all of one size, or words in their place."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._rows: tuple[str, ...] = ()
        self._heads: tuple[tuple[str, int], ...] = ()
        self._pictures: tuple[tuple[QImage, ...], ...] = ()
        self._words = ""
        self._scale: Scale | None = None
        self.setMinimumSize(240, 90)

    def sizeHint(self) -> QSize:
        return QSize(560, 380)

    def show_pictures(
        self,
        rows: Sequence[str],
        heads: Sequence[tuple[str, int]],
        pictures: Sequence[Sequence[QImage]],
        scale: Scale | None = None,
    ) -> None:
        """Show `pictures` by row; `rows` name these, and `heads` so many columns each.

        `scale` says below what the colours mean.
        """
        self._rows, self._heads = tuple(rows), tuple(heads)
        self._pictures = tuple(tuple(row) for row in pictures)
        self._scale, self._words = scale, ""
        self.setAccessibleDescription(", ".join((*rows, *(head for head, _ in heads))))
        self.update()

    def show_words(self, text: str) -> None:
        """Say why there are no pictures."""
        self._pictures, self._words = (), text
        self.setAccessibleDescription(text)
        self.update()

    @property
    def words(self) -> str:
        """What is said in place of pictures; empty where there are some."""
        return self._words

    @property
    def pictures(self) -> tuple[tuple[QImage, ...], ...]:
        """What is shown, by row."""
        return self._pictures

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        painter.setPen(theme().colour("faint_text"))
        if not self._pictures:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(GAP, GAP, -GAP, -GAP), flags, self._words)
            return
        metrics = QFontMetrics(font(SMALL))
        widest = max((metrics.horizontalAdvance(row) for row in self._rows), default=0)
        left = min(widest + 4, self.width() // 4) + GAP
        line = metrics.height() + 2
        below = line if self._scale else 0
        size = self._size(self.width() - left, self.height() - line - below)
        self._paint_heads(painter, left, line, size)
        for index, pictures in enumerate(self._pictures):
            top = line + index * (size.height() + _GAP)
            if index < len(self._rows):
                place = QRect(0, top, left - GAP, size.height())
                text = metrics.elidedText(
                    self._rows[index], Qt.TextElideMode.ElideRight, place.width()
                )
                align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.setPen(theme().colour("text"))
                painter.drawText(place, align, text)
            for column, picture in enumerate(pictures):
                at = QRect(QPoint(self._x(left, column, size), top), size)
                painter.drawImage(at, picture)
                frame_pictures(painter, [at])
        if self._scale:
            top = line + len(self._pictures) * (size.height() + _GAP)
            paint_scale_bar(painter, QRect(left, top, 240, metrics.height()), *self._scale)

    def _paint_heads(self, painter: QPainter, left: int, line: int, size: QSize) -> None:
        column = 0
        for head, count in self._heads:
            start = self._x(left, column, size)
            end = self._x(left, column + count, size)
            place = QRect(start, 0, max(end - start, size.width()), line)
            text = painter.fontMetrics().elidedText(
                head, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, 0, text)
            column += count

    def _x(self, left: int, column: int, size: QSize) -> int:
        """The first kind of picture stands a little apart from what was made of it."""
        apart = GAP if self._heads and column >= self._heads[0][1] else 0
        return left + column * (size.width() + _GAP) + apart

    def _size(self, width: int, height: int) -> QSize:
        """Of each picture: as large as fits, in its proportions."""
        columns = max(len(row) for row in self._pictures)
        first = self._pictures[0][0]
        room = QSize(
            min(_LARGEST, (width - GAP) // columns - _GAP),
            min(_LARGEST, height // len(self._pictures) - _GAP),
        )
        return (
            first.size()
            .scaled(room.expandedTo(QSize(8, 8)), Qt.AspectRatioMode.KeepAspectRatio)
            .expandedTo(QSize(4, 4))
        )
