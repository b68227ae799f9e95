"""Loss and accuracy of A and B over the epochs, in one plot each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor

from app.language import tr
from widgets.experiments.dialog import ExperimentPlot
from widgets.panels.curve_data import Curve, CurveData, Line
from widgets.theme import theme

SMOOTHED = 20
"""Steps of which the mean is drawn."""
EARLY = 0.1
"""This share of the steps may lie outside the plot."""
SIDE_COLOURS = ("train_line", "validation_line")
"""Names of the theme's colours for A and B."""


def side_colour(side: int) -> QColor:
    """The colour of A (0) or B (1)."""
    return theme().colour(SIDE_COLOURS[side])


class PairPlot(ExperimentPlot):
    """A figure of both: the training batches thin, the validation images bold with dots."""

    def __init__(
        self, y: str, curve: Callable[[CurveData], Curve], per_epoch: str, *, percent: bool
    ) -> None:
        super().__init__(tr("epoch"), y)
        self._curve, self._per_epoch = curve, per_epoch
        self.left.percent = percent
        item = self.getPlotItem()
        self._training = [item.plot(antialias=True) for _side in (0, 1)]
        self._validation = [item.plot(symbolSize=6, antialias=True) for _side in (0, 1)]
        self.recolour()

    def sizeHint(self) -> QSize:
        return QSize(230, 170)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 90)

    def show_pair(self, pair: Sequence[CurveData], steps_per_epoch: Sequence[int]) -> None:
        """Draw both; x is in epochs, so that other batch sizes stand over each other."""
        lines: list[Line] = []
        for side, (data, steps) in enumerate(zip(pair, steps_per_epoch, strict=True)):
            smooth = data.smoothed(self._curve(data), SMOOTHED, -np.inf, np.inf)
            whole = data.per_epoch(self._per_epoch)
            for item, line in ((self._training, smooth), (self._validation, whole)):
                lines.append(Line(line.x / steps, line.y))
                item[side].setData(*lines[-1])
        self._fit(lines)

    def _fit(self, lines: list[Line]) -> None:
        """Show all epochs; the first steps, far from all others, must not flatten these."""
        last = max((float(line.x[-1]) for line in lines if len(line.x)), default=0.0)
        values = np.concatenate([line.y[line.x >= EARLY * last] for line in lines])
        if not len(values):
            return
        low, high = float(values.min()), float(values.max())
        room = 0.08 * max(high - low, 1e-3)
        self.setYRange(low - room, high + room, padding=0)
        self.bottom.whole = last > 3
        self.setXRange(0, max(last, 0.1) * 1.02, padding=0)

    def validation(self, side: int) -> list[tuple[float, float]]:
        """What is drawn of the validation images of A (0) or B (1): (epoch, value)."""
        x, y = self._validation[side].getData()
        return [] if x is None else list(zip(x.tolist(), y.tolist(), strict=True))

    def recolour(self) -> None:
        for side in (0, 1):
            colour = side_colour(side)
            faint = QColor(colour)
            faint.setAlphaF(0.5)
            self._training[side].setPen(pg.mkPen(faint, width=1.2))
            style = Qt.PenStyle.SolidLine if side == 0 else Qt.PenStyle.DashLine
            self._validation[side].setPen(pg.mkPen(colour, width=2.5, style=style))
            self._validation[side].setSymbol("o" if side == 0 else "s")
            self._validation[side].setSymbolBrush(colour)
            self._validation[side].setSymbolPen(None)
