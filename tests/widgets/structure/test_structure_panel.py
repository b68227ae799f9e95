"""B8 in the window: which inputs reach a unit, shared weights alike, dense against sparse."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.inspection.look import take_snapshot
from app.network.edits import RemoveLayers, SetFields
from app.network.graph import Network
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.training.module import build_module
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.main_window import MainWindow
from widgets.structure.drawing import Lit, weight_pen
from widgets.structure.panel import StructurePanel
from widgets.theme import DARK, LIGHT, apply_theme, painted_in, theme


def b8() -> Network:
    """Eight units and a kernel of width 3 over them, as the lecture draws it."""
    return chain("B8", [Input(1, 1, 8), Reshape(1, 0, 8), Conv1d(1, 3, padding=1)])


def deep() -> Network:
    kinds = [Input(2, 20, 20), Conv2d(4, 3, padding=1), ReLU(), Conv2d(6, 3), MaxPool2d()]
    return chain("deep", [*kinds, Flatten(), Linear(5), Softmax()])


def panel_of(network: Network, qtbot: QtBot) -> StructurePanel:
    document = Document()
    document.open(network, Recipe())
    panel = StructurePanel(document)
    qtbot.addWidget(panel)
    panel.resize(1100, 300)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot) -> StructurePanel:
    """On the lecture's convolution, as after a click on the canvas."""
    panel = panel_of(b8(), qtbot)
    panel._document.select(("conv1",))
    return panel


@pytest.fixture
def deep_panel(qtbot: QtBot) -> StructurePanel:
    panel = panel_of(deep(), qtbot)
    panel._document.select(("conv1",))
    return panel


def point_at(panel: StructurePanel, lit: Lit, variant: int = 0) -> None:
    QTest.mouseMove(panel.picture, QPoint(1, 1))
    QTest.mouseMove(panel.picture, panel.picture.place_of(lit, variant))


def press(panel: StructurePanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.picture, key)


