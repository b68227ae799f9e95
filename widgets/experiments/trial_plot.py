"""The trials of a search as dots: what a setting was, and the accuracy it came to."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Signal

from app.experiments.search_plan import Trial
from app.experiments.search_space import Choices, Range, SearchSpace
from widgets.experiments.dialog import ExperimentPlot
from widgets.theme import theme


class TrialPlot(ExperimentPlot):
    """Trials over one subject of the space."""

    trial_chosen = Signal(int)
    """A dot was clicked; the trial's place among those that are shown."""

    def __init__(self) -> None:
        super().__init__("", "validation accuracy")
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
        self.name_axes(subject.replace("_", " "), "validation accuracy")
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


class ParallelPlot(ExperimentPlot):
    """Every trial as a line across all subjects at once, to its accuracy at the right.

    The better a trial, the stronger its line.
    """

    def __init__(self) -> None:
        super().__init__("", "")
        self.left.hide()
        self._trials: Sequence[Trial] = ()
        self._space: SearchSpace | None = None
        self._chosen = -1
        self._lines: list[pg.PlotDataItem] = []
        self._texts: list[pg.TextItem] = []

    def show_trials(self, trials: Sequence[Trial], space: SearchSpace) -> None:
        """Draw the trials."""
        self._trials, self._space = trials, space
        self.bottom.words = (*(name.replace("_", " ") for name in space.over), "accuracy")
        self.setXRange(-0.35, len(space.over) + 0.35, padding=0)
        self.setYRange(-0.12, 1.08, padding=0)
        self.recolour()

    def choose(self, at: int) -> None:
        """Draw the trial at this place strongest; −1 for none."""
        self._chosen = at
        self.recolour()

    def recolour(self) -> None:
        if self._space is None:
            return
        item = self.getPlotItem()
        for old in (*self._lines, *self._texts):
            item.removeItem(old)
        now = theme()
        self._lines, self._texts = [], []
        shown = [trial for trial in self._trials if trial.accuracy is not None]
        accuracies = [trial.accuracy or 0.0 for trial in shown]
        low, high = min(accuracies, default=0.0), max(accuracies, default=1.0)
        self._add_axes(low, high)
        chosen = self._trials[self._chosen] if 0 <= self._chosen < len(self._trials) else None
        for trial in sorted(shown, key=lambda trial: trial.accuracy or 0.0):
            quality = ((trial.accuracy or 0.0) - low) / (high - low) if high > low else 1.0
            colour = now.colour("validation_line" if trial.phase == "fine" else "train_line")
            colour.setAlphaF(0.12 + 0.88 * quality**2)
            width = 1.0 + 1.5 * quality
            if trial is chosen:
                colour, width = now.colour("text"), 3.5
            y = [self._share(name, trial.values[name]) for name in self._space.over] + [quality]
            line = item.plot(
                np.arange(len(y)), y, pen=pg.mkPen(colour, width=width), antialias=True
            )
            self._lines.append(line)

    def _add_axes(self, low: float, high: float) -> None:
        assert self._space is not None
        now, item = theme(), self.getPlotItem()
        ends: list[tuple[str, ...]] = []
        for among in self._space.over.values():
            if isinstance(among, Choices):
                ends.append(tuple(map(str, among.values)))
            else:
                ends.append(tuple(among.text.removesuffix(":log").split("..")))
        ends.append((f"{100 * low:.0f} %", f"{100 * high:.0f} %"))
        for at, labels in enumerate(ends):
            pen = pg.mkPen(now.colour("card_border"), width=1.5)
            self._lines.append(item.plot([at, at], [0, 1], pen=pen))
            for place, label in enumerate(labels):
                text = pg.TextItem(label, color=now.colour("faint_text"), anchor=(1.1, 0.5))
                text.setPos(at, place / max(1, len(labels) - 1))
                item.addItem(text, ignoreBounds=True)
                self._texts.append(text)

    def _share(self, subject: str, value: object) -> float:
        assert self._space is not None
        among = self._space.over[subject]
        if isinstance(among, Choices):
            return among.values.index(value) / (len(among.values) - 1)
        return among.share(float(value))  # type: ignore[arg-type]
