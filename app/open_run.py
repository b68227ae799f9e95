"""The run that is open in the session: a trainer, and what it has told so far."""

from __future__ import annotations

from pathlib import Path

from app.live_network import LearnedState
from app.training.events import Failure, Finished, StepDone, TrainingEvent
from app.training.recipe import Recipe
from app.training.trainer import STEPS_PER_FETCH, Trainer


class OpenRun:
    """Takes a trainer from report to report; `before` is what was learned when it was opened."""

    def __init__(self, trainer: Trainer, before: LearnedState) -> None:
        self.trainer = trainer
        self.before = before
        self._events = trainer.events()
        self._last: TrainingEvent | None = None

    @property
    def folder(self) -> Path | None:
        """Where the run is kept; None where the disk refuses, or where nothing shall be kept."""
        return self.trainer.run.folder if self.trainer.run else None

    @property
    def first_recipe(self) -> Recipe:
        """What the run began with, before anything was changed in it."""
        return self.trainer.run.recipe if self.trainer.run else self.trainer.recipe

    def advance(self, *, step_by_step: bool) -> TrainingEvent:
        """Train on until there is something to report.

        On a graphics processor several batches are computed before the first of them is reported,
        unless `step_by_step`.
        """
        many = 1 if self.trainer.device.type == "cpu" else STEPS_PER_FETCH
        self.trainer.steps_per_fetch = 1 if step_by_step else many
        self._last = next(self._events)
        return self._last

    @property
    def settled(self) -> bool:
        """Whether all that was computed has been reported: the places to pause at.

        The last batch of an epoch is followed by the epoch's own report, and that of the last
        epoch by the end of the run.
        """
        trainer, last = self.trainer, self._last
        if isinstance(last, Finished | Failure):
            return True
        if isinstance(last, StepDone):
            return not trainer.untold and last.step % trainer.steps_per_epoch != 0
        return last is None or not (trainer.untold or trainer.over)

    def close(self) -> None:
        """End the run after a last checkpoint."""
        self._events.close()
        self.trainer.close()
