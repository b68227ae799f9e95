"""Asking before a run ends because of something else that is begun."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from app.language import tr
from app.training.progress import Progress
from app.training.run_list import run_title
from widgets.message_box import message_box
from widgets.training_thread import TrainingThread


def may_end_run(window: QWidget, thread: TrainingThread, question: str, words: str) -> bool:
    """Whether nothing is trained, paused or not, any more; asks where a run is open.

    What is asked begins with how the run stands, and `words` end with what it is called.
    """
    if not thread.progress.busy:
        return True
    button = QMessageBox.StandardButton
    folder = thread.look_back.at_work
    named = tr("There it is called {run}.", run=run_title(folder.name)) if folder else ""
    box = message_box(
        window,
        QMessageBox.Icon.Question,
        f"{_standing(thread.progress)} {question}",
        f"{words} {named}".rstrip(),
    )
    box.setStandardButtons(button.Ok | button.Cancel)
    box.button(button.Ok).setText(tr("End the run"))
    answer = box.exec()
    box.deleteLater()
    if answer != button.Ok:
        return False
    thread.stop()
    return True


def _standing(progress: Progress) -> str:
    """What an open run does: one that is paused looks as if nothing were going on."""
    if progress.state == "paused":
        return tr(
            "Training is paused at step {step:,} of {total_steps:,}.",
            step=progress.step,
            total_steps=progress.total_steps,
        )
    return tr("The network is being trained.")
