"""The classes that a program needs for the blocks of a network, and what is in each.

Blocks of the same kinds of layers, wired alike, are one class. Where their settings differ, these
become parameters of its constructor, so that nine inception modules are one class with nine
sets of widths.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.files.block_parameters import Parameter, parameters_of
from app.files.block_parts import Part, in_a_row, numbered, parts_of, prefix_of
from app.files.module_calls import Call
from app.files.own_classes import own_class_names
from app.network.analysis import Analysis
from app.network.graph import Network, name_problem

_MOST_PARAMETERS = 8
"""Beyond that many, a constructor says less than the numbers themselves."""


@dataclass(frozen=True)
class BlockClass:
    """A class of the program; `parts` are the blocks that are made of it.

    `attributes` are the names of the members within, in the order of the first part's; a sum and
    the like, which is no module, has none. `calls` make these members, with `parameters` in place
    of some values.
    """

    name: str
    parts: tuple[Part, ...]
    attributes: tuple[str, ...]
    calls: tuple[Call, ...]
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True)
class ProgramClasses:
    """All classes in the order of writing; the last is the network's own.

    `layers` gives the layer for the path of each module that is one ("block1.conv1"), `places`
    the path of the module for that of each block.
    """

    classes: tuple[BlockClass, ...]
    layers: Mapping[str, str]
    places: Mapping[str, str]

    def expressions(self, model: str) -> dict[str, str]:
        """Where each layer stands in `model`, as Python text: "model.layer1[0].conv1"."""
        return {
            name: model + re.sub(r"\.(\d+)", r"[\1]", f".{path}")
            for path, name in self.layers.items()
        }


def program_classes(
    network: Network,
    analysis: Analysis,
    path: Sequence[str],
    name: str,
    taken: Collection[str] = (),
) -> ProgramClasses:
    """The classes for the layers on `path`, which leads from the Input to the end of the network.

    `name` is that of the network's own class, and `taken` are others that the program uses.
    """
    return _Planner(network, analysis, parts_of(network, path), {name, *taken}).classes(name)


class _Planner:
    """Finds the classes from the innermost blocks outwards."""

    def __init__(
        self, network: Network, analysis: Analysis, whole: Part, taken: Collection[str]
    ) -> None:
        self.network = network
        self.analysis = analysis
        self.whole = whole
        self._taken = set(taken)
        self._made: list[BlockClass] = []
        self._bases: dict[str, list[BlockClass]] = {}
        """The classes of blocks that are called alike."""
        self._class_of: dict[str, BlockClass] = {}
        self._calls: dict[str, Call] = {}
        """What makes each part, by its path."""
        self._places: dict[str, str] = {}
        """The path of each part's module, as far as the names of blocks tell it."""

    def classes(self, name: str) -> ProgramClasses:
        self._place(self.whole, "")
        heights: dict[int, list[Part]] = {}
        for part in self.whole.all():
            heights.setdefault(_height(part), []).append(part)
        for _, parts in sorted(heights.items()):
            self._make_alike([part for part in parts if part is not self.whole])
        self._add(name, [self.whole])
        places: dict[str, str] = {}
        layers = dict(self._layer_paths(self.whole, "", places))
        return ProgramClasses(tuple(self._made), layers, places)

    # Where parts are

    def _place(self, part: Part, place: str) -> None:
        self._places[part.path] = place
        for at, inner in enumerate(part.members):
            if isinstance(inner, Part):
                key = str(at) if self._is_numbered(part) else _attribute(inner.name)
                self._place(inner, f"{place}.{key}" if place else key)

    def _is_numbered(self, part: Part) -> bool:
        prefix = prefix_of(self._places[part.path])
        return self._is_sequential(part) and numbered(part, prefix)

    def _is_sequential(self, part: Part) -> bool:
        if part is self.whole or part.headings or not in_a_row(self.network, part):
            return False
        all_parts = len(part.parts) == len(part.members) > 1
        return all_parts or numbered(part, prefix_of(self._places[part.path]))

    def _layer_paths(
        self, part: Part, place: str, places: dict[str, str]
    ) -> Iterator[tuple[str, str]]:
        """The layers by the paths of their modules; those of parts are noted in `places`."""
        places[part.path] = place
        if part.path in self._class_of:
            keys: Sequence[str] = self._class_of[part.path].attributes
        elif self._is_numbered(part):
            keys = [str(at) for at in range(len(part.members))]
        else:
            keys = [name for name, _ in self._calls[part.path].inner]
        for key, member in zip(keys, part.members, strict=True):
            path = f"{place}.{key}" if place else key
            if isinstance(member, Part):
                yield from self._layer_paths(member, path, places)
            elif not self._merges(member) and member not in self.network.inputs:
                yield path, member

    # What makes them

    def _make_alike(self, parts: Sequence[Part]) -> None:
        """The calls of parts that lie equally deep, and the classes for them."""
        families: dict[tuple[str, object], list[Part]] = {}
        first_name: dict[object, str] = {}
        for part in parts:
            if self._is_sequential(part):
                self._calls[part.path] = self._sequential(part)
                continue
            form = self._form(part)
            name = first_name.setdefault((form, self._values(part)), class_name(part.path))
            families.setdefault((name, form), []).append(part)
        # The plainest of several takes the name, the others say what they have besides.
        for (name, _), family in sorted(families.items(), key=lambda item: len(item[1][0].members)):
            for same in self._with_few_parameters(family):
                made = self._add(self._free_name(name, self._attributes(same[0])), same)
                self._bases.setdefault(name, []).append(made)

    def _with_few_parameters(self, family: Sequence[Part]) -> Collection[Sequence[Part]]:
        """The parts as they are, or those alone together that are equal in every number."""
        calls = [self._member_calls(part) for part in family]
        if len(parameters_of(self._attributes(family[0]), calls)) <= _MOST_PARAMETERS:
            return [family]
        equal: dict[object, list[Part]] = {}
        for part in family:
            equal.setdefault(self._values(part), []).append(part)
        return equal.values()

    def _add(self, name: str, parts: Sequence[Part]) -> BlockClass:
        calls = [self._member_calls(part) for part in parts]
        attributes = self._attributes(parts[0])
        parameters = parameters_of(attributes, calls)
        made = BlockClass(name, tuple(parts), attributes, calls[0], parameters)
        self._made.append(made)
        self._taken.add(name)
        for at, part in enumerate(parts):
            self._class_of[part.path] = made
            given = {parameter.name: parameter.values[at] for parameter in parameters}
            self._calls[part.path] = Call(name, given, own=True)
        return made

    def _sequential(self, part: Part) -> Call:
        calls = self._member_calls(part)
        if self._is_numbered(part):
            return Call("Sequential", inner=tuple(("", call) for call in calls))
        names = [_attribute(inner.name) for inner in part.parts]
        return Call("Sequential", inner=tuple(zip(names, calls, strict=True)))

    def _member_calls(self, part: Part) -> tuple[Call, ...]:
        return tuple(
            self._calls[member.path] if isinstance(member, Part) else self._layer_call(member)
            for member in part.members
        )

    def _layer_call(self, name: str) -> Call:
        layer = self.analysis.layers[name]
        if self._merges(name) or name in self.network.inputs:
            return Call(layer.layer.kind)
        call = layer.layer.torch_call(layer.input or ())
        return Call(call.name, call.arguments, own=call.name in own_class_names())

    def _values(self, part: Part) -> object:
        calls = self._member_calls(part)
        return tuple(repr(value) for call in calls for _, value in call.slots())

    def _form(self, part: Part) -> object:
        """All that parts of one class have in common: kinds of members, and wires by numbers."""
        number = {name: (-1, at) for at, name in enumerate(part.inputs)}
        found: list[object] = []
        for at, (member, call) in enumerate(
            zip(part.members, self._member_calls(part), strict=True)
        ):
            if isinstance(member, Part):
                takes, gives, what = member.inputs, member.outputs, _attribute(member.name)
            else:
                takes, gives = self.network.sources_of[member], (member,)
                shapes = self.analysis.layers[member].inputs if self._merges(member) else ()
                what = str([len(shape) for shape in shapes])
            found.append((call.form(), what, tuple(number[name] for name in takes)))
            number.update({name: (at, out) for out, name in enumerate(gives)})
        return tuple(found), tuple(number[name] for name in part.outputs)

    def _merges(self, name: str) -> bool:
        return self.network.layers[name].takes_several

    # What they are called

    def _attributes(self, part: Part) -> tuple[str, ...]:
        """Layers without the block's prefix where they carry it; sums and the like, too."""
        place = prefix_of(self._places[part.path])
        prefixes: tuple[str, ...] = (place, f"{part.name}_") if part.path else ()
        found: dict[str | Part, str] = {}
        used: set[str] = set()
        layers_first = sorted(part.members, key=lambda member: isinstance(member, Part))
        for member in layers_first:
            if isinstance(member, Part):
                candidates = [_attribute(member.name)]
            else:
                rests = [member[len(prefix) :] for prefix in prefixes if member.startswith(prefix)]
                candidates = [_attribute(rest) for rest in rests if rest.strip("_")]
                candidates.append(_attribute(member))
            free = next((word for word in candidates if word not in used), candidates[-1])
            while free in used:
                free += "_"
            used.add(free)
            found[member] = free
        return tuple(found[member] for member in part.members)

    def _free_name(self, name: str, attributes: Sequence[str]) -> str:
        """The name itself, or with what is in this class alone, or with a number."""
        if namesakes := self._bases.get(name):
            others = {word for made in namesakes for word in made.attributes}
            for word in attributes:
                special = f"{name}With{class_name(word)}"
                if word not in others and special not in self._taken:
                    return special
        free, number = name, 2
        while free in self._taken:
            free, number = f"{name}{number}", number + 1
        return free


def _height(part: Part) -> int:
    return max((1 + _height(inner) for inner in part.parts), default=0)


def class_name(block: str) -> str:
    """ "layer1_block2" as "LayerBlock", "inception3a" as "Inception".

    Copies in a row ("stage/copy2") are called after the block that repeats them.
    """
    *outer, last = block.split("/")
    own = outer[-1] if outer and re.fullmatch(r"copy\d+", last) else last
    words = (re.sub(r"(\d+[a-z]?)+$", "", word) for word in own.split("_"))
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return name if name[:1].isalpha() and not keyword.iskeyword(name) else f"Block{name}"


def _attribute(word: str) -> str:
    """A word that may name an attribute of a module: "3x3" as "_3x3", "train" as "train_"."""
    if not word[0].isalpha():
        return f"_{word.lstrip('_')}"
    return f"{word}_" if name_problem(word) else word
