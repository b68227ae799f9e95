"""What happened to a run, marked in its plots: upright lines with a word beside each."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg

from app.training.events import Remark, Restored, remark_label, remark_text
from widgets.plot_marks import Mark, PlotMarks

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
        self._marks = PlotMarks(item)
        self._shown: list[Remark] = []

    @property
    def words(self) -> list[tuple[float, str]]:
        """The step and the sentence of each line."""
        return [(mark.x, mark.tip) for mark in self._marks.marks]

    def show(self, remarks: Sequence[Remark]) -> None:
        """Mark these; nothing is done where they are marked already."""
        wanted = list(remarks[-_MOST:])
        if wanted == self._shown:
            return
        self._shown = wanted
        self._marks.show_marks([self._mark(index, remark) for index, remark in enumerate(wanted)])

    def _mark(self, index: int, remark: Remark) -> Mark:
        # What stopped the run and what was put back stand at one step.
        height = 0.6 if isinstance(remark, Restored) else _HEIGHTS[index % len(_HEIGHTS)]
        place = 1 - height if self._low else height
        return Mark(float(remark.step), remark_label(remark), place, tip=remark_text(remark))
