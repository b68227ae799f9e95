"""Where the maps of a layer lie on its card: a grid that fills an area as well as it can."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF


class Patch(NamedTuple):
    """The part of one map that is in view: rows `top` to `bottom`, columns `left` to `right`."""

    channel: int
    top: int
    bottom: int
    left: int
    right: int
    rect: QRectF


@dataclass(frozen=True)
class MapGrid:
    """`count` maps of `height`×`width` values, row by row, one value apart.

    `unit` is the side of one value in scene units; (`x`, `y`) is the top left corner.
    """

    count: int
    height: int
    width: int
    columns: int
    unit: float
    x: float
    y: float

    @property
    def rows(self) -> int:
        return math.ceil(self.count / self.columns)

    @property
    def rect(self) -> QRectF:
        """The whole grid, without a gap at its right and bottom."""
        return QRectF(
            self.x,
            self.y,
            (self.columns * (self.width + 1) - 1) * self.unit,
            (self.rows * (self.height + 1) - 1) * self.unit,
        )

    def patches(self, exposed: QRectF) -> Iterator[Patch]:
        """The parts of the maps that `exposed` shows, in whole values."""
        step_x, step_y = (self.width + 1) * self.unit, (self.height + 1) * self.unit
        first_column = max(0, int((exposed.left() - self.x) / step_x))
        last_column = min(self.columns - 1, int((exposed.right() - self.x) / step_x))
        first_row = max(0, int((exposed.top() - self.y) / step_y))
        last_row = min(self.rows - 1, int((exposed.bottom() - self.y) / step_y))
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                index = row * self.columns + column
                if index >= self.count:
                    return
                patch = self._patch(index, column * step_x, row * step_y, exposed)
                if patch.right > patch.left and patch.bottom > patch.top:
                    yield patch

    def _patch(self, index: int, at_x: float, at_y: float, exposed: QRectF) -> Patch:
        x, y = self.x + at_x, self.y + at_y
        left = max(0, math.floor((exposed.left() - x) / self.unit))
        right = min(self.width, math.ceil((exposed.right() - x) / self.unit))
        top = max(0, math.floor((exposed.top() - y) / self.unit))
        bottom = min(self.height, math.ceil((exposed.bottom() - y) / self.unit))
        rect = QRectF(
            x + left * self.unit,
            y + top * self.unit,
            (right - left) * self.unit,
            (bottom - top) * self.unit,
        )
        return Patch(index, top, bottom, left, right, rect)


def fit_grid(count: int, height: int, width: int, area: QRectF) -> MapGrid:
    """The grid of maps that fills `area` with the largest pixels, in its middle."""
    columns, unit = _best_columns(count, height, width, area.width(), area.height())
    grid = MapGrid(count, height, width, columns, unit, area.left(), area.top())
    used = grid.rect
    return MapGrid(
        count,
        height,
        width,
        columns,
        unit,
        area.left() + (area.width() - used.width()) / 2,
        area.top() + (area.height() - used.height()) / 2,
    )


@lru_cache(maxsize=1_024)
def _best_columns(
    count: int, height: int, width: int, area_width: float, area_height: float
) -> tuple[int, float]:
    def unit(columns: int) -> float:
        rows = math.ceil(count / columns)
        return min(
            area_width / (columns * (width + 1) - 1), area_height / (rows * (height + 1) - 1)
        )

    units = {columns: unit(columns) for columns in range(1, count + 1)}
    best = max(units.values())
    # A full grid looks better than a ragged one, and is worth slightly smaller pixels.
    good = [columns for columns in units if units[columns] >= 0.75 * best]
    chosen = min(good, key=lambda columns: (-count % columns, -units[columns]))
    return chosen, units[chosen]


def vector_columns(count: int, area: QRectF) -> int:
    """Columns that make a block of `count` square cells about as wide as `area`."""
    return max(1, min(count, math.ceil(math.sqrt(count * area.width() / area.height()))))