def turn_wheel(picture: QWidget, by: int) -> None:
    place = QPointF(200, 60)
    turn = QWheelEvent(
        *(place, picture.mapToGlobal(place), QPoint(), QPoint(0, by)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(picture, turn)


def test_b8_the_layer_is_told_with_its_numbers(panel: StructurePanel) -> None:
    assert (
        "1 input reaches 3 outputs; in a dense layer it would reach all 8. "
        "3 weights serve 8 × 3 = 24 connections (2 from padding); dense: 64."
    ) in panel.overview.text()
    assert panel.picture.shown == (range(-1, 9), range(8))


def test_b8_pointing_at_an_input_tells_the_three_outputs_it_reaches(
    panel: StructurePanel, qtbot: QtBot
) -> None:
    point_at(panel, Lit(0, 4))
    qtbot.waitUntil(lambda: panel.picture.lit == Lit(0, 4))
    assert panel.pointed.text() == (
        "Unit 4 of reshape1 reaches 3 of 8 in conv1: 3, 4 and 5; "
        "in a dense layer it would reach all 8."
    )


def test_pointing_at_an_output_tells_its_inputs_and_the_sum(
    panel: StructurePanel, qtbot: QtBot
) -> None:
    point_at(panel, Lit(1, 0))
    qtbot.waitUntil(lambda: panel.picture.lit == Lit(1, 0))
    assert panel.pointed.text() == (
        "Unit 0 of conv1 sees 0 and 1 of reshape1.\ny₀ = w₀·0 + w₁·x₀ + w₂·x₁ + b"
    )


def test_the_sum_has_the_weights_of_the_network_as_it_is(panel: StructurePanel) -> None:
    module = build_module(b8(), seed=3).eval()
    image = np.zeros((1, 1, 1, 8), np.float32)
    panel.show_snapshot(take_snapshot(module, image, panel.wanted(), 0))
    panel.picture.look_at(Lit(1, 4))
    conv = module.get_submodule("conv1")
    assert isinstance(conv.weight, torch.Tensor)
    shown = panel.pointed.text().split("\n= ")[1].replace("− ", "+ −").split(" + ")
    weights = [float(term.partition("·")[0].replace("−", "-")) for term in shown[:3]]
    np.testing.assert_allclose(weights, conv.weight.detach()[0, 0], atol=2e-3)
    assert [term.partition("·")[2] for term in shown[:3]] == ["x₃", "x₄", "x₅"]


def test_c3_the_sum_of_a_normalisation_says_that_its_input_is_normalised_first(
    qtbot: QtBot,
) -> None:
    network = chain("normal", [Input(1, 8, 8), Conv2d(2, 3), BatchNorm2d()])
    panel = panel_of(network, qtbot)
    panel._document.select(("bn1",))
    panel.picture.look_at(Lit(1, 4))
    _, total, meant = panel.pointed.text().split("\n")
    assert total == "y₄ = w₀·x₄ + b"
    assert "less its mean and divided by its standard deviation" in meant


def test_the_end_of_a_long_line_is_reached_in_one_move(qtbot: QtBot) -> None:
    network = chain("long", [Input(1, 64, 64), Flatten(), Linear(4_096), ReLU()])
    panel = panel_of(network, qtbot)
    panel._document.select(("relu1",))
    panel.picture.look_at(Lit(0, 0))
    moves: list[int] = []
    panel.picture.moved.connect(lambda: moves.append(panel.picture.first))
    press(panel, Qt.Key.Key_End)
    assert panel.picture.lit == Lit(0, 4_095)
    assert len(moves) == 1


def test_before_torch_is_there_the_structure_is_drawn_without_values(
    panel: StructurePanel,
) -> None:
    legend = [mark.text for mark in panel.picture._legend()]
    assert legend == ["w₀", "w₁", "w₂", "bias", "padding"]


def test_b8_side_by_side_the_same_slice_is_shared_not_shared_and_dense(
    panel: StructurePanel,
) -> None:
    panel.controls.variant.setCurrentIndex(panel.controls.variant.findData("all"))
    variants = panel.picture._variants
    assert panel.picture.titles == [
        "Shared: 3 weights",
        "Not shared: 24 weights",
        "Dense: 64 weights",
    ]
    panel.picture.look_at(Lit(0, 4))
    reached = [variant.stack.reached(0, 4)[1].bit_count() for variant in variants]
    assert reached == [3, 3, 8]


@pytest.mark.parametrize("count", [3, 7, 11, 14, 24, 144])
def test_every_weight_has_a_pen_of_its_own(count: int) -> None:
    pens = [weight_pen(index, count) for index in range(count)]
    assert len({(pen.color().name(), pen.style()) for pen in pens}) == count


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_the_colours_of_weights_stand_out_from_their_ground(scheme: type[LIGHT]) -> None:  # type: ignore[valid-type]
    with painted_in(scheme):
        ground = _luminance(theme().colour("card"))
        for name in theme().weight_lines:
            lines = _luminance(QColor(name))
            low, high = sorted((ground, lines))
            assert (high + 0.05) / (low + 0.05) >= 3


def _luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(factor * part for factor, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_arrows_go_through_the_units_and_escape_looks_at_none(panel: StructurePanel) -> None:
    press(panel, Qt.Key.Key_Right)
    assert panel.picture.lit == Lit(1, 3)
    press(panel, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert panel.picture.lit == Lit(0, 4)
    press(panel, Qt.Key.Key_Home)
    assert panel.picture.lit == Lit(0, 0)
    press(panel, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_End)
    assert panel.picture.lit == Lit(1, 7)
    assert "Unit 7 of conv1 sees 6 and 7" in panel.picture.accessibleDescription()
    press(panel, Qt.Key.Key_Escape)
    assert panel.picture.lit is None


def test_beyond_the_units_that_are_shown_the_picture_moves_along(
    deep_panel: StructurePanel,
) -> None:
    picture, bar = deep_panel.picture, deep_panel.bar
    assert len(picture.shown[-1]) == 12
    press(deep_panel, Qt.Key.Key_Right, Qt.Key.Key_End)
    assert picture.lit == Lit(1, 19)
    assert picture.shown == (range(7, 21), range(8, 20))
    assert bar.isVisible()
    assert bar.value() == bar.maximum() == 8
    bar.setValue(2)
    assert picture.shown[-1] == range(2, 14)
    turn_wheel(picture, -120)
    assert picture.shown[-1] == range(3, 15)
    for _ in range(4):  # as a touchpad tells it
        turn_wheel(picture, -30)
    assert picture.shown[-1] == range(4, 16)


def test_with_more_layers_a_unit_further_up_sees_more_inputs(deep_panel: StructurePanel) -> None:
    panel = deep_panel
    assert panel.controls.layers.count() == 3
    panel.controls.layers.setCurrentIndex(2)
    stack = panel._stack
    assert stack is not None
    assert stack.names == ("input", "conv1", "conv2", "pool1")
    panel.picture.look_at(Lit(3, 2))
    assert panel.pointed.text() == (
        "Unit 2 of pool1 sees 4 and 5 of conv2, 4 to 7 (4 units) of conv1 and "
        "3 to 8 (6 units) of input."
    )
    assert "Left out: relu1" in panel.overview.text()


def test_filter_channel_and_kernel_row_choose_the_weights(deep_panel: StructurePanel) -> None:
    panel, network = deep_panel, deep()
    module = build_module(network, seed=0).eval()
    panel.controls.filter.setValue(3)
    panel.controls.channel.setValue(1)
    panel.controls.across.setValue(2)
    image = np.zeros((1, 2, 20, 20), np.float32)
    panel.show_snapshot(take_snapshot(module, image, panel.wanted(), 0))
    weight = module.get_submodule("conv1").weight
    assert isinstance(weight, torch.Tensor)
    connections = panel.picture._drawing(0).weights(0).values()
    shown = [panel._value(0, connection) for connection in connections]
    np.testing.assert_allclose(shown, weight.detach()[3, 1, 2])
    assert "from the kernel's other rows and other channels" not in panel.pointed.text()
    panel.picture.look_at(Lit(1, 4))
    assert "from the kernel's other rows and other channels" in panel.pointed.text()


def test_across_channels_every_filter_sees_every_channel(deep_panel: StructurePanel) -> None:
    line = deep_panel.controls.line
    line.setCurrentIndex(line.findData("channels"))
    assert deep_panel.picture.shown == (range(2), range(4))
    deep_panel.picture.look_at(Lit(1, 3))
    assert "y₃ = w[3, 0]·x₀ + w[3, 1]·x₁ + … + b" in deep_panel.pointed.text()
    assert "4 × 2 = 8 connections, each with its own weight" in deep_panel.overview.text()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("input", "where the images come in"),
        ("flatten1", "lays the same 486 numbers out in another shape"),
    ],
)
def test_a_layer_without_connections_says_why(
    deep_panel: StructurePanel, name: str, words: str
) -> None:
    deep_panel._document.select((name,))
    assert words in deep_panel.why.text()
    assert deep_panel.why.isVisible()
    assert deep_panel.wanted().insides == frozenset()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("relu1", "1 input reaches 1 output; in a dense layer it would reach all 20."),
        ("pool1", "none with a weight: nothing is learned here"),
        ("fc1", "1 input reaches all 5 outputs: dense."),
        ("softmax1", "1 input reaches all 5 outputs: dense."),
    ],
)
def test_any_other_layer_is_drawn(deep_panel: StructurePanel, name: str, words: str) -> None:
    deep_panel._document.select((name,))
    assert words in deep_panel.overview.text()
    assert not deep_panel.why.isVisible()


