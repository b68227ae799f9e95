"""Headings, notes and tables of facts: the lettering that the panels share."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.theme import SMALL, font, theme


def heading(text: str) -> QLabel:
    """The title of a section."""
    label = QLabel(text)
    label.setFont(font(SMALL, bold=True))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class ElidedLabel(QLabel):
    """A line of text in whatever width is left to it; what has no room ends in an ellipsis.

    It may also be told to wrap.
    """

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        """Write as much of this as there is room for; the tool tip has all of it."""
        self._whole = text
        self.setToolTip(text)
        self._elide()

    @property
    def whole_width(self) -> int:
        """The width of all of the text in one line."""
        return self.fontMetrics().horizontalAdvance(self._whole)

    def wrap(self, on: bool) -> None:
        """Show all of the text, in as many lines as that takes, or as much as fits into one."""
        self.setWordWrap(on)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        elide = Qt.TextElideMode.ElideRight
        text = self._whole
        if not self.wordWrap():
            text = self.fontMetrics().elidedText(text, elide, self.width())
        if text != self.text():
            self.setText(text)


class NoteLabel(QLabel):
    """A small text that wraps; hidden while there is nothing to say."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._warning = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(SMALL))
        self.setWordWrap(True)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def say(self, text: str) -> None:
        """Show `text` quietly; an empty one hides the label."""
        self._show(text, warning=False)

    def warn(self, text: str) -> None:
        """Show why something could not be done."""
        self._show(text, warning=True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._warning:
            self._colour()
        super().changeEvent(event)

    def _show(self, text: str, *, warning: bool) -> None:
        if (text, warning) != (self.text(), self._warning):
            self._warning = warning
            self.setText(text)
            self._colour()
        self.setVisible(bool(text))

    def _colour(self) -> None:
        """Each step is made only where it changes something: Qt tells of each by PaletteChange."""
        roles = QPalette.ColorRole
        role = roles.WindowText if self._warning else roles.PlaceholderText
        if self.foregroundRole() != role:
            self.setForegroundRole(role)
        wanted = theme().colour("error")
        if self._warning and self.palette().color(roles.WindowText) != wanted:
            palette = QPalette()
            palette.setColor(roles.WindowText, wanted)
            self.setPalette(palette)


class FactTable(QWidget):
    """Two columns, what and how much; digits stand under one another and can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[tuple[str, str]] = []
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these (subject, text) rows, changing only what differs."""
        rows = [(subject, text) for subject, text in facts]
        self._facts = rows
        while len(self._rows) < len(rows):
            self._add_row()
        for index, labels in enumerate(self._rows):
            shown = index < len(rows)
            for label, text in zip(labels, rows[index] if shown else ("", ""), strict=True):
                kept_together = text.replace("= ", "=\N{NO-BREAK SPACE}").replace(
                    " → ", "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}"
                )
                if label.text() != kept_together:
                    label.setText(kept_together)
                label.setVisible(shown)

    def facts(self) -> list[tuple[str, str]]:
        """The rows on show."""
        return list(self._facts)

    def _add_row(self) -> None:
        subject, text = QLabel(), QLabel()
        subject.setFont(font(SMALL))
        subject.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        text.setFont(font(SMALL, monospace=True))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        subject.setBuddy(text)
        row = len(self._rows)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(subject, row, 0, top)
        self._grid.addWidget(text, row, 1, top)
        self._rows.append((subject, text))
