"""A small field over the canvas that finds layers as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.language import figures, tr
from widgets.canvas.finding import best, matches
from widgets.document import Document
from widgets.theme import GAP, theme

_FIELD = 210
_KEYS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}
"""Keys that go on to the next match, or back; Shift turns them round."""


class SearchBar(QFrame):
    """Finds layers by name, kind and output shape; Enter and the arrows go from one to the next.

    `found` names the layer to show. Esc closes the bar and gives the keyboard back to the canvas.
    """

    found = Signal(str)

    def __init__(self, over: QWidget, document: Document) -> None:
        super().__init__(over)
        self._over = over
        self._document = document
        self._matches: tuple[str, ...] = ()
        self._current: str | None = None
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setForegroundRole(QPalette.ColorRole.Mid)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Name, kind or shape"))
        self.field.setAccessibleName(tr("Find layer"))
        self.field.setFixedWidth(_FIELD)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.count = QLabel()
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setForegroundRole(QPalette.ColorRole.Text)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance(tr("0,000 of 0,000")))
        self.back = self._button(Qt.ArrowType.UpArrow, tr("Previous match (Shift+Enter)"))
        self.back.clicked.connect(lambda: self._step(-1))
        self.on = self._button(Qt.ArrowType.DownArrow, tr("Next match (Enter)"))
        self.on.clicked.connect(lambda: self._step(1))
        close = self._button(Qt.ArrowType.NoArrow, tr("Close (Esc)"))
        close.setText("✕")
        close.clicked.connect(self.close_bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP // 2, GAP // 2)
        row.setSpacing(GAP // 2)
        for widget in (self.field, self.count, self.back, self.on, close):
            row.addWidget(widget)
        document.network_changed.connect(self._refresh)
        over.installEventFilter(self)
        self.hide()
        self._show_count()

    def _button(self, arrow: Qt.ArrowType, tip: str) -> QToolButton:
        button = QToolButton()
        button.setArrowType(arrow)
        button.setAutoRaise(True)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def open_bar(self) -> None:
        """Show it, ready to type; the words of the last search can be typed over."""
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()
        self._refresh()

    def close_bar(self) -> None:
        """Hide it and give the keyboard back to the canvas."""
        self.hide()
        self._over.setFocus()

    def _place(self) -> None:
        """Into the upper right corner."""
        self.adjustSize()
        self.move(max(GAP, self._over.width() - self.width() - GAP), GAP)

    def _search(self, typed: str) -> None:
        self._refresh()
        self._go(best(self._matches, typed))

    def _refresh(self) -> None:
        """Look anew; the match on display stays the one."""
        if self.isHidden():
            return
        document = self._document
        self._matches = matches(document.network, document.analysis, self.field.text())
        if self._current not in self._matches:
            self._current = None
        self._show_count()

    def _step(self, by: int) -> None:
        """On to the next match, or back; behind the last one comes the first."""
        if not self._matches:
            return
        if self._current is None:
            index = 0 if by > 0 else -1
        else:
            index = (self._matches.index(self._current) + by) % len(self._matches)
        self._go(self._matches[index])

    def _go(self, name: str | None) -> None:
        self._current = name
        self._show_count()
        if name is not None:
            self.found.emit(name)

    def _show_count(self) -> None:
        missing = bool(self.field.text().strip()) and not self._matches
        if self._current is not None:
            place = self._matches.index(self._current) + 1
            words = tr("{place:,} of {matches:,}", place=place, matches=len(self._matches))
        else:
            words = (
                tr("no layer")
                if missing
                else figures(f"{len(self._matches):,}")
                if self._matches
                else ""
            )
        self.count.setText(words)
        self.count.setAccessibleName(words)
        palette = self.count.palette()
        palette.setColor(QPalette.ColorRole.Text, theme().colour("error" if missing else "text"))
        self.count.setPalette(palette)
        self.back.setEnabled(bool(self._matches))
        self.on.setEnabled(bool(self._matches))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key in the field was meant for the search."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif step := _KEYS.get(Qt.Key(event.key())):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-step if back else step)
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._show_count()
        super().changeEvent(event)
