"""Opening, saving and exporting; and unsaved edits that survive whatever happens."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

import widgets.file_menu
from app.files.autosave import Autosave, autosave_root, find_recoverable
from app.files.project import Project, load_project, save_project
from app.network import gallery
from app.network.edits import RemoveLayers
from app.network.gallery import GALLERY, gallery_entry
from app.network.graph import Network
from app.network.patterns import fashion_dense, lenet5
from app.training.recipe import Recipe
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from widgets.file_menu import _file_name
from widgets.main_window import MainWindow
from widgets.settings import recent_files, remember_file

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)

OpenWindow = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
EDIT = RemoveLayers(frozenset({"relu1"}))
EDITED = EDIT.apply(lenet5())


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """A window with a thread that runs, though the data may still be loading."""
    return open_window()


def action(window: MainWindow, *path: str) -> QAction:
    """An action of the File menu by its words, with its menus filled as if opened."""
    actions = window.menuBar().actions()
    for title in ("File", *path[:-1]):
        menu = next(a for a in actions if a.text().replace("&", "") == title).menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        actions = menu.actions()
    return next(a for a in actions if a.text().replace("&", "") == path[-1])


def give_weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    """Let one batch be learned and return what came of it."""
    window.thread_.train(Recipe(batch_size=100), steps=1)
    qtbot.waitUntil(lambda: len(window.thread_.events) == 1, timeout=20_000)
    return weights(qtbot, window)


def weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    answer = window.thread_.fetch_weights()
    qtbot.waitUntil(answer.done, timeout=20_000)
    return answer.result()


def assert_equal(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> None:
    assert one.keys() == other.keys()
    for name in one:
        np.testing.assert_array_equal(one[name], other[name])


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


def test_a_document_with_a_file_is_saved_to_it_without_asking(
    window: MainWindow, tmp_path: Path
) -> None:
    save_project(tmp_path / "mine.convas", Project(lenet5(), Recipe()))
    assert window.open_path(tmp_path / "mine.convas")
    window.document.apply(EDIT)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert load_project(tmp_path / "mine.convas").network == EDITED


def test_save_as_leaves_the_first_file_alone(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    save_project(tmp_path / "first.convas", Project(lenet5(), Recipe()))
    window.open_path(tmp_path / "first.convas")
    window.document.apply(EDIT)
    dialogs.choose_file(tmp_path / "second.convas")
    action(window, "Save as…").trigger()
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
    action(window, "Save as…").trigger()
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
    assert_equal(weights(qtbot, window), before)


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
    qtbot.waitUntil(lambda: window.document.path == path, timeout=10_000)
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    saved = load_project(path).weights
    assert saved is not None
    assert_equal(dict(saved), trained)


def test_where_torch_cannot_be_loaded_saving_a_file_keeps_its_weights(
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: list[logging.LogRecord],
) -> None:
    monkeypatch.setitem(sys.modules, "app.session", None)
    window = open_window(wait=False)
    qtbot.waitUntil(window.thread_.isFinished, timeout=10_000)
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
    assert_equal(dict(saved), trained)


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
    assert _file_name(name) == suggested


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
    action(window, "Open from gallery…").trigger()
    entry = gallery_entry("fashion-dense")
    assert window.document.network == entry.build()
    assert window.document.recipe == Recipe(**entry.recipe)
    qtbot.waitUntil(lambda: window.run_bar.datasets.currentData() == "fashion-mnist")


def test_closing_the_gallery_leaves_the_network(window: MainWindow, dialogs: Dialogs) -> None:
    before = window.document.network
    dialogs.press(Qt.Key.Key_Escape)
    action(window, "Open from gallery…").trigger()
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


# Recent files


def test_recent_files_are_offered_the_newest_first_and_opened(
    window: MainWindow, tmp_path: Path
) -> None:
    for name, network in (("a.convas", lenet5()), ("b.convas", fashion_dense())):
        save_project(tmp_path / name, Project(network, Recipe()))
        window.open_path(tmp_path / name)
    action(window, "Open recent", "a.convas").trigger()
    assert window.document.path == tmp_path / "a.convas"
    assert recent_files() == [str(tmp_path / "a.convas"), str(tmp_path / "b.convas")]


def test_a_recent_file_that_is_gone_says_so(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    remember_file(str(tmp_path / "gone.convas"))
    dialogs.answer("OK")
    action(window, "Open recent", "gone.convas").trigger()
    assert "gone.convas" in dialogs.said[0]


def test_the_list_of_recent_files_can_be_cleared(window: MainWindow) -> None:
    assert not action(window, "Open recent", "No files yet").isEnabled()
    remember_file("/a.convas")
    action(window, "Open recent", "Clear this list").trigger()
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


# Unsaved edits on disk


def kept() -> list[Path]:
    """The folders of unsaved edits that are on disk."""
    root = autosave_root()
    return list(root.iterdir()) if root.is_dir() else []


def test_edits_are_kept_on_disk_until_they_are_undone_or_saved(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets.file_menu, "AUTOSAVE_MS", 30)
    window = open_window()
    window.document.apply(EDIT)
    qtbot.waitUntil(lambda: bool(kept()), timeout=10_000)
    window.document.undo_stack.undo()
    qtbot.waitUntil(lambda: not kept(), timeout=10_000)
    window.document.undo_stack.redo()
    qtbot.waitUntil(lambda: bool(kept()), timeout=10_000)
    window.document._path = tmp_path / "mine.convas"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: not kept(), timeout=10_000)


def test_closing_in_good_order_leaves_nothing_to_recover(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(EDIT)
    qtbot.waitUntil(lambda: bool(kept()), timeout=10_000)
    dialogs.answer("Discard")
    window.close()
    assert kept() == []


# After a crash

_PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from app.network.edits import RemoveLayers
from widgets.main_window import MainWindow

answer = sys.argv[1]
application = QApplication(sys.argv[:1])
window = MainWindow()
window.show()

def look():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox) and box.isVisible():
        next(b for b in box.buttons() if b.text().replace("&", "") == answer).click()
    if answer == "edit" and window._live is not None and not window.document.modified:
        window.document.apply(RemoveLayers(frozenset({"relu1"})))
        print("edited", flush=True)
    if answer != "edit" and window.document.modified:
        timer.stop()
        print("restored", flush=True)

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
application.exec()
"""


