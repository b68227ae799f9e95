"""LeNet-5 on MNIST: Convas' trainer against the usual PyTorch loop, in turns."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch.utils.data import DataLoader

from app.data.catalogue import load
from app.data.dataset import Dataset
from app.network.patterns import lenet5
from app.training.augmentation_settings import Augmentation
from app.training.events import StepDone
from app.training.module import build_module
from app.training.recipe import Recipe
from app.training.trainer import Trainer
from benchmarks.measure import Claim, in_turns, seconds
from benchmarks.usual_loop import PictureFiles, epoch_after_epoch, usual_steps

STEPS = 100
RECIPE = Recipe(epochs=10_000)
AUGMENTED = replace(
    RECIPE,
    augmentation=Augmentation(rotate=10, shift=2, smallest_scale=0.9, largest_scale=1.1),
)


def tutorial_steps(dataset: Dataset, workers: int) -> Iterator[float]:
    """The same network in the usual loop; each item is the loss of one step."""
    module = build_module(lenet5(), seed=0)
    optimizer = torch.optim.Adam(module.parameters(), lr=RECIPE.learning_rate)
    loader = DataLoader(
        PictureFiles(dataset.train, height=32, mean=0.1307, deviation=0.3081),
        batch_size=RECIPE.batch_size,
        shuffle=True,
        num_workers=workers,
        persistent_workers=workers > 0,
    )
    return usual_steps(module, optimizer, epoch_after_epoch(loader))


def convas_steps(dataset: Dataset, recipe: Recipe = RECIPE) -> Iterator[StepDone]:
    """Convas' trainer without a window; each item is one step."""
    events = Trainer(lenet5(), recipe, dataset).events()
    return (event for event in events if isinstance(event, StepDone))


def timer_of(steps: Iterator[object]) -> Callable[[], float]:
    """A measurement that takes STEPS more steps; the first are taken at once, to warm up."""
    next(itertools.islice(steps, 20, None))
    return lambda: seconds(lambda: next(itertools.islice(steps, STEPS - 1, None)))


def measure() -> list[Claim]:
    """How many times as many images a second as the usual loop, and what augmentation costs."""
    dataset = load("mnist")
    images = STEPS * RECIPE.batch_size
    claims = []
    for workers in (0, 2):
        usual, convas, ratio = in_turns(
            timer_of(tutorial_steps(dataset, workers)), timer_of(convas_steps(dataset))
        )
        claims.append(
            Claim(
                f"training LeNet-5 against DataLoader + transforms, {workers} workers",
                ratio,
                1.8,
                at_least=True,
                detail=f"{images / convas:,.0f} against {images / usual:,.0f} images/s",
            )
        )
    plain, changed, share = in_turns(
        timer_of(convas_steps(dataset)), timer_of(convas_steps(dataset, AUGMENTED))
    )
    claims.append(
        Claim(
            "training LeNet-5 with turned, moved and scaled digits against without",
            share,
            0.6,
            at_least=True,
            detail=f"{images / changed:,.0f} against {images / plain:,.0f} images/s",
        )
    )
    return claims
