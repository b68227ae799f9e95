"""Upright lines in a plot where something happened to the run, with a word beside each."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt

from app.training.events import Remark, Restored, remark_label, remark_text
from widgets.theme import SMALL, font, theme

_MOST = 20
"""So many are marked, the latest: more would hide the curve."""
_HEIGHTS = (0.95, 0.86, 0.77)
"""Where the words of neighbours stand, as shares of the height, so that they do not touch."""


class RemarkMarks:
    """The marks of one plot; the tooltip of a line says what happened in a sentence.

    The words stand at the top, or with `low` at the bottom, where the curve leaves room.
    """

    def __init__(self, item: pg.PlotItem, *, low: bool) -> None:
        self._low = low
        self._item = item
        self._lines: list[pg.InfiniteLine] = []
        self._shown: list[Remark] = []

    @property
    def words(self) -> list[tuple[float, str]]:
        """The step and the words of each line."""
        return [(float(line.value()), line.toolTip()) for line in self._lines]

    def show(self, remarks: Sequence[Remark]) -> None:
        """Mark these; nothing is done where they are marked already."""
        wanted = list(remarks[-_MOST:])
        if wanted == self._shown:
            return
        self._shown = wanted
        for line in self._lines:
            self._item.removeItem(line)
        self._lines = [self._line(index, remark) for index, remark in enumerate(wanted)]
        self.recolour()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        now = theme()
        for line in self._lines:
            line.setPen(pg.mkPen(now.colour("faint_text"), width=1, style=Qt.PenStyle.DashLine))
            line.label.setColor(now.colour("text"))
            line.label.fill = pg.mkBrush(now.colour("card"))

    def _line(self, index: int, remark: Remark) -> pg.InfiniteLine:
        # What stopped the run and what was put back stand at one step.
        height = 0.6 if isinstance(remark, Restored) else _HEIGHTS[index % len(_HEIGHTS)]
        place = 1 - height if self._low else height
        options = {"position": place, "anchors": [(1, 0.5), (1, 0.5)], "movable": False}
        label = remark_label(remark)
        line = pg.InfiniteLine(remark.step, 90, movable=False, label=label, labelOpts=options)
        line.label.setFont(font(SMALL))
        line.setToolTip(remark_text(remark))
        self._item.addItem(line, ignoreBounds=True)
        return line
