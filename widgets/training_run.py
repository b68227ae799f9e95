"""The run that the training thread moves: how far it may go, how it stands, what it reported.

It belongs to the training thread; the window reads `progress`, `history` and `warning`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.language import tr
from app.network.arithmetic import percent_text
from app.network.graph import Network
from app.training.events import (
    Diverged,
    EpochDone,
    Finished,
    OutOfMemory,
    Restored,
    StepDone,
    Stopped,
    TrainingEvent,
    remark_text,
)
from app.training.initialisation import InitialWeights
from app.training.progress import Progress, StepRate
from app.training.recipe import Recipe
from widgets.live_weights import LiveWeights
from widgets.look_back import OldRun, length_of_epoch, note_origin

if TYPE_CHECKING:
    import numpy as np

    from app.session import Session
    from app.training.trainer import Trainer

_UNLIMITED = 2**62
_STEP_BY_STEP = 64
"""Where so few steps are wanted, each is computed and reported on its own."""
_BROKE_DOWN = tr("Training broke down: the loss had exploded, or was no number any more.")
_KEPT = tr("What was learned stays.")
_PUT_BACK = tr("The weights are again as they were before this run.")

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class History:
    """What a run has reported: a list that grows, and the batches of an epoch."""

    events: list[TrainingEvent] = field(default_factory=list)
    steps_per_epoch: int = 1
    recipe: Recipe | None = None
    """What the run began with; None before there is one."""
    network: Network | None = None
    from_first_weights: bool = True
    """Whether nothing had been learned or typed when it began."""
    from_file: bool = False
    """Whether the weights were opened from a file, with what it tells of their training."""


class TrainingRun:
    """Moves the session's run by so many steps as were asked for, and publishes what comes of it.

    `weights` are told of every change; `tells_recipe` says whether what is published may say how
    the network was trained.
    """

    def __init__(self, weights: LiveWeights, *, tells_recipe: bool) -> None:
        self.progress = Progress(state="loading", message=tr("Loading PyTorch …"))
        self.history = History()
        self.warning = ""
        """Why the run cannot be kept on disk."""
        self._weights = weights
        self._tells_recipe = tells_recipe
        self._version_before = 0
        self._allowance = 0
        """Steps that may be done before the next pause."""
        self._rate = StepRate(0)

    def moving(self, session: Session) -> bool:
        """Whether there is something to compute, or to report before a pause."""
        return session.training and (self._allowance > 0 or not session.settled)

    # What the window asks for.

    def train(self, session: Session, recipe: Recipe, steps: int | None) -> None:
        """Begin a run, or go on with a paused one; `steps` batches, or to the end."""
        self._begin(session, recipe)
        if steps is None:
            self._move(session, _UNLIMITED)
        else:  # keys struck in quick succession add up
            self._move(session, self._allowance + steps)

    def train_epoch(self, session: Session, recipe: Recipe) -> None:
        """Train to the end of the current epoch and pause."""
        self._begin(session, recipe)
        trainer = _trainer(session)
        self._move(session, trainer.steps_per_epoch - trainer.step % trainer.steps_per_epoch)

    def resume(self, session: Session, folder: Path) -> None:
        """Go on with a run from its last checkpoint."""
        self.progress = Progress(state="preparing", message=tr("Reading the checkpoint …"))
        self._begun(session, session.resume(folder))
        self._move(session, _UNLIMITED)

    def view(self, session: Session, old: OldRun) -> None:
        """Take over the weights of an old run, and show what it reported."""
        session.view(old.folder, old.weights, old.step)
        epoch = length_of_epoch(old.events)
        self.history = History(old.events, epoch, old.first_recipe, old.network)

    def show_again(self, session: Session, history: History) -> None:
        """Show what a run reported, of which the weights are there again; an open run ends."""
        self.stop(session)
        self.history = history
        self.progress = Progress()

    def train_from_past(self, session: Session, recipe: Recipe) -> None:
        """Begin a new run with the weights that are looked at."""
        origin = session.take_past()
        if origin is not None:
            self._weights.count()
            self._begin(session, recipe)
            note_origin(session, origin)
            self._move(session, _UNLIMITED)

    def pause(self, session: Session) -> None:
        """Stop moving, keeping the run open."""
        self._allowance = 0
        if session.training and session.settled:
            self._publish(session, message=tr("Paused."))

    def stop(self, session: Session) -> None:
        """End the run, keeping the weights as they are."""
        if session.training:
            session.stop()
            self._allowance = 0
            self.warning = session.warning
            self.progress = Progress(message=tr("Stopped."))

    def reset_weights(self, session: Session, seed: int, initial: InitialWeights) -> None:
        """Begin again with the first weights that these give."""
        self._weights.reset(session, seed, initial)
        self._allowance = 0
        self.history = History()
        self.progress = Progress(message=tr("The initial weights of seed {seed}.", seed=seed))

    def open_network(self, session: Session, network: Network, document: int) -> None:
        """Begin with another document, in which nothing has been learned."""
        self._weights.open(document)
        self._version_before = 0
        self.history = History()
        self.change_network(session, network, (), forget=True)
        self.progress = Progress()  # what was said belonged to the document before

    def open_weights(
        self, session: Session, weights: Mapping[str, np.ndarray], history: History
    ) -> None:
        """Take the weights of a file, and what it tells of how they were learned."""
        self._weights.take(session, weights)
        self.history = history

    def take_data(self, session: Session) -> None:
        """Another data set is there: what was said of the one before is over."""
        if not session.training and (self.progress.problems or not self.progress.failed):
            self.progress = Progress()

    def change_network(
        self,
        session: Session,
        network: Network,
        passed: Sequence[Network],
        *,
        forget: bool = False,
    ) -> None:
        """Go on with an edited network, which may end the run; see `Session.set_network`."""
        was_training, before = session.training, session.state_number
        session.set_network(network, passed=passed, forget=forget)
        if was_training and not session.training:
            self._allowance = 0
            kept = "" if forget else tr(" Unchanged layers keep their weights.")
            self.progress = Progress(
                message=tr("Training ended: the network changed.{kept}", kept=kept)
            )
        elif self.progress.failed and session.state_number != before:
            self.progress = Progress()  # that was about the network before the edit

    # What comes of it.

    def advance(self, session: Session) -> None:
        """One batch; what it reports goes to the curves."""
        event = session.advance(step_by_step=self._allowance < _STEP_BY_STEP)
        if isinstance(event, Diverged) and not self._tells_recipe:
            event = Diverged(event.step, _BROKE_DOWN)
        if isinstance(event, StepDone):
            self._weights.count()
        elif isinstance(event, Diverged):
            self._weights.put_back(self._version_before)
        self.history.events.append(event)
        self.warning = session.warning
        if isinstance(event, Diverged):
            short = tr("Broke down at step {step:,}", step=event.step)
            self._end(session, f"{event.reason} {_PUT_BACK}", short=short, failed=True)
        elif isinstance(event, OutOfMemory):
            reason = event.reason[0].upper() + event.reason[1:]
            self._end(session, f"{reason}. {_KEPT}", failed=True, fitting_batch=event.fitting)
        elif isinstance(event, Finished):
            loss, accuracy = session.test()
            images = len(_trainer(session).dataset.test)
            percent = percent_text(accuracy, of=images)
            words = tr(
                "Finished: {correct:,} of {images:,} test images right ({percent}, "
                "loss {loss:.3f}).",
                correct=round(accuracy * images),
                images=images,
                percent=percent,
                loss=loss,
            )
            short = tr("Finished: {percent} right", percent=percent)
            message = " ".join((words, *_last_remarks(self.history.events)))
            self._end(session, message, short=short)
        elif isinstance(event, EpochDone):
            self._publish(session, message=_epoch_text(event))
        elif isinstance(event, StepDone):
            self._step_done(session, event)
        else:
            self._publish(session, message=remark_text(event))

    def fail(self, session: Session, error: Exception, message: str) -> None:
        """What was asked for went wrong: the run ends, and the message says why.

        The error may bring problems of the network, or a batch size that fits into memory.
        """
        self._allowance = 0
        try:
            session.stop()
        except Exception:
            log.exception("a run could not be ended in good order")
        self.progress = Progress(
            message=message,
            failed=True,
            problems=getattr(error, "problems", ()),
            fitting_batch=getattr(error, "fitting_batch", 0),
        )

    def _begin(self, session: Session, recipe: Recipe) -> None:
        if not session.training:
            self.progress = Progress(state="preparing", message=tr("Preparing the first step …"))
            session.begin(recipe)
            self._begun(session, [])

    def _begun(self, session: Session, reported: list[TrainingEvent]) -> None:
        self._allowance = 0
        self.warning = session.warning
        self._version_before = self._weights.session_version
        assert session.run is not None
        recipe = session.run.first_recipe if self._tells_recipe else None
        steps_per_epoch = session.run.trainer.steps_per_epoch
        first = not self._version_before
        self.history = History(reported, steps_per_epoch, recipe, session.network, first)

    def _move(self, session: Session, steps: int) -> None:
        self._allowance = steps
        self._rate = StepRate(session.step)
        self._publish(session, message="")

    def _step_done(self, session: Session, event: StepDone) -> None:
        # After a pause, batches that had been computed by then are reported: they are not counted.
        self._allowance = max(0, self._allowance - 1)
        self._rate.steps_done(event.step)
        if self._allowance == 0 and session.settled:
            self._publish(session, message=tr("Paused."))
        elif self._rate.due():
            self._publish(session)

    def _end(
        self,
        session: Session,
        message: str,
        *,
        short: str = "",
        failed: bool = False,
        fitting_batch: int = 0,
    ) -> None:
        session.stop()
        self._allowance = 0
        self.progress = Progress(
            message=message, short=short, failed=failed, fitting_batch=fitting_batch
        )

    def _publish(self, session: Session, message: str | None = None) -> None:
        rate = self._rate.steps_per_second
        trainer = _trainer(session)
        left = trainer.total_steps - trainer.step
        self.progress = Progress(
            state="training" if self.moving(session) else "paused",
            step=trainer.step,
            total_steps=trainer.total_steps,
            epoch=trainer.epoch,
            epochs=trainer.recipe.epochs,
            images_per_second=rate * trainer.recipe.batch_size,
            seconds_left=left / rate if rate else None,
            message=self.progress.message if message is None else message,
        )


def _trainer(session: Session) -> Trainer:
    assert session.run is not None
    return session.run.trainer


def _last_remarks(events: Sequence[TrainingEvent]) -> list[str]:
    """What was said at the end of the run, before it was finished."""
    last = events[-1].step
    ending = (event for event in events[-4:] if event.step == last)
    return [remark_text(event) for event in ending if isinstance(event, Stopped | Restored)]


def _epoch_text(event: EpochDone) -> str:
    return tr(
        "Epoch {epoch}: validation accuracy {percent}, loss {validation_loss:.3f}",
        epoch=event.epoch,
        percent=percent_text(event.validation_accuracy),
        validation_loss=event.validation_loss,
    )
