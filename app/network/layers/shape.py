"""What changes the size of feature maps and learns nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import PaddedSize, ScaledSize, Shape, Window
from app.network.fields import IntOrPair, as_pair, choice, pair, short_text, values_of, whole
from app.network.layer import Family, Layer, Measure, TorchCall
from app.network.layers.reshape import needs_map

_MOST = 1_024


@dataclass(frozen=True)
class Upsample(Layer):
    """The output has W·s columns, and rows likewise."""

    about: ClassVar[str] = tr(
        "Makes feature maps larger by repeating pixels or blending between them."
    )
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "upsample"

    scale_factor: IntOrPair = pair(
        2, minimum=1, maximum=64, unit="times", help=tr("How many times as high and as wide.")
    )
    mode: str = choice(
        "nearest",
        ("nearest", "bilinear"),
        help=tr("Repeat the nearest pixel, or blend the four nearest by their distance."),
    )

    @property
    def notation(self) -> str:
        return f"×{short_text(self.scale_factor)} {self.mode}"

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        vertical, horizontal = as_pair(self.scale_factor)
        height = ScaledSize(input_shape[1], vertical)
        width = ScaledSize(input_shape[2], horizontal)
        return Measure(
            output=(input_shape[0], height.value, width.value),
            sizes=(height, width),
            loses_positions=self.scale_factor != 1,
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Upsample", values_of(self))


@dataclass(frozen=True)
class ZeroPad2d(Layer):
    about: ClassVar[str] = tr("Puts zeros around feature maps, on each side as many as wanted.")
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "pad"

    left: int = whole(
        1, minimum=0, maximum=_MOST, unit="pixels", help=tr("Columns of zeros before the first.")
    )
    right: int = whole(
        1, minimum=0, maximum=_MOST, unit="pixels", help=tr("Columns of zeros behind the last.")
    )
    top: int = whole(
        1, minimum=0, maximum=_MOST, unit="pixels", help=tr("Rows of zeros above the first.")
    )
    bottom: int = whole(
        1, minimum=0, maximum=_MOST, unit="pixels", help=tr("Rows of zeros below the last.")
    )

    @property
    def notation(self) -> str:
        sides = (self.left, self.right, self.top, self.bottom)
        return (
            f"{self.left}"
            if len(set(sides)) == 1
            else " ".join(
                f"{sign}{pixels}" for sign, pixels in zip("←→↑↓", sides, strict=True) if pixels
            )
        )

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        height = PaddedSize(input_shape[1], self.top, self.bottom)
        width = PaddedSize(input_shape[2], self.left, self.right)
        return Measure(
            output=(input_shape[0], height.value, width.value),
            sizes=(height, width),
            window=Window(span=(1, 1), stride=(1, 1), padding=(self.top, self.left)),
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        sides = (self.left, self.right, self.top, self.bottom)
        return TorchCall("ZeroPad2d", {"padding": sides})


@dataclass(frozen=True)
class Identity(Layer):
    about: ClassVar[str] = tr(
        "Gives on what comes in: y = x; a place to look at, or to put something later."
    )
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "identity"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Identity", {})


KINDS = (Upsample, ZeroPad2d, Identity)
