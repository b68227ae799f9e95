"""Filters in another order, and those that are dead or doubled."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.inspection.filter_similarity import ordered
from widgets.panels.filters_panel import FiltersPanel


def filters() -> np.ndarray:
    weights = np.random.default_rng(0).normal(size=(8, 4, 3, 3)).astype(np.float32)
    weights[2] *= 3
    weights[5] = 1e-5
    weights[6] = 0.5 * weights[1]
    return weights


@pytest.fixture
def panel(qtbot: QtBot) -> FiltersPanel:
    panel = FiltersPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_filters({"conv1": filters()}, ("conv1",))
    return panel


def shown(panel: FiltersPanel) -> list[int]:
    (block,) = panel.grid.blocks
    return [block.number(row) for row in range(8)]


@pytest.mark.parametrize("order", ["norm", "similarity"])
def test_they_stand_in_the_order_that_is_chosen_and_keep_their_numbers(
    panel: FiltersPanel, order: str
) -> None:
    panel.order.setCurrentIndex(panel.order.findData(order))
    expected = ordered(filters(), "norm" if order == "norm" else "similarity").tolist()
    assert shown(panel) == expected
    pictures = panel._pictures["conv1"].values
    np.testing.assert_array_equal(pictures[4 * 3 + 1], filters()[expected[3], 1])
    panel.grid.set_current("conv1", 4 * 3 + 1)
    assert panel.readout.text().startswith(f"conv1, filter {expected[3]}, channel 1")
    panel.order.setCurrentIndex(0)
    assert shown(panel) == list(range(8))


def test_dead_and_doubled_filters_are_told_in_words(panel: FiltersPanel) -> None:
    (block,) = panel.grid.blocks
    assert block.title.endswith("dead: 5 · alike: 1 = 6")
    panel.grid.set_current("conv1", 4 * 5)
    assert panel.readout.text().endswith("dead: next to nothing beside the largest")
    panel.grid.set_current("conv1", 4 * 6)
    assert panel.readout.text().endswith("much like 1")


def test_an_enlarged_filter_stays_when_the_order_changes(panel: FiltersPanel) -> None:
    panel.enlarge("conv1", 4 * 2 + 3)
    panel.order.setCurrentIndex(panel.order.findData("norm"))
    chosen = panel.chosen()
    assert chosen is not None
    assert (chosen.number, chosen.channel) == (2, 3)
    QTest.keyClick(panel.enlarged, Qt.Key.Key_Right)
    QTest.keyClick(panel.enlarged, Qt.Key.Key_Right)
    chosen = panel.chosen()
    assert chosen is not None
    assert chosen.number == shown(panel)[1]


def test_large_layers_are_ranked_beside_the_window(qtbot: QtBot, panel: FiltersPanel) -> None:
    weights = np.random.default_rng(0).normal(size=(512, 256, 3, 3)).astype(np.float32)
    weights[100] = 0
    panel.show_filters({"conv1": weights}, ("conv1",))
    qtbot.waitUntil(lambda: "dead: 100" in panel.grid.blocks[0].title)


def test_while_the_weights_learn_the_last_order_comes_in_the_end(
    qtbot: QtBot, panel: FiltersPanel
) -> None:
    panel.order.setCurrentIndex(panel.order.findData("norm"))
    weights = filters()
    weights[7] *= 9
    panel.show_filters({"conv1": weights}, ("conv1",))
    qtbot.waitUntil(lambda: shown(panel)[0] == 7)
