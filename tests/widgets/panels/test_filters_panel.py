"""Filters of the convolutions: tables, colour, pages, reading and enlarging."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from widgets.panels.filters_panel import FiltersPanel
from widgets.pictures import weight_colours

ORDER = ("input", "conv1", "relu1", "conv2", "fc1")


def filters(first_channels: int = 1, second_channels: int = 6) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    return {
        "conv1": random.normal(size=(6, first_channels, 5, 5)).astype(np.float32),
        "conv2": random.normal(size=(16, second_channels, 3, 3)).astype(np.float32),
    }


@pytest.fixture
def panel(qtbot: QtBot) -> FiltersPanel:
    panel = FiltersPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def names(panel: FiltersPanel) -> list[str]:
    return [block.name for block in panel.grid.blocks]


def later_button(panel: FiltersPanel) -> QToolButton:
    return next(
        b for b in panel.findChildren(QToolButton) if b.accessibleName() == "Later input channels"
    )


def test_every_layer_is_wanted_once_then_only_convolutions_in_sight(panel: FiltersPanel) -> None:
    panel.show_filters({}, ORDER)
    assert panel.wanted() >= {"conv1", "conv2"}
    large = {
        "conv1": np.ones((120, 16, 5, 5), np.float32),
        "conv2": np.ones((6, 1, 5, 5), np.float32),
    }
    panel.show_filters(large, ("conv1", "conv2"))
    assert panel.wanted() == {"conv1"}
    panel.grid.set_current("conv2", 0)
    assert "conv2" in panel.wanted()


def test_a_hidden_panel_wants_nothing(panel: FiltersPanel) -> None:
    panel.show_filters(filters(), ORDER)
    panel.hide()
    assert panel.wanted() == frozenset()


def test_filters_that_were_not_sent_again_stay(panel: FiltersPanel) -> None:
    panel.show_filters(filters(), ORDER)
    panel.show_filters({}, ORDER)
    assert names(panel) == ["conv1", "conv2"]


def test_a_removed_convolution_goes(panel: FiltersPanel) -> None:
    panel.show_filters(filters(), ORDER)
    panel.enlarge("conv1", 0)
    panel.show_filters({}, ("input", "conv2"))
    assert names(panel) == ["conv2"]
    assert panel.grid.isVisible()


def test_pointing_reads_filter_channel_place_and_value(qtbot: QtBot, panel: FiltersPanel) -> None:
    arrays = filters()
    arrays["conv2"][3, 2, 2, 1] = -0.132
    panel.show_filters(arrays, ORDER)
    index = 3 * 6 + 2
    panel.grid.set_current("conv2", index)
    rect = panel.grid.cell_at("conv2", index)
    zoom = rect.width() // 3
    place = rect.topLeft() + QPoint(zoom + zoom // 2, 2 * zoom + zoom // 2)
    qtbot.mouseMove(panel.grid.viewport(), place)
    assert panel.readout.text() == "conv2, filter 3, channel 2, (2, 1): −0.132"


def test_the_largest_weight_has_the_last_colour_and_its_opposite_the_first(
    panel: FiltersPanel,
) -> None:
    values = np.zeros((2, 4, 1, 1), np.float32)
    values[0, 0], values[1, 3] = 2, -2
    panel.show_filters({"conv1": values}, ("conv1",))
    picture = panel.grid.viewport().grab().toImage()
    for index, colour in ((0, weight_colours()[254]), (7, weight_colours()[0])):
        at = panel.grid.cell_at("conv1", index).center()
        assert picture.pixelColor(at).rgba() == colour


def test_filters_over_three_channels_come_in_colour_first(panel: FiltersPanel) -> None:
    arrays = filters(first_channels=3)
    panel.show_filters(arrays, ORDER)
    assert names(panel) == ["conv1 in colour", "conv1", "conv2"]
    panel.grid.set_current("conv1 in colour", 4)
    assert panel.readout.text().startswith("conv1, filter 4, (0, 0): red ")
    panel.enlarge("conv1 in colour", 4)
    assert panel.wanted() >= {"conv1"}
    assert not panel.grab().isNull()


def test_many_input_channels_are_shown_sixteen_at_a_time(qtbot: QtBot, panel: FiltersPanel) -> None:
    panel.show_filters(filters(second_channels=40), ORDER)
    title = panel.grid.blocks[-1].title
    assert "40 channels (0–15 shown)" in title
    for _ in range(2):
        qtbot.mouseClick(later_button(panel), Qt.MouseButton.LeftButton)
    assert "(32–39 shown)" in panel.grid.blocks[-1].title
    assert not later_button(panel).isEnabled()
    panel.grid.set_current("conv2", 8 + 3)
    assert panel.readout.text().startswith("conv2, filter 1, channel 35, ")


def test_no_buttons_where_all_channels_are_shown(panel: FiltersPanel) -> None:
    panel.show_filters(filters(), ORDER)
    assert not later_button(panel).isVisible()


def test_a_click_enlarges_a_filter_with_its_numbers(qtbot: QtBot, panel: FiltersPanel) -> None:
    panel.show_filters(filters(), ORDER)
    place = panel.grid.cell_at("conv2", 7).center()
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.enlarged.isVisible()
    assert panel.readout.text().startswith("conv2, filter 1, channel 1")
    with_numbers = panel.enlarged.grab().toImage()
    colours = {
        with_numbers.pixelColor(x, y).rgba()
        for rect in [panel.enlarged.value_rect(0, 1, 1).toRect().adjusted(3, 3, -3, -3)]
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }
    assert len(colours) > 2


def test_without_convolutions_the_panel_says_so(panel: FiltersPanel) -> None:
    panel.show_filters({}, ("input", "fc1"))
    assert panel.grid.blocks == ()
    assert not panel.grab().isNull()
