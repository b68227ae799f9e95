"""A command of Convas in a process of its own that tells, line by line, what happens."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QProcess, Signal

from app.files.project import Project, save_project
from app.network.graph import Network
from app.training.recipe import Recipe
from widgets.command_process import command_process, result_of, start_command
from widgets.leaving_process import LeavingProcess

LAST_MOMENT_MS = 3_000
"""What a training takes to put its checkpoint on disk, at most."""


class CommandLines(QObject):
    """Carries out one command at a time; what it prints with `--format lines` becomes signals."""

    told = Signal(object)
    """A line as a dict in the order of its names: what happened is under "event"."""
    ended = Signal(str)
    """The command is over; the text says why it could not be carried out, or nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def running(self) -> bool:
        """Whether a command is being carried out."""
        return self._process is not None

    def start(self, command: str, options: list[str], task: tuple[Network, Recipe] | None) -> None:
        """Begin `command`, on this network and recipe or else as its options say."""
        arguments = [command]
        if task is not None:
            self._folder = TemporaryDirectory(ignore_cleanup_errors=True)
            path = Path(self._folder.name) / "network.convas"
            save_project(path, Project(*task))
            arguments.append(str(path))
        process = self._process = command_process(self)
        process.readyReadStandardOutput.connect(self._read)
        process.stateChanged.connect(self._changed)
        start_command(process, [*arguments, *options, "--format", "lines"])

    def say(self, words: str) -> None:
        """Give the command a line to read, if it takes any."""
        if self._process is not None:
            self._process.write(f"{words}\n".encode())

    def stop(self, last_words: str = "") -> None:
        """End the command where it stands, without waiting for that; `ended` does not follow.

        With `last_words` it is given these and a moment to end by itself.
        """
        if last_words:
            self.say(last_words)
        process, self._process = self._process, None
        folder, self._folder = self._folder, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.stateChanged.disconnect(self._changed)
            LeavingProcess(process, folder, LAST_MOMENT_MS if last_words else 0)

    def _read(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            line = bytes(process.readLine().data())
            self.told.emit(json.loads(line))

    def _changed(self, state: QProcess.ProcessState) -> None:
        process = self._process
        if process is None or state != QProcess.ProcessState.NotRunning:
            return
        self._read()
        self._process = None
        error = result_of(process).error
        process.deleteLater()
        self._clean_up()
        self.ended.emit(error)

    def _clean_up(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.cleanup()
