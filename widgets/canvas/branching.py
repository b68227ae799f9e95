"""Edits that make branches and join them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.language import tr
from app.network.arrange import COLUMN_STEP, ROW_STEP
from app.network.edits import AddLayer, Connect, Edit, MoveLayers, PasteLayers, Together, part_of
from app.network.graph import Network, Position
from app.network.layer import Layer
from widgets.canvas.editing import paste_edit
from widgets.canvas.placing import CARD, free_place, is_free, placed, snapped


def ends_among(network: Network, names: Collection[str]) -> tuple[str, ...]:
    """The given layers that feed no other of them, from top to bottom of the canvas."""
    chosen = frozenset(names)
    ends = [name for name in network.order if name in chosen]
    ends = [name for name in ends if chosen.isdisjoint(network.targets_of[name])]
    return tuple(sorted(ends, key=lambda name: network.positions[name].y))


def join_edit(network: Network, layer: Layer, ends: Sequence[str]) -> Edit:
    """Put a merging layer behind several others and lead all of them into it.

    The cards that a shortcut would run behind make way for it.
    """
    network = placed(network)
    column = max(network.positions[name].x for name in ends) + COLUMN_STEP
    if lowered := _lowered(network, ends, column):
        network = network.with_positions(lowered)
        height = min(network.positions[name].y for name in ends)
    else:
        heights = [network.positions[name].y for name in ends]
        height = (min(heights) + max(heights)) / 2
    name = network.free_name(layer)
    added = AddLayer(layer, free_place(network, snapped(column, height)), name=name)
    led = (Connect(end, name) for end in ends)
    moved = (MoveLayers(lowered),) if lowered else ()
    return Together(tr("Join by {kind}", kind=layer.kind), (*moved, added, *led))


def _lowered(network: Network, ends: Sequence[str], column: float) -> dict[str, Position]:
    """New places for the cards between an end and the column where it is joined.

    Empty where there are none, or no room in the row below.
    """
    lanes = [network.positions[name] for name in ends]
    lowered = {
        name: Position(at.x, at.y + ROW_STEP)
        for name, at in network.positions.items()
        if any(lane.x < at.x < column and abs(lane.y - at.y) < CARD for lane in lanes)
    }
    free = all(is_free(network, place, lowered) for place in lowered.values())
    return lowered if free else {}


def branch_edit(network: Network, names: frozenset[str]) -> Edit:
    """Copy layers below themselves, fed by what feeds them: another branch beside the first."""
    network = placed(network)
    paste = paste_edit(network, part_of(network, names), None, tr("Duplicate as branch"))
    assert isinstance(paste, PasteLayers)
    copies = paste.new_names(network)
    wires = [
        Connect(wire.source, copies[wire.target])
        for wire in network.wires
        if wire.target in names and wire.source not in names
    ]
    return Together(tr("Duplicate as branch"), (paste, *wires)) if wires else paste


def put_behind(network: Network, layer: Layer, source: str, at: Position) -> Edit:
    """Put a layer at a free place near `at`, fed by `source`, beside what that feeds already."""
    return AddLayer(layer, free_place(placed(network), at), after=source)
