"""From the start of the process to a window that answers, against a bare one with a plot."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from benchmarks.measure import Claim, in_turns

BARE = """
import time
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
import pyqtgraph as pg
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
plot = pg.PlotWidget()
plot.plot(range(100))
window.setCentralWidget(plot)
window.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: (print(time.time()), application.exit())))
application.exec()
"""

CONVAS = """
import os, sys, time
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
import main
def answered():
    print(time.time(), flush=True)
    os._exit(0)  # torch is still to be loaded, and there is nothing to save
execute = QApplication.exec
def watched(*_):
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, answered))
    return execute()
QApplication.exec = watched
sys.argv = ["convas"]
main.main()
"""


def seconds_until_usable(program: str) -> float:
    """Seconds from starting Python to the event loop running behind the first paint."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CONVAS_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        # Kept on every user's machine; without, it would be the compiler that is measured.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", f"import time; print(time.time())\n{program}"]
        result = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        )
    started, usable = map(float, result.stdout.split())
    return usable - started


def measure() -> list[Claim]:
    """How many times as long as a bare window with one pyqtgraph plot."""
    for program in (BARE, CONVAS):
        seconds_until_usable(program)  # once to warm the disk's cache
    bare, convas, _ = in_turns(
        lambda: seconds_until_usable(BARE), lambda: seconds_until_usable(CONVAS), turns=7
    )
    return [
        Claim(
            "window usable, against a bare window with one plot",
            convas / bare,
            1.5,
            at_least=False,
            detail=f"{convas:.2f} s against {bare:.2f} s",
        )
    ]
