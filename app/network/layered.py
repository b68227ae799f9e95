"""A layered drawing of a graph with branches: columns, folded into rows as text is into lines.

Every wire runs to the right or to a lower row. Where it passes columns it has a lane of its own at
the height of the layer that it comes from, so that it runs beside the cards and never below them
(the canvas bends a long wire just before the layer that it leads to).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_FILLED = 0.7
"""How much of a row is used at least before it is broken where fewer wires go on."""
_CARD, _LANE = 120.0, 20.0
"""Half of the height that a card and a passing wire take in their column, in scene units."""


class Graph:
    """Nodes in columns by their longest way from the left; `nodes` come after what feeds them."""

    def __init__(self, nodes: Sequence[str], wires: Iterable[tuple[str, str]]) -> None:
        self.nodes = nodes
        self.sources: dict[str, list[str]] = {name: [] for name in nodes}
        self.targets: dict[str, list[str]] = {name: [] for name in nodes}
        for source, target in wires:
            self.sources[target].append(source)
            self.targets[source].append(target)
        self.column: dict[str, int] = {}
        for name in nodes:
            self.column[name] = 1 + max((self.column[s] for s in self.sources[name]), default=-1)
        self.columns: list[list[str]] = [[] for _ in range(1 + max(self.column.values()))]
        for name in nodes:
            self.columns[self.column[name]].append(name)

    @property
    def is_chain(self) -> bool:
        """Whether no wire meets another."""
        ends = (*self.sources.values(), *self.targets.values())
        return all(len(wires) <= 1 for wires in ends)

    def farthest(self, name: str) -> int:
        """The column of the farthest node that it feeds; its own where it feeds none."""
        return max((self.column[to] for to in self.targets[name]), default=self.column[name])

    def crossing(self) -> Sequence[int]:
        """For each column, how many nodes in it or before it feed nodes behind it."""
        changes = [0] * len(self.columns)
        for name in self.nodes:
            changes[self.column[name]] += 1
            changes[self.farthest(name)] -= 1
        crossing: list[int] = []
        for change in changes:
            crossing.append(change + (crossing[-1] if crossing else 0))
        return crossing


@dataclass(frozen=True)
class Piece:
    """Neighbouring columns that are drawn together."""

    places: Mapping[str, tuple[int, float]]
    """For each node its column, counted from the first of the piece, and its height below 0."""
    columns: int
    wires_out: int
    alone: bool
    """Wires of several nodes lead out of it or in, so that it begins a row and ends it."""

    @property
    def height(self) -> float:
        return max(height for _, height in self.places.values()) + 2 * _CARD


def pieces(graph: Graph, longest: int) -> list[Piece]:
    """The drawing, cut wherever the output of one node alone goes on.

    What cannot be cut so within `longest` columns is cut where few wires cross.
    """
    crossing = graph.crossing()
    last = len(graph.columns) - 1
    cuts = [
        column
        for column, names in enumerate(graph.columns)
        if column == last or (len(names) == crossing[column] == 1)
    ]
    found: list[Piece] = []
    for before, end in pairwise([-1, *cuts]):
        folds = _folds(crossing, before, end, longest)
        alone = len(folds) > 2
        found.extend(_piece(graph, start + 1, stop, alone) for start, stop in pairwise(folds))
    return found


def in_rows(found: Sequence[Piece], columns: int) -> list[list[Piece]]:
    """The pieces in rows of at most so many columns, broken where few wires go on."""
    rows: list[list[Piece]] = []
    begin = 0
    while begin < len(found):
        end = _row_end(found, begin, columns)
        rows.append(list(found[begin : end + 1]))
        begin = end + 1
    return rows


def _row_end(found: Sequence[Piece], begin: int, columns: int) -> int:
    """The last piece of the row that `begin` is the first of."""
    filled, end = found[begin].columns, begin
    ends = [begin] if filled > _FILLED * columns else []
    while end + 1 < len(found) and not found[end].alone and not found[end + 1].alone:
        filled += found[end + 1].columns
        if filled > columns:
            break
        end += 1
        if filled > _FILLED * columns:
            ends.append(end)
    if end == len(found) - 1:
        return end
    return min(ends, key=lambda index: (found[index].wires_out, -index), default=end)


def _folds(crossing: Sequence[int], before: int, end: int, longest: int) -> list[int]:
    """`before` and `end`, and between them where the fewest wires cross, about evenly."""
    folds = [before]
    while (rest := end - folds[-1]) > longest:
        even = rest // math.ceil(rest / longest)
        near = range(folds[-1] + 3 * even // 4, folds[-1] + even + 1)
        folds.append(min(near, key=lambda column: (crossing[column], -column)))
    return [*folds, end]


@dataclass
class _Run:
    """Nodes one behind the other without branches, and the wire that goes on at their height."""

    names: list[str]
    start: int
    """The column of the first."""
    until: int
    """The last column that is taken, by a node or by the wire that goes on."""
    height: float = 0.0

    @property
    def tail(self) -> int:
        """The number of columns that only its wire passes."""
        return self.until - self.start + 1 - len(self.names)

    def extents(self) -> Iterator[tuple[int, float]]:
        """The columns, and half of the height that is taken there."""
        for column in range(self.start, self.until + 1):
            yield column, _CARD if column < self.start + len(self.names) else _LANE


def _piece(graph: Graph, start: int, end: int, alone: bool) -> Piece:
    """The columns `start` to `end`: what comes in and goes on at the top, branches below."""
    names = [name for column in graph.columns[start : end + 1] for name in column]
    top: list[_Run] = []
    wires_out = 0
    if not alone:
        free_from = start
        if start:
            (entry,) = graph.columns[start - 1]
            free_from = min(end, graph.farthest(entry))
            top.append(_Run([entry], start - 1, free_from - 1))
        leaving = _way_back(graph, graph.columns[end][0], free_from)
        if len(graph.columns[end]) == 1:
            top.append(_Run(leaving, end + 1 - len(leaving), end))
            wires_out = len(graph.targets[leaving[-1]])
    taken = {name for run in top for name in run.names}
    branches = _runs(graph, [name for name in names if name not in taken], end)
    if len(branches) > 1:
        branches = _in_order(graph, top, branches)
    runs = [*top, *branches]
    _stack(runs)
    places = {
        name: (run.start + index - start, run.height)
        for run in runs
        for index, name in enumerate(run.names)
        if run.start + index >= start
    }
    return Piece(places, end - start + 1, wires_out, alone)


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
        else:
            if run is not None:
                ending[sources[0]] = run
            run = _Run([name], graph.column[name], 0)
            runs.append(run)
        run.until = max(graph.column[name], min(end, graph.farthest(name) - 1))
        ending[name] = run
    return runs


def _in_order(graph: Graph, top: Sequence[_Run], branches: Sequence[_Run]) -> list[_Run]:
    """The branches from top to bottom so that few wires cross (Sugiyama et al., 1981).

    Of the two ways round, passing wires are nearer the top, or else what was built first.
    """
    from igraph import Graph as LayeredGraph  # half a second on a cold start, and seldom needed

    runs = [*top, *branches]
    left = min(run.start for run in runs)
    vertices: list[int] = []
    first: list[int] = []
    head: dict[str, int] = {}
    edges: list[tuple[int, int]] = []
    for run in runs:
        first.append(len(vertices))
        head.update((name, len(vertices) + index) for index, name in enumerate(run.names))
        vertices.extend(range(run.start - left, run.until - left + 1))
        edges.extend(pairwise(range(first[-1], len(vertices))))
    for number, run in enumerate(runs):
        for target in graph.targets[run.names[-1]]:
            if target in head:
                before = first[number] + graph.column[target] - 1 - run.start
                edges.append((before, head[target]))
    layout = LayeredGraph(len(vertices), edges, directed=True).layout_sugiyama(layers=vertices)
    across = [x for x, _ in layout.coords]

    def place(number: int) -> float:
        begin = first[len(top) + number]
        end = begin + branches[number].until - branches[number].start + 1
        return math.fsum(across[begin:end]) / (end - begin)

    places = [place(number) for number in range(len(branches))]
    tails = sum(run.tail for run in branches)
    middle = sum(places) / len(places)
    lean = (
        sum(run.tail * (at - middle) for run, at in zip(branches, places, strict=True))
        if tails
        else 0.0
    )
    upside_down = lean > 1e-6 or (abs(lean) <= 1e-6 and places[0] > places[-1])
    sign = -1 if upside_down else 1
    order = sorted(range(len(branches)), key=lambda number: (sign * places[number], number))
    return [branches[number] for number in order]


def _stack(runs: Iterable[_Run]) -> None:
    """Put each run as high as those above it in its columns let it."""
    taken: dict[int, float] = {}
    for run in runs:
        below = [taken[column] + half for column, half in run.extents() if column in taken]
        run.height = max(below, default=0.0)
        taken.update((column, run.height + half) for column, half in run.extents())
