"""The curves as a figure in proportions of their own, however low their panel is."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.figures.panel_figure import PanelFigure, in_colours_of
from widgets.panels.curve_export import paint_picture, picture_size
from widgets.panels.curves_panel import CurvesPanel
from widgets.theme import LIGHT, painted_in, theme, type_size


def figure_of(
    widget: QWidget, title: str, *, light: bool = True, transparent: bool = False
) -> PanelFigure:
    """A figure of a panel as it looks; that of curves has its own size."""
    curves = isinstance(widget, CurvesPanel) and widget.shows_plots
    kind = CurvesFigure if curves else PanelFigure
    return kind(widget, title, light=light, transparent=transparent)


class CurvesFigure(PanelFigure):
    """The plots drawn anew in a size for slides and papers, with the legend beneath."""

    def __init__(
        self, widget: QWidget, title: str, *, light: bool = True, transparent: bool = False
    ) -> None:
        assert isinstance(widget, CurvesPanel)
        super().__init__(widget, title, light=light, transparent=transparent)
        self._panel = widget
        self.bounds = QRectF(QPointF(0, 0), QSizeF(picture_size(widget.picture()[0])))

    def paint(self, painter: QPainter) -> Generator[None, None, None]:
        """Paint it into (0, 0) in one go, while the panel has the colours of the figure."""
        look = LIGHT if self._light else theme()
        with in_colours_of(self._panel, look):
            yield
            with painted_in(look, type_size()):
                paint_picture(painter, *self._panel.picture(), ground=not self._transparent)
