"""Processes that were told to end: they do, and nothing of them stays."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QObject, QProcess
from pytestqt.qtbot import QtBot

from widgets.leaving_process import LeavingProcess, wait_for_leaving_processes

STUBBORN = "import time; print('here', flush=True); time.sleep(600)"
TIDY = "import pathlib, sys; input(); pathlib.Path(sys.argv[1]).write_text('kept')"


def started(parent: QObject, *words: str) -> QProcess:
    process = QProcess(parent)
    process.start(sys.executable, ["-c", *words])
    assert process.waitForStarted()
    return process


def test_a_process_that_is_ended_is_over_soon_and_its_folder_goes_with_it(qtbot: QtBot) -> None:
    folder, dialog = TemporaryDirectory(), QObject()
    process = started(dialog, STUBBORN)
    assert process.waitForReadyRead()
    LeavingProcess(process, folder)
    del dialog  # as a window that is closed
    qtbot.waitUntil(lambda: not Path(folder.name).exists())


@pytest.mark.usefixtures("qapp")
def test_a_program_that_ends_lets_a_process_put_its_last_things_in_order(tmp_path: Path) -> None:
    dialog, kept = QObject(), tmp_path / "kept.txt"
    process = started(dialog, TIDY, str(kept))
    process.write(b"stop\n")
    over = []
    process.finished.connect(lambda: over.append(True))
    LeavingProcess(process, patience_ms=60_000)
    wait_for_leaving_processes()
    assert over
    assert kept.read_text() == "kept"


@pytest.mark.usefixtures("qapp")
def test_a_program_that_ends_waits_no_longer_than_it_said() -> None:
    dialog = QObject()
    process = started(dialog, STUBBORN)
    over = []
    process.finished.connect(lambda: over.append(True))
    LeavingProcess(process, patience_ms=50)
    wait_for_leaving_processes()
    assert over
