"""Pooling to a given size, down to one number for a whole map, and pooling across channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Shape, Window
from app.network.fields import IntOrPair, as_pair, by_text, pair, values_of, whole
from app.network.layer import Family, Layer, Measure, Repair, TorchCall, cannot
from app.network.layers.reshape import needs_map


@dataclass(frozen=True)
class _AdaptivePool2d(Layer):
    family: ClassVar[Family] = "pooling"
    prefix: ClassVar[str] = "pool"

    output_size: IntOrPair = pair(
        1, minimum=1, maximum=1_024, help=tr("Height and width of the output, whatever comes in.")
    )

    @property
    def notation(self) -> str:
        return tr("to {by}", by=by_text(self.output_size))

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        channels, *pixels = input_shape
        rows, columns = as_pair(self.output_size)
        height, width = pixels[0] // rows, pixels[1] // columns
        everything = (rows, columns) == (1, 1)
        # Where the sizes do not divide, torch's windows overlap and differ in size.
        divides = not (pixels[0] % rows or pixels[1] % columns)
        window = Window(span=(height, width), stride=(height, width), padding=(0, 0))
        return Measure(
            output=(channels, rows, columns),
            window=window if divides and not everything else None,
            sees_all=everything,
            loses_positions=not divides and not everything,
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


@dataclass(frozen=True)
class AdaptiveAvgPool2d(_AdaptivePool2d):
    about: ClassVar[str] = tr(
        "Means over as many windows as the output has pixels; 1×1 is global average pooling."
    )


@dataclass(frozen=True)
class AdaptiveMaxPool2d(_AdaptivePool2d):
    about: ClassVar[str] = tr(
        "Maxima over as many windows as the output has pixels; 1×1 is global max pooling."
    )


@dataclass(frozen=True)
class ChannelMaxPool(Layer):
    about: ClassVar[str] = tr(
        "Keeps the largest of neighbouring channels at each position (maxout): C channels give C/n."
    )
    family: ClassVar[Family] = "pooling"
    prefix: ClassVar[str] = "maxout"

    group_size: int = whole(
        2, minimum=1, maximum=65_536, unit="channels", help=tr("Channels n of which one is kept.")
    )

    @property
    def notation(self) -> str:
        return tr("of {group_size}", group_size=self.group_size)

    def measure(self, input_shape: Shape) -> Measure:
        channels, *rest = input_shape
        if channels % self.group_size:
            return cannot(
                tr(
                    "{channels} channels do not fall into groups of {group_size}: "
                    "{channels}/{group_size} = {channels2:.2f}",
                    channels=channels,
                    group_size=self.group_size,
                    channels2=channels / self.group_size,
                ),
                *self._dividing(channels),
            )
        return Measure(output=(channels // self.group_size, *rest), sees_all=not rest)

    def _dividing(self, channels: int) -> tuple[Repair, ...]:
        """The nearest smaller and the nearest larger number that divides the channels."""
        smaller = (n for n in range(self.group_size, 1, -1) if channels % n == 0)
        larger = (n for n in range(self.group_size, min(channels, 65_536) + 1) if channels % n == 0)
        found = dict.fromkeys((next(smaller, 1), next(larger, 1)))
        return tuple(Repair(tr("groups of {n}", n=n), values={"group_size": n}) for n in found)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("ChannelMaxPool", values_of(self))


KINDS = (AdaptiveAvgPool2d, AdaptiveMaxPool2d, ChannelMaxPool)
