"""Renaming a layer or a block in place, on its card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import tr
from app.network.edits import Edit
from app.network.graph import NetworkError
from widgets.canvas.bubble import Bubble
from widgets.document import Document
from widgets.keys import ENTER
from widgets.theme import theme


class NameEditor(QLineEdit):
    """Edits a name, and makes the edit that `edit_for` gives for the new one.

    A name that is refused stays in the field, with the reason.
    """

    closed = Signal()

    def __init__(
        self, document: Document, name: str, edit_for: Callable[[str], Edit], parent: QWidget
    ) -> None:
        super().__init__(name, parent)
        self._document = document
        self._name = name
        self._edit_for = edit_for
        self._bubble = Bubble(parent)
        self._closing = False
        self.setAccessibleName(tr("New name of {name}", name=name))
        self.setMaxLength(64)
        self.textChanged.connect(self._explain)

    def open_at(self, place: QRect) -> None:
        """Show it over the name on the card (in the parent's pixels)."""
        self.place(place)
        self.show()
        self.raise_()
        self.selectAll()
        self.setFocus()

    def place(self, place: QRect) -> None:
        """Go to where the name is now, and be as large."""
        size = max(11, min(40, int(place.height() * 0.62)))
        chosen = self.font()
        chosen.setPixelSize(size)
        chosen.setBold(True)
        self.setFont(chosen)
        height = max(place.height(), size + 10)
        self.setGeometry(place.x(), place.y(), max(place.width(), size * 9), height)

    def refusal(self) -> str:
        """Why the name in the field cannot be taken; empty where it can."""
        if self.text() == self._name:
            return ""
        try:
            self._edit_for(self.text()).apply(self._document.network)
        except NetworkError as error:
            return str(error)
        return ""

    def _explain(self) -> None:
        refusal = self.refusal()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme().colour("error" if refusal else "text"))
        self.setPalette(palette)
        self._bubble.say(refusal, QPointF(self.geometry().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if self.refusal():
                self._explain()
            else:
                self._close(take=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(take=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._close(take=not self.refusal())

    def dismiss(self) -> None:
        """Close it without renaming."""
        self._close(take=False)

    def _close(self, *, take: bool) -> None:
        if self._closing:
            return
        self._closing = True
        name = self.text()
        self._bubble.hide()
        self._bubble.deleteLater()
        self.hide()
        self.deleteLater()
        self.closed.emit()
        if take and name != self._name:
            self._document.apply(self._edit_for(name))
