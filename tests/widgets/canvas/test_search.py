"""Finding layers by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.network.analysis import analyse
from app.network.edits import RemoveLayers, RenameLayer
from tests.widgets.canvas.conftest import small_network
from tests.widgets.events import type_keys
from widgets.canvas import CanvasView
from widgets.canvas.finding import best, matches
from widgets.document import Document

Key = Qt.Key


def open_search(view: CanvasView) -> None:
    type_keys(view, [Key.Key_F], Qt.KeyboardModifier.ControlModifier)
    assert view.search.isVisible()
    assert view.search.field.hasFocus()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("relu", ("relu1",)),
        ("RELU1", ("relu1",)),
        ("maxpool", ("pool1",)),
        ("24x24", ("conv1", "relu1")),
        ("6×24", ("conv1", "relu1")),
        ("conv 24", ("conv1",)),
        ("1", ("input", "conv1", "relu1", "pool1", "flatten1", "fc1")),
        ("lstm", ()),
        ("  ", ()),
    ],
)
def test_layers_are_found_by_name_kind_and_shape(typed: str, names: tuple[str, ...]) -> None:
    network = small_network()
    assert matches(network, analyse(network), typed) == names


def test_the_layer_of_that_name_comes_first() -> None:
    assert best(("conv10", "conv11", "conv1"), "conv1") == "conv1"
    assert best(("big_conv", "conv10"), "conv") == "conv10"
    assert best((), "conv") is None


def test_typing_goes_to_the_first_match_and_counts_them(
    view: CanvasView, document: Document
) -> None:
    open_search(view)
    QTest.keyClicks(view.search.field, "24x24")
    assert document.selection == {"conv1"}
    assert view.search.count.text() == "1 of 2"
    middle = view.canvas_scene.cards["conv1"].scene_rect.center()
    assert (view.visible_rect().center() - middle).manhattanLength() < 4


def test_enter_and_arrows_step_through_the_matches(view: CanvasView, document: Document) -> None:
    open_search(view)
    field = view.search.field
    QTest.keyClicks(field, "24x24")
    QTest.keyClick(field, Key.Key_Return)
    assert document.selection == {"relu1"}
    QTest.keyClick(field, Key.Key_Down)  # round to the first
    assert document.selection == {"conv1"}
    QTest.keyClick(field, Key.Key_Up)
    assert document.selection == {"relu1"}
    QTest.keyClick(field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert document.selection == {"conv1"}
    QTest.mouseClick(view.search.on, Qt.MouseButton.LeftButton)
    assert document.selection == {"relu1"}
    assert view.search.count.text() == "2 of 2"


def test_a_search_that_finds_nothing_says_so(view: CanvasView, document: Document) -> None:
    document.select({"fc1"})
    open_search(view)
    QTest.keyClicks(view.search.field, "zz")
    assert view.search.count.text() == "no layer"
    assert not view.search.on.isEnabled()
    QTest.keyClick(view.search.field, Key.Key_Return)
    assert document.selection == {"fc1"}


def test_escape_closes_it_and_gives_the_keyboard_back(view: CanvasView) -> None:
    open_search(view)
    QTest.keyClicks(view.search.field, "relu")
    QTest.keyClick(view.search.field, Key.Key_Escape)
    assert not view.search.isVisible()
    assert view.hasFocus()


def test_the_last_words_can_be_typed_over(view: CanvasView, document: Document) -> None:
    open_search(view)
    QTest.keyClicks(view.search.field, "relu")
    QTest.keyClick(view.search.field, Key.Key_Escape)
    open_search(view)
    assert view.search.count.text() == "1 of 1"
    QTest.keyClicks(view.search.field, "fc")
    assert view.search.field.text() == "fc"
    assert document.selection == {"fc1"}


def test_letters_typed_are_no_shortcuts_of_the_canvas(view: CanvasView, document: Document) -> None:
    document.select({"conv1"})
    open_search(view)
    QTest.keyClicks(view.search.field, "c+x")
    QTest.keyClick(view.search.field, Key.Key_Backspace)
    assert view.search.field.text() == "c+"
    assert "conv1" in document.network.layers


def test_matches_follow_the_network(view: CanvasView, document: Document) -> None:
    open_search(view)
    QTest.keyClicks(view.search.field, "24x24")
    document.apply(RenameLayer("conv1", "edges"))
    assert view.search.count.text() == "2"
    document.apply(RemoveLayers(frozenset({"relu1"})))
    QTest.keyClick(view.search.field, Key.Key_Down)
    assert document.selection == {"edges"}
    assert view.search.count.text() == "1 of 1"
