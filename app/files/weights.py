"""Trained weights as safetensors: numbers only, so reading them can never run code."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import safetensors
import safetensors.numpy

from app.language import tr
from app.network.analysis import LayerAnalysis, analyse
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import PReLU
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Linear
from app.network.layers.normalisation import (
    BatchNorm1d,
    BatchNorm2d,
    GroupNorm,
    InstanceNorm2d,
    LayerNorm,
)
from app.network.layers.transposed import ConvTranspose2d

Weights = Mapping[str, np.ndarray]
"""Arrays by torch's names: `conv1.weight` is float32, out×in×height×width."""

_MAX_HEADER_BYTES = 16 * 2**20
"""The list of names and shapes; 20,000 layers need a third of it."""


class WeightsError(ValueError):
    """Bytes that hold no weights; the text says why."""


def weights_to_bytes(weights: Weights) -> bytes:
    """The arrays as one safetensors file."""
    # safetensors takes the memory as it lies there, so it has to be in order and without gaps.
    return safetensors.numpy.save(
        {name: np.asarray(array, order="C") for name, array in weights.items()}
    )


def weights_from_bytes(data: bytes) -> dict[str, np.ndarray]:
    """The arrays, each with memory of its own; WeightsError where `data` is no safetensors file.

    Shapes that the bytes cannot fill are refused before any memory is taken for them.
    """
    if int.from_bytes(data[:8], "little") > _MAX_HEADER_BYTES:
        raise WeightsError(tr("they are damaged (their list of contents has no end)"))
    try:
        return {name: np.array(array) for name, array in safetensors.numpy.load(data).items()}
    except (safetensors.SafetensorError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise WeightsError(tr("they are damaged or of a kind that Convas does not know")) from error


def fitting(network: Network, weights: Weights) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
    """The weights that belong to layers of `network`, and the names of layers whose do not.

    A layer keeps all its weights or none. Names, number type and count are looked at here; the
    exact shapes are torch's to check, when a module takes the weights over. Of a layer whose
    shapes are not known, behind a cut wire, any count may be right once the wire is mended.
    """
    analysis = analyse(network)
    by_layer: dict[str, dict[str, np.ndarray]] = {}
    for key, array in weights.items():
        layer, _, parameter = key.partition(".")
        by_layer.setdefault(layer, {})[parameter] = array
    kept: dict[str, np.ndarray] = {}
    left_out = []
    for name, arrays in by_layer.items():
        known = analysis.layers.get(name)
        if known and _belong(known, arrays):
            kept.update({f"{name}.{parameter}": array for parameter, array in arrays.items()})
        else:
            left_out.append(name)
    return kept, tuple(sorted(left_out))


def _belong(layer: LayerAnalysis, arrays: Mapping[str, np.ndarray]) -> bool:
    if layer.output is None:
        types = _TYPES.get(type(layer.layer), {})
        return all(array.dtype.name == types.get(name) for name, array in arrays.items())
    return {name: _form(array) for name, array in arrays.items()} == _forms(layer)


_LEARNED = {"weight": "float32", "bias": "float32"}
_BATCH_NORM = {
    **_LEARNED,
    "running_mean": "float32",
    "running_var": "float32",
    "num_batches_tracked": "int64",
}
_TYPES: Mapping[type[Layer], Mapping[str, str]] = {
    **dict.fromkeys((Conv1d, Conv2d, ConvTranspose2d, Linear), _LEARNED),
    **dict.fromkeys((LayerNorm, GroupNorm, InstanceNorm2d), _LEARNED),
    **dict.fromkeys((BatchNorm1d, BatchNorm2d), _BATCH_NORM),
    PReLU: {"weight": "float32"},
}
"""The number types of what layers may keep, by torch's names."""


def _form(array: np.ndarray) -> tuple[str, int]:
    return array.dtype.name, array.size


def _forms(layer: LayerAnalysis) -> dict[str, tuple[str, int]]:
    """Number type and count of what the layer's torch module keeps, by torch's name."""
    forms = {"weight": ("float32", layer.weights), "bias": ("float32", layer.biases)}
    if isinstance(layer.layer, BatchNorm1d | BatchNorm2d) and layer.output:
        channels = layer.output[0]
        forms["running_mean"] = forms["running_var"] = ("float32", channels)
        forms["num_batches_tracked"] = ("int64", 1)
    return {name: form for name, form in forms.items() if form[1]}
