"""A command of Convas in a process of its own: work that needs torch and that can be cancelled."""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.language import tr
from app.packaged import own_command
from widgets.leaving_process import LeavingProcess

_SHARE = re.compile(rb": (\d+) %\n")


class CommandResult(NamedTuple):
    """What a command printed; `error` is the sentence on why it could not be carried out."""

    output: str
    error: str = ""


def run_command(arguments: list[str], words: str, window: QWidget) -> CommandResult | None:
    """Carry out `python main.py ARGUMENTS` while a dialog says so; None where it was cancelled.

    The dialog shows how far the command is once it says so: "Classifying the test images: 10 %".
    """
    process = command_process(window)
    dialog = QProgressDialog(words, tr("Cancel"), 0, 0, window)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(0)
    dialog.setAutoReset(False)
    said = bytearray()

    def follow() -> None:
        said.extend(process.readAllStandardError().data())
        if (share := share_told(bytes(said))) is not None:
            dialog.setMaximum(100)
            dialog.setValue(min(99, share))  # the rest comes without a word

    process.readyReadStandardError.connect(follow)
    # Also where it could not be started, which comes without `finished`.
    process.stateChanged.connect(
        lambda state: dialog.accept() if state == QProcess.ProcessState.NotRunning else None
    )
    start_command(process, arguments)
    if process.state() != QProcess.ProcessState.NotRunning:
        dialog.exec()
    process.readyReadStandardError.disconnect(follow)
    cancelled = process.state() != QProcess.ProcessState.NotRunning
    dialog.deleteLater()
    if cancelled:
        process.stateChanged.disconnect()
        LeavingProcess(process)
        return None
    result = result_of(process, bytes(said))
    process.deleteLater()
    return result


def share_told(said: bytes) -> int | None:
    """How many per cent of its work a command has said to be done; None before it says so."""
    found = _SHARE.findall(said)
    return int(found[-1]) if found else None


def command_process(parent: QObject) -> QProcess:
    """A process for a command, not yet started."""
    process = QProcess(parent)
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUTF8", "1")
    process.setProcessEnvironment(environment)
    return process


def start_command(process: QProcess, arguments: list[str]) -> None:
    """Start `python main.py ARGUMENTS`, or the packaged program with them."""
    program, *words = own_command()
    process.start(program, [*words, *arguments])


def result_of(process: QProcess, complaints: bytes = b"") -> CommandResult:
    """What a process that is over has printed, or why it failed.

    `complaints` is what was read of its standard error before.
    """
    output = process.readAllStandardOutput().toStdString()
    rest = process.readAllStandardError().data()
    said = (complaints + rest).decode(errors="replace").strip().splitlines()
    if process.error() == QProcess.ProcessError.FailedToStart:
        return CommandResult(
            "",
            tr(
                "the process could not be started: {errorstring}", errorstring=process.errorString()
            ),
        )
    if process.exitStatus() == QProcess.ExitStatus.CrashExit:
        return CommandResult(
            "", tr("the process that was to do it ended; there may be too little memory")
        )
    if process.exitCode():
        last = (
            said[-1] if said else tr("it ended with code {exitcode}", exitcode=process.exitCode())
        )
        return CommandResult("", last.removeprefix("convas: "))
    return CommandResult(output)
