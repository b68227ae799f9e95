"""Copy, paste, duplicate, delete, rename, tidy, and the problem popup."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.arrange import arrange
from app.network.edits import RemoveLayers
from app.network.graph import Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import chain
from tests.widgets.canvas.conftest import shown
from tests.widgets.canvas.test_drops import assert_no_cards_overlap
from tests.widgets.events import click, double_click, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.actions import ALIGN_ACTIONS, BLOCK_ACTIONS, EDIT_ACTIONS, VIEW_ACTIONS
from widgets.canvas.editing import paste_edit
from widgets.canvas.problem_popup import place_beside
from widgets.document import Document
from widgets.theme import GAP

CONTROL = Qt.KeyboardModifier.ControlModifier


def said(view: CanvasView) -> list[str]:
    words: list[str] = []
    view.message.connect(words.append)
    return words


def test_layers_are_copied_to_another_window_with_their_wires(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    document.select({"conv1", "relu1"})
    view.copy()
    other = shown(qtbot, Document())
    other.paste()
    network = other.document.network
    assert network.wires == (Wire("conv1", "relu1"),)
    assert network.layers["conv1"] == document.network.layers["conv1"]


def test_pasting_at_a_point_puts_the_top_left_there(view: CanvasView, document: Document) -> None:
    document.select({"fc1"})
    view.copy()
    view.paste(QPointF(500, 600))
    assert document.network.positions["fc2"] == Position(500, 600)
    assert document.selection == {"fc2"}


def test_pasted_layers_cover_no_others(view: CanvasView, document: Document) -> None:
    view.select_all()
    view.copy()
    for _ in range(3):
        view.paste()
    assert len(document.network.layers) == 4 * 6
    assert_no_cards_overlap(document.network)


def test_a_thousand_layers_are_duplicated_below_themselves_at_once() -> None:
    network = chain("long", [Input(), *[ReLU()] * 1000])
    network = replace(network, positions=arrange(network))
    started = time.process_time()
    edit = paste_edit(network, network, None)
    assert time.process_time() - started < 0.05  # 3 ms; card against card takes 200 ms
    assert_no_cards_overlap(edit.apply(network))


@pytest.mark.parametrize("text", ["", "hello", '{"name": 3}', "[" * 5000])
def test_foreign_text_is_not_pasted_and_the_reason_is_said(
    view: CanvasView, document: Document, text: str
) -> None:
    words, before = said(view), document.network
    QApplication.clipboard().setText(text)
    view.paste()
    assert document.network is before
    assert words[-1].startswith("nothing to paste: ")


def test_cut_takes_the_layers_away_and_closes_the_gap(view: CanvasView, document: Document) -> None:
    document.select({"relu1"})
    type_keys(view, [Qt.Key.Key_X], CONTROL)
    assert document.network.source_of["pool1"] == "conv1"
    type_keys(view, [Qt.Key.Key_V], CONTROL)
    assert "relu1" in document.network.layers


def test_duplicates_keep_the_wires_between_them(view: CanvasView, document: Document) -> None:
    document.select({"conv1", "relu1"})
    type_keys(view, [Qt.Key.Key_D], CONTROL)
    assert document.network.source_of["relu2"] == "conv2"
    assert "conv2" not in document.network.source_of
    assert document.undo_stack.undoText() == "Duplicate"
    assert_no_cards_overlap(document.network)


def test_delete_takes_the_selected_layers_and_selects_what_fed_them(
    view: CanvasView, document: Document
) -> None:
    click(view, view.canvas_scene.cards["relu1"].scene_rect.center() + QPointF(0, 40))
    type_keys(view, [Qt.Key.Key_Backspace])
    assert "relu1" not in document.network.layers
    assert document.selection == {"conv1"}
    document.undo_stack.undo()
    assert "relu1" in view.canvas_scene.cards


def test_select_all_selects_every_layer(view: CanvasView, document: Document) -> None:
    type_keys(view, [Qt.Key.Key_A], CONTROL)
    assert document.selection == document.network.layers.keys()


def test_tidy_places_the_layers_in_rows_as_one_step_of_undo(
    view: CanvasView, document: Document
) -> None:
    before = document.network.positions
    for name in ("conv1", "fc1"):
        document.select({name})
        type_keys(view, [Qt.Key.Key_Down], CONTROL)
    view.tidy()
    assert document.network.positions == arrange(document.network) == before
    assert view.visible_rect().contains(view.canvas_scene.bounds())


def test_a_double_click_on_the_name_renames_the_layer(view: CanvasView, document: Document) -> None:
    double_click(view, view.canvas_scene.cards["conv1"].name_rect().center())
    editor = view.overlays.editor
    assert editor is not None
    assert editor.selectedText() == "conv1"
    QTest.keyClicks(editor, "edges")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert document.network.source_of["edges"] == "input"
    assert document.selection == {"edges"}
    assert view.overlays.editor is None
    document.undo_stack.undo()
    assert "conv1" in view.canvas_scene.cards


def test_a_name_that_is_typed_goes_with_its_card_when_the_canvas_gets_another_size(
    view: CanvasView, document: Document
) -> None:
    view.fit()
    double_click(view, view.canvas_scene.cards["conv1"].name_rect().center())
    editor = view.overlays.editor
    assert editor is not None
    QTest.keyClicks(editor, "edges")
    view.resize(view.width() - 200, view.height() - 150)
    assert view.overlays.editor is editor
    name = view.mapFromScene(view.canvas_scene.cards["conv1"].name_rect()).boundingRect()
    assert editor.geometry().topLeft() == name.topLeft()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "edges" in document.network.layers


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("class", "is a word that PyTorch or Python needs"),
        ("fc1", "there is a layer 'fc1' already"),
        ("2nd", "is no layer name"),
    ],
)
def test_a_refused_name_stays_in_the_field_and_is_explained(
    view: CanvasView, document: Document, name: str, reason: str
) -> None:
    document.select({"conv1"})
    type_keys(view, [Qt.Key.Key_F2])
    editor = view.overlays.editor
    assert editor is not None
    QTest.keyClicks(editor, name)
    assert reason in editor.refusal()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert "conv1" in document.network.layers
    assert view.hasFocus()


@pytest.mark.parametrize(
    ("card", "place"),
    [
        (QRect(100, 100, 150, 200), QPoint(250 + GAP - 1, 100)),
        (QRect(500, 100, 150, 200), QPoint(500 - GAP - 300, 100)),
        (QRect(260, 100, 150, 200), QPoint(260, 300 + GAP - 1)),
        (QRect(260, 250, 150, 200), QPoint(260, 250 - GAP - 120)),
    ],
    ids=["right", "left", "below", "above"],
)
def test_what_speaks_of_a_card_stands_where_it_does_not_cover_it(
    card: QRect, place: QPoint
) -> None:
    assert place_beside(card, QSize(300, 120), QRect(0, 0, 700, 460)) == place


def test_a_click_on_the_badge_explains_the_problem_and_a_button_mends_it(
    view: CanvasView, document: Document
) -> None:
    document.apply(RemoveLayers(frozenset({"flatten1"})))
    click(view, view.canvas_scene.cards["fc1"].badge_centre())
    popup = view.overlays.popup
    assert popup is not None
    assert [button.text() for button in popup.buttons] == ["Add Flatten before"]
    QTest.mouseClick(popup.buttons[0], Qt.MouseButton.LeftButton)
    assert document.network.source_of["fc1"] == "flatten1"
    assert document.analysis.errors == ()
    assert not popup.isVisible()
    assert not view.canvas_scene.cards["fc1"].facts.problems


def test_the_popup_says_what_a_fix_would_bring(view: CanvasView, document: Document) -> None:
    document.apply(RemoveLayers(frozenset({"flatten1"})))
    document.select({"fc1"})
    type_keys(view, [Qt.Key.Key_Period], CONTROL)
    popup = view.overlays.popup
    assert popup is not None
    assert popup.buttons[0].accessibleDescription() == "→ 10 · 8,650 parameters"
    assert popup.buttons[0].hasFocus()
    QTest.keyClick(popup.buttons[0], Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert view.hasFocus()


def test_the_canvas_forgets_a_popup_that_was_closed_by_its_key(
    view: CanvasView, document: Document
) -> None:
    document.apply(RemoveLayers(frozenset({"flatten1"})))
    document.select({"fc1"})
    type_keys(view, [Qt.Key.Key_Period], CONTROL)
    assert view.overlays.popup is not None
    QTest.keyClick(view.overlays.popup, Qt.Key.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    document.undo_stack.undo()  # dismisses what lies over the canvas
    assert "flatten1" in view.canvas_scene.cards


def test_every_action_has_words_a_shortcut_and_a_tip(view: CanvasView) -> None:
    assert set(view.actions_by_name) == {
        *EDIT_ACTIONS,
        *BLOCK_ACTIONS,
        *ALIGN_ACTIONS,
        *VIEW_ACTIONS,
    }
    for action in view.actions_by_name.values():
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert action.text()
        assert keys
        assert keys in action.toolTip()


def test_no_two_actions_share_a_shortcut(view: CanvasView) -> None:
    keys = [
        key.toString() for action in view.actions_by_name.values() for key in action.shortcuts()
    ]
    assert len(keys) == len(set(keys))


def test_actions_on_the_selection_are_off_without_one(view: CanvasView, document: Document) -> None:
    assert not view.actions_by_name["delete"].isEnabled()
    document.select({"conv1"})
    assert view.actions_by_name["delete"].isEnabled()
    document.select(())
    view.canvas_scene.click_wire(Wire("input", "conv1"), adds=False)
    assert view.actions_by_name["delete"].isEnabled()
    assert not view.actions_by_name["copy"].isEnabled()
