"""The only thread with torch: it owns the live network, trains it and looks inside.

The window sends it work with the methods below and reads what it publishes: each published value
is a whole object that replaces the one before, so reading needs no lock, nothing queues up, and
training never waits for a view.
"""

from __future__ import annotations

import gc
import logging
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Never

from PySide6.QtCore import QObject, QThread

from app.data.changes import UNCHANGED, DataChanges
from app.language import tr
from app.network.graph import Network
from app.training.events import TrainingEvent
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.progress import Progress
from app.training.recipe import Recipe
from app.training.run import RunError
from widgets.live_weights import LiveWeights, WeightsEdit
from widgets.loaded_data import DataDesk, DatasetWish, LoadedData
from widgets.look_back import LookBack, OldRun
from widgets.previewing import PreviewDesk
from widgets.training_inbox import Task, TrainingInbox
from widgets.training_run import History, TrainingRun
from widgets.watches import LOOK_SECONDS, EvaluationWatch, HealthWatch, SnapshotWatch

if TYPE_CHECKING:
    import numpy as np

    from app.data.dataset import Dataset
    from app.inspection.preview import PreviewWish
    from app.inspection.snapshot import Snapshot, Wanted
    from app.inspection.subject import Subject
    from app.inspection.weight_edits import WeightEdit
    from app.session import Session
    from app.time_travel import Past

_ENDED = tr("Training has ended for good")

