"""Blocks from the palette on the canvas, and blocks kept for later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from pytestqt.qtbot import QtBot

from app.files.user_blocks import find_blocks
from app.network.block_library import READY_BLOCKS, ReadyBlock
from app.network.blocks import block_paths, layers_in
from app.network.graph import Wire
from tests.widgets.canvas.conftest import shown
from tests.widgets.canvas.test_drops import assert_no_cards_overlap
from tests.widgets.events import drag_over, drop_on, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.library_blocks import BLOCK_MIME
from widgets.document import Document

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def dragged(key: str) -> QMimeData:
    data = QMimeData()
    data.setData(BLOCK_MIME, key.encode())
    return data


@pytest.mark.parametrize("block", READY_BLOCKS, ids=lambda block: block.name)
def test_a_block_is_appended_behind_the_selection_in_one_step(
    view: CanvasView, document: Document, block: ReadyBlock
) -> None:
    before = document.network
    document.select({"relu1"})
    view.append_block(block.name)
    network = document.network
    (path,) = block_paths(network)
    inside = set(layers_in(network, path))
    assert any(set(network.sources_of[name]) & {"relu1"} for name in inside)
    assert set(network.sources_of["pool1"]) <= inside
    assert not [p for p in document.analysis.errors if p.layer in inside]
    assert_no_cards_overlap(network)
    document.undo_stack.undo()
    assert document.network == before


def test_a_residual_block_takes_the_channels_of_its_source(
    view: CanvasView, document: Document
) -> None:
    document.select({"relu1"})
    view.append_block("residual")
    assert not document.analysis.errors
    assert document.analysis.layers["pool1"].input == (6, 24, 24)


def test_a_block_dropped_on_a_wire_is_put_into_it(view: CanvasView, document: Document) -> None:
    item = view.canvas_scene.wires[Wire("conv1", "relu1")]
    at = item.path.pointAtPercent(0.5)
    assert drag_over(view, dragged("se"), at)
    assert item.marked
    assert drop_on(view, dragged("se"), at)
    assert not item.marked
    (source,) = document.network.sources_of["relu1"]
    assert document.network.blocks[source] == "se"
    assert not document.analysis.errors


def test_a_block_dropped_on_an_empty_canvas_stands_there_unfed(qtbot: QtBot) -> None:
    view = shown(qtbot, Document())
    assert drop_on(view, dragged("vgg_stage"), QPointF(100, 100))
    assert len(view.document.network.layers) == 5
    assert not view.document.network.inputs


def test_an_unknown_block_changes_nothing(view: CanvasView, document: Document) -> None:
    assert drop_on(view, dragged("own/gone"), QPointF(0, 700))
    assert not document.undo_stack.canUndo()


def test_a_block_is_kept_for_later_and_used_again(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    document.select({"relu1", "pool1"})
    view.blocks.group()
    with qtbot.waitSignal(view.blocks_kept):
        type_keys(view, [Qt.Key.Key_B], CONTROL_SHIFT)
    assert list(find_blocks().blocks) == ["block1"]
    document.select({"conv1"})
    view.append_block("own/block1")
    assert block_paths(document.network) == ("block2", "block1")
    assert not document.analysis.errors
