"""What may help a run that went wrong: each remedy a change to be made before training again.

Offered as buttons beside what is said about the run. None needs torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.language import tr
from app.network.arrange import COLUMN_STEP
from app.network.edits import Edit, InsertBefore
from app.network.graph import Network
from app.network.layers.dense import Linear
from app.network.layers.normalisation import Dropout
from app.training.augmentation_settings import Augmentation
from app.training.class_changing import images_of
from app.training.recipe import Recipe
from app.training.steps import steps_per_epoch

Trouble = Literal["overfitting", "slow", "stuck", "diverged"]
FACTOR = 10
"""By which a learning rate is lowered or raised: the lectures try powers of ten."""
FEWEST_EPOCHS = 3
"""Of a run on all images, so that validation has a curve."""
MOVED = Augmentation(rotate=10.0, shift=2, smallest_scale=0.9, largest_scale=1.1)
"""Changes the class of hardly any image."""
_MIRRORED = Augmentation(horizontal_flip=True, shift=2)
_HEARD = Augmentation(shift=2, noise=0.05)
_USUAL: Mapping[str, Augmentation] = {
    "clothes": _MIRRORED,
    "objects": _MIRRORED,
    "signals": _HEARD,
}


_ALIKE = ("zeros", "constant")
"""Initialisations that give all weights of a layer the same value."""


@dataclass(frozen=True)
class Remedy:
    """A change: its name on a button, a sentence about it, an edit or none, the recipe then."""

    title: str
    sentence: str
    recipe: Recipe
    edit: Edit | None = None


def usual_augmentation(dataset: str) -> Augmentation:
    """What is commonly done to images of a data set and leaves their classes as they are."""
    return _USUAL.get(images_of(dataset) or "", MOVED)


def remedies(
    trouble: Trouble, network: Network, recipe: Recipe, images: int, rate: float
) -> tuple[Remedy, ...]:
    """What to try, the most promising first.

    `images` counts the training images of the data set as it is without changes, and `rate` is
    the learning rate of the run that went wrong.
    """
    if trouble == "slow" and recipe.initialisation in _ALIKE:
        return (_random_weights(recipe),)
    if trouble != "overfitting":
        return (_other_rate(trouble, recipe, rate),)
    found = (
        _all_images(recipe, images),
        _augmented(recipe),
        _with_dropout(network, recipe),
    )
    return tuple(remedy for remedy in found if remedy is not None)


def _random_weights(recipe: Recipe) -> Remedy:
    sentence = tr("Train again from random weights: filters that begin alike stay alike")
    return Remedy(tr("Random weights"), sentence, replace(recipe, initialisation="pytorch"))


def _other_rate(trouble: Trouble, recipe: Recipe, rate: float) -> Remedy:
    """The rate of the recipe counts where the user has lowered or raised it already."""
    slow = trouble == "slow"
    wanted = float(f"{rate * FACTOR if slow else rate / FACTOR:.3g}")
    choose: Callable[[float, float], float] = max if slow else min
    wanted = choose(wanted, recipe.learning_rate)
    sentence = tr(
        "Train again from the same initial weights with a learning rate of {wanted:g}",
        wanted=wanted,
    )
    return Remedy(
        tr("Learning rate {wanted:g}", wanted=wanted),
        sentence,
        replace(recipe, learning_rate=wanted),
    )


def _all_images(recipe: Recipe, images: int) -> Remedy | None:
    """For about as many steps as before, since an epoch is so much longer."""
    subset = recipe.changes.subset
    if not subset or subset >= images:
        return None
    steps = recipe.epochs * steps_per_epoch(subset, recipe.batch_size)
    epochs = max(FEWEST_EPOCHS, round(steps / steps_per_epoch(images, recipe.batch_size)))
    changed = replace(recipe, changes=replace(recipe.changes, subset=0), epochs=epochs)
    return Remedy(
        tr("All {images:,} images", images=images),
        tr(
            "Train again from the same initial weights on all images, for {epochs} epochs",
            epochs=epochs,
        ),
        changed,
    )


def _augmented(recipe: Recipe) -> Remedy | None:
    if recipe.augmentation.is_on:
        return None
    how = usual_augmentation(recipe.dataset)
    sentence = tr(
        "Train again from the same initial weights with {in_words}", in_words=how.in_words
    )
    return Remedy(tr("Augmentation"), sentence, replace(recipe, augmentation=how))


def _with_dropout(network: Network, recipe: Recipe) -> Remedy | None:
    """Half of the units before the last dense layer, unless some are dropped already."""
    if any(isinstance(layer, Dropout) for layer in network.layers.values()):
        return None
    dense = [name for name in network.order if type(network.layers[name]) is Linear]
    if not dense or dense[-1] not in network.source_of:
        return None
    edit = InsertBefore(Dropout(0.5), dense[-1], shift=COLUMN_STEP)
    sentence = tr(
        "Train again from the same initial weights with Dropout(0.5) before {dense}",
        dense=dense[-1],
    )
    return Remedy("Dropout", sentence, recipe, edit)
