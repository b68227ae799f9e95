"""Chooses the class that is asked about: the likeliest, or one of them, with probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox

from app.language import tr
from app.network.arithmetic import percent_text


class ClassBox(QComboBox):
    """The first entry is whichever class is the likeliest; the texts of a thousand others are
    renewed when the list is opened."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Class that is asked about"))
        self.setToolTip(tr("The class that is asked about, with its probability"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self._classes: tuple[str, ...] = ()
        self._probabilities: NDArray[np.float32] | None = None
        self.addItem(tr("Likeliest"))
        self.currentIndexChanged.connect(self._choose)

    @property
    def label(self) -> int | None:
        """The class that was chosen; None for the likeliest."""
        at = self.currentIndex()
        return at - 1 if at > 0 else None

    def name(self, label: int) -> str:
        """What a class is called."""
        return (
            self._classes[label] if label < len(self._classes) else tr("class {label}", label=label)
        )

    def show_probabilities(
        self, probabilities: NDArray[np.float32] | None, classes: Sequence[str]
    ) -> None:
        """Offer as many classes as there are probabilities; names that do not fit are numbers."""
        count = 0 if probabilities is None else len(probabilities)
        self._classes = tuple(classes) if len(classes) == count else ()
        self._probabilities = probabilities
        if self.count() != count + 1:
            with QSignalBlocker(self):
                at = self.currentIndex()
                self.clear()
                self.addItems([tr("Likeliest"), *map(self.name, range(count))])
                self.setCurrentIndex(at if at <= count else 0)
            if at > count:
                self.chosen.emit()
        self._renew(self.currentIndex())

    def showPopup(self) -> None:
        for at in range(self.count()):
            self._renew(at)
        super().showPopup()

    def _choose(self, at: int) -> None:
        self._renew(at)
        self.chosen.emit()

    def _renew(self, at: int) -> None:
        text = self._text(at)
        if self.itemText(at) != text:
            self.setItemText(at, text)

    def _text(self, at: int) -> str:
        probabilities = self._probabilities
        if probabilities is None or not np.isfinite(probabilities).all():
            return tr("Likeliest") if at == 0 else self.name(at - 1)
        if at == 0:
            return tr("Likeliest: {sure}", sure=self._sure(int(probabilities.argmax())))
        return self._sure(at - 1)

    def _sure(self, label: int) -> str:
        assert self._probabilities is not None
        return f"{self.name(label)} · {percent_text(float(self._probabilities[label]))}"
