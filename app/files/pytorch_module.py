"""The layers and the forward pass of an exported program, as one writes them by hand."""

from __future__ import annotations

import ast
import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.network.analysis import Analysis, LayerAnalysis
from app.network.arithmetic import shape_text
from app.network.graph import Network
from app.network.layer import TorchCall
from app.network.layers.merge import Add, Concatenate, Multiply

_CONVOLUTION: Mapping[str, Any] = {
    **{"stride": 1, "padding": 0, "dilation": 1},
    **{"groups": 1, "bias": True, "padding_mode": "zeros"},
}
TORCH_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "Conv1d": _CONVOLUTION,
    "Conv2d": _CONVOLUTION,
    "ConvTranspose2d": {
        **{"stride": 1, "padding": 0, "output_padding": 0},
        **{"groups": 1, "bias": True, "dilation": 1},
    },
    "MaxPool1d": {"padding": 0, "dilation": 1, "ceil_mode": False},
    "MaxPool2d": {"padding": 0, "dilation": 1, "ceil_mode": False},
    "AvgPool1d": {"padding": 0, "ceil_mode": False, "count_include_pad": True},
    "AvgPool2d": {"padding": 0, "ceil_mode": False, "count_include_pad": True},
    "LPPool2d": {"ceil_mode": False},
    "PReLU": {"num_parameters": 1, "init": 0.25},
    "ELU": {"alpha": 1.0},
    "GELU": {"approximate": "none"},
    "Softplus": {"beta": 1.0},
    "LeakyReLU": {"negative_slope": 0.01},
    "BatchNorm2d": {"eps": 1e-5, "momentum": 0.1, "affine": True},
    "BatchNorm1d": {"eps": 1e-5, "momentum": 0.1, "affine": True},
    "LayerNorm": {"eps": 1e-5, "elementwise_affine": True},
    "GroupNorm": {"eps": 1e-5, "affine": True},
    "InstanceNorm2d": {"eps": 1e-5, "affine": False},
    "LocalResponseNorm": {"alpha": 1e-4, "beta": 0.75, "k": 1.0},
    "Dropout": {"p": 0.5},
    "Dropout2d": {"p": 0.5},
    "Upsample": {"mode": "nearest"},
    "Linear": {"bias": True},
}
"""What need not be written out. Stated here, because asking torch would mean loading it."""
_BY_PLACE = frozenset(
    {
        *("in_channels", "out_channels", "in_features", "out_features", "num_features"),
        *("num_parameters", "num_groups", "num_channels", "normalized_shape", "size"),
        *("output_size", "group_size", "shape"),
    }
)
"""Arguments that everybody gives without their name."""
_OWN_LAYERS = Path(__file__).parents[1] / "training" / "own_layers.py"
_TAKEN = frozenset({"x", "self", "torch", "nn", "np", "F"})


def code(value: Any) -> str:
    """A value as Python text; strings in double quotes, with escapes for all that is not ASCII."""
    return json.dumps(value) if isinstance(value, str) else repr(value)


@cache
def _own_classes() -> Mapping[str, str]:
    """The text of each layer that torch has no class for; read, since loading it loads torch."""
    text = _OWN_LAYERS.read_text(encoding="utf-8")
    return {
        node.name: ast.get_source_segment(text, node) or ""
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef)
    }


def own_classes(path: Sequence[str], analysis: Analysis) -> str:
    """The classes that the program needs besides torch's, each followed by two empty lines."""
    calls = [_call(analysis.layers[name]) for name in path if not _merges(analysis.layers[name])]
    needed = dict.fromkeys(call.name for call in calls if call.name in _own_classes())
    return "".join(
        _own_classes()[name].replace("Tensor", "torch.Tensor") + "\n\n\n" for name in needed
    )


def own_class_names() -> Collection[str]:
    """The classes of Convas that a program may have to bring along."""
    return _own_classes().keys()


def layer_lines(path: Sequence[str], analysis: Analysis) -> str:
    """A line for each layer behind the Input that is an object of its own."""
    lines = []
    for name in path[1:]:
        if not _merges(analysis.layers[name]):
            call = _call(analysis.layers[name])
            where = "" if call.name in _own_classes() else "nn."
            lines.append(f"        self.{name} = {where}{call.name}({_arguments(call)})")
    return "\n".join(lines)


def _call(layer: LayerAnalysis) -> TorchCall:
    return layer.layer.torch_call(layer.input or ())


def _merges(layer: LayerAnalysis) -> bool:
    return layer.layer.family == "merge"


def _arguments(call: TorchCall) -> str:
    defaults = TORCH_DEFAULTS.get(call.name, {})
    given = dict(call.arguments)
    by_place = _BY_PLACE
    if "Pool" in call.name:  # MaxPool2d(2): the window, which is the stride, too
        by_place = _BY_PLACE | {"norm_type", "kernel_size"}
        if "stride" in given and given["stride"] == given.get("kernel_size"):
            del given["stride"]
    return ", ".join(
        f"{code(value)}" if name in by_place else f"{name}={code(value)}"
        for name, value in given.items()
        if not (name in defaults and defaults[name] == value)
    )


def forward_lines(network: Network, path: Sequence[str], analysis: Analysis) -> str:
    """The lines of `forward`, each with the shape that it gives, from `x` to `x`.

    A value that the next line alone takes is called x; one that branches or waits is called by
    its layer's name.
    """
    names = _variables(network, path)
    image = path[0]
    steps = [] if names[image] == "x" else [(f"{names[image]} = x", image)]
    for name in path[1:]:
        sources = [names[source] for source in network.sources_of[name]]
        steps.append((f"{names[name]} = {_expression(analysis.layers[name], sources)}", name))
    width = max(len(step) for step, _ in steps)
    return "\n".join(
        f"        {step:<{width}}  # {shape_text(analysis.layers[name].output)}"
        for step, name in steps
    )


def _variables(network: Network, path: Sequence[str]) -> Mapping[str, str]:
    inside = set(path)
    found = {}
    for name, following in zip(path, (*path[1:], None), strict=True):
        targets = [target for target in network.targets_of[name] if target in inside]
        alone = following is None or targets == [following]
        found[name] = "x" if alone else _variable(name, inside)
    return found


def _variable(name: str, layers: Collection[str]) -> str:
    """The layer's name, or one that neither the program nor another layer uses."""
    if name not in _TAKEN:
        return name
    variable = f"{name}_out"
    while variable in layers:
        variable += "_"
    return variable


def _expression(layer: LayerAnalysis, sources: Sequence[str]) -> str:
    """What computes a layer from the variables it takes."""
    match layer.layer:
        case Add():
            return " + ".join(sources)
        case Concatenate():
            joined = ", ".join(sources) if len(sources) > 1 else f"{sources[0]},"
            return f"torch.cat(({joined}), dim=1)"
        case Multiply():
            dimensions = max(map(len, layer.inputs))
            ones = f"[:, :{', None' * (dimensions - 1)}]"
            gates = zip(sources, layer.inputs, strict=True)
            return " * ".join(
                source + (ones if len(shape) == 1 < dimensions else "") for source, shape in gates
            )
        case _:
            return f"self.{layer.name}({', '.join(sources)})"