@contextmanager
def _another_window(answer: str) -> Iterator[subprocess.Popen[str]]:
    """A whole Convas in a process of its own, in the same home."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, answer],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def _said(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_edits_survive_a_kill_and_another_kill_right_after_they_were_restored(
    qtbot: QtBot,
) -> None:
    with _another_window("edit") as program:
        assert _said(program) == "edited"
        qtbot.waitUntil(lambda: any(autosave_root().glob("*/project.convas")), timeout=10_000)
        program.send_signal(signal.SIGKILL)
    (found,) = find_recoverable()
    assert found.project.network == EDITED
    with _another_window("Restore") as program:
        assert _said(program) == "restored"
        program.send_signal(signal.SIGKILL)
    again = find_recoverable()
    assert again
    assert all(found.project.network == EDITED for found in again)


@contextmanager
def _crashed(project: Project, path: Path | None = None) -> Iterator[None]:
    """Unsaved edits whose program is gone: a copy, which nobody has locked."""
    autosave = Autosave()
    autosave.write(project, path)
    (folder,) = (entry for entry in autosave_root().iterdir() if not _is_copy(entry))
    copy = autosave_root() / f"crashed-{len(list(autosave_root().iterdir()))}"
    folder.rename(copy)
    autosave._folder = None
    assert autosave._lock is not None
    autosave._lock.close()
    yield


def _is_copy(folder: Path) -> bool:
    return folder.name.startswith("crashed")


def test_restored_edits_are_unsaved_and_belong_to_their_file(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = tmp_path / "mine.convas"
    bias = {"fc2.bias": np.arange(10, dtype=np.float32), "fc2.weight": np.ones((10, 84), "f")}
    save_project(path, Project(lenet5(), Recipe(), bias))
    with _crashed(Project(EDITED, Recipe(epochs=3)), path):
        dialogs.answer("Restore")
        window = open_window()
    qtbot.waitUntil(lambda: window.document.modified, timeout=10_000)
    assert "mine.convas" in dialogs.said[0]
    assert window.document.network == EDITED
    assert window.document.recipe.epochs == 3
    assert window.document.path == path
    assert window.isWindowModified()
    assert_equal(weights(qtbot, window), bias)
    action(window, "Save").trigger()
    assert load_project(path).network == EDITED
    assert load_project(path).weights is not None
    qtbot.waitUntil(lambda: not kept(), timeout=10_000)


def test_edits_that_are_thrown_away_are_not_offered_again(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())):
        dialogs.answer("Throw away")
        window = open_window()
    qtbot.waitUntil(lambda: not kept(), timeout=10_000)
    assert window.document.network == lenet5()


def test_escape_keeps_the_edits_for_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())):
        dialogs.press(Qt.Key.Key_Escape)
        window = open_window()
    qtbot.waitUntil(lambda: len(dialogs.said) == 1)
    assert window.document.network == lenet5()
    assert len(find_recoverable()) == 1


def test_of_two_crashes_the_second_waits_until_the_next_start(
    open_window: OpenWindow, qtbot: QtBot, dialogs: Dialogs
) -> None:
    with _crashed(Project(EDITED, Recipe())), _crashed(Project(fashion_dense(), Recipe())):
        dialogs.answer("Restore")
        window = open_window()
    qtbot.waitUntil(lambda: window.document.modified, timeout=10_000)
    qtbot.waitUntil(lambda: len(find_recoverable()) == 1, timeout=10_000)
    (waiting,) = find_recoverable()
    assert {waiting.project.network.name, window.document.network.name} == {
        "lenet-5",
        fashion_dense().name,
    }
