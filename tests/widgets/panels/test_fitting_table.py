"""What fits, in the inspector: seen, clicked and typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.fitting_table import ChoiceButton, FittingTable
from widgets.panels.inspector import InspectorPanel


@pytest.fixture
def document() -> Document:
    """A1: seven pixels, a filter of three, stride three."""
    document = Document()
    document.open(chain("a1", [Input(1, 7, 7), Conv2d(1, 3, 3)]), Recipe())
    document.select({"conv1"})
    return document


@pytest.fixture
def inspector(document: Document, shown: Callable[[QWidget], None]) -> InspectorPanel:
    panel = InspectorPanel(document)
    shown(panel)
    return panel


def button(inspector: InspectorPanel, setting: str, value: int) -> ChoiceButton:
    (found,) = (
        button
        for button in inspector.layer_page.fitting.cells.buttons
        if button.isVisible() and button.choice[:2] == (setting, value)
    )
    return found


def test_a1_strides_one_and_two_can_be_clicked_and_three_cannot(inspector: InspectorPanel) -> None:
    strides = [button(inspector, "stride", value) for value in (1, 2, 3)]
    assert [b.choice.result for b in strides] == ["5", "3", "2.33"]
    assert [b.isEnabled() for b in strides] == [True, True, False]
    assert "does not fit\n(7 − 3)/3 + 1 = 2.33 → 2" in strides[2].toolTip()


def test_of_a_signal_it_is_not_said_how_often_it_halves(qtbot: QtBot) -> None:
    table = FittingTable()
    qtbot.addWidget(table)
    table.show_layer(Conv1d(1, 3), (1, 8))
    assert table.cells.buttons
    assert not any(label.text() == "." for label in table.findChildren(QLabel))


def test_a_click_sets_the_value_as_one_step_of_undo(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    qtbot.mouseClick(button(inspector, "stride", 2), Qt.MouseButton.LeftButton)
    assert document.network.layers["conv1"] == Conv2d(1, 3, 2)
    assert not document.analysis.problems
    assert button(inspector, "stride", 2).choice.current
    document.undo_stack.undo()
    assert document.network.layers["conv1"] == Conv2d(1, 3, 3)


def test_the_space_bar_sets_a_value_too(
    qtbot: QtBot, document: Document, inspector: InspectorPanel
) -> None:
    chosen = button(inspector, "padding", 1)
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Space)
    assert document.network.layers["conv1"] == Conv2d(1, 3, 3, 1)


def test_a14_how_often_the_input_halves_is_told(
    document: Document, inspector: InspectorPanel
) -> None:
    document.open(chain("a14", [Input(3, 224, 224), Conv2d(64, 7, 2, 3)]), Recipe())
    document.select({"conv1"})
    texts = [label.text() for label in inspector.findChildren(QLabel) if label.isVisible()]
    assert "224 halves 5 times, then 7." in texts


def test_only_sliding_layers_with_a_known_input_have_the_table(
    document: Document, inspector: InspectorPanel
) -> None:
    assert inspector.layer_page.fitting.isVisible()
    document.select({"input"})
    assert not inspector.layer_page.fitting.isVisible()


def test_a_narrow_table_breaks_the_lines_and_cuts_nothing_off(
    shown: Callable[[QWidget], None],
) -> None:
    table = FittingTable()
    table.show_layer(Conv2d(64, 11, 4, 2), (3, 224, 224))
    shown(table)
    heights = []
    for width in (400, 200):
        table.resize(width, 400)
        cells = table.cells
        heights.append(cells.height())
        assert all(cells.rect().contains(b.geometry()) for b in cells.buttons if b.isVisible())
    assert heights[0] < heights[1]
