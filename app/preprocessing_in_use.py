"""Which preprocessing images are looked at with: the recipe's, or the one that weights learned."""

from __future__ import annotations

import math

from app.data.dataset import Dataset
from app.data.fitted_preprocessing import Preprocessing, fit_preprocessing
from app.data.preprocessing import Shape, fit_images
from app.data.preprocessing_choice import WHITENINGS, PreprocessingName, why_not_whitened
from app.training.recipe import Recipe

LARGEST_SAMPLE = 2**25
"""Pixels from which the scale of the images is fitted before there is a run: enough to be exact
for all but very large Inputs, for which fitting every image would take the machine's memory."""

_Choice = tuple[PreprocessingName, float]
"""A preprocessing by name, and the epsilon of a whitening."""


class PreprocessingInUse:
    """What the recipe asks for counts until weights have learned from images made otherwise."""

    def __init__(self) -> None:
        self._asked: _Choice = ("standardise", 0.0)
        self._used: _Choice = self._asked
        """What the weights have learned from, where they have learned."""
        self._used_before: _Choice = self._asked
        self._fitted: tuple[Dataset, Shape, _Choice, Preprocessing] | None = None

    def ask(self, recipe: Recipe) -> bool:
        """Take what a recipe asks for; returns whether that is another."""
        before, self._asked = self._asked, _choice(recipe)
        return self._asked != before

    def learn_from(
        self, recipe: Recipe, dataset: Dataset, shape: Shape, fitted: Preprocessing
    ) -> None:
        """A run begins, with the preprocessing that it has fitted for this shape of the Input."""
        self._used_before = self._used
        self._asked = self._used = _choice(recipe)
        self._fitted = (dataset, shape, self._used, fitted)

    def take_back(self) -> None:
        """The run that began last ruined its weights: those from before it are back."""
        self._used = self._used_before

    def settle(self, *, learned: bool) -> None:
        """Weights come from elsewhere: what is in use now is what they shall have learned from."""
        self._used = self._now(learned=learned)

    def fitted(self, dataset: Dataset, shape: Shape, *, learned: bool) -> Preprocessing:
        """That which training uses for this shape of the Input, fitted once."""
        known, choice = self._fitted, self._now(learned=learned)
        if why_not_whitened(choice[0], shape):
            choice = ("standardise", 0.0)  # such a run is refused; the maps can be looked at
        if known is None or known[0] is not dataset or known[1:3] != (shape, choice):
            images = dataset.train.images
            every = max(1, math.ceil(len(images) * math.prod(shape) / LARGEST_SAMPLE))
            name, epsilon = choice
            sample = fit_images(images[::every], shape)
            fitted = fit_preprocessing(name, sample, epsilon=epsilon)
            known = self._fitted = (dataset, shape, choice, fitted)
        return known[3]

    def _now(self, *, learned: bool) -> _Choice:
        return self._used if learned else self._asked


def _choice(recipe: Recipe) -> _Choice:
    whitens = recipe.preprocessing in WHITENINGS
    return recipe.preprocessing, recipe.whitening_epsilon if whitens else 0.0
