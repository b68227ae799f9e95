"""The outline: the network read as a list, in step with the canvas."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.edits import Disconnect
from app.network.graph import Network
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from tests.widgets.walk import told
from widgets.canvas.view import CanvasView
from widgets.document import Document
from widgets.main_window import MainWindow
from widgets.outline.model import COLUMNS, OutlineModel
from widgets.outline.panel import OutlinePanel

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
DESCRIBED = Qt.ItemDataRole.AccessibleDescriptionRole


@pytest.fixture
def document() -> Document:
    document = Document()
    document.open(lenet5(), Recipe())
    return document


@pytest.fixture
def canvas(document: Document, qtbot: QtBot) -> CanvasView:
    view = CanvasView(document)
    qtbot.addWidget(view)
    return view


@pytest.fixture
def panel(document: Document, canvas: CanvasView, qtbot: QtBot) -> OutlinePanel:
    panel = OutlinePanel(document, canvas)
    qtbot.addWidget(panel)
    panel.resize(700, 300)
    panel.show()
    return panel


def line(model: OutlineModel, name: str) -> list[str]:
    row = model.row_of(name)
    assert row is not None
    return [str(model.index(row, column).data()) for column in range(len(COLUMNS))]


def go_to(panel: OutlinePanel, name: str) -> None:
    row = panel.model.row_of(name)
    assert row is not None
    panel.table.setCurrentIndex(panel.model.index(row, 0))


def selected(panel: OutlinePanel) -> set[str]:
    return {str(panel.model.index(row, 0).data()) for row in panel.table.chosen_rows()}


def test_a_line_tells_kind_output_and_parameters(panel: OutlinePanel) -> None:
    # LeCun et al. 1998, C1: 6 maps of 28×28 with (25 + 1)·6 = 156 trainable parameters.
    name, kind, output, parameters, problem = line(panel.model, "conv1")
    assert (name, output, parameters, problem) == ("conv1", "6×28×28", "156", "")
    assert kind.startswith("Conv2d")


def test_the_lines_stand_in_the_order_of_computation(
    panel: OutlinePanel, document: Document
) -> None:
    shown = [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]
    assert tuple(shown) == document.network.order


def test_a_screen_reader_hears_the_whole_line_and_its_neighbours(panel: OutlinePanel) -> None:
    row = panel.model.row_of("conv1")
    assert row is not None
    said = str(panel.model.index(row, 0).data(SPOKEN))
    assert said.startswith("conv1: Conv2d")
    assert "output 6×28×28" in said
    assert "156 parameters" in said
    assert panel.model.index(row, 0).data(DESCRIBED) == "fed by input; feeds relu1"
    assert panel.model.index(row, 4).data(SPOKEN) == "Problem of conv1: none"


def test_a_problem_is_told_in_its_line(panel: OutlinePanel, document: Document) -> None:
    (wire,) = [wire for wire in document.network.wires if wire.target == "conv1"]
    document.apply(Disconnect(frozenset({wire})))
    assert line(panel.model, "conv1")[4].startswith("error:")
    row = panel.model.row_of("conv1")
    assert row is not None
    assert str(panel.model.index(row, 0).data(DESCRIBED)).startswith("fed by nothing")


def test_going_through_the_lines_selects_on_the_canvas(
    panel: OutlinePanel, document: Document
) -> None:
    go_to(panel, "conv1")
    QTest.keyClick(panel.table, Qt.Key.Key_Down)
    assert document.selection == {"relu1"}
    QTest.keyClick(panel.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert document.selection == {"relu1", "pool1"}


def test_selecting_on_the_canvas_selects_the_lines(panel: OutlinePanel, document: Document) -> None:
    document.select({"conv2", "fc1"})
    assert selected(panel) == {"conv2", "fc1"}
    document.select(())
    assert selected(panel) == set()


def test_delete_is_the_canvas_s_own_and_can_be_undone(window: MainWindow, qtbot: QtBot) -> None:
    window.docks.raise_("outline")
    panel = window.docks["outline"].widget()
    assert isinstance(panel, OutlinePanel)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    panel.table.setFocus()
    go_to(panel, "relu1")
    QTest.keyClick(panel.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "relu1" not in window.document.network.layers)
    assert panel.model.row_of("relu1") is None
    window.document.undo_stack.undo()
    assert panel.model.row_of("relu1") is not None


def test_enter_leads_to_the_settings_of_the_layer(window: MainWindow, qapp: QApplication) -> None:
    window.docks.raise_("outline")
    panel = window.docks["outline"].widget()
    assert isinstance(panel, OutlinePanel)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    panel.table.setFocus()
    go_to(panel, "conv1")
    QTest.keyClick(panel.table, Qt.Key.Key_Return)
    here = qapp.focusWidget()
    assert here is not None
    assert window.inspector.isAncestorOf(here), told(here)


def test_copying_gives_the_lines_as_sentences(panel: OutlinePanel) -> None:
    go_to(panel, "conv1")
    QTest.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("conv1: Conv2d")


def test_a_network_without_layers_says_what_to_do(panel: OutlinePanel, document: Document) -> None:
    document.open(Network(), Recipe())
    shown: Callable[[], bool] = panel.table.isVisible
    assert not shown()
    assert panel.model.rowCount() == 0


def test_what_changed_while_it_was_hidden_is_shown_when_it_is_seen(
    panel: OutlinePanel, document: Document
) -> None:
    panel.hide()
    document.open(Network(), Recipe())
    assert panel.model.rowCount() > 0
    panel.show()
    assert panel.model.rowCount() == 0
