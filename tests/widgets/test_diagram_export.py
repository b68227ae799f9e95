"""Exporting a diagram from the window: asked, drawn, written or copied, and refused in words."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import file_action
from widgets.diagram_dialog import DiagramDialog
from widgets.figures.panel_figure import PanelFigure
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)

OpenWindow = Callable[..., MainWindow]
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    window = open_window(wait=False)
    assert QTest.qWaitForWindowActive(window)
    return window


def export(
    window: MainWindow,
    dialogs: Dialogs,
    answer: Callable[[DiagramDialog], None],
    path: Path | None = None,
) -> None:
    """Open the dialog by its keys, answer it, and name the file that it then asks for."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        answer(dialog)

    dialogs.act("the diagram's dialog", act)
    if path is not None:
        dialogs.choose_file(path)
    press_keys(window, Qt.Key.Key_E)


def press_keys(window: MainWindow, key: Qt.Key) -> None:
    """Press a key with Ctrl and Shift on the canvas, which a dialog may just have left."""
    # What told of the writing is on its way out, and may have the keyboard although it is hidden.
    while QApplication.activeModalWidget() is not None or not window.isActiveWindow():
        window.activateWindow()
        QTest.qWait(10)
    window.canvas.setFocus()
    QTest.keyClick(window.canvas, key, CTRL_SHIFT)


def press(dialog: DiagramDialog, text: str) -> None:
    for button in dialog.findChildren(QPushButton):
        if button.text().replace("&", "") == text:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    raise AssertionError(f"there is no button {text!r}")


def then_ok(
    answer: Callable[[DiagramDialog], None], dialogs: Dialogs
) -> Callable[[DiagramDialog], None]:
    """Answer, and after the file dialog take note of what is said."""

    def act(dialog: DiagramDialog) -> None:
        dialogs.answer("OK")
        answer(dialog)

    return act


def as_form(form: str) -> Callable[[DiagramDialog], None]:
    """Choose a format and export."""

    def answer(dialog: DiagramDialog) -> None:
        dialog.form_box.setCurrentIndex(dialog.form_box.findData(form))
        press(dialog, "Export…")

    return answer


