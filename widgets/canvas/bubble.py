"""A sentence next to the mouse while something is under way."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from widgets.theme import GAP, scaled

_AWAY = 18
"""Pixels between the mouse and the bubble."""
_WIDEST = 380


class Bubble(QLabel):
    """Shows one sentence over its parent, and never takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setFrameShape(QFrame.Shape.Box)
        self.setMargin(GAP // 2)
        self.setWordWrap(True)
        self.hide()

    def say(self, text: str, at: QPointF) -> None:
        """Show `text` near `at`, inside the parent; hide where there is none."""
        if not text:
            self.hide()
            return
        self.setText(text)
        widest = scaled(_WIDEST)
        self.setWordWrap(self.fontMetrics().horizontalAdvance(text) > widest)
        self.setFixedWidth(min(widest, self.fontMetrics().horizontalAdvance(text)) + 2 * GAP)
        self.setFixedHeight(self.heightForWidth(self.width()) if self.wordWrap() else scaled(28))
        room = self._over.rect()
        x = min(at.x() + _AWAY, room.right() - self.width() - GAP)
        y = at.y() + _AWAY
        if y + self.height() > room.bottom() - GAP:
            y = at.y() - _AWAY - self.height()
        self.move(max(GAP, int(x)), max(GAP, int(y)))
        self.show()
        self.raise_()
