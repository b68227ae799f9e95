"""Exporting the filters over a run from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.training.moments import Moments
from app.training.run import list_runs, runs_folder
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import file_action, train_some
from widgets.figures.film_forms import FilmForm
from widgets.filter_film_dialog import FilterFilmDialog
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


@pytest.fixture
def trained(window: MainWindow, qtbot: QtBot) -> MainWindow:
    train_some(qtbot, window, 4)
    qtbot.waitUntil(lambda: window.thread_.look_back.newest is not None)
    return window


def choosing(form: FilmForm) -> Callable[[QWidget], None]:
    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FilterFilmDialog)
        box = dialog.film.form_box
        box.setCurrentIndex(box.findData(form))
        dialog.accept()

    return act


def export(window: MainWindow) -> None:
    file_action(window, "Export", "Filters over the run as animation…").trigger()


def moments() -> int:
    """Those that are kept, and the weights of now."""
    run = next(list_runs(runs_folder()))
    steps = {*Moments(run.folder).steps(), run.load_checkpoint().standing.step}
    return len(steps)


def test_an_animation_is_written_from_the_menu(
    trained: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.act("the film's dialog", choosing("gif"))
    dialogs.choose_file(tmp_path / "film.gif")
    export(trained)
    with Image.open(tmp_path / "film.gif") as film:
        assert film.n_frames == moments() >= 4
    assert trained.statusBar().currentMessage() == f"Saved {moments()} pictures to film.gif."


def test_pictures_go_to_a_new_folder_from_the_menu_of_a_filter(
    trained: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    proposed = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FilterFilmDialog)
        proposed.append(dialog.layer_box.currentText())
        choosing("pictures")(dialog)

    dialogs.act("the film's dialog", act)
    dialogs.choose_file(tmp_path)
    trained.filters.film_wanted.emit("conv2")
    assert proposed == ["conv2"]
    assert len(list((tmp_path / "filters-conv2").glob("*.png"))) == moments()


def test_a_file_that_cannot_be_written_is_explained(
    trained: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.act("the film's dialog", choosing("gif"))
    (tmp_path / "film.gif").symlink_to(tmp_path / "gone" / "film.gif")
    dialogs.choose_file(tmp_path / "film.gif")
    dialogs.answer("OK")
    export(trained)
    assert "could not be written" in dialogs.said[-1]
    assert "No such file or directory. Choose another folder" in dialogs.said[-1]


def test_without_a_run_it_is_said_what_to_do(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.answer("OK")
    export(window)
    assert "There is no run to show" in dialogs.said[0]
    assert "Train this network a little" in dialogs.said[0]
