"""The live network: what the window shows and trains, with everything that needs torch.

A `Session` belongs to the thread that makes it. It takes plain networks, recipes and arrays and
gives plain arrays and events; the weights never leave it but as copies.
"""

from __future__ import annotations

import weakref
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.data.catalogue import load
from app.data.changes import UNCHANGED, DataChanges
from app.data.changing import changed
from app.data.dataset import DataError, Dataset, Images
from app.data.fitted_preprocessing import Preprocessing
from app.data.preprocessing import Shape, fit_images
from app.inspection.evaluation import Evaluation
from app.inspection.evaluator import Evaluator
from app.inspection.layer_health import NetworkHealth
from app.inspection.layer_statistics import UpdateWatch, examine
from app.inspection.look import take_snapshot
from app.inspection.preview import Preview, PreviewWish
from app.inspection.previewer import Previewer
from app.inspection.snapshot import Snapshot, Wanted
from app.inspection.subject import Subject
from app.inspection.weight_edits import EditedWeights, WeightEdit
from app.inspection.weight_writer import write_weights
from app.known_layers import KnownLayers, arrays_of
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.layers.dense import Input
from app.preprocessing_in_use import PreprocessingInUse
from app.time_travel import Past, TimeTravel
from app.training.events import Diverged, Failure, Finished, StepDone, TrainingEvent
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.module import NetworkModule, UntrainableError, build_module
from app.training.optimizer import load_optimizers
from app.training.recipe import Recipe
from app.training.run import RunError, new_run, runs_folder
from app.training.trainer import STEPS_PER_FETCH, Trainer

_WEIGHTS_OF_THE_PAST = (
    "These are weights of the past, which stay as they were: go back to now to change weights."
)
LARGEST_EXAMINATION = 2**24
"""Activations of the batch that the layers are examined on: a few images of a large network, and
the hundred at most of a small one."""


