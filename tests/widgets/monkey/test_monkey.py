"""Random clicks, keys and drags in every view: nothing breaks, hangs, leaks or gets lost.

`--monkey-short` is a play of half a minute; the long one, `make monkey`, takes minutes. A failure
tells how to play the same seed again. Training takes its own time, so what depends on it may need
several tries.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.exceptions import TimeoutError as NeverSo
from pytestqt.qtbot import QtBot

import widgets.file_menu
from app.files.project import load_project
from tests.widgets.monkey.cage import Cage, caged
from tests.widgets.monkey.monkey import LAYERS, Monkey
from tests.widgets.monkey.pace import Pace, Play
from tests.widgets.monkey.rest import (
    PATIENCE_MS,
    Census,
    edits_kept,
    lost_in_file,
    processes_with,
    put_away,
    questions_called_off,
    take_rest,
)
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support",  # offscreen there is no window manager
    "Mouse event at .* occurs outside target window",  # it was made smaller by this very drag
    extend=True,
)


RESTS = 6
"""At which is counted what is left over …"""
LONG = 1_000
"""… in a play of so many events; a shorter one rests in the end alone."""
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


def test_a_monkey_breaks_nothing(
    seed: int,
    play: Play,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    qtlog: Any,
    logged: list[logging.LogRecord],
) -> None:
    monkeypatch.setattr(widgets.file_menu, "AUTOSAVE_MS", AUTOSAVE_MS)
    with caged(tmp_path, monkeypatch) as cage:
        window = _open(qtbot)
        try:
            with Pace(play) as pace:
                watch = Watch(pace, cage, qtlog, logged)
                monkey = Monkey(window, cage, pace, seed)
                window.files.message.connect(lambda said: watch.compare(window, said))
                with watch.hooked():
                    _play(monkey, watch, play.events, qtbot)
        finally:
            _close(window)
        try:
            qtbot.waitUntil(lambda: not processes_with(tmp_path), timeout=PATIENCE_MS)
        except NeverSo:
            left = ", ".join(map(str, processes_with(tmp_path)))
            watch.faults.append(f"processes outlive the window: {left}")
        logged.clear()
    print(f"at most {pace.longest:.2f} s computed, {pace.longest_wall:.2f} s gone by")
    if watch.faults:
        faults = f"After event {monkey.count} of seed {seed}:\n" + "\n".join(watch.faults)
        monkey.diary.write(faults)
        again = (
            f"python -m pytest tests/widgets/monkey --monkey-seed {seed} --monkey-seeds 1"
            f" --monkey-events {play.events}"
        )
        last = "\n".join(monkey.log)
        pytest.fail(f"{last}\n\n{faults}\n\nAgain: {again}", pytrace=False)


def _play(monkey: Monkey, watch: Watch, events: int, qtbot: QtBot) -> None:
    """Play, with rests in between at which what is left over is counted."""
    census = Census()
    rests = RESTS if events >= LONG else 1
    window = monkey.window

    def goes_on() -> bool:
        return watch.fine() and len(window.document.network.layers) <= LAYERS

    take_rest(qtbot, window, watch.cage.dataset)
    for rest in range(1, rests + 1):
        while monkey.count < events * rest // rests and not watch.faults:
            monkey.play(events * rest // rests - monkey.count, goes_on)
            if watch.faults:
                return
            if window.files._guest_leaves is None:
                try:
                    qtbot.waitUntil(lambda: edits_kept(window), timeout=PATIENCE_MS)
                except NeverSo:
                    watch.faults.append("what is not saved was not kept")
                    return
            if lost := lost_in_file(qtbot, window, watch.cage.folder / "at rest.convas"):
                watch.faults.append(lost)
                return
            take_rest(qtbot, window, watch.cage.dataset)
            monkey.log.append("—— a rest ——")
            if not watch.fine():
                return
        census.take(window)
    print(f"memory in MB: {census.memory}")
    watch.faults += census.leaks


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
