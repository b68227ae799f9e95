"""Moving, selecting and panning with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.network.graph import Position
from tests.widgets.events import (
    click,
    double_click,
    drag,
    on_screen,
    press_and_move,
    turn_wheel,
    type_keys,
)
from widgets.canvas import CanvasView
from widgets.canvas.scene import card_middle
from widgets.canvas.zoom import CARD_FROM, CHANNELS_FROM
from widgets.document import Document

ESCAPE = Qt.Key.Key_Escape
SHIFT = Qt.KeyboardModifier.ShiftModifier


def body(document: Document, name: str) -> QPointF:
    """A point on a card that is neither its name nor a port."""
    return card_middle(document.network.positions[name]) + QPointF(0, 40)


def test_a_card_is_moved_by_dragging_and_undo_brings_it_back(
    view: CanvasView, document: Document
) -> None:
    before = document.network.positions["fc1"]
    start = body(document, "fc1")
    drag(view, start, start + QPointF(100, 60))
    assert document.network.positions["fc1"] == Position(before.x + 100, before.y + 60)
    assert document.undo_stack.undoText() == "Move fc1"
    document.undo_stack.undo()
    assert document.network.positions["fc1"] == before
    assert view.canvas_scene.cards["fc1"].pos() == QPointF(*before)
    document.undo_stack.redo()
    assert view.canvas_scene.cards["fc1"].pos() == QPointF(before.x + 100, before.y + 60)


def test_all_selected_cards_move_together(view: CanvasView, document: Document) -> None:
    document.select({"flatten1", "fc1"})
    before = dict(document.network.positions)
    start = body(document, "flatten1")
    drag(view, start, start + QPointF(0, 50))
    for name in ("flatten1", "fc1"):
        assert document.network.positions[name].y == before[name].y + 50
    assert document.network.positions["conv1"] == before["conv1"]


def test_escape_while_moving_puts_the_card_back(view: CanvasView, document: Document) -> None:
    before = document.network.positions["conv1"]
    start = body(document, "conv1")
    press_and_move(view, start, start + QPointF(200, 100))
    assert view.canvas_scene.cards["conv1"].pos() != QPointF(*before)
    type_keys(view, [ESCAPE])
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    assert view.canvas_scene.cards["conv1"].pos() == QPointF(*before)
    assert not document.undo_stack.canUndo()


def test_an_undo_while_moving_ends_the_movement(view: CanvasView, document: Document) -> None:
    start = body(document, "fc1")
    drag(view, start, start + QPointF(0, 50))
    before = document.network.positions["conv1"]
    press_and_move(view, body(document, "conv1"), body(document, "conv1") + QPointF(90, 90))
    document.undo_stack.undo()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
    assert view.canvas_scene.cards["conv1"].pos() == QPointF(*before)
    assert not document.undo_stack.canUndo()


def test_wires_follow_a_card_that_is_being_moved(view: CanvasView, document: Document) -> None:
    start = body(document, "fc1")
    press_and_move(view, start, start + QPointF(0, 100))
    wire = view.canvas_scene.wires[document.network.wires[-1]]
    assert wire.path.pointAtPercent(1.0) == view.canvas_scene.cards["fc1"].in_port
    type_keys(view, [ESCAPE])


def test_a_click_selects_and_shift_adds(view: CanvasView, document: Document) -> None:
    click(view, body(document, "conv1"))
    assert document.selection == {"conv1"}
    click(view, body(document, "pool1"), SHIFT)
    assert document.selection == {"conv1", "pool1"}
    click(view, body(document, "pool1"), SHIFT)
    assert document.selection == {"conv1"}
    assert not document.undo_stack.canUndo()


def test_a_click_on_one_of_several_selected_cards_selects_it_alone(
    view: CanvasView, document: Document
) -> None:
    view.select_all()
    click(view, body(document, "relu1"))
    assert document.selection == {"relu1"}


def test_a_click_on_nothing_clears_the_selection(view: CanvasView, document: Document) -> None:
    view.select_all()
    click(view, QPointF(-30, -30))
    assert document.selection == frozenset()


def test_a_rubber_band_selects_the_cards_it_touches(view: CanvasView, document: Document) -> None:
    places = document.network.positions
    drag(view, QPointF(-30, -30), QPointF(places["conv1"].x + 20, 60))
    assert document.selection == {"input", "conv1"}


def test_escape_leaves_the_rubber_band_without_selecting(
    view: CanvasView, document: Document
) -> None:
    document.select({"fc1"})
    items = len(view.canvas_scene.items())
    press_and_move(view, QPointF(-30, -30), QPointF(400, 100))
    assert view.canvas_scene.cards["conv1"].selected
    type_keys(view, [ESCAPE])
    assert document.selection == {"fc1"}
    assert not view.canvas_scene.cards["conv1"].selected
    assert len(view.canvas_scene.items()) == items


def test_the_middle_button_pans(view: CanvasView) -> None:
    at = view.visible_rect().center()
    pixel = on_screen(view, at)
    drag(view, at, at + QPointF(90, 40), button=Qt.MouseButton.MiddleButton)
    moved = on_screen(view, at) - pixel
    assert abs(moved.x() - 90 * view.zoom) <= 1
    assert abs(moved.y() - 40 * view.zoom) <= 1


def test_space_and_the_left_button_pan_and_move_no_card(
    view: CanvasView, document: Document
) -> None:
    before = document.network.positions
    corner = view.visible_rect().topLeft()
    QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, body(document, "conv1"), body(document, "conv1") + QPointF(80, 0))
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert view.visible_rect().left() < corner.x() - 70
    assert document.network.positions == before


def test_the_wheel_zooms_about_the_mouse(view: CanvasView, document: Document) -> None:
    at = body(document, "relu1")
    pixel, zoom = on_screen(view, at), view.zoom
    turn_wheel(view, at, 2)
    assert view.zoom > 1.3 * zoom
    assert (on_screen(view, at) - pixel).manhattanLength() <= 2


def test_shift_and_the_wheel_pan_sideways(view: CanvasView) -> None:
    zoom, left = view.zoom, view.visible_rect().left()
    turn_wheel(view, view.visible_rect().center(), -1, SHIFT)
    assert view.zoom == zoom
    assert view.visible_rect().left() > left


def test_a_double_click_on_a_body_activates_the_layer(view: CanvasView, document: Document) -> None:
    activated: list[str] = []
    view.layer_activated.connect(activated.append)
    double_click(view, body(document, "conv1"))
    assert activated == ["conv1"]


def test_a_double_click_on_a_block_from_afar_goes_there_until_it_can_be_read(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    view.set_zoom(CARD_FROM / 2)
    double_click(view, body(document, "conv1"))
    qtbot.waitUntil(lambda: view.zoom >= CHANNELS_FROM)
    assert view.visible_rect().contains(view.canvas_scene.cards["conv1"].scene_rect)
