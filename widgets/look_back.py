"""What the training thread does for looking back over a run: the newest wish counts.

It belongs to the training thread, like the watches; the window reads `newest`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.language import tr
from app.network.graph import Network
from app.training.changes import changed
from app.training.events import EpochDone, SettingChanged, TrainingEvent
from app.training.recipe import Recipe
from app.training.run import RunError, open_run

if TYPE_CHECKING:
    import numpy as np

    from app.session import Session
    from app.time_travel import Past


_MODULE = "module/"


@dataclass(frozen=True)
class Seen:
    """The past that can be seen, and the number of the wish that `past.at` answers.

    `reason` says why that wish could not be met, or is empty.
    """

    past: Past
    answered: int
    reason: str = ""


class LookBack:
    """Takes the session to moments of its run and tells what there is to be seen."""

    def __init__(self) -> None:
        self.newest: Seen | None = None
        """None while there is nothing to look back at, or while training moves."""
        self.at_work: Path | None = None
        """The folder of the run that is open for training."""
        self._asked = 0
        self._answered = 0
        self._reason = ""
        self._told: tuple[Sequence[TrainingEvent], int, list[TrainingEvent]] | None = None

    @property
    def in_view(self) -> Path | None:
        """The folder of the run that is looked back over, or of the one in training."""
        return self.newest.past.folder if self.newest is not None else self.at_work

    def ask(self) -> int:
        """Called by the window: the number of a new wish, before which all older ones give way."""
        self._asked += 1
        return self._asked

    def go(self, session: Session, step: int | None, number: int) -> None:
        """Look at the weights after a step, or at those of now, unless there is a newer wish."""
        if number != self._asked:
            return
        try:
            session.travel(step)
        except RunError as error:  # a run that is open goes on nevertheless
            self._reason = str(error)
        else:
            self._reason = ""
        self._answered = number

    def turn(self, session: Session, *, moving: bool) -> None:
        """Tell what there is to be seen, if that is new."""
        self.at_work = session.run.folder if session.run else None
        past = None if moving else session.past
        seen = Seen(past, self._answered, self._reason) if past is not None else None
        if seen != self.newest:
            self.newest = seen

    def told(self, session: Session, events: Sequence[TrainingEvent]) -> Sequence[TrainingEvent]:
        """What the run had reported by the moment that is looked at."""
        at = session.looked_back_to
        if at is None:
            return events
        if self._told is None or self._told[0] is not events or self._told[1] != at:
            self._told = (events, at, [event for event in events if event.step <= at])
        return self._told[2]


@dataclass(frozen=True, eq=False)
class OldRun:
    """A run as it is opened: the weights that it had after `step`, and all that it reported.

    Without a checkpoint there are no weights, and `step` is None.
    """

    folder: Path
    network: Network
    first_recipe: Recipe
    """What it began with …"""
    recipe: Recipe
    """… and what that had become by the end."""
    events: list[TrainingEvent]
    weights: Mapping[str, np.ndarray]
    step: int | None


def read_old_run(folder: Path, step: int | None = None) -> OldRun:
    """The weights after a step that is kept, or of the last checkpoint; RunError, with words."""
    from app.training.moments import Moments  # the window opens without it

    run = open_run(folder)
    weights: Mapping[str, np.ndarray] = {}
    if step is not None:
        weights = Moments(folder).load(step)
    elif run.has_checkpoint:
        checkpoint = run.load_checkpoint(only=(_MODULE,))
        step = checkpoint.standing.step
        weights = {name.removeprefix(_MODULE): array for name, array in checkpoint.tensors.items()}
    events = run.history()
    recipe = changed(run.recipe, (e for e in events if isinstance(e, SettingChanged)))
    return OldRun(folder, run.network, run.recipe, recipe, events, weights, step)


def length_of_epoch(events: Sequence[TrainingEvent]) -> int:
    """Batches of an epoch, as a history tells them; all there are before the first has ended."""
    for event in events:
        if isinstance(event, EpochDone):
            return max(1, event.step // event.epoch)
    return max(1, events[-1].step) if events else 1


def note_origin(session: Session, origin: Past) -> None:
    """Write into the note of the run that was begun where it comes from."""
    from app.training.run_list import write_note

    if session.past is not None and origin.at is not None:
        with suppress(RunError):
            write_note(
                session.past.folder, tr("From step {at:,} of {run}", at=origin.at, run=origin.run)
            )
