"""The window brought back to where it began, so that what is left over can be counted."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QGraphicsItem,
    QMainWindow,
    QMenu,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as NeverSo
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken, isValid

from app.files.autosave import autosave_root
from app.files.project import load_project
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from tests.widgets.monkey.monkey import dismiss
from widgets.document import named_after
from widgets.inquiries import Inquiries
from widgets.main_window import MainWindow

RISES = 4
"""So many rises from rest to rest, one after the other, which more than double the number, are a
leak: some may be panels that were opened for the first time."""
OF_PLOTS = (QMenu, QWidget)
"""Hidden windows of these classes are the menus that pyqtgraph makes for each plot."""
MOST_MEGABYTES = 150
"""What the process may grow by in the second half of a play."""
PATIENCE_MS = 60_000


def take_rest(qtbot: QtBot, window: MainWindow, dataset: str) -> None:
    """End all that goes on, close what is open, and begin with LeNet-5 and this data set again."""
    with questions_called_off():
        put_away(window)
        window.files.show_new(lenet5(), Recipe(dataset=dataset, batch_size=16, epochs=20))
        window.docks.reset()
        window.canvas.setFocus()
        qtbot.waitUntil(lambda: window.thread_.progress.state == "idle", timeout=PATIENCE_MS)
        qtbot.waitUntil(lambda: _data_there(window, dataset), timeout=PATIENCE_MS)
        qtbot.waitUntil(_work_over(window), timeout=PATIENCE_MS)
        qtbot.wait(50)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def questions_called_off(after_ms: int = 10) -> Iterator[None]:
    """Whatever comes over the window meanwhile is closed: a question would wait for ever."""
    closer = QTimer()
    closer.timeout.connect(dismiss)
    closer.start(after_ms)
    yield
    closer.stop()


def put_away(window: MainWindow) -> None:
    """End what goes on, and let nothing count as unsaved."""
    window.presentation.turn(False)
    if window.files._guest_leaves is not None:
        window.files._guest_leaves()
    if window.sabotage is not None:
        window.sabotage.lab.end()
    if window.lessons.recording is not None:
        window.lessons.recording.recorder.stack.setClean()
        window.lessons.recording.recorder.new()
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
    window.thread_.stop()
    window.document.open(window.document.network, window.document.recipe)


def _data_there(window: MainWindow, name: str) -> bool:
    data = window.thread_.dataset
    return data is not None and data.name == name


def _work_over(window: MainWindow) -> Callable[[], bool]:
    """Whether what was under way, of a network that may have left, is over in all threads."""
    begun: list[Future[Any]] = [window.thread_.fetch_weights()]
    begun += [each._pool.submit(int) for each in window.findChildren(Inquiries)]
    return lambda: all(each.done() for each in begun)


class Census:
    """Counts, at each rest, what there is of each kind, and how much memory is in use."""

    def __init__(self) -> None:
        self._counts: list[Counter[str]] = []
        self._megabytes: list[float] = []

    def take(self, window: MainWindow) -> None:
        self._counts.append(_count(window))
        self._megabytes.append(_resident_megabytes())

    @property
    def memory(self) -> str:
        """In use at each rest."""
        return ", ".join(f"{each:.0f}" for each in self._megabytes)

    @property
    def leaks(self) -> list[str]:
        """The kinds of which there were more at each of the last rests than at the one before."""
        last = self._counts[-1 - RISES :]
        if len(last) <= RISES:
            return []
        kinds = {kind for counts in last for kind in counts}
        found = []
        for kind in sorted(kinds):
            row = [counts[kind] for counts in last]
            rises = all(before < after for before, after in pairwise(row))
            if rises and row[-1] > 2 * row[0] + 2:
                found.append(f"ever more {kind}: {', '.join(map(str, row))}")
        half = self._megabytes[len(self._megabytes) // 2 :]
        if half[-1] - half[0] > MOST_MEGABYTES:
            found.append(f"ever more memory, in MB: {', '.join(f'{each:.0f}' for each in half)}")
        return found


def _count(window: MainWindow) -> Counter[str]:
    """Objects of the program's own classes that Qt still has, and what the system lends it.

    Each kind is counted by the window or panel it is in, for there are more of them with each that
    is opened for the first time. Those of Qt's own classes are no measure: there are as many of
    Python's for them as were ever looked at.
    """
    counts: Counter[str] = Counter()
    for each in gc.get_objects():
        kind = type(each)
        ours = issubclass(kind, Shiboken.Object) and kind.__module__.startswith("widgets.")
        if ours and isValid(each):
            counts[f"{kind.__module__}.{kind.__name__} in {_place(each)}"] += 1
    scene = window.canvas.scene()
    counts["items on the canvas"] = len(scene.items())
    counts["windows"] = sum(
        each.parent() is None and (each.isVisible() or type(each) not in OF_PLOTS)
        for each in QApplication.topLevelWidgets()
    )
    counts["threads"] = threading.active_count()
    return counts


def _place(each: object) -> str:
    """The class of the dialog, panel or window around an object."""
    around = each.parent() if isinstance(each, QObject) else None
    if isinstance(each, QGraphicsItem) and each.scene() is not None:  # as the axes of plots are
        around = next(iter(each.scene().views()), None)
    while around is not None and not isinstance(around, QDialog | QDockWidget | QMainWindow):
        around = around.parent()
    if around is None:
        return "nothing"
    return f"{type(around).__name__}({around.objectName()})"


def _resident_megabytes() -> float:
    """Of this process; 0 where the system does not say it in a file.

    What the C library keeps of freed memory, so as to lend it again, is no leak; it gives it back.
    """
    with suppress(OSError, AttributeError):  # other C libraries have no such function
        ctypes.CDLL(None).malloc_trim(0)
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def lost_in_file(qtbot: QtBot, window: MainWindow, path: Path) -> str:
    """Save what is in the window and open it again; what is then not as it was, in words.

    The dialogs that say "Saving …" may take their time; what says why it failed is closed later.
    """
    with questions_called_off():
        put_away(window)
        qtbot.waitUntil(lambda: not window.thread_.progress.busy, timeout=PATIENCE_MS)
    before = named_after(path, window.document.network), window.document.recipe
    weights = _weights(qtbot, window)
    with questions_called_off(after_ms=PATIENCE_MS):
        if not window.files.save_to(path):
            return "could not be saved"
        if not window.files.open_path(path):
            return "could not be opened again"
    if (window.document.network, window.document.recipe) != before:
        return "another network or recipe when opened again"
    again = _weights(qtbot, window)
    other = [
        name
        for name in {*weights, *again}
        if name not in weights
        or name not in again
        or not np.array_equal(weights[name], again[name], equal_nan=True)
    ]
    return f"other weights when opened again: {', '.join(sorted(other))}" if other else ""


def _weights(qtbot: QtBot, window: MainWindow) -> dict[str, np.ndarray]:
    fetching = window.thread_.fetch_weights()
    try:
        qtbot.waitUntil(fetching.done, timeout=PATIENCE_MS)
    except NeverSo:
        parameters = window.document.analysis.parameters
        where = "\n".join(_where_threads_are())
        raise AssertionError(f"no weights of {parameters:,} parameters came:\n{where}") from None
    return fetching.result()


def _where_threads_are() -> Iterator[str]:
    for thread, frame in sys._current_frames().items():
        if thread != threading.get_ident():
            yield "".join(traceback.format_stack(frame))


def processes_with(folder: Path) -> set[int]:
    """The processes, other than this, that were started with `folder` in their environment.

    So they are found also where the one that started them is gone. Empty where the system does
    not tell it in files.
    """
    found = set()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # another user's, or gone by now
            if os.fsencode(folder) in environment.read_bytes():
                found.add(int(environment.parent.name))
    return found - {os.getpid()}


def edits_kept(window: MainWindow) -> bool:
    """Whether what is not saved could be recovered after a crash right now."""
    document = window.document
    if not document.edited:
        return True
    for folder in autosave_root().glob("*/project.convas"):
        project = load_project(folder)
        if (project.network, project.recipe) == (document.network, document.recipe):
            return True
    return False
