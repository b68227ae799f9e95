"""Lessons in lists: those that were opened from elsewhere, and the tick at those finished."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.lessons.library import BUNDLED, Entry, bundled_lessons, lesson_entries, own_folder
from tests.widgets.dialogs import Dialogs
from tests.widgets.whole_window import menu
from widgets.commands.sources import all_commands
from widgets.gallery.dialog import GalleryDialog
from widgets.lessons.ending import lesson_behind
from widgets.lessons.listed import lessons_from_elsewhere, note_finished, ticked
from widgets.main_window import MainWindow
from widgets.settings import recent_lessons, remember_lesson
from widgets.welcome.tile import Tile


def recent(window: MainWindow) -> QMenu:
    return menu(window, "Help", "Lessons", "Open recent")


def play_and_leave(window: MainWindow, path: Path) -> None:
    assert window.lessons.play_file(path)
    assert window.lessons.dock is not None
    window.lessons.dock.player.leave()


def titles(window: MainWindow) -> list[str]:
    """Of the lessons on the welcome page."""
    window.welcome.show()
    page = window.welcome.page
    assert page is not None
    return [each.text() for each in page.groups.groups[-1]]


def test_a_lesson_from_elsewhere_is_offered_in_every_list_of_lessons(
    window: MainWindow, lesson: Path
) -> None:
    assert [action.text() for action in recent(window).actions()] == ["No files yet"]
    assert "From a friend" not in titles(window)
    play_and_leave(window, lesson)
    assert titles(window)[0] == "From a friend"
    assert len(titles(window)) == 7
    dialog = GalleryDialog(window)
    dialog.lessons.list.setCurrentRow(dialog.lessons.list.count() - 1)
    assert dialog.lessons.path == lesson
    dialog.deleteLater()
    commands = all_commands(
        window.menuBar(), window.docks, window.canvas, window.files, window.lessons
    )
    assert any(each.title == "From a friend" for each in commands)
    action = recent(window).actions()[0]
    assert (action.text(), action.toolTip()) == ("From a friend", str(lesson))
    action.trigger()
    assert window.document.is_guest


def test_lessons_that_are_listed_anyway_are_not_listed_twice(
    window: MainWindow, lesson: Path
) -> None:
    own_folder().mkdir(parents=True)
    shutil.copy(lesson, own_folder() / "mine.md")
    shipped = "01-why-not-dense.md"
    for path in (own_folder() / "mine.md", BUNDLED / shipped, BUNDLED / "de" / shipped):
        play_and_leave(window, path)
    assert lessons_from_elsewhere() == ()


def test_a_lesson_that_is_gone_says_so_and_leaves_the_lists(
    window: MainWindow, dialogs: Dialogs, lesson: Path
) -> None:
    play_and_leave(window, lesson)
    lesson.unlink()
    assert titles(window)[0] == "From a friend"
    page = window.welcome.page
    assert page is not None
    dialogs.answer("OK")
    next(each for each in page.findChildren(Tile) if each.text() == "From a friend").click()
    QApplication.processEvents()
    assert f"{lesson} was moved, renamed or deleted; it is off the list now." in dialogs.said[0]
    assert recent_lessons() == []
    assert page.isVisible()
    assert "From a friend" not in [each.text() for each in page.groups.groups[-1]]


def test_a_lesson_that_is_broken_by_now_stays_in_the_list(
    window: MainWindow, dialogs: Dialogs, lesson: Path
) -> None:
    play_and_leave(window, lesson)
    lesson.write_bytes(lesson.read_bytes().replace(b"Conv2d", b"Conf2d"))
    dialogs.answer("OK")
    recent(window).actions()[0].trigger()
    assert "friend.md, line 6: " in dialogs.said[0]
    assert [path for path, _title in recent_lessons()] == [str(lesson)]


def test_the_list_of_lessons_from_elsewhere_can_be_cleared(window: MainWindow) -> None:
    remember_lesson("/a.md", "A")
    recent(window).actions()[-1].trigger()
    assert recent_lessons() == []


def play_to_the_last_scene(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    assert window.lessons.play_file(path)
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    while not player.is_last or player.asks:
        assert not any("✓" in each.text() for each in menu(window, "Help", "Lessons").actions())
        player.forward()
        qtbot.waitUntil(lambda: not player.staging.busy)
    player.leave()


def test_a_lesson_that_was_played_to_its_last_scene_has_a_tick_in_every_list(
    qtbot: QtBot, window: MainWindow
) -> None:
    entry = lesson_entries()[1]
    play_to_the_last_scene(qtbot, window, entry.path)
    first, second = menu(window, "Help", "Lessons").actions()[:2]
    assert (second.text(), second.toolTip()) == (
        f"&2 {entry.title} ✓",
        f"Finished. {entry.about}",
    )
    assert "✓" not in first.text()
    titles(window)
    page = window.welcome.page
    assert page is not None
    tile = page.groups.groups[-1][1]
    assert tile.below_title(500) == [f"{entry.scenes} scenes ✓"]
    assert tile.accessibleDescription() == f"Finished. {entry.about}"
    dialog = GalleryDialog(window)
    item = dialog.lessons.list.item(1)
    spoken = item.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{entry.title}: Finished. {entry.about}"
    assert item.toolTip() == f"Finished. {entry.about}"
    row = dialog.lessons.list.itemWidget(item)
    assert row.findChildren(QLabel)[0].text() == f"{entry.title} ✓"
    dialog.deleteLater()


def test_a_tick_stays_in_another_language() -> None:
    english, german = (next(bundled_lessons(language)) for language in ("en", "de"))
    assert english != german
    note_finished(german)
    entry = Entry(english, "Why not dense?", "About.")
    assert ticked(entry) == Entry(english, "Why not dense? ✓", "Finished. About.")


def test_a_lesson_from_elsewhere_gets_no_tick_for_a_name_of_the_programs(tmp_path: Path) -> None:
    copied = Entry(tmp_path / "01-why-not-dense.md", "Mine", "")
    note_finished(copied.path)
    assert ticked(copied) == copied
    note_finished(BUNDLED / copied.path.name)
    assert ticked(copied) == copied


def test_the_lesson_behind_one_is_found_however_its_file_was_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As by a command line in the program's own folder."""
    first, second = lesson_entries()[:2]
    monkeypatch.chdir(first.path.parent)
    assert lesson_behind(Path(first.path.name)) == second
