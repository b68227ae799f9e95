"""The bar at the foot of the window; a message for which it has no room ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QStyle, QStyleOption, QWidget

_LEFT, _GAP = 6, 12
"""Pixels before a message, as Qt has it, and after it."""


class StatusBar(QStatusBar):
    """Messages at the left, `kept` widgets at the right; the tool tip has the whole message.

    Qt itself cuts a long message off in the middle of a letter.
    """

    def __init__(self, *kept: QWidget) -> None:
        super().__init__()
        # As QMainWindow has it for its own: long words must not make the window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._kept = kept
        for widget in kept:
            self.addPermanentWidget(widget)
        self.messageChanged.connect(self.setToolTip)

    def shown_message(self) -> str:
        """As much of the message as there is room for."""
        metrics, room = self.fontMetrics(), self._room().width()
        return metrics.elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, room)

    def _room(self) -> QRect:
        ends = [widget.x() - _GAP for widget in self._kept if not widget.isHidden()]
        end = min(ends, default=self.width() - _GAP)
        return QRect(_LEFT, 0, max(0, end - _LEFT), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if (words := self.shown_message()) == self.currentMessage():
            super().paintEvent(event)
            return
        option = QStyleOption()
        option.initFrom(self)
        with QPainter(self) as painter:
            style, side = self.style(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
            role = QPalette.ColorRole.WindowText
            style.drawItemText(painter, self._room(), side, self.palette(), True, words, role)
