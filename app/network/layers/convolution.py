"""Convolution: learned filters that slide over a feature map or along a signal."""

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
from app.network.layer import Family, Fault, Layer, Measure, Repair, TorchCall, cannot
from app.network.layers.groups import LARGEST_GROUPS, unequal_groups
from app.network.layers.sliding import (
    Sizes,
    axis_texts,
    by_axis,
    leftover,
    too_large,
    window_of,
    window_sizes,
    wrong_form,
)

_LARGEST = 1_024
"""Pixels that a kernel, a stride, a padding or a dilation may have at most."""


@dataclass(frozen=True)
class _Convolution(Layer):
    family: ClassVar[Family] = "convolution"
    prefix: ClassVar[str] = "conv"
    axes: ClassVar[int] = 2

    out_channels: int = whole(
        16,
        minimum=1,
        maximum=65_536,
        unit="filters",
        help=tr("Number of filters; each one gives a channel of the output."),
    )
    kernel_size: IntOrPair = pair(
        3, minimum=1, maximum=_LARGEST, help=tr("Height and width of a filter.")
    )
    stride: IntOrPair = pair(
        1,
        minimum=1,
        maximum=_LARGEST,
        help=tr("How far the filter moves from one position to the next."),
    )
    padding: IntOrPair | str = pair(
        0,
        minimum=0,
        maximum=_LARGEST,
        words=("same",),
        help=tr(
            "Pixels put around the input; (F − 1)/2 keeps the size at stride 1, as does 'same'."
        ),
    )
    dilation: IntOrPair = pair(
        1,
        minimum=1,
        maximum=_LARGEST,
        help=tr("Distance D between neighbouring filter values; a filter spans D·(F − 1) + 1."),
    )
    groups: int = whole(
        1,
        minimum=1,
        maximum=LARGEST_GROUPS,
        unit="groups",
        help=tr(
            "Groups of channels that do not see one another; as many as channels is depthwise."
        ),
    )
    bias: bool = flag(True, help=tr("Add one learned number to each feature map."))
    padding_mode: str = choice(
        "zeros",
        ("zeros", "reflect", "replicate", "circular"),
        help=tr("What the padding holds: zeros, the picture mirrored, its edge, or its other end."),
    )

    @property
    def notation(self) -> str:
        padding = "same" if self.padding == "same" else f"p{short_text(self.padding)}"
        kernel = by_text(self.kernel_size) if self.axes == 2 else str(self.kernel_size)
        parts = [str(self.out_channels), kernel]
        parts.append(f"s{short_text(self.stride)} {padding}")
        if self.dilation != 1:
            parts.append(f"d{short_text(self.dilation)}")
        if self.groups != 1:
            parts.append(f"g{self.groups}")
        if self.padding_mode != "zeros":
            parts.append(self.padding_mode)
        return " · ".join(parts)

    def measure(self, input_shape: Shape) -> Measure:
        if fault := wrong_form(self, input_shape, self.axes):
            return Measure(output=None, faults=(fault,))
        channels = input_shape[0]
        if fault := unequal_groups(self.groups, channels, self.out_channels):
            return Measure(output=None, faults=(fault,))
        if self.padding == "same" and as_pair(self.stride) != (1, 1):
            return self._same_with_stride(input_shape)
        sizes = self._sizes(input_shape, self.padding)
        fault = self._padded_too_far(sizes) or too_large(self, sizes, self._can_pad)
        if fault:
            return Measure(output=None, sizes=sizes, faults=(fault,))
        fault = leftover(self, sizes, self._can_pad)
        output = (self.out_channels, *(size.value for size in sizes))
        per_filter = (*(size.kernel for size in sizes), channels // self.groups)
        return Measure(
            output=output,
            sizes=sizes,
            weights=Product((self.out_channels, *per_filter)),
            biases=Product((self.out_channels if self.bias else 0,)),
            macs=Product((*output, *per_filter)),
            window=window_of(sizes),
            faults=(fault,) if fault else (),
        )

    def _sizes(self, shape: Shape, padding: IntOrPair | str) -> Sizes:
        return window_sizes(shape, self.kernel_size, self.stride, padding, self.dilation)

    def _can_pad(self, size: WindowSize) -> bool:
        """torch mirrors each pixel but the edge at most once, and goes round at most once."""
        most = {"reflect": size.size - 1, "circular": size.size}.get(self.padding_mode)
        return most is None or max(size.padding_before, size.padding_after) <= most

    def _padded_too_far(self, sizes: Sizes) -> Fault | None:
        bad = {axis: size for axis, size in by_axis(sizes).items() if not self._can_pad(size)}
        if not bad:
            return None
        sign = "≥" if self.padding_mode == "reflect" else ">"
        texts = {
            axis: f"{max(size.padding_before, size.padding_after)} {sign} {size.size}"
            for axis, size in bad.items()
        }
        return Fault(
            "error",
            tr(
                "the padding is larger than the picture that it repeats (padding "
                "mode {padding_mode}): {arithmetic}",
                padding_mode=self.padding_mode,
                arithmetic=axis_texts(texts, len(sizes)),
            ),
            lambda: (Repair(tr("padding mode zeros"), values={"padding_mode": "zeros"}),),
        )

    def _same_with_stride(self, shape: Shape) -> Measure:
        repairs = [Repair(tr("stride 1"), values={"stride": 1})]
        pads = [size.padding_before for size in self._sizes(shape, "same")]
        padding = pads[0] if pads[0] == pads[-1] else (pads[0], pads[-1])
        fits = all(size.free >= 0 for size in self._sizes(shape, padding))
        if fits and max(pads) <= _LARGEST:
            repairs.append(
                Repair(
                    tr("padding {short}", short=short_text(padding)), values={"padding": padding}
                )
            )
        return cannot(
            tr(
                "padding 'same' keeps the size, so it needs stride 1, not {short}",
                short=short_text(self.stride),
            ),
            *repairs,
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall(self.kind, {"in_channels": input_shape[0], **values_of(self)})


@dataclass(frozen=True)
class Conv2d(_Convolution):
    """The output has (W − F + 2P)/S + 1 columns, and rows likewise."""

    about: ClassVar[str] = tr(
        "Slides learned filters over height and width; each filter makes one feature map."
    )


@dataclass(frozen=True)
class Conv1d(_Convolution):
    """The output has the length (L − F + 2P)/S + 1."""

    about: ClassVar[str] = tr(
        "Slides learned filters along a signal of channels × length, such as a time series."
    )
    axes: ClassVar[int] = 1

    kernel_size: int = whole(
        3, minimum=1, maximum=_LARGEST, unit="values", help=tr("Length of a filter.")
    )
    stride: int = whole(
        1,
        minimum=1,
        maximum=_LARGEST,
        unit="values",
        help=tr("How far the filter moves from one position to the next."),
    )
    padding: int = whole(
        0,
        minimum=0,
        maximum=_LARGEST,
        unit="values",
        help=tr("Values put before and after the signal; (F − 1)/2 keeps the length at stride 1."),
    )
    dilation: int = whole(
        1,
        minimum=1,
        maximum=_LARGEST,
        unit="values",
        help=tr("Distance D between neighbouring filter values; a filter spans D·(F − 1) + 1."),
    )


KINDS = (Conv2d, Conv1d)
