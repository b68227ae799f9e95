"""What the canvas shows of a network: layers, and collapsed blocks in their stead. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from app.language import tr
from app.network.arrange import BOW, CARD, COLUMN_STEP, FRAME_PAD
from app.network.arrange import TAB as TAB
from app.network.graph import Network, Position, Wire, outer_paths
from app.network.layers.dense import Input
from widgets.canvas.lanes import Lanes


class Box(NamedTuple):
    """A rectangle in scene units."""

    left: float
    top: float
    right: float
    bottom: float


class Shown:
    """A network with some blocks collapsed, as it is to be seen.

    Everything is told by layer names: a hidden layer is shown by the card of the outermost
    collapsed block that holds it. The first layer of such a block, its `face`, stands for the
    block where one name is wanted, and the card lies where that layer does: there it cannot
    cover another.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    def same_for(self, network: Network) -> bool:
        """Whether all this holds for another network too, which has only other settings."""
        mine = self.network
        return (
            network.wires is mine.wires
            and network.positions is mine.positions
            and network.blocks is mine.blocks
            and network.collapsed is mine.collapsed
            and network.layers.keys() == mine.layers.keys()
        )

    @cached_property
    def block_of(self) -> Mapping[str, str]:
        """For each hidden layer, the collapsed block whose card is shown."""
        network = self.network
        if not network.collapsed:
            return {}
        shut = {
            path: next((outer for outer in outer_paths(path) if outer in network.collapsed), "")
            for path in set(network.blocks.values())
        }
        return {name: shut[path] for name, path in network.blocks.items() if shut[path]}

    @cached_property
    def collapsed(self) -> Mapping[str, tuple[str, ...]]:
        """The layers of each block that is shown as a card, in order."""
        found: dict[str, list[str]] = {}
        if self.block_of:
            for name in self.network.order:
                if name in self.block_of:
                    found.setdefault(self.block_of[name], []).append(name)
        return {path: tuple(names) for path, names in found.items()}

    @cached_property
    def open(self) -> Mapping[str, tuple[str, ...]]:
        """All layers of each block that is shown as a frame; an outer block before its inner."""
        found: dict[str, list[str]] = {}
        if self.network.blocks:
            for name in self.network.order:
                path = self.network.blocks.get(name)
                if path is None:
                    continue
                shut = self.block_of.get(name)
                for outer in outer_paths(path):
                    if outer == shut:
                        break
                    found.setdefault(outer, []).append(name)
        return {path: tuple(found[path]) for path in sorted(found, key=_depth)}

    def together(self, name: str) -> tuple[str, ...]:
        """The layers that the card showing a layer stands for; itself where it is seen."""
        path = self.block_of.get(name)
        return self.collapsed[path] if path else (name,)

    def face(self, name: str) -> str:
        """The layer that stands for the card showing a layer."""
        return self.together(name)[0]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every card by its face, after those that feed it."""
        return tuple(dict.fromkeys(map(self.face, self.network.order)))

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """For each layer the corner of the card that shows it."""
        places = self.network.positions
        return {**places, **{name: places[self.face(name)] for name in self.block_of}}

    @cached_property
    def sources_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each card, by its face, the faces of those that feed it."""
        return self._neighbours(self.network.sources_of)

    @cached_property
    def targets_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each card, by its face, the faces of those that it feeds."""
        return self._neighbours(self.network.targets_of)

    def _neighbours(self, of: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {face: {} for face in self.order}
        for name in self.network.order:
            face = self.face(name)
            found[face].update((at, None) for at in map(self.face, of[name]) if at != face)
        return {face: tuple(others) for face, others in found.items()}

    def entries(self, path: str) -> tuple[str, ...]:
        """The layers of a collapsed block that take what comes from outside, or wait for it."""
        network, names = self.network, self.collapsed[path]
        return tuple(
            name
            for name in names
            if not isinstance(network.layers[name], Input)
            and (
                not network.sources_of[name]
                or any(self.block_of.get(at) != path for at in network.sources_of[name])
            )
        )

    def exits(self, path: str) -> tuple[str, ...]:
        """The layers of a collapsed block that feed others outside, or none at all."""
        network, names = self.network, self.collapsed[path]
        return tuple(
            name
            for name in names
            if not network.targets_of[name]
            or any(self.block_of.get(at) != path for at in network.targets_of[name])
        )

    def way_in(self, name: str) -> tuple[str, str]:
        """The layer that a wire to the card showing `name` leads to; or "" and why none can."""
        path = self.block_of.get(name)
        if not path:
            return name, ""
        ends = self.entries(path)
        if not ends:
            return "", tr("the block has no input")
        if len(ends) > 1:
            return "", tr("expand the block first: it has {count} inputs", count=len(ends))
        return ends[0], ""

    def way_out(self, name: str) -> tuple[str, str]:
        """The layer that a wire from the card showing `name` comes from; or "" and why not."""
        path = self.block_of.get(name)
        if not path:
            return name, ""
        ends = self.exits(path)
        if not ends:
            return "", tr("the block has no output")
        if len(ends) > 1:
            return "", tr("expand the block first: it has {count} outputs", count=len(ends))
        return ends[0], ""

    @cached_property
    def tails(self) -> Mapping[str, Position]:
        """What a next layer can be put behind, each with the corner of the card showing it."""
        found = {n: at for n, at in self.network.positions.items() if n not in self.block_of}
        for path in self.collapsed:
            exits = self.exits(path)
            if len(exits) == 1:
                found[exits[0]] = self.positions[exits[0]]
        return found

    @cached_property
    def bundles(self) -> Mapping[Wire, tuple[Wire, ...]]:
        """For each wire that is seen, all that run between the same two cards as one line."""
        if not self.block_of:
            return {wire: (wire,) for wire in self.network.wires}
        found: dict[tuple[str, str], list[Wire]] = {}
        for wire in self.network.wires:
            ends = self.face(wire.source), self.face(wire.target)
            if ends[0] != ends[1]:
                found.setdefault(ends, []).append(wire)
        return {wire: tuple(bundle) for bundle in found.values() for wire in bundle}

    @cached_property
    def _contents(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """For each open block the faces directly in it, and the open blocks directly in it."""
        found: dict[str, tuple[list[str], list[str]]] = {path: ([], []) for path in self.open}
        for face in self.order if self.open else ():
            path = self.network.blocks.get(face, "")
            shut = self.block_of.get(face)
            inner = shut.rpartition("/")[0] if shut else path
            if inner:
                found[inner][0].append(face)
        for path in self.open:
            if outer := path.rpartition("/")[0]:
                found[outer][1].append(path)
        return found

    @cached_property
    def _lanes(self) -> Lanes:
        return Lanes(self.positions[face] for face in self.order)

    def lane(self, start: Position, end: Position) -> float | None:
        """The height at which a wire from port to port passes cards; None where it passes none."""
        if end.x < start.x:
            return self._lanes.between_rows(start, end)
        return self._lanes.height(start, end) if end.x - start.x >= COLUMN_STEP else None

    @cached_property
    def _lowest_wires(self) -> Mapping[str, float]:
        """For each open block with wires below its cards, the height of the lowest one."""
        found: dict[str, float] = {}
        for wire in self.bundles if self.open else ():
            start, end = (self.positions[name] for name in wire)
            if wire.target not in self.network.blocks or end.x < start.x + CARD:
                continue
            way_out = Position(start.x + CARD, start.y + CARD / 2)
            lane = self.lane(way_out, Position(end.x, end.y + CARD / 2))
            if lane is None:
                continue
            for path in outer_paths(self.network.blocks[wire.target]):
                found[path] = max(lane, found.get(path, lane))
        return found

    def frames(self, moved: Mapping[str, Position] | None = None) -> Mapping[str, Box]:
        """The frame around each open block; layers in `moved` lie elsewhere for the moment."""
        places = self.network.positions
        moved = {name: at for name, at in (moved or {}).items() if at != places[name]}
        if moved:
            places = {**places, **moved}
        found: dict[str, Box] = {}
        for path in reversed(list(self.open)):
            faces, inner = self._contents[path]
            spots = [places[face] for face in faces]
            lefts = [at.x for at in spots] + [found[child].left for child in inner]
            tops = [at.y for at in spots] + [found[child].top - TAB for child in inner]
            rights = [at.x + CARD for at in spots] + [found[child].right for child in inner]
            bottoms = [at.y + CARD for at in spots] + [found[child].bottom for child in inner]
            low = max(bottoms)
            if not moved and low < self._lowest_wires.get(path, low) <= low + BOW:
                bottoms.append(self._lowest_wires[path] - FRAME_PAD / 2)
            found[path] = Box(
                min(lefts) - FRAME_PAD,
                min(tops) - FRAME_PAD,
                max(rights) + FRAME_PAD,
                max(bottoms) + FRAME_PAD,
            )
        return found


def _depth(path: str) -> int:
    return path.count("/")
