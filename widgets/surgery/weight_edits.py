"""Edits of weights as steps of undo."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from app.inspection.surgery import ReplaceFilter
from app.inspection.weight_edits import WeightEdit, same_filter
from app.language import tr
from widgets.document import Document
from widgets.live_weights import WeightsEdit
from widgets.training_thread import TrainingThread

Filter = tuple[str, int]
"""A layer and the number of one of its filters."""


class WeightEdits(QObject):
    """Changes weights of the document's network, and remembers what they were before.

    Edits with the same `series`, an object, are one step of undo as long as nothing else is done.
    """

    edited = Signal()
    """Weights were changed, or changed back; `originals` says which filters are others now."""
    message = Signal(str)
    """An edit could not be made, in words."""
    _done = Signal(object)

    def __init__(self, document: Document, thread: TrainingThread, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._thread = document, thread
        self._originals: dict[Filter, ReplaceFilter] = {}
        self._version = 0
        self._allowed: Callable[[], bool] = lambda: True
        self._done.connect(self._take)

    def only_while(self, allowed: Callable[[], bool]) -> None:
        """Refuse edits while this says that another network than the document's is on show."""
        self._allowed = allowed

    @property
    def originals(self) -> Mapping[Filter, ReplaceFilter]:
        """What edited filters were before their first edit since the weights last learned."""
        return self._originals

    def apply(self, edits: Sequence[WeightEdit], label: str, series: object | None = None) -> None:
        """Make edits as one step of undo; `label` is what the menu calls it."""
        if self._document.is_showing:
            return  # the field in which a weight was typed goes with its layer
        if not self._allowed():
            self.message.emit(tr("The sabotage lab keeps its weights: leave it to change any."))
            return
        self._document.undo_stack.push(_WeightsCommand(self, edits, label, series))

    def take_back(self, series: object) -> None:
        """Undo what was done last, if it belongs to the series."""
        stack = self._document.undo_stack
        last = stack.command(stack.index() - 1) if stack.index() else None
        if isinstance(last, _WeightsCommand) and last.series is series:
            stack.undo()

    def note_version(self, version: int) -> None:
        """Follow the versions of the weights: with version 0 nothing is edited any more."""
        if not version and self._originals:
            self._originals.clear()
            self.edited.emit()

    def make(self, edits: Sequence[WeightEdit]) -> Future[WeightsEdit]:
        """Have the training thread make edits; its answer is heard here, too."""
        return self._heard(self._thread.edit_weights(edits))

    def unmake(self, done: Sequence[Future[WeightsEdit]]) -> Future[WeightsEdit]:
        """Have it take edits back."""
        return self._heard(self._thread.take_back(done))

    def _heard(self, answer: Future[WeightsEdit]) -> Future[WeightsEdit]:
        answer.add_done_callback(partial(_tell, weakref.ref(self)))
        return answer

    def _take(self, answer: Future[WeightsEdit]) -> None:
        """On the window's thread."""
        if error := answer.exception():
            self.message.emit(tr("The weights could not be changed: {error}", error=error))
            return
        done = answer.result()
        for words in done.edited.skipped[:1]:
            self.message.emit(words)
        if not done.edited.undo:
            return
        if done.versions[0] != self._version:  # they have learned since: that counts as before
            self._originals.clear()
        self._version = done.versions[1]
        for before, after in zip(done.edited.before, done.edited.after, strict=True):
            place = (before.layer, before.channel)
            original = self._originals.setdefault(place, before)
            if same_filter(original, after):
                del self._originals[place]
        self.edited.emit()


def _tell(edits: weakref.ref[WeightEdits], answer: Future[WeightsEdit]) -> None:
    """On the training thread; Qt hands the signal over to the window's."""
    if listener := edits():
        listener._done.emit(answer)


class _WeightsCommand(QUndoCommand):
    """Edits of weights on the undo stack; what they replaced comes from the training thread.

    It must not hold the document, see `widgets.document`.
    """

    def __init__(
        self, edits: WeightEdits, wanted: Sequence[WeightEdit], label: str, series: object | None
    ) -> None:
        super().__init__(label)
        self._edits = weakref.ref(edits)
        self._wanted: Sequence[WeightEdit] | None = wanted
        self.series = series
        self._done: list[Future[WeightsEdit]] = []

    def redo(self) -> None:
        """Make the edits, or bring back what undoing them has replaced."""
        if edits := self._edits():
            if self._wanted is not None:
                self._done = [edits.make(self._wanted)]
                self._wanted = None
            else:
                self._done = [edits.unmake(self._done)]

    def undo(self) -> None:
        if edits := self._edits():
            self._done = [edits.unmake(self._done)]

    def id(self) -> int:
        """As those of the document's commands: they never merge with these."""
        return 4 if self.series is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _WeightsCommand)
        if other.series is not self.series:
            return False
        self._done += other._done
        self.setText(other.text())
        return True
