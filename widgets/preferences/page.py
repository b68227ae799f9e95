"""A page of the preferences, and how it puts one under another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP


class Page(QWidget):
    """Shows some preferences and changes them."""

    refused = Signal(str)
    """A change could not be kept; the text says why."""
    title = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)
        self.form = QFormLayout()
        self.form.setSpacing(GAP)
        self.column.addLayout(self.form)

    def show_values(self) -> None:
        """Show what is in force."""

    def end(self) -> None:
        """The dialog closes."""

    def explain(self, text: str) -> None:
        """Say something below what there is."""
        note = NoteLabel(text)
        self.column.addWidget(note)
