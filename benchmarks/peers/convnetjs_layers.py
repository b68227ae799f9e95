"""A network as the layer definitions of ConvNetJS."""

from __future__ import annotations

from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import Dropout
from app.network.layers.pooling import MaxPool2d

Definition = dict[str, object]


def convnetjs_layers(network: Network) -> list[Definition] | None:
    """Definitions for `Net.makeLayers`; None for a network with layers that it does not have."""
    found: list[Definition] = []
    for name in network.order:
        layer = network.layers[name]
        match layer:
            case Input():
                sizes = {"out_sx": layer.width, "out_sy": layer.height, "out_depth": layer.channels}
                found.append({"type": "input", **sizes})
            case Conv2d():
                definition = {
                    "type": "conv",
                    "sx": layer.kernel_size,
                    "filters": layer.out_channels,
                }
                found.append({**definition, "stride": layer.stride, "pad": layer.padding})
            case MaxPool2d():
                found.append({"type": "pool", "sx": layer.kernel_size, "stride": layer.stride})
            case ReLU():
                found.append({"type": "relu"})
            case Dropout():
                found.append({"type": "dropout", "drop_prob": layer.p})
            case Linear() if name == network.ends[0]:  # its softmax brings a dense layer along
                found.append({"type": "softmax", "num_classes": layer.out_features})
            case Linear():
                found.append({"type": "fc", "num_neurons": layer.out_features})
            case Flatten():
                pass
            case _:
                return None
    return found
