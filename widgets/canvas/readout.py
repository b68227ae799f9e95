"""One line in the corner of the canvas: the number under the mouse and what it sees."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from widgets.theme import GAP, NORMAL, font


class Readout(QLabel):
    """Lies at the lower left of its parent and never takes the mouse.

    It ends where the widget `beside` begins, while that can be seen. Where it would lie over what
    it speaks of, it goes to the upper left.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.beside: QWidget | None = None
        self._subject: Sequence[QRect] = ()
        self.setFont(font(NORMAL))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setFrameShape(QFrame.Shape.Box)
        self.setMargin(GAP // 2)
        self.hide()

    def tell(self, text: str, subject: Sequence[QRect] = ()) -> None:
        """Show this line; hide where it is empty.

        `subject` are the places in the parent that must not be covered, the first above all.
        """
        self._subject = subject
        self.setVisible(bool(text))
        if text:
            self.setText(text)
            self.place()

    def place(self) -> None:
        """Keep to the corner."""
        room = self._over.rect()
        width = room.width() - 2 * GAP
        beside = self.beside
        if beside is not None and beside.isVisibleTo(self._over):
            width = beside.x() - 2 * GAP
        self.setWordWrap(False)
        if self.sizeHint().width() <= width:
            self.adjustSize()
        else:
            self.setWordWrap(True)
            self.resize(width, self.heightForWidth(width))
        self.move(GAP, room.bottom() - self.height() - GAP)
        at_the_top = QRect(GAP, GAP, self.width(), self.height())
        if self._covered(self.geometry()) > self._covered(at_the_top):
            self.setGeometry(at_the_top)
        self.raise_()

    def _covered(self, place: QRect) -> list[bool]:
        """Which parts of its subject a place would cover; of two, the first counts most."""
        return [place.intersects(part) for part in self._subject]
