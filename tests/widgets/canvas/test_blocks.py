"""Blocks on the canvas: as cards and as frames, with mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from app.network.arrange import arrange
from app.network.blocks import CollapseBlocks, block_paths, layers_in
from app.network.edits import MoveLayers, SetFields
from app.network.graph import Network, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.canvas.conftest import shown
from tests.widgets.canvas.test_drops import dragged
from tests.widgets.conftest import IN_A_HALL, PutInType
from tests.widgets.events import click, double_click, drag, drop_on, press_and_move, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.block_frame import BlockTab
from widgets.canvas.layer_card import PortMark
from widgets.canvas.room import collapse_edit
from widgets.document import Document

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
INSIDE = ("conv1", "relu1", "conv2", "add1")


def residual() -> Network:
    """input → stem → the block "res" (conv1 → relu1 → conv2, and add1) → flatten1 → fc1."""
    names = ("input", "stem", *INSIDE, "flatten1", "fc1")
    convolution = Conv2d(8, 3, padding=1)
    layers = (Input(1, 8, 8), convolution, convolution, ReLU(), convolution, Add())
    network = Network(
        "residual",
        dict(zip(names, (*layers, Flatten(), Linear(10)), strict=True)),
        (*(Wire(*ends) for ends in pairwise(names)), Wire("stem", "add1")),
    )
    network = replace(network, positions=arrange(network))
    return network.with_blocks(dict.fromkeys(INSIDE, "res"))


@pytest.fixture
def document(qtbot: QtBot) -> Document:  # noqa: ARG001  (Qt must be running)
    document = Document()
    document.open(residual(), Recipe())
    return document


@pytest.fixture
def view(qtbot: QtBot, document: Document) -> CanvasView:
    view = shown(qtbot, document)
    view.set_zoom(0.8)
    view.show_point(view.canvas_scene.bounds().center())
    return view


@pytest.fixture
def collapsed(view: CanvasView, document: Document) -> CanvasView:
    document.apply(CollapseBlocks(frozenset({"res"})))
    return view


def middle(view: CanvasView, path: str = "res") -> QPointF:
    return view.canvas_scene.block_cards[path].scene_rect.center() + QPointF(0, 40)


def tab(view: CanvasView, path: str = "res") -> QPointF:
    return view.canvas_scene.frames[path].name_rect(view.zoom).center()


def test_a_collapsed_block_is_one_card_and_hides_its_layers(collapsed: CanvasView) -> None:
    scene = collapsed.canvas_scene
    facts = scene.block_cards["res"].facts
    assert (facts.name, facts.notation, facts.shape_text) == ("res", "4 layers", "8×8×8")
    assert facts.parameters == 2 * (8 * 8 * 9 + 8)
    assert not any(scene.cards[name].isVisible() for name in INSIDE)
    assert scene.cards["stem"].isVisible()
    assert not scene.frames


def test_the_card_of_a_block_lies_where_its_first_layer_did(
    collapsed: CanvasView, document: Document
) -> None:
    card = collapsed.canvas_scene.block_cards["res"]
    assert card.pos() == QPointF(*document.network.positions["conv1"])


def test_wires_between_the_same_two_cards_are_drawn_as_one(collapsed: CanvasView) -> None:
    scene = collapsed.canvas_scene
    seen = [wire for wire, item in scene.wires.items() if item.isVisible()]
    ends = [(scene.shown.face(wire.source), scene.shown.face(wire.target)) for wire in seen]
    expected = [("input", "stem"), ("stem", "conv1"), ("conv1", "flatten1"), ("flatten1", "fc1")]
    assert sorted(ends) == sorted(expected)
    into = scene.wires[Wire("stem", "conv1")].path
    assert into.pointAtPercent(1.0) == scene.block_cards["res"].in_port


def test_the_frame_of_an_open_block_holds_its_cards_and_follows_them(
    view: CanvasView, document: Document
) -> None:
    frame = view.canvas_scene.frames["res"]
    cards = [view.canvas_scene.cards[name] for name in INSIDE]
    assert all(frame.rect.contains(card.scene_rect) for card in cards)
    before = frame.rect
    start = cards[-1].scene_rect.center() + QPointF(0, 40)
    press_and_move(view, start, start + QPointF(120, 60))
    assert frame.rect.right() == before.right() + 120
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    assert frame.rect == before
    assert not document.undo_stack.canUndo()


def test_frames_of_blocks_in_blocks_lie_within_one_another(
    view: CanvasView, document: Document
) -> None:
    document.select(INSIDE[:2])
    type_keys(view, [Qt.Key.Key_G], CONTROL)
    outer, inner = (view.canvas_scene.frames[path] for path in block_paths(document.network))
    assert outer.path == "res"
    assert outer.rect.contains(inner.rect | inner.tab_rect(1.0))
    assert inner.zValue() > outer.zValue()


def test_a_double_click_opens_and_shuts_a_block_as_one_step_of_undo(
    collapsed: CanvasView, document: Document
) -> None:
    double_click(collapsed, middle(collapsed))
    assert document.undo_stack.undoText() == "Expand res"
    assert collapsed.canvas_scene.cards["conv1"].isVisible()
    double_click(collapsed, tab(collapsed))
    assert "res" in collapsed.canvas_scene.block_cards
    document.undo_stack.undo()
    assert "res" in collapsed.canvas_scene.frames


def test_a_click_on_the_triangle_opens_and_shuts_a_block(
    view: CanvasView, document: Document
) -> None:
    click(view, view.canvas_scene.frames["res"].toggle_rect(view.zoom).center())
    assert document.network.collapsed == {"res"}
    click(view, view.canvas_scene.block_cards["res"].toggle_rect().center())
    assert not document.network.collapsed


def test_a_click_selects_all_layers_of_a_block_and_enter_opens_it(
    collapsed: CanvasView, document: Document
) -> None:
    click(collapsed, middle(collapsed))
    assert document.selection == set(INSIDE)
    assert collapsed.canvas_scene.block_cards["res"].selected
    type_keys(collapsed, [Qt.Key.Key_Return])
    assert not document.network.collapsed
    assert collapsed.canvas_scene.frames["res"].selected


def test_a_click_with_shift_adds_a_block_and_takes_it_away(
    collapsed: CanvasView, document: Document
) -> None:
    document.select({"fc1"})
    click(collapsed, middle(collapsed), SHIFT)
    assert document.selection == {"fc1", *INSIDE}
    click(collapsed, middle(collapsed), SHIFT)
    assert document.selection == {"fc1"}


def test_a_card_of_which_one_layer_is_selected_says_so(
    collapsed: CanvasView, document: Document
) -> None:
    document.select({"conv2"})
    card = collapsed.canvas_scene.block_cards["res"]
    assert card.partly_selected
    assert not card.selected


def test_dragging_the_card_moves_all_layers(collapsed: CanvasView, document: Document) -> None:
    before = document.network.positions
    drag(collapsed, middle(collapsed), middle(collapsed) + QPointF(0, 200))
    after = document.network.positions
    moved = {name for name in after if after[name] != before[name]}
    assert moved == set(INSIDE)
    assert {after[name].y - before[name].y for name in INSIDE} == {200.0}


def test_large_type_leaves_the_bounds_of_a_tab_as_the_scene_knows_them(
    view: CanvasView, put_in_type: PutInType
) -> None:
    """Where they change unsaid, Qt paints the tab once more after it was deleted, and crashes."""
    items = [item for item in view.canvas_scene.items() if isinstance(item, BlockTab)]
    known = [item.sceneBoundingRect() for item in items]
    put_in_type(IN_A_HALL)
    assert items
    assert [item.sceneBoundingRect() for item in items] == known
    assert all(item.boundingRect().contains(item.tab_rect(0.05)) for item in items)


def test_dragging_the_tab_moves_the_block(view: CanvasView, document: Document) -> None:
    before = document.network.positions
    drag(view, tab(view), tab(view) + QPointF(100, 0))
    assert document.network.positions["add1"].x == before["add1"].x + 100
    assert document.network.positions["stem"] == before["stem"]


def test_a_rubber_band_over_the_card_selects_the_block(
    collapsed: CanvasView, document: Document
) -> None:
    rect = collapsed.canvas_scene.block_cards["res"].scene_rect
    drag(collapsed, rect.bottomLeft() + QPointF(30, 40), rect.center())
    assert document.selection == set(INSIDE)


def test_delete_takes_a_selected_block_away(collapsed: CanvasView, document: Document) -> None:
    click(collapsed, middle(collapsed))
    type_keys(collapsed, [Qt.Key.Key_Delete])
    assert not set(INSIDE) & document.network.layers.keys()
    assert not collapsed.canvas_scene.block_cards


def test_a_duplicated_block_is_another_collapsed_block(
    collapsed: CanvasView, document: Document
) -> None:
    click(collapsed, middle(collapsed))
    type_keys(collapsed, [Qt.Key.Key_D], CONTROL)
    assert set(collapsed.canvas_scene.block_cards) == {"res", "res2"}
    assert len(document.network.layers) == 8 + 4


def test_group_and_ungroup_are_a_key_each(view: CanvasView, document: Document) -> None:
    document.select({"flatten1", "fc1"})
    type_keys(view, [Qt.Key.Key_G], CONTROL)
    assert layers_in(document.network, "block1") == ("flatten1", "fc1")
    type_keys(view, [Qt.Key.Key_G], CONTROL | SHIFT)
    assert block_paths(document.network) == ("res",)


def test_e_collapses_the_block_around_a_layer(view: CanvasView, document: Document) -> None:
    document.select({"relu1"})
    type_keys(view, [Qt.Key.Key_E])
    assert document.network.collapsed == {"res"}
    type_keys(view, [Qt.Key.Key_E])
    assert not document.network.collapsed


def test_all_blocks_are_collapsed_and_expanded_at_once(
    view: CanvasView, document: Document
) -> None:
    document.select({"flatten1", "fc1"})
    type_keys(view, [Qt.Key.Key_G], CONTROL)
    type_keys(view, [Qt.Key.Key_E], SHIFT)
    assert set(view.canvas_scene.block_cards) == {"res", "block1"}
    type_keys(view, [Qt.Key.Key_E], CONTROL | Qt.KeyboardModifier.AltModifier)
    assert set(view.canvas_scene.frames) == {"res", "block1"}


@pytest.mark.parametrize("shut", [False, True], ids=["open", "collapsed"])
def test_f2_renames_the_selected_block_in_place(
    view: CanvasView, document: Document, shut: bool
) -> None:
    document.apply(CollapseBlocks(frozenset({"res"}), collapsed=shut))
    click(view, middle(view) if shut else tab(view))
    type_keys(view, [Qt.Key.Key_F2])
    editor = view.overlays.editor
    assert editor is not None
    QTest.keyClicks(editor, "shortcut")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert block_paths(document.network) == ("shortcut",)
    assert document.network.collapsed == ({"shortcut"} if shut else set())


def test_repeat_asks_how_often_and_shows_the_block_once(
    collapsed: CanvasView, document: Document
) -> None:
    click(collapsed, middle(collapsed))

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.setIntValue(3)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(50, answer)
    collapsed.actions_by_name["repeat_block"].trigger()
    scene = collapsed.canvas_scene
    assert set(scene.block_cards) == {"res"}
    facts = scene.block_cards["res"].facts
    assert (facts.times, facts.notation) == (3, "3 × 4 layers")
    assert facts.parameters == 3 * 2 * (8 * 8 * 9 + 8)
    assert document.selection == set(layers_in(document.network, "res"))
    assert not document.analysis.errors


@pytest.mark.parametrize("tidy", [True, False])
def test_an_opened_repeat_shows_its_copies_and_covers_no_card(
    view: CanvasView, document: Document, tidy: bool
) -> None:
    view.blocks.repeat_times("res", 3)
    if not tidy:
        document.apply(MoveLayers({"fc1": Position(4000.0, 30.0)}))
    view.blocks.toggle("res")
    scene = view.canvas_scene
    assert set(scene.frames) == {"res", "res/copy1", "res/copy2", "res/copy3"}
    cards = scene.visible_cards()
    frame = scene.frames["res"].rect
    for card in cards:
        others = [other for other in cards if other is not card]
        assert not any(card.scene_rect.intersects(other.scene_rect) for other in others)
        inside = document.network.blocks.get(card.name, "").startswith("res")
        assert frame.intersects(card.scene_rect) == inside
    assert document.undo_stack.undoText() == "Expand res"


def test_arrow_keys_walk_over_a_block_as_over_one_card(
    collapsed: CanvasView, document: Document
) -> None:
    document.select({"stem"})
    type_keys(collapsed, [Qt.Key.Key_Right])
    assert document.selection == set(INSIDE)
    type_keys(collapsed, [Qt.Key.Key_Right])
    assert document.selection == {"flatten1"}
    type_keys(collapsed, [Qt.Key.Key_Tab])
    assert document.selection == {"fc1"}


def test_a_wire_is_drawn_from_the_exit_of_a_collapsed_block(
    collapsed: CanvasView, document: Document
) -> None:
    scene = collapsed.canvas_scene
    drag(collapsed, scene.block_cards["res"].out_port, scene.cards["fc1"].in_port)
    assert document.network.sources_of["fc1"] == ("add1",)


def test_a_block_with_several_inputs_refuses_a_wire_with_words(
    collapsed: CanvasView, document: Document, qtbot: QtBot
) -> None:
    scene = collapsed.canvas_scene
    with qtbot.waitSignal(collapsed.message, check_params_cb=lambda text: "2 inputs" in text):
        press_and_move(collapsed, scene.cards["input"].out_port, scene.block_cards["res"].in_port)
    assert scene.block_cards["res"].port_marks["in"] is PortMark.REFUSED
    QTest.mouseRelease(collapsed.viewport(), Qt.MouseButton.LeftButton)
    assert not document.undo_stack.undoText().startswith("Connect")


def test_a_layer_dropped_on_the_wire_into_a_block_feeds_all_that_the_wire_fed(
    collapsed: CanvasView, document: Document
) -> None:
    item = collapsed.canvas_scene.wires[Wire("stem", "conv1")]
    assert drop_on(collapsed, dragged("ReLU"), item.path.pointAtPercent(0.5))
    network = document.network
    assert network.sources_of["conv1"] == ("relu2",)
    assert set(network.sources_of["add1"]) == {"conv2", "relu2"}
    assert "relu2" not in network.blocks
    document.undo_stack.undo()
    assert "relu2" not in document.network.layers


def test_a_layer_dropped_behind_a_block_follows_its_exit(
    collapsed: CanvasView, document: Document
) -> None:
    beside = collapsed.canvas_scene.block_cards["res"].scene_rect.center() + QPointF(130, 70)
    assert drop_on(collapsed, dragged("ReLU"), beside)
    assert document.network.sources_of["flatten1"] == ("relu2",)
    assert document.network.sources_of["relu2"] == ("add1",)


def test_the_badge_of_a_collapsed_block_leads_to_the_layer_with_the_problem(
    collapsed: CanvasView, document: Document
) -> None:
    document.apply(SetFields("conv2", {"out_channels": 5}))
    card = collapsed.canvas_scene.block_cards["res"]
    assert card.facts.severity == "error"
    click(collapsed, card.badge_centre())
    popup = collapsed.overlays.popup
    assert popup is not None
    assert popup.accessibleName() == "Problems of add1"


def test_only_what_a_card_shows_is_wanted_of_a_collapsed_block(collapsed: CanvasView) -> None:
    collapsed.fit()
    collapsed.set_zoom(0.8)
    wanted = collapsed.wanted_maps()
    assert "add1" in wanted
    assert wanted.isdisjoint(INSIDE[:3])
    collapsed.show_maps({"add1": np.ones((8, 8, 8), np.float32)})
    card = collapsed.canvas_scene.block_cards["res"]
    QTest.qWaitForWindowExposed(collapsed)
    QApplication.processEvents()
    assert card.picture is not None


def test_going_to_a_hidden_layer_shows_the_card_of_its_block(
    collapsed: CanvasView, document: Document
) -> None:
    collapsed.go_to("conv2")
    assert document.selection == {"conv2"}
    rect = collapsed.canvas_scene.block_cards["res"].scene_rect
    assert collapsed.visible_rect().contains(rect)


def test_where_opened_blocks_lie_does_not_depend_on_their_names() -> None:
    network = chain("two blocks", [Input(), *[ReLU()] * 9])
    places = {
        name: Position(220 * (at % 4), 250 * (at // 4)) for at, name in enumerate(network.layers)
    }
    network = replace(network, positions=places)
    found = set()
    for one, other in pairwise(("a", "b", "c", "d", "e", "f", "g", "h")):
        blocks = {"relu1": one, "relu2": one, "relu5": one}
        blocks |= {"relu6": other, "relu3": other, "relu9": other}
        shut = CollapseBlocks(frozenset({one, other})).apply(network.with_blocks(blocks))
        opened = collapse_edit(shut, {one, other}, collapsed=False).apply(shut)
        found.add(tuple(opened.positions.values()))
    assert len(found) == 1
