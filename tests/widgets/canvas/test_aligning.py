"""Lining cards up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.network.blocks import CollapseBlocks, GroupLayers
from app.network.edits import MoveLayers
from app.network.graph import Position
from tests.widgets.events import type_keys
from widgets.canvas import CanvasView
from widgets.canvas.actions import ALIGN_ACTIONS
from widgets.document import Document

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CHOSEN = ("conv1", "relu1", "pool1")


@pytest.fixture
def scattered(document: Document) -> Document:
    places = (Position(100, 0), Position(400, 310), Position(950, 250))
    document.apply(MoveLayers(dict(zip(CHOSEN, places, strict=True))))
    document.select(CHOSEN)
    return document


def places(document: Document) -> list[tuple[float, float]]:
    return [tuple(document.network.positions[name]) for name in CHOSEN]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("align_left", [(100, 0), (100, 310), (100, 250)]),
        ("align_right", [(950, 0), (950, 310), (950, 250)]),
        ("align_horizontal_centres", [(520, 0), (520, 310), (520, 250)]),
        ("align_top", [(100, 0), (400, 0), (950, 0)]),
        ("align_bottom", [(100, 310), (400, 310), (950, 310)]),
        ("align_vertical_centres", [(100, 160), (400, 160), (950, 160)]),
        ("distribute_horizontally", [(100, 0), (520, 310), (950, 250)]),
        ("distribute_vertically", [(100, 0), (400, 310), (950, 160)]),
    ],
)
def test_the_selected_cards_are_lined_up_on_the_grid_as_one_step_of_undo(
    view: CanvasView, scattered: Document, action: str, expected: list[tuple[float, float]]
) -> None:
    before, steps = places(scattered), scattered.undo_stack.count()
    view.actions_by_name[action].trigger()
    assert places(scattered) == expected
    assert scattered.undo_stack.count() == steps + 1
    scattered.undo_stack.undo()
    assert places(scattered) == before


def test_two_in_quick_succession_are_two_steps(view: CanvasView, scattered: Document) -> None:
    type_keys(view, [Key.Key_Up], Modifier.ControlModifier | Modifier.ShiftModifier)
    type_keys(view, [Key.Key_H], Modifier.ControlModifier | Modifier.AltModifier)
    assert places(scattered) == [(100, 0), (520, 0), (950, 0)]
    assert scattered.undo_stack.undoText() == "Distribute horizontally"
    scattered.undo_stack.undo()
    assert scattered.undo_stack.undoText() == "Align top"


def test_cards_in_line_already_make_no_step(view: CanvasView, scattered: Document) -> None:
    view.align("left")
    steps = scattered.undo_stack.count()
    view.align("left")
    assert scattered.undo_stack.count() == steps


def test_two_layers_can_be_aligned_and_three_distributed(
    view: CanvasView, document: Document
) -> None:
    def enabled() -> set[str]:
        return {name for name in ALIGN_ACTIONS if view.actions_by_name[name].isEnabled()}

    document.select({"conv1"})
    assert enabled() == set()
    document.select({"conv1", "relu1"})
    assert enabled() == {name for name in ALIGN_ACTIONS if name.startswith("align")}
    document.select(CHOSEN)
    assert enabled() == set(ALIGN_ACTIONS)


def test_a_collapsed_block_is_aligned_as_one_card(view: CanvasView, scattered: Document) -> None:
    scattered.apply(GroupLayers(frozenset({"relu1", "pool1"}), "tail"))
    scattered.apply(CollapseBlocks(frozenset({"tail"})))
    scattered.select(CHOSEN)
    before = places(scattered)
    view.align("bottom")
    after = places(scattered)
    moved = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(before, after, strict=True)]
    assert moved[1] == moved[2]
    assert after[0] == (100, 310)
