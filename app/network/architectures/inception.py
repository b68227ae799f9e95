"""The inception module and GoogLeNet.

Source: Szegedy et al., "Going Deeper with Convolutions", 2014: as printed there, with 5×5
filters and local response normalisation, without the auxiliary classifiers, which only help to
train it.
"""

from __future__ import annotations

from typing import NamedTuple

from app.network.architectures.builder import NetworkBuilder
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Concatenate
from app.network.layers.normalisation import Dropout, LocalResponseNorm
from app.network.layers.pooling import MaxPool2d


class InceptionWidths(NamedTuple):
    """Filters of each branch, in the order of the paper's table 1."""

    one: int
    three_reduce: int
    three: int
    five_reduce: int
    five: int
    pool_project: int


GOOGLENET: dict[str, InceptionWidths] = {
    "3a": InceptionWidths(64, 96, 128, 16, 32, 32),
    "3b": InceptionWidths(128, 128, 192, 32, 96, 64),
    "4a": InceptionWidths(192, 96, 208, 16, 48, 64),
    "4b": InceptionWidths(160, 112, 224, 24, 64, 64),
    "4c": InceptionWidths(128, 128, 256, 24, 64, 64),
    "4d": InceptionWidths(112, 144, 288, 32, 64, 64),
    "4e": InceptionWidths(256, 160, 320, 32, 128, 128),
    "5a": InceptionWidths(256, 160, 320, 32, 128, 128),
    "5b": InceptionWidths(384, 192, 384, 48, 128, 128),
}
"""The nine modules, by the names the paper gives them."""

_NORM = LocalResponseNorm(5, alpha=1e-4, beta=0.75, k=1.0)


def add_inception(net: NetworkBuilder, name: str, widths: InceptionWidths) -> None:
    """Append a module: 1×1, 3×3, 5×5 and pooling side by side, concatenated by depth.

    1×1 convolutions reduce the channels before the larger filters and behind the pooling.
    """
    source = net.last
    with net.block(name):
        branches = [
            _filters(net, "1x1", Conv2d(widths.one, 1), source),
            _filters(
                net,
                "3x3",
                Conv2d(widths.three, 3, padding=1),
                _filters(net, "3x3_reduce", Conv2d(widths.three_reduce, 1), source),
            ),
            _filters(
                net,
                "5x5",
                Conv2d(widths.five, 5, padding=2),
                _filters(net, "5x5_reduce", Conv2d(widths.five_reduce, 1), source),
            ),
            _filters(
                net,
                "pool_project",
                Conv2d(widths.pool_project, 1),
                net.add("pool", MaxPool2d(3, 1, padding=1), source),
            ),
        ]
        net.add("concat", Concatenate(), *branches)


def _filters(net: NetworkBuilder, name: str, convolution: Conv2d, source: str) -> str:
    net.add(name, convolution, source)
    return net.add(f"{name}_relu", ReLU())


def googlenet() -> Network:
    """GoogLeNet (E5): 5,973,552 parameters without the classifier, 6,998,552 with it.

    Poolings round up, as the paper's sizes do.
    """
    net = NetworkBuilder("googlenet", Input(3, 224, 224))
    pooling = MaxPool2d(3, 2, ceil_mode=True)
    _filters(net, "conv1", Conv2d(64, 7, stride=2, padding=3), "input")
    net.add("pool1", pooling)
    net.add("norm1", _NORM)
    _filters(net, "conv2_reduce", Conv2d(64, 1), net.last)
    _filters(net, "conv2", Conv2d(192, 3, padding=1), net.last)
    net.add("norm2", _NORM)
    net.add("pool2", pooling)
    for name, widths in GOOGLENET.items():
        add_inception(net, f"inception{name}", widths)
        if name in ("3b", "4e"):
            net.add(f"pool{name[0]}", pooling)
    net.add("average", AdaptiveAvgPool2d(1))
    net.add("flatten", Flatten())
    net.add("dropout", Dropout(0.4))
    net.add("fc", Linear(1000))
    return net.build()


def inception_module() -> Network:
    """One inception module on its own (E13), GoogLeNet's 3a: 192×28×28 → 256×28×28."""
    net = NetworkBuilder("inception-module", Input(3, 28, 28))
    _filters(net, "stem", Conv2d(192, 3, padding=1), "input")
    add_inception(net, "inception", GOOGLENET["3a"])
    net.add("average", AdaptiveAvgPool2d(1))
    net.add("flatten", Flatten())
    net.add("fc", Linear(10))
    return net.build()
