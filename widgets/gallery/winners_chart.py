"""The winners of ImageNet over the years as bars; a bar opens its network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
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
_LEFT, _TOP, _BOTTOM = 52.0, 56.0, 52.0
"""Pixels for the scale, the heading and the names of the networks."""


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
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -2 * GAP, -_BOTTOM)

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
        painter.drawText(QPointF(GAP, 26), tr("Winners of ImageNet"))
        painter.setFont(font(SMALL))
        painter.setPen(look.colour("faint_text"))
        painter.drawText(QPointF(GAP, 44), tr("Top-5 error in per cent; a bar opens its network"))
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
            place = QRectF(0, y - 10, _LEFT - GAP, 20)
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
        wide = bar.adjusted(-40, 0, 40, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.setPen(look.colour("text"))
        painter.setFont(font(NORMAL, bold=True))
        above = QRectF(wide.left(), bar.top() - 24, wide.width(), 20)
        text = figures(f"{winner.error:g}")
        written = painter.boundingRect(above, top, text)
        painter.fillRect(written, self.palette().window())  # or a line would cross the number
        painter.drawText(above, top, text)
        below = QRectF(wide.left(), bar.bottom() + 6, wide.width(), 20)
        painter.setFont(font(NORMAL))
        painter.drawText(below, top, winner.title)
        painter.setFont(font(SMALL))
        painter.setPen(look.colour("faint_text"))
        painter.drawText(below.translated(0, 19), top, str(winner.year))

    # Mouse and keyboard

    def _at(self, place: QPoint) -> int | None:
        """The winner whose bar, or the space above or below it, is at a place."""
        for index in range(len(self._winners)):
            bar = self.bar(index)
            if bar.left() - GAP <= place.x() <= bar.right() + GAP and place.y() > _TOP - GAP:
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


def _words(winner: Winner) -> str:
    """A winner in one sentence: "2015, ResNet, with up to 152 layers: 3.57 %. Opens ResNet-50."."""
    note = f", {winner.told}" if winner.note else ""
    opens = (
        tr(". Opens {title}", title=gallery_entry(winner.network).title) if winner.network else ""
    )
    return f"{winner.year}, {winner.title}{note}: {figures(f'{winner.error:g}')} %{opens}"
