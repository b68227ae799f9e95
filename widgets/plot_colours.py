"""The theme's colours for plots: pyqtgraph does not follow Qt's palette by itself."""

from __future__ import annotations

import pyqtgraph as pg

from widgets.theme import theme


def colour_plot(plot: pg.PlotWidget, *sides: str) -> None:
    """Colour the ground of a plot and its axes on these sides as the theme is now."""
    now = theme()
    plot.setBackground(now.colour("card"))
    for side in sides:
        axis = plot.getPlotItem().getAxis(side)
        axis.setPen(now.colour("card_border"))
        axis.setTextPen(now.colour("faint_text"))
