"""The summary table, against the document and the clipboard."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import RemoveLayers, SetFields
from app.network.graph import Network
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.summary_model import COLUMNS
from widgets.panels.summary_panel import SummaryPanel

TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def panel(document: Document, shown: Callable[[QWidget], None]) -> SummaryPanel:
    panel = SummaryPanel(document)
    shown(panel)
    return panel


def column(panel: SummaryPanel, title: str) -> list[str]:
    at = TITLES.index(title)
    return [panel.model.index(row, at).data() for row in range(panel.model.rowCount())]


def total(panel: SummaryPanel, title: str) -> str:
    return str(panel.totals.model().index(0, TITLES.index(title)).data())


def click_row(
    qtbot: QtBot,
    panel: SummaryPanel,
    name: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    place = panel.table.visualRect(panel.model.index(panel.model.row_of(name), 0)).center()
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def click_heading(qtbot: QtBot, panel: SummaryPanel, title: str) -> None:
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(TITLES.index(title)) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_row_for_each_layer_in_the_order_of_the_network(
    document: Document, panel: SummaryPanel
) -> None:
    assert column(panel, "Layer") == list(document.network.order)
    assert column(panel, "Output")[:2] == ["1×32×32", "6×28×28"]
    assert column(panel, "Parameters")[1] == "156"


def test_the_totals_are_those_of_lenet_5(panel: SummaryPanel) -> None:
    assert total(panel, "Parameters") == "61,706"  # E1
    assert total(panel, "Layer") == "13 layers"


def test_an_edit_changes_the_rows_in_place(document: Document, panel: SummaryPanel) -> None:
    resets: list[bool] = []
    panel.model.modelReset.connect(lambda: resets.append(True))
    document.apply(SetFields("conv1", {"out_channels": 12}))
    assert column(panel, "Output")[1] == "12×28×28"
    assert resets == []


def test_clicking_a_row_selects_the_layer(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    click_row(qtbot, panel, "conv1")
    assert document.selection == {"conv1"}
    click_row(qtbot, panel, "pool1", modifier=Qt.KeyboardModifier.ControlModifier)
    assert document.selection == {"conv1", "pool1"}


def test_arrow_keys_walk_the_selection(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    click_row(qtbot, panel, "conv1")
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert document.selection == {"relu1"}


def test_the_rows_follow_the_selection_elsewhere(document: Document, panel: SummaryPanel) -> None:
    document.select({"fc1", "conv2"})
    rows = panel.table.selectionModel().selectedRows()
    assert {panel.model.name_at(index.row()) for index in rows} == {"fc1", "conv2"}
    document.select(())
    assert panel.table.selectionModel().selectedRows() == []


def test_the_selection_survives_another_layer_going(
    document: Document, panel: SummaryPanel
) -> None:
    document.select({"fc1"})
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert document.selection == {"fc1"}
    (row,) = panel.table.selectionModel().selectedRows()
    assert panel.model.name_at(row.row()) == "fc1"


def test_a_heading_sorts_and_the_third_click_brings_the_order_back(
    qtbot: QtBot, document: Document, panel: SummaryPanel
) -> None:
    document.select({"conv3"})
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer")[-1] == "conv3"  # 48,120, the most
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer")[0] == "conv3"
    (row,) = panel.table.selectionModel().selectedRows()
    assert row.row() == 0
    click_heading(qtbot, panel, "Parameters")
    assert column(panel, "Layer") == list(document.network.order)


def test_copying_gives_plain_numbers_as_text_and_as_csv(qtbot: QtBot, panel: SummaryPanel) -> None:
    click_row(qtbot, panel, "conv3")
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[1].split("\t")[:2] == ["conv3", "Conv2d"]
    (row,) = csv.DictReader(io.StringIO(bytes(data.data("text/csv").data()).decode()))
    assert (row["Parameters"], row["Output"]) == ("48120", "120×1×1")


def test_copying_without_a_selection_takes_every_layer(qtbot: QtBot, panel: SummaryPanel) -> None:
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1 + 13


def test_a_layer_with_a_problem_is_marked_and_says_what_it_is(
    document: Document, panel: SummaryPanel
) -> None:
    document.apply(SetFields("pool1", {"kernel_size": 3}))
    row = panel.model.row_of("pool1")
    assert column(panel, "Layer")[row] == "pool1 !"
    tip = panel.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "13.50 → 13" in tip


def test_an_empty_network_says_so(document: Document, panel: SummaryPanel) -> None:
    document.open(Network(), Recipe())
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("No layers yet" in text for text in labels)


def test_a_thousand_layers_are_refreshed_within_a_frame(
    document: Document, panel: SummaryPanel
) -> None:
    layers = [Input(1, 8, 8), *(Conv2d(2, 3, padding=1) for _ in range(999))]
    document.open(chain("deep", layers), Recipe())
    assert panel.model.rowCount() == 1_000
    panel.table.sortByColumn(TITLES.index("Parameters"), Qt.SortOrder.DescendingOrder)
    best = min(_seconds(panel._refresh) for _ in range(5))
    assert best < 0.016


def _seconds(do: Callable[[], None]) -> float:
    start = time.process_time()  # what other programs take does not count
    do()
    return time.process_time() - start
