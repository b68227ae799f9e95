"""Everything can be worked with by keyboard, heard by name, and read in every theme.

The walks go through the whole window with every panel and every page in front in turn, and through
every dialog that a menu opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.accessibility import (
    SCHEMES,
    faults,
    illegible,
    nameless,
    settle,
    unreached,
)
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.walk import controls, reached, stops
from tests.widgets.whole_window import file_action, train_some
from widgets.main_window import MainWindow
from widgets.panels.section import Section
from widgets.theme import apply_theme

IN_MENUS = frozenset(
    {
        "CommandPalette",
        "DataDialog",
        "DiagramDialog",
        "EnsembleDialog",
        "FilterFilmDialog",
        "GalleryDialog",
        "NewExerciseDialog",
        "PatternDialog",
        "PreferencesDialog",
        "PreviewDialog",
        "RateDialog",
        "SabotageDialog",
        "SearchDialog",
        "ShortcutSheet",
        "TorchvisionDialog",
        "VariantsDialog",
    }
)
"""The dialogs that the menus of a window lead to which has trained a little."""


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.fixture
def trained(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window that has curves, maps and an evaluation to show."""
    train_some(qtbot, window, 5)
    window.document.select({"conv1"})
    for section in window.recipe.findChildren(Section):
        section.head.setChecked(True)
    return window


def views(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Put every panel, and every page of it, in front in turn."""
    for name in window.docks.names:
        window.docks.raise_(name)
        settle(qtbot, window)
        yield name
        for bar in window.docks[name].findChildren(QTabBar):
            for index in range(bar.count()):
                if bar.isVisible() and bar.isTabEnabled(index) and index != bar.currentIndex():
                    bar.setCurrentIndex(index)
                    settle(qtbot, window)
                    yield f"{name}, {bar.tabText(index)}"


def test_every_control_of_the_window_has_a_name(trained: MainWindow, qtbot: QtBot) -> None:
    found = {each for _view in views(qtbot, trained) for each in nameless(trained)}
    assert not found


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["Tab", "Shift+Tab"])
def test_tab_leads_to_every_control_of_the_window_and_round(
    trained: MainWindow, qtbot: QtBot, key: Qt.Key
) -> None:
    found: dict[str, str] = {}
    for view in views(qtbot, trained):
        trained.activateWindow()
        assert QTest.qWaitForWindowActive(trained)
        found |= dict.fromkeys(unreached(trained, key), view)
    assert not found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_everything_that_the_window_says_can_be_read(
    trained: MainWindow, qtbot: QtBot, qapp: QApplication, scheme: str
) -> None:
    apply_theme(qapp, scheme)
    found = {each: view for view in views(qtbot, trained) for each in illegible(trained)}
    assert not found


def choices(menu: QMenu, above: str = "") -> Iterator[tuple[str, QAction]]:
    """Every entry of a menu and of those below it, with its path."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        words = action.text().replace("&", "").removesuffix("…")
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from choices(inner, f"{above}{words} ▸ ")
        elif not action.isSeparator():
            yield f"{above}{words}", action


def dialog_entries(window: MainWindow) -> list[tuple[str, QAction]]:
    """The entries that open a dialog: those with an ellipsis, and About."""
    return [
        (path, action)
        for path, action in choices_of(window)
        if action.isEnabled() and (action.text().endswith("…") or path == "Help ▸ About Convas")
    ]


def choices_of(window: MainWindow) -> Iterator[tuple[str, QAction]]:
    for top in window.menuBar().actions():
        inner = top.menu()
        assert isinstance(inner, QMenu)
        yield from choices(inner, f"{top.text().replace('&', '')} ▸ ")


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_every_dialog_of_the_menus_can_be_worked_with(
    trained: MainWindow, qtbot: QtBot, qapp: QApplication, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "saved.convas")  # with nothing unsaved, nothing is asked first
    file_action(trained, "Save").trigger()
    found: list[str] = []
    opened: set[str] = set()

    def look(dialog: QWidget, path: str) -> None:
        opened.add(type(dialog).__name__)
        if not isinstance(dialog, QFileDialog):  # Qt's own, and on a desktop the system's
            found.extend(f"{path}: {each}" for each in faults(qtbot, qapp, dialog))

    def look_and_close(dialog: QWidget, path: str) -> None:
        assert isinstance(dialog, QDialog)
        try:
            look(dialog, path)
        except AssertionError as error:
            found.append(f"{path}: {error}")
        finally:
            dialog.reject()

    for path, action in dialog_entries(trained):
        before = len(dialogs.waiting)
        dialogs.act(path, lambda dialog, path=path: look_and_close(dialog, path))
        action.trigger()
        beside = [
            each
            for each in trained.findChildren(QDialog)
            if each.isVisible() and not each.isModal()
        ]
        if beside:
            dialogs.forget()
            for dialog in beside:
                look_and_close(dialog, path)
        elif len(dialogs.waiting) > before:
            dialogs.forget()  # it opened no dialog: a bar of the canvas, or a panel
    assert not found
    assert opened >= IN_MENUS


class _Poor(QWidget):
    """What the walks are there to find."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = QToolButton()
        self.sign.setText("▸")
        self.by_mouse = QPushButton("Only by mouse")
        self.by_mouse.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.faint = QLabel("Hardly to be read")
        self.faint.setStyleSheet("color: #b0b0b0")
        layout = QVBoxLayout(self)
        for widget in (
            self.sign,
            self.by_mouse,
            self.faint,
            QPushButton("Good"),
            QPushButton("OK"),
        ):
            layout.addWidget(widget)


@pytest.fixture
def poor(qtbot: QtBot) -> _Poor:
    widget = _Poor()
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    assert QTest.qWaitForWindowActive(widget)
    return widget


def test_the_walk_finds_a_button_that_says_only_a_sign(poor: _Poor) -> None:
    (found,) = nameless(poor)
    assert "▸" in found


def test_the_walk_finds_what_tab_does_not_reach(poor: _Poor) -> None:
    wanted, found = controls(poor), stops(poor)
    assert [widget for widget in wanted if not reached(widget, found)] == [poor.by_mouse]


def test_the_walk_finds_faint_words(poor: _Poor) -> None:
    (found,) = illegible(poor)
    assert "'Hardly to be read' #ffb0b0b0" in found
