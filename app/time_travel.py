"""Looking back: the run whose past can be seen, and the weights of the moment that is looked at.

The live weights are never touched: a copy of the network takes on those of the past.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from app.language import tr
from app.training.module import NetworkModule
from app.training.moments import Moments
from app.training.run import RunError


@dataclass(frozen=True)
class Past:
    """The moments of a run that can be looked at, and where one stands.

    `steps` rise; `at` is one of them, or None for now. `newest` is the step of the weights of now,
    or None where they are not of this run any more.
    """

    folder: Path
    steps: tuple[int, ...]
    newest: int | None
    at: int | None

    @property
    def run(self) -> str:
        """The name of the run."""
        return self.folder.name


class TimeTravel:
    """A run whose past can be seen, while the network is the run's."""

    def __init__(self, folder: Path, newest: int | None) -> None:
        self.newest = newest
        self.at: int | None = None
        self.module: NetworkModule | None = None
        """The network with the weights of the moment; None now."""
        self.folder = folder
        self._moments = Moments(folder)

    @property
    def past(self) -> Past:
        """What there is to be seen; the weights of now are no moment of the past."""
        steps = tuple(step for step in self._moments.steps() if step != self.newest)
        return Past(self.folder, steps, self.newest, self.at)

    def go(self, step: int, live: NetworkModule) -> None:
        """Look at the moment after `step`; RunError where it cannot be read."""
        weights = self._moments.load(step)
        module = self.module or deepcopy(live)
        take(weights, module)
        self.module, self.at = module, step

    def come_back(self) -> None:
        """Look at the weights of now."""
        self.module, self.at = None, None


def take(weights: Mapping[str, np.ndarray], module: NetworkModule) -> None:
    """Put weights into a network; RunError where they are of another."""
    state = module.state_dict()
    odd = sorted(weights.keys() ^ state.keys())
    odd += [
        name for name in weights.keys() & state.keys() if weights[name].shape != state[name].shape
    ]
    if odd:
        raise RunError(tr("these weights are of another network: {odd}", odd=", ".join(odd[:3])))
    for name, array in weights.items():
        state[name].copy_(torch.from_numpy(array))
