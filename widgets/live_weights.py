"""The live network's weights as the window deals with them: put in, edited, fetched, told apart.

It belongs to the training thread, but for `new_document` and `give`, which the window calls, and
for what it reads: `version` and `version_fetched`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.training.initialisation import InitialWeights

if TYPE_CHECKING:
    import numpy as np

    from app.inspection.weight_edits import EditedWeights, WeightEdit
    from app.session import Session
    from app.training.weights_origin import LearnedFrom

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class WeightsEdit:
    """An edit of weights that was made; what they were before and after it, and where from."""

    edited: EditedWeights
    versions: tuple[int, int]
    learned: tuple[LearnedFrom, LearnedFrom]


@dataclass(frozen=True)
class _Learned:
    """The state of the weights: `version` 0 is as the seed or the file gave them."""

    document: int = 0
    version: int = 0


class LiveWeights:
    """Says which weights the session has, and takes others in and out of it."""

    def __init__(self) -> None:
        self.version_fetched = 0
        """The version of the weights that were fetched last."""
        self._document = 0
        """Counts the documents whose networks were handed over."""
        self._given: Mapping[str, np.ndarray] = {}
        """Weights from a file that torch has not taken yet."""
        self._learned = _Learned()
        self._versions = 0

    @property
    def version(self) -> int:
        """Another number whenever training has changed the weights.

        0 while they are as they were opened or as the seed gave them.
        """
        learned = self._learned
        return learned.version if learned.document == self._document else 0

    @property
    def session_version(self) -> int:
        """The version of the session's weights, though another document may be on its way."""
        return self._learned.version

    @property
    def given(self) -> dict[str, np.ndarray]:
        """Weights from a file that torch has not taken, as they were."""
        return dict(self._given)

    def new_document(self) -> int:
        """The number of a document that begins with fresh weights; called by the window."""
        self._document += 1
        self._given = {}
        return self._document

    def give(self, weights: Mapping[str, np.ndarray]) -> None:
        """Note weights from a file that the session shall take; called by the window."""
        self._given = weights

    def open(self, document: int) -> None:
        """A document's network is built: nothing in it has been learned."""
        self._learned = _Learned(document)

    def take(self, session: Session, weights: Mapping[str, np.ndarray]) -> None:
        """Put weights into the network, by name."""
        session.load_weights(weights)
        if self._given is weights:
            self._given = {}

    def reset(self, session: Session, seed: int, initial: InitialWeights) -> None:
        """Begin again with the first weights that these give."""
        session.reset_weights(seed, initial)
        self._given = {}
        self.put_back(0)

    def count(self) -> None:
        """The weights are others than before."""
        self._versions += 1
        self.put_back(self._versions)

    def put_back(self, version: int) -> None:
        """The weights are again those that had this version."""
        self._learned = _Learned(self._learned.document, version)

    def fetch(self, session: Session) -> dict[str, np.ndarray]:
        """A copy of what has been learned; there may be too little memory for one."""
        weights = {**self._given, **session.weights()}
        self.version_fetched = self.version
        return weights

    def keep(self, session: Session | None) -> None:
        """What was learned is not lost with the thread."""
        if session is not None:
            with suppress(Exception):
                self._given = self.fetch(session)

    def edit(
        self,
        session: Session,
        edits: Sequence[WeightEdit],
        takes_back: Sequence[Future[WeightsEdit]] = (),
    ) -> WeightsEdit:
        """Make edits; `takes_back` are those that they undo."""
        before, learned = self._learned.version, session.learned_from
        try:
            edited = session.edit_weights(edits)
        except Exception:
            log.exception("weights could not be changed")
            raise
        if edited.undo:
            # What was before is there again, unless there was training in between.
            made = [each.result() for each in takes_back]
            if made and _in_one_go([each.versions for each in made], before):
                self.put_back(made[0].versions[0])
                if made[-1].learned[1] == learned and not edited.skipped:
                    session.count_as_before(made[0].learned[0])
            else:
                self.count()
        versions = (before, self._learned.version)
        return WeightsEdit(edited, versions, (learned, session.learned_from))

    def undo(self, session: Session, made: Sequence[Future[WeightsEdit]]) -> WeightsEdit:
        """Put back what edits replaced, the last of them first."""
        edits = [part for each in reversed(made) for part in each.result().edited.undo]
        return self.edit(session, edits, made)


def _in_one_go(versions: Sequence[tuple[int, int]], now: int) -> bool:
    """Whether edits followed each other, and nothing came after them until now."""
    begun = [before for before, _ in versions[1:]]
    return [after for _, after in versions] == [*begun, now]
