"""Waiting for a thread without letting the window freeze."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.language import tr

SHORT_SECONDS = 0.1
"""So long a wait is not worth a dialog, which would only flash up."""
LOOK_MS = 30


def wait_for(future: Future[Any], words: str, window: QWidget, *, cancellable: bool = True) -> bool:
    """Wait until `future` is done; False where the user gave up.

    If it takes more than a moment a dialog says what is being waited for, and the window lives.
    """
    wait([future], timeout=SHORT_SECONDS)
    while not future.done():
        dialog = QProgressDialog(words, tr("Cancel"), 0, 0, window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        if not cancellable:
            dialog.setCancelButton(None)
        timer = QTimer(dialog)
        timer.timeout.connect(lambda dialog=dialog: future.done() and dialog.accept())
        timer.start(LOOK_MS)
        dialog.exec()
        dialog.deleteLater()
        if cancellable:
            break
    return future.done()
