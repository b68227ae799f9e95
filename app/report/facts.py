"""What a report tells of a run, as plain data; needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.evaluation import Evaluation
from app.network.graph import Network
from app.training.events import EpochDone, StepDone
from app.training.recipe import Recipe
from app.training.run_list import RunSummary


@dataclass(frozen=True, eq=False)
class LearnedFilters:
    """The filters of the first convolution, out×in×kH×kW."""

    layer: str
    values: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class RunFacts:
    """A run as it stands in its folder, and how its network reads the test images."""

    summary: RunSummary
    state: str
    """How it ended, or what becomes of it now, in words."""
    network: Network
    recipe: Recipe
    """With all that was changed while training."""
    epochs: tuple[EpochDone, ...]
    steps: tuple[StepDone, ...]
    remarks: tuple[str, ...]
    """What happened on the way, a sentence each."""
    data: tuple[tuple[str, str], ...]
    """The data set in words: (what, value)."""
    evaluation: Evaluation | None
    why_not_evaluated: str
    """Why there is no evaluation, or empty."""
    weights_step: int | None
    """After which step the weights are that were evaluated and whose filters are shown."""
    filters: LearnedFilters | None
    versions: tuple[tuple[str, str], ...]
    training_images: int = 0
    """How many there are, and how many to watch; 0 where the data set cannot be read."""
    validation_images: int = 0

    @property
    def best(self) -> EpochDone | None:
        """The epoch with the best validation accuracy, of equals the first, as the runs' list."""
        return max(
            self.epochs, key=lambda done: (done.validation_accuracy, -done.epoch), default=None
        )

    @property
    def last(self) -> EpochDone | None:
        """The last epoch that was done."""
        return self.epochs[-1] if self.epochs else None
