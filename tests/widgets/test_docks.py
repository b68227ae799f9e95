"""The panels around the canvas: where they stand, and how they come back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from widgets.docks import Docks
from widgets.main_window import MainWindow
from widgets.settings import settings

OpenWindow = Callable[..., MainWindow]
NAMES = (
    "palette",
    "inspector",
    "recipe",
    "curves",
    "predictions",
    "feature_maps",
    "filters",
    "data",
    "probe",
    "summary",
    "problems",
    "evaluation",
    "layer_health",
    "runs",
    "invariance",
    "backprop",
    "functions",
    "explanation",
    "structure",
    "outline",
)


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """A window that has not loaded torch: its docks are there all the same."""
    return open_window(wait=False)


def area(window: MainWindow, name: str) -> Qt.DockWidgetArea:
    return window.dockWidgetArea(window.docks[name])


def toggles(window: MainWindow) -> dict[str, QAction]:
    return {action.text(): action for action in window.docks.toggle_actions()}


def test_at_first_the_palette_is_left_the_inspector_right_the_curves_below(
    window: MainWindow,
) -> None:
    assert area(window, "palette") == Qt.DockWidgetArea.LeftDockWidgetArea
    assert area(window, "inspector") == Qt.DockWidgetArea.RightDockWidgetArea
    for name in ("curves", "filters", "feature_maps", "data", "summary", "predictions"):
        assert area(window, name) == Qt.DockWidgetArea.BottomDockWidgetArea
    assert window.docks["inspector"] in window.tabifiedDockWidgets(window.docks["recipe"])
    assert window.docks["predictions"] not in window.tabifiedDockWidgets(window.docks["curves"])


def test_every_panel_has_a_key_that_closes_and_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    dock = window.docks["palette"]
    assert {action.shortcut().toString() for action in window.docks.toggle_actions()} == {
        *(f"Alt+{number}" for number in range(10)),
        *(f"Alt+Shift+{number % 10}" for number in range(1, len(NAMES) - 9)),
    }
    assert QTest.qWaitForWindowActive(window)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dock.isHidden)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dock.isVisible)


def test_raising_a_panel_opens_it_and_brings_it_to_the_front(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.docks["summary"].hide()
    window.docks.raise_("summary")
    dock = window.docks["summary"]
    qtbot.waitUntil(lambda: dock.isVisible() and not dock.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: window.docks["curves"].visibleRegion().isEmpty())


def test_a_layout_comes_back_in_the_next_window(open_window: OpenWindow) -> None:
    first = open_window(wait=False)
    first.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, first.docks["filters"])
    toggles(first)["Summary"].trigger()
    assert first.close()
    second = open_window(wait=False)
    assert area(second, "filters") == Qt.DockWidgetArea.LeftDockWidgetArea
    assert second.docks["summary"].isHidden()
    assert second.docks["palette"].isVisible()


def test_the_size_comes_back_in_the_next_window(open_window: OpenWindow) -> None:
    first = open_window(wait=False)
    first.resize(first.minimumSizeHint().width(), 613)
    first.close()
    second = MainWindow()
    try:
        assert second.height() == 613
    finally:
        second.close()
        second.deleteLater()


# Offscreen no window can be put before another.
@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_resetting_puts_everything_where_it_stood_at_first(window: MainWindow) -> None:
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, window.docks["palette"])
    window.docks["summary"].hide()
    window.docks["curves"].setFloating(True)
    (reset,) = [
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if action.text() == "&Reset layout"
    ]
    reset.trigger()
    assert area(window, "palette") == Qt.DockWidgetArea.LeftDockWidgetArea
    assert not window.docks["summary"].isHidden()
    assert not window.docks["curves"].isFloating()


@pytest.mark.parametrize("value", ["nonsense", 7, QByteArray(b"\x00\xff broken"), None])
def test_a_layout_that_cannot_be_read_is_left_aside(open_window: OpenWindow, value: object) -> None:
    settings().setValue("layout", value)
    settings().setValue("geometry", value)
    window = open_window(wait=False)
    assert area(window, "palette") == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.width() >= 800


def test_every_dock_has_a_name_of_its_own_for_the_layout(window: MainWindow) -> None:
    names = [window.docks[name].objectName() for name in NAMES]
    assert len(set(names)) == len(NAMES)
    assert all(names)


@pytest.mark.parametrize("again", [False, True])
def test_every_panel_has_its_tab_once(window: MainWindow, *, again: bool) -> None:
    if again:
        window.docks.reset()
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    titles = [bar.tabText(index) for bar in bars for index in range(bar.count())]
    assert "Curves" in titles
    assert len(titles) == len(set(titles))


def test_titles_of_many_tabs_stay_whole(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    window.resize(1280, 780)
    for name in NAMES:
        window.docks[name].show()

    def longest() -> QTabBar:
        bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return max(bars, key=QTabBar.count)

    qtbot.waitUntil(lambda: longest().elideMode() == Qt.TextElideMode.ElideNone)
    bar = longest()
    assert bar.count() > 10
    for index in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(index))
        assert bar.tabRect(index).width() > needed


def test_a_click_on_a_tab_leads_into_a_panel_that_is_made_only_then(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    docks = Docks(
        window,
        left=("left", "Left", QWidget()),
        right=(("right", "Right", QWidget()),),
        bottom=(("front", "Front", QWidget()), ("behind", "Behind", None), ("none", "None", None)),
        corner=("corner", "Corner", QWidget()),
    )
    docks.fill_when_seen("behind", QLineEdit)
    window.show()
    assert QTest.qWaitForWindowActive(window)
    bar = window.findChild(QTabBar)
    qtbot.waitUntil(lambda: bar.elideMode() == Qt.TextElideMode.ElideNone)
    titles = [bar.tabText(at) for at in range(bar.count())]
    for title in ("None", "Behind"):
        place = bar.tabRect(titles.index(title)).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert docks["none"].widget() is None
