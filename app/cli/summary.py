"""A network layer by layer, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.network.analysis import Analysis, LayerAnalysis, ReceptiveField, analyse
from app.network.arithmetic import shape_text
from app.network.graph import Network

HEADS = (
    "layer",
    "type",
    "settings",
    "output",
    "parameters",
    "MACs",
    "activations",
    "receptive field",
)
NUMBERS = (4, 5, 6)
"""The columns that hold numbers."""


def summary_form(network: Network) -> dict[str, Any]:
    """The network for programs; sizes that are not known are null.

    A layer's `receptive_field` has `size`, `stride` and `offset`, each as [height, width].
    """
    analysis = analyse(network)
    first = analysis.layers[network.inputs[0]].output if network.inputs else None
    return {
        "network": network.name,
        "input": list(first) if first else None,
        "layers": [_layer_form(layer) for layer in analysis.layers.values()],
        "totals": {
            "parameters": analysis.parameters,
            "macs": analysis.macs,
            "activations": analysis.activations,
        },
        "problems": [
            {"layer": problem.layer, "message": problem.message} for problem in analysis.problems
        ],
    }


def summary_rows(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    """The network for people: a row per layer under `HEADS`, and the totals."""
    for layer in analysis.layers.values():
        yield (
            layer.name,
            layer.layer.kind,
            layer.layer.notation,
            shape_text(layer.output),
            *_counts(layer),
            _field_text(layer.receptive_field),
        )
    yield ("total", "", "", "", *_counts(analysis), "")


def _layer_form(layer: LayerAnalysis) -> dict[str, Any]:
    field = layer.receptive_field
    return {
        "id": layer.name,
        "type": layer.layer.kind,
        "output": list(layer.output) if layer.output else None,
        "parameters": layer.parameters,
        "macs": layer.macs,
        "activations": layer.activations,
        "receptive_field": {name: list(value) for name, value in field._asdict().items()}
        if field
        else None,
    }


def _counts(of: LayerAnalysis | Analysis) -> tuple[str, str, str]:
    return f"{of.parameters:,}", f"{of.macs:,}", f"{of.activations:,}"


def _field_text(field: ReceptiveField | None) -> str:
    return shape_text(field.size) if field else ""
