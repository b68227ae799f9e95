"""Asking before a run ends because of something else that is begun."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.language import tr
from widgets.message_box import message_box
from widgets.training_thread import TrainingThread


def may_end_run(window: QWidget, thread: TrainingThread, question: str, words: str) -> bool:
    """Whether nothing is trained, paused or not, any more; asks where a run is open."""
    if not thread.progress.busy:
        return True
    button = QMessageBox.StandardButton
    box = message_box(window, QMessageBox.Icon.Question, question, words)
    box.setStandardButtons(button.Ok | button.Cancel)
    box.button(button.Ok).setText(tr("End the run"))
    answer = box.exec()
    box.deleteLater()
    if answer != button.Ok:
        return False
    thread.stop()
    return True
