"""The palette by mouse and keyboard."""

from __future__ import annotations

import gc
import weakref
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.files.user_blocks import blocks_folder, find_blocks, save_block
from app.network.block_library import READY_BLOCKS
from app.network.layers import LAYER_KINDS
from tests.widgets.dialogs import Dialogs
from widgets.canvas.library_blocks import BLOCK_MIME
from widgets.panels.layer_list import KIND_ROLE, LAYER_MIME, LayerModel, LayerSearch
from widgets.panels.palette import PalettePanel, drag_picture


@pytest.fixture
def palette(qtbot: QtBot) -> PalettePanel:
    panel = PalettePanel()
    qtbot.addWidget(panel)
    panel.resize(panel.sizeHint())
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def shown(palette: PalettePanel) -> list[str]:
    model = palette.view.model()
    headings = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        model.index(row, 0, heading).data(KIND_ROLE)
        for heading in headings
        for row in range(model.rowCount(heading))
    ]


def index_of(palette: PalettePanel, kind: str) -> QModelIndex:
    found = palette.view.model().match(
        palette.view.model().index(0, 0),
        KIND_ROLE,
        kind,
        1,
        Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive,
    )
    return cast(QModelIndex, found[0])


def test_every_layer_kind_is_listed_and_then_every_ready_block(palette: PalettePanel) -> None:
    kinds, blocks = shown(palette)[: len(LAYER_KINDS)], shown(palette)[len(LAYER_KINDS) :]
    assert sorted(kinds) == sorted(kind.__name__ for kind in LAYER_KINDS)
    assert blocks == [block.title for block in READY_BLOCKS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("CONV", "Conv2d"),
        ("POOL", "MaxPool2d"),
        ("FC", "Linear"),
        ("DO", "Dropout"),
        ("BN", "BatchNorm2d"),
        ("relu", "ReLU"),
        ("leaky", "LeakyReLU"),
        ("normal", "BatchNorm2d"),
        ("weighted sum", "Linear"),
        ("depthwise", "Conv2d"),
        ("signal", "Conv1d"),
        ("deconvolution", "ConvTranspose2d"),
        ("global average", "AdaptiveAvgPool2d"),
        ("maxout", "ChannelMaxPool"),
        ("swish", "SiLU"),
        ("LRN", "LocalResponseNorm"),
    ],
)
def test_typing_what_lecturers_say_and_enter_takes_the_layer(
    qtbot: QtBot, palette: PalettePanel, typed: str, first: str
) -> None:
    qtbot.keyClicks(palette.search, typed)
    with qtbot.waitSignal(palette.layer_chosen) as chosen:
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen.args == [first]


def test_a_search_without_a_hit_says_so_and_enter_does_nothing(
    qtbot: QtBot, palette: PalettePanel
) -> None:
    qtbot.keyClicks(palette.search, "transformer")
    labels = [label.text() for label in palette.findChildren(QLabel) if label.isVisible()]
    assert any("No layer matches “transformer”" in text for text in labels)
    with qtbot.assertNotEmitted(palette.layer_chosen):
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)


def test_escape_clears_the_search(qtbot: QtBot, palette: PalettePanel) -> None:
    qtbot.keyClicks(palette.search, "pool")
    pooling = {kind.__name__ for kind in LAYER_KINDS if kind.family == "pooling"}
    assert set(shown(palette)[: len(pooling)]) == pooling
    qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert palette.search.text() == ""
    assert len(shown(palette)) == len(LAYER_KINDS) + len(READY_BLOCKS)


def test_arrow_keys_walk_from_the_search_through_the_list_past_headings(
    qtbot: QtBot, palette: PalettePanel
) -> None:
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    assert palette.view.currentIndex().data(KIND_ROLE) == "Input"
    qtbot.keyClick(palette.view, Qt.Key.Key_Down)
    assert palette.view.currentIndex().data(KIND_ROLE) == "Conv2d"
    with qtbot.waitSignal(palette.layer_chosen) as chosen:
        qtbot.keyClick(palette.view, Qt.Key.Key_Return)
    assert chosen.args == ["Conv2d"]


