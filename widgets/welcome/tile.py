"""A place to click or press Enter on: a title, perhaps a line about it, perhaps a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from widgets.keys import ARROWS, ENTER
from widgets.tabbing import DRAWS_FOCUS
from widgets.theme import GAP, NORMAL, RADIUS, SMALL, font, scaled, theme

_EDGE = 6
"""Pixels between the edge and what is inside."""
_MOVES = frozenset({*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End})
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Choice(NamedTuple):
    """A title, what it is about, and what to do; `line` is shown in place of the second."""

    title: str
    about: str
    do: Callable[[], object]
    line: str = ""


class Tile(QAbstractButton):
    """Looks like a line of text until the pointer or the keyboard is on it."""

    moved = Signal(int)
    """An arrow key, Home or End was pressed: which one."""
    focused = Signal()
    """It has the keyboard now."""

    def __init__(self, choice: Choice) -> None:
        """What it is about is the tool tip, too."""
        super().__init__()
        self.setText(choice.title)
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(choice.about)
        self.setToolTip(choice.about)
        self._line = choice.line or choice.about
        self._picture: QPixmap | None = None
        self._room = QSize(0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(DRAWS_FOCUS, True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def below_title(self, width: int) -> list[str]:
        """What stands there in a tile so wide, line by line: nothing where there is a picture."""
        if not self._room.isEmpty() or not self._line:
            return []
        return _two_lines(self._line, QFontMetrics(font(SMALL)), width - 2 * _EDGE)

    def make_room_for(self, size: QSize) -> None:
        """Leave this much room for a picture above the title."""
        self._room = size
        self.updateGeometry()

    def show_picture(self, picture: QPixmap) -> None:
        """Show it in the room that was left."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(NORMAL)).horizontalAdvance(self.text())
        width = (words if self._room.isEmpty() else self._room.width()) + 2 * _EDGE
        return QSize(width, self._height(lines=1 if self._line and self._room.isEmpty() else 0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._height(lines=len(self.below_title(width)))

    def _height(self, *, lines: int) -> int:
        below = lines * QFontMetrics(font(SMALL)).height()
        return self._room.height() + QFontMetrics(font(NORMAL)).height() + below + 2 * _EDGE

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
        for words in self.below_title(self.width()):
            line.moveTop(line.bottom() + 1)
            line.setHeight(QFontMetrics(font(SMALL)).height())
            self._write(painter, line, words, SMALL, "faint_text")
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


def _two_lines(words: str, metrics: QFontMetrics, width: int) -> list[str]:
    """The words, broken between two of them where they are too long for one line.

    A path has no place to break at, and has one line.
    """
    first, rest = words, ""
    while " " in first and metrics.horizontalAdvance(first) > width:
        first, _, last = first.rpartition(" ")
        rest = f"{last} {rest}".rstrip()
    return [first, rest] if rest else [first]
