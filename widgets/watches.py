"""What the training thread does between steps for whoever watches.

A watch says when there is something to do and how much, so that training hardly notices. It
belongs to the training thread; the window sets `wanted`, what is visible now, and reads `newest`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.language import tr
from app.training.events import EpochDone, Finished, StepDone, TrainingEvent

if TYPE_CHECKING:
    import numpy as np

    from app.inspection.evaluation import Evaluation, EvaluationState
    from app.inspection.layer_health import NetworkHealth
    from app.inspection.snapshot import Snapshot, Wanted
    from app.session import Session

LOOK_SECONDS = 0.1
"""While training, views are refreshed this often: often enough to see it move."""
HEALTH_SECONDS = 0.5
"""While training, the layers are examined no more often than this …"""
HEALTH_SHARE = 0.03
"""… and so seldom that it takes no larger share of the thread's time."""
UPDATE_SECONDS = 0.1
"""So often the update of a step is measured: it takes a copy of the weights, or of a sample."""
EVALUATION_SHARE = 0.25
"""The share of the thread's time that an evaluation takes while it lasts, beside training."""


class SnapshotWatch:
    """Looks at the probe image whenever what is visible, or what it shows, has changed."""

    def __init__(self) -> None:
        self.wanted: Wanted | None = None
        self.newest: Snapshot | None = None
        self._probe_wanted: np.ndarray | None = None
        self._probe_taken: np.ndarray | None = None
        """The image that is looked at; while they come quicker than that, some are passed over."""
        self._looked_for: tuple[object, ...] = ()
        self._looked_at = 0.0
        self._looks_anew = False
        """The image is another: that is looked at without waiting."""

    def ask(self, image: np.ndarray) -> None:
        """Look at this uint8 C×H×W image; called by the window."""
        self._probe_wanted = image

    def take_probe(self, session: Session) -> None:
        """Go to the newest image."""
        image = self._probe_wanted
        if image is not None and image is not self._probe_taken:
            self._probe_taken = image
            session.set_probe(image)
            self._looks_anew = True

    def turn(self, session: Session, *, moving: bool) -> None:
        """Look if that is due."""
        wanted = self.wanted
        if wanted is None:
            return
        shown = (session.state_number, wanted)
        now = time.monotonic()
        recent = moving and now - self._looked_at < LOOK_SECONDS
        if shown == self._looked_for or (recent and not self._looks_anew):
            return
        # Noted first: a look that fails is not tried again until something has changed.
        self._looked_for, self._looked_at, self._looks_anew = shown, now, False
        self.newest = session.look(wanted)


class HealthWatch:
    """Examines the layers while somebody watches them."""

    def __init__(self) -> None:
        self.wanted = False
        self.newest: NetworkHealth | None = None
        self._seen: tuple[object, ...] = ()
        self._rests_until = 0.0
        self._watches_from = 0.0

    def turn(
        self, session: Session, data: object, events: Sequence[TrainingEvent], *, moving: bool
    ) -> None:
        """Examine the layers if that is due.

        `data` stands for the data set that is loaded; `events` are those of the run so far.
        """
        state = (session.weights_number, data)
        now = time.monotonic()
        if self.wanted and (not moving or now >= self._watches_from):
            session.watch_update()
            self._watches_from = now + UPDATE_SECONDS
        if not self.wanted or state == self._seen or (moving and now < self._rests_until):
            return
        self._seen = state  # noted first: what fails is not tried again until something changes
        found = session.examine()
        self.newest = None if found is None else replace(found, when=_when(events))
        seconds = time.monotonic() - now
        self._rests_until = now + max(HEALTH_SECONDS, seconds / HEALTH_SHARE)


class EvaluationWatch:
    """Evaluates a part of the data at the end of each epoch, when nothing moves, and on request.

    `wanted` is the part, or "" while nobody watches: what was begun is then given up.
    """

    def __init__(self) -> None:
        self.wanted = ""
        self.newest: EvaluationState | None = None
        self._asked = False
        self._part = ""
        self._seen: tuple[object, ...] = ()
        self._rests_until = 0.0
        self._events: Sequence[TrainingEvent] = ()
        self._read = 0
        self._epoch_ended = False

    def ask(self, session: Session) -> None:
        """Evaluate anew at the next turn, whatever was done before."""
        session.drop_evaluation()
        self._asked = True

    def turn(
        self, session: Session, data: object, events: Sequence[TrainingEvent], *, moving: bool
    ) -> None:
        """Do a slice if one is due; `events` are those of the run so far."""
        now = time.monotonic()
        self._follow(events)
        if session.evaluating and self.wanted != self._part:
            session.drop_evaluation()
            self._seen = ()
        if not self.wanted or (moving and now < self._rests_until):
            return
        try:
            if not session.evaluating:
                state = (session.weights_number, data)
                if not self._due(state, moving=moving):
                    return
                self._epoch_ended = False
                self._asked, self._part, self._seen = False, self.wanted, state
                session.begin_evaluation(self.wanted, _when(events))
            self._slice(session)
        except ValueError as error:  # the training is none the worse for it
            self._publish(message=str(error))
        self._rests_until = now + (time.monotonic() - now) / EVALUATION_SHARE

    def _follow(self, events: Sequence[TrainingEvent]) -> None:
        """Note whether an epoch has ended since the last evaluation was begun."""
        if events is not self._events:
            self._events, self._read, self._epoch_ended = events, 0, False
        for event in events[self._read :]:
            if isinstance(event, EpochDone):
                self._epoch_ended = True
                self._rests_until = 0.0  # these very weights, before the next step
        self._read = len(events)

    def _due(self, state: tuple[object, ...], *, moving: bool) -> bool:
        if self._asked or self.wanted != self._part or not self._seen:
            return True
        return state != self._seen and (self._epoch_ended or not moving)

    def _slice(self, session: Session) -> None:
        total = session.evaluated[1]
        if found := session.evaluate():
            self._publish(found, total, total)
        else:
            last = self.newest.evaluation if self.newest else None
            same = last is not None and last.part == self._part
            self._publish(last if same else None, *session.evaluated)

    def _publish(
        self, found: Evaluation | None = None, done: int = 0, total: int = 0, message: str = ""
    ) -> None:
        from app.inspection.evaluation import EvaluationState

        self.newest = EvaluationState(found, done, total, message)


def _when(events: Sequence[TrainingEvent]) -> str:
    """Which weights those of now are, in words."""
    match events[-1] if events else None:
        case StepDone(step=step):
            return tr("after step {step:,}", step=step)
        case EpochDone(epoch=epoch) | Finished(epoch=epoch):
            return tr("after epoch {epoch:,}", epoch=epoch)
    return tr("with the weights as they are")
