"""Pooling: a window that slides over each channel and keeps one number of what it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Product, Shape, WindowSize
from app.network.fields import (
    IntOrPair,
    as_pair,
    by_text,
    choice,
    flag,
    pair,
    short_text,
    values_of,
    whole,
)
from app.network.layer import Family, Fault, Layer, Measure, Repair, TorchCall
from app.network.layers.sliding import (
    Sizes,
    leftover,
    too_large,
    window_of,
    window_sizes,
    wrong_form,
)

_CEIL_MODE = tr("Round the size up, so that a last window may reach over the edge; else down.")


@dataclass(frozen=True)
class _Pool(Layer):
    """A window over each channel; `padding`, `dilation` and `ceil_mode` where the kind has them."""

    family: ClassVar[Family] = "pooling"
    prefix: ClassVar[str] = "pool"
    axes: ClassVar[int] = 2

    kernel_size: IntOrPair = pair(2, minimum=1, maximum=1_024, help=tr("Height and width pooled."))
    stride: IntOrPair = pair(
        2,
        minimum=1,
        maximum=1_024,
        help=tr("How far the window moves; as large as it is, usually."),
    )

    @property
    def notation(self) -> str:
        settings = values_of(self)
        kernel = by_text(self.kernel_size) if self.axes == 2 else str(self.kernel_size)
        text = f"{kernel} · s{short_text(self.stride)}"
        if settings.get("padding", 0) != 0:
            text += f" p{short_text(settings['padding'])}"
        if settings.get("dilation", 1) != 1:
            text += f" · d{short_text(settings['dilation'])}"
        return tr("{text} · ceil", text=text) if settings.get("ceil_mode") else text

    def measure(self, input_shape: Shape) -> Measure:
        if fault := wrong_form(self, input_shape, self.axes):
            return Measure(output=None, faults=(fault,))
        settings = values_of(self)
        sizes = window_sizes(
            input_shape,
            self.kernel_size,
            self.stride,
            settings.get("padding", 0),
            settings.get("dilation", 1),
            rounds_up=settings.get("ceil_mode", False),
        )
        if not all(map(_padding_allowed, sizes)):
            return Measure(output=None, faults=(_too_much_padding(sizes),))
        if fault := too_large(self, sizes, _padding_allowed):
            return Measure(output=None, sizes=sizes, faults=(fault,))
        fault = leftover(self, sizes, _padding_allowed)
        output = (input_shape[0], *(size.value for size in sizes))
        return Measure(
            output=output,
            sizes=sizes,
            macs=self._macs(output),
            window=window_of(sizes),
            faults=(fault,) if fault else (),
        )

    def _macs(self, output: Shape) -> Product:  # noqa: ARG002
        return Product((0,))

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


def _padding_allowed(size: WindowSize) -> bool:
    return size.padding_before <= size.kernel // 2


def _too_much_padding(sizes: Sizes) -> Fault:
    def written(values: list[int]) -> IntOrPair:
        return values[0] if values[0] == values[-1] else (values[0], values[-1])

    now = written([size.padding_before for size in sizes])
    padding = written([min(size.padding_before, size.kernel // 2) for size in sizes])
    if isinstance(now, int):
        padding = min(as_pair(padding))
    kernel = "×".join(str(size.kernel) for size in sizes)
    return Fault(
        "error",
        tr(
            "padding {short} is more than half the window of {kernel}",
            short=short_text(now),
            kernel=kernel,
        ),
        lambda: (
            Repair(tr("padding {short}", short=short_text(padding)), values={"padding": padding}),
        ),
    )


@dataclass(frozen=True)
class _PaddedPool2d(_Pool):
    padding: IntOrPair = pair(
        0, minimum=0, maximum=512, help=tr("Pixels put around the input; at most half the window.")
    )


@dataclass(frozen=True)
class _ExtremePool2d(_PaddedPool2d):
    dilation: IntOrPair = pair(
        1, minimum=1, maximum=1_024, help=tr("Distance between neighbouring pixels of a window.")
    )
    ceil_mode: bool = flag(False, help=_CEIL_MODE)


@dataclass(frozen=True)
class MaxPool2d(_ExtremePool2d):
    """The output has (W − F)/S + 1 columns, and rows likewise."""

    about: ClassVar[str] = tr(
        "Keeps the largest value of each window; depth stays, nothing is learned."
    )


@dataclass(frozen=True)
class MinPool2d(_ExtremePool2d):
    about: ClassVar[str] = tr(
        "Keeps the smallest value of each window; depth stays, nothing is learned."
    )


@dataclass(frozen=True)
class AvgPool2d(_PaddedPool2d):
    about: ClassVar[str] = tr("Keeps the mean of each window; depth stays, nothing is learned.")

    ceil_mode: bool = flag(False, help=_CEIL_MODE)
    count_include_pad: bool = flag(True, help=tr("Count the padding as zeros in the mean."))


@dataclass(frozen=True)
class DistanceWeightedAvgPool2d(_Pool):
    """d is the distance of a pixel from the middle of the window, in pixels."""

    about: ClassVar[str] = tr(
        "Keeps a mean in which the middle of the window counts most: Σ w·x / Σ w, w = 1/(1 + d)."
    )

    def _macs(self, output: Shape) -> Product:
        # It is computed as a convolution with fixed weights.
        return Product((*output, *as_pair(self.kernel_size)))


@dataclass(frozen=True)
class LPPool2d(_Pool):
    about: ClassVar[str] = tr(
        "Keeps (Σ xᵖ)^(1/p) of each window: the sum for p = 1, nearly the largest for a large p."
    )

    # An odd power of negative values would have no root: torch makes that NaN.
    norm_type: str = choice("2", ("1", "2", "4", "8"), help=tr("The power p."))
    ceil_mode: bool = flag(False, help=_CEIL_MODE)

    @property
    def notation(self) -> str:
        return f"p {self.norm_type} · {super().notation}"

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        values = values_of(self)
        return TorchCall("LPPool2d", {"norm_type": int(values.pop("norm_type")), **values})


@dataclass(frozen=True)
class _Pool1d(_Pool):
    axes: ClassVar[int] = 1

    kernel_size: int = whole(
        2, minimum=1, maximum=1_024, unit="values", help=tr("Neighbouring values pooled.")
    )
    stride: int = whole(
        2,
        minimum=1,
        maximum=1_024,
        unit="values",
        help=tr("How far the window moves; as large as it is, usually."),
    )
    padding: int = whole(
        0,
        minimum=0,
        maximum=512,
        unit="values",
        help=tr("Values put before and after the signal; at most half the window."),
    )


@dataclass(frozen=True)
class MaxPool1d(_Pool1d):
    about: ClassVar[str] = tr(
        "Keeps the largest value of each window along a signal of channels × length."
    )

    dilation: int = whole(
        1,
        minimum=1,
        maximum=1_024,
        unit="values",
        help=tr("Distance between neighbouring values of a window."),
    )
    ceil_mode: bool = flag(False, help=_CEIL_MODE)


@dataclass(frozen=True)
class AvgPool1d(_Pool1d):
    about: ClassVar[str] = tr("Keeps the mean of each window along a signal of channels × length.")

    ceil_mode: bool = flag(False, help=_CEIL_MODE)
    count_include_pad: bool = flag(True, help=tr("Count the padding as zeros in the mean."))


KINDS = (
    MaxPool2d,
    AvgPool2d,
    MinPool2d,
    LPPool2d,
    DistanceWeightedAvgPool2d,
    MaxPool1d,
    AvgPool1d,
)
