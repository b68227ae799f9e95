"""Accuracy against one way of changing images, a line for each measurement."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.inspection.invariance import Change, InvarianceCurve
from app.language import figures, tr
from app.network.arithmetic import percent_text
from widgets.experiments.dialog import ExperimentPlot
from widgets.theme import SMALL, font, theme


def line_colour(number: int) -> QColor:
    """The colour of a measurement, in the order in which they were begun."""
    now = theme()
    colours = (now.train_line, now.validation_line, *now.run_lines)
    return QColor(colours[number % len(colours)])


class InvariancePlot(ExperimentPlot):
    """The curves of one change; points appear as they are found."""

    def __init__(self, change: Change) -> None:
        super().__init__(f"{change.title}, {change.unit}", "")
        self.change = change
        self.left.percent = True
        self.left.setWidth(44)
        self.left.setTicks([[(share, percent_text(share, 0)) for share in (0.0, 0.5, 1.0)]])
        self.setAccessibleName(tr("Accuracy against: {title}", title=change.title))
        self.setMinimumSize(150, 110)
        self.getPlotItem().showGrid(y=True, alpha=0.15)
        self.setYRange(0, 1, padding=0.03)
        self._unchanged = pg.InfiniteLine(change.nothing, angle=90, movable=False)
        self.addItem(self._unchanged, ignoreBounds=True)
        self._lines: list[pg.PlotDataItem] = []
        self._curves: Sequence[tuple[InvarianceCurve, int]] = ()
        self.recolour()

    def span(self, amounts: Sequence[float]) -> None:
        """Leave room for these amounts from the start."""
        low, high = min(amounts), max(amounts)
        self.setXRange(low, high, padding=0.03)
        ticks = [low, (low + self.change.nothing) / 2, self.change.nothing, high]
        if self.change.name != "scale":
            ticks.append((high + self.change.nothing) / 2)
        self.bottom.setTicks(
            [[(at, figures(f"{at:g}".replace("-", "−"))) for at in sorted(set(ticks))]]
        )

    def show_curves(self, curves: Sequence[tuple[InvarianceCurve, int]]) -> None:
        """Draw curves, each with the number of its colour."""
        self._curves = curves
        while len(self._lines) < len(curves):
            self._lines.append(self.getPlotItem().plot(symbol="o", symbolSize=5, pxMode=True))
        while len(self._lines) > len(curves):
            self.getPlotItem().removeItem(self._lines.pop())
        for line, (curve, _) in zip(self._lines, curves, strict=True):
            line.setData(
                [point.amount for point in curve.points], [point.accuracy for point in curve.points]
            )
        self.recolour()

    @property
    def drawn(self) -> list[list[tuple[float, float]]]:
        """The points of each line."""
        data = [line.getData() for line in self._lines]
        return [[] if x is None else list(zip(x, y, strict=True)) for x, y in data]

    def name_axes(self, x: str, y: str) -> None:
        super().name_axes(x, y)
        self.bottom.label.setFont(font(SMALL))

    def recolour(self) -> None:
        self._unchanged.setPen(pg.mkPen(theme().colour("faint_text"), style=Qt.PenStyle.DashLine))
        for line, (_, number) in zip(self._lines, self._curves, strict=True):
            colour = line_colour(number)
            line.setPen(pg.mkPen(colour, width=2))
            line.setSymbolBrush(colour)
            line.setSymbolPen(None)
