"""Blocks: named groups of layers, which may hold others, and the edits that make and undo them.

A block is nothing but the path that its layers carry (`Network.blocks`): "stage1/block2" lies in
"stage1". It is gone with its last layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from app.language import tr
from app.network.edits import free_block_name, shared_path
from app.network.graph import Network, NetworkError, Wire, outer_paths


def block_paths(network: Network) -> tuple[str, ...]:
    """Every block, an outer one before those in it, in the order of their first layers."""
    blocks = network.blocks
    innermost = dict.fromkeys(blocks[name] for name in network.order if name in blocks)
    return tuple(dict.fromkeys(outer for path in innermost for outer in outer_paths(path)))


def layers_in(network: Network, path: str) -> tuple[str, ...]:
    """The layers of a block and of those in it, in order."""
    inside = f"{path}/"
    return tuple(
        name
        for name in network.order
        if (block := network.blocks.get(name, "")) == path or block.startswith(inside)
    )


def collapsed_block(network: Network, name: str) -> str:
    """The outermost collapsed block that hides a layer; empty where the layer is to be seen."""
    if not network.collapsed or name not in network.blocks:
        return ""
    return next(
        (path for path in outer_paths(network.blocks[name]) if path in network.collapsed), ""
    )


def block_around(network: Network, names: Iterable[str]) -> str:
    """The innermost block that holds all these layers; empty where there is none."""
    paths = [network.blocks.get(name, "") for name in names]
    return reduce(shared_path, paths) if paths else ""


def block_of_just(network: Network, names: frozenset[str]) -> str:
    """The block, the outermost of several, that holds these layers and no others; or empty."""
    innermost = block_around(network, names)
    for path in outer_paths(innermost) if innermost else ():
        inside = f"{path}/"
        count = sum(at == path or at.startswith(inside) for at in network.blocks.values())
        if count == len(names):
            return path
    return ""


def wires_in(network: Network, path: str) -> tuple[Wire, ...]:
    """The wires that enter a block."""
    inside = set(layers_in(network, path))
    return tuple(w for w in network.wires if w.target in inside and w.source not in inside)


def wires_out(network: Network, path: str) -> tuple[Wire, ...]:
    """The wires that leave a block."""
    inside = set(layers_in(network, path))
    return tuple(w for w in network.wires if w.source in inside and w.target not in inside)


@dataclass(frozen=True)
class GroupLayers:
    """Make one block of some layers, in the innermost block that holds them all."""

    names: frozenset[str]
    block: str = "block1"

    @property
    def label(self) -> str:
        return tr("Group as {block}", block=self.block)

    def apply(self, network: Network) -> Network:
        if not self.names:
            raise NetworkError(tr("select the layers that are to be a block"))
        outer = _shared(network, self.names)
        wanted = f"{outer}/{self.block}" if outer else self.block
        path = free_block_name(wanted, block_paths(network))
        inner = _taken_along(network, self.names, outer, path)
        blocks = dict(network.blocks)
        for name in self.names:
            blocks[name] = _moved(network.blocks.get(name, ""), inner) or path
        collapsed = {_moved(shut, inner) or shut for shut in network.collapsed}
        return network.with_blocks(blocks, collapsed)


def _taken_along(
    network: Network, names: frozenset[str], outer: str, path: str
) -> Mapping[str, str]:
    """The blocks that lie in a new block `path` of `outer` from now on, with their new paths.

    A block of which only a part is taken along stays where it is, without that part.
    """
    chosen = Counter(at for n in names for at in outer_paths(network.blocks.get(n, "")))
    held = Counter(at for block in network.blocks.values() for at in outer_paths(block))
    whole = [at for at in chosen if len(at) > len(outer) and chosen[at] == held[at]]
    moved: dict[str, str] = {}
    used: set[str] = set()
    for at in sorted(whole, key=lambda at: (len(at), at)):
        if not _moved(at, moved):
            moved[at] = free_block_name(f"{path}/{at.rpartition('/')[2]}", used)
            used.add(moved[at])
    return moved


def _moved(path: str, moved: Mapping[str, str]) -> str:
    """Where a block lies after those around it have moved; empty where none of them has."""
    for outer in outer_paths(path):
        if outer in moved:
            return moved[outer] + path[len(outer) :]
    return ""


@dataclass(frozen=True)
class Ungroup:
    """Take a block away; its layers stay, in the block around it."""

    path: str

    @property
    def label(self) -> str:
        return tr("Ungroup {block}", block=self.path.rpartition("/")[2])

    def apply(self, network: Network) -> Network:
        _block(network, self.path)
        outer = self.path.rpartition("/")[0]
        inside = f"{self.path}/"
        others = {path for path in block_paths(network) if not f"{path}/".startswith(inside)}
        moved: dict[str, str] = {}

        def shortened(path: str) -> str:
            if path != self.path and not path.startswith(inside):
                return path
            inner, slash, rest = path[len(inside) :].partition("/")
            if not inner:
                return outer
            if inner not in moved:  # two blocks of one name must not become one
                moved[inner] = free_block_name(f"{outer}/{inner}".strip("/"), others)
                others.add(moved[inner])
            return moved[inner] + slash + rest

        blocks = {
            name: short for name, path in network.blocks.items() if (short := shortened(path))
        }
        return network.with_blocks(blocks, map(shortened, network.collapsed))


@dataclass(frozen=True)
class RenameBlock:
    """Give a block another name; it stays where it lies."""

    path: str
    new_name: str

    @property
    def label(self) -> str:
        return tr(
            "Rename {block} to {new_name}",
            block=self.path.rpartition("/")[2],
            new_name=self.new_name,
        )

    def apply(self, network: Network) -> Network:
        _block(network, self.path)
        if "/" in self.new_name:
            raise NetworkError(tr("a block's name holds no /, which stands between blocks"))
        outer = self.path.rpartition("/")[0]
        wanted = f"{outer}/{self.new_name}" if outer else self.new_name
        if wanted != self.path and wanted in block_paths(network):
            raise NetworkError(tr("there is a block {wanted!r} already", wanted=wanted))
        return _with_path(network, self.path, wanted)


@dataclass(frozen=True)
class CollapseBlocks:
    """Show blocks as one card each, or open them again."""

    paths: frozenset[str]
    collapsed: bool = True

    @property
    def label(self) -> str:
        if len(self.paths) > 1:
            return tr("Collapse blocks") if self.collapsed else tr("Expand blocks")
        block = next(iter(self.paths)).rpartition("/")[2]
        if self.collapsed:
            return tr("Collapse {block}", block=block)
        return tr("Expand {block}", block=block)

    def apply(self, network: Network) -> Network:
        if missing := self.paths.difference(block_paths(network)):
            raise NetworkError(tr("there is no block {missing!r}", missing=min(missing)))
        shut = network.collapsed | self.paths if self.collapsed else network.collapsed - self.paths
        return network.with_blocks(network.blocks, shut)


def _block(network: Network, path: str) -> None:
    if path not in block_paths(network):
        raise NetworkError(tr("there is no block {path!r}", path=path))


def _shared(network: Network, names: frozenset[str]) -> str:
    """The innermost block that holds all these layers, though not one that is all of them."""
    first, *others = names
    outer = network.blocks.get(first, "")
    for name in others:
        outer = shared_path(outer, network.blocks.get(name))
    if outer and set(layers_in(network, outer)) == names:
        outer = outer.rpartition("/")[0]
    return outer


def _with_path(network: Network, old: str, new: str) -> Network:
    def moved(path: str) -> str:
        if path == old or path.startswith(f"{old}/"):
            return new + path[len(old) :]
        return path

    blocks: Mapping[str, str] = {name: moved(path) for name, path in network.blocks.items()}
    return network.with_blocks(blocks, map(moved, network.collapsed))
