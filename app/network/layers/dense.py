"""The two ends of a network: the input, and the dense layers after flattening."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from app.language import tr
from app.network.arithmetic import Product, Shape, shape_text
from app.network.fields import flag, values_of, whole
from app.network.layer import Family, Layer, Measure, Repair, TorchCall, cannot


@dataclass(frozen=True)
class Input(Layer):
    about: ClassVar[str] = tr("Where the images come in: channels × height × width.")
    family: ClassVar[Family] = "input"
    prefix: ClassVar[str] = "input"

    channels: int = whole(
        1,
        minimum=1,
        maximum=4_096,
        unit="channels",
        help=tr("1 for grey images, 3 for colour images."),
    )
    height: int = whole(28, minimum=1, maximum=16_384, unit="pixels", help=tr("Rows of an image."))
    width: int = whole(
        28, minimum=1, maximum=16_384, unit="pixels", help=tr("Columns of an image.")
    )

    @property
    def shape(self) -> Shape:
        return (self.channels, self.height, self.width)

    @property
    def notation(self) -> str:
        return shape_text(self.shape)

    def measure(self, input_shape: Shape) -> Measure:  # noqa: ARG002
        return Measure(output=self.shape)

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Identity", {})


@dataclass(frozen=True)
class Flatten(Layer):
    about: ClassVar[str] = tr("Lays all values of the feature maps out as one vector.")
    family: ClassVar[Family] = "shape"
    prefix: ClassVar[str] = "flatten"

    def measure(self, input_shape: Shape) -> Measure:
        return Measure(output=(math.prod(input_shape),))

    def torch_call(self, input_shape: Shape) -> TorchCall:  # noqa: ARG002
        return TorchCall("Flatten", {})


@dataclass(frozen=True)
class Linear(Layer):
    about: ClassVar[str] = tr(
        "A dense layer: every output is a weighted sum of all inputs plus a bias."
    )
    family: ClassVar[Family] = "dense"
    prefix: ClassVar[str] = "fc"

    out_features: int = whole(
        10,
        minimum=1,
        maximum=1_000_000,
        unit="units",
        help=tr("Number of units; the last layer has one for each class."),
    )
    bias: bool = flag(True, help=tr("Add one learned number to each output."))

    @property
    def notation(self) -> str:
        return f"{self.out_features}"

    def measure(self, input_shape: Shape) -> Measure:
        if len(input_shape) != 1:
            size = math.prod(input_shape)
            return cannot(
                tr(
                    "Linear needs a vector, but its input is {shape}; flattened it "
                    "is {product} = {size} values",
                    shape=shape_text(input_shape),
                    product="·".join(map(str, input_shape)),
                    size=size,
                ),
                Repair(tr("add Flatten before"), insert_before=Flatten()),
            )
        weights = Product((input_shape[0], self.out_features))
        return Measure(
            output=(self.out_features,),
            weights=weights,
            biases=Product((self.out_features if self.bias else 0,)),
            macs=weights,
            sees_all=True,
        )

    def torch_call(self, input_shape: Shape) -> TorchCall:
        return TorchCall("Linear", {"in_features": math.prod(input_shape), **values_of(self)})


KINDS = (Input, Flatten, Linear)
