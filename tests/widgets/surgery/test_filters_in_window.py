"""Operating on filters in their panel: keys, menu, clipboard, and the effect beside them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from tests.widgets.conftest import OpenWindow
from tests.widgets.dialogs import OFFSCREEN_DIALOGS
from widgets.main_window import MainWindow
from widgets.panels.filters_panel import FiltersPanel
from widgets.surgery.filter_menu import filter_picture
from widgets.surgery.kernel_dialog import KernelDialog


@pytest.fixture
def window(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    window = open_window()
    window.docks.raise_("filters")
    qtbot.waitUntil(lambda: len(window.filters.grid.blocks) >= 2)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.filters.grid.setFocus()
    window.filters.grid.set_current("conv1", 3)
    return window


@pytest.fixture
def panel(window: MainWindow) -> FiltersPanel:
    panel: FiltersPanel = window.filters
    return panel


def weights(window: MainWindow, layer: str = "conv1") -> np.ndarray:
    subject = window.thread_.fetch_subject().result(timeout=30)
    return subject.weights[f"{layer}.weight"].copy()


def test_delete_mutes_the_filter_under_the_cursor_and_the_effect_is_told(
    window: MainWindow, panel: FiltersPanel, qtbot: QtBot
) -> None:
    before = weights(window)
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    assert not weights(window)[3].any()
    assert "conv1" in window.document.network.layers
    qtbot.waitUntil(lambda: "accuracy" in panel.effect.title.text())
    window.document.undo_stack.undo()
    np.testing.assert_array_equal(weights(window), before)
    qtbot.waitUntil(lambda: not panel.effect.title.text())


def test_a_filter_is_copied_and_pasted_to_the_bit(window: MainWindow, panel: FiltersPanel) -> None:
    before = weights(window)
    QTest.keyClick(panel.grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    panel.grid.set_current("conv1", 1)
    QTest.keyClick(panel.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(weights(window)[1], before[3])


def test_what_cannot_be_pasted_is_said(window: MainWindow, panel: FiltersPanel) -> None:
    QGuiApplication.clipboard().setText("a cat")
    before = weights(window)
    QTest.keyClick(panel.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "'a' is no number" in window.statusBar().currentMessage()
    np.testing.assert_array_equal(weights(window), before)


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
def test_a_right_click_offers_all_that_can_be_done(panel: FiltersPanel, qtbot: QtBot) -> None:
    at = panel.grid.cell_at("conv1", 5).center()

    view = panel.grid.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert words[0] == "Filter 5 of conv1"
    assert {"Mute", "Invert", "Kernel…", "Copy weights", "Save picture…"} <= set(words)
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    chosen = panel.chosen()
    assert chosen is not None
    assert chosen.number == 5


def test_a_kernel_for_a_filter_over_many_channels_may_be_for_all(
    window: MainWindow, panel: FiltersPanel
) -> None:
    panel.grid.set_current("conv2", 6 * 4 + 2)
    QTest.keyClick(panel.grid, Qt.Key.Key_K)
    (dialog,) = window.findChildren(KernelDialog)
    dialog.text.setPlainText("6")
    after = weights(window, "conv2")[4]
    assert after[2, 2, 2] == 6 == np.abs(after[2]).sum()
    dialog.everywhere.setChecked(True)
    np.testing.assert_array_equal(weights(window, "conv2")[4][:, 2, 2], np.ones(6))
    dialog.reject()


def test_a_filter_is_saved_as_picture_and_as_numbers(
    window: MainWindow, panel: FiltersPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = panel.chosen()
    assert chosen is not None
    assert filter_picture(chosen).width() == 5 * 12
    for text, name in (("Save picture…", "f.png"), ("Save weights as CSV…", "f.csv")):
        path = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_args, path=path: (str(path), "")
        )
        action = next(each for each in panel.actions() if each.text().replace("&", "") == text)
        action.trigger()
    assert QImage(str(tmp_path / "f.png")).height() == 60
    table = np.loadtxt(tmp_path / "f.csv", delimiter=",", dtype=np.float32)
    np.testing.assert_array_equal(table, weights(window)[3, 0])


def test_pointing_at_mute_tells_what_it_would_do(
    window: MainWindow, panel: FiltersPanel, qtbot: QtBot
) -> None:

    before = weights(window)
    mute = panel.buttons.mute
    qtbot.waitUntil(mute.isVisible)
    QApplication.sendEvent(mute, QEvent(QEvent.Type.Enter))
    words = "With filter 3 of conv1 muted: accuracy"
    qtbot.waitUntil(lambda: panel.effect.title.text().startswith(words))
    QApplication.sendEvent(mute, QEvent(QEvent.Type.Leave))
    assert not panel.effect.title.text()
    np.testing.assert_array_equal(weights(window), before)
