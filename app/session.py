"""The live network: what the window shows and trains, with everything that needs torch.

A `Session` belongs to the thread that makes it. It takes plain networks, recipes and arrays and
gives plain arrays and events; the weights never leave it but as copies.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.data.changes import UNCHANGED, DataChanges
from app.data.dataset import Dataset
from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import Shape
from app.data_in_use import DataInUse
from app.inspection.evaluation import Evaluation
from app.inspection.evaluator import Evaluator
from app.inspection.layer_health import NetworkHealth
from app.inspection.preview import Preview, PreviewWish
from app.inspection.previewer import Previewer
from app.inspection.snapshot import Snapshot, Wanted
from app.inspection.subject import Subject
from app.inspection.weight_edits import EditedWeights, WeightEdit
from app.language import tr
from app.live_network import LiveNetwork
from app.looking import InView, evaluator_of, examined, input_shape, look, subject_of
from app.network.graph import Network
from app.open_run import OpenRun
from app.preprocessing_in_use import PreprocessingInUse
from app.time_travel import Past, TimeTravel
from app.training.events import Diverged, TrainingEvent
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.module import UntrainableError
from app.training.optimizer import load_optimizers
from app.training.recipe import Recipe
from app.training.run import RunError, new_run, runs_folder
from app.training.trainer import Trainer
from app.training.weights_origin import LearnedFrom
from app.watched_layers import WatchedLayers
from app.watched_step import WatchedStep

_WEIGHTS_OF_THE_PAST = tr(
    "These are weights of the past, which stay as they were: go back to now to change weights."
)


class Session:
    """A network with its weights, a data set, a probe image and at most one run in training.

    `keeps_runs` says whether runs are kept on disk; those that are not leave nothing behind.
    """

    def __init__(self, *, keeps_runs: bool = True) -> None:
        self._keeps_runs = keeps_runs
        self._live = LiveNetwork()
        self._data = DataInUse()
        self._probe: NDArray[np.uint8] | None = None
        self._preprocessing = PreprocessingInUse()
        self._run: OpenRun | None = None
        self.warning = ""
        """Why the last run could not be kept on disk; empty where it could."""
        self.state_number = 0
        """Counts everything that changes what `look` would show."""
        self.weights_number = 0
        """Counts everything that changes the weights or the layers."""
        self._travel: TimeTravel | None = None
        self._watched_step = WatchedStep()
        self._watched_layers = WatchedLayers()
        self._previewer = Previewer()
        self._evaluator: Evaluator | None = None
        self._last_subject: tuple[int, weakref.ref[Subject] | None] = (-1, None)
        """The last copy that was made of the weights, and which weights these were."""

    def prepare(self) -> None:
        """Load what the first run needs; unless it was called, that takes a second longer."""
        load_optimizers()

    # The network and its weights

    def set_network(
        self, network: Network, *, passed: Sequence[Network] = (), forget: bool = False
    ) -> None:
        """Work on `network`; layers with the same name, kind and shapes keep what they learned.

        `passed` are networks on the way there, each one edit from the last: they tell which
        layers were renamed, and are not built. With `forget` all weights begin anew. A run
        in training ends, unless the change is only to the network's name or to places on the
        canvas. Raises UntrainableError for a network too large for memory; until another is set
        there is then nothing to look at.
        """
        if not forget and network.computes_like(self._live.network):
            self._live.network = network
            return
        self.stop()
        self._forget_looks()
        self._live.change(network, passed=passed, forget=forget)

    @property
    def network(self) -> Network:
        """What is worked on."""
        return self._live.network

    def reset_weights(self, seed: int, initial: InitialWeights = PYTORCH_WEIGHTS) -> None:
        """Begin again with the weights that `seed` and `initial` give; a run in training ends."""
        self.stop()
        self._forget_looks()
        self._live.reset(seed, initial)

    def _forget_looks(self) -> None:
        """The layers are about to be built anew: nothing that was seen of them counts any more."""
        self._count_change()
        self._evaluator = None
        self._travel = None
        self._watched_step.forget()
        self._watched_layers.forget()

    def _count_change(self) -> None:
        """The weights, or the layers, are others."""
        self.state_number += 1
        self.weights_number += 1

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Copies of what was learned, by torch's names ("conv1.weight"); see `LiveNetwork`."""
        return self._live.weights()

    def load_weights(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over weights by name; those that do not fit the network are passed over.

        Those of layers that do not work yet are kept for when they do.
        """
        self.stop()
        self._preprocessing.settle(learned=bool(self._live.learned))
        self._live.load(weights)
        self._travel = None
        self._watched_step.forget()
        self._watched_layers.forget()
        self._count_change()

    def edit_weights(self, edits: Sequence[WeightEdit]) -> EditedWeights:
        """Change weights by hand; a run that is open goes on from there.

        The layers count as learned. What cannot be done is skipped, with words.
        """
        if self.looked_back_to is not None:
            return EditedWeights(skipped=(_WEIGHTS_OF_THE_PAST,))
        had_learned = bool(self._live.learned)
        edited = self._live.edit(edits)
        if edited.undo:
            self._preprocessing.settle(learned=had_learned)
            self._watched_step.call_off()
            if self._run is not None:
                self._run.trainer.weights_edited()
            if self._travel is not None:
                self._travel.newest = None
            self._count_change()
        return edited

    @property
    def learned_from(self) -> LearnedFrom:
        """Which layers have learned, and where that came from."""
        return self._live.learned_from

    def count_as_before(self, before: LearnedFrom) -> None:
        """What was changed by hand since then is taken back, to the bit."""
        self._live.count_as_before(before)

    # Data

    def load_dataset(
        self,
        name: str,
        difficulty: float,
        changes: DataChanges = UNCHANGED,
        original: Dataset | None = None,
    ) -> Dataset:
        """Load a data set and make it the one to train on. Raises DataError.

        `original` is the set without changes, where it is in memory already.
        """
        dataset = self._data.load(name, difficulty, changes, original)
        self._evaluator = None
        return dataset

    @property
    def original(self) -> Dataset | None:
        """The data set as it was before it was changed."""
        return self._data.original

    def set_probe(self, image: NDArray[np.uint8]) -> None:
        """Look at this C×H×W image from now on; it is fitted to the Input when looked at."""
        self._probe = image
        self.state_number += 1

    # Training

    @property
    def learned(self) -> bool:
        """Whether a run that is begun now goes on from what was learned, loaded or typed."""
        return bool(self._live.learned)

    @property
    def training(self) -> bool:
        """Whether a run is open (it may be pausing)."""
        return self._run is not None

    @property
    def run(self) -> OpenRun | None:
        """The run that is open; None where there is none."""
        return self._run

    def begin(self, recipe: Recipe) -> None:
        """Open a run that trains the weights as they are now.

        Where nothing has been learned, they are first made anew from the recipe's seed, so that
        the same recipe gives the same numbers as on the command line. Raises DataError and
        UntrainableError.
        """
        if not self._data.is_for(recipe):
            self.load_dataset(recipe.dataset, recipe.difficulty, recipe.changes)
        assert self._data.dataset is not None
        if not self._live.learned:
            self._forget_looks()
            self._live.draw(recipe.seed, recipe.initial_weights)
        live = self._live
        trainer = Trainer(live.network, recipe, self._data.dataset, module=live.module)
        if self._keeps_runs:
            try:
                trainer.run = new_run(runs_folder(), live.network, recipe, live.origin)
            except RunError as error:
                trainer.warning = str(error)
        self._open(trainer)

    def resume(self, folder: Path) -> list[TrainingEvent]:
        """Go on with a run where its last checkpoint stands; returns what it had reported.

        Raises RunError, DataError and UntrainableError.
        """
        self.stop()
        trainer = Trainer.resume(folder)
        if not trainer.module.network.computes_like(self._live.network):
            trainer.close()
            raise UntrainableError(tr("the run is of another network than the one on the canvas"))
        assert trainer.run is not None
        history = trainer.run.history()
        recipe = trainer.recipe
        self._data.take_over(trainer.dataset, recipe)
        name = trainer.run.name
        self._live.take_over(trainer.module, recipe.seed, recipe.initial_weights, name)
        self._open(trainer)
        return history

    def _open(self, trainer: Trainer) -> None:
        run = OpenRun(trainer, self._live.state())
        self._live.count_as_learned(trainer.run.name if trainer.run else "")
        shape = input_shape(self._live.network)
        assert shape is not None
        self._preprocessing.learn_from(
            trainer.recipe, trainer.dataset, shape, trainer.preprocessing
        )
        self._run = run
        self._travel = TimeTravel(trainer.run.folder, trainer.step) if trainer.run else None
        self.warning = trainer.warning
        self._count_change()
        self._evaluator = None
        self._watched_step.forget()
        self._watched_layers.forget()

    def change(self, recipe: Recipe) -> None:
        """Let the open run, if there is one, take over what may change in the middle of it.

        Images are looked at as the recipe preprocesses them, unless the weights learned from
        others.
        """
        if self._preprocessing.ask(recipe):
            self.state_number += 1
        if self._run is not None:
            self._run.trainer.change(recipe)
            self.warning = self._run.trainer.warning

    @property
    def step(self) -> int:
        """Batches learned in the run that is open; 0 where none is."""
        return self._run.trainer.step if self._run else 0

    def advance(self, *, step_by_step: bool = False) -> TrainingEvent:
        """Train on until there is something to report: a batch, an epoch, the end.

        On a graphics processor several batches are computed before the first of them is reported,
        unless `step_by_step`. After divergence the weights are as they were before the run.
        """
        run, live, watched = self._run, self._live, self._watched_step
        assert run is not None
        self.travel(None)
        self._count_change()
        layers = self._watched_layers
        watched.begin(live.module, run.trainer.step)
        layers.begin(live.module)
        try:
            event = run.advance(step_by_step=step_by_step or watched.wanted or layers.wanted)
        finally:
            layers.end(live.module, run.trainer.step)
        watched.end(live.module, run.trainer.step)
        diverged = isinstance(event, Diverged)
        if self._travel is not None:  # after divergence the weights are those from before the run
            self._travel.newest = None if diverged else run.trainer.step
        self.warning = run.trainer.warning
        if diverged:
            self._preprocessing.take_back()
            live.put_back(run.before)
            watched.forget()
            layers.forget()
        return event

    @property
    def settled(self) -> bool:
        """Whether all that was computed has been reported: the places to pause at."""
        return self._run is None or self._run.settled

    def test(self) -> tuple[float, float]:
        """Loss (nats) and accuracy (0 to 1) on the test images."""
        assert self._run is not None
        return self._run.trainer.test()

    def keep(self) -> None:
        """Put the run, if there is one, on disk as it is now; training goes on from there."""
        if self._run is not None:
            self._run.trainer.keep()
            self.warning = self._run.trainer.warning

    def stop(self) -> None:
        """End the run, if there is one, after a last checkpoint; the weights stay."""
        run, self._run = self._run, None
        if run is not None:
            run.close()
            self.warning = run.trainer.warning

    # Looking back

    @property
    def past(self) -> Past | None:
        """What can be seen of the past; None where no run is kept or the network is another."""
        return self._travel.past if self._travel else None

    @property
    def looked_back_to(self) -> int | None:
        """The step that is looked at; None for now."""
        return self._travel.at if self._travel else None

    def travel(self, step: int | None) -> None:
        """Look at the weights after `step` from now on, or at those of now.

        `look`, `examine` and evaluations show them; the weights of now are kept as they are, and
        training goes on with those. Raises RunError where they cannot be read.
        """
        if self._travel is None or step == self._travel.at:
            return
        if step is None:
            self._travel.come_back()
        else:
            self._travel.go(step, self._live.module)
        self._count_change()
        self._evaluator = None

    def view(
        self, folder: Path, weights: Mapping[str, NDArray[np.float32]], step: int | None
    ) -> None:
        """Take over the weights that a run had after `step`; its past can be seen.

        None stands for weights that are no run's.
        """
        self.load_weights(weights)
        if weights:
            self._live.note_run(folder.name)
        self._travel = TimeTravel(folder, step)

    def see_past(self, past: Past) -> None:
        """Let the past of a run be seen whose weights have been put back."""
        self._travel = TimeTravel(past.folder, past.newest)
        if past.newest is not None:
            self._live.note_run(past.run)

    def take_past(self) -> Past | None:
        """Make the weights that are looked at those of now; what was now stays with its run.

        A run that is open ends. Returns where they come from, or None if nothing of the past is
        looked at.
        """
        travel = self._travel
        if travel is None or travel.module is None:
            return None
        past, state = travel.past, travel.module.state_dict()
        self.load_weights({name: value.cpu().numpy() for name, value in state.items()})
        self._live.note_run(past.run)
        return past

    # Looking

    def preview(self, wish: PreviewWish) -> Preview:
        """What preprocessing and augmentation make of training images, as the Input takes them.

        Raises ValueError, with words, where there are none or they do not fit.
        """
        dataset = self._data.dataset
        if dataset is None:
            raise ValueError(tr("No data set is loaded. Choose one in the tool bar."))
        shape = input_shape(self._live.module.network) or dataset.image_shape
        return self._previewer.preview(dataset, shape, wish)

    def _in_view(self) -> InView:
        live, travel, at = self._live, self._travel, self.looked_back_to
        return InView(
            live.network,
            live.module if travel is None or travel.module is None else travel.module,
            self.step if at is None else at,
            self._data.dataset,
            self._probe,
            self._fitted_preprocessing,
            untrained=at == 0 or not live.learned,
        )

    def _fitted_preprocessing(self, dataset: Dataset, shape: Shape) -> Preprocessing:
        return self._preprocessing.fitted(dataset, shape, learned=bool(self._live.learned))

    def look(self, wanted: Wanted) -> Snapshot:
        """What the wanted layers make of the probe image now; see `looking.look`.

        Of layers whose insides are wanted, training steps are watched from now on, too.
        """
        view = self._in_view()
        return self._watched_layers.complete(look(view, wanted), view.module)

    def subject(self) -> Subject:
        """The network of this moment for questions that take long; raises ValueError, with words.

        Everything in it is a copy or never changes, so that another thread may answer. While
        somebody holds the last one and nothing is learned, the weights are not copied again.
        """
        number, last = self._last_subject
        known = last() if last is not None and number == self.weights_number else None
        subject = subject_of(self._in_view(), known)
        self._last_subject = self.weights_number, weakref.ref(subject)
        return subject

    def watch_update(self) -> None:
        """Have the next step compare the weights after it with those before."""
        self._watched_step.wanted = True

    def examine(self) -> NetworkHealth | None:
        """The state of the layers now, on a few validation images that are always the same.

        The update is that of the step that was watched last, see `watch_update`. None while there
        is no data, or none that fits the Input.
        """
        updates = self._watched_step.ratios if self.looked_back_to is None else {}
        return examined(self._in_view(), updates)

    @property
    def evaluating(self) -> bool:
        """Whether an evaluation has been begun and not finished."""
        return self._evaluator is not None

    @property
    def evaluated(self) -> tuple[int, int]:
        """Images classified so far, and those that there are; 0 of 0 while nothing is evaluated."""
        return (self._evaluator.done, self._evaluator.total) if self._evaluator else (0, 0)

    def begin_evaluation(self, part: str, when: str) -> None:
        """Begin to classify a part ("train", "validation" or "test") with the weights of now.

        `when` says which weights these are. Raises ValueError, with words, where the network does
        not suit the data or there is none.
        """
        self._evaluator = None
        self._evaluator = evaluator_of(self._in_view(), part, when)

    def evaluate(self) -> Evaluation | None:
        """Classify some more images, for about a hundredth of a second; the result when all are.

        Raises ValueError, with words, where the network does not suit the data.
        """
        evaluator = self._evaluator
        assert evaluator is not None
        self._evaluator = None  # nor is it there after an error
        if evaluator.advance():
            return evaluator.result()
        self._evaluator = evaluator
        return None

    def drop_evaluation(self) -> None:
        """Finish no evaluation that was begun."""
        self._evaluator = None