def test_up_from_the_first_layer_goes_back_to_the_search(
    qtbot: QtBot, palette: PalettePanel
) -> None:
    palette.activateWindow()
    palette.search.setFocus()
    qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    qtbot.waitUntil(palette.view.hasFocus)
    qtbot.keyClick(palette.view, Qt.Key.Key_Up)
    qtbot.waitUntil(palette.search.hasFocus)


def test_a_double_click_takes_the_layer(qtbot: QtBot, palette: PalettePanel) -> None:
    palette.view.scrollTo(index_of(palette, "ReLU"))
    place = palette.view.visualRect(index_of(palette, "ReLU")).center()
    qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(palette.layer_chosen) as chosen:
        qtbot.mouseDClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["ReLU"]


def test_a_drag_carries_the_kind_and_a_picture(palette: PalettePanel) -> None:
    drag = palette.view.drag(index_of(palette, "MaxPool2d"))
    assert drag is not None
    assert bytes(drag.mimeData().data(LAYER_MIME).data()) == b"MaxPool2d"
    assert not drag.pixmap().isNull()
    drag.deleteLater()


def test_a_heading_cannot_be_dragged(palette: PalettePanel) -> None:
    assert palette.view.drag(palette.view.model().index(0, 0)) is None


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", [kind.__name__ for kind in LAYER_KINDS])
def test_every_kind_has_a_drag_picture(kind: str) -> None:
    assert drag_picture(kind, 2.0).width() >= 2 * 96


def test_a_block_is_found_and_chosen_by_its_key(qtbot: QtBot, palette: PalettePanel) -> None:
    qtbot.keyClicks(palette.search, "squeeze")
    with qtbot.waitSignal(palette.block_chosen) as chosen:
        qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert chosen.args == ["se"]


def test_a_drag_of_a_block_carries_its_key(palette: PalettePanel) -> None:
    drag = palette.view.drag(index_of(palette, "Residual block"))
    assert drag is not None
    assert bytes(drag.mimeData().data(BLOCK_MIME).data()) == b"residual"
    assert not drag.mimeData().hasFormat(LAYER_MIME)


def test_own_blocks_are_shown_last_and_broken_ones_are_named(
    qtbot: QtBot, palette: PalettePanel
) -> None:
    save_block(READY_BLOCKS[0].template(64))
    (blocks_folder() / "bad.json").write_text("{")
    with qtbot.waitSignal(palette.message) as said:
        palette.read_user_blocks()
    assert "bad.json" in said.args[0]
    assert shown(palette)[-1] == "vgg_stage"
    palette.search.setText("vgg")
    assert "vgg_stage" in shown(palette)


def test_an_own_block_is_removed_after_a_question(
    palette: PalettePanel, qtbot: QtBot, dialogs: Dialogs
) -> None:
    save_block(READY_BLOCKS[0].template(64))
    palette.read_user_blocks()
    palette.view.setCurrentIndex(index_of(palette, "vgg_stage"))
    dialogs.answer("Cancel")
    qtbot.keyClick(palette.view, Qt.Key.Key_Delete)
    assert "vgg_stage" in shown(palette)
    dialogs.answer("Yes")
    qtbot.keyClick(palette.view, Qt.Key.Key_Delete)
    assert "vgg_stage" not in shown(palette)
    assert not find_blocks().blocks


def test_nothing_keeps_the_layers_of_a_search_that_is_over(qtbot: QtBot) -> None:  # noqa: ARG001
    model = LayerModel()
    search = LayerSearch(model)
    search.search("conv")
    assert search.rowCount()
    gone = weakref.ref(model)
    del search, model
    gc.collect()
    assert gone() is None
