"""A document with undo history may go in whatever circle of references it was part of."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.network.edits import AddLayer
from app.network.graph import Position
from app.network.layers.activation import ReLU
from widgets.document import Document


class Friend:
    """Something that holds a document and is held by it."""

    document: Document
    command: object


def test_a_document_in_a_circle_of_garbage_is_collected_with_its_commands(
    qtbot: QtBot,  # noqa: ARG001  (Qt must be running)
) -> None:
    gone = []
    for _ in range(50):
        document, friend = Document(), Friend()
        document.apply(AddLayer(ReLU(), Position(0, 0)))
        document.friend = friend  # type: ignore[attr-defined]
        friend.document, friend.command = document, document.undo_stack.command(0)
        gone.append(weakref.ref(document))
        del document, friend
    gc.collect()
    assert [reference() for reference in gone] == [None] * 50


_PROGRAM = """
from PySide6.QtWidgets import QApplication
from app.network.edits import AddLayer
from app.network.graph import Position
from app.network.layers.activation import ReLU
from widgets.document import Document

application = QApplication([])
document = Document(application)
document.apply(AddLayer(ReLU(), Position(0, 0)))
"""


def test_a_program_ends_without_a_word_about_its_document() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=Path(__file__).parents[2],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr == ""
