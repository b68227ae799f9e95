"""What has changed between two networks, for undo to show it. Knows no Qt."""

from __future__ import annotations

from app.network.blocks import layers_in
from app.network.graph import Network


def changed_layers(before: Network, after: Network) -> frozenset[str]:
    """The layers that came, went or are set otherwise.

    Only where there are none, those that are elsewhere, wired otherwise or in another block: an
    insertion moves all that stands behind it.
    """
    names = before.layers.keys() | after.layers.keys()
    if changed := {name for name in names if before.layers.get(name) != after.layers.get(name)}:
        return frozenset(changed)
    moved = {
        name
        for name in names
        if before.positions.get(name) != after.positions.get(name)
        or before.blocks.get(name) != after.blocks.get(name)
    }
    wired = {end for wire in set(before.wires) ^ set(after.wires) for end in wire}
    folded = {
        name for path in before.collapsed ^ after.collapsed for name in layers_in(after, path)
    }
    return frozenset(moved | wired | folded)
