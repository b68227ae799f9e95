"""Which windows appear, if only for a moment: what is shown before it is in one is a window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class _Watch(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@contextmanager
def shown_windows(qapp: QApplication) -> Iterator[list[QWidget]]:
    """Collect the widgets that are shown as windows of their own meanwhile."""
    watch = _Watch()
    qapp.installEventFilter(watch)
    try:
        yield watch.shown
    finally:
        qapp.removeEventFilter(watch)
