"""Unexpected errors are told once, with the work put aside, and the program goes on."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from textwrap import dedent, indent

import pytest
from PySide6.QtCore import Qt, QTimer, qCritical
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.files.autosave import autosave_root, find_recoverable
from app.files.project import Project, load_project
from app.files.rescue import KEPT, rescue, rescue_folder
from app.network.edits import RemoveLayers
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import learn
from widgets.error_dialog import ErrorDialog
from widgets.main_window import MainWindow
from widgets.unexpected_errors import UnexpectedErrors

pytestmark = pytest.mark.qt_no_exception_capture


@pytest.fixture
def errors(
    qtbot: QtBot,  # noqa: ARG001  (Qt must be running)
    logged: list[logging.LogRecord],
) -> Iterator[UnexpectedErrors]:
    """Installed as in the program; what they log is expected."""
    errors = UnexpectedErrors()
    errors.install()
    yield errors
    errors.uninstall()
    logged.clear()


@pytest.fixture
def protected(
    errors: UnexpectedErrors, window: MainWindow, dialogs: Dialogs
) -> Iterator[UnexpectedErrors]:
    dialogs.close()  # the test answers itself
    errors.protect(window.files, window, window.statusBar().showMessage)
    yield errors
    if errors.dialog is not None:
        errors.dialog.accept()


def fail(words: str = "one") -> None:
    raise ZeroDivisionError(words)


def fail_otherwise() -> None:
    raise KeyError("two")


def soon(do: Callable[[], None]) -> None:
    """Do it in a slot, as most of the program is done.

    Not by QTimer.singleShot, and never waited for by QTest.qWait: in the bindings the two together
    leave an exception pending while widgets paint, which crashes the process.
    """
    timer = QTimer(QApplication.instance())
    timer.setSingleShot(True)
    timer.timeout.connect(do)
    timer.timeout.connect(timer.deleteLater)
    timer.start()


def dialog_of(qtbot: QtBot, errors: UnexpectedErrors) -> ErrorDialog:
    qtbot.waitUntil(lambda: errors.dialog is not None and errors.dialog.isVisible())
    assert errors.dialog is not None
    return errors.dialog


def test_an_error_in_a_slot_is_told_and_the_work_is_put_aside(
    qtbot: QtBot, protected: UnexpectedErrors, window: MainWindow
) -> None:
    learn(qtbot, window)
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    soon(fail)
    dialog = dialog_of(qtbot, protected)
    assert dialog.what.text().startswith("ZeroDivisionError: one (")
    qtbot.waitUntil(lambda: str(rescue_folder()) in dialog.saved.text())
    (path,) = rescue_folder().iterdir()
    project = load_project(path)
    assert project.network == window.document.network
    assert project.weights
    qtbot.mouseClick(dialog.go_on, Qt.MouseButton.LeftButton)
    assert protected.dialog is None


def test_the_report_that_is_copied_says_what_where_and_on_which_system(
    qtbot: QtBot, protected: UnexpectedErrors
) -> None:
    soon(fail)
    dialog = dialog_of(qtbot, protected)
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    text = QApplication.clipboard().text()
    for part in ("Convas", "Python", "torch", "ZeroDivisionError: one", "test_unexpected_errors"):
        assert part in text


def test_an_error_that_repeats_opens_one_dialog(
    qtbot: QtBot, protected: UnexpectedErrors, window: MainWindow
) -> None:
    for _ in range(25):
        soon(fail)
    dialog = dialog_of(qtbot, protected)
    qtbot.waitUntil(lambda: "went wrong again" in window.statusBar().currentMessage())
    assert not dialog.others.isVisible()
    dialog.accept()
    again: list[bool] = []
    soon(fail)
    soon(lambda: again.append(True))
    qtbot.waitUntil(lambda: bool(again))
    assert protected.dialog is None


def test_another_kind_of_error_is_added_to_the_open_dialog(
    qtbot: QtBot, protected: UnexpectedErrors
) -> None:
    soon(fail)
    dialog = dialog_of(qtbot, protected)
    soon(fail_otherwise)
    qtbot.waitUntil(dialog.others.isVisible)
    assert "KeyError" in dialog.report
    assert protected.dialog is dialog


def test_an_error_of_a_thread_is_told_too(qtbot: QtBot, protected: UnexpectedErrors) -> None:
    thread = threading.Thread(target=fail, name="digger")
    thread.start()
    thread.join()
    assert "In the thread digger" in dialog_of(qtbot, protected).report


def test_what_qt_says_is_logged(
    errors: UnexpectedErrors,  # noqa: ARG001  (installed)
    logged: list[logging.LogRecord],
) -> None:
    qCritical("the sky falls")
    assert [record.getMessage() for record in logged] == ["Qt (default): the sky falls"]


def test_work_that_cannot_be_put_aside_is_said(qtbot: QtBot, protected: UnexpectedErrors) -> None:
    rescue_folder().parent.mkdir(parents=True, exist_ok=True)
    rescue_folder().write_text("a file is in the way")
    soon(fail)
    dialog = dialog_of(qtbot, protected)
    qtbot.waitUntil(lambda: "could not be saved aside" in dialog.saved.text())
    assert "Use Save as…" in dialog.saved.text()


@pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS)
def test_save_as_saves_from_the_dialog(
    qtbot: QtBot, errors: UnexpectedErrors, window: MainWindow, tmp_path: Path, dialogs: Dialogs
) -> None:
    errors.protect(window.files, window, window.statusBar().showMessage)

    def save(dialog: QWidget) -> None:
        assert isinstance(dialog, ErrorDialog)
        dialog.save.click()

    dialogs.act("save as", save)
    dialogs.choose_file(tmp_path / "safe.convas")
    dialogs.act("go on", lambda dialog: dialog.go_on.click())  # type: ignore[attr-defined]
    soon(fail)
    qtbot.waitUntil((tmp_path / "safe.convas").exists)
    qtbot.waitUntil(lambda: errors.dialog is None)


def test_what_must_end_at_once_is_kept_before(window: MainWindow) -> None:
    window.document.apply(RemoveLayers(frozenset({"relu1"})))
    window.files.keep_now()
    (kept,) = autosave_root().glob("*/project.convas")
    assert load_project(kept).network == window.document.network


def test_weights_that_never_come_do_not_hold_up_the_rescue(window: MainWindow) -> None:
    broken: Future[object] = Future()
    broken.set_exception(RuntimeError("the thread has ended"))
    project = Project(window.document.network, window.document.recipe)
    assert load_project(rescue(project, broken)).network == window.document.network
    for _ in range(KEPT + 2):
        rescue(project)
    assert len(list(rescue_folder().iterdir())) == KEPT


def in_own_process(home: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Run the program with a window that does this; nothing of pytest is between."""
    program = _PROGRAM.replace("BODY", indent(dedent(body), " " * 8).strip())
    environment = {**os.environ, "CONVAS_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).parents[2],
    )


