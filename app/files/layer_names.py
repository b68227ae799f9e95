"""How a module's paths become names of layers, and what a program must say where they do not.

A module carries its path: "block1.conv1" is block1_conv1. A sum, a product or a concatenation is
no module; it is called by what it does, block1_add, and the second of a module block1_add_2. What
is called otherwise, an exported program tells in the `_layer_names` of its classes, each by the
name that it would have otherwise, within the module of that class.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from app.files.block_classes import BlockClass, ProgramClasses
from app.files.block_parts import Part, prefix_of
from app.files.module_paths import identifier, layer_name
from app.network.graph import Network, name_problem
from app.network.layer import Layer
from app.network.layers.merge import Concatenate


class LayerNames:
    """Names for the layers of a module that is being imported, one after the other.

    `modules` are the module and all in it by their paths, `leaves` the paths of those that are
    layers.
    """

    def __init__(self, modules: Mapping[str, object], leaves: Iterable[str]) -> None:
        self._given: dict[str, str] = {}
        for path in reversed(tuple(modules)):  # what an outer one says counts more
            for key, name in _told(modules[path]):
                self._given[f"{path}.{key}" if path else key] = f"{prefix_of(path)}{name}"
        self._reserved = {self._given.get(path) or identifier(path) for path in leaves}
        self._reserved.update(self._given.values())
        self._counts: Counter[tuple[str, str]] = Counter()

    def of_module(self, path: str, layer: Layer, taken: Collection[str]) -> str:
        """A name for the layer that a module is; `taken` are those that others have."""
        given = self._given.get(path, "")
        if given and given not in taken and not name_problem(given):
            return given
        return self._free(path, layer, taken)

    def of_function(self, scope: str, layer: Layer, taken: Collection[str]) -> str:
        """A name for what is called in the module at the path `scope`, and is no module."""
        self._counts[scope, layer.prefix] += 1
        key = function_key(layer.prefix, self._counts[scope, layer.prefix])
        given = self._given.get(f"{scope}.{key}" if scope else key, "")
        if given and given not in taken and not name_problem(given):
            return given
        path = f"{scope}.{layer.prefix}" if identifier(scope) else ""
        return self._free(path, layer, {*taken, *self._reserved})

    @staticmethod
    def _free(path: str, layer: Layer, taken: Collection[str]) -> str:
        if not identifier(path):
            return Network().free_name(layer, taken)
        base = layer_name(path, layer.prefix)
        name, number = base, 2
        while name in taken:
            name, number = f"{base}_{number}", number + 1
        return name


def _told(module: object) -> Iterator[tuple[str, str]]:
    told: Any = getattr(module, "_layer_names", None)
    if isinstance(told, dict):
        for key, name in told.items():
            if isinstance(key, str) and isinstance(name, str):
                yield key, name


def function_key(prefix: str, count: int) -> str:
    """How a class tells of the sum, say, that is the `count`th in it."""
    return prefix if count == 1 else f"{prefix}_{count}"


def layer_tables(network: Network, program: ProgramClasses) -> Mapping[str, Mapping[str, str]]:
    """The `_layer_names` of each class, by the name of the class; empty for most."""
    found: dict[str, dict[str, str]] = {made.name: {} for made in program.classes}
    whole = found[program.classes[-1].name]
    for path, name in program.layers.items():
        if layer_name(path, network.layers[name].prefix) != name:
            whole[path] = name
    for made in program.classes:
        for at, key in _functions(network, made):
            places = [program.places[part.path] for part in made.parts]
            names = [str(part.members[at]) for part in made.parts]
            odd = [
                (place, name)
                for place, name in zip(places, names, strict=True)
                if name != _usual(place, key)
            ]
            words = {
                name.removeprefix(prefix_of(place)) if name.startswith(prefix_of(place)) else ""
                for place, name in zip(places, names, strict=True)
            }
            if odd and len(words) == 1 and "" not in words:
                found[made.name][key] = words.pop()
            else:
                whole.update({f"{place}.{key}": name for place, name in odd})
    return found


def _usual(place: str, key: str) -> str:
    """What an import calls a sum, say, for itself."""
    if place:
        return f"{prefix_of(place)}{key}"
    word, _, number = key.partition("_")
    return f"{word}{number or 1}"


def _functions(network: Network, made: BlockClass) -> Iterator[tuple[int, str]]:
    """The members of a class that are no modules, and how it tells of them."""
    counts: Counter[str] = Counter()
    for at, member in enumerate(made.parts[0].members):
        if isinstance(member, Part) or not network.layers[member].takes_several:
            continue
        layer, wires = network.layers[member], len(network.sources_of[member])
        if wires > 1:  # a + b + c is two sums, and of one value none
            counts[layer.prefix] += 1 if isinstance(layer, Concatenate) else wires - 1
            yield at, function_key(layer.prefix, counts[layer.prefix])
