"""Residual networks.

Source: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2015. The networks for
ImageNet project where the shape changes (option B), those for 32×32 images pass a subsampled
input on, with zeros for the new channels (option A). The bottleneck strides in its 3×3
convolution, as torchvision's does and for the same number of parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.network.architectures.builder import NetworkBuilder
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d

Gate = Callable[[NetworkBuilder, int], str]
"""Appends what a residual function passes through before the sum; takes its channels."""


def no_gate(net: NetworkBuilder, channels: int) -> str:  # noqa: ARG001
    """The residual function as it is."""
    return net.last


def basic_body(net: NetworkBuilder, width: int, stride: int) -> int:
    """Two 3×3 convolutions of `width` filters; returns the channels that come out."""
    convolve(net, "1", _keeping(width, 3, stride))
    net.add("relu1", ReLU())
    convolve(net, "2", _keeping(width, 3))
    return width


def bottleneck_body(net: NetworkBuilder, width: int, stride: int) -> int:
    """1×1 down to `width`, 3×3, and 1×1 up to four times as much, which is returned."""
    convolve(net, "1", _keeping(width, 1))
    net.add("relu1", ReLU())
    convolve(net, "2", _keeping(width, 3, stride))
    net.add("relu2", ReLU())
    convolve(net, "3", _keeping(4 * width, 1))
    return 4 * width


Body = Callable[[NetworkBuilder, int, int], int]


def projection(net: NetworkBuilder, source: str, before: int, after: int, stride: int) -> str:
    """Option B: a 1×1 convolution where the shape changes, else the input itself."""
    if before == after and stride == 1:
        return source
    net.add("project", _keeping(after, 1, stride), source)
    return net.add("project_bn", BatchNorm2d())


def zeros(net: NetworkBuilder, source: str, before: int, after: int, stride: int) -> str:
    """Option A: every other pixel, and maps of zeros for the new channels; nothing is learned."""
    if before == after and stride == 1:
        return source
    net.add("subsample", MaxPool2d(1, stride), source)
    return net.add("new_channels", PadChannels((after - before) // 2, (after - before + 1) // 2))


Shortcut = Callable[[NetworkBuilder, str, int, int, int], str]


def add_residual_block(
    net: NetworkBuilder,
    name: str,
    body: Body,
    channels: int,
    width: int,
    stride: int = 1,
    *,
    shortcut: Shortcut = projection,
    gate: Gate = no_gate,
) -> int:
    """Append y = f(x) + x as a block, and the ReLU behind it; returns the channels that come out.

    `channels` come in. The ReLU stands between the blocks, where both ways of the next one begin.
    """
    source = net.last
    with net.block(name):
        out = body(net, width, stride)
        changed = gate(net, out)
        passed = shortcut(net, source, channels, out, stride)
        net.add("add", Add(), changed, passed)
    net.add(f"{name}_relu", ReLU())
    return out


def convolve(net: NetworkBuilder, number: str, convolution: Conv2d) -> None:
    """A convolution and the batch normalisation behind it, which makes up for its bias."""
    net.add(f"conv{number}", convolution)
    net.add(f"bn{number}", BatchNorm2d())


def _keeping(filters: int, kernel_size: int, stride: int = 1) -> Conv2d:
    padding = kernel_size // 2
    return Conv2d(filters, kernel_size, stride=stride, padding=padding, bias=False)


def imagenet_resnet(
    name: str, body: Body, depths: Sequence[int], *, gate: Gate = no_gate
) -> Network:
    """A residual network for 224×224: a stem, four stages of `depths` blocks, 1000 classes."""
    net = NetworkBuilder(name, Input(3, 224, 224))
    convolve(net, "1", _keeping(64, 7, 2))
    net.add("relu1", ReLU())
    net.add("pool1", MaxPool2d(3, 2, padding=1))
    channels = 64
    for stage, depth in enumerate(depths, start=1):
        width = 64 << (stage - 1)
        for number in range(1, depth + 1):
            stride = 2 if number == 1 and stage > 1 else 1
            block = f"layer{stage}_block{number}"
            channels = add_residual_block(net, block, body, channels, width, stride, gate=gate)
    return with_classifier(net, 1000)


def with_classifier(net: NetworkBuilder, classes: int) -> Network:
    """The mean of each feature map, and one dense layer behind it."""
    net.add("average", AdaptiveAvgPool2d(1))
    net.add("flatten", Flatten())
    net.add("fc", Linear(classes))
    return net.build()


def resnet18() -> Network:
    """ResNet-18 (E6): 11,689,512 parameters."""
    return imagenet_resnet("resnet-18", basic_body, (2, 2, 2, 2))


def resnet34() -> Network:
    """ResNet-34 (E6): 21,797,672 parameters."""
    return imagenet_resnet("resnet-34", basic_body, (3, 4, 6, 3))


def resnet50() -> Network:
    """ResNet-50 (E6): 25,557,032 parameters."""
    return imagenet_resnet("resnet-50", bottleneck_body, (3, 4, 6, 3))


def small_resnet(depth: int) -> Network:
    """ResNet-20, -32, -44 or -56 for 32×32 images (E6); the first has 269,722 parameters."""
    return _for_small_images(f"resnet-{depth}", depth, residual=True)


def plain20() -> Network:
    """ResNet-20 without its shortcuts (E6): the same 269,722 parameters, and harder to train."""
    return _for_small_images("plain-20", 20, residual=False)


def _for_small_images(name: str, depth: int, *, residual: bool) -> Network:
    """Three stages of n blocks with 16, 32 and 64 filters: 6n + 2 layers with weights."""
    net = NetworkBuilder(name, Input(3, 32, 32))
    convolve(net, "1", _keeping(16, 3))
    net.add("relu1", ReLU())
    channels = 16
    for stage, width in enumerate((16, 32, 64), start=1):
        for number in range(1, (depth - 2) // 6 + 1):
            block = f"layer{stage}_block{number}"
            stride = 2 if number == 1 and stage > 1 else 1
            if residual:
                add_residual_block(net, block, basic_body, channels, width, stride, shortcut=zeros)
            else:
                with net.block(block):
                    basic_body(net, width, stride)
                net.add(f"{block}_relu", ReLU())
            channels = width
    return with_classifier(net, 10)


def residual_block() -> Network:
    """One residual block on its own (E13): the paper's figure 5, left, with 64 channels."""
    net = NetworkBuilder("residual-block", Input(3, 32, 32))
    net.add("stem", Conv2d(64, 3, padding=1))
    net.add("stem_relu", ReLU())
    add_residual_block(net, "block", basic_body, 64, 64)
    return with_classifier(net, 10)


def bottleneck_block() -> Network:
    """One bottleneck block on its own (E13): the paper's figure 5, right: 256, 64, 64, 256."""
    net = NetworkBuilder("bottleneck-block", Input(3, 32, 32))
    net.add("stem", Conv2d(256, 3, padding=1))
    net.add("stem_relu", ReLU())
    add_residual_block(net, "block", bottleneck_body, 256, 64)
    return with_classifier(net, 10)
