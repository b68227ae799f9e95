"""What may go wrong while the monkey plays, and the window that it plays with."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.exceptions import TimeoutError as NeverSo
from pytestqt.qtbot import QtBot

import widgets.file_menu
from app.files.project import load_project
from tests.widgets.monkey.cage import Cage, caged
from tests.widgets.monkey.monkey import Monkey
from tests.widgets.monkey.pace import Pace, Play
from tests.widgets.monkey.rest import (
    PATIENCE_MS,
    processes_with,
    put_away,
    questions_called_off,
)
from widgets.main_window import MainWindow

IGNORED = [
    pytest.mark.qt_log_ignore(
        "This plugin does not support",  # offscreen there is no window manager
        "Mouse event at .* occurs outside target window",  # it was made smaller by this very drag
        extend=True,
    ),
    # What torch says of a setting that the canvas explains; outside of tests it is no error.
    pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning"),
]
PART_OF_VIEWS = 4
"""So many parts of the events, of which one belongs to the views in turn, the others to luck."""
AUTOSAVE_MS = 200
"""Shorter than in the program, for it is waited for at each rest."""


class Watch:
    """Everything that may go wrong, gathered in `faults`."""

    def __init__(self, pace: Pace, cage: Cage, qtlog: Any, logged: list[logging.LogRecord]) -> None:
        self.faults: list[str] = []
        self._pace, self.cage, self._qtlog, self._logged = pace, cage, qtlog, logged

    def fine(self) -> bool:
        self.faults += self._pace.hangs
        self._pace.hangs.clear()
        self.faults += [f"outside its cage: {escape}" for escape in self.cage.escapes]
        self.faults += [
            f"Qt says: {record.message}"
            for record in self._qtlog.records
            if record.log_type_name in ("WARNING", "CRITICAL") and not record.ignored
        ]
        for record in self._logged:
            trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
            self.faults.append(f"logged: {record.getMessage()}\n{trace}")
        return not self.faults

    @contextmanager
    def hooked(self) -> Iterator[None]:
        """Take the exceptions of all threads."""
        before = sys.excepthook, threading.excepthook
        sys.excepthook = lambda _kind, error, _trace: self._take(error)
        threading.excepthook = lambda happened: self._take(happened.exc_value)
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = before

    def _take(self, error: BaseException | None) -> None:
        if error is not None:
            self.faults.append("".join(traceback.format_exception(error)))

    def compare(self, window: MainWindow, said: str) -> None:
        """What was saved is what is read again."""
        document = window.document
        if not said.startswith("Saved to ") or document.path is None or document.edited:
            return
        project = load_project(document.path)
        if (project.network, project.recipe) != (document.network, document.recipe):
            self.faults.append(f"{document.path} is not what was saved")


@dataclass(frozen=True)
class Stage:
    """Where one seed plays, and what the test is told by."""

    seed: int
    play: Play
    folder: Path
    patch: pytest.MonkeyPatch
    qtbot: QtBot
    qtlog: Any
    logged: list[logging.LogRecord]
    test: str
    """As it is named on the command line."""

    @contextmanager
    def open(self) -> Iterator[tuple[Monkey, Watch]]:
        """A window and a monkey at it, until the end; fails with all that went wrong."""
        self.patch.setattr(widgets.file_menu, "AUTOSAVE_MS", AUTOSAVE_MS)
        with caged(self.folder, self.patch) as cage:
            window = _open(self.qtbot)
            try:
                with Pace(self.play) as pace:
                    watch = Watch(pace, cage, self.qtlog, self.logged)
                    monkey = Monkey(window, cage, pace, self.seed)
                    window.files.message.connect(lambda said: watch.compare(window, said))
                    with watch.hooked():
                        yield monkey, watch
            finally:
                _close(window)
            try:
                self.qtbot.waitUntil(lambda: not processes_with(self.folder), timeout=PATIENCE_MS)
            except NeverSo:
                left = ", ".join(map(str, processes_with(self.folder)))
                watch.faults.append(f"processes outlive the window: {left}")
            self.logged.clear()
        print(f"at most {pace.longest:.2f} s computed, {pace.longest_wall:.2f} s gone by")
        if watch.faults:
            self._fail(monkey, watch)

    def _fail(self, monkey: Monkey, watch: Watch) -> None:
        faults = f"After event {monkey.count} of seed {self.seed}:\n" + "\n".join(watch.faults)
        monkey.diary.write(faults)
        again = (
            f"python -m pytest {self.test} --monkey-seed {self.seed} --monkey-seeds 1"
            f" --monkey-events {self.play.events}"
        )
        last = "\n".join(monkey.log)
        pytest.fail(f"{last}\n\n{faults}\n\nAgain: {again}", pytrace=False)


def _open(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    window.resize(1400, 900)
    window.show()
    quit_ = next(a for a in window.files.menu.actions() if "Quit" in a.text())
    quit_.setEnabled(False)
    qtbot.waitUntil(lambda: window.run_bar.batch.isEnabled(), timeout=PATIENCE_MS)
    return window


def _close(window: MainWindow) -> None:
    """Without a question: the run is ended and nothing counts as unsaved."""
    with questions_called_off():
        put_away(window)
        window.thread_.close()
        window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    gc.collect()
