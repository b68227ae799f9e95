"""Which way the feature maps panel looks: forward, or at the gradient of a class (B5)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QComboBox

from app.inspection.gradient_results import Backward
from app.inspection.questions import BackwardQuestion
from app.language import tr
from widgets.figures.on_paper import on_paper
from widgets.inquiries import Inquiries
from widgets.number_text import number_text
from widgets.panels.feature_maps_panel import FeatureMapsPanel
from widgets.panels.lettering import NoteLabel

REST_MS = 300
"""Between two looks backward while the network learns: each costs the training a copy of it."""
_FORWARD, _LIKELIEST = -2, -1


class Direction(QObject):
    """Puts the choice into the panel, and has gradients follow what the panel shows."""

    def __init__(self, panel: FeatureMapsPanel, inquiries: Inquiries, parent: QObject) -> None:
        super().__init__(parent)
        self._panel, self._inquiries = panel, inquiries
        self._asked: BackwardQuestion | None = None
        self._stale = False
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr("Direction"))
        self.choice.setToolTip(
            tr("What is shown beside the maps: nothing, or the gradient of a class")
        )
        self.note = NoteLabel()
        self.know_classes(())
        self.choice.currentIndexChanged.connect(self._turn)
        panel.controls.insertWidget(1, self.choice)
        on_paper(self.choice)
        panel.controls.insertWidget(2, self.note)
        self.note.say("")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask_again)
        panel.maps_shown.connect(self._follow)
        inquiries.answered.connect(self._show)
        inquiries.refused.connect(self._refuse)

    def know_classes(self, classes: Sequence[str]) -> None:
        """Offer these; the direction stays as it was, as far as there is such a class."""
        chosen = self.choice.currentData()
        blocked = self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItem(tr("Forward"), _FORWARD)
        self.choice.addItem(tr("Gradient of the likeliest class"), _LIKELIEST)
        for number, name in enumerate(classes):
            self.choice.addItem(tr("Gradient of class {name}", name=name), number)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.choice.blockSignals(blocked)
        if chosen not in (None, _FORWARD) and self.choice.currentData() == _FORWARD:
            self._turn()

    @property
    def backward(self) -> bool:
        """Whether gradients are shown."""
        return bool(self.choice.currentData() != _FORWARD)

    def _turn(self) -> None:
        self._inquiries.call_off(BackwardQuestion)
        self._asked, self._stale = None, False
        self._rest.stop()
        self.note.say("")
        if self.backward:
            self._panel.show_gradients(Backward(0.0, {}, {}))
            self._ask()
        else:
            self._panel.show_gradients(None)

    def _follow(self) -> None:
        """The panel has new maps: look again, when the last look is over and has rested."""
        if not self.backward:
            return
        if self._asked is not None or self._rest.isActive():
            self._stale = True
        else:
            self._ask()

    def _ask(self) -> None:
        layers = tuple(sorted(self._panel.wanted()))
        if layers:
            label = self.choice.currentData()
            self._stale = False
            self._asked = BackwardQuestion(layers, None if label == _LIKELIEST else label)
            self._inquiries.ask(self._asked)

    def _ask_again(self) -> None:
        if self._stale and self._asked is None:
            self._ask()

    def _show(self, question: object, found: Backward) -> None:
        if question is self._asked and self._asked is not None:
            self._asked = None
            self._rest.start()
            self.note.say(tr("of its logit, {number}", number=number_text(found.score)))
            self._panel.show_gradients(found)

    def _refuse(self, question: object, why: str) -> None:
        if question is self._asked and self._asked is not None:
            self._asked = None
            self._rest.start()
            self._panel.show_gradients(Backward(0.0, {}, {}))
            self.note.warn(why)
