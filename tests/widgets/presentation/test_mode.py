"""The presentation: it begins, panels are a key away, and all comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.network.layers.activation import ReLU
from app.network.layers.dense import Flatten, Input, Linear
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.whole_window import CTRL
from widgets.canvas.placing import CARD
from widgets.main_window import MainWindow
from widgets.presentation.mode import Presentation
from widgets.presentation.panels import NUMBERED
from widgets.theme import LIGHT, apply_theme, theme

OpenWindow = Callable[..., MainWindow]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def mode(window: MainWindow, qtbot: QtBot) -> Presentation:
    """The presentation of a window with LeNet-5."""
    return begin(window, qtbot)


def begin(window: MainWindow, qtbot: QtBot) -> Presentation:
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    mode = window.presentation.mode
    assert mode is not None
    assert QTest.qWaitForWindowActive(window)
    qtbot.waitUntil(window.canvas.hasFocus)
    qtbot.waitUntil(lambda: mode._seen is not None)  # the network is where it stays
    return mode


def key(window: MainWindow, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(window.focusWidget() or window, which, modifiers)


def shown(window: MainWindow) -> set[str]:
    docks = window.findChildren(QDockWidget)
    return {dock.windowTitle() for dock in docks if dock.isVisible()}


def stroke(mode: Presentation, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(mode.overlay, LEFT, NONE, start)
    QTest.mouseMove(mode.overlay, (start + end) / 2)
    QTest.mouseMove(mode.overlay, end)
    QTest.mouseRelease(mode.overlay, LEFT, NONE, end)


def test_it_fills_the_screen_with_the_canvas_alone(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    assert window.isFullScreen()
    assert shown(window) == set()
    assert window.statusBar().isHidden()
    assert window.menuBar().height() == 0
    assert not window.run_bar.datasets.isVisible()
    assert window.run_bar.isVisible()


@pytest.mark.parametrize("with_panels", [False, True])
def test_escape_leaves_it_and_everything_is_as_before(
    window: MainWindow, qtbot: QtBot, *, with_panels: bool
) -> None:
    window.canvas.set_zoom(0.9)
    window.docks.raise_("filters")
    apply_theme(QApplication.instance(), "light")  # type: ignore[arg-type]
    qtbot.wait(50)

    def state() -> dict[str, object]:
        docks = window.findChildren(QDockWidget)
        seen = [dock for dock in docks if not dock.visibleRegion().isEmpty()]
        return {
            "size": window.size(),
            "state": window.windowState(),
            "zoom": window.canvas.zoom,
            "middle": window.canvas.visible_rect().center().toPoint(),
            "docks": {dock.windowTitle(): not dock.isHidden() for dock in docks},
            "in front": {dock.windowTitle(): dock.size() for dock in seen},
            "status bar": window.statusBar().isVisible(),
            "menu bar": window.menuBar().size(),
            "run bar": window.run_bar.size(),
            "data sets": window.run_bar.datasets.isVisible(),
            "type": QApplication.font().pointSizeF(),
            "theme": theme(),
        }

    before = state()
    mode = begin(window, qtbot)
    mode.legend.hide()
    overlay = mode.overlay
    gone = []
    overlay.destroyed.connect(lambda: gone.append(True))
    if with_panels:
        key(window, Qt.Key.Key_1)
        key(window, Qt.Key.Key_5)
        qtbot.waitUntil(lambda: len(shown(window)) == 2)
    key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    assert not window.presentation.action.isChecked()
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: window.canvas.zoom == before["zoom"])
    assert state() == before
    assert theme() is LIGHT


def test_it_ends_also_where_what_had_the_keyboard_before_is_gone(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.select(("conv1",))
    window.docks.raise_("inspector")
    fields = window.inspector.findChildren(QSpinBox)
    field = next(each for each in fields if each.isVisible())
    assert QTest.qWaitForWindowActive(window)
    field.setFocus()
    assert QApplication.focusWidget() is field
    begin(window, qtbot).legend.hide()
    window.document.select(("pool1",))
    qtbot.waitUntil(lambda: not isValid(field))
    key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    qtbot.waitUntil(window.canvas.hasFocus)


def test_escape_does_not_stop_at_what_is_selected(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot).legend.hide()
    window.document.select(("conv1",))
    key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    assert window.document.selection == {"conv1"}


def test_where_escape_ends_something_else_first_it_is_said_that_another_leaves(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    again = "Esc again leaves the presentation"
    mode.tools.take("laser")
    key(window, Qt.Key.Key_Escape)
    assert mode.overlay.tool == ""
    qtbot.waitUntil(lambda: mode.caption.text() == again)
    mode.caption.hide()
    window.document.select(("conv1",))
    window.canvas.rename("conv1")
    assert window.canvas.overlays.open
    key(window, Qt.Key.Key_Escape)
    assert not window.canvas.overlays.open
    qtbot.waitUntil(mode.caption.isVisible)
    assert mode.caption.text() == again
    key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presentation.mode is None)


def test_number_keys_bring_panels_at_most_two_and_zero_hides_them(
    window: MainWindow, mode: Presentation
) -> None:
    key(window, Qt.Key.Key_1)
    assert shown(window) == {"Curves"}
    key(window, Qt.Key.Key_2)
    assert shown(window) == {"Curves", "Predictions"}
    key(window, Qt.Key.Key_9)
    assert shown(window) == {"Predictions", "Summary"}
    key(window, Qt.Key.Key_9)
    assert shown(window) == {"Predictions"}
    key(window, Qt.Key.Key_0)
    assert shown(window) == set()
    for number in range(1, len(NUMBERED) + 1):
        mode.panels.press(number)
        assert window.docks[NUMBERED[number - 1]].isVisible()
        assert len(shown(window)) <= 2


def test_a_panel_that_opens_otherwise_counts_as_well(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    mode.panels.press(1)
    mode.panels.press(2)
    window.canvas.layer_activated.emit("conv1")
    qtbot.waitUntil(lambda: shown(window) == {"Predictions", "Inspector"})


def test_digits_that_are_typed_into_a_field_open_nothing(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    mode.panels.press(5)
    field = window.docks["inspector"].findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClick(field, Qt.Key.Key_End)
    QTest.keyClick(field, "2")  # type: ignore[call-overload]
    assert field.text().endswith("2")
    assert shown(window) == {"Inspector"}


def test_the_keys_are_told_on_first_use_and_on_request(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    mode = begin(window, qtbot)
    assert mode.legend.isVisible()
    assert "Feature maps" in mode.legend.text()
    key(window, Qt.Key.Key_3)
    assert mode.legend.isHidden()
    key(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    mode = begin(window, qtbot)
    assert mode.legend.isHidden()
    mode.tools.legend.trigger()
    assert mode.legend.isVisible()
    key(window, Qt.Key.Key_Escape)
    assert mode.legend.isHidden()
    assert window.presentation.mode is mode


def test_the_network_is_shown_large_from_its_beginning(window: MainWindow, qtbot: QtBot) -> None:
    """On a screen of 800 by 800 there is no room for all of it."""
    begin(window, qtbot)
    canvas = window.canvas
    qtbot.waitUntil(lambda: canvas.zoom == pytest.approx(0.75))
    seen = canvas.visible_rect()
    assert seen.contains(canvas.canvas_scene.cards["input"].scene_rect)
    assert not seen.contains(canvas.canvas_scene.bounds())


def test_what_is_selected_stays_in_view_above_a_panel(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    canvas = window.canvas
    window.document.select({"fc2"})
    mode.panels.press(1)
    card = canvas.canvas_scene.cards["fc2"].scene_rect
    qtbot.waitUntil(lambda: canvas.visible_rect().contains(card))


def test_a_panel_leaves_a_small_network_the_room_to_be_whole(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    canvas = window.canvas
    layers = (Input(), Flatten(), Linear(), ReLU(), Linear())
    window.document.open(chain("two rows", layers), Recipe())
    canvas.fit()
    assert canvas.canvas_scene.bounds().height() > 2 * CARD  # else there is nothing to see here
    mode.panels.press(1)
    qtbot.waitUntil(lambda: window.docks["curves"].height() > 0.4 * window.height())
    QApplication.processEvents()  # the canvas hears of its size
    assert canvas.visible_rect().bottom() >= canvas.canvas_scene.bounds().bottom() > 0


def test_a_panel_cuts_no_row_of_cards_in_two(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    canvas = window.canvas
    mode.panels.press(1)
    qtbot.waitUntil(lambda: window.docks["curves"].height() > 0.4 * window.height())
    QApplication.processEvents()  # the canvas hears of its size
    card = canvas.canvas_scene.cards["relu2"].scene_rect
    assert card.top() > canvas.canvas_scene.cards["input"].scene_rect.bottom()
    assert canvas.visible_rect().contains(card)


def test_a_panel_above_the_canvas_shares_the_height_with_one_below(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    mode.panels.press(2)
    above = window.docks["curves"]
    window.addDockWidget(Qt.DockWidgetArea.TopDockWidgetArea, above)
    above.show()
    qtbot.waitUntil(lambda: len(mode.panels.shown) == 2)
    qtbot.waitUntil(lambda: window.canvas.height() > 0.25 * window.height())


def test_pointers_do_not_take_the_mouse_and_a_pen_does(
    window: MainWindow, mode: Presentation
) -> None:
    key(window, Qt.Key.Key_L)
    assert mode.overlay.tool == "laser"
    assert not mode.overlay.takes_mouse
    key(window, Qt.Key.Key_S)
    assert mode.overlay.tool == "spotlight"
    checked = [action.text() for action in mode.tools.actions() if action.isChecked()]
    assert checked == ["Spotlight"]
    assert not mode.overlay.takes_mouse
    key(window, Qt.Key.Key_P)
    assert mode.overlay.takes_mouse
    key(window, Qt.Key.Key_P)
    assert mode.overlay.tool == ""
    assert not mode.overlay.takes_mouse


def test_the_canvas_can_be_worked_in_while_the_laser_is_on(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin(window, qtbot).legend.hide()
    key(window, Qt.Key.Key_L)
    card = window.canvas.canvas_scene.cards["input"].scene_rect.center()
    at = window.canvas.viewport().mapTo(window, window.canvas.mapFromScene(card))
    assert window.childAt(at) is window.canvas.viewport()


def test_the_spotlight_dims_all_but_a_circle_at_the_pointer(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    dark, bright = QPoint(760, 700), QPoint(300, 300)
    mode.legend.hide()
    qtbot.waitUntil(lambda: window.canvas.zoom == pytest.approx(0.75))
    before = window.grab().toImage()
    QCursor.setPos(window.mapToGlobal(bright))
    key(window, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: mode.overlay.pointer.toPoint() == bright)
    lit = window.grab().toImage()
    assert lit.pixelColor(dark).lightnessF() < 0.6 * before.pixelColor(dark).lightnessF()
    assert lit.pixelColor(bright).lightness() == before.pixelColor(bright).lightness()
    QCursor.setPos(window.mapToGlobal(dark))
    qtbot.waitUntil(lambda: mode.overlay.pointer.toPoint() == dark)


def test_the_laser_is_a_bright_dot_at_the_pointer(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    at = QPoint(400, 420)
    QCursor.setPos(window.mapToGlobal(at))
    key(window, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: mode.overlay.pointer.toPoint() == at)
    ring = window.grab().toImage().pixelColor(at + QPoint(8, 0))
    assert ring.red() > 200
    assert ring.red() > 2 * max(ring.green(), ring.blue())


def test_what_the_pen_draws_is_seen_and_taken_back_by_ctrl_z(
    window: MainWindow, mode: Presentation
) -> None:
    network = window.document.network
    mode.legend.hide()
    key(window, Qt.Key.Key_P)
    stroke(mode, QPoint(200, 500), QPoint(400, 500))
    stroke(mode, QPoint(200, 600), QPoint(400, 600))
    assert len(mode.overlay.strokes.drawn) == 2
    seen = window.grab().toImage().pixelColor(300, 500)
    assert seen.name() == mode.overlay.colour
    key(window, Qt.Key.Key_Z, CTRL)
    assert len(mode.overlay.strokes.drawn) == 1
    key(window, Qt.Key.Key_W)
    assert not mode.overlay.strokes.drawn
    key(window, Qt.Key.Key_Z, CTRL)
    assert len(mode.overlay.strokes.drawn) == 1
    key(window, Qt.Key.Key_R)
    stroke(mode, QPoint(300, 480), QPoint(300, 520))
    assert not mode.overlay.strokes.drawn
    assert window.document.network == network


@pytest.mark.parametrize("way", ["panel", "zoom"])
def test_what_was_drawn_goes_with_what_it_was_drawn_on(
    window: MainWindow, qtbot: QtBot, mode: Presentation, way: str
) -> None:
    mode.legend.hide()
    key(window, Qt.Key.Key_P)
    stroke(mode, QPoint(200, 500), QPoint(400, 500))
    if way == "panel":
        mode.panels.press(1)
    else:
        window.canvas.zoom_by(1.5)
    qtbot.waitUntil(lambda: not mode.overlay.strokes.drawn)
    assert mode.overlay.strokes.can_undo


def test_a_panel_that_comes_to_the_front_stays_under_the_pen(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    mode.tools.take("pen")
    mode.panels.press(1)
    window.docks.raise_("curves")
    dock = window.docks["curves"]
    qtbot.waitUntil(lambda: dock.isVisible() and dock.width() > 100)
    middle = dock.mapTo(window, dock.rect().center())
    qtbot.waitUntil(lambda: window.childAt(middle) is mode.overlay)


def test_ctrl_z_is_for_the_network_again_when_the_pen_is_put_away(
    window: MainWindow, qtbot: QtBot, mode: Presentation
) -> None:
    window.document.select(("relu1",))
    window.canvas.delete_selection()
    key(window, Qt.Key.Key_P)
    stroke(mode, QPoint(200, 500), QPoint(400, 500))
    key(window, Qt.Key.Key_Escape)
    assert mode.overlay.tool == ""
    assert window.presentation.mode is mode
    qtbot.waitUntil(window.canvas.hasFocus)
    key(window, Qt.Key.Key_Z, CTRL)
    assert "relu1" in window.document.network.layers
    assert len(mode.overlay.strokes.drawn) == 1


def test_the_colour_of_the_pen_is_chosen_by_its_button(mode: Presentation) -> None:
    colours = list(mode.tools.pens)
    mode.tools.pens[colours[2]].trigger()
    assert (mode.overlay.tool, mode.overlay.colour) == ("pen", colours[2])
    mode.tools.pens[colours[1]].trigger()
    assert (mode.overlay.tool, mode.overlay.colour) == ("pen", colours[1])
    assert mode.tools.pens[colours[1]].isChecked()
    assert not mode.tools.pens[colours[2]].isChecked()


def test_pressed_keys_are_told_when_asked_for_with_what_they_mean(
    window: MainWindow, mode: Presentation
) -> None:
    key(window, Qt.Key.Key_3)
    assert mode.caption.isHidden()
    key(window, Qt.Key.Key_K)
    key(window, Qt.Key.Key_0, CTRL)
    assert mode.caption.isVisible()
    assert mode.caption.text() == "Ctrl+0  —  Fit network"
    key(window, Qt.Key.Key_4)
    assert mode.caption.text() == "4  —  Filters"
    key(window, Qt.Key.Key_Left)
    assert mode.caption.text() == "Left"
    key(window, Qt.Key.Key_K)
    key(window, Qt.Key.Key_Right)
    assert "Right" not in mode.caption.text()


def test_what_the_status_bar_would_say_is_said_over_the_canvas(
    window: MainWindow, mode: Presentation
) -> None:
    window.statusBar().showMessage("Saved lenet-5.convas")
    assert mode.caption.text() == "Saved lenet-5.convas"
    assert mode.caption.isVisible()


def test_the_next_window_does_not_begin_as_a_presentation(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    first = open_window()
    begin(first, qtbot)
    assert first.close()
    second = open_window(wait=False)
    assert not second.isFullScreen()
    assert second.docks["palette"].isVisible()
    assert second.docks["curves"].isVisible()


def test_a_key_of_a_tool_takes_the_tool_wherever_the_keyboard_is(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Two actions with one key would do nothing at all."""
    mode = begin(window, qtbot)
    window.docks.raise_("filters")
    grid = window.filters.grid
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    for letter, tool in ((Qt.Key.Key_R, "rubber"), (Qt.Key.Key_L, "laser")):
        key(window, letter)
        assert mode.overlay.tool == tool
    key(window, Qt.Key.Key_K)
    assert mode.tools.keys.isChecked()
    mode.leave()
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    keys = [action.shortcut().toString() for action in window.filters.findChildren(QAction)]
    assert {"R", "K"} <= set(keys)
