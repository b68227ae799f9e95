"""Every change that can be made to a network, as data.

What the mouse does, what a quick fix does and what a lesson does are the same edits. Each has a
`label` in the menu's words and an `apply` that returns the changed network and leaves the given
one as it was. NetworkError says why an edit cannot be made.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Protocol

from app.language import tr
from app.network.fields import made_from, short_text, values_of
from app.network.graph import Network, NetworkError, Position, Wire, name_problem, outer_paths
from app.network.layer import Layer


class Edit(Protocol):
    """A change to a network."""

    @property
    def label(self) -> str:
        """What the edit does, in the words of the menu: "Insert Conv2d"."""
        ...

    def apply(self, network: Network) -> Network:
        """The changed network; NetworkError where the edit does not fit."""
        ...


@dataclass(frozen=True)
class AddLayer:
    """Put a new layer on the canvas, fed by `after` if that is given."""

    layer: Layer
    position: Position
    after: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        return tr("Add {kind}", kind=self.layer.kind)

    def apply(self, network: Network) -> Network:
        name = self.name or network.free_name(self.layer)
        added = _with_layer(network, name, self.layer, self.position)
        return Connect(self.after, name).apply(added) if self.after else added


@dataclass(frozen=True)
class InsertLayer:
    """Put a new layer into a wire."""

    layer: Layer
    wire: Wire
    position: Position
    name: str | None = None

    @property
    def label(self) -> str:
        return tr("Insert {kind}", kind=self.layer.kind)

    def apply(self, network: Network) -> Network:
        name = self.name or network.free_name(self.layer)
        _present(network, self.wire)
        _free(network, name)
        blocks = network.blocks
        if path := shared_path(blocks.get(self.wire.source), blocks.get(self.wire.target)):
            blocks = {**blocks, name: path}
        # In the old wire's place, for a layer that merges takes its inputs in order.
        wires = [Wire(name, w.target) if w == self.wire else w for w in network.wires]
        return replace(
            network,
            layers={**network.layers, name: self.layer},
            positions={**network.positions, name: self.position},
            wires=(*wires, Wire(self.wire.source, name)),
            blocks=blocks,
        )


@dataclass(frozen=True)
class InsertBefore:
    """Put a new layer in front of another, at its place; what follows moves along by `shift`.

    Of several wires in, it goes into the one from `source`, or into the first.
    """

    layer: Layer
    target: str
    source: str | None = None
    shift: float = 0.0

    @property
    def label(self) -> str:
        return tr("Add {kind} before {target}", kind=self.layer.kind, target=self.target)

    def apply(self, network: Network) -> Network:
        source = self.source or network.source_of.get(self.target)
        if source is None:
            raise NetworkError(
                tr("nothing feeds {target!r}, so nothing can be put in between", target=self.target)
            )
        place = network.positions.get(self.target, Position(0.0, 0.0))
        moved = {self.target, *network.downstream(self.target)}
        positions = {
            name: Position(at.x + self.shift, at.y)
            for name, at in network.positions.items()
            if name in moved and at.y == place.y
        }
        shifted = MoveLayers(positions).apply(network)
        return InsertLayer(self.layer, Wire(source, self.target), place).apply(shifted)


@dataclass(frozen=True)
class RemoveLayers:
    """Take layers away; the wires close over the gaps where a single chain stays.

    A layer that merged several branches leaves a gap: none of them could stand for all.
    """

    names: frozenset[str]

    @property
    def label(self) -> str:
        return (
            tr("Delete {next}", next=next(iter(self.names)))
            if len(self.names) == 1
            else tr("Delete layers")
        )

    def apply(self, network: Network) -> Network:
        for name in self.names:
            _layer(network, name)
        stands_in: dict[str, str | None] = {}
        for name in network.order:
            if name in self.names:
                sources = {stands_in.get(source, source) for source in network.sources_of[name]}
                stands_in[name] = sources.pop() if len(sources) == 1 else None
        wires = dict.fromkeys(  # two branches that lose all their layers become one wire
            Wire(kept, target)
            for source, target in network.wires
            if target not in self.names and (kept := stands_in.get(source, source))
        )
        return replace(
            network,
            layers={name: at for name, at in network.layers.items() if name not in self.names},
            wires=tuple(wires),
            positions={n: at for n, at in network.positions.items() if n not in self.names},
            blocks={n: path for n, path in network.blocks.items() if n not in self.names},
        )


@dataclass(frozen=True)
class SetFields:
    """Change settings of one layer."""

    name: str
    values: Mapping[str, Any]

    @property
    def label(self) -> str:
        parts = [
            f"{name} {short_text(v) if isinstance(v, (int, tuple)) else v}"
            for name, v in self.values.items()
        ]
        return tr("Set {parts} of {name}", parts=", ".join(parts), name=self.name)

    def apply(self, network: Network) -> Network:
        layer = _layer(network, self.name)
        try:
            changed = made_from(type(layer), {**values_of(layer), **self.values})
        except ValueError as error:
            raise NetworkError(f"{self.name}: {error}") from error
        return network.with_settings({self.name: changed})


@dataclass(frozen=True)
class MoveLayers:
    """Give layers a new place on the canvas."""

    positions: Mapping[str, Position]

    @property
    def label(self) -> str:
        return (
            tr("Move {next}", next=next(iter(self.positions)))
            if len(self.positions) == 1
            else tr("Move layers")
        )

    def apply(self, network: Network) -> Network:
        for name in self.positions:
            _layer(network, name)
        return network.with_positions(self.positions)


@dataclass(frozen=True)
class Connect:
    """Run a wire from one layer to another.

    A wire that led into the target is replaced, unless the target takes several.
    """

    source: str
    target: str

    @property
    def label(self) -> str:
        return tr("Connect {source} to {target}", source=self.source, target=self.target)

    def apply(self, network: Network) -> Network:
        _layer(network, self.source)
        _layer(network, self.target)
        if problem := network.why_not_connect(self.source, self.target):
            raise NetworkError(problem)
        kept = network.wires
        if not network.layers[self.target].takes_several:
            kept = tuple(wire for wire in kept if wire.target != self.target)
        return replace(network, wires=(*kept, Wire(self.source, self.target)))


@dataclass(frozen=True)
class Disconnect:
    """Take wires away."""

    wires: frozenset[Wire]

    @property
    def label(self) -> str:
        return tr("Delete wire") if len(self.wires) == 1 else tr("Delete wires")

    def apply(self, network: Network) -> Network:
        for wire in self.wires:
            _present(network, wire)
        return replace(network, wires=tuple(w for w in network.wires if w not in self.wires))


@dataclass(frozen=True)
class RenameLayer:
    """Give a layer another name."""

    name: str
    new_name: str

    @property
    def label(self) -> str:
        return tr("Rename {name} to {new_name}", name=self.name, new_name=self.new_name)

    def apply(self, network: Network) -> Network:
        _layer(network, self.name)
        if self.new_name in network.layers:
            raise NetworkError(tr("there is a layer {new_name!r} already", new_name=self.new_name))
        if problem := name_problem(self.new_name):
            raise NetworkError(problem)

        def renamed(name: str) -> str:
            return self.new_name if name == self.name else name

        return replace(
            network,
            layers={renamed(name): layer for name, layer in network.layers.items()},
            wires=tuple(Wire(renamed(w.source), renamed(w.target)) for w in network.wires),
            positions={renamed(name): at for name, at in network.positions.items()},
            blocks={renamed(name): path for name, path in network.blocks.items()},
        )


@dataclass(frozen=True)
class PasteLayers:
    """Put a copy of some layers and the wires between them on the canvas, under free names."""

    fragment: Network
    offset: Position
    label: str = tr("Paste")

    def apply(self, network: Network) -> Network:
        names = self.new_names(network)
        moved = {
            names[name]: Position(at.x + self.offset.x, at.y + self.offset.y)
            for name, at in self.fragment.positions.items()
        }
        return replace(
            network,
            layers={
                **network.layers,
                **{names[name]: layer for name, layer in self.fragment.layers.items()},
            },
            wires=(
                *network.wires,
                *(Wire(names[w.source], names[w.target]) for w in self.fragment.wires),
            ),
            positions={**network.positions, **moved},
            blocks={**network.blocks, **self._new_blocks(network, names)},
            collapsed=network.collapsed | self._new_paths(network, self.fragment.collapsed),
        )

    def _new_blocks(self, network: Network, names: Mapping[str, str]) -> dict[str, str]:
        outermost = self._outermost(network)
        return {
            names[name]: _moved_path(path, outermost) for name, path in self.fragment.blocks.items()
        }

    def _new_paths(self, network: Network, paths: Iterable[str]) -> frozenset[str]:
        outermost = self._outermost(network)
        return frozenset(_moved_path(path, outermost) for path in paths)

    def _outermost(self, network: Network) -> dict[str, str]:
        """Free names for the fragment's outermost blocks."""
        used = {path.partition("/")[0] for path in network.blocks.values()}
        found = {}
        for name in dict.fromkeys(path.partition("/")[0] for path in self.fragment.blocks.values()):
            found[name] = free_block_name(name, used)
            used.add(found[name])
        return found

    def new_names(self, network: Network) -> dict[str, str]:
        """What each layer of the fragment will be called in `network`."""
        layers = self.fragment.layers
        return dict(zip(layers, network.free_names(layers.values()), strict=True))


