"""Every GUI test gets a fresh home and a light theme, and is failed for what it leaves behind."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The threads of torch that wait for each other on busy cores would take ten times as long.
os.environ["OMP_NUM_THREADS"] = "1"

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.network.graph import Network
from tests.widgets.dialogs import Dialogs
from widgets.main_window import MainWindow
from widgets.theme import SMALL, TypeSize, apply_theme
from widgets.training_thread import TrainingThread
from widgets.type_size import apply_type_size

PATIENCE_MS = 60_000
# A wait that succeeds ends at once; on a busy machine the usual five seconds are few.
for waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    waiting.__kwdefaults__["timeout"] = PATIENCE_MS

WINDOWS_FROZEN = 25
"""A window freezes what there is, the closed windows before it, too: so many stay until then."""
_closed = count(1)

_LESSON = """# From a friend

## One

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
```
"""

NOT_OURS = ("QTipLabel", "QMenu")
"""Hidden windows that others keep: Qt its one tool tip, pyqtgraph the menus of its plots."""


@pytest.fixture(autouse=True)
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own settings, runs or unsaved edits."""
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Offscreen the clipboard outlives Python: what Python put there crashed the process's end."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


PutInType = Callable[[TypeSize], None]
IN_A_HALL = TypeSize(18 / SMALL, 18.0)
"""What a presentation puts everything into."""


@pytest.fixture
def put_in_type(qapp: QApplication) -> Iterator[PutInType]:
    """Puts the whole program into type of another size; the end of the test takes it back."""
    yield partial(apply_type_size, qapp)
    apply_type_size(qapp, TypeSize())


@pytest.fixture(autouse=True)
def no_thread_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test that leaves a QThread running fails, and says which."""
    started: list[QThread] = []
    start = QThread.start

    def remember(thread: QThread, *args: object) -> None:
        started.append(thread)
        start(thread, *args)

    monkeypatch.setattr(QThread, "start", remember)
    yield
    running = [
        type(thread).__name__
        for thread in started
        if shiboken6.isValid(thread) and thread.isRunning()
    ]
    assert not running, f"still running after the test: {', '.join(running)}"


@pytest.fixture(autouse=True)
def no_widget_left_over(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001  (Qt must be running)
    """A test that leaves a window behind fails, and says which.

    Widgets that Python has not collected yet are not meant; they are collected first.
    """
    before = _windows().keys()
    yield
    if _windows().keys() - before:
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [name for place, name in _windows().items() if place not in before]
    assert not left, f"left over after the test: {', '.join(left)}"


def _windows() -> dict[int, str]:
    """The parentless widgets by their address in memory."""
    return {
        shiboken6.getCppPointer(widget)[0]: f"{type(widget).__name__} {widget.windowTitle()!r}"
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None
        and (widget.isVisible() or widget.metaObject().className() not in NOT_OURS)
    }


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[logging.LogRecord]]:
    """Warnings and errors of Convas's own loggers; a test that expects one takes it out."""
    collector = _Collector()
    loggers = [logging.getLogger(name) for name in ("app", "widgets")]
    for logger in loggers:
        logger.addHandler(collector)
    yield collector.records
    for logger in loggers:
        logger.removeHandler(collector)
    told = [f"{record.name}: {record.getMessage()}" for record in collector.records]
    assert not told, f"logged unexpectedly: {'; '.join(told)}"


@pytest.fixture
def dialogs(qapp: QApplication) -> Iterator[Dialogs]:  # noqa: ARG001  (Qt must be running)
    """Answers dialogs by real clicks and keys; a dialog that nobody expected fails the test."""
    dialogs = Dialogs()
    yield dialogs
    dialogs.close()
    assert not dialogs.unexpected, f"nobody expected: {'; '.join(dialogs.unexpected)}"
    assert not dialogs.waiting, f"never asked: {', '.join(dialogs.waiting)}"


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """A lesson's file in no folder that lessons are looked for in."""
    path = tmp_path / "downloads" / "friend.md"
    path.parent.mkdir()
    path.write_text(_LESSON, encoding="utf-8")
    return path


StartThread = Callable[[Network], TrainingThread]


@pytest.fixture
def start_thread(qtbot: QtBot) -> Iterator[StartThread]:
    """Starts a training thread with a network and the digits, of which it looks at the first."""
    started: list[TrainingThread] = []

    def start_it(network: Network) -> TrainingThread:
        thread = TrainingThread()
        started.append(thread)
        thread.set_network(network)
        thread.load_dataset("mnist", 0.5)
        thread.set_probe(load("mnist").test.images[0])
        thread.start()
        qtbot.waitUntil(lambda: thread.dataset is not None)
        return thread

    yield start_it
    for thread in started:
        thread.close()


OpenWindow = Callable[..., MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, dialogs: Dialogs) -> Iterator[OpenWindow]:  # noqa: ARG001
    """Opens a main window and waits until the data is there; closes what is still open."""
    opened: list[MainWindow] = []

    def open_it(path: Path | None = None, *, wait: bool = True) -> MainWindow:
        window = MainWindow(path)
        opened.append(window)
        window.resize(1400, 900)
        window.show()
        if wait:
            qtbot.waitUntil(lambda: _shows_something(window))
            qtbot.waitUntil(lambda: window.run_bar.batch.isEnabled())
        return window

    yield open_it
    for window in opened:
        if shiboken6.isValid(window):
            _close_unasked(window)


def _shows_something(window: MainWindow) -> bool:
    snapshot = window.thread_.snapshot
    return snapshot is not None and "input" in snapshot.feature_maps


def _close_unasked(window: MainWindow) -> None:
    """Close without a question: the run is ended and nothing counts as unsaved."""
    thread, document = window.thread_, window.document
    thread.stop()
    document.open(document.network, document.recipe)
    if window.lessons.recording is not None:
        window.lessons.recording.recorder.stack.setClean()
    thread.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    if next(_closed) % WINDOWS_FROZEN == 0:
        gc.unfreeze()
        gc.collect()
        gc.freeze()


@pytest.fixture
def window(open_window: OpenWindow) -> MainWindow:
    """The main window with LeNet-5 and the digits, ready to train."""
    return open_window()
