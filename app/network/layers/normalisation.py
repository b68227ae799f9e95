"""Normalisation and dropout: what keeps training steady and the network from memorising."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.network.arithmetic import Product, Shape
from app.network.fields import flag, real, values_of
from app.network.layer import Family, Layer, Measure, TorchCall
from app.network.layers.sliding import needs_map


@dataclass(frozen=True)
class BatchNorm2d(Layer):
    """Makes each channel zero-mean and unit-variance over the batch, then scales and shifts it."""

    family: ClassVar[Family] = "normalisation"
    prefix: ClassVar[str] = "bn"

    eps: float = real(1e-5, minimum=1e-12, maximum=1.0, help="ε in (x − μ)/√(σ² + ε).")
    momentum: float = real(
        0.1, minimum=0.0, maximum=1.0, help="Weight of the new batch in the running mean."
    )
    affine: bool = flag(True, help="Learn a scale and a shift for each channel.")

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        learned = Product((input_shape[0] if self.affine else 0,))
        return Measure(output=input_shape, weights=learned, biases=learned)

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("BatchNorm2d", {"num_features": input_shape[0], **values_of(self)})


@dataclass(frozen=True)
class Dropout(Layer):
    """While training, sets a random share of the values to zero and scales up the others."""

    family: ClassVar[Family] = "dropout"
    prefix: ClassVar[str] = "dropout"

    p: float = real(0.5, minimum=0.0, maximum=1.0, help="Share of the values set to zero.")

    @property
    def notation(self) -> str:
        return f"p {self.p:g}"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Dropout", values_of(self))


KINDS = (BatchNorm2d, Dropout)
