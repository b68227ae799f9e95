"""Tidy placement: the network read like text, left to right in rows of cards."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from app.network.graph import Network, Position
from app.network.layered import GAP, Graph, Piece, Size, in_rows, pieces

CARD = 180.0
"""Side of a card, in scene units."""
COLUMN_STEP = CARD + GAP
"""Distance between neighbouring cards of a row, in scene units."""
ROW_STEP = 240.0
"""Distance between rows of cards, in scene units."""
FRAME_PAD = 12.0
"""Scene units between an open block's frame and the cards or frames in it."""
TAB = 20.0
"""Height of the tab with a frame's name, which stands on the frame."""
BOW = 52.0
"""How far below a row of cards a wire may run that passes them, in scene units."""
_BETWEEN_ROWS = 180.0
"""What rows of branches stand apart, so that one sees where a row ends."""
_ASPECT = 1.7
"""Width over height that the whole drawing aims at, about that of the canvas."""
_TORN = 0.7
"""What it weighs if every row ends where several wires go on; 1 is an aspect e times as far off."""
_FEWEST = 8
"""Cards that a drawing with branches has in a row at least, if it has so many."""
_STRAIGHT = 20
"""So many cards in a block stand in one row, as one reads them."""
_LONGEST = (24, 40, 80, 160)
"""Cards in a row after which, at the latest, a drawing is folded even where several wires cross;
what gives the better aspect is taken."""
_CARD_SIZE = Size(CARD, CARD / 2, CARD / 2)


def arrange(network: Network) -> dict[str, Position]:
    """A tidy place for every layer.

    A chain is written in rows. With branches, layers stand in columns by their longest way from
    the left and branches below one another; the columns go on in the row below where few wires
    must follow. An open block is drawn in the same way within its frame, and takes its place as
    one; a collapsed one takes that of a card, and its hidden layers lie as they will when it is
    opened. What no Input feeds stands below, and layers without any wire are last.
    """
    drawn = _Arrangement(network).drawing(network.order, "")
    return {name: Position(x, y + CARD / 2) for name, (x, y) in drawn.places.items()}


@dataclass(frozen=True)
class _Drawing:
    """Layers at their places: corners of cards, with wires meeting the first row at height 0."""

    places: Mapping[str, tuple[float, float]]
    size: Size

    def moved(self, x: float, y: float) -> Iterator[tuple[str, tuple[float, float]]]:
        for name, (left, top) in self.places.items():
            yield name, (left + x, top + y)


_Row = tuple[dict[str, tuple[float, float]], float, float]
"""For each node its left edge and the height of its wires; what the row takes above and under."""


