"""The only thread beside the window's: it owns the live network, trains it and looks inside.

The window sends it work with the methods below and reads what it publishes: each published value
is a whole object that replaces the one before, so reading needs no lock, nothing queues up, and
training never waits for a view.
"""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread

from app.network.graph import Network
from app.network.problems import Problem
from app.training.events import Diverged, EpochDone, Finished, StepDone, TrainingEvent
from app.training.progress import Progress
from app.training.recipe import Recipe
from app.training.run import RunError

if TYPE_CHECKING:
    import numpy as np

    from app.data.dataset import Dataset
    from app.data.statistics import DatasetStatistics
    from app.inspection.snapshot import Snapshot, Wanted
    from app.session import Session

LOOK_SECONDS = 0.1
"""While training, views are refreshed this often: often enough to see it move."""
RATE_SECONDS = 0.25
"""How often progress is published while training."""

log = logging.getLogger(__name__)


class TrainingThread(QThread):
    """Runs a `Session`: everything that needs torch happens here.

    Read by the window at its frame rate: `progress`, `snapshot`, `events` (a growing list, a new
    one for each run), `steps_per_epoch`, `dataset` and `statistics`, `data_message`, and `warning`,
    why the run cannot be kept on disk. Written by the window: `wanted`, what is visible now.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress(state="loading", message="Loading PyTorch …")
        self.snapshot: Snapshot | None = None
        self.events: list[TrainingEvent] = []
        self.steps_per_epoch = 1
        self.dataset: Dataset | None = None
        self.statistics: DatasetStatistics | None = None
        self.data_message = ""
        self.warning = ""
        self.wanted: Wanted | None = None
        self._inbox: queue.SimpleQueue[Callable[[Session], None]] = queue.SimpleQueue()
        self._closing = False
        self._allowance = 0
        self._looked_for: tuple[object, ...] = ()
        self._looked_at = 0.0
        self._rate = _Rate(0)

    # What the window asks for; all but `close` return at once.

    def set_network(self, network: Network, *, forget: bool = False) -> None:
        """Work on `network` from now on; layers that stayed the same keep their weights.

        `forget` begins with fresh weights, for another document. A run of another network ends.
        """
        self._inbox.put(lambda session: self._set_network(session, network, forget))

    def load_dataset(self, name: str, difficulty: float) -> None:
        """Load a data set and publish it with its statistics."""
        self._inbox.put(lambda session: self._load_dataset(session, name, difficulty))

    def set_probe(self, image: np.ndarray) -> None:
        """Look at this uint8 C×H×W image from now on."""
        self._inbox.put(lambda session: session.set_probe(image))

    def train(self, recipe: Recipe, steps: int | None = None) -> None:
        """Begin a run, or go on with a paused one; `steps` batches, or to the end."""
        self._inbox.put(lambda session: self._train(session, recipe, steps))

    def train_epoch(self, recipe: Recipe) -> None:
        """Train to the end of the current epoch and pause."""
        self._inbox.put(lambda session: self._train_epoch(session, recipe))

    def continue_run(self, folder: Path) -> None:
        """Go on with a run from its last checkpoint; its network must be on display."""
        self._inbox.put(lambda session: self._continue_run(session, folder))

    def pause(self) -> None:
        """Stop moving, keeping the run open."""
        self._inbox.put(self._pause)

    def stop(self) -> None:
        """End the run, keeping the weights as they are."""
        self._inbox.put(self._stop_run)

    def reset_weights(self, seed: int) -> None:
        """Begin again with random weights."""
        self._inbox.put(lambda session: self._reset_weights(session, seed))

    def load_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """Put weights from a file into the network, by name."""
        self._inbox.put(lambda session: session.load_weights(weights))

    def fetch_weights(self) -> Future[dict[str, np.ndarray]]:
        """A copy of what has been learned, as it is after the batch that is being computed."""
        answer: Future[dict[str, np.ndarray]] = Future()
        if self.isRunning():
            self._inbox.put(lambda session: answer.set_result(session.weights()))
        else:
            answer.set_result({})
        return answer

    def close(self) -> None:
        """End the run and the thread, and wait for it; what it was still asked to do is left."""
        self._closing = True
        self._inbox.put(lambda session: session.stop())
        self.wait()

    # What happens on the thread.

    def run(self) -> None:
        """Work until closed: what the window asks, then the next step, then a look."""
        try:
            from app.session import Session  # takes a second to load; the window is open already
        except (ImportError, OSError) as error:
            log.exception("torch cannot be loaded")
            message = f"PyTorch could not be loaded, so nothing can be trained: {error}"
            self.progress = Progress(state="loading", message=message, failed=True)
            return
        session = Session()
        self.progress = Progress()
        while not self._closing:
            self._work_off_inbox(session)
            if self._moving(session) and not self._closing:
                self._guarded(session, self._advance)
            if not self._closing:
                self._guarded(session, self._look)
        session.stop()
        self.progress = Progress()

    def _moving(self, session: Session) -> bool:
        """Whether there is something to compute, or to report before a pause."""
        return session.training and (self._allowance > 0 or not session.settled)

    def _work_off_inbox(self, session: Session) -> None:
        """Do all that was asked; where there is nothing else to do, wait a little for more."""
        try:
            task = self._inbox.get(timeout=0 if self._moving(session) else LOOK_SECONDS)
            while not self._closing:
                self._guarded(session, task)
                task = self._inbox.get_nowait()
        except queue.Empty:
            return

    def _guarded(self, session: Session, task: Callable[[Session], None]) -> None:
        """Do a task; whatever goes wrong becomes a message, and the thread lives on."""
        try:
            task(session)
        except (ValueError, OSError, RunError) as error:
            self._fail(session, str(error), getattr(error, "problems", ()))
        except Exception as error:
            log.exception("a task of the training thread failed")
            self._fail(session, f"PyTorch could not do this: {error}")

    def _fail(self, session: Session, message: str, problems: tuple[Problem, ...] = ()) -> None:
        session.stop()
        self._allowance = 0
        self.progress = Progress(message=message, failed=True, problems=problems)

    def _set_network(self, session: Session, network: Network, forget: bool) -> None:
        was_training, before = session.training, session.state_number
        session.set_network(network, forget=forget)
        if forget:
            self.events = []
        if was_training and not session.training:
            self._allowance = 0
            kept = "" if forget else " Unchanged layers keep their weights."
            self.progress = Progress(message=f"Training ended: the network changed.{kept}")
        elif self.progress.failed and session.state_number != before:
            self.progress = Progress()  # that was about the network before the edit

    def _load_dataset(self, session: Session, name: str, difficulty: float) -> None:
        from app.data.statistics import describe

        try:
            dataset = session.load_dataset(name, difficulty)
        except ValueError as error:
            self.dataset, self.statistics, self.data_message = None, None, str(error)
            return
        # The data set last, since it is what the window waits for.
        self.data_message, self.statistics = "", describe(dataset)
        self.dataset = dataset

    def _train(self, session: Session, recipe: Recipe, steps: int | None) -> None:
        self._begin(session, recipe)
        if steps is None:
            self._move(session, _UNLIMITED)
        else:  # keys struck in quick succession add up
            self._move(session, self._allowance + steps)

    def _train_epoch(self, session: Session, recipe: Recipe) -> None:
        self._begin(session, recipe)
        self._move(session, session.steps_per_epoch - session.step % session.steps_per_epoch)

    def _continue_run(self, session: Session, folder: Path) -> None:
        self.progress = Progress(state="preparing", message="Reading the checkpoint …")
        self._begun(session, session.resume(folder))
        self._move(session, _UNLIMITED)

    def _begin(self, session: Session, recipe: Recipe) -> None:
        if not session.training:
            self.progress = Progress(state="preparing", message="Preparing the first step …")
            session.begin(recipe)
            self._begun(session, [])

    def _move(self, session: Session, steps: int) -> None:
        self._allowance = steps
        self._rate = _Rate(session.step)
        self._publish_progress(session, message="")

    def _begun(self, session: Session, history: list[TrainingEvent]) -> None:
        self._allowance = 0
        self.warning = session.warning
        self.steps_per_epoch = session.steps_per_epoch
        self.events = history

    def _pause(self, session: Session) -> None:
        self._allowance = 0
        if session.training and session.settled:
            self._publish_progress(session, message="Paused.")

    def _stop_run(self, session: Session) -> None:
        if session.training:
            session.stop()
            self._allowance = 0
            self.warning = session.warning
            self.progress = Progress(message="Stopped.")

    def _reset_weights(self, session: Session, seed: int) -> None:
        session.reset_weights(seed)
        self._allowance = 0
        self.events = []
        self.progress = Progress(message="New random weights.")

    def _advance(self, session: Session) -> None:
        """One batch; what it reports goes to the curves."""
        event = session.advance(step_by_step=self._allowance < _STEP_BY_STEP)
        self.events.append(event)
        self.warning = session.warning
        if isinstance(event, Diverged):
            self._end(session, f"{event.reason} {_PUT_BACK}", failed=True)
        elif isinstance(event, Finished):
            loss, accuracy = session.test()
            self._end(
                session, f"Finished: {accuracy:.1%} of the test images right (loss {loss:.3f})."
            )
        elif isinstance(event, EpochDone):
            self._publish_progress(session, message=_epoch_text(event))
        else:
            self._step_done(session, event)

    def _step_done(self, session: Session, event: StepDone) -> None:
        # After a pause, batches that had been computed by then are reported: they are not counted.
        self._allowance = max(0, self._allowance - 1)
        self._rate.steps_done(event.step)
        if self._allowance == 0 and session.settled:
            self._publish_progress(session, message="Paused.")
        elif self._rate.due():
            self._publish_progress(session)

    def _end(self, session: Session, message: str, *, failed: bool = False) -> None:
        session.stop()
        self._allowance = 0
        self.progress = Progress(message=message, failed=failed)

    def _publish_progress(self, session: Session, message: str | None = None) -> None:
        rate = self._rate.steps_per_second
        left = session.total_steps - session.step
        self.progress = Progress(
            state="training" if self._moving(session) else "paused",
            step=session.step,
            total_steps=session.total_steps,
            epoch=session.epoch,
            epochs=session.epochs,
            images_per_second=rate * session.batch_size,
            seconds_left=left / rate if rate else None,
            message=self.progress.message if message is None else message,
        )

    def _look(self, session: Session) -> None:
        """Publish a new snapshot where what is visible, or what it shows, has changed."""
        wanted = self.wanted
        if wanted is None:
            return
        shown = (session.state_number, wanted)
        now = time.monotonic()
        recent = self._moving(session) and now - self._looked_at < LOOK_SECONDS
        if shown == self._looked_for or recent:
            return
        # Noted first: a look that fails is not tried again until something has changed.
        self._looked_for, self._looked_at = shown, now
        self.snapshot = session.look(wanted)


_UNLIMITED = 2**62
_STEP_BY_STEP = 64
"""Where so few steps are wanted, each is computed and reported on its own."""
_PUT_BACK = "The weights are again as they were before this run."


class _Rate:
    """Steps per second, from the last few seconds of one stretch of training."""

    def __init__(self, step: int) -> None:
        self._since = self._published = time.monotonic()
        self._first = self._last = step
        self.steps_per_second = 0.0

    def steps_done(self, step: int) -> None:
        self._last = step

    def due(self) -> bool:
        """Whether progress should be published again; takes the measurement."""
        now = time.monotonic()
        if now - self._published < RATE_SECONDS:
            return False
        latest = (self._last - self._first) / (now - self._since)
        # A running mean: steady enough to read, quick enough to follow a change.
        known = self.steps_per_second
        self.steps_per_second = latest if not known else 0.8 * known + 0.2 * latest
        self._since = self._published = now
        self._first = self._last
        return True


def _epoch_text(event: EpochDone) -> str:
    return (
        f"Epoch {event.epoch}: validation accuracy {event.validation_accuracy:.1%}, "
        f"loss {event.validation_loss:.3f}"
    )
