"""Edit ▸ Preferences: at once, kept, in step with the menus, and put back by Cancel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from app.data.places import add_data_folder, data_folders
from app.home import home
from tests.widgets.dialogs import Dialogs
from tests.widgets.test_accessibility import SCHEMES, illegible, nameless, settle, unreached
from tests.widgets.whole_window import CTRL, menu
from widgets.main_window import MainWindow
from widgets.motion import reduced_motion
from widgets.preferences.data_folders_page import DataFoldersPage
from widgets.preferences.dialog import PreferencesDialog
from widgets.preferences.files_page import FilesPage
from widgets.preferences.pages import AppearancePage, SoundPage, StartPage
from widgets.settings import settings, shows_welcome
from widgets.sound.volume import chosen_volume
from widgets.theme import DARK, LIGHT, TypeSize, apply_theme, theme, type_size
from widgets.theme_menu import chosen_theme
from widgets.type_size import apply_type_size

Button = QDialogButtonBox.StandardButton
Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    yield
    apply_type_size(qapp, TypeSize())
    apply_theme(qapp, "light")


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[PreferencesDialog]:
    made = PreferencesDialog()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.accept()


def page(dialog: PreferencesDialog, kind: type[Kind]) -> Kind:
    (found,) = (each for each in dialog.pages if isinstance(each, kind))
    dialog.show_page(found.title)
    return found


def choose(box: QComboBox, words: str) -> None:
    """As with the arrow keys and Enter."""
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def click(dialog: PreferencesDialog, button: Button) -> None:
    QTest.mouseClick(dialog.buttons.button(button), Qt.MouseButton.LeftButton)


def test_a_change_counts_at_once_and_is_kept(dialog: PreferencesDialog) -> None:
    looks = page(dialog, AppearancePage)
    choose(looks.theme, "Dark")
    choose(looks.text_size, "115 %")
    choose(looks.motion, "Reduced")
    assert theme() is DARK
    assert type_size().scale == 1.15
    assert reduced_motion()
    click(dialog, Button.Ok)
    assert chosen_theme() == "dark"
    assert settings().value("motion") == "reduced"


def test_cancel_puts_back_what_was_changed(dialog: PreferencesDialog, tmp_path: Path) -> None:
    looks = page(dialog, AppearancePage)
    choose(looks.theme, "Dark")
    choose(looks.text_size, "130 %")
    page(dialog, StartPage).welcome.click()
    page(dialog, SoundPage).volume.setValue(90)
    page(dialog, DataFoldersPage)._change((tmp_path,))
    assert (shows_welcome(), chosen_volume(), data_folders()) == (False, 90, (tmp_path,))
    click(dialog, Button.Cancel)
    assert theme() is LIGHT
    assert type_size().scale == 1.0
    assert (shows_welcome(), chosen_volume(), data_folders()) == (True, 40, ())


def test_restore_defaults_reaches_every_page(dialog: PreferencesDialog, tmp_path: Path) -> None:
    looks, start = page(dialog, AppearancePage), page(dialog, StartPage)
    choose(looks.theme, "Dark")
    start.reopen.click()
    page(dialog, DataFoldersPage)._change((tmp_path,))
    click(dialog, Button.RestoreDefaults)
    assert chosen_theme() == "system"
    assert looks.theme.currentText() == "As the system"
    assert not start.reopen.isChecked()
    assert data_folders() == ()


def test_a_data_folder_that_is_removed_is_searched_no_longer(
    dialog: PreferencesDialog, tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    add_data_folder(two)
    add_data_folder(one)
    folders = page(dialog, DataFoldersPage)
    folders.show_values()
    assert [folders.list.item(row).text() for row in range(2)] == [str(one), str(two)]
    folders.list.setCurrentRow(1)
    folders.remove.click()
    assert data_folders() == (one,)


def test_a_folder_is_added_by_the_systems_dialog(
    dialog: PreferencesDialog, dialogs: Dialogs, tmp_path: Path
) -> None:
    (tmp_path / "sets").mkdir()
    folders = page(dialog, DataFoldersPage)
    dialogs.choose_file(tmp_path / "sets")
    folders.add.click()
    assert data_folders() == (tmp_path / "sets",)


def test_a_change_that_cannot_be_kept_says_why(dialog: PreferencesDialog, tmp_path: Path) -> None:
    (home() / "data_places.json").mkdir(parents=True)  # nothing can be written there
    page(dialog, DataFoldersPage)._change((tmp_path,))
    assert "cannot be written" in dialog.note.text()


def test_the_files_page_adds_up_what_lies_on_disk(qtbot: QtBot) -> None:
    run = home() / "runs" / "one"
    run.mkdir(parents=True)
    (run / "history.jsonl").write_bytes(bytes(2_500))
    files = FilesPage()
    qtbot.addWidget(files)
    qtbot.waitUntil(lambda: files.sizes[0].text() == "2.50 kB")
    qtbot.waitUntil(lambda: files.sizes[1].text() == "empty")
    files.end()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_can_be_read_heard_and_worked_by_keyboard(
    dialog: PreferencesDialog, qtbot: QtBot, qapp: QApplication, tmp_path: Path, scheme: str
) -> None:
    page(dialog, DataFoldersPage)._change((tmp_path,))
    apply_theme(qapp, scheme)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    for each in dialog.pages:
        dialog.show_page(each.title)
        settle(qtbot, dialog)
        assert not nameless(dialog)
        assert not unreached(dialog, Qt.Key.Key_Tab)
        assert not illegible(dialog)


def test_ctrl_comma_opens_it_and_the_menus_follow(
    open_window: Callable[..., MainWindow], dialogs: Dialogs
) -> None:
    window = open_window()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)

    def choose_dark(found: QWidget) -> None:
        assert isinstance(found, PreferencesDialog)
        choose(page(found, AppearancePage).theme, "Dark")
        choose(page(found, AppearancePage).motion, "Reduced")
        click(found, Button.Ok)

    dialogs.act("preferences", choose_dark)
    QTest.keyClick(window, Qt.Key.Key_Comma, CTRL)
    checked = [a.text() for a in menu(window, "View", "Theme").actions() if a.isChecked()]
    assert checked == ["Dark"]
    ticks = {a.text().replace("&", ""): a.isChecked() for a in menu(window, "View").actions()}
    assert ticks["Reduced motion"]
