"""The learning rate over the steps of a run, under the same steps as loss and accuracy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from widgets.number_text import number_text
from widgets.panels.curve_axes import StepAxis, fit_steps
from widgets.panels.curve_plot import LEFT_AXIS
from widgets.plot_colours import colour_plot
from widgets.theme import SMALL, font, scaled, theme


class RatePlot(pg.PlotWidget):  # type: ignore[misc]
    """One line: the learning rate of each step."""

    def __init__(self) -> None:
        super().__init__(axisItems={"left": _RateAxis("left"), "bottom": StepAxis()})
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.showAxis("top")
        item.getAxis("top").setHeight(scaled(18))
        item.getAxis("top").setStyle(showValues=False)
        item.getAxis("left").setWidth(scaled(LEFT_AXIS + 14))
        fit_steps(self)
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(tickFont=font(SMALL), tickTextOffset=3)
            item.getAxis(side).enableAutoSIPrefix(False)
        item.setContentsMargins(0, 0, 6, 0)
        item.disableAutoRange()
        self.setMouseEnabled(x=False, y=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._line = item.plot()
        self.recolour()

    def show_rates(self, rates: Sequence[tuple[int, float]]) -> None:
        """Draw (step, learning rate) pairs; none for no run."""
        x, y = np.array(rates, np.float64).reshape(-1, 2).T
        self._line.setData(x, y)
        top = float(y.max()) if len(y) else 1.0
        self.getViewBox().setYRange(0, 1.08 * (top or 1.0), padding=0)

    @property
    def rates(self) -> list[tuple[float, float]]:
        """What is drawn."""
        x, y = self._line.getData()
        return [] if x is None else list(zip(x.tolist(), y.tolist(), strict=True))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:  # pyqtgraph's own call comes before there are axes
            fit_steps(self)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colour_plot(self, "left", "bottom", "top")
        self._line.setPen(pg.mkPen(theme().colour("good"), width=2))


class _RateAxis(pg.AxisItem):  # type: ignore[misc]
    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        return [number_text(value, 2) for value in values]
