"""Feature maps of the probe image: what is in sight, what is read, what is enlarged."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.analysis import analyse
from app.network.edits import RemoveLayers, RenameLayer
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU
from app.network.layers.adaptive import AdaptiveAvgPool2d, ChannelMaxPool
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Input
from app.network.layers.pooling import MaxPool1d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain, lenet5
from widgets.panels.feature_maps_panel import FeatureMapsPanel
from widgets.panels.picture_grid import PictureGrid
from widgets.pictures import activation_colours
from widgets.theme import apply_theme, theme

Maps = dict[str, np.ndarray]


def maps_of(network: Network) -> Maps:
    """Outputs of the right shapes; pooling layers really pool."""
    random = np.random.default_rng(0)
    maps: Maps = {}
    for name, layer in analyse(network).layers.items():
        if layer.output is None:
            continue
        maps[name] = random.normal(size=layer.output).astype(np.float32)
        if layer.layer.family == "pooling":
            channels, height, width = layer.output
            source = maps[network.source_of[name]]
            maps[name] = source.reshape(channels, height, 2, width, 2).max((2, 4))
    return maps


@pytest.fixture
def panel(qtbot: QtBot) -> FeatureMapsPanel:
    panel = FeatureMapsPanel()
    qtbot.addWidget(panel)
    panel.resize(1280, 230)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def shown(panel: FeatureMapsPanel) -> FeatureMapsPanel:
    network = lenet5()
    panel.show_maps(network, maps_of(network))
    return panel


def point_at(
    qtbot: QtBot, grid: PictureGrid, block: str, index: int, inside: QPoint, **kwargs: str
) -> None:
    rect = grid.cell_at(block, index, **kwargs)
    qtbot.mouseMove(grid.viewport(), rect.topLeft() + inside)


def click(qtbot: QtBot, grid: PictureGrid, block: str, index: int) -> None:
    place = grid.cell_at(block, index).center()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_image_comes_first_and_layers_follow_in_order(shown: FeatureMapsPanel) -> None:
    names = [block.name for block in shown.grid.blocks]
    assert names[0] == "input"
    assert names == list(lenet5().order)


def test_a_layer_out_of_sight_is_not_wanted_until_it_is_scrolled_to(
    shown: FeatureMapsPanel,
) -> None:
    assert {"input", "conv1"} <= shown.wanted()
    assert "fc2" not in shown.wanted()
    bar = shown.grid.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert "fc2" in shown.wanted()
    assert "conv1" not in shown.wanted()


def test_a_pooling_layer_in_sight_wants_its_input_too(
    qtbot: QtBot, shown: FeatureMapsPanel
) -> None:
    qtbot.keyClicks(shown.family_choice, "Pooling")
    assert shown.wanted() == {"input", "pool1", "relu1", "pool2", "relu2"}


def test_a_hidden_panel_wants_nothing(shown: FeatureMapsPanel) -> None:
    shown.hide()
    assert shown.wanted() == frozenset()


def test_pointing_at_a_pixel_reads_channel_position_and_value(
    qtbot: QtBot, panel: FeatureMapsPanel
) -> None:
    network = lenet5()
    maps = maps_of(network)
    maps["conv1"][3, 2, 1] = -0.132
    panel.show_maps(network, maps)
    zoom = panel.grid.cell_at("conv1", 3).width() // 28
    inside = QPoint(1 * zoom + zoom // 2, 2 * zoom + zoom // 2)
    point_at(qtbot, panel.grid, "conv1", 3, inside)
    qtbot.waitUntil(lambda: panel.readout.text() == "conv1, channel 3, (2, 1): −0.132")


def test_the_value_under_the_pointer_follows_training(
    qtbot: QtBot, panel: FeatureMapsPanel
) -> None:
    network = lenet5()
    maps = maps_of(network)
    panel.show_maps(network, maps)
    point_at(qtbot, panel.grid, "conv1", 0, QPoint(0, 0))
    panel.show_maps(network, {**maps, "conv1": np.full((6, 28, 28), 0.5, np.float32)})
    assert panel.readout.text().endswith(": 0.500")


def test_a_pooled_value_says_which_part_of_its_input_it_came_from(
    qtbot: QtBot, shown: FeatureMapsPanel
) -> None:
    shown.grid.set_current("pool1", 0)
    zoom = shown.grid.cell_at("pool1", 0).width() // 14
    point_at(qtbot, shown.grid, "pool1", 0, QPoint(3 * zoom, 5 * zoom))
    assert shown.readout.text().startswith("pool1, channel 0, (5, 3): ")
    assert "rows 10–11, columns 6–7" in shown.readout.text()
    point_at(qtbot, shown.grid, "pool1", 0, QPoint(3 * zoom, 5 * zoom), part="before")
    assert shown.readout.text().startswith("relu1, channel 0, (5, 3): ")


def test_a_pooled_map_is_painted_beside_its_input_in_the_same_colours(
    qtbot: QtBot, panel: FeatureMapsPanel
) -> None:
    network = lenet5()
    maps = maps_of(network)
    maps["relu1"] = np.zeros((6, 28, 28), np.float32)
    maps["relu1"][0] = 1
    maps["pool1"] = maps["relu1"][:, ::2, ::2]
    panel.show_maps(network, maps)
    panel.grid.set_current("pool1", 1)
    qtbot.mouseMove(panel.readout)
    picture = panel.grid.viewport().grab().toImage()
    for part in ("before", "picture"):
        for index, colour in ((0, activation_colours()[254]), (1, activation_colours()[0])):
            at = panel.grid.cell_at("pool1", index, part).center()
            assert picture.pixelColor(at).rgba() == colour


def test_a_click_enlarges_a_channel_and_escape_goes_back(
    qtbot: QtBot, shown: FeatureMapsPanel
) -> None:
    click(qtbot, shown.grid, "conv1", 2)
    assert shown.enlarged.isVisible()
    assert shown.readout.text().startswith("conv1, channel 2")
    assert shown.wanted() == {"conv1"}
    qtbot.keyClick(shown.enlarged, Qt.Key.Key_Escape)
    assert shown.grid.isVisible()


def test_an_enlarged_pooling_layer_wants_both_its_sides(shown: FeatureMapsPanel) -> None:
    shown.enlarge("pool1", 0)
    assert shown.wanted() == {"pool1", "relu1"}


def test_arrows_show_the_next_channel_enlarged(qtbot: QtBot, shown: FeatureMapsPanel) -> None:
    shown.enlarge("conv1", 4)
    qtbot.keyClick(shown.enlarged, Qt.Key.Key_Right)
    assert shown.readout.text().startswith("conv1, channel 5")
    qtbot.keyClick(shown.enlarged, Qt.Key.Key_Right)
    assert shown.readout.text().startswith("conv1, channel 5")


def test_the_keyboard_walks_over_channels_and_into_the_next_layer(
    qtbot: QtBot, shown: FeatureMapsPanel
) -> None:
    for _ in range(3):
        qtbot.keyClick(shown.grid, Qt.Key.Key_Right)
    assert shown.grid.current == ("conv1", 1)
    assert shown.readout.text().startswith("conv1, channel 1, (0, 0): ")
    qtbot.keyClick(shown.grid, Qt.Key.Key_Return)
    assert shown.enlarged.isVisible()


def test_walking_scrolls_along(qtbot: QtBot, shown: FeatureMapsPanel) -> None:
    for _ in range(30):
        qtbot.keyClick(shown.grid, Qt.Key.Key_Right)
        assert shown.grid.current is not None
        assert shown.grid.viewport().rect().contains(shown.grid.cell_at(*shown.grid.current))
    assert shown.grid.horizontalScrollBar().value() > 0


def test_units_of_a_vector_are_read_one_by_one(qtbot: QtBot, panel: FeatureMapsPanel) -> None:
    network = lenet5()
    maps = maps_of(network)
    maps["fc2"] = np.arange(10, dtype=np.float32)
    panel.show_maps(network, maps)
    panel.grid.set_current("fc2", 7)
    assert panel.readout.text() == "fc2, unit 7: 7.00"
    panel.enlarge("fc2", 7)
    place = panel.enlarged.value_rect(0, 0, 4).center()
    qtbot.mouseMove(panel.enlarged, place.toPoint())
    assert panel.readout.text() == "fc2, unit 4: 4.00"


def test_only_the_chosen_family_is_shown_after_the_image(
    qtbot: QtBot, shown: FeatureMapsPanel
) -> None:
    qtbot.keyClicks(shown.family_choice, "Convolution")
    assert [b.name for b in shown.grid.blocks] == ["input", "conv1", "conv2", "conv3"]


def test_renamed_and_removed_layers_are_followed(shown: FeatureMapsPanel) -> None:
    network = RenameLayer("conv1", "edges").apply(lenet5())
    shown.show_maps(network, maps_of(network))
    assert "edges" in [block.name for block in shown.grid.blocks]
    assert "edges" in shown.wanted()
    network = RemoveLayers(frozenset({"relu1"})).apply(network)
    shown.show_maps(network, maps_of(network))
    assert "relu1" not in [block.name for block in shown.grid.blocks]


def test_an_enlarged_layer_that_is_removed_closes(shown: FeatureMapsPanel) -> None:
    shown.enlarge("relu1", 0)
    network = RemoveLayers(frozenset({"relu1"})).apply(lenet5())
    shown.show_maps(network, maps_of(network))
    assert shown.grid.isVisible()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda maps: maps.pop("conv1"),
        lambda maps: maps.update(conv1=np.zeros((6, 5, 5), np.float32)),
        lambda maps: maps.update(conv1=np.full((6, 28, 28), np.nan, np.float32)),
        lambda maps: maps.pop("relu1"),
        lambda maps: maps.clear(),
    ],
)
def test_missing_or_odd_arrays_leave_frames_and_no_error(
    qtbot: QtBot, panel: FeatureMapsPanel, spoil: Callable[[Maps], object]
) -> None:
    network = lenet5()
    maps = maps_of(network)
    spoil(maps)
    panel.show_maps(network, maps)
    point_at(qtbot, panel.grid, "conv1", 0, QPoint(3, 3))
    panel.grid.set_current("pool1", 0)
    assert not panel.grab().isNull()
    panel.enlarge("conv1", 0)
    assert not panel.grab().isNull()


def test_without_a_network_the_panel_says_what_to_do(panel: FeatureMapsPanel) -> None:
    panel.show_maps(Network(), {})
    assert panel.wanted() == frozenset()
    assert panel.grab().toImage() != _blank(panel)


def test_it_follows_a_change_to_dark(qapp: QApplication, shown: FeatureMapsPanel) -> None:
    apply_theme(qapp, "dark")
    picture = shown.grid.viewport().grab().toImage()
    assert picture.pixelColor(2, 2) == theme().colour("card")


def test_the_wheel_goes_sideways_where_the_pictures_are(
    shown: FeatureMapsPanel,
) -> None:
    event = QWheelEvent(
        QPointF(300, 50),
        shown.grid.viewport().mapToGlobal(QPointF(300, 50)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(shown.grid.viewport(), event)
    assert shown.grid.horizontalScrollBar().value() > 0


def test_only_pictures_in_sight_are_converted_so_large_maps_stay_quick(
    panel: FeatureMapsPanel,
) -> None:
    network = Network(
        layers={
            "input": Input(channels=3, height=224, width=224),
            "conv1": Conv2d(out_channels=64, kernel_size=7, stride=2, padding=3),
            "relu1": ReLU(),
        },
        wires=(Wire("input", "conv1"), Wire("conv1", "relu1")),
    )
    maps = maps_of(network)
    panel.show_maps(network, maps)
    panel.grid.viewport().repaint()
    times = []
    for _ in range(5):
        before = time.thread_time()
        panel.show_maps(network, dict(maps))
        panel.grid.viewport().repaint()
        times.append(time.thread_time() - before)
    assert min(times) < 0.008


def _blank(panel: FeatureMapsPanel) -> object:
    image = panel.grab().toImage()
    image.fill(theme().colour("card"))
    return image


def test_a_signal_is_one_picture_with_a_row_for_each_channel(panel: FeatureMapsPanel) -> None:
    network = chain("signal", [Input(1, 28, 28), Reshape(28, 0, 28), Conv1d(6), MaxPool1d()])
    maps = {
        name: np.zeros(layer.output or (), np.float32)
        for name, layer in analyse(network).layers.items()
    }
    panel.show_maps(network, maps)
    blocks = {block.name: block for block in panel.grid.blocks}
    assert (blocks["conv1"].count, blocks["conv1"].size) == (1, (6, 26))
    assert (blocks["pool1"].count, blocks["pool1"].before) == (1, None)
    panel.grab()


def test_pooling_across_channels_stands_alone_and_global_pooling_beside_its_input(
    panel: FeatureMapsPanel,
) -> None:
    network = chain("pools", [Input(4, 8, 9), ChannelMaxPool(2), AdaptiveAvgPool2d((3, 2))])
    maps = {
        name: np.ones(layer.output or (), np.float32)
        for name, layer in analyse(network).layers.items()
    }
    panel.show_maps(network, maps)
    blocks = {block.name: block for block in panel.grid.blocks}
    assert not blocks["maxout1"].before
    assert blocks["pool1"].before == (8, 9)
    panel.grab()
