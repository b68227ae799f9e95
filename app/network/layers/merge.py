"""Where branches meet: sums, products and concatenations of several inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Shape, shape_text
from app.network.layer import Family, Fault, Layer, Measure, Repair, TorchCall
from app.network.layers.convolution import Conv2d


@dataclass(frozen=True)
class _Merge(Layer):
    family: ClassVar[Family] = "merge"
    takes_several: ClassVar[bool] = True

    def measure(self, input_shape: Shape) -> Measure:
        """With one wire there is nothing to merge yet, and the input goes through as it is."""
        message = tr("{kind} joins several wires; with one it changes nothing", kind=self.kind)
        fault = Fault("warning", message)
        return Measure(output=input_shape, faults=(fault,))

    def measure_all(self, input_shapes: tuple[Shape, ...]) -> Measure:
        if len(input_shapes) == 1:
            return self.measure(input_shapes[0])
        return self._merged(input_shapes)

    def _merged(self, input_shapes: tuple[Shape, ...]) -> Measure:
        raise NotImplementedError

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, {})


@dataclass(frozen=True)
class Add(_Merge):
    about: ClassVar[str] = tr(
        "Adds its inputs number by number, as at the end of a residual block: y = f(x) + x."
    )
    prefix: ClassVar[str] = "add"

    def _merged(self, input_shapes: tuple[Shape, ...]) -> Measure:
        if len(set(input_shapes)) == 1:
            return Measure(output=input_shapes[0])
        return _mismatch(tr("Add needs inputs of one shape"), input_shapes)


@dataclass(frozen=True)
class Multiply(_Merge):
    about: ClassVar[str] = tr(
        "Multiplies its inputs number by number; a C×1×1 or a vector of C scales whole channels."
    )
    prefix: ClassVar[str] = "multiply"

    def _merged(self, input_shapes: tuple[Shape, ...]) -> Measure:
        largest = max(input_shapes, key=len)
        gates = {(largest[0],), (largest[0], *(1 for _ in largest[1:]))}
        full = [shape for shape in input_shapes if shape not in gates] or [largest]
        if len(set(full)) == 1 and full[0][0] == largest[0] and len(full[0]) == len(largest):
            return Measure(output=full[0])
        need = tr("Multiply needs inputs of one shape, or a value for each channel")
        return _mismatch(need, input_shapes)


@dataclass(frozen=True)
class Concatenate(_Merge):
    about: ClassVar[str] = tr(
        "Stacks its inputs one behind the other: channels behind channels, in the order of wires."
    )
    prefix: ClassVar[str] = "concat"

    def _merged(self, input_shapes: tuple[Shape, ...]) -> Measure:
        first = input_shapes[0]
        if all(shape[1:] == first[1:] and len(shape) == len(first) for shape in input_shapes):
            return Measure(output=(sum(shape[0] for shape in input_shapes), *first[1:]))
        need = tr("Concatenate needs inputs of one height and width")
        return _mismatch(need, input_shapes, any_channels=True)


def _mismatch(need: str, shapes: tuple[Shape, ...], *, any_channels: bool = False) -> Measure:
    """The shapes do not go together."""
    found = ", ".join(map(shape_text, shapes[:4])) + (", …" if len(shapes) > 4 else "")
    fault = Fault(
        "error",
        tr("{need}, but gets {found}", need=need, found=found),
        lambda: _projections(shapes, any_channels),
    )
    return Measure(output=None, faults=(fault,))


def _projections(shapes: tuple[Shape, ...], any_channels: bool) -> tuple[Repair, ...]:
    """1×1 convolutions that give one input the shape of all others, striding where it is larger.

    With `any_channels` only height and width must agree.
    """
    repairs = []
    for index, shape in enumerate(shapes):
        others = shapes[:index] + shapes[index + 1 :]
        targets = {(shape[0], *other[1:]) if any_channels else other for other in others}
        if len(targets) != 1:
            continue
        (target,) = targets
        projection = _projection(shape, target)
        if projection is not None and shape != target:
            striding = (
                tr(", stride {stride},", stride=projection.stride) if projection.stride != 1 else ""
            )
            label = tr(
                "project {{source}} by 1×1{striding} to {shape}",
                striding=striding,
                shape=shape_text(target),
            )
            repairs.append(Repair(label, insert_before=projection, wire=index))
    return tuple(repairs)


def _projection(shape: Shape, target: Shape) -> Conv2d | None:
    """The 1×1 convolution from one shape to another; None where no stride leads there."""
    if not len(shape) == len(target) == 3:
        return None
    stride = max(1, round(shape[1] / target[1]))
    try:
        convolution = Conv2d(target[0], 1, stride=stride, bias=False)
    except ValueError:  # beyond the limits of its settings
        return None
    return convolution if convolution.measure(shape).output == target else None


KINDS = (Add, Concatenate, Multiply)
