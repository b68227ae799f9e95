"""The network on the canvas: named layers, the wires between them and where they lie.

A `Network` never changes; edits (see `app.network.edits`) make a new one that shares what stayed
the same. Undo is therefore keeping the old one, and any thread may read one without a lock.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from app.language import tr
from app.network.layer import Layer
from app.network.layers.dense import Input

UNTITLED = "untitled"
"""The name of a network that nobody has given one."""


class Wire(NamedTuple):
    """A connection that carries the output of `source` into `target`."""

    source: str
    target: str


class Position(NamedTuple):
    """The top left corner of a layer's card on the canvas, in scene units."""

    x: float
    y: float


class NetworkError(ValueError):
    """A network, or an edit of one, that makes no sense; the text says why."""


@dataclass(frozen=True)
class Network:
    """Layers by name, wires and positions. Half-built is a normal state: nothing need be connected.

    A layer's name is a Python identifier that says what it is (`conv1`); it is what the canvas
    shows, what files store and what the exported script calls it. A layer takes one wire in, one
    that merges takes several, in the order of `wires`; any number may leave it. Raises
    NetworkError for wires to nowhere, a second wire where one is taken, a wire that is there
    twice, a cycle, a name that is no identifier, or more than `MAX_LAYERS`.

    `blocks` puts layers into named groups, by the path of the innermost: "stage1/block2" is a
    block of the block "stage1". `collapsed` are those that the canvas shows as one card; paths
    of no block are dropped from it. Neither changes what is computed.
    """

    name: str = UNTITLED
    layers: Mapping[str, Layer] = field(default_factory=dict)
    wires: tuple[Wire, ...] = ()
    positions: Mapping[str, Position] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    collapsed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if problem := count_problem(len(self.layers)):
            raise NetworkError(problem)
        for name in self.layers:
            if problem := name_problem(name):
                raise NetworkError(problem)
        for name, path in self.blocks.items():
            if name not in self.layers:
                raise NetworkError(
                    tr("a block holds the layer {name!r}, which is not there", name=name)
                )
            if problem := path_problem(path):
                raise NetworkError(problem)
        fed, seen = set(), set()
        for source, target in self.wires:
            if (source, target) in seen:
                raise NetworkError(
                    tr("two wires run from {source!r} to {target!r}", source=source, target=target)
                )
            seen.add((source, target))
            if source not in self.layers or target not in self.layers:
                missing = source if source not in self.layers else target
                raise NetworkError(
                    tr("a wire names the layer {missing!r}, which is not there", missing=missing)
                )
            if target in fed and not self.layers[target].takes_several:
                raise NetworkError(
                    tr("two wires lead into {target!r}; it takes one", target=target)
                )
            if isinstance(self.layers[target], Input):
                raise NetworkError(
                    tr("a wire leads into {target!r}, but an Input takes none", target=target)
                )
            fed.add(target)
        _ = self.order  # sorting finds a circle
        # A block that is gone must not come back shut when another takes its name.
        object.__setattr__(self, "collapsed", self.collapsed & _all_paths(self.blocks))

    @cached_property
    def sources_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each layer, the layers that feed it, in the order of the wires."""
        sources: dict[str, list[str]] = {name: [] for name in self.layers}
        for wire in self.wires:
            sources[wire.target].append(wire.source)
        return {name: tuple(feeding) for name, feeding in sources.items()}

    @cached_property
    def source_of(self) -> Mapping[str, str]:
        """For each layer with a wire in, the layer that feeds it, the first of several."""
        return {name: sources[0] for name, sources in self.sources_of.items() if sources}

    @cached_property
    def targets_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each layer, the layers it feeds, in the order of the wires."""
        targets: dict[str, list[str]] = {name: [] for name in self.layers}
        for wire in self.wires:
            targets[wire.source].append(wire.target)
        return {name: tuple(fed) for name, fed in targets.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every layer after those that feed it, branch by branch, ties in order of creation.

        The order in which a search in depth leaves the layers, reversed (Cormen et al.,
        Introduction to Algorithms, "Topological sort"). Raises NetworkError for a circle.
        """
        sources_of = self.sources_of
        ahead_of = {name: iter(targets[::-1]) for name, targets in self.targets_of.items()}
        left: list[str] = []
        entered: dict[str, bool] = {}  # and whether it has been left
        for root in reversed([name for name in self.layers if not sources_of[name]]):
            entered[root] = False
            path = [root]
            while path:
                name = path[-1]
                target = next(ahead_of[name], None)
                if target is None:
                    path.pop()
                    entered[name] = True
                    left.append(name)
                elif target not in entered:
                    entered[target] = False
                    path.append(target)
                elif not entered[target]:
                    raise NetworkError(
                        tr("the wires run in a circle through {target!r}", target=target)
                    )
        if len(left) < len(self.layers):  # a circle that nothing leads into
            stuck = next(name for name in self.layers if name not in entered)
            raise NetworkError(tr("the wires run in a circle through {stuck!r}", stuck=stuck))
        return tuple(reversed(left))

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The names of the Input layers."""
        return tuple(name for name, layer in self.layers.items() if isinstance(layer, Input))

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The layers that are connected to an Input and feed no other."""
        return tuple(n for n in self.open_ends if not isinstance(self.layers[n], Input))

    @cached_property
    def open_ends(self) -> tuple[str, ...]:
        """What could feed a next layer: the ends, and an Input that nothing follows yet."""
        return tuple(n for n in self.order if n in self.connected and not self.targets_of[n])

    @cached_property
    def input_of(self) -> Mapping[str, str]:
        """For each layer that an Input reaches, that Input (the first); an Input reaches itself."""
        found = {name: name for name in self.inputs}
        for name in self.order:
            for source in self.sources_of[name]:
                if source in found:
                    found[name] = found[source]
                    break
        return found

    @cached_property
    def connected(self) -> frozenset[str]:
        """The layers that an Input reaches, Inputs included."""
        return frozenset(self.input_of)

    def upstream(self, name: str) -> tuple[str, ...]:
        """The layers that lead to `name`, in reverse order: in a chain the nearest first."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            for source in self.sources_of[ahead.pop()]:
                if source not in found:
                    found.add(source)
                    ahead.append(source)
        return tuple(sorted(found, key=self._rank.__getitem__, reverse=True))

    def downstream(self, name: str) -> frozenset[str]:
        """The layers that `name` leads to."""
        found: set[str] = set()
        ahead = [name]
        while ahead:
            for target in self.targets_of[ahead.pop()]:
                if target not in found:
                    found.add(target)
                    ahead.append(target)
        return frozenset(found)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        """The place of each layer in the order."""
        return {name: rank for rank, name in enumerate(self.order)}

    def why_not_connect(self, source: str, target: str) -> str:
        """Why no wire may run from `source` to `target`; empty where one may."""
        if source == target:
            return tr("a layer cannot feed itself")
        if isinstance(self.layers[target], Input):
            return tr("an Input takes no wire: it is where the images come in")
        if self.layers[target].takes_several and source in self.sources_of[target]:
            return tr("{source} feeds {target} already", source=source, target=target)
        if source in self.downstream(target):
            return tr(
                "{target} already leads to {source}: this would run in a circle",
                target=target,
                source=source,
            )
        return ""

    def computes_like(self, other: Network) -> bool:
        """Whether both have the same layers and wires: only name and places may differ."""
        return self.layers == other.layers and self.sources_of == other.sources_of

    def renamed_from(self, before: Network) -> tuple[str, str] | None:
        """(old name, new name) where one layer has another name than `before`; else None."""
        gone = before.layers.keys() - self.layers.keys()
        new = self.layers.keys() - before.layers.keys()
        if len(gone) != 1 or len(new) != 1:
            return None
        (old_name,), (new_name,) = gone, new
        same = before.layers[old_name] == self.layers[new_name]
        return (old_name, new_name) if same else None

    def free_name(self, layer: Layer, taken: Iterable[str] = ()) -> str:
        """A name for a new layer: its prefix and the lowest number not in use."""
        return self.free_names((layer,), taken)[0]

    def free_names(self, layers: Iterable[Layer], taken: Iterable[str] = ()) -> list[str]:
        """Names for new layers, in their order, as if each were added before the next is named."""
        used = {*self.layers, *taken}
        numbers: dict[str, int] = {}
        names = []
        for layer in layers:
            name = prefix = layer.prefix
            if not isinstance(layer, Input) or name in used:
                # Names are only ever added, so below the last number found none is free.
                number = numbers.get(prefix, 1)
                while (name := f"{prefix}{number}") in used:
                    number += 1
                numbers[prefix] = number
            used.add(name)
            names.append(name)
        return names

    def with_settings(self, layers: Mapping[str, Layer]) -> Network:
        """This network with other settings for some of its layers, which keep their kinds."""
        assert all(type(self.layers[name]) is type(layer) for name, layer in layers.items())
        return self._alike(layers={**self.layers, **layers})

    def with_positions(self, positions: Mapping[str, Position]) -> Network:
        """This network with some of its layers at other places."""
        return self._alike(positions={**self.positions, **positions})

    def with_blocks(self, blocks: Mapping[str, str], collapsed: Iterable[str] = ()) -> Network:
        """This network in other blocks: the path of the innermost for each layer in one."""
        for path in set(blocks.values()):
            if problem := path_problem(path):
                raise NetworkError(problem)
        shut = frozenset(collapsed) & _all_paths(blocks)
        return self._alike(blocks=dict(blocks), collapsed=shut)

    def with_name(self, name: str) -> Network:
        """This network under another name."""
        return self._alike(name=name)

    def _alike(self, **changes: object) -> Network:
        """A network of the same names, kinds and wires: what was checked and found of them holds.

        Turning a spin box makes one such network per step, so nothing is checked or sorted anew.
        """
        other = object.__new__(Network)
        other.__dict__.update(self.__dict__, **changes)
        return other


MAX_LAYERS = 20_000
"""A network has at most so many layers: what every file of one can hold."""


def count_problem(count: int) -> str:
    """Why no network has so many layers; empty where one can."""
    if count <= MAX_LAYERS:
        return ""
    return tr(
        "a network has at most {max_layers:,} layers; this one has {count:,}",
        max_layers=MAX_LAYERS,
        count=count,
    )


DEEPEST = 8
"""Blocks may lie so deep in one another."""


def outer_paths(path: str) -> tuple[str, ...]:
    """The block of that path and those it lies in, the outermost first."""
    parts = path.split("/")
    return tuple("/".join(parts[: depth + 1]) for depth in range(len(parts)))


def _all_paths(blocks: Mapping[str, str]) -> frozenset[str]:
    """The blocks that layers lie in, and those around them."""
    return frozenset(outer for path in set(blocks.values()) for outer in outer_paths(path))


@lru_cache(maxsize=32_768)
def path_problem(path: str) -> str:
    """Why `path` cannot name a block; empty where it can."""
    parts = path.split("/")
    if len(parts) > DEEPEST:
        return tr("blocks lie at most {deepest} deep in one another", deepest=DEEPEST)
    for part in parts:
        if not _IDENTIFIER.fullmatch(part):
            return tr(
                "{part!r} is no name for a block: use a letter, then letters, digits and _",
                part=part,
            )
    return ""


_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


@lru_cache(maxsize=32_768)
def name_problem(name: str) -> str:
    """Why `name` cannot name a layer; empty where it can.

    Names become attributes of the exported module, so Python's keywords and the attributes that
    every torch module has are refused.
    """
    if not _IDENTIFIER.fullmatch(name):
        return tr(
            "{name!r} is no layer name: use a letter, then letters, digits and _ (64 at most)",
            name=name,
        )
    if keyword.iskeyword(name) or name in _TORCH_ATTRIBUTES:
        return tr("{name!r} is a word that PyTorch or Python needs; choose another name", name=name)
    return ""


_TORCH_ATTRIBUTES = frozenset(
    """
    add_module apply bfloat16 buffers call_super_init children compile cpu cuda double
    dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter
    get_submodule half ipu load_state_dict modules mtia named_buffers named_children
    named_modules named_parameters parameters register_backward_hook register_buffer
    register_forward_hook register_forward_pre_hook register_full_backward_hook
    register_full_backward_pre_hook register_load_state_dict_post_hook
    register_load_state_dict_pre_hook register_module register_parameter
    register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state
    set_submodule share_memory state_dict to to_empty train training type xpu zero_grad
    T_destination
    """.split()  # noqa: SIM905  (a plain word list is easier to keep)
)
