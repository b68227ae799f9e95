"""A network cut into parts, as its blocks nest: what a program writes as a class of its own.

A block that the flow of data leaves and enters again cannot be called once, so it is no part: what
it holds lies in the part around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from app.files.module_paths import identifier
from app.network.graph import Network, outer_paths


@dataclass(eq=False)
class Part:
    """A block, or the network itself, whose path is empty.

    `members` are its layers and the parts in it, each after what feeds it; `inputs` the layers
    outside that feed it, in the order of their use; `outputs` those in it that others take.
    `headings` names the block of each layer in it whose block is no part.
    """

    path: str
    members: tuple[str | Part, ...] = ()
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The block's own name, without those it lies in."""
        return self.path.rpartition("/")[2]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(member for member in self.members if isinstance(member, Part))

    def all(self) -> Iterator[Part]:
        """The parts in it and in these, the inner ones first, and itself at the end."""
        for part in self.parts:
            yield from part.all()
        yield self


Chain = tuple[str, ...]
"""The paths of the parts that a layer lies in, the outermost, the network itself, first."""


def parts_of(network: Network, path: Sequence[str]) -> Part:
    """The part that is the whole network; `path` are the layers that lead to its end, in order.

    The first is the Input, which is what the program is given, so it lies in no part.
    """
    rank = {name: at for at, name in enumerate(path)}
    dissolved: set[str] = set()
    while True:
        chains = {name: _chain(network.blocks.get(name, ""), dissolved) for name in path}
        chains[path[0]] = ("",)
        members = _members(chains)
        fed = _feeding(network, chains)
        orders = {unit: _in_order(members[unit], fed.get(unit, {})) for unit in members}
        stuck = [order.stuck for order in orders.values() if order.stuck]
        if not stuck:
            break
        for names in stuck:
            dissolved.update(_to_dissolve(network, chains, names))
    made: dict[str, Part] = {}
    inputs, outputs = _ends(network, chains, path[-1])
    for unit in sorted(orders, key=lambda unit: unit.count("/") + bool(unit), reverse=True):
        made[unit] = Part(
            unit,
            tuple(made[m.path] if isinstance(m, _Block) else m for m in orders[unit].members),
            tuple(inputs.get(unit, ())),
            tuple(sorted(outputs.get(unit, ()), key=rank.__getitem__)),
            {
                name: network.blocks[name]
                for name in members[unit]
                if isinstance(name, str) and name != path[0]
                if network.blocks.get(name, "") != unit
            },
        )
    return made[""]


@dataclass(frozen=True)
class _Block:
    """A part that is yet to be made."""

    path: str


_Member = str | _Block


@dataclass(frozen=True)
class _Order:
    members: tuple[_Member, ...]
    stuck: tuple[str, ...] = ()
    """The paths of blocks that stand in a circle."""


def _chain(block: str, dissolved: set[str]) -> Chain:
    kept = [path for path in outer_paths(block) if path not in dissolved] if block else []
    return ("", *kept)


def _members(chains: Mapping[str, Chain]) -> dict[str, dict[_Member, int]]:
    """What lies in each part directly, with the place of its last layer in the order."""
    found: dict[str, dict[_Member, int]] = {}
    for at, (name, chain) in enumerate(chains.items()):
        for outer, inner in zip(chain, (*chain[1:], None), strict=True):
            member = name if inner is None else _Block(inner)
            found.setdefault(outer, {})[member] = at
    return found


def _crossing(network: Network, chains: Mapping[str, Chain]) -> Iterator[tuple[str, str, int]]:
    """Each wire, and how many parts hold both its ends."""
    for target, inside in chains.items():
        for source in network.sources_of[target]:
            around = chains[source]
            shared = 0
            for one, other in zip(around, inside, strict=False):
                if one != other:
                    break
                shared += 1
            yield source, target, shared


def _feeding(
    network: Network, chains: Mapping[str, Chain]
) -> dict[str, dict[_Member, set[_Member]]]:
    """In each part, which members feed which."""
    found: dict[str, dict[_Member, set[_Member]]] = {}
    for source, target, shared in _crossing(network, chains):
        giver, taker = (
            _Block(chain[shared]) if len(chain) > shared else name
            for name, chain in ((source, chains[source]), (target, chains[target]))
        )
        unit = chains[target][shared - 1]
        found.setdefault(unit, {}).setdefault(taker, set()).add(giver)
    return found


