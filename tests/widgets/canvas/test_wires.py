"""Drawing, moving, judging and deleting wires."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.network.edits import AddLayer, Disconnect
from app.network.graph import Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Linear
from tests.widgets.events import click, drag, move_mouse, on_screen, press_and_move, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.layer_card import PortMark
from widgets.canvas.scene import card_middle
from widgets.canvas.wire_item import wire_path
from widgets.document import Document

LEFT = Qt.MouseButton.LeftButton
ESCAPE = Qt.Key.Key_Escape


@pytest.fixture
def loose(document: Document, view: CanvasView) -> str:
    """A ReLU that nothing feeds, below the network."""
    document.apply(AddLayer(ReLU(), Position(0, 520), name="loose"))
    view.fit()
    return "loose"


def said(view: CanvasView) -> list[str]:
    words: list[str] = []
    view.message.connect(words.append)
    return words


def test_a_wire_is_drawn_from_port_to_port(
    view: CanvasView, document: Document, loose: str
) -> None:
    cards = view.canvas_scene.cards
    drag(view, cards["conv1"].out_port, cards[loose].in_port)
    assert Wire("conv1", loose) in document.network.wires
    assert document.undo_stack.undoText() == f"Connect conv1 to {loose}"
    document.undo_stack.undo()
    assert Wire("conv1", loose) not in view.canvas_scene.wires


def test_a_wire_may_be_dropped_on_the_body_of_a_card(
    view: CanvasView, document: Document, loose: str
) -> None:
    cards = view.canvas_scene.cards
    drag(view, cards["fc1"].out_port, cards[loose].scene_rect.center() + QPointF(0, 40))
    assert document.network.source_of[loose] == "fc1"


def test_a_wire_may_be_drawn_backwards_from_a_free_input(
    view: CanvasView, document: Document, loose: str
) -> None:
    cards = view.canvas_scene.cards
    drag(view, cards[loose].in_port, cards["pool1"].out_port)
    assert document.network.source_of[loose] == "pool1"


def test_a_port_is_hit_eight_screen_pixels_beside_it_even_from_afar(
    view: CanvasView, document: Document, loose: str
) -> None:
    view.set_zoom(0.3)
    view.centerOn(300, 300)
    cards = view.canvas_scene.cards
    beside = QPointF(7 / 0.3, 0)
    drag(view, cards["fc1"].out_port + beside, cards[loose].in_port - beside)
    assert document.network.source_of[loose] == "fc1"


def test_escape_while_drawing_leaves_no_wire_and_no_mark(
    view: CanvasView, document: Document, loose: str
) -> None:
    cards = view.canvas_scene.cards
    items, wires = len(view.canvas_scene.items()), document.network.wires
    press_and_move(view, cards["fc1"].out_port, cards[loose].in_port)
    assert cards[loose].port_marks
    type_keys(view, [ESCAPE])
    QTest.mouseRelease(view.viewport(), LEFT)
    assert document.network.wires == wires
    assert not any(card.port_marks for card in cards.values())
    assert len(view.canvas_scene.items()) == items


def test_every_port_says_whether_the_wire_may_end_there(
    view: CanvasView, document: Document, loose: str
) -> None:
    document.apply(AddLayer(Linear(10), Position(220, 520), name="dense"))
    cards = view.canvas_scene.cards
    press_and_move(view, cards["pool1"].out_port, cards["pool1"].out_port + QPointF(0, 60))
    marks = {name: card.port_marks.get("in") for name, card in cards.items()}
    assert marks["input"] is PortMark.REFUSED
    assert marks["conv1"] is PortMark.REFUSED
    assert marks[loose] is PortMark.VALID
    assert marks["dense"] is PortMark.UNFIT
    assert marks["pool1"] is None
    type_keys(view, [ESCAPE])


def test_a_circle_is_refused_with_the_reason(view: CanvasView, document: Document) -> None:
    words, before = said(view), document.network
    cards = view.canvas_scene.cards
    drag(view, cards["pool1"].out_port, cards["conv1"].in_port)
    assert document.network is before
    assert words[-1] == ("cannot connect: conv1 already leads to pool1: this would run in a circle")


def test_a_wire_into_an_input_is_refused_with_the_reason(
    view: CanvasView, document: Document
) -> None:
    words, before = said(view), document.network
    cards = view.canvas_scene.cards
    drag(view, cards["fc1"].out_port, card_middle(document.network.positions["input"]))
    assert document.network is before
    assert "Input takes no wire" in words[-1]


def test_a_target_that_would_not_fit_says_so_while_it_is_pointed_at(
    view: CanvasView, document: Document
) -> None:
    document.apply(AddLayer(Conv2d(8, 33), Position(0, 520), name="large"))
    view.fit()
    words = said(view)
    cards = view.canvas_scene.cards
    press_and_move(view, cards["conv1"].out_port, cards["large"].in_port)
    assert cards["large"].port_marks["in"] is PortMark.UNFIT
    assert words[-1].startswith("connects, but then large: ")
    QTest.mouseRelease(view.viewport(), LEFT, pos=on_screen(view, cards["large"].in_port))
    assert document.network.source_of["large"] == "conv1"


def test_a_wire_is_taken_off_its_input_and_put_on_another(
    view: CanvasView, document: Document, loose: str
) -> None:
    cards = view.canvas_scene.cards
    drag(view, cards["fc1"].in_port, cards[loose].in_port)
    assert document.network.source_of[loose] == "flatten1"
    assert "fc1" not in document.network.source_of
    document.undo_stack.undo()
    assert document.network.source_of["fc1"] == "flatten1"
    assert loose not in document.network.source_of


def test_a_wire_taken_off_and_dropped_on_nothing_is_gone(
    view: CanvasView, document: Document
) -> None:
    cards = view.canvas_scene.cards
    drag(view, cards["fc1"].in_port, cards["fc1"].in_port + QPointF(30, 300))
    assert "fc1" not in document.network.source_of
    document.undo_stack.undo()
    assert document.network.source_of["fc1"] == "flatten1"


def test_a_wire_taken_off_and_put_back_is_as_before(view: CanvasView, document: Document) -> None:
    before = document.network
    port = view.canvas_scene.cards["fc1"].in_port
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT, pos=on_screen(view, port))
    move_mouse(viewport, on_screen(view, port + QPointF(0, 300)), LEFT)
    move_mouse(viewport, on_screen(view, port), LEFT)
    QTest.mouseRelease(viewport, LEFT, pos=on_screen(view, port))
    assert document.network is before
    assert view.canvas_scene.wires[Wire("flatten1", "fc1")].isVisible()


def test_escape_puts_a_taken_wire_back(view: CanvasView, document: Document) -> None:
    before = document.network
    port = view.canvas_scene.cards["fc1"].in_port
    press_and_move(view, port, port + QPointF(0, 300))
    assert not view.canvas_scene.wires[Wire("flatten1", "fc1")].isVisible()
    type_keys(view, [ESCAPE])
    assert view.canvas_scene.wires[Wire("flatten1", "fc1")].isVisible()
    assert document.network is before


def test_a_clicked_wire_is_deleted_by_the_delete_key(view: CanvasView, document: Document) -> None:
    wire = Wire("conv1", "relu1")
    click(view, view.canvas_scene.wires[wire].path.pointAtPercent(0.5))
    assert view.canvas_scene.selected_wires == {wire}
    type_keys(view, [Qt.Key.Key_Delete])
    assert wire not in document.network.wires
    assert document.network.layers.keys() >= {"conv1", "relu1"}
    document.undo_stack.undo()
    assert wire in view.canvas_scene.wires


def test_selecting_a_layer_elsewhere_lets_go_of_the_wire(
    view: CanvasView, document: Document
) -> None:
    view.canvas_scene.click_wire(Wire("conv1", "relu1"), adds=False)
    document.select({"fc1"})
    assert view.canvas_scene.selected_wires == frozenset()


def test_a_wire_carries_the_shape_of_its_source(view: CanvasView, document: Document) -> None:
    item = view.canvas_scene.wires[Wire("conv1", "relu1")]
    assert "".join(item.label) == "6×24×24"
    item.carry((65_536,))
    assert item.label == ("65,536",)
    document.apply(Disconnect(frozenset({Wire("input", "conv1")})))
    assert item.label == ()


def test_a_wire_to_the_next_row_runs_between_the_rows() -> None:
    start, end = QPointF(840, 90), QPointF(0, 330)
    path = wire_path(start, end)
    cards = [
        card_middle(Position(column * 220.0, row * 240.0))
        for column in range(4)
        for row in range(2)
    ]
    for step in range(101):
        point = path.pointAtPercent(step / 100)
        inside = [
            middle
            for middle in cards
            if abs(point.x() - middle.x()) < 90 - 1e-6 and abs(point.y() - middle.y()) < 90 - 1e-6
        ]
        assert not inside


def test_choosing_a_target_with_the_keyboard_connects_it(
    view: CanvasView, document: Document, loose: str
) -> None:
    document.select({"fc1"})
    type_keys(view, [Qt.Key.Key_C])
    assert view.canvas_scene.cards[loose].port_marks["in"] is PortMark.VALID
    type_keys(view, [Qt.Key.Key_Return])
    assert document.network.source_of[loose] == "fc1"


@pytest.mark.usefixtures("loose")
def test_arrows_choose_another_target_and_escape_leaves(
    view: CanvasView, document: Document
) -> None:
    document.select({"conv1"})
    before = document.network
    type_keys(view, [Qt.Key.Key_C, Qt.Key.Key_Up, Qt.Key.Key_Right])
    assert document.selection == {"conv1"}
    type_keys(view, [ESCAPE, Qt.Key.Key_Return])
    assert document.network is before
    assert not any(card.port_marks for card in view.canvas_scene.cards.values())
