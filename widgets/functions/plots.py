"""The plots of the Functions panel: a curve over its inputs, and bars and histograms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from app.inspection.functions import Function
from app.inspection.layer_functions import Bins
from app.language import tr
from widgets.experiments.dialog import ExperimentPlot
from widgets.theme import SMALL, font, theme


class _FunctionPlot(ExperimentPlot):
    """Small letters, and lines through zero."""

    def __init__(self, x: str, y: str) -> None:
        super().__init__(x, y)
        self.setMinimumSize(180, 120)
        self._zero = [pg.InfiniteLine(0, angle=angle, movable=False) for angle in (0, 90)]
        for line in self._zero:
            self.addItem(line, ignoreBounds=True)

    def name_axes(self, x: str, y: str) -> None:
        super().name_axes(x, y)
        for axis in (self.bottom, self.left):
            axis.label.setFont(font(SMALL))

    def recolour(self) -> None:
        pen = pg.mkPen(theme().colour("card_border"), style=Qt.PenStyle.DashLine)
        for line in self._zero:
            line.setPen(pen)


class CurvePlot(_FunctionPlot):
    """A function and its slope, with the distribution of what comes in beneath them."""

    def __init__(self) -> None:
        super().__init__(tr("x, what comes in"), "")
        self.setAccessibleName(tr("The function, its slope and its inputs"))
        self._bars = self.getPlotItem().plot(stepMode="center", fillLevel=0)
        self._slope = self.getPlotItem().plot()
        self._value = self.getPlotItem().plot()
        self.recolour()

    def show_function(self, function: Function, bins: Bins) -> None:
        """Draw it over the range of the bins; these fill the lower third of the plot."""
        low, high = float(bins.edges[0]), float(bins.edges[-1])
        x = np.linspace(low, high, 241)
        value, slope = function.value(x), function.slope(x)
        bottom = float(min(0.0, value.min(), slope.min()))
        top = float(max(1.0, value.max(), slope.max()))
        most = float(bins.shares.max()) or 1.0
        self._bars.setData(bins.edges, bottom + (top - bottom) / 3 * bins.shares / most)
        self._bars.setFillLevel(bottom)
        self._value.setData(x, value)
        self._slope.setData(x, slope)
        self.setXRange(low, high, padding=0)
        self.setYRange(bottom, top, padding=0.04)

    @property
    def drawn(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x, value and slope."""
        x, value = self._value.getData()
        return x, value, self._slope.getData()[1]

    def recolour(self) -> None:
        super().recolour()
        now = theme()
        self._value.setPen(pg.mkPen(now.colour("train_line"), width=2.5))
        dashed = Qt.PenStyle.DashLine
        self._slope.setPen(pg.mkPen(now.colour("validation_line"), width=2, style=dashed))
        colour = now.colour("faint_text")
        self._bars.setPen(pg.mkPen(colour))
        colour.setAlphaF(0.25)
        self._bars.setBrush(pg.mkBrush(colour))


class HistogramsPlot(_FunctionPlot):
    """Several distributions over one another, as steps in the theme's colours of these names."""

    def __init__(self, colours: Sequence[str]) -> None:
        super().__init__(tr("value"), tr("share"))
        self.setAccessibleName(tr("Distributions before and after"))
        self._line_colours = tuple(colours)
        self._lines = [self.getPlotItem().plot(stepMode="center") for _ in colours]
        self.left.percent = True
        self.recolour()

    def show_bins(self, bins: Sequence[Bins | None]) -> None:
        """Draw one for each line; none where a distribution is missing."""
        shown = [each for each in bins if each is not None]
        for line, each in zip(self._lines, bins, strict=True):
            line.setVisible(each is not None)
            if each is not None:
                line.setData(each.edges, each.shares)
        self.setXRange(float(shown[0].edges[0]), float(shown[0].edges[-1]), padding=0)
        self.setYRange(0, max(float(each.shares.max()) for each in shown) or 1.0, padding=0.03)

    def recolour(self) -> None:
        super().recolour()
        for line, name in zip(self._lines, self._line_colours, strict=True):
            line.setPen(pg.mkPen(theme().colour(name), width=2))


class BarsPlot(_FunctionPlot):
    """A bar for each class, from 0 to 1."""

    def __init__(self, colour: str) -> None:
        super().__init__("", "")
        self._colour = colour
        self.left.percent = True
        self.setYRange(0, 1, padding=0.02)
        self._bars = pg.BarGraphItem(x=[], height=[], width=0.8)
        self.addItem(self._bars)
        self._zero[1].hide()
        self._heights = np.zeros(0)
        self.recolour()

    def show_bars(self, heights: np.ndarray, words: Sequence[str]) -> None:
        """Draw these over their words."""
        self._heights = heights
        self.bottom.words = tuple(words)
        self._bars.setOpts(x=np.arange(len(heights)), height=heights)
        self.setXRange(-0.5, len(heights) - 0.5, padding=0)

    def recolour(self) -> None:
        super().recolour()
        self._bars.setOpts(brush=theme().colour(self._colour), pen=None)
