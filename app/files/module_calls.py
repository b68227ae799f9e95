"""What makes a module in a program, as data: a class, its arguments and the modules in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

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


class Slot(NamedTuple):
    """Where a value stands in a call: the calls in it to follow, by number, and the argument."""

    within: tuple[int, ...]
    argument: str


@dataclass(frozen=True)
class Call:
    """`module(arguments)`; for an nn.Sequential the calls in it, with names or with empty ones.

    `module` is a class of `torch.nn`, or where `own` is set one that the program brings along.
    """

    module: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    own: bool = False
    inner: tuple[tuple[str, Call], ...] = ()

    def form(self) -> object:
        """All but the values of the arguments."""
        inner = tuple((name, call.form()) for name, call in self.inner)
        return self.module, self.own, tuple(self.arguments), inner

    def slots(self) -> Iterator[tuple[Slot, Any]]:
        """The values of the arguments, with their places."""
        for argument, value in self.arguments.items():
            yield Slot((), argument), value
        for at, (_, call) in enumerate(self.inner):
            for slot, value in call.slots():
                yield Slot((at, *slot.within), slot.argument), value


def code(value: Any) -> str:
    """A value as Python text; strings in double quotes, with escapes for all that is not ASCII."""
    return json.dumps(value) if isinstance(value, str) else repr(value)


def is_width(argument: str) -> bool:
    """Whether an argument counts channels or features."""
    return "channels" in argument or "features" in argument


def call_text(call: Call, parameters: Mapping[Slot, str], indent: str) -> str:
    """The call as Python text; `parameters` stand in place of their values."""
    if call.inner:
        return _sequential(call, parameters, indent)
    written = {
        argument: parameters.get(Slot((), argument), code(value))
        for argument, value in call.arguments.items()
        if Slot((), argument) in parameters or not _is_default(call, argument, value)
    }
    by_place = _BY_PLACE
    if "Pool" in call.module:  # MaxPool2d(2): the window, which is the stride, too
        by_place = _BY_PLACE | {"norm_type", "kernel_size"}
        if written.get("stride") == written.get("kernel_size"):
            written.pop("stride", None)
    texts = [
        text if argument in by_place or (call.own and is_width(argument)) else f"{argument}={text}"
        for argument, text in written.items()
    ]
    return f"{'' if call.own else 'nn.'}{call.module}({', '.join(texts)})"


def _is_default(call: Call, argument: str, value: Any) -> bool:
    defaults = TORCH_DEFAULTS.get(call.module, {})
    return not call.own and argument in defaults and bool(defaults[argument] == value)


def _sequential(call: Call, parameters: Mapping[Slot, str], indent: str) -> str:
    """One module on each line; with their names where they have some."""
    named = any(name for name, _ in call.inner)
    deeper = indent + "    " * (1 + named)
    lines = []
    for at, (name, inner) in enumerate(call.inner):
        within = {
            Slot(slot.within[1:], slot.argument): text
            for slot, text in parameters.items()
            if slot.within[:1] == (at,)
        }
        text = call_text(inner, within, deeper)
        lines.append(f"{deeper}({code(name)}, {text}),\n" if named else f"{deeper}{text},\n")
    if named:
        listed = "".join(lines)
        return f"nn.Sequential(\n{indent}    OrderedDict([\n{listed}{indent}    ])\n{indent})"
    return f"nn.Sequential(\n{''.join(lines)}{indent})"
