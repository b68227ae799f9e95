"""What a panel shows while it has nothing to show: a sentence, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QBoxLayout, QLabel, QMainWindow, QPushButton, QWidget

from app.language import tr
from widgets.theme import GAP

TRAIN = "train"
TRAIN_AGAIN = "train_again"
OPEN_GALLERY = "open_gallery"
NEW_FROM_PATTERN = "new_from_pattern"
DATA_SETS = "data_sets"
FIT_END = "fit_end"
SHOW_PROBLEM = "show_problems"
_WORDS = {
    TRAIN: tr("Train"),
    TRAIN_AGAIN: tr("Restart and train"),
    OPEN_GALLERY: tr("Open from gallery…"),
    NEW_FROM_PATTERN: tr("New from pattern…"),
    DATA_SETS: tr("Data sets…"),
    FIT_END: tr("Fit the network's end to the data"),
    SHOW_PROBLEM: tr("Show problem"),
}
"""Of the window's actions that can be offered, by their object names."""
TO_A_NETWORK = (OPEN_GALLERY, NEW_FROM_PATTERN)
"""What leads on where there is no network."""


class Offer(QWidget):
    """A row of buttons that do what actions of the window do."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.buttons = {name: self._button(name) for name in _WORDS}
        self.way = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.way.setContentsMargins(0, 0, 0, 0)
        self.way.setSpacing(GAP)
        self.way.addStretch(1)
        for button in self.buttons.values():
            self.way.addWidget(button)
        self.way.addStretch(1)
        self.show_only(*names)

    def show_only(self, *names: str) -> None:
        """Offer these from now on."""
        for name, button in self.buttons.items():
            button.setVisible(name in names)

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(_WORDS[name], self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._do(name))
        return button

    def _do(self, name: str) -> None:
        window: QWidget | None = self
        while window is not None and not isinstance(window, QMainWindow):
            window = window.parentWidget()  # a panel may float in a window of its own
        action = window.findChild(QAction, name) if window is not None else None
        if isinstance(action, QAction):
            action.trigger()


class EmptyState(QWidget):
    """The sentence in the middle, the buttons below it."""

    def __init__(self, words: QLabel, *names: str) -> None:
        super().__init__()
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.offer = Offer(*names)
        self._words = words
        self._way = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._way.setSpacing(GAP)
        self._way.addStretch(1)
        self._way.addWidget(words)
        self._way.addWidget(self.offer)
        self._way.addStretch(1)

    def fit(self, room: QSize) -> None:
        """Have the buttons beside the sentence where there is no height for both."""
        buttons = max(button.sizeHint().height() for button in self.offer.buttons.values())
        inner = room.shrunkBy(self._way.contentsMargins())
        high = inner.height() - self._way.spacing() - buttons
        beside = self._words.heightForWidth(inner.width()) > high
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if (way := across if beside else down) != self._way.direction():
            self._way.setDirection(way)
            self.offer.way.setDirection(down if beside else across)
            self._way.setStretchFactor(self._words, int(beside))
            top = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
            self._way.setAlignment(self.offer, top)  # where they are seen, whatever is scrolled
            for end in (0, self._way.count() - 1):
                self._way.setStretch(end, int(not beside))
