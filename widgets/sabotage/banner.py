"""What stands in the window while a fault is hidden: a strip, and covers for what would tell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.language import tr
from widgets.theme import GAP

HIDDEN = tr("Hidden by the sabotage lab.")
_WAITS = tr("Your own network waits untouched; what you edit counts when the lab has ended.")


class SabotageBanner(QFrame):
    """The strip above the canvas: that this is not the user's own training, and the ways out."""

    diagnose_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.setAccessibleName(tr("Sabotage lab"))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.diagnose = QPushButton(tr("Diagnose…"))
        self.diagnose.clicked.connect(self.diagnose_wanted)
        self.end = QPushButton(tr("End the lab"))
        self.end.setToolTip(tr("Back to your own network, with the weights that it had"))
        self.end.clicked.connect(self.end_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP // 2, GAP // 2)
        row.setSpacing(GAP)
        row.addWidget(self.words, 1)
        row.addWidget(self.diagnose)
        row.addWidget(self.end)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; an empty one hides the strip."""
        self.words.setText(text)
        self.words.setToolTip(f"{text}\n{_WAITS}")
        self.setVisible(bool(text))


class Cover(QLabel):
    """Stands in the place of settings that would give the fault away."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "{hidden}\n\n"
                "What is trained has settings of its own. Yours come back, "
                "untouched, at its end.",
                hidden=HIDDEN,
            )
        )
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setMargin(2 * GAP)
        self.setMinimumWidth(260)
