"""Layers from the palette: dropped on a wire, near a card, anywhere; appended without a mouse."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QMimeData, QPointF
from pytestqt.qtbot import QtBot

from app.network.graph import Network, Wire
from app.network.layers import LAYER_KINDS
from app.training.recipe import Recipe
from tests.widgets.canvas.conftest import shown
from tests.widgets.events import drag_over, drop_on, leave_drag
from widgets.canvas import CanvasView
from widgets.canvas.drop import LAYER_MIME
from widgets.document import Document


def dragged(kind: str) -> QMimeData:
    data = QMimeData()
    data.setData(LAYER_MIME, kind.encode())
    return data


def assert_no_cards_overlap(network: Network) -> None:
    for (first, a), (second, b) in combinations(network.positions.items(), 2):
        apart = abs(a.x - b.x) >= 180 or abs(a.y - b.y) >= 180
        assert apart, f"{first} and {second} overlap"


@pytest.fixture
def empty(qtbot: QtBot) -> CanvasView:
    return shown(qtbot, Document())


def test_a_layer_dropped_on_a_wire_is_inserted_and_the_row_makes_room(
    view: CanvasView, document: Document
) -> None:
    middle = view.canvas_scene.wires[Wire("conv1", "relu1")].path.pointAtPercent(0.5)
    assert drop_on(view, dragged("BatchNorm2d"), middle)
    assert document.network.source_of["bn1"] == "conv1"
    assert document.network.source_of["relu1"] == "bn1"
    assert document.undo_stack.undoText() == "Insert BatchNorm2d"
    assert_no_cards_overlap(document.network)
    places = document.network.positions
    assert places["conv1"].x < places["bn1"].x < places["relu1"].x < places["pool1"].x
    document.undo_stack.undo()
    assert document.network.source_of["relu1"] == "conv1"
    assert "bn1" not in view.canvas_scene.cards


def test_the_wire_under_a_dragged_layer_is_highlighted_until_it_leaves(view: CanvasView) -> None:
    item = view.canvas_scene.wires[Wire("conv1", "relu1")]
    items = len(view.canvas_scene.items())
    assert drag_over(view, dragged("ReLU"), item.path.pointAtPercent(0.5))
    assert item.marked
    leave_drag(view)
    assert not item.marked
    assert len(view.canvas_scene.items()) == items


def test_a_layer_dropped_right_of_the_last_card_is_appended(
    view: CanvasView, document: Document
) -> None:
    beside = view.canvas_scene.cards["fc1"].scene_rect.center() + QPointF(140, 20)
    drag_over(view, dragged("Softmax"), beside)
    assert view.canvas_scene.cards["fc1"].marked
    drop_on(view, dragged("Softmax"), beside)
    assert document.network.source_of["softmax1"] == "fc1"
    assert_no_cards_overlap(document.network)


def test_a_layer_dropped_on_a_card_follows_it(view: CanvasView, document: Document) -> None:
    drop_on(view, dragged("Dropout"), view.canvas_scene.cards["relu1"].scene_rect.center())
    assert document.network.source_of["dropout1"] == "relu1"
    assert document.network.source_of["pool1"] == "dropout1"
    assert_no_cards_overlap(document.network)


def test_a_layer_dropped_elsewhere_stands_alone_where_it_was_dropped(
    view: CanvasView, document: Document
) -> None:
    at = QPointF(700, 500)
    drop_on(view, dragged("Conv2d"), at)
    assert "conv2" not in document.network.source_of
    assert view.canvas_scene.cards["conv2"].scene_rect.contains(at)
    assert document.selection == {"conv2"}


def test_a_drop_after_panning_and_zooming_lands_under_the_mouse(view: CanvasView) -> None:
    view.zoom_by(0.6)
    view.pan_by(QPointF(-333, 120))
    at = view.visible_rect().center() + QPointF(300, 250)
    drop_on(view, dragged("Conv2d"), at)
    middle = view.canvas_scene.cards["conv2"].scene_rect.center()
    assert (middle - at).manhattanLength() <= 20


def test_an_input_is_never_put_into_a_wire(view: CanvasView, document: Document) -> None:
    wires = document.network.wires
    middle = view.canvas_scene.wires[Wire("conv1", "relu1")].path.pointAtPercent(0.5)
    drop_on(view, dragged("Input"), middle)
    assert document.network.wires == wires
    assert_no_cards_overlap(document.network)


@pytest.mark.parametrize("data", [b"NoSuchLayer", b"\xff\xfe"])
def test_a_drag_that_names_no_layer_is_not_taken(
    view: CanvasView, document: Document, data: bytes
) -> None:
    strange = QMimeData()
    strange.setData(LAYER_MIME, data)
    before = document.network
    assert not drop_on(view, strange, QPointF(700, 500))
    assert document.network is before


def test_appending_every_kind_to_an_empty_canvas_builds_one_chain(empty: CanvasView) -> None:
    for kind in LAYER_KINDS:
        empty.append_layer(kind.__name__)
    network = empty.document.network
    assert len(network.layers) == len(LAYER_KINDS)
    assert len(network.wires) == len(LAYER_KINDS) - 1
    assert_no_cards_overlap(network)


def test_the_first_layer_is_put_in_the_middle_of_the_view(empty: CanvasView) -> None:
    empty.append_layer("Input")
    middle = empty.canvas_scene.cards["input"].scene_rect.center()
    assert (middle - empty.visible_rect().center()).manhattanLength() <= 20


def test_an_appended_layer_goes_behind_the_selected_one(
    view: CanvasView, document: Document
) -> None:
    document.select({"conv1"})
    view.append_layer("BatchNorm2d")
    assert document.network.source_of["bn1"] == "conv1"
    assert document.network.source_of["relu1"] == "bn1"
    assert_no_cards_overlap(document.network)


def test_an_appended_layer_is_brought_into_view(view: CanvasView, document: Document) -> None:
    view.set_zoom(1.0)
    view.centerOn(-2000, -2000)
    document.select({"fc1"})
    view.append_layer("Softmax")
    assert view.visible_rect().contains(view.canvas_scene.cards["softmax1"].scene_rect)


def test_an_input_goes_in_front_of_a_chain_that_has_none(empty: CanvasView) -> None:
    for kind in ("Conv2d", "ReLU", "Input"):
        empty.append_layer(kind)
    network = empty.document.network
    assert network.source_of == {"relu1": "conv1", "conv1": "input"}
    assert network.positions["input"].x < network.positions["conv1"].x


def test_inserting_at_the_end_of_a_row_leaves_other_rows_alone(
    view: CanvasView, document: Document
) -> None:
    before = dict(document.network.positions)
    document.select({"pool1"})
    view.append_layer("Dropout")
    assert document.network.source_of["flatten1"] == "dropout1"
    after = document.network.positions
    assert {name: after[name] for name in before} == before
    assert_no_cards_overlap(document.network)


def test_opening_a_network_hides_the_hint_of_the_empty_canvas(empty: CanvasView) -> None:
    assert empty.overlays.hint_shown
    empty.document.open(Network(), Recipe())
    empty.append_layer("Input")
    assert not empty.overlays.hint_shown
