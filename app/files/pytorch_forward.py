"""The `forward` of a class in an exported program, as one writes it by hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from app.files.block_classes import BlockClass
from app.files.block_parts import Part
from app.network.analysis import Analysis, LayerAnalysis
from app.network.arithmetic import shape_text
from app.network.graph import Network
from app.network.layers.merge import Add, Concatenate, Multiply

_TAKEN = frozenset({"x", "out", "self", "torch", "nn", "np", "F"})

_WIDEST = 72
"""Letters of a step; what is told of longer ones stands farther right than that of the others."""


class Forward(NamedTuple):
    """The arguments besides self, the lines, and what is returned."""

    arguments: str
    lines: str
    result: str


def forward_of(network: Network, made: BlockClass, analysis: Analysis) -> Forward:
    """What a class computes, each line with the shape that it gives where all its blocks agree.

    A value that the next line alone takes is called as that line's is: x, or out where x, what
    came in, is still needed. One that branches or waits is called by what made it.
    """
    part = made.parts[0]
    names = _variables(network, made)
    steps: list[tuple[str, str, str]] = []
    for at, (member, attribute) in enumerate(zip(part.members, made.attributes, strict=True)):
        if member in network.inputs:
            continue
        if isinstance(member, Part):
            takes = ", ".join(names[name] for name in member.inputs)
            gives, text = member.outputs, f"self.{attribute}({takes})"
        else:
            sources = [names[source] for source in network.sources_of[member]]
            gives, text = (member,), _expression(analysis.layers[member], attribute, sources)
        shapes = [_shapes(analysis, of, at) for of in made.parts]
        comment = ", ".join(shapes[0]) if shapes.count(shapes[0]) == len(shapes) else ""
        heading = part.headings.get(member, "") if isinstance(member, str) else ""
        targets = ", ".join(names[name] for name in gives)
        steps.append((f"{targets} = {text}", comment, heading))
    return Forward(
        ", ".join(names[name] for name in _entering(network, part)),
        _lines(steps),
        ", ".join(names[name] for name in part.outputs),
    )


def _entering(network: Network, part: Part) -> Sequence[str]:
    return part.inputs or tuple(name for name in part.members if name in network.inputs)


def _shapes(analysis: Analysis, part: Part, at: int) -> list[str]:
    member = part.members[at]
    gives = member.outputs if isinstance(member, Part) else (member,)
    outputs = [analysis.layers[name].output for name in gives]
    return [shape_text(output) if output else "" for output in outputs]


def _lines(steps: Sequence[tuple[str, str, str]]) -> str:
    lengths = [len(step) for step, comment, _ in steps if comment]
    width = max((length for length in lengths if length <= _WIDEST), default=0)
    lines = []
    under = ""
    for step, comment, heading in steps:
        if heading != under:
            lines += [f"        # {heading}"] if heading else [""]
            under = heading
        lines.append(f"        {step:<{width}}  # {comment}" if comment else f"        {step}")
    return "\n".join(lines)


def _variables(network: Network, made: BlockClass) -> Mapping[str, str]:
    """What each value in the class is called, by the layer that gives it."""
    part = made.parts[0]
    members = [member for member in part.members if member not in network.inputs]
    entering = _entering(network, part)
    users = _users(network, part, members)
    only = entering[0] if len(entering) == 1 else None
    stays = only is not None and users[only] != [0]
    running = "out" if stays else "x"
    names = {name: f"x{at}" for at, name in enumerate(entering, start=1)}
    if only is not None:
        names = {only: "x"}
    used = {*_TAKEN, *names.values()}
    words = dict(zip(part.members, made.attributes, strict=True))
    for at, member in enumerate(members):
        gives = member.outputs if isinstance(member, Part) else (member,)
        if len(gives) == 1 and users[gives[0]] == [at + 1]:
            names[gives[0]] = running
            continue
        for number, name in enumerate(gives, start=1):
            word = words[member] if len(gives) == 1 else f"{words[member]}_{number}"
            names[name] = _variable(word, used)
            used.add(names[name])
    return names


def _users(
    network: Network, part: Part, members: Sequence[str | Part]
) -> Mapping[str, Sequence[int]]:
    """For each value, the numbers of the members that take it; what is returned is one more."""
    found: dict[str, list[int]] = {}
    for at, member in enumerate(members):
        takes = member.inputs if isinstance(member, Part) else network.sources_of[member]
        for name in takes:
            found.setdefault(name, []).append(at)
    for name in part.outputs:
        found.setdefault(name, []).append(len(members))
    return found


def _variable(word: str, used: Collection[str]) -> str:
    """The word, or one that neither the program nor another value uses: "_1x1" is x_1x1."""
    name = f"x{word}" if word.startswith("_") else word
    if name in used:
        name = f"{name}_out"
    while name in used:
        name += "_"
    return name


def _expression(layer: LayerAnalysis, attribute: str, sources: Sequence[str]) -> str:
    """What computes a layer from the variables it takes."""
    match layer.layer:
        case Add():
            return " + ".join(sources)
        case Concatenate():
            joined = ", ".join(sources) if len(sources) > 1 else f"{sources[0]},"
            return f"torch.cat(({joined}), dim=1)"
        case Multiply():
            dimensions = max(map(len, layer.inputs))
            ones = f"[:, :{', None' * (dimensions - 1)}]"
            gates = zip(sources, layer.inputs, strict=True)
            return " * ".join(
                source + (ones if len(shape) == 1 < dimensions else "") for source, shape in gates
            )
        case _:
            return f"self.{attribute}({', '.join(sources)})"
