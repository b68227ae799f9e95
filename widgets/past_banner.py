"""The strip over the canvas which says that one looks at the past, and leads back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.training.run_list import run_title
from widgets.look_back import Seen
from widgets.theme import GAP


class PastBanner(QFrame):
    """Says which step of which run is looked at; hidden while that is now."""

    return_wanted = Signal()
    continue_wanted = Signal()

    def __init__(self, over: QWidget, window: QWidget) -> None:
        """`over` is the widget on which it lies, at the top; Esc works in the whole `window`."""
        super().__init__(over)
        self._over = over
        self.setFrameShape(QFrame.Shape.Box)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.setForegroundRole(QPalette.ColorRole.Highlight)
        self.setAccessibleName("Looking back")
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.back = QPushButton("Return to now (Esc)")
        self.back.clicked.connect(self.return_wanted)
        self.go_on = QPushButton("Continue from here")
        self.go_on.setToolTip(
            "Begin a new run with these weights; the run that is looked at stays as it is"
        )
        self.go_on.clicked.connect(self.continue_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP // 2, GAP // 2)
        row.setSpacing(GAP)
        for widget in (self.words, self.back, self.go_on):
            row.addWidget(widget)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.activated.connect(self.return_wanted)
        self._escape.setEnabled(False)
        over.installEventFilter(self)
        self.hide()

    def show_seen(self, seen: Seen | None) -> None:
        """Follow where one stands."""
        at = seen.past.at if seen else None
        self._escape.setEnabled(at is not None)
        self.setVisible(at is not None)
        if seen is not None and at is not None:
            self.words.setText(f"Looking at step {at:,} of {run_title(seen.past.run)}")
            self._place()
            self.raise_()

    def _place(self) -> None:
        """To the middle of the upper edge."""
        self.adjustSize()
        self.move(max(0, (self._over.width() - self.width()) // 2), GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return False
