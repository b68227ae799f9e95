"""Transposed convolution: the way back from a small feature map to a large one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Product, Shape, TransposedSize
from app.network.fields import IntOrPair, as_pair, by_text, flag, pair, short_text, values_of, whole
from app.network.layer import Family, Fault, Layer, Measure, Repair, TorchCall
from app.network.layers.groups import LARGEST_GROUPS, unequal_groups
from app.network.layers.reshape import needs_map
from app.network.layers.sliding import axis_texts

_LARGEST = 1_024
_Sizes = tuple[TransposedSize, TransposedSize]


@dataclass(frozen=True)
class ConvTranspose2d(Layer):
    """The output has (W − 1)·S − 2P + F columns, and rows likewise: stride 2 doubles the size."""

    about: ClassVar[str] = tr(
        "Spreads every value over a window with learned weights: a convolution run backwards."
    )
    family: ClassVar[Family] = "convolution"
    prefix: ClassVar[str] = "deconv"

    out_channels: int = whole(
        16, minimum=1, maximum=65_536, unit="filters", help=tr("Number of channels of the output.")
    )
    kernel_size: IntOrPair = pair(
        2, minimum=1, maximum=_LARGEST, help=tr("Height and width of the window each value fills.")
    )
    stride: IntOrPair = pair(
        2, minimum=1, maximum=_LARGEST, help=tr("How far apart neighbouring values are spread.")
    )
    padding: IntOrPair = pair(
        0, minimum=0, maximum=_LARGEST, help=tr("Pixels cut off around the output.")
    )
    output_padding: IntOrPair = pair(
        0,
        minimum=0,
        maximum=_LARGEST,
        help=tr(
            "Rows and columns put at the end, to reach a size that stride alone does not give."
        ),
    )
    groups: int = whole(
        1,
        minimum=1,
        maximum=LARGEST_GROUPS,
        unit="groups",
        help=tr("Groups of channels that do not see one another."),
    )
    bias: bool = flag(True, help=tr("Add one learned number to each feature map."))
    dilation: IntOrPair = pair(
        1, minimum=1, maximum=_LARGEST, help=tr("Distance between neighbouring filter values.")
    )

    @property
    def notation(self) -> str:
        steps = f"s{short_text(self.stride)} p{short_text(self.padding)}"
        if self.output_padding != 0:
            steps += f" + {short_text(self.output_padding)}"
        parts = [str(self.out_channels), by_text(self.kernel_size), steps]
        if self.dilation != 1:
            parts.append(f"d{short_text(self.dilation)}")
        if self.groups != 1:
            parts.append(f"g{self.groups}")
        return " · ".join(parts)

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        channels = input_shape[0]
        sizes = self._sizes(input_shape)
        fault = (
            unequal_groups(self.groups, channels, self.out_channels)
            or self._too_much_output_padding(sizes)
            or self._nothing_left(sizes)
        )
        if fault:
            return Measure(output=None, sizes=sizes, faults=(fault,))
        height, width = sizes
        per_value = (self.out_channels // self.groups, height.kernel, width.kernel)
        return Measure(
            output=(self.out_channels, height.value, width.value),
            sizes=sizes,
            weights=Product((channels, *per_value)),
            biases=Product((self.out_channels if self.bias else 0,)),
            macs=Product((*input_shape, *per_value)),
            loses_positions=True,
        )

    def _sizes(self, shape: Shape) -> _Sizes:
        settings = (
            *(self.kernel_size, self.stride, self.padding, self.dilation, self.output_padding),
        )
        height, width = (
            TransposedSize(pixels, *(as_pair(value)[axis] for value in settings))
            for axis, pixels in enumerate(shape[1:])
        )
        return height, width

    def _too_much_output_padding(self, sizes: _Sizes) -> Fault | None:
        most = [max(size.stride, size.dilation) - 1 for size in sizes]
        if all(size.extra <= limit for size, limit in zip(sizes, most, strict=True)):
            return None
        least = [min(size.extra, limit) for size, limit in zip(sizes, most, strict=True)]
        value = least[0] if least[0] == least[1] else (least[0], least[1])
        return Fault(
            "error",
            tr(
                "output padding {short} must be smaller than the stride {short2} or "
                "the dilation {short3}",
                short=short_text(self.output_padding),
                short2=short_text(self.stride),
                short3=short_text(self.dilation),
            ),
            lambda: (
                Repair(
                    tr("output padding {short}", short=short_text(value)),
                    values={"output_padding": value},
                ),
            ),
        )

    def _nothing_left(self, sizes: _Sizes) -> Fault | None:
        axes = zip(("height", "width"), sizes, strict=True)
        bad = {axis: size.text for axis, size in axes if size.value < 1}
        if not bad:
            return None
        # What is cut off counts twice, so this much less leaves one pixel or two.
        least = [size.padding - max(0, (2 - size.value) // 2) for size in sizes]
        value = least[0] if least[0] == least[1] else (least[0], least[1])
        return Fault(
            "error",
            tr("the padding cuts everything off: {arithmetic}", arithmetic=axis_texts(bad, 2)),
            lambda: (
                Repair(tr("padding {short}", short=short_text(value)), values={"padding": value}),
            ),
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("ConvTranspose2d", {"in_channels": input_shape[0], **values_of(self)})


KINDS = (ConvTranspose2d,)
