"""An inception module and a residual block by mouse and keys, broken and mended again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSpinBox

from app.network.fields import values_of
from app.network.graph import Network
from app.network.layers.convolution import Conv2d
from app.network.layers.pooling import MaxPool2d
from app.training.recipe import Recipe
from tests.widgets.conftest import OpenWindow
from tests.widgets.events import LEFT, NO_KEYS, click, drag
from widgets.main_window import MainWindow
from widgets.panels.layer_list import KIND_ROLE
from widgets.panels.problem_rows import FixButton

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


class User:
    """Works the window by mouse and keys; each click, drag, key and typed text is an action."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.canvas = window.canvas
        self.document = window.document
        self.actions = 0

    def double_click_in_palette(self, kind: str) -> None:
        self.actions += 1
        view = self.window.palette_.view
        start = view.model().index(0, 0)
        flags = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        (index,) = view.model().match(start, KIND_ROLE, kind, 1, flags)
        at = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, at)
        QTest.mouseDClick(view.viewport(), LEFT, NO_KEYS, at)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.actions += 1
        QTest.keyClick(self.canvas, key, modifiers)

    def click(self, name: str, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.actions += 1
        card = self.canvas.canvas_scene.cards[name]
        click(self.canvas, card.scene_rect.center() + QPointF(0, 50), modifiers)

    def drag_from_output(self, name: str, to: QPointF) -> None:
        self.actions += 1
        drag(self.canvas, self.canvas.canvas_scene.cards[name].out_port, to)

    def type_layer(self, text: str) -> None:
        """Type into the field that is open, and press Enter: two actions."""
        self.actions += 2
        field = self.canvas.overlays.quick_add
        assert field is not None
        QTest.keyClicks(field.field, text)
        QTest.keyClick(field.field, Key.Key_Return)

    def append(self, text: str) -> None:
        self.press(Key.Key_A)
        self.type_layer(text)

    def set_number(self, layer: str, setting: str, value: int) -> None:
        """Click a card and type over a setting in the inspector."""
        self.click(layer)
        form = self.window.inspector.layer_page.form
        assert form is not None
        box = form.editor(setting)
        box = box if isinstance(box, QSpinBox) else box.findChildren(QSpinBox)[0]
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, str(value))
        QTest.keyClick(box, Key.Key_Return)

    def fix_by_badge(self, layer: str) -> list[str]:
        """Click the badge, then the first of the fixes; the words of all."""
        badge = self.canvas.canvas_scene.cards[layer].badge_centre()
        card = self.canvas.canvas_scene.cards[layer]
        click(self.canvas, card.pos() + (badge - card.pos()))
        popup = self.canvas.overlays.popup
        assert popup is not None
        words = [button.text() for button in popup.buttons]
        QTest.mouseClick(popup.buttons[0], LEFT)
        return words

    def errors(self) -> list[str]:
        return [problem.layer for problem in self.document.analysis.errors]


@pytest.fixture
def user(open_window: OpenWindow) -> User:
    """Before an empty canvas."""
    window = open_window(wait=False)
    QTest.qWaitForWindowActive(window)
    window.document.open(Network(), Recipe())
    window.canvas.setFocus()
    return User(window)


@pytest.fixture
def inception(user: User) -> User:
    canvas = user.canvas
    user.double_click_in_palette("Input")
    port = canvas.canvas_scene.cards["input"].out_port
    user.drag_from_output("input", port + QPointF(80, 0))
    user.type_layer("conv 1x1")
    user.press(Key.Key_D, CTRL | SHIFT)
    user.press(Key.Key_D, CTRL | SHIFT)
    user.append("conv 5x5 p2")
    user.press(Key.Key_0, CTRL)
    user.click("conv2")
    user.append("conv 3x3 p1")
    below = canvas.canvas_scene.cards["conv3"].scene_rect.bottomLeft() + QPointF(-100, -60)
    user.drag_from_output("input", below)
    user.type_layer("maxpool 3x3 s1 p1")
    user.append("conv 1x1")
    user.press(Key.Key_A, CTRL)
    user.append("concat")
    user.press(Key.Key_T, CTRL)
    return user


@pytest.fixture
def residual(user: User) -> User:
    user.append("input 16")
    for text in ("conv 3x3 p1", "bn", "relu", "conv 3x3 p1", "bn"):
        user.append(text)
    user.press(Key.Key_0, CTRL)
    user.click("input", CTRL)
    user.append("add")
    user.append("relu")
    return user


def kinds_before(network: Network, name: str) -> list[str]:
    """The chain that leads to a layer from the Input, as notation."""
    chain = []
    while name != "input":
        layer = network.layers[name]
        notation = values_of(layer).get("kernel_size", "")
        chain.append(f"{layer.kind} {notation}".strip())
        name = network.source_of[name]
    return chain[::-1]


