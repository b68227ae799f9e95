"""Tidy placement: the network read like text, left to right in rows of cards."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from app.network.graph import Network, Position
from app.network.layered import Graph, Piece, in_rows, pieces

COLUMN_STEP = 220.0
"""Distance between neighbouring cards of a row, in scene units (a card is 180 wide)."""
ROW_STEP = 240.0
"""Distance between rows of cards, in scene units (a card is 180 high)."""
_BETWEEN_LINES = 120.0
"""What rows of branches stand further apart, so that one sees where a row ends."""
_ASPECT = 1.7
"""Width over height that the whole drawing aims at, about that of the canvas."""
_FEWEST = 8
"""Columns that a drawing with branches has in a row at least, if it has so many."""
_LONGEST = (24, 40, 80, 160)
"""Columns after which, at the latest, a drawing is folded even where several wires cross; what
gives the better aspect is taken."""


def arrange(network: Network) -> dict[str, Position]:
    """A tidy place for every layer.

    A chain is written in rows. With branches, layers stand in columns by their longest way from
    the Input and branches below one another; the columns go on in the row below where few wires
    must follow. What no Input feeds stands below, and layers without any wire are last.
    """
    positions: dict[str, Position] = {}
    top, widest = 0.0, 0
    loose: list[str] = []
    for graph in _drawings(network):
        if len(graph.nodes) == 1 and graph.nodes[0] not in network.inputs:
            loose += graph.nodes
            continue
        rows = _rows_of_chain(graph.nodes) if graph.is_chain else _rows_of_branches(graph)
        for places, height in rows:
            for name, (column, below) in places.items():
                positions[name] = Position(column * COLUMN_STEP, top + below)
                widest = max(widest, column + 1)
            top += height
    for places, height in _rows(loose, max(widest, min(4, len(loose)))):
        for name, (column, below) in places.items():
            positions[name] = Position(column * COLUMN_STEP, top + below)
        top += height
    return positions


_Row = tuple[dict[str, tuple[int, float]], float]
"""For each layer its column and its height below the row's top; and the height of the row."""


def _drawings(network: Network) -> Iterator[Graph]:
    """The parts of the network between which no wires run; those with an Input first."""
    part_of: dict[str, int] = {}
    for root in (*network.inputs, *network.layers):
        ahead = [] if root in part_of else [root]
        number = len(part_of)
        while ahead:
            name = ahead.pop()
            if name not in part_of:
                part_of[name] = number
                ahead += network.sources_of[name]
                ahead += network.targets_of[name]
    nodes: defaultdict[int, list[str]] = defaultdict(list)
    for name in network.order:
        nodes[part_of[name]].append(name)
    wires: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for wire in network.wires:
        wires[part_of[wire.source]].append(wire)
    for number in sorted(nodes):
        yield Graph(nodes[number], wires[number])


def _rows_of_chain(names: Sequence[str]) -> list[_Row]:
    per_row = len(names)
    if per_row > 4:
        area = per_row * COLUMN_STEP * ROW_STEP
        per_row = max(4, round(math.sqrt(area * _ASPECT) / COLUMN_STEP))
    return _rows(names, per_row)


def _rows(names: Sequence[str], per_row: int) -> list[_Row]:
    """Layers one after the other."""
    return [
        (
            {name: (column, 0.0) for column, name in enumerate(names[begin : begin + per_row])},
            ROW_STEP,
        )
        for begin in range(0, len(names), max(1, per_row))
    ]


def _rows_of_branches(graph: Graph) -> list[_Row]:
    """The layered drawing in as many rows as give it about the canvas's aspect."""
    best: list[list[Piece]] = []
    best_misfit = math.inf
    for longest in _LONGEST:
        found = pieces(graph, longest)
        columns = max(_FEWEST, *(piece.columns for piece in found))
        while True:
            rows = in_rows(found, columns)
            misfit = abs(math.log(_aspect(rows) / _ASPECT))
            if misfit < best_misfit:
                best, best_misfit = rows, misfit
            if columns >= len(graph.columns):
                break
            columns = math.ceil(1.1 * columns)
        if not any(piece.alone for piece in found):
            break
    return [_joined(row) for row in best]


def _aspect(rows: Sequence[Sequence[Piece]]) -> float:
    """Width over height."""
    width = max(sum(piece.columns for piece in row) for row in rows) * COLUMN_STEP
    return width / sum(_height(row) for row in rows)


def _height(row: Sequence[Piece]) -> float:
    return max(piece.height for piece in row) + _BETWEEN_LINES


def _joined(row: Sequence[Piece]) -> _Row:
    """The pieces of a row side by side."""
    starts = accumulate((piece.columns for piece in row), initial=0)
    places = {
        name: (start + column, below)
        for start, piece in zip(starts, row, strict=False)
        for name, (column, below) in piece.places.items()
    }
    return places, _height(row)
