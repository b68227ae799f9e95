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
        if not self._padding_allowed():
            half = min(kernel // 2 for kernel in as_pair(self.kernel_size))
            return cannot(
                f"padding may be at most half the window: {short_text(self.padding)} > "
                f"{short_text(self.kernel_size)}/2",
                Repair(f"padding {half}", values={"padding": half}),
            )
        sizes = self._sizes(input_shape)
        assert sizes is not None
        if fault := too_large(self, sizes, lambda changed: changed._sizes(input_shape)):
            return Measure(output=None, sizes=sizes, faults=(fault,))
        fault = leftover(self, sizes, lambda changed: changed._sizes(input_shape))
        return Measure(
            output=(input_shape[0], sizes[0].value, sizes[1].value),
            sizes=sizes,
            window=window_of(sizes),
            faults=(fault,) if fault else (),
        )

    def _padding_allowed(self) -> bool:
        pairs = zip(as_pair(self.padding), as_pair(self.kernel_size), strict=True)
        return all(padding <= kernel // 2 for padding, kernel in pairs)

    def _sizes(self, shape: Shape) -> tuple[WindowSize, WindowSize] | None:
        if not self._padding_allowed():
            return None
        return window_sizes(shape, self.kernel_size, self.stride, self.padding)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


@dataclass(frozen=True)
class MaxPool2d(_Pool2d):
    """Keeps the largest value of each window; depth stays, nothing is learned."""


@dataclass(frozen=True)
class AvgPool2d(_Pool2d):
    """Keeps the mean of each window; depth stays, nothing is learned."""


KINDS = (MaxPool2d, AvgPool2d)
