"""What is measured of a run by which the faults of the sabotage lab are told; needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.layer_health import NetworkHealth
from app.network.graph import Network
from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent

RIGHT_IN_A_ROW = 3
"""So many batches without an error, and then so many with nothing but errors."""


@dataclass(frozen=True, eq=False)
class Observed:
    """A run as far as it got, and the network with the weights of that moment.

    `network` is the one that the student built. `guessing` is the loss of giving each class the
    same probability. `weights` are those of the layers by torch's names. `inputs` are mean and
    deviation of the values that enter the network. The accuracies, 0 to 1, are those of samples
    of the training images (with the labels that are learned) and of the validation images, all
    classified with the same weights; `favourite` is the class that most validation images are
    given, and their share.
    """

    network: Network
    events: Sequence[TrainingEvent]
    guessing: float
    weights: Mapping[str, NDArray[np.float32]]
    inputs: tuple[float, float]
    train_accuracy: float
    validation_accuracy: float
    favourite: tuple[str, float]
    health: NetworkHealth | None = None

    @property
    def steps(self) -> list[StepDone]:
        """The batches that were learned."""
        return [event for event in self.events if isinstance(event, StepDone)]

    @property
    def is_telling(self) -> bool:
        """Whether enough has happened to judge by: an epoch, or a breakdown."""
        return any(isinstance(event, EpochDone | Diverged) for event in self.events)

    @property
    def losses(self) -> NDArray[np.float64]:
        """The loss of every step; one of NaN where there was none."""
        return np.array([step.loss for step in self.steps] or [np.nan], np.float64)

    @property
    def update_ratios(self) -> dict[str, float]:
        """‖Δw‖/‖w‖ of a step by layer, where it was measured."""
        layers = self.health.layers if self.health else {}
        return {
            name: layer.update_ratio
            for name, layer in layers.items()
            if layer.update_ratio is not None
        }

    @property
    def most_dead(self) -> tuple[str, float] | None:
        """The rectifier with the largest share of dead units."""
        layers = self.health.layers.values() if self.health else ()
        shares = [(layer.name, layer.dead) for layer in layers if layer.dead is not None]
        return max(shares, key=lambda entry: entry[1], default=None)

    @property
    def largest_weight(self) -> tuple[str, float]:
        """The layer with the largest weight, and its size."""
        sizes = [(name, float(np.abs(weight).max())) for name, weight in self.filters]
        return max(sizes, key=lambda entry: entry[1], default=("", 0.0))

    @property
    def runs_of_batches(self) -> tuple[int, int]:
        """The longest row of batches without an error; after one, the longest of nothing else."""
        right = wrong = in_row = 0
        last = None
        for step in self.steps:
            kind = step.accuracy if step.accuracy in (0.0, 1.0) else None
            in_row = in_row + 1 if kind == last else 1
            last = kind
            if kind == 1.0:
                right = max(right, in_row)
            elif kind == 0.0 and right >= RIGHT_IN_A_ROW:
                wrong = max(wrong, in_row)
        return right, wrong

    @property
    def filters(self) -> list[tuple[str, NDArray[np.float32]]]:
        """The weights of each convolution and dense layer, in the order of the network."""
        return [
            (key.removesuffix(".weight"), value)
            for key, value in self.weights.items()
            if key.endswith(".weight") and value.ndim > 1
        ]
