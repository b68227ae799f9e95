"""Reshape, and what a layer says to an input of another form than it works on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Shape, shape_text
from app.network.fields import whole
from app.network.layer import Family, Fault, Layer, Measure, Repair, TorchCall


@dataclass(frozen=True)
class Reshape(Layer):
    about: ClassVar[str] = tr(
        "Lays the same values out as another feature map or signal, row by row."
    )
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "reshape"

    channels: int = whole(
        1, minimum=1, maximum=1_000_000, unit="channels", help=tr("Channels of the new form.")
    )
    height: int = whole(
        28,
        minimum=0,
        maximum=16_384,
        unit="pixels",
        help=tr("Rows of a new feature map; 0 makes a signal of channels × width."),
    )
    width: int = whole(
        28,
        minimum=1,
        maximum=16_777_216,
        unit="pixels",
        help=tr("Columns of a new feature map, or the length of a new signal."),
    )

    @property
    def shape(self) -> Shape:
        """What comes out."""
        if self.height:
            return (self.channels, self.height, self.width)
        return (self.channels, self.width)

    @property
    def notation(self) -> str:
        return shape_text(self.shape)

    def measure(self, input_shape: Shape) -> Measure:
        have, want = math.prod(input_shape), math.prod(self.shape)
        if have != want:
            fault = Fault(
                "error",
                tr(
                    "{shape} takes {want} values, but its input {shape2} has {have}",
                    shape=shape_text(self.shape),
                    want=want,
                    shape2=shape_text(input_shape),
                    have=have,
                ),
                lambda: self._fitting(input_shape),
            )
            return Measure(output=None, faults=(fault,))
        return Measure(output=self.shape, sees_all=_rows(input_shape) != _rows(self.shape))

    def _fitting(self, input_shape: Shape) -> tuple[Repair, ...]:
        """The nearest forms that hold all values: other channels, another width, a plain signal."""
        count, rows = math.prod(input_shape), max(1, self.height)
        forms = [
            (count // (rows * self.width), *self.shape[1:]),
            (*self.shape[:-1], count // (rows * self.channels)),
            signal_shape(input_shape),
        ]
        fitting = dict.fromkeys(form for form in forms if math.prod(form) == count)
        return tuple(
            Repair(
                tr("reshape to {shape}", shape=shape_text(form)),
                values={
                    "channels": reshape.channels,
                    "height": reshape.height,
                    "width": reshape.width,
                },
            )
            for form in fitting
            if (reshape := reshape_to(form))
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Reshape", {"shape": self.shape})


def _rows(shape: Shape) -> Shape:
    """A shape as channels × height × width, where a signal is one row high."""
    return (shape[0], 1, shape[1]) if len(shape) == 2 else shape


def reshape_to(shape: Shape) -> Reshape | None:
    """The layer that makes this feature map or signal; None for one beyond all limits."""
    try:
        return Reshape(shape[0], shape[1] if len(shape) == 3 else 0, shape[-1])
    except ValueError:
        return None


def signal_shape(shape: Shape) -> Shape:
    """The signal that lays each channel out as one row; a vector becomes one channel."""
    return (1, *shape) if len(shape) == 1 else (shape[0], math.prod(shape[1:]))


def needs_map(layer: Layer, shape: Shape) -> Fault | None:
    """A fault where the layer wants channels × height × width and gets something else."""
    if len(shape) == 3:
        return None
    need = tr("{kind} needs channels × height × width, but its input is", kind=layer.kind)
    if len(shape) == 2:
        message = tr(
            "{need} a signal of {shape}: channels × length", need=need, shape=shape_text(shape)
        )
        return Fault("error", message, lambda: _reshaping((shape[0], 1, shape[1])))
    return Fault(
        "error",
        tr("{need} a vector of {shape} values", need=need, shape=shape_text(shape)),
        lambda: (Repair(tr("remove what makes it a vector"), remove_flattening=True),),
    )


def needs_signal(layer: Layer, shape: Shape) -> Fault | None:
    """A fault where the layer wants channels × length and gets something else."""
    if len(shape) == 2:
        return None
    message = tr("{kind} needs a signal, channels × length, but its input is ", kind=layer.kind)
    message += (
        shape_text(shape) if len(shape) == 3 else tr("a vector of {shape} values", shape=shape[0])
    )
    return Fault("error", message, lambda: _reshaping(signal_shape(shape)))


def _reshaping(shape: Shape) -> tuple[Repair, ...]:
    reshape = reshape_to(shape)
    if reshape is None:
        return ()
    return (
        Repair(tr("add Reshape to {shape} before", shape=shape_text(shape)), insert_before=reshape),
    )


KINDS = (Reshape,)
