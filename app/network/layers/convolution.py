"""Convolution: learned filters that slide over height and width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.network.arithmetic import Product, Shape, WindowSize
from app.network.fields import IntOrPair, as_pair, by_text, flag, pair, short_text, values_of, whole
from app.network.layer import Family, Layer, Measure, Repair, TorchCall, cannot
from app.network.layers.sliding import leftover, needs_map, too_large, window_of, window_sizes

_LARGEST = 1_024
"""Pixels that a kernel, a stride, a padding or a dilation may have at most."""


@dataclass(frozen=True)
class Conv2d(Layer):
    """Slides learned filters over height and width; each filter makes one feature map."""

    family: ClassVar[Family] = "convolution"
    prefix: ClassVar[str] = "conv"

    out_channels: int = whole(
        16,
        minimum=1,
        maximum=65_536,
        unit="filters",
        help="Number of filters; each one gives a channel of the output.",
    )
    kernel_size: IntOrPair = pair(
        3, minimum=1, maximum=_LARGEST, help="Height and width of a filter."
    )
    stride: IntOrPair = pair(
        1,
        minimum=1,
        maximum=_LARGEST,
        help="How far the filter moves from one position to the next.",
    )
    padding: IntOrPair | str = pair(
        0,
        minimum=0,
        maximum=_LARGEST,
        words=("same",),
        help="Zeros put around the input; (F − 1)/2 keeps the size at stride 1, as does 'same'.",
    )
    dilation: IntOrPair = pair(
        1, minimum=1, maximum=_LARGEST, help="Distance between neighbouring filter values."
    )
    groups: int = whole(
        1,
        minimum=1,
        maximum=65_536,
        unit="groups",
        help="Split the channels into groups that do not see one another.",
    )
    bias: bool = flag(True, help="Add one learned number to each feature map.")

    @property
    def notation(self) -> str:
        padding = "same" if self.padding == "same" else f"p{short_text(self.padding)}"
        parts = [str(self.out_channels), by_text(self.kernel_size)]
        parts.append(f"s{short_text(self.stride)} {padding}")
        if self.dilation != 1:
            parts.append(f"d{short_text(self.dilation)}")
        if self.groups != 1:
            parts.append(f"g{self.groups}")
        return " · ".join(parts)

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        channels = input_shape[0]
        for count, where in ((channels, "going in"), (self.out_channels, "going out")):
            if count % self.groups:
                return cannot(
                    f"{self.groups} groups cannot share the {count} channels {where} equally: "
                    f"{count}/{self.groups} = {count / self.groups:.2f}",
                    Repair("groups 1", values={"groups": 1}),
                )
        if self.padding == "same" and as_pair(self.stride) != (1, 1):
            return self._same_with_stride(input_shape)
        sizes = self._sizes(input_shape, self.padding)
        if fault := too_large(self, sizes):
            return Measure(output=None, sizes=sizes, faults=(fault,))
        fault = leftover(self, sizes)
        kernel_height, kernel_width = as_pair(self.kernel_size)
        output = (self.out_channels, sizes[0].value, sizes[1].value)
        per_filter = (kernel_height, kernel_width, channels // self.groups)
        return Measure(
            output=output,
            sizes=sizes,
            weights=Product((self.out_channels, *per_filter)),
            biases=Product((self.out_channels if self.bias else 0,)),
            macs=Product((*output, *per_filter)),
            window=window_of(sizes),
            faults=(fault,) if fault else (),
        )

    def _sizes(self, shape: Shape, padding: IntOrPair | str) -> tuple[WindowSize, WindowSize]:
        return window_sizes(shape, self.kernel_size, self.stride, padding, self.dilation)

    def _same_with_stride(self, shape: Shape) -> Measure:
        repairs = [Repair("stride 1", values={"stride": 1})]
        height, width = (size.padding_before for size in self._sizes(shape, "same"))
        padding = height if height == width else (height, width)
        fits = all(size.free >= 0 for size in self._sizes(shape, padding))
        if fits and max(height, width) <= _LARGEST:
            repairs.append(Repair(f"padding {short_text(padding)}", values={"padding": padding}))
        return cannot(
            f"padding 'same' keeps the size, so it needs stride 1, not {short_text(self.stride)}",
            *repairs,
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("Conv2d", {"in_channels": input_shape[0], **values_of(self)})


KINDS = (Conv2d,)
