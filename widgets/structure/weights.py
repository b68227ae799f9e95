"""The weights that the connections of a slice carry now, and what is written with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from app.language import tr
from app.network.analysis import LayerAnalysis
from app.network.connection_text import MOST_TERMS, subscript
from app.network.connections import Connection, Wiring
from app.network.tables import Table
from app.network.unit_lines import Slice, Stack, weight_place
from widgets.number_text import number_text

Parameters = Mapping[str, NDArray[np.floating]]
"""Of one layer, by torch's names."""


def value_of(
    layer: LayerAnalysis, chosen: Slice, parameters: Parameters, connection: Connection
) -> float | None:
    """The weight of a connection; None where it has none, or where the arrays are of another."""
    weight, place = parameters.get("weight"), weight_place(layer, chosen, connection)
    if weight is None or place is None or len(place) != weight.ndim:
        return None
    if any(at >= size for at, size in zip(place, weight.shape, strict=True)):
        return None
    return float(weight[place])


def bias_of(chosen: Slice, parameters: Parameters, target: int | None = None) -> float | None:
    """The bias of the slice's filter; through channels and over vectors each output has its own."""
    bias = parameters.get("bias")
    at = target if chosen.along in ("channels", "units") else chosen.filter
    if bias is None or at is None or at >= len(bias):
        return None
    return float(bias[at])


def sum_in_numbers(
    connections: Sequence[Connection],
    values: Sequence[float | None],
    wiring: Wiring,
    bias: float | None,
    *,
    more: bool,
) -> str:
    """The right side of the sum, with the weights in numbers; "" while they are not known."""
    terms: list[str] = []
    for connection, value in list(zip(connections, values, strict=True))[:MOST_TERMS]:
        if value is None:
            return ""
        unit = wiring.unit_in(connection.cell)
        terms.append(f"{number_text(value)}·{'0' if unit is None else f'x{subscript(unit)}'}")
    if more or len(connections) > MOST_TERMS:
        terms.append("…")
    if bias is not None:
        terms.append(number_text(bias))
    return " + ".join(terms).replace("+ −", "− ")


def connections_table(
    stack: Stack, shown: tuple[range, ...], value: Callable[[int, Connection], float | None]
) -> Table:
    """The connections that are shown, a line each; `value` gives the weight of a layer's."""
    rows = []
    for number, wiring in enumerate(stack.wirings):
        above = range(max(0, shown[number + 1].start), min(wiring.outputs, shown[number + 1].stop))
        for each in wiring.between(shown[number], above):
            unit = wiring.unit_in(each.cell)
            padding = not 0 <= each.cell < wiring.inputs
            now = value(number, each)
            rows.append(
                (
                    stack.layers[number],
                    str(each.target),
                    stack.names[number],
                    "" if unit is None else str(unit),
                    tr("yes") if padding else "",
                    "" if each.weight is None else str(each.weight),
                    "" if now is None else f"{now:.6g}",
                )
            )
    heads = (
        tr("layer"),
        tr("output"),
        tr("from"),
        tr("input"),
        tr("padding"),
        tr("weight"),
        tr("value"),
    )
    return Table(heads, tuple(rows), numbers=frozenset({1, 3, 5, 6}))