_PROGRAM = """
import sys
from PySide6.QtCore import QTimer, qFatal
from PySide6.QtWidgets import QApplication
import widgets.program as program
from app.network.edits import RemoveLayers
from widgets.error_dialog import ErrorDialog

class Window(program.MainWindow):
    def __init__(self, path):
        super().__init__(path)
        QTimer.singleShot(2000, self.act)

    def act(self):
        BODY

    def end(self):
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
        if not shown or "being saved" in shown[0].saved.text():
            QTimer.singleShot(100, self.end)
            return
        print("dialogs:", len(shown), shown[0].saved.text(), flush=True)
        shown[0].accept()
        self.close()

program.MainWindow = Window
sys.exit(program.run(["convas"]))
"""


def test_the_program_lives_on_after_an_error_and_logs_it(tmp_path: Path) -> None:
    done = in_own_process(tmp_path, "QTimer.singleShot(100, self.end)\nraise KeyError('slot')")
    assert done.returncode == 0, done.stderr
    assert "dialogs: 1 Your work was saved aside in" in done.stdout
    log = (tmp_path / "logs" / "convas.log").read_text()
    assert "KeyError: 'slot'" in log
    assert log.splitlines()[-1].endswith("Convas ends")
    assert list((tmp_path / "rescued").glob("*.convas"))


def test_when_qt_ends_the_process_the_edits_are_kept_for_the_next_start(tmp_path: Path) -> None:
    body = """
    self.document.apply(RemoveLayers(frozenset({"relu1"})))
    qFatal("the end")
    """
    done = in_own_process(tmp_path, body)
    assert done.returncode != 0
    assert "the end" in (tmp_path / "logs" / "convas.log").read_text()
    (found,) = find_recoverable(tmp_path / "autosave")
    assert "relu1" not in found.project.network.layers