def test_with_nothing_selected_it_is_said_what_to_do(qtbot: QtBot) -> None:
    panel = panel_of(deep(), qtbot)
    assert panel.why.text().startswith("Nothing is selected. Select a layer on the canvas")


def test_a_layer_that_does_not_fit_tells_its_problem(deep_panel: StructurePanel) -> None:
    document = deep_panel._document
    document.apply(SetFields("conv1", {"kernel_size": 30}))
    assert deep_panel.why.text().startswith("conv1 has no units to draw: ")
    document.undo_stack.undo()
    assert not deep_panel.why.isVisible()
    document.apply(RemoveLayers(frozenset({"conv1"})))
    assert deep_panel.why.text().startswith("Nothing is selected")


def test_the_picture_is_copied_and_the_numbers_are(panel: StructurePanel) -> None:
    clipboard = QGuiApplication.clipboard()
    panel.picture.setFocus()
    assert QTest.qWaitForWindowActive(panel)
    QTest.keyClick(panel.picture, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.image().size() == panel.picture.size() * 2
    panel.copy_numbers()
    lines = clipboard.text().strip().split("\n")
    assert lines[0].split("\t")[:4] == ["layer", "output", "from", "input"]
    assert len(lines) == 1 + 24
    assert lines[1].split("\t") == ["conv1", "0", "reshape1", "", "yes", "0", ""]


def test_it_is_painted_in_both_themes_at_any_size(
    deep_panel: StructurePanel, qapp: QApplication
) -> None:
    for scheme in ("dark", "light"):
        apply_theme(qapp, scheme)
        for width, height in ((340, 500), (700, 200), (1500, 320)):
            deep_panel.resize(width, height)
            for variant in range(4):
                deep_panel.controls.variant.setCurrentIndex(variant)
                deep_panel.controls.layers.setCurrentIndex(variant % 3)
                deep_panel.picture.look_at(Lit(1, 2))
                image = deep_panel.picture.image()
                ground = image.pixelColor(2, image.height() // 2)
                assert ground == theme().colour("card")


def test_it_opens_in_the_window_by_its_key_and_asks_for_the_weights_it_shows(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.select(("conv1",))
    actions = {action.text(): action for action in window.docks.toggle_actions()}
    actions["Structure"].trigger()
    qtbot.waitUntil(lambda: window.docks["structure"].widget() is not None)
    panel = window.docks["structure"].widget()
    assert isinstance(panel, StructurePanel)
    assert panel.controls.choice.currentData() == "conv1"
    qtbot.waitUntil(lambda: panel.picture._legend()[0].text.startswith("w₀ "))
    assert panel.picture._legend()[-1].text.startswith("bias ")
    window.docks.raise_("curves")
    qtbot.waitUntil(lambda: window.thread_.wanted is not None and not window.thread_.wanted.insides)
