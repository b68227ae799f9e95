"""The strip above the canvas which says that one looks at the past, and leads back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.language import tr
from app.training.run_list import run_title
from widgets.look_back import Seen
from widgets.theme import GAP


class PastBanner(QFrame):
    """Says which step of which run is looked at; hidden while that is now."""

    return_wanted = Signal()
    continue_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        """Esc works in the whole `window`."""
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Highlight)
        self.setAccessibleName(tr("Looking back"))
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setForegroundRole(QPalette.ColorRole.HighlightedText)
        self.words.setToolTip(
            tr(
                "Filters, maps, predictions and thumbnails are those that the network had after "
                "this step. The weights of now are kept: Return to now shows them again."
            )
        )
        self.back = QPushButton(tr("Return to now (Esc)"))
        self.back.clicked.connect(self.return_wanted)
        self.go_on = QPushButton(tr("Continue from here"))
        self.go_on.setToolTip(
            tr("Begin a new run with these weights; the run that is looked at stays as it is")
        )
        self.go_on.clicked.connect(self.continue_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP // 2, GAP // 2, GAP // 2)
        row.setSpacing(GAP)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.go_on)
        row.addWidget(self.back)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.activated.connect(self.return_wanted)
        self._escape.setEnabled(False)
        self.hide()

    def show_seen(self, seen: Seen | None, network: str = "") -> None:
        """Follow where one stands, in a run of the `network` of this name."""
        at = seen.past.at if seen else None
        self._escape.setEnabled(at is not None)
        self.setVisible(at is not None)
        if seen is not None and at is not None:
            self.words.setText(
                tr(
                    "Looking at step {at:,} of {run_title}",
                    at=at,
                    run_title=run_title(seen.past.run, network),
                )
            )
