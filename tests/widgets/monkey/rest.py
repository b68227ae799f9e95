"""The window brought back to where it began, so that what is left over can be counted."""

from __future__ import annotations

import gc
import threading
from collections import Counter
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken, isValid

from app.files.autosave import autosave_root
from app.files.project import load_project
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from tests.widgets.monkey.monkey import dismiss
from widgets.main_window import MainWindow

RISES = 4
"""So many rises from rest to rest, one after the other, which more than double the number, are a
leak: some may be panels that were opened for the first time."""
MOST_MEGABYTES = 150
"""What the process may grow by in the second half of a play."""
PATIENCE_MS = 60_000


def take_rest(qtbot: QtBot, window: MainWindow, dataset: str) -> None:
    """End all that goes on, close what is open, and begin with LeNet-5 and this data set again."""
    closer = QTimer()
    closer.timeout.connect(dismiss)
    closer.start(10)
    window.presentation.turn(False)
    if window.files._guest_leaves is not None:
        window.files._guest_leaves()
    if window.sabotage is not None:
        window.sabotage.lab.end()
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            widget.close()
    window.thread_.stop()
    window.files.show_new(lenet5(), Recipe(dataset=dataset, batch_size=16, epochs=20))
    window.docks.reset()
    window.canvas.setFocus()
    qtbot.waitUntil(lambda: window.thread_.progress.state == "idle", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: _data_there(window, dataset), timeout=PATIENCE_MS)
    qtbot.wait(50)
    closer.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _data_there(window: MainWindow, name: str) -> bool:
    data = window.thread_.dataset
    return data is not None and data.name == name


class Census:
    """Counts, at each rest, what there is of each kind, and how much memory is in use."""

    def __init__(self) -> None:
        self._counts: list[Counter[str]] = []
        self._megabytes: list[float] = []

    def take(self, window: MainWindow) -> None:
        self._counts.append(_count(window))
        self._megabytes.append(_resident_megabytes())

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

    Those of Qt's own classes are no measure: there are more of them with each panel that was
    opened for the first time, and as many of Python's for them as were ever looked at.
    """
    counts: Counter[str] = Counter()
    for each in gc.get_objects():
        kind = type(each)
        if issubclass(kind, Shiboken.Object) and kind.__module__.startswith("widgets."):
            counts[f"{kind.__module__}.{kind.__name__}"] += isValid(each)
    scene = window.canvas.scene()
    counts["items on the canvas"] = len(scene.items())
    counts["windows"] = sum(each.parent() is None for each in QApplication.topLevelWidgets())
    counts["threads"] = threading.active_count()
    return counts


def _resident_megabytes() -> float:
    """Of this process; 0 where the system does not say it in a file."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


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
