"""Help: the keys as they are bound, and what this program is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTableWidget
from pytestqt.qtbot import QtBot

from app import __version__
from app.network.edits import RemoveLayers
from tests.widgets.dialogs import Dialogs
from widgets.canvas.keys import CANVAS_KEYS
from widgets.main_window import MainWindow
from widgets.shortcut_sheet import LENS, LESSON, MOUSE, ShortcutSheet
from widgets.theme import TypeSize
from widgets.type_size import apply_type_size


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    return open_window(wait=False)


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    apply_type_size(qapp, TypeSize(1.6))
    yield
    apply_type_size(qapp, TypeSize())


def rows(sheet: ShortcutSheet) -> dict[str, str]:
    """What is in sight: meanings by their keys, each of them told once.

    Those of the lens and of lessons are left out, which count only where these have the keyboard.
    """
    found: dict[str, str] = {}
    for row, shortcut in enumerate(sheet.shortcuts):
        if not sheet.table.isRowHidden(row) and shortcut not in (*LENS, *LESSON):
            for keys in sheet.table.item(row, 0).text().split(", "):
                assert keys not in found, f"{keys} is bound twice"
                found[keys] = sheet.table.item(row, 1).text()
    return found


def test_it_lists_the_keys_as_they_are_bound_and_none_twice(window: MainWindow) -> None:
    listed = rows(ShortcutSheet(window))
    assert listed["F5"] == "Train"
    assert listed["Shift+F10"] == "Train to the end of the epoch"
    assert listed["Ctrl+S"] == "Save"
    assert listed["Ctrl+Z"] == "Undo"
    assert listed["Ctrl+Y"] == "Redo"
    assert listed["Alt+1"] == "Layers"
    assert listed["Ctrl+T"] == "Tidy up"
    assert listed["Ctrl+Shift+Left"] == "Left edges"


def test_undo_is_listed_by_its_name_whatever_it_would_undo(window: MainWindow) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    assert rows(ShortcutSheet(window))["Ctrl+Z"] == "Undo"
    window.document.undo_stack.undo()
    assert rows(ShortcutSheet(window))["Ctrl+Y"] == "Redo"


def test_no_key_is_also_the_letter_that_opens_a_menu(window: MainWindow) -> None:
    listed = rows(ShortcutSheet(window))
    for action in window.menuBar().actions():
        assert QKeySequence.mnemonic(action.text()).toString() not in listed, action.text()


def test_a_key_that_is_bound_anew_is_listed_anew(window: MainWindow) -> None:
    window.canvas.actions_by_name["tidy"].setShortcut(QKeySequence("Ctrl+Shift+F12"))
    assert rows(ShortcutSheet(window))["Ctrl+Shift+F12"] == "Tidy up"


def test_it_lists_every_key_that_the_canvas_answers(window: MainWindow) -> None:
    listed = rows(ShortcutSheet(window))
    for each in CANVAS_KEYS:
        assert listed[each.written.split(", ")[0]] == each.meaning


def test_typing_narrows_it_to_what_holds_every_word(window: MainWindow) -> None:
    sheet = ShortcutSheet(window)
    QTest.keyClicks(sheet.search, "zoom in")
    assert "Zoom in" in rows(sheet).values()
    assert "Save" not in rows(sheet).values()


def test_the_keys_of_a_lesson_are_found(window: MainWindow) -> None:
    sheet = ShortcutSheet(window)
    QTest.keyClicks(sheet.search, "lesson page")
    shown = [
        shortcut.keys
        for row, shortcut in enumerate(sheet.shortcuts)
        if not sheet.table.isRowHidden(row)
    ]
    assert shown == ["Page Down", "Page Up"]
    assert sheet.nothing.isHidden()


def test_where_nothing_is_found_it_says_so(window: MainWindow) -> None:
    sheet = ShortcutSheet(window)
    QTest.keyClicks(sheet.search, "banana")
    assert not sheet.nothing.isHidden()


def test_it_tells_what_the_mouse_does(window: MainWindow) -> None:
    assert set(MOUSE) <= set(ShortcutSheet(window).shortcuts)


def test_f1_opens_it_and_escape_closes_it(window: MainWindow, dialogs: Dialogs) -> None:
    assert QTest.qWaitForWindowActive(window)
    dialogs.press(Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert dialogs.said == ["Keyboard and mouse"]
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_opening_it_often_leaves_no_dialogs_behind(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    keys = _action(window, "&Keyboard shortcuts…")
    for _ in range(3):
        dialogs.press(Qt.Key.Key_Escape)
        keys.trigger()
    qtbot.waitUntil(lambda: not window.findChildren(QTableWidget))


def _action(window: MainWindow, text: str) -> QAction:
    (found,) = [
        action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if action.text() == text
    ]
    return found


def test_about_tells_the_version_and_the_licence(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.answer("OK")
    _action(window, "&About Convas").trigger()
    assert __version__ in dialogs.said[0]
    assert "MIT licence" in dialogs.said[0]


def test_every_action_in_the_menus_has_words(window: MainWindow) -> None:
    for menu in window.menuBar().actions():
        for action in menu.menu().actions():
            assert action.isSeparator() or action.text(), menu.text()


@pytest.mark.usefixtures("large_text")
def test_where_a_key_does_something_is_read_in_one_line(window: MainWindow) -> None:
    window.resize(1900, 1000)
    sheet = ShortcutSheet(window)
    sheet.show()
    QApplication.processEvents()
    last = sheet.table.columnCount() - 1
    assert sheet.table.columnWidth(last) >= sheet.table.sizeHintForColumn(last)
