"""Blocks that are repeated: ×N is a block of N copies in a row, and the edit that sets the N.

Nothing marks a repeat. A block that holds nothing but equal blocks, each fed by the one before, is
one; so a file needs no entry for it, an import may bring one along, and a copy that is changed by
hand ends it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.language import tr
from app.network.arrange import ROW_STEP
from app.network.blocks import Ungroup, block_paths, layers_in
from app.network.edits import free_block_name
from app.network.graph import Network, NetworkError, Position, Wire, count_problem

MOST_REPEATS = 200


def repeats(network: Network) -> Mapping[str, tuple[str, ...]]:
    """The repeated blocks, each with the paths of its copies from the first to the last."""
    if not network.blocks:
        return {}
    blocks: dict[str, dict[str, list[str]]] = {}
    innermost: set[str] = set()
    for name in network.layers:  # in the order of creation, which copies have in common
        path = network.blocks.get(name, "")
        innermost.add(path)
        while path:
            outer = path.rpartition("/")[0]
            blocks.setdefault(outer, {}).setdefault(path, []).append(name)
            path = outer
    return {
        outer: copies
        for outer, inner in blocks.items()
        if outer and outer not in innermost and (copies := _copies(network, inner))
    }


def repeat_counts(network: Network) -> Mapping[str, int]:
    """The repeated blocks, each with the number of its copies."""
    return {path: len(copies) for path, copies in repeats(network).items()}


def times_of(network: Network, path: str) -> int:
    """How many copies a block consists of; 1 for one that is no repeat."""
    return repeat_counts(network).get(path, 1)


def _copies(network: Network, blocks: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """These blocks, told with their layers, from first to last if they are equal and in a row."""
    if len(blocks) < 2 or len({len(names) for names in blocks.values()}) != 1:
        return ()
    found: dict[str, tuple[str, str]] = {}
    first = None
    for path, names in blocks.items():
        ends, form = _ends(network, frozenset(names)), _form(network, path, names)
        first = first or form
        if ends is None or form != first:
            return ()
        found[path] = ends
    rank = {name: at for at, name in enumerate(network.order)}
    row = sorted(found, key=lambda path: rank[found[path][1]])
    for before, after in pairwise(row):
        exit_, inside = found[before][1], frozenset((*blocks[before], *blocks[after]))
        if found[after][0] != exit_ or not inside.issuperset(network.targets_of[exit_]):
            return ()
    return tuple(row)


def _ends(network: Network, names: Collection[str]) -> tuple[str, str] | None:
    """The one layer that feeds these, and the one of them that feeds others or ends; or None."""
    feeding = {source for name in names for source in network.sources_of[name]}.difference(names)
    exits = [
        name
        for name in names
        if not network.targets_of[name] or any(to not in names for to in network.targets_of[name])
    ]
    return (feeding.pop(), exits[0]) if len(feeding) == len(exits) == 1 else None


def _exit(network: Network, path: str) -> str:
    """The layer that a block which can be repeated ends in."""
    ends = _ends(network, frozenset(layers_in(network, path)))
    assert ends is not None
    return ends[1]


def _form(network: Network, path: str, names: Sequence[str]) -> object:
    """All that copies have in common: layers, blocks in it, and wires by the numbers of layers."""
    number = {name: at for at, name in enumerate(names)}
    return [
        (
            network.layers[name],
            network.blocks[name][len(path) :],
            [number.get(source) for source in network.sources_of[name]],
        )
        for name in names
    ]


@dataclass(frozen=True)
class RepeatBlock:
    """Let a block stand `times` times in a row, each copy fed by the one before.

    The block then holds its copies, and is collapsed. A block that is a repeat already gets more
    copies of the last or loses the last ones; with one left it is a plain block again. A block
    that is entered from more than one layer or left from more than one cannot be repeated.
    """

    path: str
    times: int

    @property
    def label(self) -> str:
        return tr(
            "Repeat {block} ×{times}",
            block=self.path.rpartition("/")[2],
            times=self.times,
        )

    def apply(self, network: Network) -> Network:
        if self.path not in block_paths(network):
            raise NetworkError(tr("there is no block {path!r}", path=self.path))
        if not 1 <= self.times <= MOST_REPEATS:
            raise NetworkError(
                tr("a block is repeated 1 to {most_repeats} times", most_repeats=MOST_REPEATS)
            )
        copies = repeats(network).get(self.path, ())
        if not copies:
            if self.times == 1:
                return network
            if _ends(network, frozenset(layers_in(network, self.path))) is None:
                raise NetworkError(
                    tr("only a block that is fed by one layer and ends in one is repeated")
                )
            copies = (f"{self.path}/copy1",)
            network = _with_first_copy(network, self.path, copies[0])
        if self.times > len(copies):
            return _lengthened(network, copies, self.times - len(copies))
        shorter = _shortened(network, copies, self.times)
        return shorter if self.times > 1 else Ungroup(copies[0]).apply(shorter)


def _with_first_copy(network: Network, path: str, copy: str) -> Network:
    """All that lies in the block lies in a block in it, and is shown as open as before."""

    def moved(at: str) -> str:
        return copy + at[len(path) :] if f"{at}/".startswith(f"{path}/") else at

    blocks = {name: moved(at) for name, at in network.blocks.items()}
    return network.with_blocks(blocks, {path, *map(moved, network.collapsed)})


def _lengthened(network: Network, copies: Sequence[str], more: int) -> Network:
    """With so many more copies of the last one behind it; what followed it follows the last."""
    path = copies[-1]
    names = frozenset(layers_in(network, path))
    inside = [name for name in network.layers if name in names]
    if problem := count_problem(len(network.layers) + more * len(inside)):
        raise NetworkError(problem)
    exit_ = _exit(network, path)
    feeding = [wire for wire in network.wires if wire.target in names]
    heights = [network.positions[name].y for name in inside if name in network.positions]
    step = max(heights, default=0.0) - min(heights, default=0.0) + ROW_STEP
    shut = [at for at in network.collapsed if f"{at}/".startswith(f"{path}/")]
    layers, positions = dict(network.layers), dict(network.positions)
    blocks, collapsed = dict(network.blocks), set(network.collapsed)
    wires: list[Wire] = []
    taken = set(copies)
    free = iter(network.free_names([layers[name] for name in inside] * more))
    last = exit_
    for number in range(1, more + 1):
        renamed = dict(zip(inside, free, strict=False))
        copy = free_block_name(path, taken)
        taken.add(copy)
        for name, new in renamed.items():
            layers[new] = network.layers[name]
            blocks[new] = copy + network.blocks[name][len(path) :]
            if at := network.positions.get(name):
                positions[new] = Position(at.x, at.y + number * step)
        collapsed.update(copy + at[len(path) :] for at in shut)
        # In the order of the block itself, for a layer that merges takes its inputs in order.
        wires += (Wire(renamed.get(w.source, last), renamed[w.target]) for w in feeding)
        last = renamed[exit_]
    moved = [
        Wire(last, w.target) if w.source == exit_ and w.target not in names else w
        for w in network.wires
    ]
    return replace(
        network,
        layers=layers,
        wires=(*moved, *wires),
        positions=positions,
        blocks=blocks,
        collapsed=frozenset(collapsed),
    )


def _shortened(network: Network, copies: Sequence[str], times: int) -> Network:
    """With the first so many copies only; what followed the last copy follows the last of them."""
    if times == len(copies):
        return network
    gone = frozenset(name for path in copies[times:] for name in layers_in(network, path))
    kept, dropped = _exit(network, copies[times - 1]), _exit(network, copies[-1])
    wires = [
        Wire(kept, wire.target) if wire.source == dropped else wire
        for wire in network.wires
        if wire.target not in gone and (wire.source not in gone or wire.source == dropped)
    ]
    return replace(
        network,
        layers={name: layer for name, layer in network.layers.items() if name not in gone},
        wires=tuple(wires),
        positions={name: at for name, at in network.positions.items() if name not in gone},
        blocks={name: path for name, path in network.blocks.items() if name not in gone},
    )
