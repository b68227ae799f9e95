"""The learning rate over the epochs of the run to come, as a small curve."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QSizePolicy

from app.language import tr
from app.training.recipe import Recipe
from app.training.schedule import preview
from widgets.panels.setting_editors import real_text
from widgets.plot_colours import colour_plot
from widgets.theme import SMALL, font, theme

_POINTS = 160
_HEIGHT = 96


class RatePreview(pg.PlotWidget):  # type: ignore[misc]
    """What the recipe's schedule makes of the learning rate; the trainer asks the same function."""

    def __init__(self) -> None:
        super().__init__(axisItems={"left": _RateAxis("left")})
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseEnabled(False, False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Learning rate over the epochs"))
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.disableAutoRange()
        for side in ("left", "bottom"):
            item.getAxis(side).setStyle(tickFont=font(SMALL), tickTextOffset=3)
            item.getAxis(side).enableAutoSIPrefix(False)
        item.getAxis("left").setWidth(50)
        item.getAxis("bottom").setHeight(20)
        self._line = item.plot(antialias=True)
        self.points: list[tuple[float, float]] = []
        """What is drawn: epochs done and learning rate."""
        self.recolour()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def show_recipe(self, recipe: Recipe, steps_per_epoch: int) -> None:
        """Draw the schedule of a recipe on data with so many batches an epoch."""
        points = [
            ((step - 1) / steps_per_epoch, rate)
            for step, rate in preview(recipe, steps_per_epoch, _POINTS)
        ]
        points.append((float(recipe.epochs), points[-1][1]))
        if points == self.points:
            return
        self.points = points
        epochs, rates = zip(*points, strict=True)
        self._line.setData(list(epochs), list(rates))
        top = max(rates) or 1.0
        box = self.getViewBox()
        box.setRange(xRange=(0, recipe.epochs), yRange=(0, 1.1 * top), padding=0)
        words = tr(
            "Learning rate: begins at {rates:.3g}, at most {top:.3g}, ends at {rates2:.3g}",
            rates=rates[0],
            top=top,
            rates2=rates[-1],
        )
        self.setToolTip(tr("{words}; by epoch", words=words))
        self.setAccessibleDescription(words)

    def recolour(self) -> None:
        """Take the colours of the theme."""
        colour_plot(self, "left", "bottom")
        self._line.setPen(pg.mkPen(theme().colour("train_line"), width=2))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_line"):
            self.recolour()
        super().changeEvent(event)


class _RateAxis(pg.AxisItem):  # type: ignore[misc]
    """Learning rates as one types them."""

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        return [real_text(float(f"{value:.6g}")) for value in values]
