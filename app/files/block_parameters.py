"""What differs between blocks of one class, as parameters of its constructor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.files.module_calls import Call, Slot, is_width

Place = tuple[int, Slot]
"""A value in a class: the number of the member, and where in its call."""


@dataclass(frozen=True)
class Parameter:
    """An argument of a class: the places where it stands, and its value for each block."""

    name: str
    places: tuple[Place, ...]
    values: tuple[Any, ...]


class _Group(NamedTuple):
    """Places that hold the same value in every block, so that one parameter serves them all."""

    places: list[Place]
    values: tuple[Any, ...]


def parameters_of(
    attributes: Sequence[str], members: Sequence[Sequence[Call]]
) -> tuple[Parameter, ...]:
    """The parameters of a class, widths first, each by a name of its own.

    `attributes` are what the class calls its members, and `members` their calls in each block.
    """
    groups = _groups(members)
    widths = [group for group in groups if _argument(group) == _WIDTH]
    others = [group for group in groups if _argument(group) != _WIDTH]
    counts = [_argument(group) for group in others]
    names = _width_names(widths, attributes)
    for group in others:
        argument = _argument(group)
        once = counts.count(argument) == 1
        names.append(argument if once else f"{argument}_{_attribute(group, attributes)}")
    found: dict[str, Parameter] = {}
    for name, group in zip(names, (*widths, *others), strict=True):
        free, number = name, 2
        while free in found:
            free, number = f"{name}_{number}", number + 1
        found[free] = Parameter(free, tuple(group.places), group.values)
    return tuple(found.values())


_WIDTH = "channels"
_TAKEN_IN = ("in_", "num_", "groups")
"""How the arguments begin that say nothing of what a layer gives out."""


def _argument(group: _Group) -> str:
    argument = group.places[0][1].argument
    return _WIDTH if is_width(argument) else argument


def _groups(members: Sequence[Sequence[Call]]) -> list[_Group]:
    found: dict[object, _Group] = {}
    for at, calls in enumerate(zip(*members, strict=True)):
        for slots in zip(*(call.slots() for call in calls), strict=True):
            slot = slots[0][0]
            values = tuple(value for _, value in slots)
            texts = tuple(map(repr, values))
            if len(set(texts)) > 1:
                kind = _WIDTH if is_width(slot.argument) else slot.argument
                if kind == "groups" and (_WIDTH, texts) in found:
                    kind = _WIDTH  # depthwise: a group for each channel
                group = found.setdefault((kind, texts), _Group([], values))
                group.places.append((at, slot))
    return list(found.values())


def _width_names(groups: Sequence[_Group], attributes: Sequence[str]) -> list[str]:
    """in_channels, out_channels, and what lies between by the layer that makes it."""
    if len(groups) < 2:
        return [_WIDTH] * len(groups)
    names = {}
    first, last = _outermost(groups)
    if first is not None:
        names[first] = "in_channels"
    rest = [at for at in range(len(groups)) if at not in names]
    if len(rest) == 1:
        names[rest[0]] = "hidden_channels" if last == first else "out_channels"
    for at in rest:
        names.setdefault(at, f"{_WIDTH}_{_attribute(groups[at], attributes)}")
    return [names[at] for at in range(len(groups))]


def _outermost(groups: Sequence[_Group]) -> tuple[int | None, int | None]:
    """The groups of the first width in the class, if it is taken in, and of the last given out."""
    places: Mapping[Place, int] = {
        place: at for at, group in enumerate(groups) for place in group.places
    }
    in_order = sorted(places, key=lambda place: place[0])
    entering = not in_order[0][1].argument.startswith("out")
    giving = [place for place in in_order if not place[1].argument.startswith(_TAKEN_IN)]
    return (
        places[in_order[0]] if entering else None,
        places[giving[-1]] if giving else None,
    )


def _attribute(group: _Group, attributes: Sequence[str]) -> str:
    """The member that a value is named after: the first that gives it out."""
    giving = [at for at, slot in group.places if slot.argument.startswith("out")]
    at = giving[0] if giving else group.places[0][0]
    return attributes[at].strip("_")
