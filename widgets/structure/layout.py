"""Where units stand in the picture of connections, in columns; without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.network.unit_lines import Stack


@dataclass(frozen=True)
class Row:
    """The units of one line that are shown: the cell i stands in the column `step`·i + `start`."""

    cells: range
    step: float
    start: float

    def column(self, cell: int) -> float:
        return self.step * cell + self.start


@dataclass(frozen=True)
class Layout:
    """Rows from the lowest up; columns are those of the lowest row's cells."""

    rows: tuple[Row, ...]

    @property
    def left(self) -> float:
        return min(row.column(row.cells.start) - row.step / 2 for row in self.rows)

    @property
    def right(self) -> float:
        return max(row.column(row.cells.stop - 1) + row.step / 2 for row in self.rows)

    @property
    def finest(self) -> float:
        """The distance of neighbours in the row where they stand closest."""
        return min(row.step for row in self.rows)


def laid_out(stack: Stack, shown: tuple[range, ...]) -> Layout:
    """Each output above the middle of what it sees; those that see everything evenly spread."""
    rows = [Row(shown[0], 1.0, 0.0)]
    for wiring, cells in zip(stack.wirings, shown[1:], strict=True):
        below = rows[-1]
        if wiring.scale is not None:
            step = wiring.scale.step * below.step
            rows.append(Row(cells, step, below.column(0) + wiring.scale.start * below.step))
            continue
        left = below.column(below.cells.start) - below.step / 2
        step = len(below.cells) * below.step / len(cells)
        rows.append(Row(cells, step, left + step / 2 - step * cells.start))
    return Layout(tuple(rows))
