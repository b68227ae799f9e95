"""The trials of a search as dots: what a setting was, and the accuracy it came to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel

from app.experiments.search_plan import Trial
from app.experiments.search_space import Choices, Range, SearchSpace
from app.language import tr
from app.network.setting_titles import setting_title
from widgets.experiments.dialog import ExperimentPlot
from widgets.theme import theme


class TrialPlot(ExperimentPlot):
    """Trials over one subject of the space."""

    trial_chosen = Signal(int)
    """A dot was clicked; the trial's place among those that are shown."""

    def __init__(self) -> None:
        super().__init__("", tr("validation accuracy"))
        self.left.percent = True
        self._trials: Sequence[Trial] = ()
        self._among: Range | Choices | None = None
        self._subject = ""
        self._chosen = -1
        self._dots = pg.ScatterPlotItem(pxMode=True, tip=None)
        self._dots.sigClicked.connect(self._click)
        self._best = pg.PlotDataItem(pen=None, symbol="star", symbolSize=17)
        self.getPlotItem().addItem(self._dots)
        self.getPlotItem().addItem(self._best)

    def show_trials(
        self, trials: Sequence[Trial], space: SearchSpace, subject: str, best: Trial | None
    ) -> None:
        """Draw the trials over `subject`."""
        self._trials, self._subject, self._among = trials, subject, space.over[subject]
        among = self._among
        self.bottom.log = isinstance(among, Range) and among.log
        self.bottom.words = tuple(map(str, among.values)) if isinstance(among, Choices) else ()
        self.name_axes(setting_title(subject), tr("validation accuracy"))
        if isinstance(among, Choices):
            self.setXRange(-0.5, len(among.values) - 0.5, padding=0)
        else:
            self.setXRange(self._place(among.lowest), self._place(among.highest), padding=0.03)
        self._draw(best)

    def choose(self, at: int) -> None:
        """Ring the trial at this place; −1 for none."""
        self._chosen = at
        self._draw_dots()

    def recolour(self) -> None:
        self._draw_dots()
        self._best.setSymbolBrush(theme().colour("good"))
        self._best.setSymbolPen(pg.mkPen(theme().colour("card"), width=1))

    def _draw(self, best: Trial | None) -> None:
        accuracies = [trial.accuracy for trial in self._trials if trial.accuracy is not None]
        if accuracies:
            low, high = min(accuracies), max(accuracies)
            room = max(0.02, 0.08 * (high - low))
            self.setYRange(low - room, high + room, padding=0)
        there = best is not None and best.accuracy is not None
        self._best.setData(
            [self._place(best.values[self._subject])] if there and best else [],
            [best.accuracy] if there and best else [],
        )
        self.recolour()

    def _draw_dots(self) -> None:
        now = theme()
        spots = []
        for at, trial in enumerate(self._trials):
            if trial.accuracy is None:
                continue
            colour = now.colour("validation_line" if trial.phase == "fine" else "train_line")
            finished = trial.outcome == "finished"
            ring = now.colour("text") if at == self._chosen else colour
            spots.append(
                {
                    "pos": (self._place(trial.values[self._subject]), trial.accuracy),
                    "size": 13 if at == self._chosen else 9,
                    "pen": pg.mkPen(ring, width=2.5 if at == self._chosen else 1.2),
                    "brush": pg.mkBrush(colour) if finished else pg.mkBrush(None),
                    "symbol": "o" if finished else "x" if trial.outcome == "diverged" else "t",
                    "data": at,
                }
            )
        self._dots.setData(spots)

    def _place(self, value: object) -> float:
        if isinstance(self._among, Choices):
            return float(self._among.values.index(value))
        number = float(value)  # type: ignore[arg-type]
        return math.log10(number) if self.bottom.log else number

    def _click(self, _item: object, points: Sequence[pg.SpotItem]) -> None:
        if len(points):
            self.trial_chosen.emit(int(points[0].data()))


class TrialLegend(QLabel):
    """What the signs of the plot mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._write()

    def _write(self) -> None:
        now = theme()
        self.setText(
            tr(
                "<span style='color:{train_line}'>●</span> coarse &nbsp; <span "
                "style='color:{validation_line}'>●</span> fine &nbsp; <span "
                "style='color:{good}'>★</span> best &nbsp; ▽ ended early &nbsp; × "
                "diverged",
                train_line=now.train_line,
                validation_line=now.validation_line,
                good=now.good,
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._write()
        super().changeEvent(event)
