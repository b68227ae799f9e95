"""What a picture of connections shows, in words and numbers (row B8)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from app.language import figures, tr
from app.network.analysis import LayerAnalysis
from app.network.connections import (
    Blocks,
    Connection,
    Wiring,
    as_dense,
    is_one_to_one,
    usual_reach,
)
from app.network.unit_lines import Along, Stack, choices_of

_SUBSCRIPTS = str.maketrans("-0123456789", "₋₀₁₂₃₄₅₆₇₈₉")
MOST_TERMS = 5
"""Terms of a sum that are written out; of a longer one, the first."""


def subscript(index: int) -> str:
    """A whole number as an index: "₁₂"."""
    return str(index).translate(_SUBSCRIPTS)


def units_count(count: int) -> str:
    """How many units: "1 unit", "1,200 units"."""
    return tr("1 unit") if count == 1 else tr("{count:,} units", count=count)


def _outputs(count: int) -> str:
    return tr("1 output") if count == 1 else tr("{count:,} outputs", count=count)


def _weights(count: int) -> str:
    return tr("1 weight") if count == 1 else tr("{count:,} weights", count=count)


def _filters(count: int) -> str:
    return tr("1 filter") if count == 1 else tr("{count:,} filters", count=count)


def _connections(count: int, sum_text: str = "") -> str:
    if count == 1:
        return tr("1 connection")
    return tr("{total} connections", total=sum_text or figures(f"{count:,}"))


def overview(stack: Stack, layer: LayerAnalysis, along: Along) -> str:
    """How many connections and weights the line has, and how many a dense layer would have."""
    wiring = stack.wirings[0]
    sentences = [_reach_text(wiring), _weights_text(wiring)]
    if len(stack.layers) > 1:
        sentences = [_depth_text(stack), *sentences]
    if wiring.learns and not isinstance(wiring, Blocks) and layer.weights:
        whole = math.prod(layer.inputs[0]) * math.prod(layer.output or ())
        lines = choices_of(layer, along)
        if layer.macs and layer.weights > wiring.weights:
            sentences.append(
                tr(
                    "The whole layer ({filters}): {weights} for {macs}; a dense "
                    "layer between the same units: {whole:,} of each.",
                    filters=_filters(lines.filters),
                    weights=_weights(layer.weights),
                    macs=_connections(layer.macs),
                    whole=whole,
                )
            )
    return " ".join(sentences)


def _reach_text(wiring: Wiring) -> str:
    low, high = usual_reach(wiring)
    if isinstance(wiring, Blocks) and wiring.groups == 1:
        return tr("1 input reaches all {outputs}: dense.", outputs=_outputs(wiring.outputs))
    reached = _outputs(high) if low == high else tr("{low} to {high} outputs", low=low, high=high)
    if isinstance(wiring, Blocks):
        reached = tr("{outputs} of its group", outputs=reached)
    return tr(
        "1 input reaches {reached}; in a dense layer it would reach all {outputs:,}.",
        reached=reached,
        outputs=wiring.outputs,
    )


def _weights_text(wiring: Wiring) -> str:
    dense = as_dense(wiring)
    total = ""
    per_output, rest = divmod(wiring.count, wiring.outputs)
    if not rest and per_output > 1:
        total = figures(f"{wiring.outputs:,} × {per_output:,} = {wiring.count:,}")
    connections = _connections(wiring.count, total)
    if wiring.padded:
        connections = tr(
            "{connections} ({padded:,} from padding)", connections=connections, padded=wiring.padded
        )
    if not wiring.learns:
        return tr(
            "{connections}, none with a weight: nothing is learned here; dense: {count:,}.",
            connections=connections,
            count=dense.count,
        )
    if wiring.weights == wiring.count and not is_one_to_one(wiring):
        own = tr("{connections}, each with its own weight", connections=connections)
        return (
            f"{own}."
            if wiring.count == dense.count
            else tr("{own}; dense: {count:,}.", own=own, count=dense.count)
        )
    if wiring.weights == 1:
        return tr(
            "1 weight serves {connections}; dense: {count:,}.",
            connections=connections,
            count=dense.count,
        )
    return tr(
        "{weights:,} weights serve {connections}; dense: {count:,}.",
        weights=wiring.weights,
        connections=connections,
        count=dense.count,
    )


def _depth_text(stack: Stack) -> str:
    """How the receptive field grows, by the unit in the middle of the highest row."""
    rows = stack.rows
    seen = stack.reached(len(rows) - 1, rows[-1] // 2)
    parts = [
        tr("{seen:,} of {row}", seen=bits.bit_count(), row=stack.names[row])
        for row, bits in reversed(tuple(enumerate(seen[:-1])))
    ]
    text = tr("1 unit of {layers} sees {listed}.", layers=stack.layers[-1], listed=listed(parts))
    if not stack.passed_over:
        return text
    left_out = listed(stack.passed_over)
    if len(stack.passed_over) == 1:
        return f"{text} " + tr("Left out: {layer}, which works on each unit alone.", layer=left_out)
    return f"{text} " + tr("Left out: {layers}, which work on each unit alone.", layers=left_out)


def pointed_at(stack: Stack, row: int, unit: int) -> str:
    """Which units one sees, and which it reaches."""
    found = stack.reached(row, unit)
    name = stack.names[row]
    sentences = []
    if row:
        seen = [
            tr("{units} of {names}", units=units_text(found[below]), names=stack.names[below])
            for below in reversed(range(row))
        ]
        sentences.append(
            tr("Unit {unit} of {name} sees {listed}.", unit=unit, name=name, listed=listed(seen))
        )
    if row < len(stack.rows) - 1:
        wiring = stack.wirings[row]
        above = stack.names[row + 1]
        count = found[row + 1].bit_count()
        text = tr(
            "Unit {unit} of {name} reaches {count} of {outputs:,} in {above}",
            unit=unit,
            name=name,
            count=count,
            outputs=wiring.outputs,
            above=above,
        )
        if count:
            text += f": {units_text(found[row + 1])}"
        if not (isinstance(wiring, Blocks) and wiring.groups == 1):
            text += tr("; in a dense layer it would reach all {outputs:,}", outputs=wiring.outputs)
        sentences.append(f"{text}.")
        higher = range(row + 2, len(stack.rows))
        sentences += [
            tr("In {names}: {units}.", names=stack.names[each], units=units_text(found[each]))
            for each in higher
        ]
    return " ".join(sentences)


def sum_text(target: int, connections: Sequence[Connection], wiring: Wiring, more: bool) -> str:
    """The sum behind an output, by the names of its parts: "y₄ = w₀·x₃ + w₁·x₄ + b".

    `more` says that other rows of the kernel, or other channels, add to it.
    """
    terms = []
    for connection in connections[:MOST_TERMS]:
        unit = wiring.unit_in(connection.cell)
        value = "0" if unit is None else f"x{subscript(unit)}"
        name = weight_name(connection.weight)
        if isinstance(wiring, Blocks):  # too many to be counted through
            name = f"w[{target}, {connection.cell}]"
        terms.append(f"{name}·{value}")
    if more or len(connections) > MOST_TERMS:
        terms.append("…")
    return f"y{subscript(target)} = {' + '.join(terms)}"


def weight_name(weight: int | None) -> str:
    """How a weight of a line is called: "w₂"."""
    return "" if weight is None else f"w{subscript(weight)}"


def variant_title(wiring: Wiring, *, short: bool = False) -> str:
    """What stands over one of the pictures that are compared: "Shared: 3 weights", "Shared: 3"."""
    if not wiring.learns:
        return tr("No weights: {connections}", connections=_connections(wiring.count))
    weights = figures(f"{wiring.weights:,}") if short else _weights(wiring.weights)
    if isinstance(wiring, Blocks):
        if wiring.groups == 1:
            return tr("Dense: {weights}", weights=weights)
        return tr("Grouped: {weights}", weights=weights)
    if wiring.weights < wiring.count:
        return tr("Shared: {weights}", weights=weights)
    return tr("Not shared: {weights}", weights=weights)


def units_text(units: int) -> str:
    """Units, given as bits, in words: "none", "3, 4 and 5", "2 to 15", "0, 2, 4 … 20 (11)"."""
    if not units:
        return tr("none")
    first, last = (units & -units).bit_length() - 1, units.bit_length() - 1
    count = units.bit_count()
    if count > 3 and count == last - first + 1:
        return tr("{first:,} to {last:,} ({count:,} units)", first=first, last=last, count=count)
    found = [first]
    rest = units & (units - 1)
    while rest and len(found) < 6:
        found.append((rest & -rest).bit_length() - 1)
        rest &= rest - 1
    if rest:
        return tr(
            "{found} … {last:,} ({count:,} units)",
            found=", ".join(map(str, found[:4])),
            last=last,
            count=count,
        )
    return listed([str(each) for each in found])


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