class _Arrangement:
    """Draws a network from its innermost blocks outwards."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def drawing(self, names: Sequence[str], path: str) -> _Drawing:
        """The layers of the block at `path`, or the whole network, without a frame."""
        members = self._members(names, path)
        drawn = {key: self._member(key, inside, path) for key, inside in members.items()}
        sizes = {key: drawing.size for key, drawing in drawn.items()}
        rows: list[_Row] = []
        loose: list[str] = []
        widest = 0.0
        for graph in self._parts(members, sizes):
            if len(graph.nodes) == 1 and not path and graph.nodes[0] in self._loose:
                loose += graph.nodes
                continue
            plain = graph.is_chain and all(sizes[n] == _CARD_SIZE for n in graph.nodes)
            found = self._row_of_cards(graph, path) if plain else _rows_of_branches(graph, path)
            widest = max(
                widest, *(x + sizes[n].width for at, _, _ in found for n, (x, _) in at.items())
            )
            rows += found
        columns = max(round((widest + GAP) / COLUMN_STEP), min(4, len(loose)))
        rows += _rows(loose, columns)
        return _stacked(rows, drawn)

    @cached_property
    def _loose(self) -> set[str]:
        """Layers without wires; they stand at the end."""
        return {
            name
            for name in self._network.layers
            if name not in self._network.inputs
            and not self._network.sources_of[name]
            and not self._network.targets_of[name]
        }

    def _row_of_cards(self, graph: Graph, path: str) -> list[_Row]:
        count = len(graph.nodes)
        if count > (_STRAIGHT if path else 4):
            area = count * COLUMN_STEP * ROW_STEP
            count = max(4, round(math.sqrt(area * _ASPECT) / COLUMN_STEP))
        return _rows(graph.nodes, count)

    def _members(self, names: Sequence[str], path: str) -> dict[str, list[str]]:
        """The blocks and layers that lie directly in a block, each with all of its layers.

        A block that wires leave and enter again through others cannot be drawn as one: what is in
        it stands for itself.
        """
        torn: set[str] = set()
        while True:
            members: dict[str, list[str]] = {}
            for name in names:
                members.setdefault(self._key(name, path, torn), []).append(name)
            around = [key for key in self._in_circles(members) if key not in self._network.layers]
            if not around:
                return members
            torn.update(key.removeprefix("/") for key in around)

    def _key(self, name: str, path: str, torn: set[str]) -> str:
        """The member of a block that a layer lies in: its own name, or that of a block after /."""
        at = path
        rest = self._network.blocks.get(name, "")[len(path) :].strip("/")
        while rest:
            first, _, rest = rest.partition("/")
            at = f"{at}/{first}".lstrip("/")
            if at not in torn:
                return f"/{at}"
        return name

    def _wires(self, members: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], int]:
        """How many wires there are between members; to or from a card they are one."""
        member_of = {name: key for key, names in members.items() for name in names}
        found: defaultdict[tuple[str, str], int] = defaultdict(int)
        for name, key in member_of.items():
            for source in self._network.sources_of[name]:
                if source in member_of and member_of[source] != key:
                    found[member_of[source], key] += 1
        return found

    def _in_circles(self, members: Mapping[str, Sequence[str]]) -> list[str]:
        """What cannot be put into an order."""
        if all(key in self._network.layers for key in members):
            return []
        ordered = set(_ordered(list(members), self._wires(members)))
        return [key for key in members if key not in ordered]

    def _member(self, key: str, names: Sequence[str], path: str) -> _Drawing:
        if key in self._network.layers:
            return _Drawing({key: (0.0, -CARD / 2)}, _CARD_SIZE)
        path = key.removeprefix("/")
        inner = self.drawing(names, path)
        if path in self._network.collapsed:
            x, y = inner.places[names[0]]
            return _Drawing(dict(inner.moved(-x, -y - CARD / 2)), _CARD_SIZE)
        bow = BOW if self._bows(names, inner) else 0.0
        size = Size(
            inner.size.width + 2 * FRAME_PAD,
            inner.size.above + FRAME_PAD + TAB,
            inner.size.under + FRAME_PAD + bow,
        )
        return _Drawing(dict(inner.moved(FRAME_PAD, 0.0)), size)

    def _bows(self, names: Sequence[str], inner: _Drawing) -> bool:
        """Whether a wire into the block's lowest row passes a card of it."""
        bottom = inner.size.under - CARD
        left = min(x for x, _ in inner.places.values())
        return any(
            inner.places[name][1] > bottom - CARD / 2
            and inner.places[name][0]
            > (inner.places[source][0] if source in inner.places else left - COLUMN_STEP)
            + 1.5 * COLUMN_STEP
            for name in names
            for source in self._network.sources_of[name]
        )

    def _parts(
        self, members: Mapping[str, Sequence[str]], sizes: Mapping[str, Size]
    ) -> Iterator[Graph]:
        """The parts between which no wires run; those with an Input first."""
        wires = self._wires(members)
        nodes = _ordered(list(members), wires)
        around: defaultdict[str, list[str]] = defaultdict(list)
        for source, target in wires:
            around[source].append(target)
            around[target].append(source)
        inputs = set(self._network.inputs)
        heads = [key for key in nodes if not inputs.isdisjoint(members[key])]
        part_of: dict[str, int] = {}
        for root in (*heads, *nodes):
            ahead = [] if root in part_of else [root]
            number = len(part_of)
            while ahead:
                key = ahead.pop()
                if key not in part_of:
                    part_of[key] = number
                    ahead += around[key]
        nodes_of: defaultdict[int, list[str]] = defaultdict(list)
        for key in nodes:
            nodes_of[part_of[key]].append(key)
        wires_of: defaultdict[int, dict[tuple[str, str], int]] = defaultdict(dict)
        for wire, count in wires.items():
            wires_of[part_of[wire[0]]][wire] = count
        for number in sorted(nodes_of):
            yield Graph(nodes_of[number], wires_of[number], sizes)


