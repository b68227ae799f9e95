"""Looking for garbage in the window's thread alone.

Python looks for circles of unused objects in whichever thread makes the next object. In a circle
there may be widgets, and a widget that another thread destroys crashes the program: Qt's widgets
belong to the window's thread. So nobody looks by himself, and the window does in regular turns.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

TURN_MS = 500


class GarbageCollection(QObject):
    """Collects what is due, again and again while its parent lives, and stops Python from it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self)
        timer.setInterval(TURN_MS)
        timer.timeout.connect(collect_due)
        timer.start()


def collect_due() -> None:
    """Collect the oldest generation that is full by `gc.get_threshold`, and the younger ones."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
