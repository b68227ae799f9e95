"""Tidy placement: the network read like text, left to right in rows of cards."""

from __future__ import annotations

import math
from collections import defaultdict

from app.network.graph import Network, Position

COLUMN_STEP = 220.0
"""Distance between neighbouring cards of a row, in scene units (a card is 180 wide)."""
ROW_STEP = 240.0
"""Distance between rows of cards, in scene units (a card is 180 high)."""
_ASPECT = 1.7
"""Width over height that the whole drawing aims at, about that of the canvas."""


def arrange(network: Network) -> dict[str, Position]:
    """A tidy place for every layer.

    Layers stand in columns by their distance from the Input; branches of a column stand below
    one another; when a row is full, the columns go on in the row below. Layers that are not
    connected stand in rows of their own at the bottom.
    """
    columns = _columns(network)
    tallest = max((len(column) for column in columns), default=1)
    per_row = _columns_per_row(len(columns), tallest)
    positions: dict[str, Position] = {}
    for index, column in enumerate(columns):
        row, place = divmod(index, per_row)
        for branch, name in enumerate(column):
            positions[name] = Position(place * COLUMN_STEP, (row * tallest + branch) * ROW_STEP)
    rows_used = math.ceil(len(columns) / per_row) * tallest
    loose = [name for name in network.layers if name not in positions]
    for index, name in enumerate(loose):
        row, place = divmod(index, per_row)
        positions[name] = Position(place * COLUMN_STEP, (rows_used + row) * ROW_STEP)
    return positions


def _columns(network: Network) -> list[list[str]]:
    """The connected layers by their distance from the Input."""
    depth: dict[str, int] = {}
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for name in network.order:
        if name in network.connected:
            source = network.source_of.get(name)
            depth[name] = depth[source] + 1 if source else 0
            columns[depth[name]].append(name)
    return [columns[index] for index in range(len(columns))]


def _columns_per_row(columns: int, tallest: int) -> int:
    if columns <= 4:
        return max(1, columns)
    area = columns * COLUMN_STEP * tallest * ROW_STEP
    return max(4, round(math.sqrt(area * _ASPECT) / COLUMN_STEP))
