"""Words over the window: which key was pressed, messages, and which keys there are."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from app.language import tr
from widgets.theme import GAP, LARGE, NORMAL, font

_SHOWN_MS = 2_500
_MESSAGE_MS = 6_000
_EDGE = 3 * GAP
"""Pixels between the words and the edge of the window."""

Keys = Sequence[tuple[str, str]]
"""(key, what it does), in rows."""


class Caption(QLabel):
    """A line at the lower edge of a window that goes by itself; it never takes the mouse."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        _stand_out(self)
        self.setFont(font(LARGE, bold=True))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def tell(self, words: str, *, message: bool = False) -> None:
        """Show words for a while; none hide the last."""
        if not words:
            self.hide()
            return
        most = self._over.width() - 2 * _EDGE
        self.setWordWrap(False)
        self.setText(words)
        self.adjustSize()
        if self.width() > most:
            self.setWordWrap(True)
            self.resize(most, self.heightForWidth(most))
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_MESSAGE_MS if message else _SHOWN_MS)

    def _place(self) -> None:
        room = self._over.rect()
        self.move((room.width() - self.width()) // 2, room.bottom() - self.height() - _EDGE)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


class Legend(QLabel):
    """The keys of the presentation in two columns, in the middle of a window."""

    def __init__(self, window: QWidget, panels: Keys, tools: Keys) -> None:
        super().__init__(window)
        self._over = window
        _stand_out(self)
        self.setFont(font(NORMAL))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(tr("Keys of the presentation"))
        self.setText(_table(panels, tools))
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it until `hide`."""
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        self.move(self._over.rect().center() - self.rect().center())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False


def _stand_out(label: QLabel) -> None:
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.setAutoFillBackground(True)
    label.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
    label.setForegroundRole(QPalette.ColorRole.ToolTipText)
    label.setFrameShape(QFrame.Shape.Box)
    label.setMargin(2 * GAP)


def _table(panels: Keys, tools: Keys) -> str:
    rows = []
    for index in range(max(len(panels), len(tools))):
        cells = []
        for column in (panels, tools):
            key, meaning = column[index] if index < len(column) else ("", "")
            cells.append(f"<td align='right'><b>{escape(key)}</b>&nbsp;&nbsp;</td>")
            cells.append(f"<td>{escape(meaning)}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"
