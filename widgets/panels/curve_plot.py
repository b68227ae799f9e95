"""One plot of the curves panel: a figure over the steps of a run, drawn from few points."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import cycle

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen, QResizeEvent

from widgets.panels.curve_axes import HALF_A_LINE, EpochAxis, StepAxis, ValueAxis, fit_steps
from widgets.panels.curve_data import Curve, CurveData, Line, Numbers
from widgets.panels.remark_marks import RemarkMarks
from widgets.plot_colours import colour_plot
from widgets.plot_marks import Mark, PlotMarks
from widgets.theme import SMALL, font, scaled, theme

_MARKS = 60
"""So many epochs carry marks."""
_BEYOND = 4.0
"""Other runs are shown up to so many times the highest value of this one, and up to 1 at least:
one that exploded would press this one flat."""
_SHORT = 10
"""Steps in the mean that stands for a run with too few epochs to make a line."""
_LEAST_SHARE = 0.01
"""Of a figure in per cent at least so much is shown: a share of few images is no finer."""
_LEAST_PART = 1e-3
"""Of any figure at least this part of itself: less is the noise of rounding."""
_NOTHING = Line(np.empty(0), np.empty(0))
_EPOCHS = 18
"""Pixels in height that the numbers of epochs take, at a scale of 1."""
LEFT_AXIS = 54
"""Likewise; fixed, so that the plots stay aligned and do not jump while numbers change length."""


class CurvePlot(pg.PlotWidget):  # type: ignore[misc]
    """A figure per step with its running mean, and per epoch for training and validation.

    `steps` picks the curve of single steps from the data; `train` and `validation` name the
    fields of `EpochDone`. `percent` says that the figure is a share, to be written in per cent.
    """

    step_pointed = Signal(object)
    """The step under the pointer as a float, or None."""
    zoomed = Signal()
    """The user changed the part of the run that is shown."""

    def __init__(
        self,
        steps: Callable[[CurveData], Curve],
        train: str,
        validation: str,
        *,
        percent: bool = False,
    ) -> None:
        self._epochs = EpochAxis()
        axes = {"left": ValueAxis(percent), "bottom": StepAxis(), "top": self._epochs}
        super().__init__(axisItems=axes)
        self._least_span = _LEAST_SHARE if percent else 0.0
        self._steps, self._train, self._validation = steps, train, validation
        self._data: CurveData | None = None
        self._width = 1
        self._following = True
        self._empty = True
        self._logarithmic = False
        self._last_step = 0.0
        item = self.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.showAxis("top")
        item.getAxis("left").setWidth(scaled(LEFT_AXIS))
        fit_steps(self)
        self.show_epochs(True)
        for side in ("left", "bottom", "top"):
            item.getAxis(side).setStyle(tickFont=font(SMALL), tickTextOffset=3)
            item.getAxis(side).enableAutoSIPrefix(False)
        item.setContentsMargins(0, 0, 6, 0)
        item.disableAutoRange()
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._raw = item.plot()
        self._smooth = item.plot(antialias=True)
        self._train_epochs = item.plot(symbolSize=6)
        self._validation_epochs = item.plot(symbolSize=9)
        self._marked: bool | None = None
        self._best = item.plot(pen=None, symbol="star", symbolSize=15)
        # For as many other runs as there were at once; those that show none are empty.
        self._others: list[tuple[pg.PlotDataItem, pg.PlotDataItem]] = []
        self._other_runs: Sequence[CurveData] = ()
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        item.addItem(self._cursor, ignoreBounds=True)
        self._end = PlotMarks(item)
        self.remarks = RemarkMarks(item, low=train == "train_accuracy")
        self.scene().sigMouseMoved.connect(self._mouse_moved)
        item.getViewBox().sigRangeChangedManually.connect(lambda _: self._follow_user())
        item.getViewBox().sigXRangeChanged.connect(lambda *_: self._redraw_part())
        self.recolour()

    # What is shown.

    def show_data(self, data: CurveData, steps_per_epoch: int, width: int) -> None:
        """Draw what `data` holds now; `width` is the number of steps in the running mean."""
        self._data, self._width = data, width
        self._epochs.steps_per_epoch = max(1, steps_per_epoch)
        self._last_step = max(map(_last_step, (data, *self._other_runs)))
        self._draw_steps()
        train, validation = data.per_epoch(self._train), data.per_epoch(self._validation)
        self._mark_epochs(len(data.epochs) <= _MARKS)
        self._train_epochs.setData(train.x, train.y)
        self._validation_epochs.setData(validation.x, validation.y)
        self.remarks.show(data.remarks)
        self._mark_end(None if data.diverged is None else data.diverged.step)
        if self.follows:
            self._fit_width()
            self._fit_height()

    def show_epochs(self, on: bool) -> None:
        """Write the numbers of epochs above the plot, or leave their height to the curves."""
        height = scaled(_EPOCHS if on else HALF_A_LINE)
        if self._epochs.fixedHeight != height:
            self._epochs.setHeight(height)

    def show_reason(self, text: str) -> None:
        """Write why the run ended beside the line that marks its end."""
        self._end.show_marks([replace(mark, words=text) for mark in self._end.marks])

    @property
    def ending(self) -> tuple[int, str] | None:
        """The step at which the run diverged and the reason written there, if it did."""
        return next(((round(mark.x), mark.words) for mark in self._end.marks), None)

    def show_other_runs(self, runs: Sequence[CurveData]) -> None:
        """Lay other runs over this one: validation solid, the epochs' training means dotted.

        They take the colours of `Theme.run_lines` in their order.
        """
        self._other_runs = runs
        self._make_others(len(runs))
        for index, lines in enumerate(self._others):
            for line, name in zip(lines, (self._train, self._validation), strict=True):
                points = self._points(runs[index], name) if index < len(runs) else _NOTHING
                line.setData(points.x, points.y)
        mine = (self._data,) if self._data else ()
        self._last_step = max(map(_last_step, (*mine, *runs)), default=0.0)
        if self.follows:
            self._fit_width(anew=True)
            self._fit_height(anew=True)

    def _points(self, run: CurveData, name: str) -> Line:
        """A figure of another run by epochs; of one that ended in its first, the mean of steps."""
        if len(run.epochs) < 2 and name == self._train:
            return run.smoothed(self._steps(run), _SHORT, -math.inf, math.inf)
        return run.per_epoch(name)

    def _make_others(self, count: int) -> None:
        """Lines for so many other runs; none is taken away, so that nothing is freed twice."""
        item = self.getPlotItem()
        while len(self._others) < count:
            lines = item.plot(), item.plot()
            for line in lines:
                line.setLogMode(False, self._logarithmic)
            self._others.append(lines)
        self._colour_others()

    def show_best(self, step: float, value: float) -> None:
        """Put a star on the best epoch."""
        self._best.setData([step], [value])

    def clear_data(self) -> None:
        """Show an empty plot."""
        self._data = None
        for line in (self._raw, self._smooth, self._train_epochs, self._validation_epochs):
            line.setData([], [])
        self._best.setData([], [])
        self._mark_end(None)
        self.remarks.show(())
        self.show_cursor(None)
        self.show_all()

    def show_cursor(self, step: float | None) -> None:
        """Mark a step by an upright line."""
        self._cursor.setVisible(step is not None)
        if step is not None:
            self._cursor.setPos(step)

    def set_logarithmic(self, on: bool) -> None:
        """Powers of ten at equal distances."""
        self._logarithmic = on
        self.getPlotItem().setLogMode(False, on)
        self.getViewBox().disableAutoRange()
        self._fit_height(anew=True)

    @property
    def follows(self) -> bool:
        """Whether all of the run is shown; not after the user has zoomed or moved."""
        return self._following

    def stay(self) -> None:
        """Keep to the part that is shown, however the run grows."""
        self._following = False
        self._redraw_part()

    def show_all(self) -> None:
        """Show the whole run again."""
        self._following = True
        self._fit_width(anew=True)
        self._fit_height(anew=True)

    @property
    def drawn_points(self) -> int:
        """The points of the longest line."""
        return max(len(values) for values in self._drawn_values())

    def recolour(self) -> None:
        """Take the colours of the theme."""
        now = theme()
        colour_plot(self, "left", "bottom", "top")
        self._epochs.setGrid(70 if now.dark else 90)
        faint = now.colour("train_line")
        faint.setAlphaF(0.38)
        self._raw.setPen(_pen(faint, 1))
        self._smooth.setPen(_pen(now.colour("train_line"), 2))
        for line, name in (
            (self._train_epochs, "train_line"),
            (self._validation_epochs, "validation_line"),
        ):
            line.setSymbolBrush(now.colour(name))
            line.setSymbolPen(_pen(now.colour("card"), 1))
        self._validation_epochs.setPen(_pen(now.colour("validation_line"), 2))
        marked, self._marked = self._marked, None
        self._mark_epochs(marked is not False)
        self._best.setSymbolBrush(now.colour("validation_line"))
        self._best.setSymbolPen(_pen(now.colour("card"), 1))
        self._colour_others()
        self._cursor.setPen(_pen(now.colour("faint_text"), 1))

    def _mark_end(self, step: int | None) -> None:
        """Mark the step at which the run diverged; the reason is written when it is known."""
        if step is None:
            self._end.show_marks(())
        elif [mark.x for mark in self._end.marks] != [step]:
            end = Mark(step, "", 0.72, line="error", text="error", width=2, dashed=False)
            self._end.show_marks([end])

    def _colour_others(self) -> None:
        for lines, name in zip(self._others, cycle(theme().run_lines), strict=False):
            colour = QColor(name)
            for line, style in zip(
                lines, (Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine), strict=True
            ):
                pen = _pen(colour, 2)
                pen.setStyle(style)
                line.setPen(pen)

    def _mark_epochs(self, marked: bool) -> None:
        """Marks for a few epochs, plain lines for many: marks that touch say nothing."""
        if marked == self._marked:
            return
        self._marked = marked
        self._train_epochs.setSymbol("o" if marked else None)
        self._validation_epochs.setSymbol("d" if marked else None)
        colour = theme().colour("train_line")
        self._train_epochs.setPen(None if marked else _pen(colour.darker(140), 2))

    # Following.

    def _draw_steps(self) -> None:
        assert self._data is not None
        start, stop = self._part()
        curve = self._steps(self._data)
        raw = self._data.envelope(curve, start, stop)
        self._raw.setData(raw.x, raw.y)
        smooth = _NOTHING
        if self._width > 1:
            smooth = self._data.smoothed(curve, self._width, start, stop)
        self._smooth.setData(smooth.x, smooth.y)

    def _part(self) -> tuple[float, float]:
        if self.follows:
            return -math.inf, math.inf
        low, high = self.getViewBox().viewRange()[0]
        return float(low), float(high)

    def _redraw_part(self) -> None:
        if self._data is not None and not self.follows:
            self._draw_steps()

    def _follow_user(self) -> None:
        self.stay()
        self.zoomed.emit()

    def _drawn_values(self) -> list[Numbers]:
        """The heights of this run's lines; powers of ten on a logarithmic scale."""
        return _heights((self._raw, self._smooth, self._train_epochs, self._validation_epochs))

    def _others_in_reach(self) -> list[Numbers]:
        """The heights of the other runs' lines that are to be seen."""
        others = _heights(line for both in self._others for line in both)
        highest = max(
            (float(np.fmax.reduce(own)) for own in self._drawn_values() if len(own)), default=0
        )
        if self._logarithmic or not math.isfinite(highest) or self._data is None:
            return others
        reach = max(1.0, _BEYOND * highest)
        return [values[values <= reach] for values in others]

    def _fit_width(self, *, anew: bool = False) -> None:
        """Show the whole run with room to grow: new axes are dear, so they seldom change."""
        left, right = self.getViewBox().viewRange()[0]
        last = max(self._last_step, 10.0)
        if anew or left != 0 or not last <= right <= 1.2 * last:
            self.getViewBox().setXRange(0, last * (1.01 if anew else 1.08), padding=0)

    def _fit_height(self, *, anew: bool = False) -> None:
        """Show all values; tighter only when they have come to fill much less of the height."""
        values = np.concatenate([*self._drawn_values(), *self._others_in_reach()])
        values = values[np.isfinite(values)]
        if not len(values):
            self._empty = True
            return
        anew, self._empty = anew or self._empty, False
        low, high = self._told_apart(float(values.min()), float(values.max()))
        span = high - low
        bottom, top = self.getViewBox().viewRange()[1]
        if anew or low < bottom or high > top or span < 0.72 * (top - bottom):
            self.getViewBox().setYRange(low - 0.06 * span, high + 0.06 * span, padding=0)

    def _told_apart(self, low: float, high: float) -> tuple[float, float]:
        """A range about these two, wide enough to mean something; of a share within 0 and 1."""
        least = max(1e-6, _LEAST_PART * max(abs(low), abs(high)), self._least_span)
        missing = least - (high - low)
        if missing <= 0:
            return low, high
        low, high = low - missing / 2, high + missing / 2
        if self._least_span:
            low, high = (0.0, least) if low < 0 else (low, high)
            low, high = (1 - least, 1.0) if high > 1 else (low, high)
        return low, high

    # Events.

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:  # pyqtgraph's own call comes before there are axes
            fit_steps(self)

    def _mouse_moved(self, position: QPointF) -> None:
        box = self.getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self.step_pointed.emit(float(box.mapSceneToView(position).x()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        self.step_pointed.emit(None)
        super().leaveEvent(event)


def _heights(lines: Iterable[pg.PlotDataItem]) -> list[Numbers]:
    found = (line.getData()[1] for line in lines)
    return [np.empty(0) if values is None else values for values in found]


def _last_step(data: CurveData) -> float:
    return float(data.steps[-1]) if len(data.steps) else 0.0


def _pen(colour: QColor, width: int) -> QPen:
    return pg.mkPen(colour, width=width)  # type: ignore[no-any-return]