class Session:
    """A network with its weights, a data set, a probe image and at most one run in training.

    `keeps_runs` says whether runs are kept on disk; those that are not leave nothing behind.
    """

    def __init__(self, *, keeps_runs: bool = True) -> None:
        self._keeps_runs = keeps_runs
        self._network = Network()
        self._seed = 0
        self._initial = PYTORCH_WEIGHTS
        self._module = build_module(self._network, seed=self._seed)
        self._learned: frozenset[str] = frozenset()
        """The layers whose weights were trained or loaded; all others are as the seed gave them."""
        self._known = KnownLayers()
        self._dataset: Dataset | None = None
        self._dataset_wanted: tuple[str, float, DataChanges] | None = None
        """Name and difficulty of the data set, and what is changed of it."""
        self.original: Dataset | None = None
        """The data set as it was before it was changed."""
        self._probe: NDArray[np.uint8] | None = None
        self._trainer: Trainer | None = None
        self._events: Generator[TrainingEvent, None, None] | None = None
        self._last: TrainingEvent | None = None
        self._before: tuple[frozenset[str], dict[str, Tensor]] = (frozenset(), {})
        """What was learned when the run was opened, for a run that ruins it."""
        self._preprocessing = PreprocessingInUse()
        self.warning = ""
        """Why the last run could not be kept on disk; empty where it could."""
        self.state_number = 0
        """Counts everything that changes what `look` would show."""
        self.weights_number = 0
        """Counts everything that changes the weights or the layers."""
        self._previewer = Previewer()
        self._evaluator: Evaluator | None = None
        self._updates: dict[str, float] = {}
        """How far the step that was watched last has moved each layer."""
        self._watches_update = False
        self._travel: TimeTravel | None = None
        self._last_subject: tuple[int, weakref.ref[Subject] | None] = (-1, None)
        """The last copy that was made of the weights, and which weights these were."""
        self._watch: tuple[int, UpdateWatch] | None = None
        """The step before which a watch was begun, and the watch."""

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
        if not forget and network.computes_like(self._network):
            self._network = network
            return
        self.stop()
        if forget:
            self._known.forget()
            self._learned = frozenset()
        else:
            self._known.keep_all(self._module, self._learned)
            self._known.rename(self._network, (*passed, network))
        self._network = network
        self._make()

    @property
    def network(self) -> Network:
        """What is worked on."""
        return self._network

    def _make(self) -> None:
        """Build the network: what is known of its layers, and else what the seed gives."""
        self.state_number += 1
        self.weights_number += 1
        self._evaluator = None
        self._travel = None
        self._forget_updates()
        # The old module first makes room; it also must not stay if there is none for the new.
        self._module, self._learned = build_module(Network(), seed=0), frozenset()
        self._module = build_module(self._network, seed=self._seed, initial=self._initial)
        self._learned = self._known.put_into(self._module)

    def reset_weights(self, seed: int, initial: InitialWeights = PYTORCH_WEIGHTS) -> None:
        """Begin again with the weights that `seed` and `initial` give; a run in training ends."""
        self.stop()
        self._known.forget()
        self._seed, self._initial = seed, initial
        self._make()

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Copies of the parameters and running statistics that were learned ("conv1.weight").

        Those of layers that are as the seed gave them are left out. Layers that do not work for
        now, behind a cut wire or for want of memory, are there with what they learned last.
        """
        states = {
            name: child.state_dict()
            for name, child in self._module.named_children()
            if name in self._learned
        }
        states |= self._known.waiting(self._network, self._module)
        return {
            key: array.copy()
            for name, state in states.items()
            for key, array in arrays_of(name, state).items()
        }

    def load_weights(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over weights by name; those that do not fit the network are passed over.

        Those of layers that do not work yet are kept for when they do.
        """
        self.stop()
        self._preprocessing.settle(learned=bool(self._learned))
        state = self._module.state_dict()
        working = {name for name, _ in self._module.named_children()}
        loaded, waiting = set(), dict[str, dict[str, Tensor]]()
        for key, values in weights.items():
            name, _, parameter = key.partition(".")
            if key in state and state[key].shape == values.shape:
                state[key].copy_(torch.from_numpy(values))
                loaded.add(name)
            elif name in self._network.layers and name not in working:
                waiting.setdefault(name, {})[parameter] = torch.from_numpy(values.copy())
        for name, arrays in waiting.items():
            self._known.keep(name, type(self._network.layers[name]).__name__, arrays)
        self._learned |= loaded
        self._travel = None
        self.state_number += 1
        self.weights_number += 1

    def edit_weights(self, edits: Sequence[WeightEdit]) -> EditedWeights:
        """Change weights by hand; a run that is open goes on from there.

        The layers count as learned. What cannot be done is skipped, with words.
        """
        if self.looked_back_to is not None:
            return EditedWeights(skipped=(_WEIGHTS_OF_THE_PAST,))
        edited = write_weights(self._module, edits)
        if edited.undo:
            self._preprocessing.settle(learned=bool(self._learned))
            self._learned |= {part.layer for part in edited.undo}
            self._watch = None
            if self._trainer is not None:
                self._trainer.weights_edited()
            if self._travel is not None:
                self._travel.newest = None
            self.state_number += 1
            self.weights_number += 1
        return edited

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
        known = self._dataset_wanted
        if original is not None:
            self.original = original
        elif self.original is None or known is None or known[:2] != (name, difficulty):
            self.original = load(name, difficulty=difficulty)
        self._dataset = changed(self.original, changes)
        self._evaluator = None
        self._dataset_wanted = (name, difficulty, changes)
        return self._dataset

    def set_probe(self, image: NDArray[np.uint8]) -> None:
        """Look at this C×H×W image from now on; it is fitted to the Input when looked at."""
        self._probe = image
        self.state_number += 1

    # Training

    @property
    def training(self) -> bool:
        """Whether a run is open (it may be pausing)."""
        return self._trainer is not None

    def begin(self, recipe: Recipe) -> None:
        """Open a run that trains the weights as they are now.

        Where nothing has been learned, they are first made anew from the recipe's seed, so that
        the same recipe gives the same numbers as on the command line. Raises DataError and
        UntrainableError.
        """
        wanted = (recipe.dataset, recipe.difficulty, recipe.changes)
        if self._dataset_wanted != wanted:
            self.load_dataset(*wanted)
        assert self._dataset is not None
        if not self._learned:
            self._seed, self._initial = recipe.seed, recipe.initial_weights
            self._make()
        trainer = Trainer(self._network, recipe, self._dataset, module=self._module)
        if self._keeps_runs:
            try:
                trainer.run = new_run(runs_folder(), self._network, recipe)
            except RunError as error:
                trainer.warning = str(error)
        self._open(trainer)

    def resume(self, folder: Path) -> list[TrainingEvent]:
        """Go on with a run where its last checkpoint stands; returns what it had reported.

        Raises RunError, DataError and UntrainableError.
        """
        self.stop()
        trainer = Trainer.resume(folder)
        if not trainer.module.network.computes_like(self._network):
            raise UntrainableError("the run is of another network than the one on the canvas")
        assert trainer.run is not None
        history = trainer.run.history()
        self._dataset = trainer.dataset
        recipe = trainer.recipe
        self._dataset_wanted = (recipe.dataset, recipe.difficulty, recipe.changes)
        self.original = None
        self._module = trainer.module
        self._seed, self._initial = trainer.recipe.seed, trainer.recipe.initial_weights
        self._learned = frozenset(name for name, _ in self._module.named_children())
        self._open(trainer)
        return history

    @property
    def run_folder(self) -> Path | None:
        """Where the run that is open is kept; None without one, or where the disk refuses."""
        return self._trainer.run.folder if self._trainer and self._trainer.run else None

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
            self._travel.go(step, self._module)
        self._show_anew()

    def view(
        self, folder: Path, weights: Mapping[str, NDArray[np.float32]], step: int | None
    ) -> None:
        """Take over the weights that a run had after `step`; its past can be seen.

        None stands for weights that are no run's.
        """
        self.load_weights(weights)
        self._travel = TimeTravel(folder, step)

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
        return past

    def _show_anew(self) -> None:
        self.state_number += 1
        self.weights_number += 1
        self._evaluator = None

    @property
    def _shown(self) -> NetworkModule:
        """The network with the weights that are looked at."""
        travel = self._travel
        return self._module if travel is None or travel.module is None else travel.module

    @property
    def _shown_step(self) -> int:
        at = self.looked_back_to
        return self.step if at is None else at

    def change(self, recipe: Recipe) -> None:
        """Let the open run, if there is one, take over what may change in the middle of it.

        Images are looked at as the recipe preprocesses them, unless the weights learned from
        others.
        """
        if self._preprocessing.ask(recipe):
            self.state_number += 1
        if self._trainer is not None:
            self._trainer.change(recipe)
            self.warning = self._trainer.warning

    def _open(self, trainer: Trainer) -> None:
        weights = {name: value.clone() for name, value in self._module.state_dict().items()}
        self._before = (self._learned, weights)
        self._learned = frozenset(name for name, _ in self._module.named_children())
        shape = _input_shape(self._network)
        assert shape is not None
        self._preprocessing.learn_from(
            trainer.recipe, trainer.dataset, shape, trainer.preprocessing
        )
        self._trainer = trainer
        self._travel = TimeTravel(trainer.run.folder, trainer.step) if trainer.run else None
        self._events = trainer.events()
        self._last = None
        self.warning = trainer.warning
        self.state_number += 1
        self.weights_number += 1
        self._evaluator = None
        self._forget_updates()

    @property
    def step(self) -> int:
        """Batches learned in the run that is open; 0 where none is."""
        return self._trainer.step if self._trainer else 0

    @property
    def total_steps(self) -> int:
        return self._trainer.total_steps if self._trainer else 0

    @property
    def steps_per_epoch(self) -> int:
        return self._trainer.steps_per_epoch if self._trainer else 0

    @property
    def first_recipe(self) -> Recipe | None:
        """What the run that is open began with, before anything was changed in it."""
        if self._trainer is None:
            return None
        return self._trainer.run.recipe if self._trainer.run else self._trainer.recipe

    @property
    def epoch(self) -> int:
        """The epoch in progress, from 1."""
        return self._trainer.epoch if self._trainer else 0

    @property
    def epochs(self) -> int:
        return self._trainer.recipe.epochs if self._trainer else 0

    @property
    def batch_size(self) -> int:
        return self._trainer.recipe.batch_size if self._trainer else 0

    def advance(self, *, step_by_step: bool = False) -> TrainingEvent:
        """Train on until there is something to report: a batch, an epoch, the end.

        On a graphics processor several batches are computed before the first of them is reported,
        unless `step_by_step`. After divergence the weights are as they were before the run.
        """
        assert self._events is not None
        assert self._trainer is not None
        self.travel(None)
        many = 1 if self._trainer.device.type == "cpu" else STEPS_PER_FETCH
        self._trainer.steps_per_fetch = 1 if step_by_step or self._watches_update else many
        self.state_number += 1
        self.weights_number += 1
        self._begin_watch()
        self._last = next(self._events)
        self._end_watch()
        if self._travel is not None:  # after divergence the weights are those from before the run
            diverged = isinstance(self._last, Diverged)
            self._travel.newest = None if diverged else self._trainer.step
        self.warning = self._trainer.warning
        if isinstance(self._last, Diverged):
            self._learned, weights = self._before
            self._preprocessing.take_back()
            self._module.load_state_dict(weights)
            self._module.zero_grad()
            self._forget_updates()
        return self._last

    def _begin_watch(self) -> None:
        if self._watches_update and self._watch is None:
            self._watch = (self.step, UpdateWatch(self._module))

    def _end_watch(self) -> None:
        """A watch has its answer after one step, and none after several."""
        if self._watch is not None and self.step != self._watch[0]:
            before, watch = self._watch
            if self.step == before + 1:
                self._updates = watch.ratios(self._module)
                self._watches_update = False
            self._watch = None

    def _forget_updates(self) -> None:
        self._updates, self._watch, self._watches_update = {}, None, False

    @property
    def settled(self) -> bool:
        """Whether all that was computed has been reported: the places to pause at.

        The last batch of an epoch is followed by the epoch's own report, and that of the last
        epoch by the end of the run.
        """
        trainer, last = self._trainer, self._last
        if trainer is None or isinstance(last, Finished | Failure):
            return True
        if isinstance(last, StepDone):
            return not trainer.untold and last.step % self.steps_per_epoch != 0
        return last is None or not (trainer.untold or trainer.over)

    def test(self) -> tuple[float, float]:
        """Loss (nats) and accuracy (0 to 1) on the test images."""
        assert self._trainer is not None
        return self._trainer.test()

    def stop(self) -> None:
        """End the run, if there is one, after a last checkpoint; the weights stay."""
        trainer, events = self._trainer, self._events
        self._trainer = self._events = None
        self._before = (frozenset(), {})
        if events is not None and trainer is not None:
            events.close()
            self.warning = trainer.warning

    # Looking

    def preview(self, wish: PreviewWish) -> Preview:
        """What preprocessing and augmentation make of training images, as the Input takes them.

        Raises ValueError, with words, where there are none or they do not fit.
        """
        if self._dataset is None:
            raise ValueError("No data set is loaded. Choose one in the tool bar.")
        shape = _input_shape(self._module.network) or self._dataset.image_shape
        return self._previewer.preview(self._dataset, shape, wish)

    def look(self, wanted: Wanted) -> Snapshot:
        """What the wanted layers make of the probe image now.

        The Input shows the image itself, 0 to 1, as the network sees it before it is scaled.
        Empty while there is no image, or none that fits the Input.
        """
        image = self._fitted_probe()
        if image is None or self._dataset is None:
            return Snapshot(self._network, self._shown_step)
        scaled = self._fitted_preprocessing(self._dataset, image.shape[1:]).apply(image)
        snapshot = take_snapshot(self._shown, scaled, wanted, self._shown_step)
        shown = (image[0] / 255).astype(np.float32)
        inputs = {name: shown for name in self._network.inputs if name in wanted.feature_maps}
        return replace(snapshot, feature_maps={**snapshot.feature_maps, **inputs})

    def subject(self) -> Subject:
        """The network of this moment for questions that take long; raises ValueError, with words.

        Everything in it is a copy or never changes, so that another thread may answer. While
        somebody holds the last one and nothing is learned, the weights are not copied again.
        """
        shape, dataset = _input_shape(self._module.network), self._dataset
        if dataset is None:
            raise ValueError("No data set is loaded. Choose one in the tool bar.")
        if shape is None:
            raise ValueError("The network has no Input.")
        image = self._fitted_probe()
        number, last = self._last_subject
        known = last() if last is not None and number == self.weights_number else None
        subject = Subject(
            self._network,
            _copied_state(self._shown) if known is None else known.weights,
            self._shown_step,
            dataset,
            shape,
            self._fitted_preprocessing(dataset, shape),
            None if image is None else image[0],
        )
        self._last_subject = self.weights_number, weakref.ref(subject)
        return subject

    def watch_update(self) -> None:
        """Have the next step compare the weights after it with those before."""
        self._watches_update = True

    def examine(self) -> NetworkHealth | None:
        """The state of the layers now, on a few validation images that are always the same.

        The update is that of the step that was watched last, see `watch_update`. None while there
        is no data, or none that fits the Input.
        """
        shape, dataset = _input_shape(self._module.network), self._dataset
        if shape is None or dataset is None or not len(dataset.validation):
            return None
        count = min(self._batch_to_examine(), len(dataset.validation))
        chosen = np.linspace(0, len(dataset.validation) - 1, count).astype(np.intp)
        with suppress(DataError):
            scaled = torch.from_numpy(self._scaled(dataset.validation.images[chosen], shape))
            weight = next(self._module.parameters(), None)
            images = scaled if weight is None else scaled.to(weight.device)
            updates = self._updates if self.looked_back_to is None else {}
            return examine(self._shown, images, updates, self._shown_step)
        return None

    def _batch_to_examine(self) -> int:
        """So many images that their activations take no more than `LARGEST_EXAMINATION`."""
        return max(4, min(100, LARGEST_EXAMINATION // max(1, analyse(self._network).activations)))

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
        shape, dataset = _input_shape(self._module.network), self._dataset
        if dataset is None:
            raise ValueError("No data set is loaded.")
        if shape is None:
            raise ValueError("The network has no Input.")
        self._evaluator = Evaluator(
            self._shown, dataset, part, lambda images: self._scaled(images, shape), when
        )

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

    def _scaled(self, images: Images, shape: Shape) -> NDArray[np.float32]:
        """Images as the network takes them: fitted to the Input, preprocessed as in training."""
        assert self._dataset is not None
        return self._fitted_preprocessing(self._dataset, shape).apply(fit_images(images, shape))

    def _fitted_probe(self) -> NDArray[np.uint8] | None:
        """The probe image as a batch of one in the shape of the Input."""
        shape = _input_shape(self._module.network)
        if self._probe is None or shape is None:
            return None
        with suppress(DataError):
            return fit_images(self._probe[np.newaxis], shape)
        return None

    def _fitted_preprocessing(self, dataset: Dataset, shape: Shape) -> Preprocessing:
        return self._preprocessing.fitted(dataset, shape, learned=bool(self._learned))


def _copied_state(module: NetworkModule) -> dict[str, NDArray[np.float32]]:
    """Copies of all parameters and running statistics, by torch's names."""
    state = module.state_dict()
    return {name: value.detach().cpu().numpy().copy() for name, value in state.items()}


def _input_shape(network: Network) -> Shape | None:
    """Channels, height and width of the first Input; None where there is none."""
    if not network.inputs:
        return None
    layer = network.layers[network.inputs[0]]
    assert isinstance(layer, Input)
    return layer.channels, layer.height, layer.width
