"""The canvas from the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.network.graph import Position, Wire
from tests.widgets.events import type_keys
from widgets.canvas import CanvasView
from widgets.document import Document

Key = Qt.Key


def test_arrows_walk_along_the_wires(view: CanvasView, document: Document) -> None:
    document.select({"conv1"})
    type_keys(view, [Key.Key_Right, Key.Key_Right])
    assert document.selection == {"pool1"}
    type_keys(view, [Key.Key_Right])
    assert document.selection == {"flatten1"}
    type_keys(view, [Key.Key_Left, Key.Key_Left])
    assert document.selection == {"relu1"}


def test_up_and_down_go_to_the_nearest_card(view: CanvasView, document: Document) -> None:
    document.select({"conv1"})
    type_keys(view, [Key.Key_Down])
    assert document.selection == {"fc1"}
    type_keys(view, [Key.Key_Up])
    assert document.selection == {"conv1"}


def test_an_arrow_without_a_selection_begins_at_the_first_layer(
    view: CanvasView, document: Document
) -> None:
    type_keys(view, [Key.Key_Right])
    assert document.selection == {"input"}


def test_tab_visits_the_layers_in_order_and_then_leaves_the_canvas(
    document: Document, qtbot: QtBot
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    canvas, field = CanvasView(document), QLineEdit()
    column.addWidget(canvas)
    column.addWidget(field)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    canvas.setFocus()
    visited = []
    for _ in document.network.order:
        type_keys(canvas, [Key.Key_Tab])
        visited.extend(document.selection)
    assert tuple(visited) == document.network.order
    type_keys(canvas, [Key.Key_Tab])
    assert QApplication.focusWidget() is field


def test_nudges_move_the_selection_and_merge_into_one_step_of_undo(
    view: CanvasView, document: Document
) -> None:
    before = document.network.positions["fc1"]
    document.select({"fc1"})
    type_keys(view, [Key.Key_Right] * 3, Qt.KeyboardModifier.AltModifier)
    type_keys(view, [Key.Key_Down], Qt.KeyboardModifier.ControlModifier)
    assert document.network.positions["fc1"] == Position(before.x + 30, before.y + 10)
    document.undo_stack.undo()
    assert document.network.positions["fc1"] == before


def test_enter_activates_the_selected_layer(view: CanvasView, document: Document) -> None:
    activated: list[str] = []
    view.layer_activated.connect(activated.append)
    document.select({"pool1"})
    type_keys(view, [Key.Key_Return])
    assert activated == ["pool1"]


def test_escape_clears_the_selection(view: CanvasView, document: Document) -> None:
    document.select({"pool1"})
    view.canvas_scene.click_wire(Wire("conv1", "relu1"), adds=True)
    type_keys(view, [Key.Key_Escape])
    assert document.selection == frozenset()
    assert view.canvas_scene.selected_wires == frozenset()


def test_a_layer_walked_to_is_brought_into_view(view: CanvasView) -> None:
    view.set_zoom(3.0)
    view.go_to("input")
    type_keys(view, [Key.Key_Right] * 3)
    assert view.visible_rect().contains(view.canvas_scene.cards["pool1"].scene_rect)


def test_keys_zoom_and_fit(view: CanvasView) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    fitted = view.zoom
    type_keys(view, [Key.Key_Plus], control)
    assert view.zoom > fitted
    type_keys(view, [Key.Key_1], control)
    assert view.zoom == 1.0
    type_keys(view, [Key.Key_0], control)
    assert abs(view.zoom - fitted) < 1e-9


def test_the_selected_layer_is_spoken(view: CanvasView, document: Document) -> None:
    document.select({"conv1"})
    assert view.accessibleDescription() == (
        "conv1: Conv2d, 6 · 5×5 · s1 p0, output 6×24×24, 156 parameters"
    )
