"""A network as a torch module: the same names, weights made from a seed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn

from app.network.analysis import Analysis, analyse, why_no_scores
from app.network.graph import Network
from app.network.problems import Problem, logits_layer
from app.training import own_layers
from app.training.first_weights import initialise
from app.training.initialisation import PYTORCH_WEIGHTS, InitialWeights
from app.training.memory import available_memory, why_it_cannot_be_built
from app.training.seeds import seed_from


class UntrainableError(ValueError):
    """This network cannot be trained, or not on this data or machine; the text says why.

    `problems` are those of the network, with the fixes that would mend it; it is empty where the
    machine is in the way. `fitting_batch` is a batch size that would do; 0 where that is unknown
    or not what is in the way.
    """

    def __init__(
        self, message: str, problems: tuple[Problem, ...] = (), fitting_batch: int = 0
    ) -> None:
        super().__init__(message)
        self.problems = problems
        self.fitting_batch = fitting_batch


class _Step(NamedTuple):
    """One layer's turn: which outputs it takes, and which nobody needs after it."""

    name: str
    module: nn.Module
    sources: tuple[str, ...]
    done: tuple[str, ...]


class NetworkModule(nn.Module):
    """The layers that work, as children that carry the layers' names: `conv1.weight`.

    Made by `build_module`. A half-built network gives the part that is connected to an Input and
    fits together.
    """

    def __init__(self, network: Network, layers: Mapping[str, nn.Module]) -> None:
        super().__init__()
        self._network = network
        # add_module would refuse a layer named like a method of this class ("outputs"). All else
        # that is set here begins with an underscore, which no layer's name does.
        self._modules.update(layers)
        self._logits = logits_layer(network)
        self._plan = self._plan_for([self._logits] if self._logits else [])

    @property
    def network(self) -> Network:
        """What the module was made from."""
        return self._network

    @property
    def logits(self) -> str | None:
        """The layer that gives the scores of the classes; None while there is no single end."""
        return self._logits if self._plan else None

    def _plan_for(self, wanted: Iterable[str]) -> tuple[_Step, ...]:
        """The steps that lead to the wanted layers which work; none of the others."""
        wanted = [name for name in wanted if name in self._modules]
        needed = set(wanted)
        for name in wanted:
            needed.update(self._network.upstream(name))
        steps: list[_Step] = []
        kept = set(wanted)
        for name in reversed(self._network.order):
            if name not in needed:
                continue
            sources = self._network.sources_of[name]
            child = self._modules[name]
            assert child is not None
            steps.append(_Step(name, child, sources, tuple({*sources} - kept)))
            kept.update(sources)
        return tuple(reversed(steps))

    @staticmethod
    def _run(plan: Iterable[_Step], images: Tensor) -> dict[str, Tensor]:
        """What the steps make, letting go of what none of the following needs."""
        found: dict[str, Tensor] = {}
        for name, module, sources, done in plan:
            found[name] = (
                module(*(found[source] for source in sources)) if sources else module(images)
            )
            for source in done:
                del found[source]
        return found

    def forward(self, images: Tensor) -> Tensor:
        """The logits, N×classes, of float images N×C×H×W; a Softmax at the end is left out.

        Raises UntrainableError where the network does not end in one layer that works.
        """
        if self._logits is None or not self._plan:
            raise UntrainableError(why_no_scores(self._network))
        return self._run(self._plan, images)[self._logits]

    def outputs(self, images: Tensor, wanted: Collection[str]) -> dict[str, Tensor]:
        """What the `wanted` layers make of float images N×C×H×W, by layer name.

        Only these layers and those before them are computed; names of layers that do not work
        are passed over. Whether dropout and batch normalisation behave as in training is the
        caller's choice (`train`, `eval`).
        """
        return self._run(self._plan_for(wanted), images)


def build_module(
    network: Network, *, seed: int, initial: InitialWeights = PYTORCH_WEIGHTS
) -> NetworkModule:
    """The module of a network, on the CPU, with the first weights that `initial` and `seed` give.

    The weights of a layer depend on the seed and the layer's name alone, so adding a layer leaves
    those of the others as they are; torch's global generator is not touched. Raises
    UntrainableError for a network that cannot fit into memory.
    """
    analysis = analyse(network)
    if reason := why_it_cannot_be_built(analysis, available_memory()):
        raise UntrainableError(reason)
    layers: dict[str, nn.Module] = {}
    for name in _working(network, analysis):
        child = _made(network, analysis, name)
        generator = torch.Generator().manual_seed(seed_from(seed, "layer", name))
        initialise(child, initial.of(name), generator)
        layers[name] = child
    return NetworkModule(network, layers)


def _working(network: Network, analysis: Analysis) -> list[str]:
    """The first Input and the layers it reaches through layers which all have an output.

    A second Input is a mistake being made; what hangs on it may want images of another size.
    """
    working = dict.fromkeys(network.inputs[:1])
    for name in network.order:
        sources = network.sources_of[name]
        fed = bool(sources) and all(source in working for source in sources)
        if fed and analysis.layers[name].output is not None:
            working[name] = None
    return list(working)


def _made(network: Network, analysis: Analysis, name: str) -> nn.Module:
    """The layer's module with memory for its weights, which are not yet set."""
    call = network.layers[name].torch_call(analysis.layers[name].input or ())
    with torch.device("meta"):  # else torch would fill the weights from its global generator
        kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
        child: nn.Module = kind(**call.arguments)
    # `child.to_empty` does the same, but its first call imports torch's compiler: 0.3 s.
    for key, weight in list(child.named_parameters()):
        setattr(child, key, nn.Parameter(torch.empty(weight.shape)))
    for key, statistic in list(child.named_buffers()):
        setattr(child, key, torch.empty(statistic.shape, dtype=statistic.dtype))
    return child
