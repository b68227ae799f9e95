"""A network layer by layer, or two beside each other: as JSON, as a table, or for a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.cli.printing import print_json, print_table
from app.network.analysis import Analysis, LayerAnalysis, analyse
from app.network.comparison import COMPARED, Comparison, Pair, compare, layers_table, totals_table
from app.network.graph import Network
from app.network.summary import (
    COLUMNS,
    IN_PLACE_NOTE,
    WITHOUT_BLOCK,
    Summary,
    SummaryRow,
    summarise,
    summary_table,
)
from app.network.tables import WRITERS, Table

FORMATS = ("table", "json", *WRITERS)

_NO_ROOM = frozenset({"activations_share", "memory_share", "macs_share"})
_COMPARED_ON_SCREEN = tuple(entry for entry in COMPARED if entry[0] != "activations")
"""What a terminal has room for."""
_SPARE = (
    *("training_memory", "weights", "receptive_field", "activations", "memory", "settings"),
    *("kind", "macs"),
)
_SPARE_IN_COMPARISON = ("Receptive field B", "Receptive field A", "Output B", "Output A")
"""What is left out first of a table for which a terminal has no room."""


def print_summary(network: Network, form: str) -> None:
    """The network in one of `FORMATS` on standard output."""
    analysis = analyse(network)
    summary = summarise(network, analysis)
    if form == "json":
        print_json(summary_form(network, analysis, summary))
    elif form == "table":
        shown = [column for column in WITHOUT_BLOCK if column.key not in _NO_ROOM]
        titles = {column.key: column.title for column in shown}
        _print(summary_table(summary, shown), [titles[key] for key in _SPARE])
        if summary.total.activations != summary.total_in_place.activations:
            print(IN_PLACE_NOTE)
        for problem in analysis.problems:
            print(f"{problem.severity}: {problem.layer or network.name}: {problem.message}")
    else:
        table = (
            summary_table(summary, plain=True)
            if form == "csv"
            else summary_table(summary, WITHOUT_BLOCK)
        )
        print(WRITERS[form](table), end="")


def print_comparison(left: Network, right: Network, form: str) -> None:
    """Two networks in one of `FORMATS` on standard output; CSV, one table only, has the layers."""
    comparison = compare(*(summarise(network, analyse(network)) for network in (left, right)))
    if form == "json":
        print_json(comparison_form(comparison))
    elif form == "csv":
        print(WRITERS[form](layers_table(comparison, plain=True)), end="")
    elif form == "table":
        _print(totals_table(comparison))
        print()
        _print(layers_table(comparison, _COMPARED_ON_SCREEN), _SPARE_IN_COMPARISON)
    else:
        tables = totals_table(comparison), layers_table(comparison)
        print("\n".join(map(WRITERS[form], tables)), end="")


def summary_form(network: Network, analysis: Analysis, summary: Summary) -> dict[str, Any]:
    """The network for programs; sizes that are not known are null, memory is in bytes.

    A layer's `block` is the path of the innermost block that it lies in, "stage2/block1", or null.
    Its `receptive_field` has `size`, `stride` and `offset`, each as [height, width].
    """
    first = analysis.layers[network.inputs[0]].output if network.inputs else None
    total, in_place = summary.totals
    return {
        "network": network.name,
        "input": list(first) if first else None,
        "layers": [_layer_form(analysis.layers[row.name], row, total) for row in summary.rows],
        "totals": {
            **_counts_form(total),
            "activations_in_place": in_place.activations,
            "memory_in_place": _memory_form(in_place),
        },
        "problems": [
            {"layer": problem.layer, "message": problem.message} for problem in analysis.problems
        ],
    }


def comparison_form(comparison: Comparison) -> dict[str, Any]:
    """Two networks for programs: totals and layers of each, as [first, second]."""
    return {
        "networks": list(comparison.names),
        "totals": {
            quantity.key: {
                "values": [quantity.left, quantity.right],
                "difference": quantity.difference,
                "ratio": quantity.ratio,
            }
            for quantity in comparison.quantities
        },
        "layers": [_pair_form(pair) for pair in comparison.pairs],
    }


def _layer_form(layer: LayerAnalysis, row: SummaryRow, total: SummaryRow) -> dict[str, Any]:
    field = layer.receptive_field
    return {
        "id": row.name,
        "block": row.block or None,
        "type": row.kind,
        "settings": row.notation,
        "output": list(row.output) if row.output else None,
        **_counts_form(row),
        "in_place": row.in_place,
        "share": {
            column.key.removesuffix("_share"): column.share(row, total)
            for column in COLUMNS
            if column.form == "share"
        },
        "receptive_field": {name: list(value) for name, value in field._asdict().items()}
        if field
        else None,
    }


def _counts_form(row: SummaryRow) -> dict[str, Any]:
    return {
        "weights": row.weights,
        "parameters": row.parameters,
        "macs": row.macs,
        "activations": row.activations,
        "memory": _memory_form(row),
    }


def _memory_form(row: SummaryRow) -> dict[str, int]:
    return {"forward": row.forward_bytes, "with_gradients": row.training_bytes}


def _pair_form(pair: Pair) -> dict[str, Any]:
    return {
        "type": pair.kind,
        "ids": [row.name if row else None for row in pair],
        "outputs": [list(row.output) if row and row.output else None for row in pair],
        **{
            key: [getattr(row, key) if row else None for row in pair]
            for key in ("weights", "parameters", "macs", "activations")
        },
    }


def _print(table: Table, spare: Sequence[str] = ()) -> None:
    indented = [
        (before + row[0], *row[1:])
        for before, row in zip(table.set_in("  "), table.rows, strict=True)
    ]
    rows = (*indented, *table.totals)
    print_table(table.heads, rows, table.numbers, spare)
