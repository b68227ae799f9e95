"""In which order branches lie one below the other, so that few wires cross.

Whole rows are moved, not their cards column by column: a branch is drawn straight, so nothing else
can be changed. Each in turn is taken out and put where the fewest wires cross, until nothing gets
better (global sifting: Bachmaier, Brandenburg, Brunner and Hübner, "A global k-level crossing
reduction algorithm", 2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

_ROUNDS = 8
"""At most; random graphs of 60 rows got no better after five."""
_PASSES = 20_000
"""About how often rows may pass one another, so that hundreds of them keep nobody waiting."""

_Ends = list[dict[int, list[int]]]
"""For each row and gap, the rows at the other ends of its wires there."""


class Link(NamedTuple):
    """A wire from one row to another, in the gap before a column."""

    source: int
    target: int
    gap: int


class Rows:
    """Rows of cards and the wires between them.

    Row number n takes the columns `spans[n]`, the first to the last, by a card or a passing wire.
    """

    def __init__(self, spans: Sequence[tuple[int, int]], links: Iterable[Link]) -> None:
        between = list(dict.fromkeys(links))
        gaps = sorted({link.gap for link in between})
        passing = [
            Link(row, row, gap)
            for row, (first, last) in enumerate(spans)
            for gap in gaps
            if first < gap <= last
        ]
        self._in_gap: dict[int, list[Link]] = {gap: [] for gap in gaps}
        self._targets: _Ends = [{} for _ in spans]
        self._sources: _Ends = [{} for _ in spans]
        for link in (*between, *passing):
            self._in_gap[link.gap].append(link)
            self._targets[link.source].setdefault(link.gap, []).append(link.target)
            self._sources[link.target].setdefault(link.gap, []).append(link.source)

    def crossings(self, order: Sequence[int]) -> int:
        """How many pairs of wires cross with the rows in this order."""
        place = {row: at for at, row in enumerate(order)}
        return sum(
            (place[a.source] - place[b.source]) * (place[a.target] - place[b.target]) < 0
            for links in self._in_gap.values()
            for a, b in combinations(links, 2)
        )

    def sifted(self, order: Sequence[int], fixed: int) -> list[int]:
        """The order changed so that fewer wires cross; the first `fixed` rows stay at the top."""
        rows = list(order)
        rounds = max(1, min(_ROUNDS, _PASSES // max(1, len(rows) ** 2)))
        for _ in range(rounds):
            moves = [self._sift(rows, row, fixed) for row in order[fixed:]]
            if not any(moves):
                break
        return rows

    def _sift(self, rows: list[int], row: int, fixed: int) -> bool:
        """Put the row where the fewest wires cross; whether it moved."""
        begin = rows.index(row)
        best, best_at = 0, begin
        for way in (range(begin - 1, fixed - 1, -1), range(begin + 1, len(rows))):
            place = {each: at for at, each in enumerate(rows)}
            change = 0
            for at in way:
                other = rows[at]
                more = self._more_below(row, other, place)
                change += more if at > begin else -more
                if change < best:
                    best, best_at = change, at
                place[row], place[other] = at, place[row]
        rows.insert(best_at, rows.pop(begin))
        return best_at != begin

    def _more_below(self, row: int, other: int, place: Mapping[int, int]) -> int:
        """How many more wires cross with `row` right below `other` than with it right above."""
        more = 0
        for ends_of in (self._targets, self._sources):
            ends, others = ends_of[row], ends_of[other]
            for gap in ends.keys() & others.keys():
                for a in ends[gap]:
                    for b in others[gap]:
                        if (a, b) != (row, other):  # wires that pass never cross each other
                            more += (place[a] < place[b]) - (place[a] > place[b])
        return more