def _in_order(
    members: Mapping[_Member, int],
    feeding: Mapping[_Member, set[_Member]],
) -> _Order:
    """Each member after those that feed it, and else as the network orders its layers."""
    waiting = {member: len(feeding.get(member, ())) for member in members}
    fed: dict[_Member, list[_Member]] = {}
    for taker, givers in feeding.items():
        for giver in givers:
            fed.setdefault(giver, []).append(taker)
    by_place = {place: member for member, place in members.items()}
    ready = [members[member] for member, count in waiting.items() if not count]
    heapify(ready)
    done: list[_Member] = []
    while ready:
        member = by_place[heappop(ready)]
        done.append(member)
        for taker in fed.get(member, ()):
            waiting[taker] -= 1
            if not waiting[taker]:
                heappush(ready, members[taker])
    if len(done) == len(members):
        return _Order(tuple(done))
    left = set(members).difference(done)
    while ends := [m for m in left if not left.intersection(fed.get(m, ()))]:
        left.difference_update(ends)  # only fed by the circle, not in it
    return _Order((), tuple(sorted(m.path for m in left if isinstance(m, _Block))))


def _to_dissolve(
    network: Network, chains: Mapping[str, Chain], stuck: Sequence[str]
) -> Sequence[str]:
    """Those of the blocks in a circle that are left and entered again; else the smallest."""
    inside: dict[str, set[str]] = {path: set() for path in stuck}
    for name, chain in chains.items():
        for path in chain:
            if path in inside:
                inside[path].add(name)
    again = [path for path, names in inside.items() if _enters_again(network, names)]
    return again or [min(stuck, key=lambda path: (len(inside[path]), path))]


def _enters_again(network: Network, names: set[str]) -> bool:
    ahead = [to for name in names for to in network.targets_of[name] if to not in names]
    seen = set(ahead)
    while ahead:
        for target in network.targets_of[ahead.pop()]:
            if target in names:
                return True
            if target not in seen:
                seen.add(target)
                ahead.append(target)
    return False


def _ends(
    network: Network, chains: Mapping[str, Chain], end: str
) -> tuple[dict[str, dict[str, None]], dict[str, set[str]]]:
    """For each part, what enters it, in the order of use, and what leaves it."""
    inputs: dict[str, dict[str, None]] = {}
    outputs: dict[str, set[str]] = {unit: {end} for unit in chains[end]}
    for source, target, shared in _crossing(network, chains):
        for unit in chains[target][shared:]:
            inputs.setdefault(unit, {})[source] = None
        for unit in chains[source][shared:]:
            outputs.setdefault(unit, set()).add(source)
    return inputs, outputs


# Parts that are written as nn.Sequential


def in_a_row(network: Network, part: Part) -> bool:
    """Whether every member is fed by the one before it alone, and the last gives what comes out."""
    before = part.inputs
    if len(before) != 1:
        return False
    for member in part.members:
        if tuple(_takes(network, member)) != tuple(before) or _merges(network, member):
            return False
        before = member.outputs if isinstance(member, Part) else (member,)
        if len(before) != 1:
            return False
    taken = Counter(s for member in part.members for s in _takes(network, member))
    return part.outputs == before and max(taken.values()) == 1


def _takes(network: Network, member: str | Part) -> Sequence[str]:
    return member.inputs if isinstance(member, Part) else network.sources_of[member]


def _merges(network: Network, member: str | Part) -> bool:
    return isinstance(member, str) and network.layers[member].takes_several


def numbered(part: Part, prefix: str) -> bool:
    """Whether the members are called as an import calls those of an nn.Sequential: by numbers.

    `prefix` is what the names of layers in the part begin with.
    """
    return all(
        member.name == f"{part.name}_{at}" and not _names_itself(member, prefix)
        if isinstance(member, Part)
        else member == f"{prefix}{at}"
        for at, member in enumerate(part.members)
    )


def _names_itself(part: Part, prefix: str) -> bool:
    """Whether the layers within carry the block's own name, and not its number alone."""
    first: str | Part = part
    while isinstance(first, Part):
        first = first.members[0]
    return first.startswith(f"{prefix}{part.name}_")


def prefix_of(module_path: str) -> str:
    """What the names of layers in the module at a path begin with."""
    return f"{identifier(module_path)}_" if module_path else ""
