"""Edits that make branches and join them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.network.arrange import COLUMN_STEP
from app.network.edits import AddLayer, Connect, Edit, PasteLayers, Together, part_of
from app.network.graph import Network, Position
from app.network.layer import Layer
from widgets.canvas.editing import paste_edit
from widgets.canvas.placing import free_place, placed, snapped


def ends_among(network: Network, names: Collection[str]) -> tuple[str, ...]:
    """The given layers that feed no other of them, from top to bottom of the canvas."""
    chosen = frozenset(names)
    ends = [name for name in network.order if name in chosen]
    ends = [name for name in ends if chosen.isdisjoint(network.targets_of[name])]
    return tuple(sorted(ends, key=lambda name: network.positions[name].y))


def join_edit(network: Network, layer: Layer, ends: Sequence[str]) -> Edit:
    """Put a merging layer behind several others and lead all of them into it."""
    network = placed(network)
    places = [network.positions[name] for name in ends]
    heights = [at.y for at in places]
    middle = (min(heights) + max(heights)) / 2
    corner = snapped(max(at.x for at in places) + COLUMN_STEP, middle)
    name = network.free_name(layer)
    added = AddLayer(layer, free_place(network, corner), name=name)
    return Together(f"Join by {layer.kind}", (added, *(Connect(end, name) for end in ends)))


def branch_edit(network: Network, names: frozenset[str]) -> Edit:
    """Copy layers below themselves, fed by what feeds them: another branch beside the first."""
    network = placed(network)
    paste = paste_edit(network, part_of(network, names), None, "Duplicate as branch")
    assert isinstance(paste, PasteLayers)
    copies = paste.new_names(network)
    wires = [
        Connect(wire.source, copies[wire.target])
        for wire in network.wires
        if wire.target in names and wire.source not in names
    ]
    return Together("Duplicate as branch", (paste, *wires)) if wires else paste


def put_behind(network: Network, layer: Layer, source: str, at: Position) -> Edit:
    """Put a layer at a free place near `at`, fed by `source`, beside what that feeds already."""
    return AddLayer(layer, free_place(placed(network), at), after=source)
