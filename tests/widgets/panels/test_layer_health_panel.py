"""The table of layers under training: figures, sorting, selection and what is said."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.inspection.layer_health import Histogram, LayerHealth, NetworkHealth
from app.network.graph import Network
from app.network.patterns import lenet5
from tests.widgets.conftest import IN_A_HALL, PutInType
from widgets.panels.health_table import COLUMNS
from widgets.panels.layer_health_panel import LayerHealthPanel
from widgets.theme import NORMAL, apply_theme, font

NAMES = ["conv1", "relu1", "conv2", "relu2"]


def bell(width: float) -> Histogram:
    return Histogram(-width, width, np.array([1, 4, 9, 4, 1]))


def health(dead: float = 0.0, network: Network | None = None, step: int = 3) -> NetworkHealth:
    layers = (
        LayerHealth("conv1", bell(0.3), bell(0.1), bell(2.0), near_zero=0.02, update_ratio=0.0034),
        LayerHealth("relu1", activations=Histogram(0, 2.0, np.array([9, 1, 1])), dead=dead),
        LayerHealth("conv2", bell(0.2), bell(0.3), bell(2.0), near_zero=0.5, update_ratio=1.3e-4),
        LayerHealth(
            "relu2", activations=Histogram(0, 9.0, np.array([5, 2])), dead=0.25, channels=True
        ),
    )
    rows = {layer.name: layer for layer in layers}
    return NetworkHealth(network or lenet5(), step, 100, rows, f"after step {step}")


@pytest.fixture
def panel(qtbot: QtBot) -> LayerHealthPanel:
    panel = LayerHealthPanel()
    qtbot.addWidget(panel)
    panel.resize(860, 240)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def column(title: str) -> int:
    return [column.title for column in COLUMNS].index(title)


def text(panel: LayerHealthPanel, row: int, title: str) -> str | None:
    return panel.model.index(row, column(title)).data()


def click_header(qtbot: QtBot, panel: LayerHealthPanel, title: str) -> None:
    header = panel.table.horizontalHeader()
    at = header.sectionViewportPosition(column(title)) + header.sectionSize(column(title)) // 2
    place = header.viewport().rect().center()
    place.setX(at)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_without_data_it_says_what_will_be_here(panel: LayerHealthPanel) -> None:
    assert not panel.table.isVisible()
    panel.show_health(None)
    assert not panel.table.isVisible()


def test_a_line_for_each_layer_with_its_figures(panel: LayerHealthPanel) -> None:
    panel.show_health(health())
    assert panel.model.names == NAMES
    assert text(panel, 0, "Near zero") == "2.0 %"
    assert text(panel, 0, "Update") == "0.0034"
    assert text(panel, 2, "Update") == "1.3e−4"
    assert text(panel, 0, "Dead") is None
    assert text(panel, 3, "Dead") == "25.0 %"
    assert panel.measured.text() == "After step 3 · outputs for 100 validation images"


def test_histograms_are_painted_and_told_in_words(panel: LayerHealthPanel) -> None:
    panel.show_health(health())
    QApplication.processEvents()
    before = panel.table.viewport().grab().toImage()
    tip = panel.model.index(0, column("Weights")).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "19 values from −0.300 to 0.300"
    other = health()
    layers = {**other.layers, "conv1": LayerHealth("conv1", Histogram(-1, 1, np.array([9, 0, 1])))}
    panel.show_health(NetworkHealth(other.network, 4, 100, layers))
    QApplication.processEvents()
    assert panel.table.viewport().grab().toImage() != before


def test_nothing_is_said_while_all_is_well(panel: LayerHealthPanel) -> None:
    panel.show_health(health())
    assert not panel.advice.isVisible()


def test_dead_units_are_told_with_what_to_do(panel: LayerHealthPanel) -> None:
    panel.show_health(health(dead=0.41))
    assert panel.advice.isVisible()
    words = panel.advice.accessibleDescription()
    assert words == "41 % of conv1's units are dead: lower the learning rate or use leaky ReLU."
    panel.show_health(health(dead=0.1))
    assert not panel.advice.isVisible()


def test_sorting_puts_layers_without_the_figure_last_and_a_third_click_restores(
    qtbot: QtBot, panel: LayerHealthPanel
) -> None:
    panel.show_health(health())
    click_header(qtbot, panel, "Near zero")
    assert panel.model.names == ["conv1", "conv2", "relu1", "relu2"]
    click_header(qtbot, panel, "Near zero")
    assert panel.model.names == ["conv2", "conv1", "relu1", "relu2"]
    click_header(qtbot, panel, "Near zero")
    assert panel.model.names == NAMES


def test_a_click_chooses_the_layer(qtbot: QtBot, panel: LayerHealthPanel) -> None:
    panel.show_health(health())
    QApplication.processEvents()
    place = panel.table.visualRect(panel.model.index(2, 0)).center()
    with qtbot.waitSignal(panel.layer_chosen) as told:
        qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["conv2"]
    with qtbot.waitSignal(panel.layer_chosen) as told:
        qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert told.args == ["relu2"]


def test_a_layer_stays_selected_when_lines_move(qtbot: QtBot, panel: LayerHealthPanel) -> None:
    panel.show_health(health())
    panel.table.setCurrentIndex(panel.model.index(2, 0))
    with qtbot.assertNotEmitted(panel.layer_chosen):
        click_header(qtbot, panel, "Near zero")
        click_header(qtbot, panel, "Near zero")
    assert panel.table.chosen_rows() == [0]
    assert panel.model.names[0] == "conv2"


def test_it_takes_the_colours_of_another_theme(qapp: QApplication, panel: LayerHealthPanel) -> None:
    panel.show_health(health(dead=0.9))
    light = panel.advice.text()
    apply_theme(qapp, "dark")
    QApplication.processEvents()
    assert panel.advice.text() != light


def test_words_and_figures_are_whole_in_type_for_a_hall(
    put_in_type: PutInType, panel: LayerHealthPanel
) -> None:
    panel.show_health(health(dead=1.0))
    put_in_type(IN_A_HALL)
    metrics = QFontMetrics(font(NORMAL))
    for at, heading in enumerate(COLUMNS):
        texts = [heading.title]
        texts += [text(panel, row, heading.title) or "" for row in range(len(NAMES))]
        width = panel.table.columnWidth(at)
        assert width > max(map(metrics.horizontalAdvance, texts)), heading.title
