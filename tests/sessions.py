"""Sessions with a small network and the digits, and short runs of them."""

from __future__ import annotations

import numpy as np

from app.data.catalogue import load
from app.network.edits import (
    Edit,
    SetFields,
)
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.session import Session
from app.training.events import (
    TrainingEvent,
)
from app.training.recipe import Recipe

MNIST = load("mnist")
RECIPE = Recipe(batch_size=500, epochs=2, learning_rate=0.01)
STEPS = 16
"""Those of an epoch."""


def small() -> Network:
    """input → conv1 → relu1 → pool1 → flatten1 → fc1."""
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


def huge() -> Network:
    return SetFields("fc1", {"out_features": 1_000_000}).apply(
        SetFields("conv1", {"out_channels": 4_096}).apply(small())
    )


def session_with(network: Network) -> Session:
    session = Session()
    session.set_network(network)
    session.load_dataset("mnist", 0.5)
    session.set_probe(MNIST.test.images[0])
    return session


def edited(session: Session, network: Network, edit: Edit) -> Network:
    after = edit.apply(network)
    session.set_network(after)
    return after


def trained(session: Session, steps: int = 3, recipe: Recipe = RECIPE) -> list[TrainingEvent]:
    session.begin(recipe)
    events = [session.advance() for _ in range(steps)]
    session.stop()
    return events


def assert_equal(a: dict[str, np.ndarray], b: dict[str, np.ndarray]) -> None:
    assert a.keys() == b.keys()
    for name in a:
        np.testing.assert_array_equal(a[name], b[name], err_msg=name)
