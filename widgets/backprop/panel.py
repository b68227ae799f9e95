"""The backprop microscope: one step of learning on the probe image, in numbers, and checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.inspection.gradient_results import OneStep
from app.inspection.questions import StepQuestion
from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from widgets.backprop.step_text import Fact, facts_of, slices_of, table_of
from widgets.backprop.weight_choice import WeightChoice
from widgets.document import Document
from widgets.inquiries import Inquiries
from widgets.live_views import SnapshotView
from widgets.more_button import more_button
from widgets.panels.enlarged_picture import EnlargedPicture, Pane
from widgets.panels.lettering import FactTable, NoteLabel
from widgets.panels.table_export import copy_plain
from widgets.theme import GAP, NORMAL, font

_EMPTY = tr(
    "One step of the recipe's optimiser on the probe image, with a copy of the network:\n"
    "forward, loss, gradient, update, and the loss after. The gradient is checked by differences."
)
_OWN = -1


class MicroscopePanel(SnapshotView):
    """Asks for a step, and tells it for one weight as an example of all."""

    def __init__(
        self,
        document: Document,
        inquiries: Inquiries,
        truth: Callable[[], int | None],
        parent: QWidget | None = None,
    ) -> None:
        """`truth` tells the class of the probe image, None where it is not known."""
        super().__init__(parent)
        self.setAccessibleName(tr("Backprop"))
        self._document, self._inquiries, self._truth = document, inquiries, truth
        self._asked: StepQuestion | None = None
        self._step: OneStep | None = None
        self._facts: list[Fact] = []
        self.weight = WeightChoice()
        self.weight.changed.connect(self._follow)
        self.label = QComboBox()
        self.label.setAccessibleName(tr("Right class"))
        self.label.setToolTip(tr("The class that the network shall learn the image is"))
        self.know_classes(())
        self.label.currentIndexChanged.connect(self._follow)
        self.button = QPushButton(tr("Make a step"))
        self.button.setToolTip(tr("With a copy of the network: its weights stay as they are"))
        self.button.clicked.connect(self.ask)
        self.note = NoteLabel()
        self.facts = FactTable()
        self.picture = EnlargedPicture()
        self.picture.setMinimumWidth(180)
        self._lay_out()
        inquiries.answered.connect(self._show)
        inquiries.refused.connect(self._refuse)
        document.network_changed.connect(self._know_network)
        self._know_network()

    def sizeHint(self) -> QSize:
        return QSize(860, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(340, 160)

    def know_classes(self, classes: Sequence[str]) -> None:
        """Offer these as the right class."""
        blocked = self.label.blockSignals(True)
        self.label.clear()
        self.label.addItem(tr("the image's class"), _OWN)
        for number, name in enumerate(classes):
            self.label.addItem(tr("class {name}", name=name), number)
        self.label.blockSignals(blocked)

    # What is live: the names and shapes of the parameters

    def wanted(self) -> Wanted:
        name = self.weight.layer.currentText()
        return Wanted(insides=frozenset({name} if name else ()))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        inside = snapshot.insides.get(self.weight.layer.currentText())
        if inside is not None:
            self.weight.show_parameters(inside.parameters)

    # Asking

    def ask(self) -> None:
        """Make the step with the weights, the image and the recipe of now."""
        place, chosen = self.weight.place, self.label.currentData()
        label = self._truth() if chosen == _OWN else chosen
        if place is None:
            self.note.warn(
                tr("No layer of this network learns anything that could be looked at yet.")
            )
        elif label is None:
            self.note.warn(
                tr("The class of this image is not known: choose the right class above.")
            )
        else:
            self._asked = StepQuestion(place, label, self._document.recipe)
            self.note.say(tr("Making a step …"))
            self._inquiries.ask(self._asked)

    def _follow(self) -> None:
        """Once a step is shown, another choice shows another one."""
        if self._step is not None and self.weight.place is not None:
            self.ask()

    def _know_network(self) -> None:
        self.weight.show_layers(self._document.analysis)

    def _show(self, question: object, step: OneStep) -> None:
        if question is not self._asked or self._asked is None:
            return
        asked, self._asked, self._step = self._asked, None, step
        row = self.label.findData(asked.label)
        name = (
            self.label.itemText(row).removeprefix(tr("class {name}", name=""))
            if row >= 0
            else str(asked.label)
        )
        loss = tr("squared error") if asked.recipe.loss == "mse" else tr("cross-entropy")
        self._facts = facts_of(step, asked.label, name, loss)
        self.facts.show_facts(self._facts)
        pictures, marked = slices_of(step)
        panes = [Pane(title, values, "diverging", marked) for title, values in pictures]
        self.picture.show_panes(panes, (-1.0, 1.0), "diverging")
        rule = asked.recipe.optimizer
        self.note.say(
            tr(
                "The first step of {rule} on this image alone; the network stays as it is.",
                rule=rule,
            )
        )
        self._pages.setCurrentIndex(1)
        for action in self._actions:
            action.setEnabled(True)

    def _refuse(self, question: object, why: str) -> None:
        if question is self._asked and self._asked is not None:
            self._asked = None
            self.note.warn(why)

    # Out of the program

    def copy_table(self) -> None:
        """Put the step on the clipboard as numbers."""
        if self._step is not None:
            copy_plain(table_of(self._facts, self._step))

    def copy_picture(self) -> None:
        """Put the step on the clipboard as it looks now."""
        QGuiApplication.clipboard().setPixmap(self._pages.grab())

    # Making the panel

    def _lay_out(self) -> None:
        self._actions = []
        for text, act in (
            (tr("Copy as table"), self.copy_table),
            (tr("Copy as picture"), self.copy_picture),
        ):
            action = QAction(text, self)
            action.setEnabled(False)
            action.triggered.connect(lambda _checked=False, act=act: act())
            self._actions.append(action)
        menu = QMenu(self)
        menu.addActions(self._actions)
        more = more_button(menu, tr("the step"))
        controls = QHBoxLayout()
        for widget in (self.weight, self.label, self.button):
            controls.addWidget(widget)
        controls.addStretch(1)
        controls.addWidget(more)
        empty = QLabel(_EMPTY)
        empty.setFont(font(NORMAL))
        empty.setWordWrap(True)
        empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addStretch(1)
        scroll.setWidget(told)
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(scroll, 3)
        row.addWidget(self.picture, 2)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(controls)
        layout.addWidget(self.note)
        layout.addWidget(self._pages, 1)
        self.note.hide()
