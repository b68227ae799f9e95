"""Ctrl+K: everything that can be done, found by a few letters and done by Enter."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.lessons.library import lesson_entries
from app.network.edits import RemoveLayers
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import CTRL, press
from widgets.commands.command import Command
from widgets.commands.model import CommandModel, CommandSearch
from widgets.commands.other_words import OTHER_WORDS
from widgets.commands.palette import CommandPalette
from widgets.commands.sources import all_commands
from widgets.main_window import MainWindow
from widgets.settings import recent_commands, remember_command
from widgets.theme_menu import chosen_theme


def test_nothing_keeps_the_commands_of_a_search_that_is_over(qtbot: QtBot) -> None:  # noqa: ARG001
    model = CommandModel([])
    search = CommandSearch(model, [])
    search.search("x")
    search.rowCount()
    gone = weakref.ref(model)
    del search, model
    gc.collect()
    assert gone() is None


@pytest.fixture
def window(open_window: Callable[..., MainWindow]) -> MainWindow:
    window = open_window(wait=False)
    assert QTest.qWaitForWindowActive(window)
    return window


def commands(window: MainWindow) -> tuple[Command, ...]:
    return all_commands(
        window.menuBar(), window.docks, window.canvas, window._files, window.lessons
    )


def named(window: MainWindow, title: str) -> Command:
    (found,) = [each for each in commands(window) if each.title == title]
    return found


def titles(palette: CommandPalette) -> list[str]:
    model = palette.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def type_and_enter(window: MainWindow, dialogs: Dialogs, words: str) -> None:
    dialogs.type(words)
    press(window, Qt.Key.Key_K, CTRL)


def test_a_layer_is_added_by_its_name(window: MainWindow, dialogs: Dialogs, qtbot: QtBot) -> None:
    before = set(window.document.network.layers)
    type_and_enter(window, dialogs, "add dropout2d")
    qtbot.waitUntil(lambda: bool(set(window.document.network.layers) - before))
    (added,) = set(window.document.network.layers) - before
    assert window.document.network.layers[added].kind == "Dropout2d"


def test_a_closed_panel_is_shown(window: MainWindow, dialogs: Dialogs, qtbot: QtBot) -> None:
    assert not window.docks["functions"].isVisible()
    type_and_enter(window, dialogs, "panel functions")
    qtbot.waitUntil(window.docks["functions"].isVisible)


def test_an_open_panel_stays_open(window: MainWindow, dialogs: Dialogs, qtbot: QtBot) -> None:
    type_and_enter(window, dialogs, "panel inspector")
    qtbot.waitUntil(lambda: bool(recent_commands()))
    assert window.docks["inspector"].isVisible()


def test_a_network_of_the_gallery_is_opened(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    type_and_enter(window, dialogs, "gallery alexnet")
    qtbot.waitUntil(lambda: "alexnet" in window.document.network.name.lower())


def test_every_lesson_is_offered(window: MainWindow) -> None:
    offered = {each.title for each in commands(window) if each.place == "Play lesson"}
    assert offered == {entry.title for entry in lesson_entries()}


def test_a_layer_of_the_canvas_is_gone_to(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    type_and_enter(window, dialogs, "go conv2")
    qtbot.waitUntil(lambda: window.document.selection == {"conv2"})


def test_an_entry_of_the_menus_is_carried_out(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot
) -> None:
    type_and_enter(window, dialogs, "theme dark")
    qtbot.waitUntil(lambda: chosen_theme() == "dark")
    assert recent_commands() == ["View ▸ Theme: Dark"]


def test_escape_does_nothing(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.press(Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_K, CTRL)
    assert dialogs.said == ["Commands"]
    assert recent_commands() == []


def test_what_is_not_possible_says_so_and_enter_leaves_it_alone(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.document.select(())
    palette = CommandPalette(commands(window), window)
    qtbot.addWidget(palette)
    palette.show()
    QTest.keyClicks(palette.field, "duplicate as branch")
    assert palette.current is not None
    assert palette.current.state == "not possible now"
    assert palette.help.text().startswith("Not possible now. ")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert palette.command is None


def test_recent_commands_come_first(window: MainWindow, qtbot: QtBot) -> None:
    for title in ("Tidy up", "Save"):
        remember_command(named(window, title).name)
    palette = CommandPalette(commands(window), window)
    qtbot.addWidget(palette)
    assert titles(palette)[:2] == ["Save", "Tidy up"]


def test_the_arrows_go_through_the_list_while_one_types(window: MainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(commands(window), window)
    qtbot.addWidget(palette)
    QTest.keyClicks(palette.field, "zoom")
    first, second = titles(palette)[:2]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.current is not None
    assert palette.current.title == second
    assert second in palette.field.accessibleDescription()
    QTest.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.current.title == first


def test_nothing_found_is_said(window: MainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(commands(window), window)
    qtbot.addWidget(palette)
    QTest.keyClicks(palette.field, "qqqq")
    assert palette.current is None
    assert palette.help.text().startswith("Nothing is called that.")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.command is None


def test_a_thing_is_found_by_what_else_it_is_called(
    open_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    all_there = open_window()
    palette = CommandPalette(commands(all_there), all_there)
    qtbot.addWidget(palette)
    for typed, title in (
        ("confus", "Evaluation"),
        ("gif", "Export: Lens as animation…"),
        ("german", "Preferences…"),
        ("saliency", "Explanation"),
        ("heatmap", "Explanation"),
        ("resume", "Train"),
        ("batch size", "Training"),
        ("your own images", "Data sets…"),
        ("all lessons", "Open from gallery…"),
        ("fold", "Block: Collapse or expand"),
    ):
        palette.field.setText(typed)
        assert title in titles(palette)[:4]


def test_other_words_are_those_of_things_that_are_there(
    open_window: Callable[..., MainWindow],
) -> None:
    things = {each.title.removesuffix("…").split(": ")[-1] for each in commands(open_window())}
    assert set(OTHER_WORDS) <= things


def test_every_entry_of_the_menus_is_offered_with_its_keys(window: MainWindow) -> None:
    found = {each.title: each for each in commands(window)}
    assert found["Save"].keys == "Ctrl+S"
    assert found["Save"].place == "File"
    assert found["Align: Left edges"].place == "Edit"
    assert found["Theme: Dark"].on is False
    assert found["Export: ONNX…"].place == "File"
    assert found["Import: Weights…"].help == ""
    assert "Command palette" not in found
    assert found["Curves"].keys


def test_undo_is_one_command_and_its_help_says_what_it_would_undo(window: MainWindow) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    undo = named(window, "Undo")
    assert undo.help == "Undo Delete relu1"
    undo.run()
    assert "relu1" in window.document.network.layers


def test_the_palette_stands_within_its_window(window: MainWindow, qtbot: QtBot) -> None:
    palette = CommandPalette(commands(window), window)
    qtbot.addWidget(palette)
    palette.show()
    around: QWidget = window
    assert around.frameGeometry().contains(palette.geometry())
