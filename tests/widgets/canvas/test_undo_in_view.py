"""Undo and redo show what they change."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from app.network.edits import Disconnect, MoveLayers, RemoveLayers, SetFields
from app.network.graph import Position, Wire
from widgets.canvas import CanvasView
from widgets.canvas.placing import CARD
from widgets.document import Document

FAR = Position(20_000, 20_000)


@pytest.fixture
def document(document: Document) -> Document:
    """With one layer far from all others."""
    document.apply(MoveLayers({"input": FAR}))
    return document


def look_away(view: CanvasView) -> None:
    """At the layer that is far from all others."""
    view.set_zoom(1.0)
    view.show_point(QPointF(FAR.x, FAR.y))


def is_seen(view: CanvasView, name: str) -> bool:
    return view.visible_rect().contains(view.canvas_scene.card_of(name).scene_rect)


def test_undo_and_redo_of_a_setting_bring_its_card_into_view(
    view: CanvasView, document: Document
) -> None:
    document.apply(SetFields("conv1", {"stride": 2}))
    for step in (document.undo_stack.undo, document.undo_stack.redo):
        look_away(view)
        step()
        assert is_seen(view, "conv1")


def test_undo_of_a_removal_brings_what_comes_back_into_view(
    view: CanvasView, document: Document
) -> None:
    document.apply(RemoveLayers(frozenset({"pool1"})))
    look_away(view)
    document.undo_stack.undo()
    assert is_seen(view, "pool1")


def test_redo_of_a_removal_shows_where_the_layer_was(view: CanvasView, document: Document) -> None:
    was = view.canvas_scene.cards["pool1"].pos()
    document.apply(RemoveLayers(frozenset({"pool1"})))
    document.undo_stack.undo()
    look_away(view)
    document.undo_stack.redo()
    assert view.visible_rect().contains(QRectF(was.x(), was.y(), CARD, CARD))


def test_undo_of_a_wire_and_of_a_move_brings_a_card_of_it_into_view(
    view: CanvasView, document: Document
) -> None:
    document.apply(Disconnect(frozenset({Wire("conv1", "relu1")})))
    look_away(view)
    document.undo_stack.undo()
    assert is_seen(view, "conv1")
    document.apply(MoveLayers({"fc1": Position(0, 3_000)}))
    look_away(view)
    document.undo_stack.redo()
    document.undo_stack.undo()
    assert is_seen(view, "fc1")


def test_undo_moves_nothing_while_some_of_the_change_is_in_view(
    view: CanvasView, document: Document
) -> None:
    fields = {"stride": 2}
    document.apply(SetFields("conv1", fields))
    card = view.canvas_scene.cards["conv1"]
    view.set_zoom(1.0)
    half = view.visible_rect().width() / 2
    view.show_point(card.scene_rect.center() + QPointF(half, 0))
    before = view.visible_rect()
    document.undo_stack.undo()
    assert view.visible_rect() == before


def test_an_edit_that_is_made_elsewhere_moves_nothing(view: CanvasView, document: Document) -> None:
    """As one of the inspector, of a layer that the canvas does not show."""
    view.set_zoom(4.0)
    view.show_point(view.canvas_scene.cards["conv1"].scene_rect.center())
    before = view.visible_rect()
    document.apply(SetFields("fc1", {"out_features": 5}))
    assert view.visible_rect() == before
