"""The live network: its weights, where they come from, and what they keep over edits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.inspection.weight_edits import EditedWeights, WeightEdit
from app.inspection.weight_writer import write_weights
from app.known_layers import KnownLayers, arrays_of
from app.network.graph import Network
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.module import NetworkModule, build_module
from app.training.weights_origin import DRAWN, LearnedFrom, WeightsOrigin


@dataclass(frozen=True, eq=False)
class LearnedState:
    """What was learned at a moment: the layers that had learned, where that came from, and copies
    of all tensors."""

    learned: frozenset[str]
    source: WeightsOrigin
    tensors: Mapping[str, Tensor]


class LiveNetwork:
    """A network and the module that computes it; `learned` are its layers that were trained or
    loaded, while all others are as the seed gave them."""

    def __init__(self) -> None:
        self.network = Network()
        """What is worked on; `module` is built of it, or of one that computes the same."""
        self._seed = 0
        self._initial = PYTORCH_WEIGHTS
        self.module = build_module(self.network, seed=self._seed)
        self.learned: frozenset[str] = frozenset()
        self._known = KnownLayers()
        self._source = DRAWN

    @property
    def origin(self) -> WeightsOrigin:
        """Where the weights come from."""
        if not self.learned:
            return DRAWN
        drawn = tuple(
            name
            for name, layer in self.module.named_children()
            if name not in self.learned and any(True for _ in layer.parameters())
        )
        return msgspec.structs.replace(self._source, learned=True, drawn=drawn)

    @property
    def learned_from(self) -> LearnedFrom:
        """What has learned, and where that came from."""
        return LearnedFrom(self.learned, self._source)

    # Building

    def change(
        self, network: Network, *, passed: Sequence[Network] = (), forget: bool = False
    ) -> None:
        """Build another network; layers with the same name, kind and shapes keep their weights.

        `passed` are networks on the way there, each one edit from the last. With `forget` all
        weights begin anew. Raises UntrainableError for a network too large for memory; until
        another is set the module is empty.
        """
        if forget:
            self._known.forget()
            self.learned, self._source = frozenset(), DRAWN
        else:
            self._known.keep_all(self.module, self.learned)
            self._known.rename(self.network, (*passed, network))
        self.network = network
        self._build()

    def reset(self, seed: int, initial: InitialWeights) -> None:
        """Begin again with the weights that these give."""
        self._known.forget()
        self._source = DRAWN
        self.draw(seed, initial)

    def draw(self, seed: int, initial: InitialWeights) -> None:
        """Draw the weights of the layers of which nothing is known."""
        self._seed, self._initial = seed, initial
        self._build()

    def take_over(
        self, module: NetworkModule, seed: int, initial: InitialWeights, run: str
    ) -> None:
        """Go on with the module of a run, which began with this seed."""
        self.module = module
        self._seed, self._initial = seed, initial
        self.count_as_learned(run)

    def _build(self) -> None:
        """Build the network: what is known of its layers, and else what the seed gives."""
        # The old module first makes room; it also must not stay if there is none for the new.
        self.module, self.learned = build_module(Network(), seed=0), frozenset()
        self.module = build_module(self.network, seed=self._seed, initial=self._initial)
        self.learned = self._known.put_into(self.module)

    # What was learned

    def count_as_learned(self, run: str) -> None:
        """All layers are trained from now on, in this run; its name is empty where none is kept."""
        self.learned = frozenset(name for name, _ in self.module.named_children())
        self.note_run(run)

    def note_run(self, run: str) -> None:
        """What was loaded are the weights of the run of this name."""
        self._source = WeightsOrigin(run=run)

    def state(self) -> LearnedState:
        """What was learned up to now, to be put back."""
        tensors = {name: value.clone() for name, value in self.module.state_dict().items()}
        return LearnedState(self.learned, self._source, tensors)

    def put_back(self, state: LearnedState) -> None:
        """Be as at that moment; the network is the same as then."""
        self.learned, self._source = state.learned, state.source
        self.module.load_state_dict(state.tensors)
        self.module.zero_grad()

    def count_as_before(self, before: LearnedFrom) -> None:
        """What was typed is taken back: the weights are those that were there at that moment."""
        self._known.forget_layers(self.module, self.learned - before.layers)
        self.learned, self._source = before.layers, before.source

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Copies of the parameters and running statistics that were learned ("conv1.weight").

        Those of layers that are as the seed gave them are left out. Layers that do not work for
        now, behind a cut wire or for want of memory, are there with what they learned last.
        """
        states = {
            name: child.state_dict()
            for name, child in self.module.named_children()
            if name in self.learned
        }
        states |= self._known.waiting(self.network, self.module)
        return {
            key: array.copy()
            for name, state in states.items()
            for key, array in arrays_of(name, state).items()
        }

    def load(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        """Take over weights by name; those that do not fit the network are passed over.

        Those of layers that do not work yet are kept for when they do.
        """
        state = self.module.state_dict()
        working = {name for name, _ in self.module.named_children()}
        loaded, waiting = set(), dict[str, dict[str, Tensor]]()
        for key, values in weights.items():
            name, _, parameter = key.partition(".")
            if key in state and state[key].shape == values.shape:
                state[key].copy_(torch.from_numpy(values))
                loaded.add(name)
            elif name in self.network.layers and name not in working:
                waiting.setdefault(name, {})[parameter] = torch.from_numpy(values.copy())
        for name, arrays in waiting.items():
            self._known.keep(name, type(self.network.layers[name]).__name__, arrays)
        if loaded or waiting:
            kept = self._source if self.learned - loaded else DRAWN
            self._source = msgspec.structs.replace(kept, loaded=True)
        self.learned |= loaded

    def edit(self, edits: Sequence[WeightEdit]) -> EditedWeights:
        """Change weights by hand; their layers count as learned."""
        edited = write_weights(self.module, edits)
        if edited.undo:
            kept = self._source if self.learned else DRAWN
            self._source = msgspec.structs.replace(kept, typed=True)
        self.learned |= {part.layer for part in edited.undo}
        return edited
