"""Writing the report of a run from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli.progress_bar import shown_progress
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.whole_window import file_action, train_some
from widgets.command_process import share_told
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)


def test_the_run_at_work_is_written_as_a_page(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    train_some(qtbot, window, 4)
    qtbot.waitUntil(lambda: window.thread_.look_back.in_view is not None, timeout=10_000)
    dialogs.choose_file(tmp_path / "mine")
    file_action(window, "Export", "Run report…").trigger()
    assert window.statusBar().currentMessage() == "Wrote mine.html."
    assert f"<h1>{window.document.network.name}</h1>" in (tmp_path / "mine.html").read_text()


def test_how_far_a_command_is_can_be_read_from_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert share_told(b"loading 5 % more\n") is None
    with shown_progress("Classifying the test images") as report:
        for done in range(1, 8):
            report(done, 10)
    assert share_told(capsys.readouterr().err.encode()) == 70


def test_a_run_that_is_gone_is_explained(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "mine.pdf")
    dialogs.answer("OK")
    window.old_runs.panel.report_wanted.emit(tmp_path / "gone")
    assert "The report could not be written" in dialogs.said[-1]
    assert "holds no run" in dialogs.said[-1]


def test_without_a_run_it_is_said_what_to_do(window: MainWindow, dialogs: Dialogs) -> None:
    dialogs.answer("OK")
    file_action(window, "Export", "Run report…").trigger()
    assert "There is no run to report on" in dialogs.said[0]