def test_an_inception_module_takes_fewer_than_thirty_actions(inception: User) -> None:
    network = inception.document.network
    branches = sorted(kinds_before(network, name) for name in network.sources_of["concat1"])
    assert branches == [
        ["Conv2d 1"],
        ["Conv2d 1", "Conv2d 3"],
        ["Conv2d 1", "Conv2d 5"],
        ["MaxPool2d 3", "Conv2d 1"],
    ]
    assert inception.document.analysis.layers["concat1"].output == (64, 28, 28)
    assert not inception.document.analysis.problems
    assert inception.actions == 25


def test_a_residual_block_takes_fewer_than_thirty_actions(residual: User) -> None:
    network = residual.document.network
    assert network.sources_of["add1"] == ("input", "bn2")
    chain = [name.split()[0] for name in kinds_before(network, "bn2")]
    assert chain == ["Conv2d", "BatchNorm2d", "ReLU", "Conv2d", "BatchNorm2d"]
    assert network.source_of["relu2"] == "add1"
    assert residual.document.analysis.layers["relu2"].output == (16, 28, 28)
    assert not residual.document.analysis.problems
    assert residual.actions == 26


def test_after_a_double_click_in_the_list_the_next_layer_is_typed_on_the_canvas(user: User) -> None:
    user.window.palette_.view.setFocus()
    user.double_click_in_palette("Input")
    keyboard = QApplication.focusWidget()
    assert keyboard is not None
    QTest.keyClick(keyboard, Key.Key_A)
    assert user.canvas.overlays.quick_add is not None


def test_after_enter_in_the_list_the_keyboard_stays_for_the_next_layer(user: User) -> None:
    view = user.window.palette_.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    assert len(user.document.network.layers) == 1
    assert view.hasFocus()


def layer_like(network: Network, kernel_size: int) -> str:
    return next(
        name
        for name, layer in network.layers.items()
        if isinstance(layer, Conv2d) and layer.kernel_size == kernel_size
    )


@pytest.mark.parametrize(
    ("kernel_size", "setting", "value", "words"),
    [(3, "padding", 0, "Padding 1 in conv5"), (5, "stride", 2, "Stride 1 in conv4")],
)
def test_a_broken_inception_module_is_mended_at_its_badge(
    inception: User, kernel_size: int, setting: str, value: int, words: str
) -> None:
    sound = inception.document.network
    inception.set_number(layer_like(sound, kernel_size), setting, value)
    assert inception.errors() == ["concat1"]
    assert inception.fix_by_badge("concat1")[0] == words
    assert inception.document.network.layers == sound.layers
    assert not inception.errors()


def test_a_broken_pool_is_mended_from_the_problems_panel(inception: User) -> None:
    inception.set_number("pool1", "stride", 2)
    window = inception.window
    window.docks.raise_("problems")
    QTest.qWait(0)
    QTest.keyClick(inception.canvas, Key.Key_F8)
    button = window.problems.fixes.findChildren(FixButton)[0]
    assert button.text() == "Stride 1 in pool1"
    QTest.mouseClick(button, LEFT)
    assert not inception.errors()
    assert inception.document.network.layers["pool1"] == MaxPool2d(3, 1, 1)


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("padding", 0, ["Padding 1 in conv2"]),
        ("stride", 2, ["Stride 1 in conv2", "Project input by 1×1, stride 2, to 16×14×14"]),
        (
            "out_channels",
            32,
            [
                "16 filters in conv2",
                "Project input by 1×1 to 32×28×28",
                "Project bn2 by 1×1 to 16×28×28",
            ],
        ),
    ],
)
def test_a_broken_residual_block_is_mended_at_its_badge(
    residual: User, setting: str, value: int, words: list[str]
) -> None:
    sound = residual.document.network
    residual.set_number("conv2", setting, value)
    assert residual.errors() == ["add1"]
    assert residual.fix_by_badge("add1") == words
    assert residual.document.network.layers == sound.layers


def test_a_broken_residual_block_is_mended_in_the_inspector(residual: User) -> None:
    residual.set_number("conv2", "out_channels", 32)
    residual.click("add1")
    page = residual.window.inspector.layer_page
    buttons: list[QPushButton] = page.problems.findChildren(FixButton)
    assert buttons[0].text() == "16 filters in conv2"
    QTest.mouseClick(buttons[1], LEFT)  # the projection of the shortcut
    assert not residual.errors()
    assert residual.document.analysis.layers["add1"].output == (32, 28, 28)
