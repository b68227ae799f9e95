"""What the tests of exercises share."""

from __future__ import annotations

from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain

SECRET = chain(
    "secret",
    [Input(1, 28, 28), Conv2d(8, 5, padding=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
)
