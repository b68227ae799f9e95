"""Squeeze and excite: a network weighs its own channels.

Source: Hu, Shen, Albanie, Sun, Wu, "Squeeze-and-Excitation Networks", 2017.
"""

from __future__ import annotations

from app.network.architectures.builder import NetworkBuilder
from app.network.architectures.residual import (
    bottleneck_body,
    convolve,
    imagenet_resnet,
    with_classifier,
)
from app.network.graph import Network
from app.network.layers.activation import ReLU, Sigmoid
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Multiply
from app.network.layers.pooling import MaxPool2d


def squeeze_excite(net: NetworkBuilder, channels: int, *, reduction: int = 16) -> str:
    """Append a block that scales each channel by what all the channels' means say of it.

    Squeeze: the mean of each map. Excite: two dense layers, the first `reduction` times narrower,
    and a sigmoid. Then the channel-wise product.
    """
    source = net.last
    with net.block("se"):
        net.add("squeeze", AdaptiveAvgPool2d(1))
        net.add("flatten", Flatten())
        net.add("reduce", Linear(channels // reduction))
        net.add("relu", ReLU())
        net.add("expand", Linear(channels))
        gate = net.add("sigmoid", Sigmoid())
        return net.add("scale", Multiply(), source, gate)


def se_resnet50() -> Network:
    """SE-ResNet-50 (E7): 28,088,024 parameters."""
    return imagenet_resnet("se-resnet-50", bottleneck_body, (3, 4, 6, 3), gate=squeeze_excite)


def se_small() -> Network:
    """A small net with squeeze and excite for 32×32 images (E7): 25,816 parameters."""
    net = NetworkBuilder("se-small", Input(3, 32, 32))
    for stage, width in enumerate((16, 32, 64), start=1):
        with net.block(f"stage{stage}"):
            convolve(net, "1", Conv2d(width, 3, padding=1, bias=False))
            net.add("relu1", ReLU())
            squeeze_excite(net, width, reduction=8)
            if stage < 3:
                net.add("pool", MaxPool2d())
    return with_classifier(net, 10)


def se_block() -> Network:
    """One squeeze-and-excite block on its own (E13): 64 channels squeezed through 4."""
    net = NetworkBuilder("se-block", Input(3, 32, 32))
    net.add("stem", Conv2d(64, 3, padding=1))
    net.add("stem_relu", ReLU())
    squeeze_excite(net, 64)
    return with_classifier(net, 10)
