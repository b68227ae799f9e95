"""Drawings of windows without weights: the winner of a maximum, the cells of a mean."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter

from app.inspection.lens_results import Extreme, WindowMean
from app.language import tr
from widgets.lens.cells import Cells, largest_size
from widgets.lens.drawing import Drawing, Spot, draw_line, line_height
from widgets.lens.scales import MapScales
from widgets.number_text import number_text
from widgets.theme import SEEN

_GAP = 12


class WindowPick(Drawing):
    """The cells of a pooling window: the winner is framed, or those that the mean counts."""

    def __init__(
        self, found: Extreme | WindowMean, width: int, source: str, scales: MapScales
    ) -> None:
        super().__init__()
        self._found, self._source = found, source
        patch = found.patch
        channels, rows, columns = patch.values.shape
        side = max(9, min(48, (width - 4) // columns))
        step = rows * side + _GAP + line_height()
        self._cells = [
            Cells(
                patch.values[channel],
                QPoint(0, channel * step + line_height()),
                side,
                "sequential",
                *scales.of(number),
                patch.inside,
                largest_size(patch.values),
            )
            for channel, number in enumerate(patch.channels)
        ]
        self.height = channels * step + line_height()

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        patch = self._found.patch
        for number, cells in zip(patch.channels, self._cells, strict=True):
            if not cells.rect.adjusted(0, -line_height(), 0, 0).intersects(exposed):
                continue
            draw_line(
                painter,
                cells.rect.top() - line_height(),
                tr("{source}, channel {number}", source=self._source, number=number),
            )
            cells.paint(painter)
        if isinstance(self._found, Extreme):
            self._frame_winner(painter, self._found)
        else:
            for row, column in np.argwhere(self._found.counted):
                for cells in self._cells:
                    cells.frame(painter, int(row), int(column), QColor(SEEN))
        draw_line(painter, self.height - line_height(), self._ending(), bold=True)

    def _frame_winner(self, painter: QPainter, found: Extreme) -> None:
        if found.winning_cell is not None:
            channel, row, column = found.winning_cell
            self._cells[channel].frame(painter, row, column, QColor(SEEN))

    def _ending(self) -> str:
        found = self._found
        if isinstance(found, WindowMean):
            if found.power is not None:
                return f"= {number_text(found.value)}"
            return tr(
                "{number} / {count} = {number2}, the mean",
                number=number_text(found.total),
                count=found.count,
                number2=number_text(found.value),
            )
        if found.winner is None:
            return tr("nothing but padding")
        at = tr("row {row}, column {column}", row=found.winner.row, column=found.winner.column)
        return tr("{number} is let through, from {at}", number=number_text(found.value), at=at)

    def spot(self, at: QPoint) -> Spot | None:
        for channel, cells in enumerate(self._cells):
            if cell := cells.cell_at(at):
                source = self._found.patch.source(channel, *cell)
                words = number_text(float(cells.values[cell]))
                if source is not None:
                    words += tr(
                        "\nrow {row}, column {column} of {source}",
                        row=source.row,
                        column=source.column,
                        source=self._source,
                    )
                return Spot(words, source)
        return None
