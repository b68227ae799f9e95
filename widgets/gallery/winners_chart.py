"""The winners of ImageNet over the years as bars; a bar opens its network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.language import figures, tr
from app.network.gallery import gallery_entry
from app.network.imagenet import Winner, Winners
from widgets.hand import show_hand
from widgets.keys import PRESS
from widgets.theme import GAP, LARGE, NORMAL, SMALL, font, theme

_STEP = 4
"""Per cent between the lines of the scale."""
_BETWEEN = 12.0
"""Pixels between two names, at least."""


class WinnersChart(QWidget):
    """Top-5 error by year; arrow keys go from bar to bar, Enter or a click opens the network."""

    chosen = Signal(str)
    """The network of the gallery to open."""
    moved = Signal()
    """Another bar is the current one."""

    def __init__(self, winners: Winners, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._winners = winners.winners
        self._current = 0
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Top-5 error of the ImageNet winners by year"))
        self.setAccessibleDescription("; ".join(map(_words, self._winners)))

    @property
    def network(self) -> str:
        """The network of the current bar; empty where the gallery has none."""
        return self._winners[self._current].network

    def sizeHint(self) -> QSize:
        return QSize(720, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(460, 240)

    def bar(self, index: int) -> QRectF:
        """Where the bar of a winner stands, in pixels."""
        area = self._area()
        slot = area.width() / len(self._winners)
        width = min(84.0, slot * 0.62)
        height = area.height() * self._winners[index].error / self._top_of_scale()
        middle = area.left() + (index + 0.5) * slot
        return QRectF(middle - width / 2, area.bottom() - height, width, height)

    def _area(self) -> QRectF:
        left = _width(font(SMALL), "00 %") + 2 * GAP
        top = _height(font(LARGE, bold=True)) + _height(font(SMALL)) + _height(font(NORMAL))
        below = self._rows(left) * _height(font(NORMAL)) + _height(font(SMALL)) + GAP
        return QRectF(self.rect()).adjusted(left, top, -2 * GAP, -below)

    def _rows(self, left: float) -> int:
        """Of names: two, one lower than the other in turns, where they would touch in one."""
        slot = (self.width() - left - 2 * GAP) / len(self._winners)
        widest = max(_width(font(NORMAL), winner.title) for winner in self._winners)
        return 1 if widest + _BETWEEN <= slot else 2

    def _top_of_scale(self) -> int:
        highest = max(winner.error for winner in self._winners)
        return _STEP * (int(highest // _STEP) + 1)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.setPen(look.colour("text"))
        painter.setFont(font(LARGE, bold=True))
        line = _height(font(LARGE, bold=True))
        painter.drawText(QPointF(GAP, line), tr("Winners of ImageNet"))
        painter.setFont(font(SMALL))
        painter.setPen(look.colour("faint_text"))
        line += _height(font(SMALL))
        painter.drawText(QPointF(GAP, line), tr("Top-5 error in per cent; a bar opens its network"))
        self._paint_scale(painter)
        for index in range(len(self._winners)):
            self._paint_bar(painter, index)

    def _paint_scale(self, painter: QPainter) -> None:
        area, look = self._area(), theme()
        for value in range(0, self._top_of_scale() + 1, _STEP):
            y = area.bottom() - area.height() * value / self._top_of_scale()
            painter.setPen(QPen(look.colour("card_border" if value == 0 else "grid"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(look.colour("faint_text"))
            place = QRectF(0, y - 50, area.left() - GAP, 100)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value} %"
            )

    def _paint_bar(self, painter: QPainter, index: int) -> None:
        winner, bar, look = self._winners[index], self.bar(index), theme()
        colour = look.colour("train_line" if winner.network else "wire")
        if index == self._hovered and winner.network:
            colour = colour.lighter(120)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, 3, 3)
        if self.hasFocus() and index == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("selection"), 2))
            painter.drawRoundedRect(bar.adjusted(-3, -3, 3, 3), 5, 5)
        area = self._area()
        rows, line = self._rows(area.left()), _height(font(NORMAL))
        wide = QRectF(0, 0, rows * area.width() / len(self._winners) - _BETWEEN, line)
        wide.moveCenter(bar.center())
        wide.moveLeft(min(max(wide.left(), 0.0), self.width() - wide.width()))
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(look.colour("text"))
        painter.setFont(font(NORMAL, bold=True))
        above = QRectF(bar.center().x() - 50, bar.top() - line, 100, line)
        text = figures(f"{winner.error:g}")
        written = painter.boundingRect(above, top, text)
        painter.fillRect(written, self.palette().window())  # or a line would cross the number
        painter.drawText(above, top, text)
        wide.moveTop(area.bottom() + GAP / 2 + line * (index % rows))
        painter.setFont(font(NORMAL))
        elide = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(winner.title, elide, int(wide.width()))
        painter.drawText(wide, top, name)
        painter.setFont(font(SMALL))
        painter.setPen(look.colour("faint_text"))
        year = QRectF(above.left(), area.bottom() + GAP / 2 + rows * line, 100, 100)
        painter.drawText(year, top, str(winner.year))

    # Mouse and keyboard

    def _at(self, place: QPoint) -> int | None:
        """The winner whose bar, or the space above or below it, is at a place."""
        for index in range(len(self._winners)):
            bar = self.bar(index)
            if (
                bar.left() - GAP <= place.x() <= bar.right() + GAP
                and place.y() > self._area().top() - GAP
            ):
                return index
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position().toPoint())
        opens = self._hovered is not None and self._winners[self._hovered].network
        show_hand(self, bool(opens))
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self._current = index
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            last = len(self._winners) - 1
            self._current = min(last, max(0, self._current + steps[event.key()]))
            self.update()
            self.moved.emit()
        elif event.key() in PRESS:
            self._choose(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._at(event.pos())
            if index is not None:
                QToolTip.showText(event.globalPos(), _words(self._winners[index]), self)
                return True
        return super().event(event)

    def _choose(self, index: int) -> None:
        if network := self._winners[index].network:
            self.chosen.emit(network)


def _height(face: QFont) -> float:
    return QFontMetricsF(face).height()


def _width(face: QFont, words: str) -> float:
    return QFontMetricsF(face).horizontalAdvance(words)


def _words(winner: Winner) -> str:
    """A winner in one sentence: "2015, ResNet, with up to 152 layers: 3.57 %. Opens ResNet-50."."""
    note = f", {winner.told}" if winner.note else ""
    opens = (
        tr(". Opens {title}", title=gallery_entry(winner.network).title) if winner.network else ""
    )
    return f"{winner.year}, {winner.title}{note}: {figures(f'{winner.error:g}')} %{opens}"
