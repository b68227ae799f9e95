"""Holds the network on the canvas against an exercise while it is built and trained."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app.data.changes import UNCHANGED
from app.exercises.checking import NEVER, Finding, Measured, findings
from app.exercises.constraints import Accuracy
from app.exercises.exercise import Exercise
from app.inspection.evaluation import Evaluation
from app.inspection.questions import AccuracyQuestion, Question
from app.language import tr
from app.training.progress import Progress
from widgets.document import Document
from widgets.inquiries import Inquiries

SETTLE_MS = 60
"""Edits that follow each other more closely are checked once: a drag makes one at every frame."""
_AT_GRADING = Measured(reason=tr("trained and checked when it is graded"), open=True)


class LiveCheck(QObject):
    """Publishes `found` anew whenever it may be another; works only while it is watched.

    Nobody watches while something else than the student's attempt is on the canvas.

    Test accuracies belong to the weights of one moment: they are measured at the end of each
    epoch, and whenever nothing is trained and the weights are others.
    """

    changed = Signal()

    def __init__(
        self, exercise: Exercise, document: Document, inquiries: Inquiries, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._exercise, self._document, self._inquiries = exercise, document, inquiries
        self.found: tuple[Finding, ...] = ()
        self._watched = False
        self._measured = NEVER
        self._stale = True
        self._progress = Progress()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._check_if_watched)
        document.network_changed.connect(self._note_change)
        document.recipe_changed.connect(self._note_change)
        inquiries.answered.connect(self._take)
        inquiries.refused.connect(self._refuse)
        self._check()

    def watch(self, watched: bool) -> None:
        """Whether anybody looks, and the attempt is there to be looked at."""
        self._watched = watched
        if watched:
            self._soon()

    def follow(self, progress: Progress) -> None:
        """Note where the training stands."""
        before, self._progress = self._progress, progress
        moves = _moving(progress) != _moving(before)
        if moves or progress.epoch != before.epoch or before.state == "loading":
            self._ask_soon()

    def note_weights(self, _version: int) -> None:
        """Note that the weights are others; while training, the end of the epoch counts."""
        if not _moving(self._progress):
            self._ask_soon()

    def _note_change(self) -> None:
        """What was measured was another network's, or on other images."""
        self._measured = NEVER
        self._inquiries.call_off(AccuracyQuestion)
        self._ask_soon()

    def _ask_soon(self) -> None:
        self._stale = True
        self._soon()

    def _soon(self) -> None:
        if self._watched and not self._timer.isActive():
            self._timer.start()

    def _check_if_watched(self) -> None:
        if self._watched:  # it may have ended since
            self._check()

    def _check(self) -> None:
        document, asked = self._document, self._exercise.constraints
        measured = {
            place: self._measured_for(each)
            for place, each in enumerate(asked)
            if isinstance(each, Accuracy)
        }
        found = findings(
            self._exercise, document.network, document.recipe, measured, document.analysis
        )
        if found != self.found:
            self.found = found
            self.changed.emit()
        if self._stale and self._watched and self._measured in measured.values():
            self._stale = False
            self._inquiries.ask(AccuracyQuestion("test"))

    def _measured_for(self, constraint: Accuracy) -> Measured:
        recipe = self._document.recipe
        if constraint.training is not None:
            return _AT_GRADING
        if recipe.dataset != constraint.data:
            return Measured(
                reason=tr("choose {data} as data to see it here", data=constraint.data), open=True
            )
        if recipe.changes != UNCHANGED:
            return Measured(reason=tr("undo the changes to the data to see it here"), open=True)
        return self._measured

    def _take(self, question: Question, answer: object) -> None:
        if isinstance(question, AccuracyQuestion) and isinstance(answer, Evaluation):
            self._measured = Measured(answer.accuracy)
            self._soon()

    def _refuse(self, question: Question, why: str) -> None:
        if isinstance(question, AccuracyQuestion):
            self._measured = Measured(reason=why, open=True)
            self._soon()


def _moving(progress: Progress) -> bool:
    return progress.state in ("preparing", "training")
