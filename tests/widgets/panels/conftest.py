"""What the tests of the panels share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.network.gallery import gallery_entry
from app.training.recipe import Recipe
from widgets.document import Document


@pytest.fixture
def document() -> Document:
    """LeNet-5 on MNIST, nothing selected."""
    document = Document()
    document.open(gallery_entry("lenet-5").build(), Recipe())
    return document


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Puts a widget on the screen."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()

    return show
