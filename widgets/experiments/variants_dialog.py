"""What one change does: two variants over repeated seeds, as curves with bands of error."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor
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
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.graph import NetworkError
from widgets.document import Document
from widgets.experiments.dialog import ExperimentDialog, ExperimentPlot
from widgets.experiments.inputs import beside, number_box
from widgets.experiments.result_table import ResultTable
from widgets.theme import GAP, theme

_Numbers = NDArray[np.float64]
_ABOUT = tr(
    "Both variants are trained with the same seeds: the same images in the same order, from the "
    "same weights. The bands are one standard error of the mean to each side."
)
_OWN = tr("A change of my own")
_USUAL_EPOCHS = 5


class VariantsDialog(ExperimentDialog):
    """Compares variants of the document's network and recipe."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(tr("Compare variants"), document, parent)
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
        self.change.setPlaceholderText(tr("optimizer=sgd  conv1.padding=0"))
        self.change.textEdited.connect(lambda _text: self._check())
        self.repeats = number_box(3, 1, 100, tr("Pairs of runs, each of another seed"))
        epochs = min(document.recipe.epochs, _USUAL_EPOCHS)
        self.epochs = number_box(epochs, 1, 1_000, tr("Epochs of each run"))
        form = QFormLayout()
        form.addRow(tr("Com&pare"), self.question)
        form.addRow(tr("C&hange"), self.change)
        of = QLabel(tr("of &epochs"))
        of.setBuddy(self.epochs)
        form.addRow(tr("&Repeats"), beside(self.repeats, of, self.epochs))
        self.table = ResultTable(tr("Runs"), (tr("seed"), "", "", ""))
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
        self.table.begin((tr("seed"), *(tr("{name}, test", name=name) for name in self._names), ""))
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
            words = (
                tr("; so far: {verdict}", verdict=verdict(self._names, so_far)) if so_far else ""
            )
            name = self._names[line["variant"]]
            self.say(
                tr(
                    "{name}, repeat {repeat} of {repeats}{so_far}",
                    name=name,
                    repeat=line["repeat"],
                    repeats=self.repeats.value(),
                    so_far=words,
                )
            )
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
            self.table.add_row((tr("mean"), *means, ""))
            self.table.embolden(self.table.rowCount() - 1, bold=True)
            self.say(verdict(self._names, difference))

    def show_running(self, running: bool) -> None:
        super().show_running(running)
        if not running and hasattr(self, "plot"):
            self._check(quietly=True)

    def _add_pair(self, first: RunOfVariant, second: RunOfVariant) -> None:
        cells = (
            str(first.seed),
            *(percent_text(run.test_accuracy, 2) for run in (first, second)),
        )
        diverged = first.diverged or second.diverged
        self.table.add_row((*cells, tr("diverged") if diverged else ""), tip=diverged)

    def _variants(self) -> tuple[Variant, Variant]:
        network, recipe = self.document.network, self.document.recipe
        if name := self.question.currentData():
            return question_named(name).ask(network, recipe)
        changed = changed_variant(network, recipe, self.change.text().split())
        return changed, Variant(tr("as it is"), network, recipe)

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
            self.say(tr("“{name}” against “{name2}”.", name=first.name, name2=second.name))


class BandPlot(ExperimentPlot):
    """Mean validation accuracies over the epochs, with bands of one standard error."""

    def __init__(self) -> None:
        super().__init__(tr("epoch"), tr("validation accuracy"))
        self.left.percent = True
        self.bottom.whole = True
        item = self.getPlotItem()
        self._legend = item.addLegend(offset=(-8, -8))
        # Made once and given other values: pyqtgraph's items are not safe to throw away.
        self._lines = [_VariantLines(item) for _ in range(2)]
        self._legend.hide()
        self.recolour()

    def show_runs(self, runs: Sequence[RunOfVariant], names: tuple[str, str]) -> None:
        """Draw the runs that are over."""
        values: list[float] = []
        for variant, lines in enumerate(self._lines):
            low, high = lines.show_means(per_epoch(runs, variant))
            values += [*low, *high]
        self._legend.setVisible(bool(values))
        for (_sample, label), name in zip(self._legend.items, names, strict=True):
            label.setText(name)
        self._legend.updateSize()
        if values:
            epochs = max(lines.epochs for lines in self._lines)
            self.setXRange(0.7, max(2.0, epochs) + 0.3, padding=0)
            room = 0.01 + 0.06 * (max(values) - min(values))
            self.setYRange(min(values) - room, max(values) + room, padding=0)

    def recolour(self) -> None:
        now = theme()
        for lines, name in zip(self._lines, ("train_line", "validation_line"), strict=True):
            lines.recolour(now.colour(name))
        for _sample, label in self._legend.items:
            label.setText(label.text, color=now.text)


class _VariantLines:
    """The means of a variant over the epochs, and the band around them."""

    def __init__(self, item: pg.PlotItem) -> None:
        self._band = pg.PlotCurveItem(pen=None, fillLevel="enclosed")
        item.addItem(self._band)
        # A name puts a line into the legend.
        self._line = item.plot(symbol="o", symbolSize=6, symbolPen=None, name=" ", antialias=True)
        self.epochs = 0

    def show_means(self, means: Sequence[Mean]) -> tuple[_Numbers, _Numbers]:
        """Draw the means of E epochs; gives the band's lower edge E and its upper edge E."""
        self.epochs = len(means)
        x = np.arange(1, len(means) + 1, dtype=np.float64)
        middle = np.array([mean.mean for mean in means])
        error = np.array([mean.error or 0.0 for mean in means])
        low, high = middle - error, middle + error
        self._band.setData(np.concatenate((x, x[::-1])), np.concatenate((low, high[::-1])))
        self._line.setData(x, middle)
        return low, high

    def recolour(self, colour: QColor) -> None:
        """Take the colours of the theme."""
        self._line.setPen(pg.mkPen(colour, width=2.5))
        self._line.setSymbolBrush(colour)
        band = pg.mkColor(colour)
        band.setAlphaF(0.22)
        self._band.setBrush(band)


def _mean_text(mean: Mean | None) -> str:
    if mean is None:
        return ""
    error = "" if mean.error is None else figures(f" ± {100 * mean.error:.2f}")
    return f"{figures(f'{100 * mean.mean:.2f}')} %{error}"
