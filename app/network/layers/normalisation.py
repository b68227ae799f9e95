"""Normalisation and dropout: what keeps training steady and the network from memorising."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from app.language import figures, tr
from app.network.arithmetic import Product, Shape, shape_text
from app.network.fields import flag, real, values_of, whole
from app.network.layer import Family, Layer, Measure, Repair, TorchCall, cannot
from app.network.layers.dense import Flatten
from app.network.layers.reshape import needs_map

_EPS_HELP = tr("ε in (x − μ)/√(σ² + ε).")
_AFFINE_HELP = tr("Learn a scale and a shift for each channel.")


@dataclass(frozen=True)
class _Normalisation(Layer):
    family: ClassVar[Family] = "normalisation"

    eps: float = real(1e-5, minimum=1e-12, maximum=1.0, help=_EPS_HELP)

    @staticmethod
    def _learning(output: Shape, count: int, *, sees_all: bool = False) -> Measure:
        """The shape stays; `count` scales and as many shifts are learned."""
        learned = Product((count,))
        return Measure(output=output, weights=learned, biases=learned, sees_all=sees_all)


@dataclass(frozen=True)
class _BatchNorm(_Normalisation):
    prefix: ClassVar[str] = "bn"

    momentum: float = real(
        0.1, minimum=0.0, maximum=1.0, help=tr("Weight of the new batch in the running mean.")
    )
    affine: bool = flag(True, help=_AFFINE_HELP)

    def measure(self, input_shape: Shape) -> Measure:
        return self._learning(input_shape, input_shape[0] if self.affine else 0)

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall(self.kind, {"num_features": input_shape[0], **values_of(self)})


@dataclass(frozen=True)
class BatchNorm2d(_BatchNorm):
    """(x − μ)/√(σ² + ε): μ and σ² of the batch while training, and their running means after."""

    about: ClassVar[str] = tr(
        "Makes each channel zero-mean and unit-variance over the batch, then scales and shifts it."
    )

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        return super().measure(input_shape)


@dataclass(frozen=True)
class BatchNorm1d(_BatchNorm):
    """(x − μ)/√(σ² + ε): μ and σ² of the batch while training, and their running means after."""

    about: ClassVar[str] = tr(
        "Makes each unit of a vector, or channel of a signal, zero-mean over the batch "
        "and scales it."
    )

    def measure(self, input_shape: Shape) -> Measure:
        if len(input_shape) == 3:
            return cannot(
                tr(
                    "BatchNorm1d needs a vector or a signal, but its input is "
                    "{shape}: a feature map takes BatchNorm2d",
                    shape=shape_text(input_shape),
                ),
                Repair(tr("add Flatten before"), insert_before=Flatten()),
            )
        return super().measure(input_shape)


@dataclass(frozen=True)
class LayerNorm(_Normalisation):
    about: ClassVar[str] = tr(
        "Makes all values of an image zero-mean and unit-variance together: (x − μ)/√(σ² + ε)."
    )
    prefix: ClassVar[str] = "ln"

    elementwise_affine: bool = flag(True, help=tr("Learn a scale and a shift for each value."))

    def measure(self, input_shape: Shape) -> Measure:
        learned = Product(input_shape if self.elementwise_affine else (0,))
        return Measure(output=input_shape, weights=learned, biases=learned, sees_all=True)

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("LayerNorm", {"normalized_shape": input_shape, **values_of(self)})


@dataclass(frozen=True)
class GroupNorm(_Normalisation):
    """(x − μ)/√(σ² + ε) with μ and σ² of one group of one image."""

    about: ClassVar[str] = tr(
        "Makes the values of each group of channels zero-mean and unit-variance, image by image."
    )
    prefix: ClassVar[str] = "gn"

    num_groups: int = whole(
        4,
        minimum=1,
        maximum=65_536,
        unit="groups",
        help=tr("Groups that share a mean and a variance."),
    )
    affine: bool = flag(True, help=_AFFINE_HELP)

    @property
    def notation(self) -> str:
        return tr("{num_groups} groups", num_groups=self.num_groups)

    def measure(self, input_shape: Shape) -> Measure:
        channels = input_shape[0]
        if channels % self.num_groups:
            nearest = math.gcd(channels, self.num_groups)
            counts = dict.fromkeys(
                (next(n for n in range(self.num_groups, 0, -1) if channels % n == 0), nearest)
            )
            return cannot(
                tr(
                    "{num_groups} groups cannot share {channels} channels equally: "
                    "{channels}/{num_groups} = {channels2:.2f}",
                    num_groups=self.num_groups,
                    channels=channels,
                    channels2=channels / self.num_groups,
                ),
                *(Repair(tr("groups {n}", n=n), values={"num_groups": n}) for n in counts),
            )
        return self._learning(input_shape, channels if self.affine else 0, sees_all=True)

    def torch_call(self, input_shape: Shape) -> TorchCall:
        arguments = {"num_groups": self.num_groups, "num_channels": input_shape[0]}
        return TorchCall("GroupNorm", {**arguments, "eps": self.eps, "affine": self.affine})


@dataclass(frozen=True)
class InstanceNorm2d(_Normalisation):
    about: ClassVar[str] = tr(
        "Makes each channel of each image zero-mean and unit-variance: (x − μ)/√(σ² + ε)."
    )
    prefix: ClassVar[str] = "instance_norm"

    affine: bool = flag(False, help=_AFFINE_HELP)

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        if input_shape[1:] == (1, 1):
            return cannot(
                tr(
                    "the input {shape} has one value for each channel, and one value "
                    "has no variance: normalise before the maps have shrunk so far",
                    shape=shape_text(input_shape),
                ),
                Repair(tr("remove it"), remove=True),
            )
        return self._learning(input_shape, input_shape[0] if self.affine else 0, sees_all=True)

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("InstanceNorm2d", {"num_features": input_shape[0], **values_of(self)})


@dataclass(frozen=True)
class LocalResponseNorm(Layer):
    """x/(k + α/n·Σ x²)^β, the sum over n neighbouring channels at the same position."""

    about: ClassVar[str] = tr(
        "Divides each value by what the neighbouring channels hold there, as AlexNet does."
    )
    family: ClassVar[Family] = "normalisation"
    prefix: ClassVar[str] = "lrn"

    size: int = whole(
        5, minimum=1, maximum=1_024, unit="channels", help=tr("n: how many neighbouring channels.")
    )
    alpha: float = real(1e-4, minimum=0.0, maximum=1_000.0, help=tr("α in x/(k + α/n·Σ x²)^β."))
    beta: float = real(0.75, minimum=0.0, maximum=10.0, help=tr("β in x/(k + α/n·Σ x²)^β."))
    k: float = real(
        1.0,
        minimum=1e-6,
        maximum=1_000.0,
        help=tr("k in x/(k + α/n·Σ x²)^β; 2 in the AlexNet paper."),
    )

    @property
    def notation(self) -> str:
        return f"n {self.size}"

    def measure(self, input_shape: Shape) -> Measure:
        if len(input_shape) == 1 and (fault := needs_map(self, input_shape)):
            return Measure(output=None, faults=(fault,))
        return Measure(output=input_shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("LocalResponseNorm", values_of(self))


@dataclass(frozen=True)
class _Dropout(Layer):
    family: ClassVar[Family] = "dropout"
    prefix: ClassVar[str] = "dropout"

    p: float = real(0.5, minimum=0.0, maximum=1.0, help=tr("Share of the values set to zero."))

    @property
    def notation(self) -> str:
        return figures(f"p {self.p:g}")

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=input_shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall(self.kind, values_of(self))


@dataclass(frozen=True)
class Dropout(_Dropout):
    about: ClassVar[str] = tr(
        "While training, sets a random share of the values to zero and scales up the others."
    )


@dataclass(frozen=True)
class Dropout2d(_Dropout):
    about: ClassVar[str] = tr(
        "While training, sets whole random feature maps to zero and scales up the others."
    )

    p: float = real(
        0.5, minimum=0.0, maximum=1.0, help=tr("Share of the feature maps set to zero.")
    )

    def measure(self, input_shape: Shape) -> Measure:
        if fault := needs_map(self, input_shape):
            return Measure(output=None, faults=(fault,))
        return Measure(output=input_shape)


KINDS = (
    BatchNorm2d,
    BatchNorm1d,
    LayerNorm,
    GroupNorm,
    InstanceNorm2d,
    LocalResponseNorm,
    Dropout,
    Dropout2d,
)
