"""In which order the filters of a layer stand, and which are dead or doubled."""

from __future__ import annotations

import time
import weakref
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from app.inspection.filter_similarity import FilterOrder, dead_filters, duplicates, ordered
from app.language import tr

QUICK = 5_000_000
"""Products of weights that are summed in a millisecond or two; for more a thread is used."""
SECONDS_BETWEEN = 0.5
"""So long an order stays while the weights learn, that one can follow it."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Ranking:
    """The numbers of the filters in their order, those that are dead, and groups of like ones."""

    order: tuple[int, ...]
    dead: tuple[int, ...] = ()
    alike: tuple[tuple[int, ...], ...] = ()

    @property
    def words(self) -> str:
        """What there is to be said: "dead: 3 · alike: 0 4"; empty where all is well."""
        said = []
        if self.dead:
            said.append(tr("dead: {listed}", listed=_listed(self.dead)))
        if self.alike:
            groups = ", ".join(" = ".join(map(str, group[:4])) for group in self.alike[:3])
            more = " …" if len(self.alike) > 3 else ""
            said.append(tr("alike: {groups}{more}", groups=groups, more=more))
        return " · ".join(said)

    def note(self, number: int) -> str:
        """What is to be said of one filter; empty where nothing is."""
        if number in self.dead:
            return tr("dead: next to nothing beside the largest")
        for group in self.alike:
            if number in group:
                others = [other for other in group if other != number]
                return tr("much like {listed}", listed=_listed(others))
        return ""


def rank(weights: Floats, order: FilterOrder) -> Ranking:
    """The ranking of filters out×in×kH×kW."""
    numbers = tuple(int(at) for at in ordered(weights, order))
    return Ranking(numbers, dead_filters(weights), duplicates(weights))


class FilterRankings(QObject):
    """The newest rankings of layers; those of large layers are made on a thread."""

    changed = Signal()
    _made = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[str, Ranking] = {}
        self._made_at: dict[str, tuple[float, FilterOrder]] = {}
        self._waiting: dict[str, tuple[Floats, FilterOrder]] = {}
        self._at_work: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work_off)
        self._made.connect(self._take)

    def of(self, layer: str, count: int) -> Ranking:
        """The ranking of a layer with so many filters; by number until there is one."""
        known = self._known.get(layer)
        if known is None or len(known.order) != count:
            return Ranking(tuple(range(count)))
        return known

    def ask(self, layer: str, weights: Floats, order: FilterOrder) -> None:
        """Rank these weights, at once if it is quick and the last time is not just now."""
        at, before = self._made_at.get(layer, (0.0, order))
        rests = SECONDS_BETWEEN - (time.monotonic() - at)
        if layer in self._at_work or (before == order and rests > 0):
            self._waiting[layer] = (weights, order)
            if layer not in self._at_work and not self._timer.isActive():
                self._timer.start(max(1, round(1000 * rests)))
            return
        self._waiting.pop(layer, None)
        self._made_at[layer] = (time.monotonic(), order)
        if len(weights) * weights.size <= QUICK:
            self._known[layer] = rank(weights, order)
        else:
            self._at_work.add(layer)
            answer = _pool().submit(rank, weights, order)
            answer.add_done_callback(partial(_tell, weakref.ref(self), layer))

    def _work_off(self) -> None:
        waiting, self._waiting = self._waiting, {}
        before = dict(self._known)
        for layer, (weights, order) in waiting.items():
            self.ask(layer, weights, order)
        if before != self._known:
            self.changed.emit()

    def _take(self, layer: str, ranking: object) -> None:
        """On the window's thread."""
        self._at_work.discard(layer)
        if isinstance(ranking, Ranking) and self._known.get(layer) != ranking:
            self._known[layer] = ranking
            self.changed.emit()
        if self._waiting:
            self._work_off()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="ranking")


def _tell(
    rankings: weakref.ref[FilterRankings],
    layer: str,
    answer: Future[Ranking],
) -> None:
    """On the thread; Qt hands the signal over to the window's."""
    listener = rankings()
    if listener is not None:
        listener._made.emit(layer, answer.result())


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:5]))
    return f"{shown} …" if len(numbers) > 5 else shown
