"""Adding layers by typing, branches from ports, and joining branches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.network.edits import RemoveLayers
from app.network.graph import Wire
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Linear
from tests.widgets.events import click, drag, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.quick_add import QuickAdd
from widgets.document import Document

ENTER = Qt.Key.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(view: CanvasView) -> QuickAdd:
    field = view.overlays.quick_add
    assert field is not None
    assert field.isVisible()
    return field


def drag_out(view: CanvasView, name: str, by: QPointF) -> QuickAdd:
    port = view.canvas_scene.cards[name].out_port
    drag(view, port, port + by)
    return opened(view)


def test_a_wire_dropped_on_nothing_asks_for_the_layer_that_it_feeds(
    view: CanvasView, document: Document
) -> None:
    field = drag_out(view, "conv1", QPointF(30, 400))
    QTest.keyClicks(field.field, "conv 32 5x5 p2")
    assert field.words.text() == "6×24×24 → 32×24×24 · 4,832 parameters"
    QTest.keyClick(field.field, ENTER)
    assert document.network.layers["conv2"] == Conv2d(32, 5, padding=2)
    assert document.network.source_of["conv2"] == "conv1"
    assert document.network.source_of["relu1"] == "conv1"
    assert document.selection == {"conv2"}
    assert view.hasFocus()
    document.undo_stack.undo()
    assert "conv2" not in document.network.layers


def test_what_is_typed_stays_while_the_canvas_gets_another_size(
    view: CanvasView, document: Document
) -> None:
    view.fit()
    field = drag_out(view, "conv1", QPointF(30, 400))
    QTest.keyClicks(field.field, "conv 32")
    before = field.pos()
    view.resize(view.width() - 200, view.height() - 150)
    assert opened(view) is field
    assert field.pos() != before
    assert view.rect().contains(field.geometry())
    QTest.keyClicks(field.field, " 5x5 p2")
    QTest.keyClick(field.field, ENTER)
    assert document.network.layers["conv2"] == Conv2d(32, 5, padding=2)


@pytest.mark.parametrize("way", ["escape", "click"])
def test_the_field_goes_without_a_trace(view: CanvasView, document: Document, way: str) -> None:
    before = document.network
    field = drag_out(view, "fc1", QPointF(150, 0))
    if way == "escape":
        QTest.keyClick(field.field, Qt.Key.Key_Escape)
    else:
        click(view, QPointF(-200, -200))
    assert view.overlays.quick_add is None
    assert document.network == before


def test_a_layer_is_typed_behind_the_selection(view: CanvasView, document: Document) -> None:
    document.select({"relu1"})
    type_keys(view, [Qt.Key.Key_A])
    QTest.keyClicks(opened(view).field, "bn")
    QTest.keyClick(opened(view).field, ENTER)
    assert document.network.source_of["bn1"] == "relu1"
    assert document.network.source_of["pool1"] == "bn1"


def test_arrows_choose_among_the_layers_found(view: CanvasView, document: Document) -> None:
    document.select({"fc1"})
    type_keys(view, [Qt.Key.Key_A])
    field = opened(view)
    QTest.keyClicks(field.field, "relu")
    type_keys(field.field, [Qt.Key.Key_Down, ENTER])
    (added,) = document.selection
    assert document.network.layers[added].kind == "LeakyReLU"
    assert document.network.source_of[added] == "fc1"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("nonsense", "No layer is called that."), ("fc p3", "Linear has no padding for 'p3'")],
)
def test_what_cannot_be_made_is_said_and_enter_does_nothing(
    view: CanvasView, document: Document, typed: str, words: str
) -> None:
    before = document.network
    type_keys(view, [Qt.Key.Key_A])
    field = opened(view)
    QTest.keyClicks(field.field, typed)
    QTest.keyClick(field.field, ENTER)
    assert field.words.text() == words
    assert document.network == before


def test_an_input_is_offered_only_where_there_is_none(view: CanvasView) -> None:
    type_keys(view, [Qt.Key.Key_A])
    field = opened(view)
    names = [field.list.item(row).text() for row in range(field.list.count())]
    assert "Input" not in names
    assert "Conv2d" in names


def test_the_field_lies_within_the_view(view: CanvasView) -> None:
    field = drag_out(view, "pool1", QPointF(100, 300))
    assert view.rect().contains(field.geometry())


def test_a_branch_is_copied_with_the_wires_into_it(view: CanvasView, document: Document) -> None:
    document.select({"relu1", "pool1"})
    type_keys(view, [Qt.Key.Key_D], CTRL | SHIFT)
    network = document.network
    assert network.source_of["relu2"] == "conv1"
    assert network.source_of["pool2"] == "relu2"
    assert not network.targets_of["pool2"]
    assert document.selection == {"relu2", "pool2"}
    document.undo_stack.undo()
    assert "relu2" not in document.network.layers


def test_a_merge_joins_the_selected_ends(view: CanvasView, document: Document) -> None:
    document.select({"relu1", "pool1"})
    type_keys(view, [Qt.Key.Key_D], CTRL | SHIFT)
    document.select({"pool1", "pool2"})
    view.append_layer("Concatenate")
    assert document.network.sources_of["concat1"] == ("pool1", "pool2")
    assert document.undo_stack.undoText() == "Join by Concatenate"


def test_only_the_ends_of_a_selected_chain_are_joined(view: CanvasView, document: Document) -> None:
    view.select_all()
    view.append_layer("Add")
    assert document.network.sources_of["add1"] == ("fc1",)


def test_the_cards_beneath_a_shortcut_make_way_for_it(view: CanvasView, document: Document) -> None:
    document.apply(RemoveLayers(frozenset({"pool1", "flatten1", "fc1"})))
    document.select({"input", "relu1"})
    view.append_layer("Add")
    after = document.network
    assert Wire("input", "add1") in after.wires
    lane = after.positions["input"].y
    assert after.positions["add1"].y == lane
    between = [
        name
        for name, at in after.positions.items()
        if after.positions["input"].x < at.x < after.positions["add1"].x
    ]
    assert not [name for name in between if abs(after.positions[name].y - lane) < 180]


def test_a_typed_layer_may_have_more_values_than_fit_a_line(
    view: CanvasView, document: Document
) -> None:
    document.select({"flatten1"})
    type_keys(view, [Qt.Key.Key_A])
    QTest.keyClicks(opened(view).field, "fc 65536")
    QTest.keyClick(opened(view).field, ENTER)
    assert document.network.layers["fc2"] == Linear(65_536)


def test_a_long_reason_is_not_cut_off(view: CanvasView, document: Document) -> None:
    document.select({"input", "pool1", "fc1"})
    type_keys(view, [Qt.Key.Key_A])
    field = opened(view)
    QTest.keyClicks(field.field, "concat")
    assert field.words.text().startswith("Concatenate needs inputs of one height and width")
    assert field.words.height() >= field.words.heightForWidth(field.words.width())
    assert view.rect().contains(field.geometry())
