"""A small network for the training thread, and waiting for what the thread does."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.training_thread import TrainingThread

RECIPE = Recipe(batch_size=100, epochs=1)
STEPS = 80
"""Those of an epoch of the digits."""


def small() -> Network:
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(4, 5, stride=2), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


def wait_for_state(qtbot: QtBot, thread: TrainingThread, state: str) -> None:
    qtbot.waitUntil(lambda: thread.progress.state == state)


def wait_for_steps(qtbot: QtBot, thread: TrainingThread, count: int) -> None:
    qtbot.waitUntil(lambda: len(thread.events) >= count)


def idle(qtbot: QtBot, thread: TrainingThread) -> None:
    """Wait until the thread has worked off everything that it was asked."""
    answer = thread.fetch_weights()
    qtbot.waitUntil(answer.done)


def weights(qtbot: QtBot, thread: TrainingThread) -> dict[str, np.ndarray]:
    answer = thread.fetch_weights()
    qtbot.waitUntil(answer.done)
    return answer.result()