@pytest.mark.parametrize(
    ("form", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89P")]
)
def test_the_chosen_format_is_written_to_the_chosen_file(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path, form: str, start: bytes
) -> None:
    export(window, dialogs, as_form(form), tmp_path / "mine")
    assert (tmp_path / f"mine.{form}").read_bytes().startswith(start)
    assert window.statusBar().currentMessage() == f"Saved to mine.{form}."
    assert not list(tmp_path.glob("*.part"))


def test_the_choices_are_there_again_the_next_time(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    export(window, dialogs, as_form("pdf"), tmp_path / "mine")
    seen: list[str] = []

    def look(dialog: DiagramDialog) -> None:
        seen.append(dialog.form)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    export(window, dialogs, look)
    assert seen == ["pdf"]


def test_the_size_follows_part_and_scale(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.select({"conv1"})
    sizes: list[str] = []

    def look(dialog: DiagramDialog) -> None:
        dialog.form_box.setCurrentIndex(dialog.form_box.findData("png"))
        for part in (0, 1):
            dialog.part_box.setCurrentIndex(part)
            sizes.append(dialog.size_label.text())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    export(window, dialogs, look)
    assert sizes[1] == "392 × 396 pixels"
    assert sizes[0] != sizes[1]


def test_a_folder_that_cannot_be_written_to_is_said(
    window: MainWindow, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "mine.svg"
    export(window, dialogs, then_ok(as_form("svg"), dialogs), path)
    assert dialogs.said[-1] == (
        f"The figure could not be written\n{path}: No space left on device. Choose another folder."
    )
    assert not path.exists()


def test_the_diagram_is_copied_as_a_picture_by_keys_alone(window: MainWindow) -> None:
    window.document.select({"conv1"})
    press_keys(window, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    image = data.imageData()
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (392, 396)
    assert bytes(data.data("image/svg+xml").data()).startswith(b"<?xml")
    assert window.statusBar().currentMessage() == "Copied a picture of 392 × 396 pixels."


def test_an_empty_canvas_has_no_diagram_and_says_so(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.open(Network(), Recipe())
    for key in (Qt.Key.Key_E, Qt.Key.Key_C):
        dialogs.answer("OK")
        press_keys(window, key)
    assert all("the canvas is empty" in said.lower() for said in dialogs.said)


def test_live_feature_maps_of_all_layers_are_drawn_though_none_is_in_view(
    open_window: OpenWindow, dialogs: Dialogs
) -> None:
    window = open_window()
    window.canvas.set_zoom(0.1)
    assert not window.canvas.wanted_maps()
    cards = window.canvas.canvas_scene.cards.values()

    def choose(dialog: DiagramDialog) -> None:
        dialog.detail_box.setCurrentIndex(dialog.detail_box.findData("pictures"))
        dialogs.act("copy", copy)

    def copy(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        if not all(card.picture for card in cards):
            dialogs.act("copy", copy)  # in a moment, when they have come
        else:
            dialogs.press(Qt.Key.Key_Escape)
            press(dialog, "Copy picture")

    export(window, dialogs, choose)
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data())
    assert svg.count(b"<image") >= len(cards)
    assert not window.canvas.wanted_maps()


def test_a_large_diagram_lets_the_window_live_and_can_be_cancelled(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    window.document.open(chain("large", [Input(1, 8, 8), *[ReLU()] * 1_500]), Recipe())
    path = tmp_path / "large.svg"

    def cancel() -> None:
        for widget in QApplication.topLevelWidgets():
            if widget.inherits("QProgressDialog") and widget.isVisible():
                QTest.keyClick(widget, Qt.Key.Key_Escape)
                return
        QTimer.singleShot(5, cancel)

    QTimer.singleShot(5, cancel)
    export(window, dialogs, as_form("svg"), path)
    assert not path.exists()
    assert window.isEnabled()


def test_the_panel_that_the_keyboard_is_in_is_proposed_and_written(
    open_window: OpenWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.docks.raise_("summary")
    assert QTest.qWaitForWindowActive(window)
    window.summary.table.setFocus()
    seen: list[str] = []

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        seen.append(dialog.view_box.currentText())
        assert dialog.light.isVisible()
        assert not dialog.detail_box.isVisible()
        qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull())
        as_form("svg")(dialog)

    dialogs.act("the figure's dialog", answer)
    dialogs.choose_file(tmp_path / "mine")
    file_action(window, "Export", "Figure of a view…").trigger()
    assert seen == ["Summary"]
    assert "conv1" in (tmp_path / "mine.svg").read_text()


def test_the_panel_whose_tab_was_clicked_last_is_proposed(
    open_window: OpenWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    window = open_window()
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    bar = next(bar for bar in bars if bar.isVisible() and bar.tabText(0) == "Curves")
    seen: list[str] = []

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        seen.append(dialog.view_box.currentText())
        dialog.reject()

    qtbot.waitUntil(lambda: bar.elideMode() == Qt.TextElideMode.ElideNone)  # the row is as it stays
    canvas = window.canvas.viewport()
    for where, at in ((bar, bar.tabRect(0).center()), (canvas, QPoint(5, 5))):
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
        QTest.mouseClick(where, Qt.MouseButton.LeftButton, pos=at)
        panel = window.curves if where is bar else window.canvas
        qtbot.waitUntil(panel.hasFocus)
        dialogs.act("the figure's dialog", answer)
        file_action(window, "Export", "Figure of a view…").trigger()
    assert seen == ["Curves", "Canvas"]


def test_a_panel_is_copied_as_picture_and_svg(open_window: OpenWindow, dialogs: Dialogs) -> None:
    window = open_window()

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        chosen = dialog.view_box.findText("Layers")
        assert chosen >= 0
        dialog.view_box.setCurrentIndex(chosen)
        press(dialog, "Copy picture")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    dialogs.act("the figure's dialog", answer)
    file_action(window, "Export", "Figure of a view…").trigger()
    data = QGuiApplication.clipboard().mimeData()
    image = QGuiApplication.clipboard().image()
    assert image.width() == 2 * PanelFigure(window.palette_, "Layers").bounds.width()
    assert data.data("image/svg+xml").startsWith(b"<?xml")


def test_all_panels_are_offered_and_a_closed_one_is_opened_only_meanwhile(
    open_window: OpenWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    window = open_window()
    window.docks.raise_("curves")
    assert window.docks["outline"].isHidden()
    offered: list[str] = []

    def answer(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        box = dialog.view_box
        offered.extend(box.itemText(at) for at in range(box.count()))
        box.setCurrentIndex(box.findText("Outline"))
        qtbot.waitUntil(lambda: not window.docks["outline"].isHidden())
        qtbot.waitUntil(lambda: not dialog.preview.pixmap().isNull())
        press(dialog, "Copy picture")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    dialogs.act("the figure's dialog", answer)
    file_action(window, "Export", "Figure of a view…").trigger()
    assert {"Canvas", "Inspector", "Training", "Summary", "Outline"} <= set(offered)
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data())
    assert b"conv1" in svg
    assert window.docks["outline"].isHidden()
    assert "curves" in window.docks.front_ones()


def test_the_menu_of_a_panel_asks_for_a_figure_of_that_panel(
    open_window: OpenWindow, dialogs: Dialogs
) -> None:
    window = open_window()
    window.docks.raise_("curves")
    window.canvas.setFocus()
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, DiagramDialog)
        seen.append(dialog.view_box.currentText())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    for button in (window.curves.controls.menu_button, window.evaluation.menu_button):
        dialogs.act("the figure's dialog", look)
        button.menu().actions()[-1].trigger()
    assert seen == ["Curves", "Evaluation"]
