"""A layered drawing of a graph with branches: columns, folded into rows as text is into lines.

Every wire runs to the right or to a lower row. The longest way between two layers that all passes
is drawn as one straight row; branches hang below it. A branch that ends early keeps a lane at its
height up to where it meets the others. A wire past that row needs no lane: the canvas leads it
through the gap below the cards that it passes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.network.branch_order import Link, Rows

_FILLED = 0.5
"""How much of a row is used at least before it is broken where fewer wires go on."""
_MARGIN, _LANE = 30.0, 20.0
"""What is kept free above and below a node, and a passing wire, in scene units."""
GAP = 40.0
"""Between columns, in scene units: room for wires to bend."""
_COLUMN = 180.0 + GAP
"""A column as wide as a card."""


class Size(NamedTuple):
    """What a node takes, in scene units: `above` and `under` the height at which wires meet it."""

    width: float
    above: float
    under: float


class Graph:
    """Nodes in columns by their longest way from the left; `nodes` come after what feeds them.

    A wide node takes several columns. `wires` tells how many there are between two nodes.
    """

    def __init__(
        self,
        nodes: Sequence[str],
        wires: Mapping[tuple[str, str], int],
        sizes: Mapping[str, Size],
    ) -> None:
        self.nodes = nodes
        self.sizes = sizes
        self.sources: dict[str, list[str]] = {name: [] for name in nodes}
        self.targets: dict[str, list[str]] = {name: [] for name in nodes}
        self.wires_out = dict.fromkeys(nodes, 0)
        for (source, target), count in wires.items():
            self.sources[target].append(source)
            self.targets[source].append(target)
            self.wires_out[source] += count
        self.column: dict[str, int] = {}
        self.last: dict[str, int] = {}
        """The column that a node ends in."""
        for name in nodes:
            begin = 1 + max((self.last[source] for source in self.sources[name]), default=-1)
            span = max(1, round((sizes[name].width + GAP) / _COLUMN))
            self.column[name], self.last[name] = begin, begin + span - 1
        count = 1 + max(self.last.values())
        self.wide = [name for name in nodes if self.last[name] > self.column[name]]
        self.ending: list[list[str]] = [[] for _ in range(count)]
        for name in nodes:
            self.ending[self.last[name]].append(name)
        self.lefts = [0.0]
        """The left edge of each column, and the end of the last."""
        for names in self.ending:
            ends = [self.lefts[self.column[name]] + sizes[name].width + GAP for name in names]
            self.lefts.append(max(ends, default=self.lefts[-1] + _COLUMN))

    @property
    def width(self) -> float:
        return self.lefts[-1]

    @property
    def is_chain(self) -> bool:
        """Whether no wire meets another."""
        ends = (*self.sources.values(), *self.targets.values())
        return all(len(wires) <= 1 for wires in ends)

    def farthest(self, name: str) -> int:
        """The column of the farthest node that it feeds; that it ends in where it feeds none."""
        return max((self.column[to] for to in self.targets[name]), default=self.last[name])

    def crossing(self) -> Sequence[int]:
        """For each column, how many nodes in it or before it go on or feed nodes behind it."""
        changes = [0] * (len(self.ending) + 1)
        for name in self.nodes:
            changes[self.column[name]] += 1
            changes[max(self.farthest(name), self.last[name])] -= 1
        crossing: list[int] = []
        for change in changes[:-1]:
            crossing.append(change + (crossing[-1] if crossing else 0))
        return crossing

    def through(self) -> Sequence[int]:
        """For each column, how many nodes go on in the next one."""
        return [
            sum(self.column[name] <= column < self.last[name] for name in self.wide)
            for column in range(len(self.ending))
        ]


@dataclass(frozen=True)
class Piece:
    """Neighbouring columns that are drawn together."""

    places: Mapping[str, tuple[float, float]]
    """For each node its left edge, from that of the piece, and the height of its wires below 0."""
    width: float
    """With the gap behind it."""
    above: float
    under: float
    """How far it reaches above and below 0."""
    wires_out: int
    alone: bool
    """Wires of several nodes lead out of it or in, so that it begins a row and ends it."""


def pieces(graph: Graph, longest: int) -> list[Piece]:
    """The drawing, cut wherever the output of one node alone goes on.

    What cannot be cut so within `longest` columns is cut where few wires cross.
    """
    crossing = graph.crossing()
    last = len(graph.ending) - 1
    cuts = [
        column
        for column, names in enumerate(graph.ending)
        if column == last
        or (len(names) == crossing[column] == 1 and graph.farthest(names[0]) > column)
    ]
    through = graph.through()
    begun = set(graph.column.values())
    found: list[Piece] = []
    for before, end in pairwise([-1, *cuts]):
        folds = _folds(list(zip(through, crossing, strict=True)), before, end, longest)
        alone = len(folds) > 2
        found.extend(
            _piece(graph, start + 1, stop, alone)
            for start, stop in pairwise(folds)
            if not begun.isdisjoint(range(start + 1, stop + 1))
        )
    return found


def in_rows(found: Sequence[Piece], width: float) -> list[list[Piece]]:
    """The pieces in rows of at most that width, broken where few wires go on."""
    rows: list[list[Piece]] = []
    begin = 0
    while begin < len(found):
        end = _row_end(found, begin, width)
        rows.append(list(found[begin : end + 1]))
        begin = end + 1
    return rows


def _row_end(found: Sequence[Piece], begin: int, width: float) -> int:
    """The last piece of the row that `begin` is the first of."""
    filled, end = found[begin].width, begin
    ends = [begin] if filled > _FILLED * width else []
    while end + 1 < len(found) and not found[end].alone and not found[end + 1].alone:
        filled += found[end + 1].width
        if filled > width:
            break
        end += 1
        if filled > _FILLED * width:
            ends.append(end)
    if end == len(found) - 1:
        return end
    return min(ends, key=lambda index: (found[index].wires_out, -index), default=end)


def _folds(crossing: Sequence[tuple[int, int]], before: int, end: int, longest: int) -> list[int]:
    """`before` and `end`, and between them where the fewest nodes and wires cross, about evenly."""
    folds = [before]
    while (rest := end - folds[-1]) > longest:
        even = rest // math.ceil(rest / longest)
        near = range(folds[-1] + max(1, 3 * even // 4), folds[-1] + even + 1)
        folds.append(min(near, key=lambda column: (crossing[column], -column)))
    return [*folds, end]


@dataclass
class _Run:
    """Nodes one behind the other without branches, and the wire that goes on at their height."""

    names: list[str]
    columns: list[int]
    """The first column of each, and that behind the last."""
    until: int
    """The last column that is taken, by a node or by the wire that goes on."""
    height: float = 0.0

    @property
    def start(self) -> int:
        """The column of the first."""
        return self.columns[0]

    @property
    def tail(self) -> int:
        """The number of columns that only its wire passes."""
        return self.until + 1 - self.columns[-1]

    def extents(self, sizes: Mapping[str, Size]) -> Iterator[tuple[int, float, float]]:
        """The columns, and what is taken there above and below the height of the run."""
        for name, (begin, end) in zip(self.names, pairwise(self.columns), strict=True):
            for column in range(begin, end):
                yield column, sizes[name].above + _MARGIN, sizes[name].under + _MARGIN
        for column in range(self.columns[-1], self.until + 1):
            yield column, _LANE, _LANE


def _piece(graph: Graph, start: int, end: int, alone: bool) -> Piece:
    """The columns `start` to `end`: what goes on at the top, branches below."""
    names = [name for name in graph.nodes if start <= graph.column[name] <= end]
    runs = _straight(graph, names, end) or _branches(graph, names, start, end, alone)
    _stack(runs, graph.sizes)
    left = graph.lefts[start]
    places = {
        name: (graph.lefts[graph.column[name]] - left, run.height)
        for run in runs
        for name in run.names
    }
    above = max(graph.sizes[name].above - height for name, (_, height) in places.items())
    under = max(graph.sizes[name].under + height for name, (_, height) in places.items())
    wires_out = sum(graph.wires_out[name] for name in graph.ending[end])
    rights = [x + graph.sizes[name].width + GAP for name, (x, _) in places.items()]
    return Piece(places, max(graph.lefts[end + 1] - left, *rights), above, under, wires_out, alone)


def _straight(graph: Graph, names: Sequence[str], end: int) -> list[_Run]:
    """The longest way as one row, with the way around it; nothing where there are several."""
    inside = set(names)
    longest: dict[str, int] = {}
    for name in reversed(names):
        ahead = [longest[to] for to in graph.targets[name] if to in inside]
        longest[name] = 1 + graph.last[name] - graph.column[name] + max(ahead, default=0)
    way = [max(names, key=longest.__getitem__)]
    while ahead_of := [to for to in graph.targets[way[-1]] if to in inside]:
        way.append(max(ahead_of, key=longest.__getitem__))
    row = _Run(way, [*(graph.column[name] for name in way), graph.last[way[-1]] + 1], 0)
    row.until = row.columns[-1] - 1
    around = _runs(graph, [name for name in names if name not in set(way)], end)
    joined = sum(graph.column[b] - graph.last[a] for a, b in pairwise(way)) == len(way) - 1
    return [row, *around] if len(around) <= 1 and joined else []


def _branches(graph: Graph, names: Sequence[str], start: int, end: int, alone: bool) -> list[_Run]:
    """What leads to the end without branches at the top, and branches below it in order."""
    top: list[_Run] = []
    if not alone and len(graph.ending[end]) == 1:
        leaving = _way_back(graph, graph.ending[end][0], start)
        columns = [*(graph.column[name] for name in leaving), end + 1]
        top.append(_Run(leaving, columns, end))
    taken = {name for run in top for name in run.names}
    branches = _runs(graph, [name for name in names if name not in taken], end)
    if len(branches) > 1:
        branches = _in_order(graph, top, branches)
    return [*top, *branches]


def _way_back(graph: Graph, name: str, free_from: int) -> list[str]:
    """The nodes that lead to `name` without branches, from a column on, and itself."""
    way = [name]
    while len(graph.sources[way[-1]]) == 1:
        (source,) = graph.sources[way[-1]]
        if len(graph.targets[source]) > 1 or graph.column[source] < free_from:
            break
        way.append(source)
    return way[::-1]


def _runs(graph: Graph, names: Sequence[str], end: int) -> list[_Run]:
    """The nodes, in order of columns, in runs; wires that leave the piece go on to its end."""
    runs: list[_Run] = []
    ending: dict[str, _Run] = {}
    for name in names:
        sources = graph.sources[name]
        run = ending.pop(sources[0], None) if len(sources) == 1 else None
        if run is not None and graph.targets[sources[0]] == [name]:
            run.names.append(name)
            run.columns[-1:] = [graph.column[name], graph.last[name] + 1]
        else:
            if run is not None:
                ending[sources[0]] = run
            run = _Run([name], [graph.column[name], graph.last[name] + 1], 0)
            runs.append(run)
        run.until = max(graph.last[name], min(end, graph.farthest(name) - 1))
        ending[name] = run
    return runs


def _in_order(graph: Graph, top: Sequence[_Run], branches: Sequence[_Run]) -> list[_Run]:
    """The branches from top to bottom so that few wires cross.

    Of the two ways round, passing wires are nearer the top, or else what was built first.
    """
    runs = [*top, *branches]
    numbers = {name: number for number, run in enumerate(runs) for name in run.names}
    links = [
        Link(number, numbers[target], graph.column[target])
        for number, run in enumerate(runs)
        for target in graph.targets[run.names[-1]]
        if target in numbers
    ]
    rows = Rows([(run.start, run.until) for run in runs], links)
    order = rows.sifted(range(len(runs)), len(top))
    turned = [*order[: len(top)], *order[len(top) :][::-1]]

    def badness(order: Sequence[int]) -> tuple[int, int]:
        passing = sum(runs[number].tail * at for at, number in enumerate(order))
        return rows.crossings(order), passing

    return [runs[number] for number in min(order, turned, key=badness)[len(top) :]]


def _stack(runs: Iterable[_Run], sizes: Mapping[str, Size]) -> None:
    """Put each run as high as those above it in its columns let it."""
    taken: dict[int, float] = {}
    for run in runs:
        extents = list(run.extents(sizes))
        heights = [taken[column] + above for column, above, _ in extents if column in taken]
        run.height = max(heights, default=0.0)
        for column, _, under in extents:
            taken[column] = max(taken.get(column, -math.inf), run.height + under)
