"""A part of a panel that can be folded away; its head then says in short what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.language import tr
from widgets.figures.on_paper import on_paper
from widgets.icons import icon
from widgets.panels.lettering import ElidedLabel
from widgets.settings import settings
from widgets.theme import GAP, NORMAL, SMALL, font, scaled

_ARROW = 16
"""Pixels of the arrow and what is around it, in type of the usual size."""


class Section(QWidget):
    """A head with an arrow, and the content beneath it.

    Whether it is open is remembered under `key` from one start to the next.
    """

    def __init__(self, title: str, content: QWidget, key: str, *, opened: bool) -> None:
        super().__init__()
        self._key = f"sections/{key}"
        self.content = content
        self._words = ""
        self.head = QToolButton()
        self.head.setText(title)
        on_paper(self.head, title)
        self.head.setFont(font(NORMAL, bold=True))
        self.head.setAutoRaise(True)
        self.head.setIconSize(QSize(scaled(_ARROW), scaled(_ARROW)))
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.setAccessibleName(tr("{title}: show or hide", title=title))
        self.head.clicked.connect(lambda: self._turn(not self.opened))
        self._summary = ElidedLabel()
        self._summary.setFont(font(SMALL))
        self._summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.head)
        row.addWidget(self._summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addLayout(row)
        layout.addWidget(content)
        content.setContentsMargins(GAP, 0, 0, GAP // 2)
        remembered = settings().value(self._key, opened)
        self.opened: bool = remembered in (True, "true")
        self._show()

    def open(self) -> None:
        """Show the content."""
        self._turn(True)

    def summarise(self, text: str) -> None:
        """Set the words that stand beside the title while the section is closed."""
        self._words = text
        self._summary.show_text("" if self.opened else text)
        self.head.setToolTip(text)

    def _turn(self, opened: bool) -> None:
        self.opened = opened
        settings().setValue(self._key, opened)
        self._show()

    def _show(self) -> None:
        self._draw_arrow()
        state = tr("open") if self.opened else tr("closed")
        self.head.setAccessibleDescription(f"{state}; {self._words}")
        self.content.setVisible(self.opened)
        self._summary.show_text("" if self.opened else self._words)

    def _draw_arrow(self) -> None:
        """That of the style would stay as small as it is where type is large."""
        self.head.setIcon(icon("opened" if self.opened else "closed"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "opened"):
            self._draw_arrow()
        super().changeEvent(event)
