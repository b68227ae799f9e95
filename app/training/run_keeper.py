"""What is put on disk of a run while it trains, and when."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from app.data.fitted_preprocessing import Preprocessing, preprocessing_arrays
from app.training.divergence import DivergenceWatch
from app.training.events import EpochDone, Finished, StepDone, TrainingEvent
from app.training.moments import MomentKeeper
from app.training.run import Checkpoint, Run, RunError

SECONDS_BETWEEN_CHECKPOINTS = 5.0
"""No more training than this is lost when the program is killed, unless saving is slow."""
PAUSE_PER_SAVING = 20.0
"""Between two checkpoints pass so many times as many seconds as the last one took to write, so
that a large network spends its time learning."""

Place = tuple[int, int]
"""The step and the epochs done."""


class RunKeeper:
    """Keeps events, checkpoints and moments in the folder of `run`; without one it does nothing.

    `take` copies all of this moment, or gives None where a weight is no number; `place` says which
    moment it is. A disk that does not take something is a `warning`: training goes on.
    """

    def __init__(
        self,
        run: Run | None,
        watch: DivergenceWatch,
        take: Callable[[], Checkpoint | None],
        place: Callable[[], Place],
    ) -> None:
        self.run = run
        self.warning = ""
        self._watch = watch
        self._take = take
        self._place = place
        self._saved: Place | None = None
        self._saved_at = 0.0
        self._saving_seconds = 0.0
        self._unconfirmed: Checkpoint | None = None
        self._moments: MomentKeeper | None = None

    def begin(self, preprocessing: Preprocessing) -> None:
        """Keep what a run begins with, unless it goes on from a checkpoint.

        Raises RunError where another program has begun to train the run.
        """
        if self.run is not None:
            self.run.hold()
        if self._saved is None:
            self._save_preprocessing(preprocessing)
            self.save()

    def resumed(self) -> None:
        """The checkpoint on disk is of this moment."""
        self._saved = self._place()
        self._saved_at = time.monotonic()

    def outdate(self) -> None:
        """The checkpoint of this moment has other weights."""
        self._saved = None
        self._unconfirmed = None

    def record(self, event: TrainingEvent) -> None:
        """Put an event on record."""
        if self.run is not None:
            try:
                self.run.append(event)
            except RunError as error:
                self.warning = str(error)

    def keep(self, told: Sequence[TrainingEvent]) -> None:
        """Save a checkpoint if it is time, but never one that may be ruined already.

        The loss of a step is that of the weights before it. A checkpoint from between two steps
        is therefore written only when the next step's loss has shown that it is sound; one from
        the end of an epoch is shown to be so by the validation images.
        """
        if self._watch.suspicious:
            self._unconfirmed = None
            return
        if self._unconfirmed is not None and any(isinstance(event, StepDone) for event in told):
            self._write(self._unconfirmed)
        for event in told:
            if isinstance(event, Finished) or (
                isinstance(event, EpochDone) and not self._watch.is_exploded(event.validation_loss)
            ):
                self.save()
                return
        pause = max(SECONDS_BETWEEN_CHECKPOINTS, PAUSE_PER_SAVING * self._saving_seconds)
        if self._unconfirmed is None and time.monotonic() - self._saved_at >= pause:
            self._unconfirmed = self._checkpoint()

    def keep_moment(
        self,
        told: Sequence[TrainingEvent],
        trained_seconds: float,
        weights: Callable[[], Mapping[str, np.ndarray]],
    ) -> None:
        """Keep the weights of this moment to look back at, if it is one of those to be kept."""
        if self.run is None or self._watch.suspicious:
            return
        step, _ = self._place()
        try:
            if self._moments is None:
                before = self.run.history() if step else []
                self._moments = MomentKeeper(self.run.folder, step, before)
            self._moments.keep(step, told, trained_seconds, weights)
        except RunError as error:
            self.warning = str(error)

    def save(self) -> None:
        """Keep a checkpoint of this moment, unless there is one or the weights may be ruined."""
        if self._watch.suspicious or self._place() == self._saved:
            return
        checkpoint = self._checkpoint()
        if checkpoint is not None:
            self._write(checkpoint)

    def close(self) -> None:
        """Write what is unwritten."""
        if self.run is not None:
            try:
                self.run.close()
            except RunError as error:
                self.warning = str(error)

    def release(self) -> None:
        """Write what is unwritten, and let other programs go on with the run."""
        self.close()
        if self.run is not None:
            self.run.release()

    def _save_preprocessing(self, preprocessing: Preprocessing) -> None:
        if self.run is not None:
            try:
                self.run.save_preprocessing(preprocessing_arrays(preprocessing))
            except RunError as error:
                self.warning = str(error)

    def _checkpoint(self) -> Checkpoint | None:
        if self.run is None:
            return None
        begun = time.monotonic()
        checkpoint = self._take()
        if checkpoint is not None:
            self._saving_seconds = time.monotonic() - begun
        return checkpoint

    def _write(self, checkpoint: Checkpoint) -> None:
        self._unconfirmed = None
        if self.run is None:
            return
        begun = time.monotonic()
        try:
            self.run.save_checkpoint(checkpoint)
            self._saved = (checkpoint.standing.step, checkpoint.standing.epochs_done)
        except RunError as error:
            self.warning = str(error)
        self._saved_at = time.monotonic()
        self._saving_seconds += self._saved_at - begun
