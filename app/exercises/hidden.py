"""A network to rebuild that a file holds without showing it.

Of each layer only salted hashes are kept: one over its kind and what feeds it, and one over its
settings as well. What feeds a layer is told by the hashes of those layers, so that names,
positions and the order of branches make no difference (as in a Merkle tree). Opening the file
tells how many layers there are and no more; somebody who writes a program that tries out kinds
and settings one after the other will find them, as with any puzzle that can be checked at home.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

import msgspec

from app.language import tr
from app.network.fields import values_of
from app.network.graph import MAX_LAYERS, Network, NetworkError

_BYTES = 12
_Hash = Annotated[str, msgspec.Meta(pattern=f"^[0-9a-f]{{{2 * _BYTES}}}$")]
_MOST_TOLD = 3


class HiddenPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One layer: its kind behind what feeds it, and the same with its settings."""

    kind: _Hash
    whole: _Hash


class HiddenNetwork(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network of which only hashes are known; the last of `layers` is its output."""

    salt: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    layers: Annotated[tuple[HiddenPart, ...], msgspec.Meta(min_length=1, max_length=MAX_LAYERS)]


@dataclass(frozen=True)
class Likeness:
    """How far a network is the hidden one.

    `right` are the layers that are as they should be, with all that leads to them; `differs` names
    those where it first becomes another, and `message` says so.
    """

    rebuilt: bool
    right: int
    total: int
    message: str
    differs: tuple[str, ...] = ()


def hide(network: Network, salt: str = "") -> HiddenNetwork:
    """The network as hashes, with a new salt unless one is given.

    NetworkError where it does not end in one layer, and so is no answer to a question.
    """
    if len(network.ends) != 1:
        raise NetworkError(tr("a network to be hidden must run from an Input to one last layer"))
    salt = salt or secrets.token_hex(16)
    parts = _parts(network, salt)
    (end,) = network.ends
    led = {end, *network.upstream(end)}
    inner = [name for name in network.order if name in led and name != end]
    # In an order of its own: that of the layers would tell which of them branch.
    hidden = sorted((parts[name] for name in inner), key=lambda part: part.whole)
    return HiddenNetwork(salt, (*hidden, parts[end]))


def compare(hidden: HiddenNetwork, network: Network) -> Likeness:
    """How much of the hidden network `network` has, and where it first is another."""
    parts = _parts(network, hidden.salt)
    known = {part.whole for part in hidden.layers}
    kinds = {part.kind for part in hidden.layers}
    right = {name for name, part in parts.items() if part.whole in known}
    total = len(hidden.layers)
    if len(network.ends) == 1 and parts[network.ends[0]].whole == hidden.layers[-1].whole:
        return Likeness(True, total, total, tr("it is the hidden network"))
    differs = [
        name
        for name in network.order
        if name in parts and name not in right and right.issuperset(network.sources_of[name])
    ]
    found = min(len(right), total)
    if differs:
        told = [_difference(network, name, parts[name].kind in kinds) for name in differs]
        more = len(told) - _MOST_TOLD
        words = "; ".join(told[:_MOST_TOLD]) + (
            tr("; and {more} more", more=more) if more > 0 else ""
        )
    else:
        words = _unfinished(network)
    return Likeness(False, found, total, words, tuple(differs))


def _difference(network: Network, name: str, right_kind: bool) -> str:
    if right_kind:
        return tr("{name} is of the right kind, but not all of its settings are right", name=name)
    sources = network.sources_of[name]
    if not sources:
        return tr("{name} is another than the hidden network's", name=name)
    behind = tr(" and ").join(sources)
    return tr(
        "behind {behind} the hidden network has something else than {name}",
        behind=behind,
        name=name,
    )


def _unfinished(network: Network) -> str:
    if not network.connected:
        return tr("begin with an Input")
    ends = network.open_ends
    if len(ends) > 1:
        return tr(
            "what there is is right; go on behind {ends}, or join them", ends=tr(" and ").join(ends)
        )
    return tr("what there is is right; go on behind {ends}", ends=ends[0])


def _parts(network: Network, salt: str) -> Mapping[str, HiddenPart]:
    """The hashes of every layer that an Input reaches, all of whose wires lead back to one."""
    key = bytes.fromhex(salt)
    parts: dict[str, HiddenPart] = {}
    for name in network.order:
        sources = network.sources_of[name]
        if name not in network.connected or any(source not in parts for source in sources):
            continue
        layer = network.layers[name]
        fed = sorted(parts[source].whole for source in sources)
        settings = json.dumps(values_of(layer), sort_keys=True)
        parts[name] = HiddenPart(
            _hash(key, layer.kind, *fed), _hash(key, layer.kind, settings, *fed)
        )
    return parts


def _hash(key: bytes, *words: str) -> str:
    data = json.dumps(words).encode()
    return hashlib.blake2b(data, key=key, digest_size=_BYTES).hexdigest()
