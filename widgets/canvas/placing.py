"""Where a new layer goes: the edits behind the palette, drops and pasting. Knows no Qt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.language import tr
from app.network.arrange import CARD as CARD
from app.network.arrange import COLUMN_STEP, ROW_STEP, arrange
from app.network.edits import (
    AddLayer,
    Connect,
    Disconnect,
    Edit,
    InsertLayer,
    MoveLayers,
    Together,
)
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers.dense import Input

SNAP = 10.0
"""Cards stand on a grid of this many scene units, so that rows are easily kept."""
NEAR = COLUMN_STEP - CARD / 2 + 4 * SNAP
"""A layer dropped at most so far right of a card is appended to it: about where its successor
would stand."""


def snapped(x: float, y: float) -> Position:
    """The nearest place on the grid."""
    return Position(round(x / SNAP) * SNAP, round(y / SNAP) * SNAP)


def placed(network: Network) -> Network:
    """The network with a place for every layer; files made elsewhere may leave them out."""
    if all(name in network.positions for name in network.layers):
        return network
    return replace(network, positions={**arrange(network), **network.positions})


def append_edit(network: Network, layer: Layer, after: str | None, middle: Position) -> Edit:
    """Put `layer` behind `after`, into its outgoing wire if it has one.

    Without `after` it goes behind the end of the network; on an empty canvas its card's corner
    goes to `middle`. An Input goes in front.
    """
    network = placed(network)
    if isinstance(layer, Input):
        return _in_front(network, layer, middle)
    after = after or end_of(network)
    if after is None:
        return AddLayer(layer, free_place(network, middle))
    if targets := network.targets_of[after]:
        return insert_edit(network, layer, Wire(after, targets[0]))
    at = network.positions[after]
    return AddLayer(layer, free_place(network, Position(at.x + COLUMN_STEP, at.y)), after=after)


def insert_edit(network: Network, layer: Layer, wire: Wire) -> Edit:
    """Put `layer` into `wire`; where its row has no room, the cards behind it move along."""
    network = placed(network)
    source, target = (network.positions[name] for name in wire)
    same_row = abs(source.y - target.y) < CARD / 2
    if same_row and target.x - source.x >= 2 * COLUMN_STEP:
        between = snapped((source.x + target.x) / 2, source.y)
        if is_free(network, between):
            return InsertLayer(layer, wire, between)
    if same_row and target.x > source.x:
        moved = _room_made(network, target)
        edits = (MoveLayers(moved), InsertLayer(layer, wire, target))
        return Together(tr("Insert {kind}", kind=layer.kind), edits)
    beside = Position(source.x + COLUMN_STEP, source.y)
    return InsertLayer(layer, wire, free_place(network, beside))


def drop_edit(
    network: Network, layer: Layer, x: float, y: float, wires: Sequence[Wire], near: str | None
) -> Edit:
    """Put `layer` where it was dropped: into `wires`, behind a near card, or loose at (x, y).

    Several wires are those that are drawn as one.
    """
    network = placed(network)
    corner = snapped(x - CARD / 2, y - CARD / 2)
    if not isinstance(layer, Input):
        if wires:
            return _insert_into_all(network, layer, wires)
        if near:
            return append_edit(network, layer, near, corner)
    return AddLayer(layer, free_place(network, corner))


def _insert_into_all(network: Network, layer: Layer, wires: Sequence[Wire]) -> Edit:
    """Put `layer` into a wire, and lead what else the same source feeds there from it, too."""
    first, *others = wires
    inserted = insert_edit(network, layer, first)
    others = [wire for wire in others if wire.source == first.source]
    if not others:
        return inserted
    name = network.free_name(layer)
    led = (Connect(name, wire.target) for wire in others)
    return Together(inserted.label, (inserted, Disconnect(frozenset(others)), *led))


def near_layer(places: Mapping[str, Position], x: float, y: float) -> str | None:
    """The layer that something dropped at (x, y) is appended to: the nearest on its left.

    `places` are those that can be seen, with the corners of their cards.
    """
    near = [
        (at.x, name)
        for name, at in places.items()
        if at.x <= x <= at.x + CARD + NEAR and at.y <= y <= at.y + CARD
    ]
    return max(near)[1] if near else None


def is_free(network: Network, place: Position, besides: Iterable[str] = ()) -> bool:
    """Whether a card at `place` would lie on no other."""
    besides = set(besides)
    return all(
        name in besides or abs(at.x - place.x) >= CARD or abs(at.y - place.y) >= CARD
        for name, at in network.positions.items()
    )


def free_shift(network: Network, places: Iterable[Position], wanted: Position) -> Position:
    """The way, `wanted` or further down, that new cards are moved to lie on none of the network.

    Looks for each card only in the squares around it, for there may be thousands.
    """
    squares: defaultdict[tuple[int, int], list[Position]] = defaultdict(list)
    for at in network.positions.values():
        squares[_square(at)].append(at)

    def covers(place: Position) -> bool:
        column, row = _square(place)
        return any(
            abs(at.x - place.x) < CARD and abs(at.y - place.y) < CARD
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for at in squares.get((x, y), ())
        )

    places = tuple(places)
    shift = wanted
    while any(covers(Position(at.x + shift.x, at.y + shift.y)) for at in places):
        shift = Position(shift.x, shift.y + ROW_STEP)
    return shift


def _square(place: Position) -> tuple[int, int]:
    """The square of a card's size that a corner lies in."""
    return math.floor(place.x / CARD), math.floor(place.y / CARD)


def free_place(network: Network, wanted: Position) -> Position:
    """The place at or below `wanted` where a card lies on no other."""
    place = wanted
    while not is_free(network, place):
        place = Position(place.x, place.y + ROW_STEP)
    return place


def _room_made(network: Network, place: Position) -> Mapping[str, Position]:
    """New places for the cards of a row, from `place` on, that leave one card's room there.

    Cards are pushed to the right only as far as those before them need it.
    """
    row = sorted(
        (at.x, name)
        for name, at in network.positions.items()
        if abs(at.y - place.y) < CARD and at.x > place.x - CARD
    )
    moved: dict[str, Position] = {}
    edge = place.x + COLUMN_STEP
    for x, name in row:
        if x >= edge:
            break
        moved[name] = Position(edge, network.positions[name].y)
        edge += COLUMN_STEP
    return moved


def end_of(network: Network) -> str | None:
    """The layer that the next one is built behind."""
    tails = [name for name in network.order if not network.targets_of[name]]
    connected = [name for name in tails if name in network.connected]
    return (connected or tails)[-1] if tails else None


def _in_front(network: Network, layer: Input, middle: Position) -> Edit:
    """An Input left of the first layer, feeding it if that is plain."""
    heads = [name for name in network.order if name not in network.source_of]
    if not heads:
        return AddLayer(layer, middle)
    first = network.positions[heads[0]]
    name = network.free_name(layer)
    left = free_place(network, Position(first.x - COLUMN_STEP, first.y))
    added = AddLayer(layer, left, name=name)
    if network.inputs or len(heads) != 1:
        return added
    return Together(added.label, (added, Connect(name, heads[0])))
