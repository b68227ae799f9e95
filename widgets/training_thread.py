"""The only thread with torch: it owns the live network, trains it and looks inside.

The window sends it work with the methods below and reads what it publishes: each published value
is a whole object that replaces the one before, so reading needs no lock, nothing queues up, and
training never waits for a view.
"""

from __future__ import annotations

import gc
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread

from app.data.changes import UNCHANGED, DataChanges
from app.network.graph import Network
from app.network.problems import Problem
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
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.progress import Progress, StepRate
from app.training.recipe import Recipe
from app.training.run import RunError
from widgets.look_back import LookBack, OldRun, length_of_epoch, note_origin
from widgets.previewing import PreviewDesk
from widgets.watches import EvaluationWatch, HealthWatch

if TYPE_CHECKING:
    import numpy as np

    from app.data.dataset import Dataset
    from app.data.statistics import DatasetStatistics
    from app.inspection.preview import PreviewWish
    from app.inspection.snapshot import Snapshot, Wanted
    from app.inspection.subject import Subject
    from app.inspection.weight_edits import EditedWeights, WeightEdit
    from app.session import Session

LOOK_SECONDS = 0.1
"""While training, views are refreshed this often: often enough to see it move."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class History:
    """What a run has reported: a list that grows, and the batches of an epoch."""

    events: list[TrainingEvent] = field(default_factory=list)
    steps_per_epoch: int = 1
    recipe: Recipe | None = None
    """What the run began with; None before there is one."""
    network: Network | None = None


@dataclass(frozen=True, eq=False)
class LoadedData:
    """A data set that is there, with its statistics, and what it was before it was changed."""

    dataset: Dataset
    statistics: DatasetStatistics
    original: Dataset


@dataclass(frozen=True, eq=False)
class WeightsEdit:
    """An edit of weights that was made, with the versions of the weights before and after it."""

    edited: EditedWeights
    versions: tuple[int, int]


def _undone(made: Sequence[Future[WeightsEdit]]) -> tuple[WeightEdit, ...]:
    """What takes edits back that have been made, the last first."""
    return tuple(part for each in reversed(made) for part in each.result().edited.undo)


@dataclass(frozen=True)
class _Learned:
    """The state of the weights: `version` 0 is as the seed or the file gave them."""

    document: int = 0
    version: int = 0


class TrainingThread(QThread):
    """Runs a `Session`: everything that needs torch happens here.

    Read by the window at its frame rate: `progress`, `snapshot`, `history` (another one for each
    run), `data` or else `data_message`, `weights_version`, `health.newest`, `evaluation.newest`,
    `look_back.newest`, `look_back.at_work`, and `warning`, why the run cannot be kept on disk.
    Written by the window, what is visible now: `wanted`, `health.wanted` and `evaluation.wanted`.
    `keeps_runs` says whether runs are kept on disk, `tells_recipe` whether what is published may
    say how it was trained.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        keeps_runs: bool = True,
        tells_recipe: bool = True,
    ) -> None:
        super().__init__(parent)
        self._keeps_runs = keeps_runs
        self._tells_recipe = tells_recipe
        self.progress = Progress(state="loading", message="Loading PyTorch …")
        self.snapshot: Snapshot | None = None
        self.history = History()
        self.data: LoadedData | None = None
        self.data_message = ""
        self.version_fetched = 0
        """The version of the weights that were fetched last."""
        self.warning = ""
        self.wanted: Wanted | None = None
        self.health = HealthWatch()
        self.evaluation = EvaluationWatch()
        self.previews = PreviewDesk()
        self.look_back = LookBack()
        self._inbox: queue.SimpleQueue[Callable[[Session], None]] = queue.SimpleQueue()
        self._networks: deque[Network] = deque()
        """Edited networks that have not been set yet, the newest last."""
        self._dataset_wanted: tuple[str, float, DataChanges] | None = None
        self._probe_wanted: np.ndarray | None = None
        self._probe_taken: np.ndarray | None = None
        """The image that is looked at; while they come quicker than that, some are passed over."""
        self._document = 0
        """Counts the documents whose networks were handed over."""
        self._weights_given: Mapping[str, np.ndarray] = {}
        """Weights from a file that torch has not taken yet."""
        self._fetching: list[Future[dict[str, np.ndarray]]] = []
        self._unanswered: list[Future[Subject]] = []
        self._ended = threading.Lock()  # held while the thread ends, and to see whether it has
        self._has_ended = False
        self._learned = _Learned()
        self._version_before_run = 0
        self._versions = 0
        self._closing = False
        self._allowance = 0
        self._looked_for: tuple[object, ...] = ()
        self._looked_at = 0.0
        self._looks_anew = False
        """The image is another: that is looked at without waiting."""
        self._rate = StepRate(0)

    @property
    def events(self) -> list[TrainingEvent]:
        """What the run has reported so far."""
        return self.history.events

    @property
    def dataset(self) -> Dataset | None:
        """The data set to train on; None while there is none."""
        return self.data.dataset if self.data else None

    @property
    def weights_version(self) -> int:
        """Another number whenever training has changed the weights.

        0 while they are as they were opened or as the seed gave them.
        """
        learned = self._learned
        return learned.version if learned.document == self._document else 0

    # What the window asks for; all but `close` return at once.

    def set_network(self, network: Network, *, forget: bool = False) -> None:
        """Work on `network` from now on; layers that stayed the same keep their weights.

        `forget` begins with fresh weights, for another document. A run of another network ends.
        """
        if forget:
            self._document += 1
            document = self._document
            self._networks.clear()
            self._weights_given = {}
            self._inbox.put(lambda session: self._open_network(session, network, document))
        else:
            self._networks.append(network)
            self._inbox.put(self._follow_edits)

    def load_dataset(
        self,
        name: str,
        difficulty: float,
        changes: DataChanges = UNCHANGED,
        original: Dataset | None = None,
    ) -> None:
        """Load a data set, make the changes to it and publish it with its statistics.

        `original` is the set without changes, where it is in memory already.
        """
        wanted = self._dataset_wanted = (name, difficulty, changes)
        self._inbox.put(lambda session: self._load_dataset(session, wanted, original))

    def set_probe(self, image: np.ndarray) -> None:
        """Look at this uint8 C×H×W image from now on; of several in a row, at the newest."""
        self._probe_wanted = image
        self._inbox.put(self._take_probe)

    def train(self, recipe: Recipe, steps: int | None = None) -> None:
        """Begin a run, or go on with a paused one; `steps` batches, or to the end."""
        self._inbox.put(lambda session: self._train(session, recipe, steps))

    def train_epoch(self, recipe: Recipe) -> None:
        """Train to the end of the current epoch and pause."""
        self._inbox.put(lambda session: self._train_epoch(session, recipe))

    def continue_run(self, folder: Path) -> None:
        """Go on with a run from its last checkpoint; its network must be on display."""
        self._inbox.put(lambda session: self._continue_run(session, folder))

    def view_run(self, old: OldRun) -> None:
        """Take over the weights of an old run, and show what it reported.

        Its network must be on display.
        """
        self._inbox.put(lambda session: self._view_run(session, old))

    def travel(self, step: int | None) -> int:
        """Look at the weights after `step` of the run, or at those of now; the wish's number."""
        number = self.look_back.ask()
        self._inbox.put(lambda session: self.look_back.go(session, step, number))
        return number

    def train_from_past(self, recipe: Recipe) -> None:
        """Begin a new run with the weights that are looked at; the old run stays as it is."""
        self._inbox.put(lambda session: self._train_from_past(session, recipe))

    def evaluate(self) -> None:
        """Evaluate the part that is wanted anew, with the weights of now.

        Unasked, this is done at the end of each epoch, and whenever nothing is trained.
        """
        self._inbox.put(self.evaluation.ask)

    def pause(self) -> None:
        """Stop moving, keeping the run open."""
        self._inbox.put(self._pause)

    def stop(self) -> None:
        """End the run, keeping the weights as they are."""
        self._inbox.put(self._stop_run)

    def change_recipe(self, recipe: Recipe) -> None:
        """Let an open run take over those settings that may change in the middle of it."""
        self._inbox.put(lambda session: session.change(recipe))

    def preview(self, wish: PreviewWish) -> None:
        """Show what preprocessing and augmentation make of samples, in `previews.newest`."""
        self.previews.ask(wish)
        self._inbox.put(self.previews.turn)

    def reset_weights(self, seed: int, initial: InitialWeights = PYTORCH_WEIGHTS) -> None:
        """Begin again with the first weights that these give."""
        self._inbox.put(lambda session: self._reset_weights(session, seed, initial))

    def load_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """Put weights from a file into the network, by name."""
        self._weights_given = weights
        self._inbox.put(lambda session: self._take_weights(session, weights))

    def import_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """The same with weights from elsewhere: a run ends, and they count as learned."""
        self.stop()
        self.load_weights(weights)
        self._inbox.put(lambda _session: self._count_version())

    def edit_weights(self, edits: Sequence[WeightEdit]) -> Future[WeightsEdit]:
        """Change weights between two steps; training goes on from there."""
        answer: Future[WeightsEdit] = Future()
        self._inbox.put(lambda session: self._edit_weights(answer, session, lambda: edits))
        return answer

    def take_back(self, done: Sequence[Future[WeightsEdit]]) -> Future[WeightsEdit]:
        """Put back what edits replaced, the last of them first; it is an edit, too."""
        answer: Future[WeightsEdit] = Future()
        made = list(done)
        self._inbox.put(
            lambda session: self._edit_weights(answer, session, lambda: _undone(made), made)
        )
        return answer

    def fetch_weights(self) -> Future[dict[str, np.ndarray]]:
        """A copy of what has been learned, as it is after the batch that is being computed.

        Weights from a file that torch could not take are given back as they were.
        """
        answer: Future[dict[str, np.ndarray]] = Future()
        with self._ended:
            if self.isRunning() and not self._has_ended:
                self._fetching.append(answer)
                self._inbox.put(lambda session: self._answer(answer, session))
            else:
                answer.set_result(dict(self._weights_given))
        return answer

    def fetch_subject(self) -> Future[Subject]:
        """The network of this moment, copied, for a question that another thread answers.

        The future has a ValueError where there is nothing to ask about.
        """
        answer: Future[Subject] = Future()
        with self._ended:
            if self.isRunning() and not self._has_ended:
                self._unanswered.append(answer)
                self._inbox.put(lambda session: self._answer_subject(answer, session))
            else:
                answer.set_exception(ValueError("Training has ended for good."))
        return answer

    def leave(self) -> None:
        """End the run and the thread after the present batch; what it was asked to do is left."""
        self._closing = True
        self._inbox.put(lambda session: session.stop())

    def close(self) -> None:
        """The same, and wait for it."""
        self.leave()
        self.wait()

    # What happens on the thread.

    def run(self) -> None:
        """Work until closed: what the window asks, then the next step, then a look."""
        session = None
        try:
            session = self._load_torch()
            if session is not None:
                self._work(session)
                session.stop()
                self.progress = Progress()
        except Exception as error:
            log.exception("the training thread ended")
            self._keep_weights(session)
            message = f"Training has ended for good; save your work and start Convas anew: {error}"
            self.progress = Progress(state="loading", message=message, failed=True)
        finally:
            self._answer_the_last()

    def _load_torch(self) -> Session | None:
        try:
            from app.session import Session  # takes a second to load; the window is open already

            session = Session(keeps_runs=self._keeps_runs)
        except Exception as error:
            log.exception("torch cannot be loaded")
            message = f"PyTorch could not be loaded, so nothing can be trained: {error}"
            self.progress = Progress(state="loading", message=message, failed=True)
            return None
        self.progress = Progress()
        return session

    def _work(self, session: Session) -> None:
        prepared = False
        while not self._closing:
            self._work_off_inbox(session)
            if self._moving(session) and not self._closing:
                self._guarded(session, self._advance)
            for look in (self._look, self._watch):
                if not self._closing:
                    self._guarded(session, look)
            if not prepared and self._inbox.empty() and not self._closing:
                session.prepare()
                # torch is made of 300,000 objects that stay: looking through them for garbage
                # would hold up the window for a tenth of a second each time.
                gc.freeze()
                prepared = True

    def _keep_weights(self, session: Session | None) -> None:
        """What was learned is not lost with the thread."""
        if session is not None:
            with suppress(Exception):
                self._weights_given = {**self._weights_given, **session.weights()}
                self.version_fetched = self.weights_version

    def _answer_the_last(self) -> None:
        """Nobody shall wait for a thread that has ended."""
        with self._ended:
            self._has_ended = True
            for answer in self._fetching:
                answer.set_result(dict(self._weights_given))
            self._fetching.clear()
            for asked in self._unanswered:
                asked.set_exception(ValueError("Training has ended for good."))
            self._unanswered.clear()

    def _answer(self, answer: Future[dict[str, np.ndarray]], session: Session) -> None:
        self._fetching.remove(answer)
        try:
            weights = {**self._weights_given, **session.weights()}
        except Exception as error:  # there may be too little memory for a copy
            answer.set_exception(error)
        else:
            self.version_fetched = self.weights_version
            answer.set_result(weights)

    def _answer_subject(self, answer: Future[Subject], session: Session) -> None:
        self._unanswered.remove(answer)
        try:
            answer.set_result(session.subject())
        except Exception as error:
            answer.set_exception(error)

    def _edit_weights(
        self,
        answer: Future[WeightsEdit],
        session: Session,
        edits: Callable[[], Sequence[WeightEdit]],
        takes_back: Sequence[Future[WeightsEdit]] = (),
    ) -> None:
        before = self._learned.version
        try:
            edited = session.edit_weights(edits())
        except Exception as error:
            log.exception("weights could not be changed")
            answer.set_exception(error)
            return
        if edited.undo:
            # What was before is there again, unless there was training in between.
            versions = [each.result().versions for each in takes_back]
            if versions and versions[-1][1] == before:
                self._set_version(versions[0][0])
            else:
                self._count_version()
        answer.set_result(WeightsEdit(edited, (before, self._learned.version)))

    def _take_weights(self, session: Session, weights: Mapping[str, np.ndarray]) -> None:
        session.load_weights(weights)
        if self._weights_given is weights:
            self._weights_given = {}

    def _moving(self, session: Session) -> bool:
        """Whether there is something to compute, or to report before a pause."""
        return session.training and (self._allowance > 0 or not session.settled)

    def _work_off_inbox(self, session: Session) -> None:
        """Do all that was asked; where there is nothing else to do, wait a little for more."""
        try:
            busy = self._moving(session) or session.evaluating
            task = self._inbox.get(timeout=0 if busy else LOOK_SECONDS)
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
            fitting = getattr(error, "fitting_batch", 0)
            self._fail(session, str(error), getattr(error, "problems", ()), fitting)
        except Exception as error:
            log.exception("a task of the training thread failed")
            self._fail(session, f"PyTorch could not do this: {error}")

    def _fail(
        self,
        session: Session,
        message: str,
        problems: tuple[Problem, ...] = (),
        fitting_batch: int = 0,
    ) -> None:
        self._allowance = 0
        try:
            session.stop()
        except Exception:
            log.exception("a run could not be ended in good order")
        self.progress = Progress(
            message=message, failed=True, problems=problems, fitting_batch=fitting_batch
        )

    def _open_network(self, session: Session, network: Network, document: int) -> None:
        self._learned = _Learned(document)
        self._version_before_run = 0
        self.history = History()
        self._set_network(session, network, (), forget=True)
        self.progress = Progress()  # what was said belonged to the document before

    def _follow_edits(self, session: Session) -> None:
        """Go to the newest network at once: building each on the way could take seconds."""
        networks = []
        with suppress(IndexError):
            while True:
                networks.append(self._networks.popleft())
        if networks:
            self._set_network(session, networks[-1], networks[:-1], forget=False)

    def _set_network(
        self, session: Session, network: Network, passed: Sequence[Network], *, forget: bool
    ) -> None:
        was_training, before = session.training, session.state_number
        session.set_network(network, passed=passed, forget=forget)
        if was_training and not session.training:
            self._allowance = 0
            kept = "" if forget else " Unchanged layers keep their weights."
            self.progress = Progress(message=f"Training ended: the network changed.{kept}")
        elif self.progress.failed and session.state_number != before:
            self.progress = Progress()  # that was about the network before the edit

    def _take_probe(self, session: Session) -> None:
        image = self._probe_wanted
        if image is not None and image is not self._probe_taken:
            self._probe_taken = image
            session.set_probe(image)
            self._looks_anew = True

    def _load_dataset(
        self,
        session: Session,
        wanted: tuple[str, float, DataChanges],
        original: Dataset | None,
    ) -> None:
        if wanted is not self._dataset_wanted:
            return  # another was chosen meanwhile
        from app.data.statistics import describe

        try:
            dataset = session.load_dataset(*wanted, original)
            data = LoadedData(dataset, describe(dataset), session.original or dataset)
        except (ValueError, OSError) as error:
            self.data, self.data_message = None, str(error)
        except Exception as error:
            log.exception("a data set cannot be loaded")
            self.data, self.data_message = None, f"{wanted[0]} could not be loaded: {error!r}"
        else:
            self.data_message = ""
            self.data = data

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

    def _view_run(self, session: Session, old: OldRun) -> None:
        session.view(old.folder, old.weights, old.step)
        epoch = length_of_epoch(old.events)
        self.history = History(old.events, epoch, old.first_recipe, old.network)

    def _train_from_past(self, session: Session, recipe: Recipe) -> None:
        origin = session.take_past()
        if origin is not None:
            self._count_version()
            self._begin(session, recipe)
            note_origin(session, origin)
            self._move(session, _UNLIMITED)

    def _begin(self, session: Session, recipe: Recipe) -> None:
        if not session.training:
            self.progress = Progress(state="preparing", message="Preparing the first step …")
            session.begin(recipe)
            self._begun(session, [])

    def _move(self, session: Session, steps: int) -> None:
        self._allowance = steps
        self._rate = StepRate(session.step)
        self._publish_progress(session, message="")

    def _begun(self, session: Session, history: list[TrainingEvent]) -> None:
        self._allowance = 0
        self.warning = session.warning
        self._version_before_run = self._learned.version
        recipe = session.first_recipe if self._tells_recipe else None
        self.history = History(history, session.steps_per_epoch, recipe, session.network)

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

    def _reset_weights(self, session: Session, seed: int, initial: InitialWeights) -> None:
        session.reset_weights(seed, initial)
        self._allowance = 0
        self._weights_given = {}
        self._set_version(0)
        self.history = History()
        self.progress = Progress(message=f"The initial weights of seed {seed}.")

    def _set_version(self, version: int) -> None:
        self._learned = _Learned(self._learned.document, version)

    def _count_version(self) -> None:
        self._versions += 1
        self._set_version(self._versions)

    def _advance(self, session: Session) -> None:
        """One batch; what it reports goes to the curves."""
        event = session.advance(step_by_step=self._allowance < _STEP_BY_STEP)
        if isinstance(event, Diverged) and not self._tells_recipe:
            event = Diverged(event.step, _BROKE_DOWN)
        if isinstance(event, StepDone):
            self._count_version()
        elif isinstance(event, Diverged):
            self._set_version(self._version_before_run)
        self.events.append(event)
        self.warning = session.warning
        if isinstance(event, Diverged):
            self._end(session, f"{event.reason} {_PUT_BACK}", failed=True)
        elif isinstance(event, OutOfMemory):
            reason = event.reason[0].upper() + event.reason[1:]
            self._end(session, f"{reason}. {_KEPT}", failed=True, fitting_batch=event.fitting)
        elif isinstance(event, Finished):
            loss, accuracy = session.test()
            words = f"Finished: {accuracy:.1%} of the test images right (loss {loss:.3f})."
            self._end(session, " ".join((words, *self._last_remarks())))
        elif isinstance(event, EpochDone):
            self._publish_progress(session, message=_epoch_text(event))
        elif isinstance(event, StepDone):
            self._step_done(session, event)
        else:
            self._publish_progress(session, message=remark_text(event))

    def _last_remarks(self) -> list[str]:
        """What was said at the end of the run, before it was finished."""
        last = self.events[-1].step
        ending = (event for event in self.events[-4:] if event.step == last)
        return [remark_text(event) for event in ending if isinstance(event, Stopped | Restored)]

    def _step_done(self, session: Session, event: StepDone) -> None:
        # After a pause, batches that had been computed by then are reported: they are not counted.
        self._allowance = max(0, self._allowance - 1)
        self._rate.steps_done(event.step)
        if self._allowance == 0 and session.settled:
            self._publish_progress(session, message="Paused.")
        elif self._rate.due():
            self._publish_progress(session)

    def _end(
        self, session: Session, message: str, *, failed: bool = False, fitting_batch: int = 0
    ) -> None:
        session.stop()
        self._allowance = 0
        self.progress = Progress(message=message, failed=failed, fitting_batch=fitting_batch)

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
        if shown == self._looked_for or (recent and not self._looks_anew):
            return
        # Noted first: a look that fails is not tried again until something has changed.
        self._looked_for, self._looked_at, self._looks_anew = shown, now, False
        self.snapshot = session.look(wanted)

    def _watch(self, session: Session) -> None:
        moving = self._moving(session)
        self.look_back.turn(session, moving=moving)
        events = self.look_back.told(session, self.events)
        self.health.turn(session, self.data, events, moving=moving)
        self.evaluation.turn(session, self.data, events, moving=moving)


_UNLIMITED = 2**62
_STEP_BY_STEP = 64
"""Where so few steps are wanted, each is computed and reported on its own."""
_BROKE_DOWN = "Training broke down: the loss had exploded, or was no number any more."
_KEPT = "What was learned stays."
_PUT_BACK = "The weights are again as they were before this run."


def _epoch_text(event: EpochDone) -> str:
    return (
        f"Epoch {event.epoch}: validation accuracy {event.validation_accuracy:.1%}, "
        f"loss {event.validation_loss:.3f}"
    )
