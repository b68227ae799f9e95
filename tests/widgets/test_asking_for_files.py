"""Where file dialogs open: where the user was last, never where the program was started."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from widgets.asking_for_files import ask_for_file, ask_for_folder, ask_where_to_write, folder_for
from widgets.figures.saving import ask_where

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_first_dialog_opens_where_the_system_keeps_pictures_or_at_home() -> None:
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    assert folder_for("images") in (Path(pictures), Path.home())


def test_a_dialog_opens_where_the_last_one_ended(
    widget: QWidget, dialogs: Dialogs, tmp_path: Path
) -> None:
    photo = tmp_path / "album" / "photo.png"
    photo.parent.mkdir()
    photo.touch()
    dialogs.choose_file(photo)
    assert ask_for_file(widget, "Look", "images", "All files (*)") == photo
    assert folder_for("images") == photo.parent
    assert folder_for("exports") != photo.parent
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.directory().absolutePath())
        dialog.reject()

    dialogs.act("look where it is", look)
    assert ask_for_folder(widget, "A folder", "images") is None
    assert seen == [str(photo.parent)]


def test_what_is_written_is_proposed_in_the_last_folder(
    widget: QWidget, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "one.csv")
    path = ask_where_to_write(widget, "Save", "exports", "curves.csv", "All files (*)")
    assert path == tmp_path / "one.csv"
    assert folder_for("exports") == tmp_path


def test_a_last_folder_that_is_gone_is_not_asked_for(
    widget: QWidget, dialogs: Dialogs, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    dialogs.choose_file(folder / "one.csv")
    assert ask_where_to_write(widget, "Save", "exports", "curves.csv", "All files (*)")
    folder.rmdir()
    assert folder_for("exports").is_dir()


def test_an_animation_is_proposed_where_the_last_export_went(
    widget: QWidget, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "sliding")
    assert ask_where(widget, "gif", "sliding") == tmp_path / "sliding.gif"
    assert folder_for("exports") == tmp_path
