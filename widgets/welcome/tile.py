"""A place to click or press Enter on: a title, perhaps a line about it, perhaps a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets.keys import ARROWS, ENTER
from widgets.theme import GAP, NORMAL, RADIUS, SMALL, font, scaled, theme

_EDGE = 6
"""Pixels between the edge and what is inside."""
_MOVES = frozenset({*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Tile(QAbstractButton):
    """Looks like a line of text until the pointer or the keyboard is on it."""

    moved = Signal(int)
    """An arrow key, Home or End was pressed: which one."""
    focused = Signal()
    """It has the keyboard now."""

    def __init__(self, title: str, about: str = "", parent: QWidget | None = None) -> None:
        """`about` is shown below the title, where there is room for it, and as the tool tip."""
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setToolTip(about)
        self._about = about
        self._picture: QPixmap | None = None
        self._room = QSize()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def about_line(self) -> str:
        """What stands below the title: nothing where there is a picture."""
        return "" if not self._room.isEmpty() else self._about

    def make_room_for(self, size: QSize) -> None:
        """Leave this much room for a picture above the title."""
        self._room = size
        self.updateGeometry()

    def show_picture(self, picture: QPixmap) -> None:
        """Show it in the room that was left."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        title = QFontMetrics(font(NORMAL))
        width = title.horizontalAdvance(self.text())
        height = title.height()
        if not self._room.isEmpty():
            width, height = self._room.width(), height + self._room.height()
        elif self.about_line:
            height += QFontMetrics(font(SMALL)).height()
        return QSize(width + 2 * _EDGE, height + 2 * _EDGE)

    def minimumSizeHint(self) -> QSize:
        least = max(self._room.width(), scaled(110)) + 2 * _EDGE
        return QSize(least, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.colour("selection"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(
            look.colour("block") if self.underMouse() or self.isDown() else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(frame, RADIUS / 2, RADIUS / 2)
        inside = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        if not self._room.isEmpty():
            self._paint_picture(painter, inside)
            inside.setTop(inside.top() + self._room.height())
        title = font(NORMAL)
        line = QRect(inside.left(), inside.top(), inside.width(), QFontMetrics(title).height())
        self._write(painter, line, self.text(), NORMAL, "text")
        if self.about_line:
            line.moveTop(line.bottom() + 1)
            line.setHeight(QFontMetrics(font(SMALL)).height())
            self._write(painter, line, self.about_line, SMALL, "faint_text")
        painter.end()

    def _paint_picture(self, painter: QPainter, inside: QRect) -> None:
        ground = QRect(inside.left(), inside.top(), inside.width(), self._room.height() - GAP // 2)
        look = theme()
        painter.setPen(QPen(look.colour("card_border"), 1))
        painter.setBrush(look.colour("canvas"))
        painter.drawRoundedRect(ground, RADIUS / 2, RADIUS / 2)
        if self._picture is not None:
            size = self._picture.deviceIndependentSize().toSize()
            at = QRect(ground.topLeft(), size)
            at.moveCenter(ground.center())
            painter.drawPixmap(at.topLeft(), self._picture)

    def _write(self, painter: QPainter, line: QRect, words: str, size: float, colour: str) -> None:
        used = font(size)
        painter.setFont(used)
        painter.setPen(theme().colour(colour))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(line, _LEFT, QFontMetrics(used).elidedText(words, elide, line.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        elif event.key() in _MOVES:
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()
