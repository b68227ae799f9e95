"""A shown canvas, 1280×800, with a small network on it."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.canvas import CanvasView
from widgets.document import Document


def small_network() -> Network:
    """input → conv1 → relu1 → pool1 in a row, and flatten1 → fc1 in the row below."""
    return chain(
        "small",
        [Input(1, 28, 28), Conv2d(6, 5), ReLU(), MaxPool2d(), Flatten(), Linear(10)],
    )


@pytest.fixture
def document(qtbot: QtBot) -> Document:  # noqa: ARG001  (Qt must be running)
    document = Document()
    document.open(small_network(), Recipe())
    return document


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> CanvasView:
    return shown(qtbot, document)


def shown(qtbot: QtBot, document: Document) -> CanvasView:
    """A canvas on the screen that has the keyboard."""
    view = CanvasView(document)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    assert QTest.qWaitForWindowActive(view)
    view.setFocus()
    return view
