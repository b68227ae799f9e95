"""Opening, saving and exporting, and what is asked before changes would be lost."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.files.project import Project, load_project, save_project
from app.lessons.library import BUNDLED
from app.network import gallery
from app.network.edits import RemoveLayers
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network
from app.network.patterns import fashion_dense, lenet5
from app.training.events import StepDone
from app.training.recipe import Recipe
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import CTRL, EDIT, EDITED, assert_same_weights, file_action, weights
from widgets.file_menu import file_name
from widgets.main_window import MainWindow
from widgets.settings import recent_files, remember_file

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)

OpenWindow = Callable[..., MainWindow]


def give_weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    """Let one batch be learned and return what came of it."""
    window.thread_.train(Recipe(batch_size=100), steps=1)
    qtbot.waitUntil(lambda: len(window.thread_.events) == 1)
    return weights(qtbot, window)


# Saving and opening


def test_a_network_is_saved_by_key_to_a_file_that_is_typed(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    window.document.apply(EDIT)
    dialogs.choose_file(tmp_path / "mine")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "mine.convas") == Project(EDITED, Recipe())
    assert window.document.path == tmp_path / "mine.convas"
    assert not window.document.modified
    assert window.statusBar().currentMessage() == "Saved to mine.convas."
    assert recent_files() == [str(tmp_path / "mine.convas")]


def test_a_trained_network_comes_back_with_the_curves_of_its_training(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.thread_.train(Recipe(batch_size=100, learning_rate=0.02), steps=3)
    qtbot.waitUntil(lambda: len(window.thread_.events) == 3)
    losses = [event.loss for event in window.thread_.events if isinstance(event, StepDone)]
    assert window.files.save_to(tmp_path / "mine.convas")
    window.thread_.stop()
    window.files.open_gallery(GALLERY[1])
    qtbot.waitUntil(lambda: not window.thread_.events)
    assert window.open_path(tmp_path / "mine.convas")
    qtbot.waitUntil(lambda: len(window.curves.data.steps) == 3)
    assert window.curves.data.loss.values == pytest.approx(losses, rel=1e-5)
    history = window.thread_.history
    assert history.recipe is not None
    assert history.recipe.learning_rate == 0.02
    assert history.network == window.document.network
    assert not window.document.modified


def test_weights_without_curves_are_said_to_be_learned(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    give_weights(qtbot, window)
    path = tmp_path / "old.convas"
    save_project(path, Project(lenet5(), Recipe(), weights(qtbot, window)))
    window.thread_.stop()
    assert window.open_path(path)
    qtbot.waitUntil(lambda: "trained already" in window.curves.empty.text)


def test_a_document_with_a_file_is_saved_to_it_without_asking(
    window: MainWindow, tmp_path: Path
) -> None:
    save_project(tmp_path / "mine.convas", Project(lenet5(), Recipe()))
    assert window.open_path(tmp_path / "mine.convas")
    window.document.apply(EDIT)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "mine.convas").network == EDITED


def test_a_name_that_is_being_typed_is_saved_too(window: MainWindow, tmp_path: Path) -> None:
    window.document.select({"conv1"})
    field = window.inspector.layer_page.name.line
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "edges")
    assert window.files.save_to(tmp_path / "mine.convas")
    assert "edges" in load_project(tmp_path / "mine.convas").network.layers
    assert field.hasFocus()
    assert not window.document.modified


def test_a_network_without_a_name_goes_by_its_first_file_and_undo_keeps_that(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    file_action(window, "New").trigger()
    window.canvas.append_layer("Conv2d")
    assert window.windowTitle() == "untitled[*] — Convas"
    dialogs.choose_file(tmp_path / "my net")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "my net.convas").network.name == "my net"
    assert window.document.network.name == "my net"
    assert window.windowTitle() == "my net.convas[*] — Convas"
    assert not window.isWindowModified()
    window.document.undo_stack.undo()
    assert window.document.network == Network("my net")
    dialogs.choose_file(tmp_path / "other")
    file_action(window, "Save as…").trigger()
    assert load_project(tmp_path / "other.convas").network.name == "my net"


def test_a_network_with_a_name_keeps_it_in_a_file_of_another(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "homework")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "homework.convas").network.name == "lenet-5"
    assert window.document.network.name == "lenet-5"
    assert window.windowTitle() == "homework.convas[*] — Convas"


def test_save_as_leaves_the_first_file_alone(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    save_project(tmp_path / "first.convas", Project(lenet5(), Recipe()))
    window.open_path(tmp_path / "first.convas")
    window.document.apply(EDIT)
    dialogs.choose_file(tmp_path / "second.convas")
    file_action(window, "Save as…").trigger()
    assert load_project(tmp_path / "first.convas").network == lenet5()
    assert load_project(tmp_path / "second.convas").network == EDITED
    assert window.document.path == tmp_path / "second.convas"


def test_replacing_another_file_is_asked_about(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    save_project(tmp_path / "other.convas", Project(fashion_dense(), Recipe()))
    window.document.apply(EDIT)
    dialogs.choose_file(tmp_path / "other")
    dialogs.answer("No")
    dialogs.press(Qt.Key.Key_Escape)
    file_action(window, "Save as…").trigger()
    assert "already exists" in dialogs.said[1]
    assert load_project(tmp_path / "other.convas").network == fashion_dense()
    assert window.document.modified


def test_a_file_that_cannot_be_written_is_told_and_stays_unsaved(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    (tmp_path / "folder.convas").mkdir()
    window.document.apply(EDIT)
    window.document._path = tmp_path / "folder.convas"
    dialogs.answer("OK")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert dialogs.said[0].startswith("This network could not be saved\n")
    assert window.document.modified


def test_trained_weights_are_saved_and_come_back_equal(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    before = give_weights(qtbot, window)
    dialogs.choose_file(tmp_path / "trained.convas")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    window.document.open(fashion_dense(), Recipe())
    window.open_path(tmp_path / "trained.convas")
    assert_same_weights(weights(qtbot, window), before)


def test_a_network_that_learned_nothing_is_saved_without_weights(
    window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    dialogs.choose_file(tmp_path / "fresh.convas")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "fresh.convas").weights is None


def test_a_file_saved_before_torch_is_loaded_keeps_its_weights(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    trained = {"fc2.bias": np.arange(10, dtype=np.float32)}
    trained["fc2.weight"] = np.ones((10, 84), np.float32)
    path = tmp_path / "trained.convas"
    save_project(path, Project(lenet5(), Recipe(), trained))
    window = open_window(path, wait=False)
    qtbot.waitUntil(lambda: window.document.path == path)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    saved = load_project(path).weights
    assert saved is not None
    assert_same_weights(dict(saved), trained)


def test_where_torch_cannot_be_loaded_saving_a_file_keeps_its_weights(
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: list[logging.LogRecord],
) -> None:
    monkeypatch.setitem(sys.modules, "app.session", None)
    window = open_window(wait=False)
    qtbot.waitUntil(window.thread_.isFinished)
    logged.clear()
    trained = {"fc2.bias": np.arange(10, dtype=np.float32)}
    trained["fc2.weight"] = np.ones((10, 84), np.float32)
    path = tmp_path / "trained.convas"
    save_project(path, Project(lenet5(), Recipe(), trained))
    window.open_path(path)
    window.document.apply(EDIT)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(path).network == EDITED
    saved = load_project(path).weights
    assert saved is not None
    assert_same_weights(dict(saved), trained)


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("lenet-5", "lenet-5"),
        ("Größe (2)", "Größe (2)"),
        ("/etc/cron.d/evil", "etc-cron.d-evil"),
        ("3/4", "3-4"),
        ("..", "network"),
        ("a\nb\0c", "a-b-c"),
    ],
)
def test_a_networks_name_suggests_a_file_and_never_a_folder(name: str, suggested: str) -> None:
    assert file_name(name) == suggested


def test_a_broken_file_is_refused_in_words_and_the_document_stays(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    (tmp_path / "broken.convas").write_bytes(b"PK\3\4 but no more")
    dialogs.choose_file(tmp_path / "broken.convas")
    dialogs.answer("OK")
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    assert dialogs.said[1].startswith("This file could not be opened\nbroken.convas")
    assert window.document.network == lenet5()
    assert recent_files() == []


def test_what_could_not_be_read_of_a_file_is_told(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    wrong = {"fc2.bias": np.ones(3, np.float32)}
    save_project(tmp_path / "odd.convas", Project(lenet5(), Recipe(), wrong))
    dialogs.answer("OK")
    assert window.open_path(tmp_path / "odd.convas")
    assert dialogs.said[0].startswith("The file was opened, but not all of it could be read\n")


def test_new_is_an_empty_canvas_without_a_file(window: MainWindow, tmp_path: Path) -> None:
    save_project(tmp_path / "mine.convas", Project(lenet5(), Recipe()))
    window.open_path(tmp_path / "mine.convas")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.document.network == Network()
    assert window.document.path is None


def test_a_network_of_the_gallery_opens_with_its_data(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    dialogs.type("fashion")
    file_action(window, "Open from gallery…").trigger()
    entry = gallery_entry("fashion-dense")
    assert window.document.network == entry.build()
    assert window.document.recipe == Recipe(**entry.recipe)
    qtbot.waitUntil(lambda: window.run_bar.datasets.currentData() == "fashion-mnist")


def test_closing_the_gallery_leaves_the_network(window: MainWindow, dialogs: Dialogs) -> None:
    before = window.document.network
    dialogs.press(Qt.Key.Key_Escape)
    file_action(window, "Open from gallery…").trigger()
    assert window.document.network is before


def test_a_damaged_gallery_is_said_and_the_network_stays(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = window.document.network
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    dialogs.answer("OK")
    window._files.open_gallery(GALLERY[0])
    assert "lenet-5.json cannot be read" in dialogs.said[0]
    assert window.document.network is before


def test_opening_begins_with_fresh_weights_and_empty_curves(
    qtbot: QtBot, window: MainWindow
) -> None:
    give_weights(qtbot, window)
    window.document.open(lenet5(), Recipe())
    window._files.open_gallery(GALLERY[0])
    assert weights(qtbot, window) == {}
    assert window.thread_.events == []


def test_a_lesson_is_opened_as_a_network_is_and_loses_nothing(
    window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(EDIT)
    dialogs.choose_file(next(BUNDLED.glob("*.md")))
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    assert window.document.is_guest
    assert window.lessons.dock is not None
    window.lessons.dock.close()
    assert window.document.network == EDITED


# Recent files


def test_recent_files_are_offered_the_newest_first_and_opened(
    window: MainWindow, tmp_path: Path
) -> None:
    for name, network in (("a.convas", lenet5()), ("b.convas", fashion_dense())):
        save_project(tmp_path / name, Project(network, Recipe()))
        window.open_path(tmp_path / name)
    file_action(window, "Open recent", "a.convas").trigger()
    assert window.document.path == tmp_path / "a.convas"
    assert recent_files() == [str(tmp_path / "a.convas"), str(tmp_path / "b.convas")]


def test_a_recent_file_that_is_gone_says_so(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    remember_file(str(tmp_path / "gone.convas"))
    dialogs.answer("OK")
    file_action(window, "Open recent", "gone.convas").trigger()
    assert "gone.convas" in dialogs.said[0]


def test_the_list_of_recent_files_can_be_cleared(window: MainWindow) -> None:
    assert not file_action(window, "Open recent", "No files yet").isEnabled()
    remember_file("/a.convas")
    file_action(window, "Open recent", "Clear this list").trigger()
    assert recent_files() == []


# Unsaved changes


@pytest.mark.parametrize("answer", ["Discard", "Cancel"])
def test_unsaved_changes_are_asked_about_before_another_document(
    window: MainWindow, dialogs: Dialogs, answer: str
) -> None:
    window.document.apply(EDIT)
    dialogs.answer(answer)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    stayed = bool(window.document.network.layers)
    assert stayed == (answer == "Cancel")


def test_changes_can_be_saved_when_asked_and_then_go_on(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    window.document.apply(EDIT)
    dialogs.answer("Save")
    dialogs.choose_file(tmp_path / "mine.convas")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert load_project(tmp_path / "mine.convas").network == EDITED
    assert window.document.network == Network()


def test_not_choosing_a_file_after_save_stays(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.apply(EDIT)
    dialogs.answer("Save")
    dialogs.press(Qt.Key.Key_Escape)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.document.network == EDITED


def test_another_recipe_alone_is_asked_about_too(window: MainWindow, dialogs: Dialogs) -> None:
    window.document.set_recipe(replace(Recipe(), epochs=3))
    dialogs.answer("Cancel")
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.document.recipe.epochs == 3


def test_what_was_undone_is_not_asked_about(window: MainWindow) -> None:
    window.document.apply(EDIT)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert window.document.network == Network()


# Export


def test_an_exported_script_is_a_program(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "lenet")
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    script = (tmp_path / "lenet.py").read_text("utf-8")
    compile(script, "lenet.py", "exec")
    assert "Conv2d" in script
    assert "run it with: python lenet.py" in window.statusBar().currentMessage()


def test_what_cannot_be_trained_cannot_be_exported_and_says_why(
    window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(RemoveLayers(frozenset({"flatten1"})))
    dialogs.answer("OK")
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert dialogs.said[0].startswith("This network cannot be exported yet\n")


@pytest.mark.skipif(sys.platform != "linux", reason="a folder where nobody can write")
def test_a_script_that_cannot_be_written_is_told(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.choose_file(Path("/proc/lenet.py"))
    dialogs.answer("OK")
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert dialogs.said[1].startswith("The script could not be written\n/proc/lenet.py: ")
