"""More channels without learning: feature maps of zeros."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Shape
from app.network.fields import values_of, whole
from app.network.layer import Family, Layer, Measure, TorchCall
from app.network.layers.reshape import needs_map


@dataclass(frozen=True)
class PadChannels(Layer):
    about: ClassVar[str] = tr(
        "Puts feature maps of zeros before and after its own, as shortcuts into wider stages do."
    )
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "pad_channels"

    before: int = whole(
        0, minimum=0, maximum=65_536, unit="channels", help=tr("Maps of zeros put before its own.")
    )
    after: int = whole(
        16, minimum=0, maximum=65_536, unit="channels", help=tr("Maps of zeros put after its own.")
    )

    @property
    def notation(self) -> str:
        return f"+{self.before} +{self.after}" if self.before else f"+{self.after}"

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        channels, height, width = input_shape
        return Measure(output=(self.before + channels + self.after, height, width))

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("PadChannels", values_of(self))


KINDS = (PadChannels,)
