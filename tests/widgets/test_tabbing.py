"""Tab in the main window: what it leads to, and how that is shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFocusFrame,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.main_window import MainWindow


@pytest.fixture
def window(open_window: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    window = open_window(wait=False)
    assert QTest.qWaitForWindowActive(window)
    qtbot.waitUntil(lambda: window.docks["recipe"].widget() is not None)
    return window


def frame(window: MainWindow) -> QFocusFrame:
    (found,) = window.findChildren(QFocusFrame)
    return found


def dock_of(widget: QWidget) -> QDockWidget | None:
    above: QWidget | None = widget
    while above is not None and not isinstance(above, QDockWidget):
        above = above.parentWidget()
    return above


def test_tab_does_not_go_behind_the_panel_in_front(window: MainWindow, qapp: QApplication) -> None:
    window.docks.raise_("inspector")
    behind = window.docks["recipe"]
    window.palette_.search.setFocus()
    for _press in range(60):
        here = qapp.focusWidget()
        assert here is not None
        assert dock_of(here) is not behind
        QTest.keyClick(here, Qt.Key.Key_Tab)


def test_a_frame_shows_where_tab_led(window: MainWindow, qapp: QApplication) -> None:
    window.palette_.search.setFocus()
    assert frame(window).widget() is None
    QTest.keyClick(window.palette_.search, Qt.Key.Key_Tab)
    assert frame(window).widget() is qapp.focusWidget()
    assert frame(window).isVisible()


def test_the_frame_goes_when_the_mouse_takes_the_keyboard_elsewhere(window: MainWindow) -> None:
    window.palette_.search.setFocus()
    QTest.keyClick(window.palette_.search, Qt.Key.Key_Tab)
    QTest.mouseClick(window.palette_.search, Qt.MouseButton.LeftButton)
    assert frame(window).widget() is None


def test_shift_tab_leads_back(window: MainWindow, qapp: QApplication) -> None:
    window.palette_.search.setFocus()
    QTest.keyClick(window.palette_.search, Qt.Key.Key_Tab)
    there = qapp.focusWidget()
    assert there is not None
    assert there is not window.palette_.search
    QTest.keyClick(there, Qt.Key.Key_Backtab)
    assert qapp.focusWidget() is window.palette_.search


def test_tab_goes_on_when_the_panel_it_had_led_to_is_gone(
    window: MainWindow, qapp: QApplication
) -> None:
    panel = QWidget(window)
    panel.setLayout(QVBoxLayout())
    fields = [QLineEdit(), QLineEdit()]
    for field in fields:
        panel.layout().addWidget(field)
    panel.show()
    fields[0].setFocus()
    QTest.keyClick(fields[0], Qt.Key.Key_Tab)
    assert frame(window).widget() is fields[1]
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(panel, QEvent.Type.DeferredDelete)
    window.palette_.search.setFocus()
    QTest.keyClick(window.palette_.search, Qt.Key.Key_Tab)
    assert frame(window).widget() is qapp.focusWidget()


def test_the_frame_is_gone_before_the_window_is(window: MainWindow) -> None:
    window.run_bar.datasets.setFocus()
    QTest.keyClick(window.run_bar.datasets, Qt.Key.Key_Backtab)
    QTest.keyClick(frame(window).widget(), Qt.Key.Key_Tab)
    assert frame(window).widget() is window.run_bar.datasets
    window.hide()
    assert frame(window).widget() is None
