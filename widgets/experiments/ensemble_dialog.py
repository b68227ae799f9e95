"""Ensembles: each member's error beside that of their common vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.experiments.ensemble_result import Member, ensemble_sentence
from app.language import tr
from app.network.arithmetic import percent_text
from widgets.document import Document
from widgets.experiments.dialog import ExperimentDialog, ExperimentPlot
from widgets.experiments.inputs import beside, number_box
from widgets.experiments.result_table import ResultTable
from widgets.theme import GAP, theme

_ABOUT = tr(
    "Several networks read each test image, and the mean of their probabilities decides. Their "
    "mistakes differ, so together they make fewer."
)
_METHODS = {
    "bagging": tr("Bagging: own weights and a random sample of the images for each"),
    "snapshots": tr("Snapshots: one run whose learning rate leaps up again and again"),
}


class EnsembleDialog(ExperimentDialog):
    """Trains an ensemble of the document's network."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(tr("Ensemble"), document, parent)
        self.resize(760, 560)
        self._members: list[Member] = []
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self.method = QComboBox()
        self.method.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for name, words in _METHODS.items():
            self.method.addItem(words, name)
        self.method.currentIndexChanged.connect(lambda _at: self._name_epochs())
        self.members = number_box(5, 2, 100, tr("Members of the ensemble"))
        self.epochs = number_box(min(document.recipe.epochs, 1_000), 1, 1_000, tr("Epochs"))
        self._epochs_name = QLabel()
        self._epochs_name.setBuddy(self.epochs)
        form = QFormLayout()
        form.addRow(tr("&Kind"), self.method)
        form.addRow(tr("&Members"), beside(self.members, self._epochs_name, self.epochs))
        self.table = ResultTable(
            tr("Members"), (tr("member"), tr("test error"), tr("error of all so far"), "")
        )
        self.table.setMaximumHeight(170)
        self.plot = EnsemblePlot()
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.table)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.status)
        layout.addLayout(self.controls)
        self._name_epochs()
        self.say(tr("Press Start. The networks are trained from fresh weights; yours stay."))

    @property
    def trained(self) -> tuple[Member, ...]:
        """The members so far."""
        return tuple(self._members)

    def start(self) -> None:
        """Begin."""
        self._members = []
        self.table.clear_rows()
        self.plot.show_members([])
        options = ["--method", self.method.currentData(), "--members", str(self.members.value())]
        self.begin("ensemble", [*options, "--epochs", str(self.epochs.value())])

    def take(self, line: dict[str, Any]) -> None:
        """Show a step, or a member."""
        if line.pop("event") == "step":
            total = self.members.value()
            self.say(tr("Member {member} of {total}", member=line["member"], total=total))
            done = (line["member"] - 1) * line["steps"] + line["step"]
            self.show_done(done, total * line["steps"])
            return
        member = Member(**line)
        self._members.append(member)
        cells = (percent_text(member.error), percent_text(member.ensemble_error))
        note = tr("diverged, has no vote") if member.diverged else ""
        self.table.add_row((str(member.member), *cells, note), tip=member.diverged)
        self.plot.show_members(self._members)
        voting = [each.error for each in self._members if not each.diverged]
        self.say(ensemble_sentence(voting, member), wrong=not voting)

    def _name_epochs(self) -> None:
        bagging = self.method.currentData() == "bagging"
        self._epochs_name.setText(
            tr("&Epochs of each") if bagging else tr("&Epochs of all together")
        )


class EnsemblePlot(ExperimentPlot):
    """Dots for the members' errors, and a line for that of all so far."""

    def __init__(self) -> None:
        super().__init__(tr("members"), tr("test error"))
        self.left.percent = True
        item = self.getPlotItem()
        item.addLegend(offset=(-8, 4))
        self._alone = item.plot(pen=None, symbol="o", symbolSize=11, name=tr("a member alone"))
        self._together = item.plot(symbol="s", symbolSize=7, name=tr("all so far, together"))
        self.recolour()

    def show_members(self, members: Sequence[Member]) -> None:
        """Draw these members."""
        there = [member for member in members if not member.diverged]
        x = [float(member.member) for member in there]
        self._alone.setData(x, [member.error for member in there])
        self._together.setData(x, [member.ensemble_error for member in there])
        self.bottom.whole = True
        errors = [error for member in there for error in (member.error, member.ensemble_error)]
        if errors:
            room = 0.02 + 0.25 * (max(errors) - min(errors))
            self.setYRange(max(0.0, min(errors) - room), max(errors) + room, padding=0)
            self.setXRange(0.5, max(x) + 0.5, padding=0)

    def recolour(self) -> None:
        now = theme()
        self._alone.setSymbolBrush(now.colour("train_line"))
        self._alone.setSymbolPen(None)
        self._together.setPen(pg.mkPen(now.colour("good"), width=2.5))
        self._together.setSymbolBrush(now.colour("good"))
        self._together.setSymbolPen(None)
        legend = self.getPlotItem().legend
        legend.setLabelTextColor(now.colour("text"))
        for _sample, label in legend.items:
            label.setText(label.text, color=now.text)
