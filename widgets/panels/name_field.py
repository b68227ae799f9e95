"""A name that can be edited where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.language import tr
from app.network.edits import Edit
from widgets.document import Document
from widgets.panels.lettering import NoteLabel
from widgets.theme import LARGE, font


class NameField(QWidget):
    """Enter makes the edit that `edit_for` gives for the new name; Esc goes back to the old.

    A name that is refused is put back, with the reason beneath.
    """

    def __init__(
        self, document: Document, label: str, edit_for: Callable[[str, str], Edit]
    ) -> None:
        super().__init__()
        self._document = document
        self._edit_for = edit_for
        self._name = ""
        self.line = _Line()
        self.line.setFont(font(LARGE, bold=True))
        self.line.setAccessibleName(label)
        self.line.setToolTip(tr("{label}; Enter renames, Esc keeps the old one", label=label))
        self.line.editingFinished.connect(self._rename)
        self.note = NoteLabel()
        self.note.hide()
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.note)

    def show_name(self, name: str) -> None:
        """Show this name, unless it is the one on show already."""
        if name != self._name:
            self._name = name
            self.line.kept = name
            self.line.setText(name)
            self.line.setCursorPosition(0)  # of a long name its beginning is seen
            self.note.say("")

    def _rename(self) -> None:
        wanted = self.line.text().strip()
        if wanted == self._name:
            return
        reasons: list[str] = []
        self._document.refused.connect(reasons.append)
        made = self._document.apply(self._edit_for(self._name, wanted))
        self._document.refused.disconnect(reasons.append)
        if not made:
            self.line.setText(self._name)
            self.line.selectAll()
            self.note.warn(" ".join(reasons))


class _Line(QLineEdit):
    """A line whose text Esc puts back."""

    kept = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self.kept:
            self.setText(self.kept)
        else:
            super().keyPressEvent(event)