def _ordered(keys: Sequence[str], wires: Iterable[tuple[str, str]]) -> list[str]:
    """The keys after those that feed them, else as given; without those in circles."""
    rank = {key: at for at, key in enumerate(keys)}
    waiting = dict.fromkeys(keys, 0)
    targets: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in wires:
        waiting[target] += 1
        targets[source].append(target)
    ready = [rank[key] for key in keys if not waiting[key]]
    heapq.heapify(ready)
    ordered = []
    while ready:
        key = keys[heapq.heappop(ready)]
        ordered.append(key)
        for target in targets[key]:
            waiting[target] -= 1
            if not waiting[target]:
                heapq.heappush(ready, rank[target])
    return ordered


def _stacked(rows: Sequence[_Row], drawn: Mapping[str, _Drawing]) -> _Drawing:
    """Rows below one another, with what stands in them; the first at height 0."""
    places: dict[str, tuple[float, float]] = {}
    height = -rows[0][1] if rows else 0.0
    width = 0.0
    bottom = 0.0
    for row, above, under in rows:
        line = height + above
        for key, (x, below) in row.items():
            places.update(drawn[key].moved(x, line + below))
            width = max(width, x + drawn[key].size.width)
            bottom = max(bottom, line + below + drawn[key].size.under)
        height = line + under
    return _Drawing(places, Size(width, rows[0][1] if rows else 0.0, bottom))


def _rows(names: Sequence[str], per_row: int) -> list[_Row]:
    """Cards one after the other."""
    return [
        (
            {
                name: (column * COLUMN_STEP, 0.0)
                for column, name in enumerate(names[begin : begin + per_row])
            },
            CARD / 2,
            ROW_STEP - CARD / 2,
        )
        for begin in range(0, len(names), max(1, per_row))
    ]


def _rows_of_branches(graph: Graph, path: str) -> list[_Row]:
    """The layered drawing in as many rows as give it about the canvas's aspect."""
    best: list[list[Piece]] = []
    best_misfit = math.inf
    whole = graph.width
    for longest in _LONGEST:
        found = pieces(graph, longest)
        if path and whole <= _STRAIGHT * COLUMN_STEP:
            best = [found]
            break
        width = max(_FEWEST * COLUMN_STEP, *(piece.width for piece in found))
        fewest = min((piece.wires_out for piece in found[:-1]), default=0)
        while True:
            rows = in_rows(found, width)
            misfit = abs(math.log(_aspect(rows) / _ASPECT)) + _torn(rows, fewest)
            if misfit < best_misfit:
                best, best_misfit = rows, misfit
            if width >= whole:
                break
            width *= 1.1
        if not any(piece.alone for piece in found):
            break
    return [_joined(row) for row in best]


def _aspect(rows: Sequence[Sequence[Piece]]) -> float:
    """Width over height."""
    width = max(sum(piece.width for piece in row) for row in rows)
    return width / sum(_above(row) + _under(row) for row in rows)


def _torn(rows: Sequence[Sequence[Piece]], fewest: int) -> float:
    """How often more wires than need be go on to the next row, weighed against the aspect."""
    more = [row[-1].wires_out > fewest for row in rows[:-1]]
    return _TORN * sum(more) / len(more) if more else 0.0


def _above(row: Sequence[Piece]) -> float:
    return max(piece.above for piece in row)


def _under(row: Sequence[Piece]) -> float:
    return max(piece.under for piece in row) + _BETWEEN_ROWS


def _joined(row: Sequence[Piece]) -> _Row:
    """The pieces of a row side by side."""
    starts = accumulate((piece.width for piece in row), initial=0.0)
    places = {
        name: (start + x, below)
        for start, piece in zip(starts, row, strict=False)
        for name, (x, below) in piece.places.items()
    }
    return places, _above(row), _under(row)
