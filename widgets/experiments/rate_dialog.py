"""Find a learning rate: the loss over a rate that rises, and a button that takes the suggested."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.experiments.rate_result import SIDE, RateTest, smooth
from app.language import tr
from widgets.document import Document
from widgets.experiments.dialog import ExperimentDialog, ExperimentPlot
from widgets.number_text import number_text
from widgets.plot_marks import Mark, PlotMarks
from widgets.theme import GAP, theme

_ABOUT = tr(
    "Trains a copy of the network, from fresh weights, while the learning rate rises from far too "
    "low to far too high. Where the loss falls, the network learns; where it leaps up, steps are "
    "too large. Your weights stay as they are."
)


class RateDialog(ExperimentDialog):
    """The learning-rate finder for the document's network and recipe."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(tr("Find a learning rate"), document, parent)
        self.resize(720, 520)
        self._steps = 1
        self._rates: list[float] = []
        self._losses: list[float] = []
        self._suggested: float | None = None
        about = QLabel(_ABOUT)
        about.setWordWrap(True)
        self.plot = RatePlot()
        self.use_button = QPushButton(tr("Use suggested"))
        self.use_button.setEnabled(False)
        self.use_button.clicked.connect(self.use)
        self.controls.addWidget(self.use_button)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(about)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.status)
        layout.addLayout(self.controls)
        self.say(tr("Press Start: it takes some 200 batches."))

    def start(self) -> None:
        """Begin the test."""
        self._rates, self._losses, self._suggested = [], [], None
        self.use_button.setEnabled(False)
        self.use_button.setText(tr("Use suggested"))
        self.plot.show_losses([], [], [])
        self.plot.show_suggestion(None, None)
        self.begin("find-rate", [])

    def take(self, line: dict[str, Any]) -> None:
        """Draw a step, or the result."""
        if line["event"] == "step":
            self._steps = line["steps"]
            self._rates.append(line["rate"])
            self._losses.append(line["loss"])
            side = max(1, round(SIDE * self._steps))
            self.plot.show_losses(self._rates, self._losses, smooth(self._losses, side))
            self.show_done(line["step"], self._steps)
            rate = number_text(line["rate"], 2)
            self.say(
                tr(
                    "Learning rate {rate}, loss {loss}",
                    rate=rate,
                    loss=number_text(line["loss"], 3),
                )
            )
            return
        result = RateTest.from_form(line)
        self._suggested = result.suggested
        self.plot.show_losses(result.rates, result.losses, result.smoothed)
        self.plot.show_suggestion(result.suggested, result.exploded_at)
        self.say(result.reason, wrong=result.suggested is None)
        if result.suggested is not None:
            self.use_button.setText(tr("&Use {suggested:g}", suggested=result.suggested))
            self.use_button.setEnabled(True)
            self.use_button.setFocus()

    def use(self) -> None:
        """Make the suggested rate the recipe's, as one step of undo."""
        if self._suggested is None:
            return
        recipe = replace(self.document.recipe, learning_rate=self._suggested)
        self.document.set_recipe(
            recipe, tr("Use learning rate {suggested:g}", suggested=self._suggested)
        )
        self.say(
            tr(
                "The learning rate is {suggested:g} now. Edit ▸ Undo takes it back.",
                suggested=self._suggested,
            )
        )


class RatePlot(ExperimentPlot):
    """The losses as dots, their mean as a line, and the suggested rate as a mark."""

    def __init__(self) -> None:
        super().__init__(tr("learning rate"), tr("loss"))
        self.bottom.log = True
        item = self.getPlotItem()
        self._dots = item.plot(pen=None, symbol="o", symbolSize=4)
        self._line = item.plot(antialias=True)
        self._marks = PlotMarks(item)
        self.recolour()

    def show_losses(
        self, rates: list[float] | tuple[float, ...], losses: Any, smoothed: Any
    ) -> None:
        """Draw losses N at rates N with their running means N."""
        x = np.log10(np.array(rates, np.float64))
        self._dots.setData(x, np.array(losses, np.float64))
        self._line.setData(x, np.array(smoothed, np.float64))
        if len(smoothed):
            # One step that exploded must not flatten all the others.
            low, first = min(smoothed), smoothed[0]
            top = min(max(losses), max(1.6 * first, 1.2 * first + 0.1))
            self.setYRange(max(0.0, low - 0.08 * (top - low)), top, padding=0)
            self.setXRange(float(x[0]), float(x[-1]) + 0.05, padding=0.01)

    def show_suggestion(self, rate: float | None, exploded_at: float | None) -> None:
        """Mark the suggested rate, and the one at which the test was broken off."""
        marks = []
        if rate is not None:
            words = tr("suggested: {rate:g}", rate=rate)
            marks.append(Mark(math.log10(rate), words, 0.9, line="good", text="good", width=2))
        if exploded_at is not None:
            at = math.log10(exploded_at)
            marks.append(Mark(at, tr("exploded"), 0.78, line="error", text="error", width=2))
        self._marks.show_marks(marks)

    def recolour(self) -> None:
        now = theme()
        faint = now.colour("train_line")
        faint.setAlphaF(0.45)
        self._dots.setSymbolBrush(faint)
        self._dots.setSymbolPen(None)
        self._line.setPen(pg.mkPen(now.colour("train_line"), width=2.5))