@dataclass(frozen=True)
class RenameNetwork:
    """Give the network another name."""

    name: str

    @property
    def label(self) -> str:
        return tr("Rename network")

    def apply(self, network: Network) -> Network:
        if not self.name.strip():
            raise NetworkError(tr("a network needs a name; type at least one letter"))
        return network.with_name(self.name)


@dataclass(frozen=True)
class Together:
    """Several edits as one step of undo."""

    label: str
    edits: tuple[Edit, ...]

    def apply(self, network: Network) -> Network:
        for edit in self.edits:
            network = edit.apply(network)
        return network


def shared_path(one: str | None, other: str | None) -> str:
    """The innermost block that holds both; empty where there is none."""
    both = ""
    for first, second in zip(outer_paths(one or ""), outer_paths(other or ""), strict=False):
        if first != second:
            break
        both = first
    return both


def part_of(network: Network, names: frozenset[str]) -> Network:
    """The given layers with the wires between them, as something to copy."""
    return Network(
        name=network.name,
        layers={name: layer for name, layer in network.layers.items() if name in names},
        wires=tuple(w for w in network.wires if w.source in names and w.target in names),
        positions={name: at for name, at in network.positions.items() if name in names},
        blocks={name: path for name, path in network.blocks.items() if name in names},
        collapsed=network.collapsed,
    )


def free_block_name(name: str, used: Container[str]) -> str:
    """`name` itself, or with the lowest number that makes it another than those in use."""
    if name not in used:
        return name
    stem = name.rstrip("0123456789") or "block"
    return next(f"{stem}{number}" for number in count(2) if f"{stem}{number}" not in used)


def _moved_path(path: str, outermost: Mapping[str, str]) -> str:
    first, slash, rest = path.partition("/")
    return outermost.get(first, first) + slash + rest


def _layer(network: Network, name: str) -> Layer:
    if name not in network.layers:
        raise NetworkError(tr("there is no layer {name!r}", name=name))
    return network.layers[name]


def _present(network: Network, wire: Wire) -> None:
    if wire.source not in network.sources_of.get(wire.target, ()):
        raise NetworkError(
            tr(
                "there is no wire from {source!r} to {target!r}",
                source=wire.source,
                target=wire.target,
            )
        )


def _free(network: Network, name: str) -> None:
    if name in network.layers:
        raise NetworkError(tr("there is a layer {name!r} already", name=name))


def _with_layer(network: Network, name: str, layer: Layer, position: Position) -> Network:
    _free(network, name)
    return replace(
        network,
        layers={**network.layers, name: layer},
        positions={**network.positions, name: position},
    )
