"""An image of the data set, chosen by its number, at random, or the next of a class."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import PART_WORDS, PARTS, Dataset
from app.language import tr
from widgets.empty_state import DATA_SETS, EmptyState
from widgets.panels.lettering import NoteLabel
from widgets.panels.probe.picture import Picture
from widgets.theme import GAP

_ANY = tr("any class")


class DataPage(QWidget):
    """Emits what is chosen; `show_chosen` shows what is looked at."""

    chosen = Signal(str, int)
    """The part ("train", "validation" or "test") and the index of an image in it."""
    samples_wanted = Signal()
    """The user wants to see many samples to choose from."""

    def __init__(self) -> None:
        super().__init__()
        self._dataset: Dataset | None = None
        self._random = np.random.default_rng()
        self.picture = Picture(tr("The image of the data set"))
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part of the data set"))
        self.part.setToolTip(tr("Training images were learned from, test images never"))
        for part in PARTS:
            self.part.addItem(PART_WORDS[part].capitalize(), part)
        self.part.setCurrentIndex(PARTS.index("test"))
        self.part.activated.connect(lambda: self._choose(0))
        self.number = QSpinBox()
        self.number.setAccessibleName(tr("Number of the image"))
        self.number.setToolTip(tr("Which image of the part it is, counted from 0"))
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(self._choose)
        self.of_class = QComboBox()
        self.of_class.setAccessibleName(tr("Class to walk through"))
        self.of_class.setToolTip(tr("Of which class the next, previous or random image is"))
        self.of_class.activated.connect(lambda: self._walk(0))
        self.previous = self._button(
            tr("‹ Previous"), tr("The one before, of the class that is chosen")
        )
        self.next = self._button(tr("Next ›"), tr("The next one of the class that is chosen"))
        self.any = self._button(tr("Random"), tr("Any image of the class that is chosen"))
        self.samples = self._button(
            tr("Samples…"), tr("Many samples of each class, in the Data panel")
        )
        self.previous.clicked.connect(lambda: self._walk(-1))
        self.next.clicked.connect(lambda: self._walk(1))
        self.any.clicked.connect(self._choose_any)
        self.samples.clicked.connect(self.samples_wanted)
        self.words = NoteLabel()
        self.empty = NoteLabel(tr("No data set is loaded yet. Choose one in the tool bar."))
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self._lay_out()

    def show_data(self, dataset: Dataset) -> None:
        """Choose from another data set."""
        self._dataset = dataset
        self.of_class.clear()
        self.of_class.addItem(_ANY, -1)
        for label, name in enumerate(dataset.classes):
            self.of_class.addItem(name, label)
        self._pages.setCurrentIndex(1)

    def show_chosen(self, part: str, index: int) -> None:
        """Show that this image of the data set is looked at."""
        if self._dataset is None:
            return
        split = self._dataset.part(part)
        with QSignalBlocker(self.number):
            self.part.setCurrentIndex(PARTS.index(part))
            self.number.setRange(0, max(0, len(split) - 1))
            self.number.setValue(index)
        self.picture.show_image(split.images[index])
        name = self._dataset.classes[int(split.labels[index])]
        self.words.say(
            tr(
                "It is “{name}”, image {index:,} of {split:,}.",
                name=name,
                index=index,
                split=len(split),
            )
        )

    def choose_again(self) -> None:
        """Choose the image on show once more, where another one is looked at by now."""
        self._choose(self.number.value())

    def _choose(self, index: int) -> None:
        part = str(self.part.currentData())
        if self._dataset is not None and index < len(self._dataset.part(part)):
            self.chosen.emit(part, index)
        elif self._dataset is not None:
            self.words.warn(tr("This data set has no {part} images.", part=PART_WORDS[part]))

    def _of_class(self) -> NDArray[np.intp]:
        """The numbers of the images of the class that is walked through."""
        assert self._dataset is not None
        labels = self._dataset.part(str(self.part.currentData())).labels
        label = self.of_class.currentData()
        return np.arange(len(labels)) if label == -1 else np.flatnonzero(labels == label)

    def _walk(self, by: int) -> None:
        """To the next (1) or previous (-1) of the class; with 0 to the first that is there now."""
        found, here = self._of_class(), self.number.value()
        if not len(found):
            self.words.warn(
                tr(
                    "There is no image of {currenttext} in this part.",
                    currenttext=self.of_class.currentText(),
                )
            )
        elif by < 0:
            self._choose(int(found[np.searchsorted(found, here) - 1]))
        else:
            beyond = here + 1 if by else here
            self._choose(int(found[np.searchsorted(found, beyond) % len(found)]))

    def _choose_any(self) -> None:
        found = self._of_class()
        if len(found):
            self._choose(int(self._random.choice(found)))
        else:
            self._walk(0)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.setMinimumWidth(40)
        return button

    def _lay_out(self) -> None:
        side = QGridLayout()
        side.setColumnStretch(1, 1)
        rows = ((tr("Part"), self.part), (tr("Number"), self.number), (tr("Class"), self.of_class))
        for row, (text, widget) in enumerate(rows):
            label = QLabel(text)
            label.setBuddy(widget)
            side.addWidget(label, row, 0)
            side.addWidget(widget, row, 1)
        for row, buttons in enumerate(((self.previous, self.next), (self.any, self.samples)), 3):
            line = QHBoxLayout()
            line.setSpacing(GAP // 2)
            for button in buttons:
                line.addWidget(button)
            side.addLayout(line, row, 0, 1, 2)
        side.addWidget(self.words, 5, 0, 1, 2)
        column = QVBoxLayout()
        column.addLayout(side)
        column.addStretch(1)
        page = QWidget()
        row_of_page = QHBoxLayout(page)
        row_of_page.setContentsMargins(0, 0, 0, 0)
        row_of_page.setSpacing(GAP)
        row_of_page.addWidget(self.picture, 3)
        row_of_page.addLayout(column, 2)
        self._pages.addWidget(EmptyState(self.empty, DATA_SETS))
        self._pages.addWidget(page)
