"""Pooling: a window that slides over each channel and keeps one number of what it sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.network.arithmetic import Shape, WindowSize
from app.network.fields import IntOrPair, as_pair, by_text, pair, short_text, values_of
from app.network.layer import Family, Layer, Measure, Repair, TorchCall, cannot
from app.network.layers.sliding import leftover, needs_map, too_large, window_of, window_sizes


@dataclass(frozen=True)
class _Pool2d(Layer):
    family: ClassVar[Family] = "pooling"
    prefix: ClassVar[str] = "pool"

    kernel_size: IntOrPair = pair(2, minimum=1, maximum=1_024, help="Height and width pooled.")
    stride: IntOrPair = pair(
        2, minimum=1, maximum=1_024, help="How far the window moves; as large as it is, usually."
    )
    padding: IntOrPair = pair(
        0, minimum=0, maximum=512, help="Pixels put around the input; at most half the window."
    )

    @property
    def notation(self) -> str:
        padding = f" p{short_text(self.padding)}" if self.padding != 0 else ""
        return f"{by_text(self.kernel_size)} · s{short_text(self.stride)}{padding}"

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        sizes = window_sizes(input_shape, self.kernel_size, self.stride, self.padding)
        if not all(map(_padding_allowed, sizes)):
            return self._too_much_padding()
        if fault := too_large(self, sizes, _padding_allowed):
            return Measure(output=None, sizes=sizes, faults=(fault,))
        fault = leftover(self, sizes, _padding_allowed)
        return Measure(
            output=(input_shape[0], sizes[0].value, sizes[1].value),
            sizes=sizes,
            window=window_of(sizes),
            faults=(fault,) if fault else (),
        )

    def _too_much_padding(self) -> Measure:
        halves = [kernel // 2 for kernel in as_pair(self.kernel_size)]
        if isinstance(self.padding, int):
            padding: IntOrPair = min(halves)
        else:
            height, width = map(min, self.padding, halves)
            padding = height if height == width else (height, width)
        return cannot(
            f"padding {short_text(self.padding)} is more than half the window of "
            f"{by_text(self.kernel_size)}",
            Repair(f"padding {short_text(padding)}", values={"padding": padding}),
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


def _padding_allowed(size: WindowSize) -> bool:
    return size.padding_before <= size.kernel // 2


@dataclass(frozen=True)
class MaxPool2d(_Pool2d):
    """Keeps the largest value of each window; depth stays, nothing is learned."""


@dataclass(frozen=True)
class AvgPool2d(_Pool2d):
    """Keeps the mean of each window; depth stays, nothing is learned."""


KINDS = (MaxPool2d, AvgPool2d)
