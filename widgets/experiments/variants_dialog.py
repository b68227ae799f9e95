"""What one change does: two variants over repeated seeds, as curves with bands of error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.experiments.comparisons import QUESTIONS, Variant, changed_variant, question_named
from app.experiments.paired_result import (
    Mean,
    RunOfVariant,
    paired_difference,
    per_epoch,
    tests_of,
    verdict,
)
from app.network.graph import NetworkError
from widgets.document import Document
from widgets.experiments.dialog import ExperimentDialog, ExperimentPlot
from widgets.experiments.inputs import beside, number_box
from widgets.experiments.result_table import ResultTable
from widgets.theme import GAP, theme

_ABOUT = (
    "Both variants are trained with the same seeds: the same images in the same order, from the "
    "same weights. The bands are one standard error of the mean to each side."
)
_OWN = "A change of my own"
_USUAL_EPOCHS = 5


class VariantsDialog(ExperimentDialog):
    """Compares variants of the document's network and recipe."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__("Compare variants", document, parent)
        self.resize(760, 600)
        self._names = ("", "")
        self._runs: list[RunOfVariant] = []
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self.question = QComboBox()
        for question in QUESTIONS:
            self.question.addItem(f"{question.title}: {question.sentence}", question.name)
        self.question.addItem(_OWN, "")
        self.question.currentIndexChanged.connect(lambda _at: self._check())
        self.change = QLineEdit()
        self.change.setPlaceholderText("optimizer=sgd  conv1.padding=0")
        self.change.textEdited.connect(lambda _text: self._check())
        self.repeats = number_box(3, 1, 100, "Pairs of runs, each of another seed")
        epochs = min(document.recipe.epochs, _USUAL_EPOCHS)
        self.epochs = number_box(epochs, 1, 1_000, "Epochs of each run")
        form = QFormLayout()
        form.addRow("Com&pare", self.question)
        form.addRow("C&hange", self.change)
        of = QLabel("of &epochs")
        of.setBuddy(self.epochs)
        form.addRow("&Repeats", beside(self.repeats, of, self.epochs))
        self.table = ResultTable("Runs", ("seed", "", "", ""))
        self.table.setMaximumHeight(140)
        self.plot = BandPlot()
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(about)
        layout.addLayout(form)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.table)
        layout.addWidget(self.status)
        layout.addLayout(self.controls)
        document.network_changed.connect(self._check)
        document.recipe_changed.connect(self._check)
        self._check()

    def start(self) -> None:
        """Begin."""
        first, second = self._variants()
        self._names = (first.name, second.name)
        self._runs = []
        self.table.begin(("seed", *(f"{name}, test" for name in self._names), ""))
        self.plot.show_runs([], self._names)
        options = ["--repeats", str(self.repeats.value()), "--epochs", str(self.epochs.value())]
        if name := self.question.currentData():
            options += ["--question", name]
        else:
            options += [word for text in self.change.text().split() for word in ("--change", text)]
        self.begin("compare-runs", options)

    def take(self, line: dict[str, Any]) -> None:
        """Show a step, or a run."""
        total = 2 * self.repeats.value()
        if line.pop("event") == "step":
            so_far = paired_difference(self._runs)
            words = f"; so far: {verdict(self._names, so_far)}" if so_far else ""
            name = self._names[line["variant"]]
            self.say(f"{name}, repeat {line['repeat']} of {self.repeats.value()}{words}")
            self.show_done(len(self._runs) * line["steps"] + line["step"], total * line["steps"])
            return
        run = RunOfVariant(**line)
        self._runs.append(run)
        self.plot.show_runs(self._runs, self._names)
        if run.variant == 1:
            self._add_pair(*self._runs[-2:])
        difference = paired_difference(self._runs)
        if len(self._runs) == total and difference is not None:
            means = [_mean_text(tests_of(self._runs, at)) for at in (0, 1)]
            self.table.add_row(("mean", *means, ""))
            self.table.embolden(self.table.rowCount() - 1, bold=True)
            self.say(verdict(self._names, difference))

    def show_running(self, running: bool) -> None:
        super().show_running(running)
        if not running and hasattr(self, "plot"):
            self._check(quietly=True)

    def _add_pair(self, first: RunOfVariant, second: RunOfVariant) -> None:
        cells = (str(first.seed), *(f"{100 * run.test_accuracy:.2f} %" for run in (first, second)))
        diverged = first.diverged or second.diverged
        self.table.add_row((*cells, "diverged" if diverged else ""), tip=diverged)

    def _variants(self) -> tuple[Variant, Variant]:
        network, recipe = self.document.network, self.document.recipe
        if name := self.question.currentData():
            return question_named(name).ask(network, recipe)
        changed = changed_variant(network, recipe, self.change.text().split())
        return changed, Variant("as it is", network, recipe)

    def _check(self, *, quietly: bool = False) -> None:
        if self.process.running:
            return
        self.change.setEnabled(not self.question.currentData())
        try:
            first, second = self._variants()
        except (ValueError, NetworkError) as error:
            self.start_button.setEnabled(False)
            text = str(error)
            self.say(text[0].upper() + text[1:] + ".", wrong=True)
            return
        self.start_button.setEnabled(True)
        if not quietly:
            self.say(f"“{first.name}” against “{second.name}”.")


class BandPlot(ExperimentPlot):
    """Mean validation accuracies over the epochs, with bands of one standard error."""

    def __init__(self) -> None:
        super().__init__("epoch", "validation accuracy")
        self.left.percent = True
        self.bottom.whole = True
        self._runs: Sequence[RunOfVariant] = ()
        self._names = ("", "")
        self.getPlotItem().addLegend(offset=(-8, -8))

    def show_runs(self, runs: Sequence[RunOfVariant], names: tuple[str, str]) -> None:
        """Draw the runs that are over."""
        self._runs, self._names = runs, names
        self.recolour()

    def recolour(self) -> None:
        now, item = theme(), self.getPlotItem()
        item.clear()
        values: list[float] = []
        for variant, colour in enumerate((now.colour("train_line"), now.colour("validation_line"))):
            means = per_epoch(self._runs, variant)
            if not means:
                continue
            x = np.arange(1, len(means) + 1, dtype=np.float64)
            middle = np.array([mean.mean for mean in means])
            error = np.array([mean.error or 0.0 for mean in means])
            band = pg.mkColor(colour)
            band.setAlphaF(0.22)
            low, high = pg.PlotDataItem(x, middle - error), pg.PlotDataItem(x, middle + error)
            item.addItem(pg.FillBetweenItem(low, high, brush=band))
            pen = pg.mkPen(colour, width=2.5)
            name = self._names[variant]
            item.plot(
                x, middle, pen=pen, symbol="o", symbolSize=6, symbolBrush=colour, symbolPen=None,
                name=name, antialias=True,
            )  # fmt: skip
            values += [*(middle - error), *(middle + error)]
            self.setXRange(0.7, max(2.0, float(x[-1])) + 0.3, padding=0)
        if values:
            room = 0.01 + 0.06 * (max(values) - min(values))
            self.setYRange(min(values) - room, max(values) + room, padding=0)
        legend = item.legend
        for _sample, label in legend.items:
            label.setText(label.text, color=now.text)


def _mean_text(mean: Mean | None) -> str:
    if mean is None:
        return ""
    error = "" if mean.error is None else f" ± {100 * mean.error:.2f}"
    return f"{100 * mean.mean:.2f} %{error}"
