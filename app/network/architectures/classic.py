"""Networks that are one chain: from LeNet's successors to VGG and All-CNN.

Sources: Krizhevsky, Sutskever, Hinton, "ImageNet Classification with Deep Convolutional Neural
Networks", 2012; Zeiler, Fergus, "Visualizing and Understanding Convolutional Networks", 2013;
Simonyan, Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", 2014;
Springenberg et al., "Striving for Simplicity: The All Convolutional Net", 2014.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.network.architectures.builder import NetworkBuilder
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, Dropout, LocalResponseNorm
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain


def alexnet() -> Network:
    """AlexNet as one tower (E2): 62,378,344 parameters."""
    net = NetworkBuilder("alexnet", Input(3, 227, 227))
    _filters(net, "1", Conv2d(96, 11, stride=4))
    net.add("pool1", MaxPool2d(3, 2))
    net.add("norm1", _NORM)
    _filters(net, "2", Conv2d(256, 5, padding=2))
    net.add("pool2", MaxPool2d(3, 2))
    net.add("norm2", _NORM)
    for number, filters in (("3", 384), ("4", 384), ("5", 256)):
        _filters(net, number, Conv2d(filters, 3, padding=1))
    net.add("pool5", MaxPool2d(3, 2))
    return _with_classifier(net)


def zfnet() -> Network:
    """ZFNet (E3): AlexNet with 7×7 stride 2 first and 512, 1024, 512 filters in the middle.

    The two poolings are padded where the paper rounds up: 110 → 55, 26 → 13.
    """
    net = NetworkBuilder("zfnet", Input(3, 224, 224))
    _filters(net, "1", Conv2d(96, 7, stride=2, padding=1))
    net.add("pool1", MaxPool2d(3, 2, padding=1))
    net.add("norm1", _NORM)
    _filters(net, "2", Conv2d(256, 5, stride=2))
    net.add("pool2", MaxPool2d(3, 2, padding=1))
    net.add("norm2", _NORM)
    for number, filters in (("3", 512), ("4", 1024), ("5", 512)):
        _filters(net, number, Conv2d(filters, 3, padding=1))
    net.add("pool5", MaxPool2d(3, 2))
    return _with_classifier(net)


_NORM = LocalResponseNorm(5, alpha=5e-4, beta=0.75, k=2.0)
"""AlexNet's constants (section 3.3 of the paper): n = 5, k = 2, β = 0.75, and α = 10⁻⁴ for the sum
of the neighbours, where torch takes their mean."""

VGG_DEPTHS: Mapping[str, Sequence[int]] = {
    "vgg-a": (1, 1, 2, 2, 2),
    "vgg-a-lrn": (1, 1, 2, 2, 2),
    "vgg-b": (2, 2, 2, 2, 2),
    "vgg-c": (2, 2, 3, 3, 3),
    "vgg-16": (2, 2, 3, 3, 3),
    "vgg-19": (2, 2, 4, 4, 4),
}
"""Convolutions in each stage; vgg-16 is the paper's D, vgg-19 its E."""


def vgg(name: str) -> Network:
    """One of the six VGG networks (E4): `name` is a key of table 1 as the gallery calls it.

    All convolutions are 3×3 and keep the size, but that vgg-c ends its last three stages with
    1×1; vgg-a-lrn normalises after the first.
    """
    net = NetworkBuilder(name, Input(3, 224, 224))
    for stage, depth in enumerate(VGG_DEPTHS[name], start=1):
        filters = min(512, 64 << (stage - 1))
        for number in range(1, depth + 1):
            small = name == "vgg-c" and number == 3
            kernel = Conv2d(filters, 1) if small else Conv2d(filters, 3, padding=1)
            _filters(net, f"{stage}_{number}", kernel)
            if name == "vgg-a-lrn" and stage == 1:
                net.add("norm1", _NORM)
        net.add(f"pool{stage}", MaxPool2d())
    return _with_classifier(net)


def small_vgg() -> Network:
    """VGG's idea for small grey images: three stages of two 3×3 convolutions, each normalised.

    Batch normalisation is of later years; it lets the network learn quickly without pretraining.
    """
    net = NetworkBuilder("vgg-small", Input(1, 28, 28))
    for stage, filters in enumerate((16, 32, 64), start=1):
        for number in (1, 2):
            net.add(f"conv{stage}_{number}", Conv2d(filters, 3, padding=1))
            net.add(f"norm{stage}_{number}", BatchNorm2d())
            net.add(f"relu{stage}_{number}", ReLU())
        if stage < 3:  # 7×7 does not halve
            net.add(f"pool{stage}", MaxPool2d())
    net.add("flatten", Flatten())
    net.add("dropout", Dropout())
    net.add("fc", Linear(10))
    return net.build()


def _filters(net: NetworkBuilder, number: str, convolution: Conv2d) -> None:
    net.add(f"conv{number}", convolution)
    net.add(f"relu{number}", ReLU())


def _with_classifier(net: NetworkBuilder) -> Network:
    """The three dense layers that AlexNet, ZFNet and VGG end in."""
    net.add("flatten", Flatten())
    for number in (6, 7):
        net.add(f"fc{number}", Linear(4096))
        net.add(f"relu{number}", ReLU())
        net.add(f"dropout{number}", Dropout())
    net.add("fc8", Linear(1000))
    return net.build()


def all_cnn() -> Network:
    """All-CNN-C (E8): strides take the place of pooling.

    Its 1,369,738 parameters and 360 more: where the paper averages the last 6×6 map of each
    class, a depthwise convolution learns the weights of the mean, so that nothing is pooled.
    """
    net = NetworkBuilder("all-cnn", Input(3, 32, 32))
    net.add("dropout0", Dropout(0.2))
    for stage, filters in ((1, 96), (2, 192)):
        for number, stride in ((1, 1), (2, 1), (3, 2)):
            _filters(net, f"{stage}_{number}", Conv2d(filters, 3, stride=stride, padding=1))
        net.add(f"dropout{stage}", Dropout())
    _filters(net, "3_1", Conv2d(192, 3))
    _filters(net, "3_2", Conv2d(192, 1))
    _filters(net, "3_3", Conv2d(10, 1))
    net.add("mean", Conv2d(10, 6, groups=10, bias=False))
    net.add("flatten", Flatten())
    return net.build()


def cifar_net() -> Network:
    """CONV64-POOL-CONV64-POOL-FC10 with 5×5 filters (E10): 123,338 parameters."""
    stage = [Conv2d(64, 5), ReLU(), MaxPool2d()]
    return chain("cifar-net", [Input(3, 32, 32), *stage, *stage, Flatten(), Linear(10)])


def normalised_pattern() -> Network:
    """INPUT ⇒ CONV ⇒ RELU ⇒ BN ⇒ POOL ⇒ FC ⇒ DO ⇒ FC ⇒ DO (A12), and the scores behind it."""
    layers = [Input(), Conv2d(16, 3, padding=1), ReLU(), BatchNorm2d(), MaxPool2d(), Flatten()]
    dense = [Linear(128), Dropout(0.25), Linear(64), Dropout(0.25), Linear(10)]
    return chain("normalised-pattern", [*layers, *dense])
