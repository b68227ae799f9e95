"""Variants trained with the same seeds, so that the difference is not luck.

Both runs of a seed see the same images in the same order, and layers of the same name begin with
the same weights. What is told is the mean over the seeds with its standard error, s/√n, and for the
difference the mean of the differences of the pairs with theirs: what the seeds have in common
cancels out (a paired comparison).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace

from app.data.dataset import Dataset
from app.experiments.comparisons import Variant
from app.experiments.paired_result import PairStep, RunOfVariant
from app.language import tr
from app.training.events import Diverged, EpochDone, OutOfMemory, StepDone
from app.training.trainer import Trainer

MOST_REPEATS = 100


def compare(
    variants: Sequence[Variant], dataset: Dataset, repeats: int
) -> Generator[PairStep | RunOfVariant, None, None]:
    """Train every variant `repeats` times, the seeds counting up from each recipe's own.

    All variants of a seed come before the next seed, so that a comparison that is broken off has
    whole pairs. Raises ValueError and UntrainableError.
    """
    if not 1 <= repeats <= MOST_REPEATS:
        raise ValueError(
            tr(
                "a comparison is repeated from 1 to {most_repeats} times, not {repeats}",
                most_repeats=MOST_REPEATS,
                repeats=repeats,
            )
        )
    for repeat in range(1, repeats + 1):
        for at, variant in enumerate(variants):
            seed = (variant.recipe.seed + repeat - 1) % 2**31
            trainer = Trainer(variant.network, replace(variant.recipe, seed=seed), dataset)
            epochs: list[EpochDone] = []
            diverged = ""
            with closing(trainer.events()) as events:
                for event in events:
                    match event:
                        case StepDone():
                            yield PairStep(at, repeat, event.step, trainer.total_steps)
                        case EpochDone():
                            epochs.append(event)
                        case Diverged() | OutOfMemory():
                            diverged = event.reason
            yield RunOfVariant(
                variant=at,
                name=variant.name,
                repeat=repeat,
                seed=seed,
                losses=tuple(epoch.validation_loss for epoch in epochs),
                accuracies=tuple(epoch.validation_accuracy for epoch in epochs),
                test_accuracy=0.0 if diverged else trainer.test()[1],
                diverged=diverged,
            )
