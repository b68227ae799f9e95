"""Panels that the mouse drags while they are put elsewhere.

Where it goes wrong Qt reads freed memory, and the process of the tests ends.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDockWidget
from pytestqt.qtbot import QtBot

from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support",  # offscreen there is no window manager
    "Mouse event at .* occurs outside target window",
    extend=True,
)
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
ELSEWHERE = (QPoint(700, 400), QPoint(500, 500), QPoint(300, 700))
PACE_MS = 20
"""Between the moves of the mouse, for Qt opens a gap for a panel only after a while."""
NEAR_TITLE = 12
"""Pixels from a gap to the middle of the title below it."""


def gap_above(dock: QDockWidget) -> QPoint:
    box = dock.geometry()
    return QPoint(box.left() + 100, box.top() - 3)


@pytest.fixture
def nested(window: MainWindow, qtbot: QtBot) -> QDockWidget:
    """A panel below another one, both beside others: the gap between them is three levels deep."""
    window.docks.reset()
    above, below = window.docks["predictions"], window.docks["data"]
    window.removeDockWidget(below)
    below.show()
    window.splitDockWidget(above, below, Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: below.geometry().top() > above.geometry().bottom())
    point_at(window, gap_above(below), qtbot)
    qtbot.waitUntil(lambda: window.cursor().shape() == Qt.CursorShape.SplitVCursor)
    return below


def point_at(window: MainWindow, at: QPoint, qtbot: QtBot) -> None:
    QTest.mouseMove(window.windowHandle(), at)
    qtbot.wait(PACE_MS)


def drag_up(window: MainWindow, dock: QDockWidget, qtbot: QtBot) -> None:
    """Take hold of a panel's title and drag it over the gap above it, and on over the window."""
    gap = gap_above(dock)
    start = gap + QPoint(0, NEAR_TITLE)
    point_at(window, start, qtbot)
    QTest.mousePress(window.windowHandle(), LEFT, NO_KEYS, start)
    on_the_way = [gap + QPoint(0, above) for above in (8, 4, 2, 0)]
    for at in (*on_the_way, start + QPoint(20, -20), start + QPoint(-60, -40), *ELSEWHERE):
        point_at(window, at, qtbot)


def drop(window: MainWindow, qtbot: QtBot) -> None:
    QTest.mouseRelease(window.windowHandle(), LEFT, NO_KEYS, ELSEWHERE[-1])
    for at in ELSEWHERE:
        point_at(window, at, qtbot)


def test_a_panel_dragged_over_a_gap_may_be_dropped_elsewhere(
    window: MainWindow, nested: QDockWidget, qtbot: QtBot
) -> None:
    before = nested.geometry()
    drag_up(window, nested, qtbot)
    drop(window, qtbot)
    qtbot.waitUntil(lambda: not nested.isFloating() and nested.geometry() != before)


def test_the_mouse_may_rest_on_a_gap_while_the_panels_are_put_back(
    window: MainWindow, nested: QDockWidget, qtbot: QtBot
) -> None:
    window.docks.reset()
    point_at(window, ELSEWHERE[0], qtbot)
    assert window.docks["curves"] in window.tabifiedDockWidgets(nested)


@pytest.mark.parametrize(
    "anew",
    [
        lambda window: window.docks.reset(),
        lambda window: window.presentation.action.trigger(),
    ],
    ids=["reset", "presentation"],
)
def test_a_panel_may_be_dragged_while_the_panels_are_put_elsewhere(
    window: MainWindow,
    nested: QDockWidget,
    qtbot: QtBot,
    anew: Callable[[MainWindow], None],
) -> None:
    drag_up(window, nested, qtbot)
    anew(window)
    assert not nested.isFloating()
    drop(window, qtbot)


@pytest.mark.parametrize("leave", ["Esc", "command"])
def test_a_presentation_may_be_left_while_a_panel_is_dragged(
    window: MainWindow, nested: QDockWidget, qtbot: QtBot, leave: str
) -> None:
    window.presentation.action.trigger()
    qtbot.waitUntil(lambda: window.canvas.fits)
    for key in (Qt.Key.Key_1, Qt.Key.Key_3):
        QTest.keyClick(window, key)
    curves, maps = window.docks["curves"], window.docks["feature_maps"]
    qtbot.waitUntil(lambda: curves.isVisible() and maps.isVisible() and window.canvas.fits)
    drag_up(window, maps, qtbot)
    if leave == "Esc":
        window.canvas.setFocus()
        QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    else:
        window.presentation.turn(False)
    drop(window, qtbot)
    qtbot.waitUntil(lambda: window.presentation.mode is None)
    assert not maps.isFloating()
    assert nested.geometry().top() > window.docks["predictions"].geometry().bottom()
