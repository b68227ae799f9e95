"""The values of training images: two of them as a cloud of points, all as a histogram."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import Qt

from app.inspection.preview import Cloud
from app.language import tr
from widgets.panels.curve_axes import ValueAxis
from widgets.plot_colours import colour_plot
from widgets.theme import SMALL, font, theme


class _Plot(pg.PlotWidget):  # type: ignore[misc]
    """What both plots share: no gestures, small numbers, the colours of the theme."""

    def __init__(self, name: str) -> None:
        super().__init__(axisItems={side: ValueAxis(side=side) for side in ("left", "bottom")})
        self.setAccessibleName(name)
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(tickFont=font(SMALL), tickTextOffset=3)
            item.getAxis(side).enableAutoSIPrefix(False)
        item.getAxis("left").setWidth(40)
        self.setMouseEnabled(x=False, y=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._zero = [pg.InfiniteLine(angle=90, movable=False)]
        self.setMinimumSize(150, 120)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colour_plot(self, "left", "bottom")
        for line in self._zero:
            line.setPen(pg.mkPen(theme().colour("faint_text"), style=Qt.PenStyle.DashLine))

    def _label(self, side: str, text: str) -> None:
        axis = self.getPlotItem().getAxis(side)
        axis.setLabel(text)
        axis.label.setFont(font(SMALL))


class CloudPlot(_Plot):
    """A point for each image, from two of its values; as long one way as the other."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._zero.append(pg.InfiniteLine(angle=0, movable=False))
        for line in self._zero:
            self.addItem(line, ignoreBounds=True)
        self._points = pg.ScatterPlotItem(size=4, pen=None)
        self.addItem(self._points)
        self.getViewBox().setAspectLocked()
        self.recolour()

    def show_cloud(self, cloud: Cloud) -> None:
        """Show the two values of the cloud."""
        self._points.setData(cloud.points[:, 0], cloud.points[:, 1])
        self._label("bottom", cloud.axes[0])
        self._label("left", cloud.axes[1])

    def recolour(self) -> None:
        super().recolour()
        colour = theme().colour("train_line")
        colour.setAlphaF(0.45)
        self._points.setBrush(pg.mkBrush(colour))


class HistogramPlot(_Plot):
    """How often each value occurs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.addItem(self._zero[0], ignoreBounds=True)
        self._bars = self.getPlotItem().plot(stepMode="center", fillLevel=0)
        # Most values of a drawing are its ground: only so are the others to be seen.
        self._label("left", tr("√ share"))
        self._label("bottom", tr("value"))
        self.recolour()

    def show_cloud(self, cloud: Cloud) -> None:
        """Show all values of the cloud."""
        shares = cloud.counts / max(1, cloud.counts.sum())
        self._bars.setData(cloud.edges, shares**0.5)

    def recolour(self) -> None:
        super().recolour()
        colour = theme().colour("train_line")
        self._bars.setPen(pg.mkPen(colour))
        colour.setAlphaF(0.4)
        self._bars.setBrush(pg.mkBrush(colour))