log = logging.getLogger(__name__)


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
        self._weights = LiveWeights()
        self._run = TrainingRun(self._weights, tells_recipe=tells_recipe)
        self._opened: History | None = None
        """What a file tells of its weights, until they are taken."""
        self._data = DataDesk()
        self._snapshots = SnapshotWatch()
        self.health = HealthWatch()
        self.evaluation = EvaluationWatch()
        self.previews = PreviewDesk()
        self.look_back = LookBack()
        self._inbox = TrainingInbox()
        self._networks: deque[Network] = deque()
        """Edited networks that have not been set yet, the newest last."""
        self._asked: Network | None = None
        self._closing = False
        self.learned = False
        """Whether a run that is begun now goes on from what was learned, loaded or typed."""

    # What is published.

    @property
    def progress(self) -> Progress:
        """What is going on now."""
        return self._run.progress

    @property
    def history(self) -> History:
        """What the run has reported; another one for each run."""
        return self._opened or self._run.history

    @property
    def events(self) -> list[TrainingEvent]:
        """What the run has reported so far."""
        return self.history.events

    @property
    def warning(self) -> str:
        """Why the run cannot be kept on disk; empty where it can."""
        return self._run.warning

    @property
    def data(self) -> LoadedData | None:
        """The data set in use; None while there is none."""
        return self._data.newest

    @property
    def dataset(self) -> Dataset | None:
        """The data set to train on; None while there is none."""
        return self.data.dataset if self.data else None

    @property
    def data_message(self) -> str:
        """Why there is no data set."""
        return self._data.message

    @property
    def weights_version(self) -> int:
        """Another number whenever training has changed the weights.

        0 while they are as they were opened or as the seed gave them.
        """
        return self._weights.version

    @property
    def version_fetched(self) -> int:
        """The version of the weights that were fetched last."""
        return self._weights.version_fetched

    @property
    def snapshot(self) -> Snapshot | None:
        """What the wanted layers make of the probe image."""
        return self._snapshots.newest

    @property
    def network_asked(self) -> Network | None:
        """The network that is worked on as soon as it is built; `snapshot` says of which it is."""
        return self._asked

    @property
    def wanted(self) -> Wanted | None:
        """What is visible now, so that it is in the snapshot; set by the window."""
        return self._snapshots.wanted

    @wanted.setter
    def wanted(self, wanted: Wanted | None) -> None:
        self._snapshots.wanted = wanted

    # What the window asks for; all but `close` return at once.

    def set_network(self, network: Network, *, forget: bool = False) -> None:
        """Work on `network` from now on; layers that stayed the same keep their weights.

        `forget` begins with fresh weights, for another document. A run of another network ends.
        """
        self._asked = network
        if forget:
            document = self._weights.new_document()
            self._opened = None
            self._networks.clear()
            self._inbox.put(lambda session: self._run.open_network(session, network, document))
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
        wish = (name, difficulty, changes)
        self._data.ask(wish)
        self._inbox.put(lambda session: self._load_data(session, wish, original))

    def set_probe(self, image: np.ndarray) -> None:
        """Look at this uint8 C×H×W image from now on; of several in a row, at the newest."""
        self._snapshots.ask(image)
        self._inbox.put(self._snapshots.take_probe)

    def train(self, recipe: Recipe, steps: int | None = None) -> None:
        """Begin a run, or go on with a paused one; `steps` batches, or to the end."""
        self._inbox.put(lambda session: self._run.train(session, recipe, steps))

    def train_epoch(self, recipe: Recipe) -> None:
        """Train to the end of the current epoch and pause."""
        self._inbox.put(lambda session: self._run.train_epoch(session, recipe))

    def continue_run(self, folder: Path) -> None:
        """Go on with a run from its last checkpoint; its network must be on display."""
        self._inbox.put(lambda session: self._run.resume(session, folder))

    def view_run(self, old: OldRun) -> None:
        """Take over the weights of an old run, and show what it reported.

        Its network must be on display.
        """
        self._inbox.put(lambda session: self._run.view(session, old))

    def travel(self, step: int | None) -> int:
        """Look at the weights after `step` of the run, or at those of now; the wish's number."""
        number = self.look_back.ask()
        self._inbox.put(lambda session: self.look_back.go(session, step, number))
        return number

    def train_from_past(self, recipe: Recipe) -> None:
        """Begin a new run with the weights that are looked at; the old run stays as it is."""
        self._inbox.put(lambda session: self._run.train_from_past(session, recipe))

    def evaluate(self) -> None:
        """Evaluate the part that is wanted anew, with the weights of now.

        Unasked, this is done at the end of each epoch, and whenever nothing is trained.
        """
        self._inbox.put(self.evaluation.ask)

    def pause(self) -> None:
        """Stop moving, keeping the run open."""
        self._inbox.put(self._run.pause)

    def stop(self) -> None:
        """End the run, keeping the weights as they are."""
        self._inbox.put(self._run.stop)

    def change_recipe(self, recipe: Recipe) -> None:
        """Let an open run take over those settings that may change in the middle of it."""
        self._inbox.put(lambda session: session.change(recipe))

    def preview(self, wish: PreviewWish) -> None:
        """Show what preprocessing and augmentation make of samples, in `previews.newest`."""
        self.previews.ask(wish)
        self._inbox.put(self.previews.turn)

    def reset_weights(self, seed: int, initial: InitialWeights = PYTORCH_WEIGHTS) -> None:
        """Begin again with the first weights that these give."""
        self._inbox.put(lambda session: self._run.reset_weights(session, seed, initial))

    def load_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """Put weights from a file into the network, by name."""
        self._weights.give(weights)
        self._inbox.put(lambda session: self._weights.take(session, weights))

    def open_weights(self, weights: Mapping[str, np.ndarray], history: History) -> None:
        """The same with weights that were learned before, and what is known of how."""
        self._weights.give(weights)
        self._opened = history
        self._inbox.put(lambda session: self._open_weights(session, weights, history))

    def import_weights(self, weights: Mapping[str, np.ndarray]) -> None:
        """The same with weights from elsewhere: a run ends, and they count as learned."""
        self.stop()
        self.load_weights(weights)
        self._inbox.put(lambda _session: self._weights.count())

    def put_back(
        self,
        weights: Mapping[str, np.ndarray],
        history: History,
        *,
        learned: bool,
        past: Past | None = None,
    ) -> None:
        """Take weights that were fetched, and what their run had reported.

        `learned` says whether no file holds them, `past` what could be looked back at.
        """
        if learned:
            self.import_weights(weights)
        else:
            self.load_weights(weights)
        self._inbox.put(lambda session: self._run.show_again(session, history))
        if past is not None:
            self._inbox.put(lambda session: session.see_past(past))

    def edit_weights(self, edits: Sequence[WeightEdit]) -> Future[WeightsEdit]:
        """Change weights between two steps; training goes on from there.

        Once the thread has ended, the future has a ValueError, as that of `take_back`.
        """
        return self._inbox.ask(lambda session: self._weights.edit(session, edits), _has_ended)

    def take_back(self, done: Sequence[Future[WeightsEdit]]) -> Future[WeightsEdit]:
        """Put back what edits replaced, the last of them first; it is an edit, too."""
        made = list(done)
        return self._inbox.ask(lambda session: self._weights.undo(session, made), _has_ended)

    def fetch_weights(self) -> Future[dict[str, np.ndarray]]:
        """A copy of what has been learned, as it is after the batch that is being computed.

        Weights from a file that torch could not take are given back as they were.
        """
        return self._inbox.ask(
            self._weights.fetch, lambda: self._weights.given, running=self.isRunning()
        )

    def keep_run(self) -> Future[None]:
        """Put the open run on disk as it is after the batch that is being computed."""
        return self._inbox.ask(lambda session: session.keep(), _nothing, running=self.isRunning())

    def fetch_subject(self) -> Future[Subject]:
        """The network of this moment, copied, for a question that another thread answers.

        The future has a ValueError where there is nothing to ask about.
        """
        return self._inbox.ask(_subject, _has_ended, running=self.isRunning())

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
                self._run.progress = Progress()
        except Exception as error:
            log.exception("the training thread ended")
            self._weights.keep(session)
            self._give_up(
                tr(
                    "{ended}; save your work and start Convas anew: {error}",
                    ended=_ENDED,
                    error=error,
                )
            )
        finally:
            self._inbox.close()

    def _load_torch(self) -> Session | None:
        try:
            from app.session import Session  # takes a second to load; the window is open already

            session = Session(keeps_runs=self._keeps_runs)
        except Exception as error:
            log.exception("torch cannot be loaded")
            self._give_up(
                tr("PyTorch could not be loaded, so nothing can be trained: {error}", error=error)
            )
            return None
        self._run.progress = Progress()
        return session

    def _give_up(self, message: str) -> None:
        self._run.progress = Progress(state="loading", message=message, failed=True)

    def _work(self, session: Session) -> None:
        prepared = False
        while not self._closing:
            self._work_off_inbox(session)
            if self._run.moving(session) and not self._closing:
                self._guarded(session, self._run.advance)
            self.learned = session.learned
            for look in (self._look, self._watch):
                if not self._closing:
                    self._guarded(session, look)
            if not prepared and self._inbox.empty() and not self._closing:
                session.prepare()
                # torch is made of 300,000 objects that stay: looking through them for garbage
                # would hold up the window for a tenth of a second each time.
                gc.freeze()
                prepared = True

    def _work_off_inbox(self, session: Session) -> None:
        """Do all that was asked; where there is nothing else to do, wait a little for more."""
        busy = self._run.moving(session) or session.evaluating
        for task in self._inbox.tasks(wait=0 if busy else LOOK_SECONDS):
            if self._closing:
                return
            self._guarded(session, task)

    def _guarded(self, session: Session, task: Task) -> None:
        """Do a task; whatever goes wrong becomes a message, and the thread lives on."""
        try:
            task(session)
        except (ValueError, OSError, RunError) as error:
            self._run.fail(session, error, str(error))
        except Exception as error:
            log.exception("a task of the training thread failed")
            self._run.fail(session, error, tr("PyTorch could not do this: {error}", error=error))

    def _follow_edits(self, session: Session) -> None:
        """Go to the newest network at once: building each on the way could take seconds."""
        networks = []
        with suppress(IndexError):
            while True:
                networks.append(self._networks.popleft())
        if networks:
            self._run.change_network(session, networks[-1], networks[:-1])

    def _open_weights(
        self, session: Session, weights: Mapping[str, np.ndarray], history: History
    ) -> None:
        self._run.open_weights(session, weights, history)
        if self._opened is history:
            self._opened = None

    def _load_data(self, session: Session, wish: DatasetWish, original: Dataset | None) -> None:
        before = self._data.newest
        self._data.turn(session, wish, original)
        if before is not None and self._data.newest is not before:
            self._run.take_data(session)

    def _look(self, session: Session) -> None:
        self._snapshots.turn(session, moving=self._run.moving(session))

    def _watch(self, session: Session) -> None:
        moving = self._run.moving(session)
        self.look_back.turn(session, moving=moving)
        events = self.look_back.told(session, self.events)
        self.health.turn(session, self.data, events, moving=moving)
        self.evaluation.turn(session, self.data, events, moving=moving)


def _subject(session: Session) -> Subject:
    return session.subject()


def _nothing() -> None:
    """A run that is not open any more was put on disk when it ended."""


def _has_ended() -> Never:
    raise ValueError(f"{_ENDED}.")
