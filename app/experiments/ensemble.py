"""Several networks that vote: the mean of their probabilities errs less often than each of them.

Bagging (Breiman, "Bagging predictors", 1996) trains each member from its own weights on a sample,
with replacement, of the training images. Snapshots (Huang et al., "Snapshot ensembles: train 1, get
M for free", 2017) are taken of one network, each time the learning rate has fallen along a cosine
to zero and before it leaps up again.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import Dataset, Split
from app.experiments.ensemble_result import Member
from app.language import tr
from app.network.graph import Network
from app.training.events import Failure, StepDone
from app.training.module import NetworkModule
from app.training.recipe import Recipe
from app.training.seeds import seed_from
from app.training.trainer import Trainer

Method = Literal["bagging", "snapshots"]
METHODS: tuple[Method, ...] = ("bagging", "snapshots")
MOST_MEMBERS = 100


@dataclass(frozen=True)
class MemberStep:
    """A batch of a member was learned: `step` of `steps`."""

    member: int
    step: int
    steps: int


def train_ensemble(
    network: Network, recipe: Recipe, dataset: Dataset, members: int, method: Method
) -> Generator[MemberStep | Member, None, None]:
    """Train `members` networks by the recipe, and test them alone and together.

    Of snapshots, each takes a share of the recipe's epochs, at least one, so that all of them
    together take as long as one run; of bagging, each takes all. The same arguments give the same
    numbers. Raises ValueError for numbers that make no sense and UntrainableError.
    """
    if not 1 <= members <= MOST_MEMBERS:
        raise ValueError(
            tr(
                "an ensemble has from 1 to {most_members} members, not {members}",
                most_members=MOST_MEMBERS,
                members=members,
            )
        )
    total = np.zeros((len(dataset.test), len(dataset.classes)))
    voices, ensemble_error = 0, 1.0
    module: NetworkModule | None = None
    for member in range(1, members + 1):
        own = replace(recipe, seed=(recipe.seed + member - 1) % 2**31)
        if method == "snapshots":
            own = _cycle(own, recipe, members)
            trainer = Trainer(network, own, dataset, module=module)
            module = trainer.module
        else:
            trainer = Trainer(network, own, bootstrap(dataset, own.seed))
        diverged = yield from _trained(trainer, member)
        if diverged:
            yield Member(member, 1.0, ensemble_error, diverged)
            if method == "snapshots":
                return
            continue
        probabilities = _test_probabilities(trainer)
        total += probabilities
        voices += 1
        ensemble_error = error_of(total / voices, dataset.test.labels)
        yield Member(member, error_of(probabilities, dataset.test.labels), ensemble_error)


def bootstrap(dataset: Dataset, seed: int) -> Dataset:
    """The data set with as many training images, drawn with replacement: some twice, some never."""
    train = dataset.train
    generator = np.random.default_rng(seed_from(seed, "bootstrap"))
    chosen = np.sort(generator.integers(0, len(train), len(train)))
    return replace(dataset, train=Split(train.images[chosen], train.labels[chosen]))


def error_of(probabilities: NDArray[np.float64], labels: NDArray[np.int64]) -> float:
    """The share of images (rows) whose most probable class is not their label."""
    return float((probabilities.argmax(axis=1) != labels).mean())


def _cycle(own: Recipe, recipe: Recipe, members: int) -> Recipe:
    epochs = max(1, recipe.epochs // members)
    return replace(
        own, epochs=epochs, schedule="cosine", warm_up_epochs=0, stop_patience=0, restore_best=False
    )


def _trained(trainer: Trainer, member: int) -> Generator[MemberStep, None, str]:
    """Train to the end; the reason where it diverged."""
    with closing(trainer.events()) as events:
        for event in events:
            if isinstance(event, StepDone):
                yield MemberStep(member, event.step, trainer.total_steps)
            if isinstance(event, Failure):
                return event.reason
    return ""


@torch.no_grad()
def _test_probabilities(trainer: Trainer) -> NDArray[np.float64]:
    """Those of the test images N×classes."""
    trainer.module.eval()
    found = [
        torch.softmax(trainer.module(images), dim=1).double().cpu().numpy()
        for images, _ in trainer.test_batches()
    ]
    return np.concatenate(found)
