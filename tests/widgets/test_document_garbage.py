"""A document with undo history may go in whatever circle of references it was part of."""

from __future__ import annotations

import gc
import weakref

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
