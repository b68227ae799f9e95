"""Menus as README and docs name them: *View ▸ Theme ▸ Dark*, perhaps with a shortcut behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.pages import PAGES, prose
from widgets.main_window import MainWindow

MENUS = "File|Edit|View|Train|Experiments|Help"
PATH = re.compile(rf"\*+((?:{MENUS}) ▸ [^*]+)\*+(?: \(((?:Ctrl|Alt|Shift|F\d)[^ )]*)\))?")
BARE = re.compile(rf"(?<![*\w])(?:{MENUS}) (?:▸|→) [^*]{{,30}}")


def entries(menu: QMenu, place: str) -> Iterator[tuple[str, str]]:
    """Every entry by its path, without dots behind it, and its shortcut."""
    menu.aboutToShow.emit()
    for action in menu.actions():
        path = f"{place} ▸ {action.text().replace('&', '').removesuffix('…')}"
        yield path, action.shortcut().toString()
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner, path)


def test_menus_and_shortcuts_are_as_the_pages_say(window: MainWindow, qtbot: QtBot) -> None:
    named = [
        (page.name, path.removesuffix("…"), keys.replace("−", "-"))
        for page in PAGES
        for path, keys in PATH.findall(prose(page))
    ]
    assert len(named) > 30

    qtbot.waitUntil(lambda: hasattr(window, "old_runs"))  # while the window starts
    there: dict[str, str] = {}
    for action in window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        there |= entries(menu, action.text().replace("&", ""))
    assert [f"{page}: {path}" for page, path, _ in named if path not in there] == []
    wrong = [
        (page, path, keys, there[path])
        for page, path, keys in named
        if keys and QKeySequence(keys).toString() != there[path]
    ]
    assert wrong == []


def test_every_path_of_menus_is_emphasised_so_that_it_is_checked() -> None:
    bare = [(page.name, found) for page in PAGES for found in BARE.findall(prose(page))]
    assert bare == []
