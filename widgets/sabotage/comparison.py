"""A run with a fault and the same one without it, in two plots over the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.language import tr
from app.training.events import TrainingEvent
from widgets.experiments.dialog import ExperimentPlot
from widgets.panels.curve_data import Curve, CurveData, Line
from widgets.theme import GAP, SMALL, font, theme

MEAN_OF = 10
"""Steps over which the lines are averaged."""
EVENTS_AT_ONCE = 3_000
"""So many are consumed without a pause: a few milliseconds' work."""
SMALLEST_LOSS = 1e-6
"""Drawn in the place of zero, which has no logarithm."""


class RunPlot(ExperimentPlot):
    """One figure of both runs: a mean of the batches as a line, validation as dots."""

    def __init__(
        self, y: str, curve: Callable[[CurveData], Curve], validation: str, *, log: bool
    ) -> None:
        super().__init__(tr("step"), y)
        self.left.log, self.left.percent = log, not log
        self._curve, self._validation, self._log = curve, validation, log
        item = self.getPlotItem()
        self._lines = [item.plot(antialias=True) for _ in range(2)]
        self._dots = [item.plot(pen=None, symbol="o", symbolSize=6) for _ in range(2)]
        self.recolour()

    def show_run(self, at: int, data: CurveData) -> None:
        """Draw the run without (0) or with the fault (1)."""
        last = float(data.steps[-1]) if len(data.steps) else 0.0
        self._draw(self._lines[at], data.smoothed(self._curve(data), MEAN_OF, 0.0, last))
        self._draw(self._dots[at], data.per_epoch(self._validation))

    def _draw(self, item: pg.PlotDataItem, line: Line) -> None:
        y = np.log10(np.maximum(line.y, SMALLEST_LOSS)) if self._log else line.y
        item.setData(line.x, y)

    def recolour(self) -> None:
        for at, (name, style) in enumerate(
            (("good", Qt.PenStyle.SolidLine), ("error", Qt.PenStyle.DashLine))
        ):
            colour = theme().colour(name)
            self._lines[at].setPen(pg.mkPen(colour, width=2.5, style=style))
            self._dots[at].setSymbolBrush(colour)
            self._dots[at].setSymbolPen(None)


class ComparisonPlots(QWidget):
    """Loss and accuracy of both; the healthy run grows while it is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.loss = RunPlot(tr("loss"), lambda data: data.loss, "validation_loss", log=True)
        self.accuracy = RunPlot(
            tr("accuracy"), lambda data: data.accuracy, "validation_accuracy", log=False
        )
        self.healthy = CurveData()
        self._events: Sequence[TrainingEvent] = ()
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._take_more)
        self._legend = QLabel()
        self._legend.setFont(font(SMALL))
        self._legend.setTextFormat(Qt.TextFormat.RichText)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self._legend, 0, 0, 1, 2)
        grid.addWidget(self.loss, 1, 0)
        grid.addWidget(self.accuracy, 1, 1)
        grid.setRowStretch(1, 1)
        self._explain()

    def show_hurt(self, hurt: CurveData) -> None:
        """Draw the run with the fault."""
        for plot in (self.loss, self.accuracy):
            plot.show_run(1, hurt)

    def follow(self, events: Sequence[TrainingEvent]) -> None:
        """Draw what the healthy run has reported, a list that grows."""
        self._events = events
        self._take_more()

    def _take_more(self) -> None:
        if not self.healthy.take(self._events, EVENTS_AT_ONCE):
            self._rest.start()
        for plot in (self.loss, self.accuracy):
            plot.show_run(0, self.healthy)

    def _explain(self) -> None:
        now = theme()
        self._legend.setText(
            tr(
                "<span style='color:{good}'><b>━</b></span> without the fault &nbsp; "
                "<span style='color:{error}'><b>╍</b></span> with it &nbsp; mean of "
                "{mean_of} batches; dots: validation",
                good=now.good,
                error=now.error,
                mean_of=MEAN_OF,
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_legend"):
            self._explain()
        super().changeEvent(event)
