"""The classes of an exported program: a network and its blocks, as one writes them by hand."""

from __future__ import annotations

from collections.abc import Mapping

from app.files.block_classes import BlockClass, ProgramClasses
from app.files.block_parts import Part
from app.files.module_calls import Call, Slot, call_text, code, wrapped
from app.files.own_classes import own_class_texts
from app.files.pytorch_forward import forward_of
from app.network.analysis import Analysis
from app.network.graph import Network

_NAMED = 3
"""So many blocks of a class are told by name at most, """
_TOLD = 64
"""and so many letters of their names."""


def class_texts(
    network: Network,
    program: ProgramClasses,
    tables: Mapping[str, Mapping[str, str]],
    analysis: Analysis,
    end: str,
) -> str:
    """All classes of the program, with their tables of names; `end` follows the last line."""
    own = own_class_texts(name for made in program.classes for name in _modules(made))
    *blocks, whole = program.classes
    texts = [_block_text(network, made, analysis, tables[made.name]) for made in blocks]
    texts.append(_network_text(network, whole, analysis, tables[whole.name], end))
    return own + "\n\n\n".join(texts)


def _modules(made: BlockClass) -> list[str]:
    """The names of the classes of all that is called in a class."""

    def names(call: Call) -> list[str]:
        return [call.module, *(name for _, inner in call.inner for name in names(inner))]

    return [
        name
        for member, call in zip(made.parts[0].members, made.calls, strict=True)
        for name in names(call)
        if not _is_expression(member, call)
    ]


def _is_expression(member: str | Part, call: Call) -> bool:
    """Whether a member is written as an operator, or is what comes in, so is no module."""
    return isinstance(member, str) and call.module in {"Add", "Concatenate", "Multiply", "Input"}


def needs_ordered_dict(program: ProgramClasses) -> bool:
    """Whether some nn.Sequential names what is in it."""

    def named(call: Call) -> bool:
        return any(name or named(inner) for name, inner in call.inner)

    return any(named(call) for made in program.classes for call in made.calls)


def _block_text(
    network: Network, made: BlockClass, analysis: Analysis, table: Mapping[str, str]
) -> str:
    forward = forward_of(network, made, analysis)
    parameters = "".join(f", {parameter.name}" for parameter in made.parameters)
    return (
        f"class {made.name}(nn.Module):\n"
        f'    """{_told(made)}"""\n\n'
        f"{_table_lines(table)}"
        f"{wrapped(f'    def __init__(self{parameters}):')}\n"
        f"        super().__init__()\n"
        f"{_member_lines(made)}\n"
        f"{wrapped(f'    def forward(self, {forward.arguments}):')}\n"
        f"{forward.lines}\n"
        f"        return {forward.result}"
    )


def _told(made: BlockClass) -> str:
    paths = [part.path for part in made.parts]
    if len(paths) == 1:
        return f"The block {paths[0]}."
    named = paths[:1]
    for path in paths[1:_NAMED]:
        if len(", ".join(named)) + len(path) < _TOLD:
            named.append(path)
    more = f" and {len(paths) - len(named)} more" if len(paths) > len(named) else ""
    return f"The blocks {', '.join(named)}{more}."


def _network_text(
    network: Network, made: BlockClass, analysis: Analysis, table: Mapping[str, str], end: str
) -> str:
    forward = forward_of(network, made, analysis)
    given = analysis.layers[str(made.parts[0].members[0])].output
    shape = "×".join(map(str, given or ()))
    return (
        f"class {made.name}(nn.Module):\n"
        f"{_table_lines(table)}"
        f"    def __init__(self):\n"
        f"        super().__init__()\n"
        f"{_member_lines(made)}\n"
        f"    def forward(self, {forward.arguments}):\n"
        f'        """The scores (logits) of the classes, for images {shape}."""\n'
        f"{forward.lines}\n"
        f"        return {forward.result}{end}"
    )


def _table_lines(table: Mapping[str, str]) -> str:
    """What Convas cannot see from the paths of modules."""
    if not table:
        return ""
    comment = "# What Convas calls these layers."
    if len(table) == 1:
        ((path, name),) = table.items()
        return f"    _layer_names = {{{code(path)}: {code(name)}}}  {comment}\n\n"
    lines = "".join(f"        {code(path)}: {code(name)},\n" for path, name in table.items())
    return f"    {comment}\n    _layer_names = {{\n{lines}    }}\n\n"


def _member_lines(made: BlockClass) -> str:
    """A line for each member that is an object of its own."""
    texts: dict[int, dict[Slot, str]] = {}
    for parameter in made.parameters:
        for at, slot in parameter.places:
            texts.setdefault(at, {})[slot] = parameter.name
    lines = []
    under = ""
    for at, (member, attribute, call) in enumerate(
        zip(made.parts[0].members, made.attributes, made.calls, strict=True)
    ):
        if _is_expression(member, call):
            continue
        heading = made.parts[0].headings.get(member, "") if isinstance(member, str) else ""
        if heading != under:
            lines += [f"        # {heading}"] if heading else [""]
            under = heading
        text = call_text(call, texts.get(at, {}), "        ")
        lines.append(wrapped(f"        self.{attribute} = {text}"))
    return "".join(f"{line}\n" for line in lines)
