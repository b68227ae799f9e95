"""The network that recorded calls of layers make, and what of the module is not in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from torch import nn

from app.files.import_errors import ModuleImportError
from app.files.module_paths import blocks_of
from app.language import tr
from app.network.arrange import arrange
from app.network.graph import Network, NetworkError, Wire
from app.network.layer import Layer
from app.network.layers.merge import Add, Multiply

CONTAINERS = (nn.Sequential, nn.ModuleList, nn.ModuleDict)


@dataclass
class Call:
    """A layer in the making: what feeds it, and where in somebody's program it stands."""

    layer: Layer
    sources: tuple[str, ...]
    scope: str = ""
    place: tuple[str, int] | None = None


def fold_sums(calls: dict[str, Call]) -> None:
    """`a + b + c` on one line is one layer with three wires, not two with two."""
    for call in list(calls.values()):
        if not isinstance(call.layer, Add | Multiply) or call.place is None:
            continue
        sources: list[str] = []
        for source in call.sources:
            inner = calls[source]
            users = sum(source in other.sources for other in calls.values())
            if type(inner.layer) is type(call.layer) and inner.place == call.place and users == 1:
                sources += inner.sources
            else:
                sources.append(source)
        if len(sources) > len(call.sources) and len(set(sources)) == len(sources):
            for source in call.sources:
                if source not in sources:
                    del calls[source]
            call.sources = tuple(sources)


def leading_to(end: str, calls: Mapping[str, Call]) -> dict[str, Call]:
    """The calls, in the order in which they were made, whose outputs count for `end`."""
    needed = {"input", end}
    for name in reversed(list(calls)):
        if name in needed:
            needed.update(calls[name].sources)
    return {name: call for name, call in calls.items() if name in needed}


def network_of(calls: Mapping[str, Call], name: str) -> Network:
    """The network of these calls; ModuleImportError where it is none."""
    try:
        network = Network(
            name=name,
            layers={key: call.layer for key, call in calls.items()},
            wires=tuple(
                Wire(source, key) for key, call in calls.items() for source in call.sources
            ),
        )
        network = network.with_blocks(blocks_of({key: c.scope for key, c in calls.items()}))
    except NetworkError as error:
        raise ModuleImportError(
            tr("this is no network that Convas can hold: {error}", error=error)
        ) from error
    return replace(network, positions=arrange(network))


def left_out(
    module: nn.Module,
    entered: Collection[str],
    idle: Collection[str],
    dead: Sequence[str],
    *,
    logarithm: bool,
) -> Iterator[str]:
    """What of a module is not in the network, in sentences.

    `entered` are the paths of what was called, `idle` of what did nothing then; `dead` are layers
    that lead nowhere. `logarithm` tells whether that of a softmax at the end was left out.
    """
    idle_ones: dict[str, list[str]] = {}
    for path in sorted(idle):
        child = module.get_submodule(path)
        if not isinstance(child, CONTAINERS):
            idle_ones.setdefault(type(child).__name__, []).append(path)
    for kind, paths in idle_ones.items():
        yield tr(
            "{kind} does nothing outside training and was left out: {named}.",
            kind=kind,
            named=_named(paths),
        )
    for path in _unused(module, entered):
        yield tr(
            "{path} ({name}) is not used outside training and was left out.",
            path=path,
            name=type(module.get_submodule(path)).__name__,
        )
    if dead:
        yield tr("What leads nowhere was left out: {named}.", named=_named(dead))
    if logarithm:
        yield tr("The logarithm of a softmax at the end was left out: the loss of Convas takes it.")


def _unused(module: nn.Module, entered: Collection[str]) -> list[str]:
    """The outermost modules with weights that were never called."""
    unused: list[str] = []
    for path, child in module.named_modules():
        inside = any(path.startswith(f"{outer}.") for outer in unused)
        if path in entered or inside or not any(True for _ in child.parameters()):
            continue
        # A list of modules is never called itself; what is in it may be.
        if not any(each.startswith(f"{path}.") for each in entered):
            unused.append(path)
    return unused


def _named(names: Sequence[str]) -> str:
    more = tr(" and {names} more", names=len(names) - 3) if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
