"""What a layer is.

A layer kind is one small frozen dataclass: its settings with limits and help, the rule for its
sizes and counts, and the one torch call that makes it. The inspector's form, the file format,
the `nn.Module`, the exported script, the summary table and the lecture formula derive from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal, NamedTuple

from app.network.arithmetic import Product, Shape, Size, Window
from app.network.fields import check_fields

Severity = Literal["error", "warning"]
Family = Literal[
    "input",
    "convolution",
    "pooling",
    "activation",
    "normalisation",
    "dropout",
    "shape",
    "merge",
    "dense",
]


class Repair(NamedTuple):
    """A way out of a fault: change own settings, insert a layer before, or remove one.

    That is the layer itself, or what flattens its input; the label is then made where the names of
    the layers are known. `wire` counts the wires into the layer: the new layer goes into that one,
    and "{source}" in the label stands for the layer at its other end.
    """

    label: str
    values: Mapping[str, Any] | None = None
    insert_before: Layer | None = None
    wire: int = 0
    remove_flattening: bool = False
    remove: bool = False


@dataclass(frozen=True)
class Fault:
    """Why a layer does not fit its input, with the arithmetic, and what would mend it.

    `repairs` are looked for when they are first asked for: most faults are never looked at.
    """

    severity: Severity
    message: str
    find_repairs: Callable[[], tuple[Repair, ...]] = field(default=tuple, compare=False, repr=False)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The ways out, the likeliest first."""
        return self.find_repairs()


class TorchCall(NamedTuple):
    """The one call that makes the layer in PyTorch: `torch.nn.<name>(**arguments)`.

    Where torch has no such class, it is the one of that name in `app.training.own_layers`.
    """

    name: str
    arguments: Mapping[str, Any]


class Measure(NamedTuple):
    """What a layer makes of an input shape, each number with its arithmetic.

    `output` is None where the layer cannot work on this input (`faults` then says why).
    `sizes` holds the arithmetic of (height, width), or of the length of a signal. `macs` counts
    multiply-accumulates for one image: those of convolutions and dense layers, as torch's FLOP
    counter does. `window` is None for a layer that works on each position alone; a layer that
    looks at everything has `sees_all`, and one whose positions do not follow those of its input
    at a fixed step, as in upsampling, `loses_positions`.
    """

    output: Shape | None
    sizes: tuple[Size, ...] = ()
    weights: Product = Product((0,))
    biases: Product = Product((0,))
    macs: Product = Product((0,))
    window: Window | None = None
    sees_all: bool = False
    loses_positions: bool = False
    faults: tuple[Fault, ...] = ()


def cannot(message: str, *repairs: Repair) -> Measure:
    """The measure of a layer that cannot work on its input."""
    return Measure(output=None, faults=(Fault("error", message, lambda: repairs),))


@dataclass(frozen=True)
class Layer:
    """Base of all layer kinds."""

    about: ClassVar[str]
    """One sentence on what the kind does."""

    family: ClassVar[Family]
    prefix: ClassVar[str]
    """What its name starts with on the canvas and in the exported script: conv1, conv2."""
    takes_several: ClassVar[bool] = False
    """Whether several wires may lead into it."""

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def kind(self) -> str:
        """The name of the kind, which is PyTorch's: "Conv2d"."""
        return type(self).__name__

    @property
    def notation(self) -> str:
        """The settings as the lectures write them: "16 · 5×5 · s1 p2"; may be empty."""
        return ""

    def measure(self, input_shape: Shape) -> Measure:
        """Output shape, counts and arithmetic for one image of `input_shape`; never raises."""
        raise NotImplementedError

    def measure_all(self, input_shapes: tuple[Shape, ...]) -> Measure:
        """The same for a layer that may take several inputs, in the order of their wires."""
        return self.measure(input_shapes[0])

    def torch_call(self, input_shape: Shape) -> TorchCall:
        """The call that makes this layer for `input_shape`, which `measure` has accepted."""
        raise NotImplementedError
