"""Activations: a function applied to every value, and softmax over the classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.network.arithmetic import Shape
from app.network.fields import real, values_of
from app.network.layer import Family, Layer, Measure, TorchCall


@dataclass(frozen=True)
class _Activation(Layer):
    family: ClassVar[Family] = "activation"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


@dataclass(frozen=True)
class ReLU(_Activation):
    """max(0, x): negative values become zero."""

    prefix: ClassVar[str] = "relu"


@dataclass(frozen=True)
class LeakyReLU(_Activation):
    """x for positive values, a small multiple of x for negative ones, so no unit dies."""

    prefix: ClassVar[str] = "leaky_relu"

    negative_slope: float = real(
        0.1, minimum=0.0, maximum=1.0, help="What negative values are multiplied by."
    )

    @property
    def notation(self) -> str:
        return f"slope {self.negative_slope:g}"


@dataclass(frozen=True)
class Sigmoid(_Activation):
    """1/(1 + e⁻ˣ): squashes every value into 0 to 1."""

    prefix: ClassVar[str] = "sigmoid"


@dataclass(frozen=True)
class Tanh(_Activation):
    """tanh x = 2σ(2x) − 1: squashes every value into −1 to 1."""

    prefix: ClassVar[str] = "tanh"


@dataclass(frozen=True)
class Softmax(_Activation):
    """Turns the logits into probabilities that sum to 1; the loss takes the logits before it."""

    prefix: ClassVar[str] = "softmax"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape, sees_all=len(input_shape) == 1)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        # Dimension 1 holds the classes of a batch of logits, and the channels of a feature map.
        return TorchCall("Softmax", {"dim": 1})


KINDS = (ReLU, LeakyReLU, Sigmoid, Tanh, Softmax)
