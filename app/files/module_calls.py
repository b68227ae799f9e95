"""What makes a module in a program, as data: a class, its arguments and the modules in it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
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

_FEW = 2
"""So many equal modules in a row are written out."""
_LONGEST = 100
"""Letters of a line."""
_SHORT = 60
"""Letters of an nn.Sequential that stays on one line."""


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
    """What is in a row: equal modules as one that is repeated, short ones on the same line."""
    names = [name for name, _ in call.inner]
    named = any(names)
    texts = []
    for at, (_, inner) in enumerate(call.inner):
        within = {
            Slot(slot.within[1:], slot.argument): text
            for slot, text in parameters.items()
            if slot.within[:1] == (at,)
        }
        texts.append(call_text(inner, within, indent + "    "))
    if named:
        return f"nn.Sequential(OrderedDict([{_entries(names, texts, indent)}]))"
    if len(set(texts)) == 1 and len(texts) > _FEW:
        return f"nn.Sequential(*[{texts[0]} for _ in range({len(texts)})])"
    line = f"nn.Sequential({', '.join(texts)})"
    if len(line) <= _SHORT and "\n" not in line:
        return line
    lines = "".join(wrapped(f"{indent}    {text},") + "\n" for text in texts)
    return f"nn.Sequential(\n{lines}{indent})"


def _entries(names: Sequence[str], texts: Sequence[str], indent: str) -> str:
    """The names with their modules, for an OrderedDict."""
    stem, first = _numbered(names[0])
    counted = [f"{stem}{first + at}" for at in range(len(names))]
    if len(set(texts)) == 1 and len(texts) > _FEW and counted == list(names):
        numbers = f"range({first}, {first + len(names)})"
        return f'(f"{stem}{{i}}", {texts[0]}) for i in {numbers}'
    lines = "".join(
        wrapped(f"{indent}    ({code(name)}, {text}),") + "\n"
        for name, text in zip(names, texts, strict=True)
    )
    return f"\n{lines}{indent}"


def _numbered(name: str) -> tuple[str, int]:
    """ "copy1" as "copy" and 1."""
    stem = name.rstrip("0123456789")
    return stem, int(name[len(stem) :] or 0)


def wrapped(line: str) -> str:
    """A long line with what stands in its brackets on lines of its own."""
    if len(line) <= _LONGEST or "\n" in line:
        return line
    function, _, rest = line.partition("(")
    arguments, closing, end = rest.rpartition(")")
    outer = " " * (len(line) - len(line.lstrip()))
    inner = f"{outer}    "
    filled = textwrap.fill(
        arguments,
        _LONGEST,
        initial_indent=inner,
        subsequent_indent=inner,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return f"{function}(\n{filled}\n{outer}{closing}{end}"
