"""The same network in Keras, trained by its `fit`; KERAS_BACKEND says on what."""

from __future__ import annotations

import sys
from typing import Any

import keras
import numpy as np

from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d
from app.network.layers.channels import PadChannels
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d, Dropout
from app.network.layers.pooling import MaxPool2d
from benchmarks.contender import answer_orders
from benchmarks.peers.cases import case_of, images_in_memory


def keras_model(network: Network) -> keras.Model:
    """A functional model of the kinds of layers that the cases have."""
    tensors: dict[str, Any] = {}
    for name in network.order:
        layer = network.layers[name]
        if isinstance(layer, Input):
            tensors[name] = keras.Input((layer.height, layer.width, layer.channels))
        else:
            sources = [tensors[source] for source in network.sources_of[name]]
            tensors[name] = _through(layer, sources)
    return keras.Model(tensors[network.inputs[0]], tensors[network.ends[0]])


def _through(layer: Layer, sources: list[Any]) -> Any:
    given = sources[0]
    match layer:
        case Conv2d():
            if layer.padding:
                given = keras.layers.ZeroPadding2D(layer.padding)(given)
            return keras.layers.Conv2D(
                layer.out_channels, layer.kernel_size, layer.stride, use_bias=layer.bias
            )(given)
        case MaxPool2d():
            return keras.layers.MaxPooling2D(layer.kernel_size, layer.stride)(given)
        case AdaptiveAvgPool2d(output_size=1):
            return keras.layers.GlobalAveragePooling2D(keepdims=True)(given)
        case BatchNorm2d():
            return keras.layers.BatchNormalization(momentum=0.9, epsilon=layer.eps)(given)
        case ReLU():
            return keras.layers.ReLU()(given)
        case Dropout():
            return keras.layers.Dropout(layer.p)(given)
        case Flatten():
            return keras.layers.Flatten()(given)
        case Linear():
            return keras.layers.Dense(layer.out_features, use_bias=layer.bias)(given)
        case Add():
            return keras.layers.Add()(sources)
        case PadChannels():
            return keras.ops.pad(given, ((0, 0), (0, 0), (0, 0), (layer.before, layer.after)))
    raise ValueError(f"no case has a {layer.kind}")


def main(entry: str) -> None:
    case = case_of(entry)
    (images, labels), validation = (
        (np.ascontiguousarray(images.transpose(0, 2, 3, 1)), labels)
        for images, labels in images_in_memory(case)
    )
    recipe = case.recipe
    model = keras_model(case.network)
    model.compile(
        optimizer=keras.optimizers.SGD(recipe.learning_rate, momentum=recipe.momentum),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )

    def train(count: int) -> None:
        """Train so many images; after a whole epoch classify the validation images, too."""
        model.fit(
            images[:count],
            labels[:count],
            batch_size=case.batch_size,
            validation_data=validation if count == len(labels) else None,
            verbose=0,
        )

    answer_orders(train)


if __name__ == "__main__":
    main(*sys.argv[1:])
