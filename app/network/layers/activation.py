"""Activations: a function applied to every value, and softmax over the classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from app.language import figures, tr
from app.network.arithmetic import Product, Shape
from app.network.fields import choice, flag, real, values_of
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
    about: ClassVar[str] = tr("max(0, x): negative values become zero.")
    prefix: ClassVar[str] = "relu"


@dataclass(frozen=True)
class LeakyReLU(_Activation):
    about: ClassVar[str] = tr(
        "x for positive values, a small multiple of x for negative ones, so no unit dies."
    )
    prefix: ClassVar[str] = "leaky_relu"

    negative_slope: float = real(
        0.1, minimum=0.0, maximum=1.0, help=tr("What negative values are multiplied by.")
    )

    @property
    def notation(self) -> str:
        return tr("slope {negative_slope:g}", negative_slope=self.negative_slope)


@dataclass(frozen=True)
class PReLU(_Activation):
    about: ClassVar[str] = tr(
        "x for positive values, a·x for negative ones, where the slope a is learned."
    )
    prefix: ClassVar[str] = "prelu"

    per_channel: bool = flag(
        False, help=tr("Learn a slope for each channel instead of one for all.")
    )
    init: float = real(
        0.25, minimum=0.0, maximum=1.0, help=tr("The slope that learning begins with.")
    )

    @property
    def notation(self) -> str:
        return tr("per channel") if self.per_channel else ""

    def _slopes(self, input_shape: Shape) -> int:
        return input_shape[0] if self.per_channel else 1

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape, weights=Product((self._slopes(input_shape),)))

    def torch_call(self, input_shape: Shape) -> TorchCall:
        slopes = self._slopes(input_shape)
        return TorchCall("PReLU", {"num_parameters": slopes, "init": self.init})


@dataclass(frozen=True)
class ELU(_Activation):
    about: ClassVar[str] = tr(
        "x for positive values, α(eˣ − 1) for negative ones: smooth, and never below −α."
    )
    prefix: ClassVar[str] = "elu"

    alpha: float = real(
        1.0, minimum=0.0, maximum=10.0, help=tr("α: negative values come no lower than −α.")
    )

    @property
    def notation(self) -> str:
        return figures(f"α {self.alpha:g}") if self.alpha != 1 else ""


@dataclass(frozen=True)
class GELU(_Activation):
    about: ClassVar[str] = tr("x·Φ(x), Φ the normal distribution: a smooth ReLU.")
    prefix: ClassVar[str] = "gelu"

    approximate: str = choice(
        "none", ("none", "tanh"), help=tr("Compute Φ exactly, or quicker by way of tanh.")
    )


@dataclass(frozen=True)
class SiLU(_Activation):
    about: ClassVar[str] = tr("x·σ(x), also called swish: a smooth ReLU.")
    prefix: ClassVar[str] = "silu"


@dataclass(frozen=True)
class Hardswish(_Activation):
    about: ClassVar[str] = tr(
        "x·min(max(0, x + 3), 6)/6: swish from straight lines, quick on small devices."
    )
    prefix: ClassVar[str] = "hardswish"


@dataclass(frozen=True)
class ReLU6(_Activation):
    about: ClassVar[str] = tr("min(max(0, x), 6): a ReLU that stops at 6.")
    prefix: ClassVar[str] = "relu6_"


@dataclass(frozen=True)
class Softplus(_Activation):
    about: ClassVar[str] = tr("ln(1 + e^(βx))/β: a smooth ReLU that is positive everywhere.")
    prefix: ClassVar[str] = "softplus"

    beta: float = real(
        1.0, minimum=0.01, maximum=100.0, help=tr("β: the larger, the nearer to a ReLU.")
    )

    @property
    def notation(self) -> str:
        return figures(f"β {self.beta:g}") if self.beta != 1 else ""


@dataclass(frozen=True)
class Sigmoid(_Activation):
    about: ClassVar[str] = tr("1/(1 + e⁻ˣ): squashes every value into 0 to 1.")
    prefix: ClassVar[str] = "sigmoid"


@dataclass(frozen=True)
class Hardsigmoid(_Activation):
    about: ClassVar[str] = tr("min(max(0, x + 3), 6)/6: a sigmoid from straight lines, 0 to 1.")
    prefix: ClassVar[str] = "hardsigmoid"


@dataclass(frozen=True)
class Tanh(_Activation):
    about: ClassVar[str] = tr("tanh x = 2σ(2x) − 1: squashes every value into −1 to 1.")
    prefix: ClassVar[str] = "tanh"


@dataclass(frozen=True)
class Softmax(_Activation):
    about: ClassVar[str] = tr(
        "Turns the logits into probabilities that sum to 1; the loss takes the logits before it."
    )
    prefix: ClassVar[str] = "softmax"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape, sees_all=len(input_shape) == 1)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        # Dimension 1 holds the classes of a batch of logits, and the channels of a feature map.
        return TorchCall("Softmax", {"dim": 1})


KINDS = (
    ReLU,
    LeakyReLU,
    PReLU,
    ELU,
    GELU,
    SiLU,
    Softplus,
    ReLU6,
    Hardswish,
    Sigmoid,
    Hardsigmoid,
    Tanh,
    Softmax,
)
