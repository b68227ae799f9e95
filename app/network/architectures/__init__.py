"""The networks of the lectures, made by rule; the gallery reads them from files made from these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from app.network.architectures import classic, inception, residual, squeeze_excite
from app.network.graph import Network
from app.network.patterns import (
    colour_net,
    fashion_dense,
    lenet5,
    mnist_net,
    one_filter,
    pattern,
    signal_net,
)

ARCHITECTURES: Mapping[str, Callable[[], Network]] = {
    "lenet-5": lenet5,
    "mnist-net": mnist_net,
    "fashion-dense": fashion_dense,
    "colour-net": colour_net,
    "cifar-net": classic.cifar_net,
    "all-cnn": classic.all_cnn,
    "vgg-small": classic.small_vgg,
    "signal-net": signal_net,
    "one-filter": one_filter,
    "pattern": partial(pattern, 2, 2, 1),
    "normalised-pattern": classic.normalised_pattern,
    "alexnet": classic.alexnet,
    "zfnet": classic.zfnet,
    **{name: partial(classic.vgg, name) for name in classic.VGG_DEPTHS},
    "inception-module": inception.inception_module,
    "googlenet": inception.googlenet,
    "residual-block": residual.residual_block,
    "bottleneck-block": residual.bottleneck_block,
    "plain-20": residual.plain20,
    **{f"resnet-{depth}": partial(residual.small_resnet, depth) for depth in (20, 32, 44, 56)},
    "resnet-18": residual.resnet18,
    "resnet-34": residual.resnet34,
    "resnet-50": residual.resnet50,
    "se-block": squeeze_excite.se_block,
    "se-small": squeeze_excite.se_small,
    "se-resnet-50": squeeze_excite.se_resnet50,
}
"""Every network of the gallery, by the name of its file."""
