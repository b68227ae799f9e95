"""What shall become of edits that a Convas left behind which ended without saving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QMessageBox, QWidget

from app.files.autosave import Recoverable
from app.language import tr
from widgets.message_box import message_box

if TYPE_CHECKING:  # lessons need torch, without which the window opens sooner
    from app.lessons.autosave import LostLesson

Answer = Literal["recover", "discard", "later"]


def ask_about(found: Recoverable | LostLesson, waiting: int, window: QWidget) -> Answer:
    """Ask over `window`; so many others are `waiting`. Esc keeps everything."""
    role = QMessageBox.ButtonRole
    recording = not isinstance(found, Recoverable)
    question = (
        tr("Convas ended without saving the lesson that was recorded. Recover it?")
        if recording
        else tr("Convas ended without saving. Recover what was being edited?")
    )
    words = found.description
    if waiting:
        words += tr(
            "\n\nEdits of {waiting} more that ended like this are kept and offered next.",
            waiting=waiting,
        )
    box = message_box(window, QMessageBox.Icon.Question, question, words)
    box.setWindowTitle(tr("Recover unsaved edits"))
    recover = box.addButton(tr("&Recover"), role.AcceptRole)
    discard = box.addButton(tr("&Discard"), role.DestructiveRole)
    later = box.addButton(tr("&Keep for later"), role.RejectRole)
    recover.setToolTip(
        tr("Go on with it in the panel Record a lesson, still unsaved")
        if recording
        else tr("Put it on the canvas, still unsaved")
    )
    discard.setToolTip(tr("Delete these edits; a file that they belong to stays as it is"))
    later.setToolTip(tr("Ask again at the next start, or with File ▸ Recover unsaved edits"))
    box.setDefaultButton(recover)
    box.setEscapeButton(later)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    if pressed is recover:
        return "recover"
    return "discard" if pressed is discard else "later"
