"""Networks made by rule: chains of layers, and the lectures' general pattern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from app.language import tr
from app.network.arrange import arrange
from app.network.fields import IntOrPair, check_fields, flag, whole
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.layers.pooling import MaxPool1d, MaxPool2d
from app.network.layers.reshape import Reshape


def chain(name: str, layers: Iterable[Layer]) -> Network:
    """The layers one behind the other, named by kind and number, placed tidily."""
    layers = list(layers)
    names = Network().free_names(layers)
    wires = tuple(Wire(*ends) for ends in pairwise(names))
    network = Network(name=name, layers=dict(zip(names, layers, strict=True)), wires=wires)
    return replace(network, positions=arrange(network))


def pattern(
    convolutions: int,
    stages: int,
    dense: int,
    *,
    image: Input | None = None,
    classes: int = 10,
    pool: bool = True,
    filters: int = 16,
    kernel_size: IntOrPair = 3,
    units: int = 128,
    name: str = "pattern",
) -> Network:
    """INPUT → [[CONV → RELU]·N → POOL?]·M → [FC → RELU]·K → FC (row A11 of the lectures).

    `convolutions` is N (0 to 3), `stages` is M, `dense` is K (0 to 2). Convolutions keep the
    size ("same"), each pooling halves it, and each stage doubles the filters, beginning with
    `filters`. Raises ValueError outside these limits.
    """
    if not (0 <= convolutions <= 3 and stages >= 0 and 0 <= dense <= 2):
        raise ValueError(tr("the pattern takes 0 ≤ N ≤ 3, M ≥ 0 and 0 ≤ K ≤ 2"))
    layers: list[Layer] = [image or Input()]
    for stage in range(stages):
        convolution = Conv2d(filters << stage, kernel_size, padding="same")
        layers += [convolution, ReLU()] * convolutions
        if pool:
            layers.append(MaxPool2d())
    layers.append(Flatten())
    layers += [Linear(units), ReLU()] * dense
    layers.append(Linear(classes))
    return chain(name, layers)


@dataclass(frozen=True)
class Pattern:
    """The numbers of the general pattern, as somebody chooses them in a form."""

    convolutions: int = whole(2, minimum=0, maximum=3, help=tr("N: convolutions in each stage."))
    stages: int = whole(2, minimum=0, maximum=8, help=tr("M: stages, each ending in a pooling."))
    dense: int = whole(1, minimum=0, maximum=2, help=tr("K: dense layers before the last one."))
    pool: bool = flag(
        True, help=tr("End each stage with a 2×2 max pooling, which halves the size.")
    )
    filters: int = whole(
        16,
        minimum=1,
        maximum=512,
        unit="filters",
        help=tr("Of the first stage; each doubles them."),
    )
    units: int = whole(
        128, minimum=1, maximum=8_192, unit="units", help=tr("Of each dense layer but the last.")
    )

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def text(self) -> str:
        """The pattern with its numbers, as the lectures write it."""
        stage = f"[CONV → RELU]·{self.convolutions}" + (" → POOL" if self.pool else "")
        return f"INPUT → [{stage}]·{self.stages} → [FC → RELU]·{self.dense} → FC"

    def build(self, image: Input, classes: int) -> Network:
        """The network for images of a shape and a number of classes."""
        return pattern(
            self.convolutions,
            self.stages,
            self.dense,
            image=image,
            classes=classes,
            pool=self.pool,
            filters=self.filters,
            units=self.units,
        )


def lenet5() -> Network:
    """LeNet-5 (E1) with full connectivity in its second convolution: 61,706 parameters."""
    return chain(
        "lenet-5",
        [
            Input(1, 32, 32),
            Conv2d(6, 5),
            ReLU(),
            MaxPool2d(),
            Conv2d(16, 5),
            ReLU(),
            MaxPool2d(),
            Conv2d(120, 5),
            ReLU(),
            Flatten(),
            Linear(84),
            ReLU(),
            Linear(10),
        ],
    )


def mnist_net() -> Network:
    """CONV32-CONV64-POOL-DO-FC128-DO-FC10 (E9): 1,199,882 parameters."""
    return chain(
        "mnist-net",
        [
            Input(1, 28, 28),
            Conv2d(32, 3),
            ReLU(),
            Conv2d(64, 3),
            ReLU(),
            MaxPool2d(),
            Dropout(0.25),
            Flatten(),
            Linear(128),
            ReLU(),
            Dropout(0.5),
            Linear(10),
        ],
    )


def fashion_dense() -> Network:
    """The dense net 300-100-10 (E11): 266,610 parameters."""
    return chain(
        "fashion-dense",
        [Input(1, 28, 28), Flatten(), Linear(300), ReLU(), Linear(100), ReLU(), Linear(10)],
    )


def colour_net() -> Network:
    """Three 5×5 convolutions of 16, 20 and 20 filters, each pooled (E12): 22,466 parameters."""
    layers: list[Layer] = [Input(3, 32, 32)]
    for filters in (16, 20, 20):
        layers += [Conv2d(filters, 5, padding=2), ReLU(), MaxPool2d()]
    return chain("colour-net", [*layers, Flatten(), Linear(10)])


def one_filter() -> Network:
    """A single 3×3 filter on a photograph, to be made by hand (B10); it tells no classes apart."""
    layers = [Input(1, 128, 128), Conv2d(1, 3, padding=1, bias=False)]
    return chain("one-filter", layers)


def signal_net() -> Network:
    """Two convolutions along a signal of 128 values, each pooled by four: 7,370 parameters."""
    layers: list[Layer] = [Input(1, 1, 128), Reshape(1, 0, 128)]
    for filters in (16, 32):
        layers += [Conv1d(filters, 9, padding=4), ReLU(), MaxPool1d(4, 4)]
    return chain("signal-net", [*layers, Flatten(), Linear(10)])
