"""The live network: what the window shows and trains, with everything that needs torch.

A `Session` belongs to the thread that makes it. It takes plain networks, recipes and arrays and
gives plain arrays and events; the weights never leave it but as copies.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from app.data.catalogue import load
from app.data.dataset import DataError, Dataset
from app.data.preprocessing import PixelScale, Shape, fit_images, fit_pixel_scale
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Snapshot, Wanted
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.events import TrainingEvent
from app.training.module import UntrainableError, build_module, carry_over
from app.training.recipe import Recipe
from app.training.run import new_run, runs_folder
from app.training.trainer import Trainer


class Session:
    """A network with its weights, a data set, a probe image and at most one run in training."""

    def __init__(self) -> None:
        self._network = Network()
        self._seed = 0
        self._module = build_module(self._network, seed=self._seed)
        self._known: dict[str, nn.Module] = {}
        """The last weights of every layer there was, so that undoing a deletion restores them."""
        self._touched = False
        """Whether the weights are no longer those that the seed gave."""
        self._dataset: Dataset | None = None
        self._probe: NDArray[np.uint8] | None = None
        self._trainer: Trainer | None = None
        self._events: Generator[TrainingEvent, None, None] | None = None
        self._scale: tuple[Dataset, Shape, PixelScale] | None = None
        self.state_number = 0
        """Counts everything that changes what `look` would show."""

    # The network and its weights

    def set_network(self, network: Network, *, forget: bool = False) -> None:
        """Work on `network`; layers with the same name, kind and shapes keep their weights.

        With `forget` all weights begin anew. A run in training ends, unless only names or places
        on the canvas have changed. Raises UntrainableError for a network too large for memory.
        """
        if not forget and network.computes_like(self._network):
            return
        self.stop()
        self._remember(network)
        if forget:
            self._known.clear()
            self._touched = False
        self._network = network
        self._module = build_module(network, seed=self._seed)
        carry_over(self._known, self._module)
        self.state_number += 1

    def _remember(self, following: Network) -> None:
        self._known.update(self._module.named_children())
        if renamed := following.renamed_from(self._network):
            old_name, new_name = renamed
            if old_name in self._known:
                self._known[new_name] = self._known.pop(old_name)

    def reset_weights(self, seed: int) -> None:
        """Begin again with the random weights that `seed` gives; a run in training ends."""
        self.stop()
        self._known.clear()
        self._seed = seed
        self._module = build_module(self._network, seed=seed)
        self._touched = False
        self.state_number += 1

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Copies of all parameters and running statistics, by name ("conv1.weight")."""
        state = self._module.state_dict()
        return {name: tensor.detach().cpu().numpy().copy() for name, tensor in state.items()}

    def load_weights(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over weights by name; those that do not fit the network are passed over."""
        self.stop()
        state = self._module.state_dict()
        for name, values in weights.items():
            if name in state and state[name].shape == values.shape:
                state[name].copy_(torch.from_numpy(values))
        self._touched = True
        self.state_number += 1

    # Data

    def load_dataset(self, name: str, difficulty: float) -> Dataset:
        """Load a data set and make it the one to train on. Raises DataError."""
        self._dataset = load(name, difficulty=difficulty)
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

        Fresh weights are first made anew from the recipe's seed, so that the same recipe gives
        the same numbers as on the command line. Raises UntrainableError and RunError.
        """
        if self._dataset is None or self._dataset.name != recipe.dataset:
            self.load_dataset(recipe.dataset, recipe.difficulty)
        assert self._dataset is not None
        if not self._touched and recipe.seed != self._seed:
            self.reset_weights(recipe.seed)
        run = new_run(runs_folder(), self._network, recipe)
        trainer = Trainer(self._network, recipe, self._dataset, module=self._module, run=run)
        self._open(trainer)

    def resume(self, folder: Path) -> list[TrainingEvent]:
        """Go on with a run where its last checkpoint stands; returns what it had reported.

        Raises RunError, DataError and UntrainableError.
        """
        self.stop()
        trainer = Trainer.resume(folder)
        if not trainer.module.network.computes_like(self._network):
            raise UntrainableError("the run is of another network than the one on the canvas")
        self._dataset = trainer.dataset
        self._module = trainer.module
        self._open(trainer)
        assert trainer.run is not None
        return trainer.run.history()

    def _open(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._events = trainer.events()
        self._touched = True

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
    def epoch(self) -> int:
        """The epoch in progress, from 1."""
        return self._trainer.epoch if self._trainer else 0

    @property
    def epochs(self) -> int:
        return self._trainer.recipe.epochs if self._trainer else 0

    @property
    def batch_size(self) -> int:
        return self._trainer.recipe.batch_size if self._trainer else 0

    @property
    def warning(self) -> str:
        """Why the run could not be kept on disk; empty where it could."""
        return self._trainer.warning if self._trainer else ""

    def advance(self) -> TrainingEvent:
        """Train on until there is something to report: a batch, an epoch, the end."""
        assert self._events is not None
        self.state_number += 1
        return next(self._events)

    def test(self) -> tuple[float, float]:
        """Loss (nats) and accuracy (0 to 1) on the test images."""
        assert self._trainer is not None
        return self._trainer.test()

    def stop(self) -> None:
        """End the run, if there is one, after a last checkpoint; the weights stay."""
        if self._events is not None:
            self._events.close()
        self._trainer = self._events = None

    # Looking

    def look(self, wanted: Wanted) -> Snapshot:
        """What the wanted layers make of the probe image now.

        The Input shows the image itself, 0 to 1, as the network sees it before it is scaled.
        Empty while there is no image, or none that fits the Input.
        """
        image = self._fitted_probe()
        if image is None or self._dataset is None:
            return Snapshot(self._network, self.step)
        scaled = self._pixel_scale(self._dataset, image.shape[1:]).apply(image)
        snapshot = take_snapshot(self._module, scaled, wanted, self.step)
        shown = (image[0] / 255).astype(np.float32)
        inputs = {name: shown for name in self._network.inputs if name in wanted.feature_maps}
        return replace(snapshot, feature_maps={**snapshot.feature_maps, **inputs})

    def _fitted_probe(self) -> NDArray[np.uint8] | None:
        """The probe image as a batch of one in the shape of the Input."""
        if self._probe is None or not self._network.inputs:
            return None
        layer = self._network.layers[self._network.inputs[0]]
        assert isinstance(layer, Input)
        try:
            return fit_images(self._probe[np.newaxis], (layer.channels, layer.height, layer.width))
        except DataError:
            return None

    def _pixel_scale(self, dataset: Dataset, shape: Shape) -> PixelScale:
        """The scale that training uses for this Input, fitted once."""
        known = self._scale
        if known is None or known[0] is not dataset or known[1] != shape:
            fitted = fit_images(dataset.train.images, shape)
            known = self._scale = (dataset, shape, fit_pixel_scale(fitted))
        return known[2]
