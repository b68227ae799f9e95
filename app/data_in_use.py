"""The data set that the session trains on, and what it was before it was changed."""

from __future__ import annotations

from app.data.catalogue import load
from app.data.changes import DataChanges
from app.data.changing import changed
from app.data.dataset import Dataset
from app.training.recipe import Recipe


class DataInUse:
    """Loads a data set once, however often other changes of it are wished for."""

    def __init__(self) -> None:
        self.dataset: Dataset | None = None
        self.original: Dataset | None = None
        """The data set as it was before it was changed; None where that is not in memory."""
        self._wanted: tuple[str, float, DataChanges] | None = None
        """Name and difficulty of the data set, and what is changed of it."""

    def load(
        self, name: str, difficulty: float, changes: DataChanges, original: Dataset | None
    ) -> Dataset:
        """Go to a data set; `original` is the set without changes, where it is in memory already.

        Raises DataError.
        """
        known = self._wanted
        if original is not None:
            self.original = original
        elif self.original is None or known is None or known[:2] != (name, difficulty):
            self.original = load(name, difficulty=difficulty)
        self.dataset = changed(self.original, changes)
        self._wanted = (name, difficulty, changes)
        return self.dataset

    def is_for(self, recipe: Recipe) -> bool:
        """Whether it is the one that the recipe names."""
        return self._wanted == (recipe.dataset, recipe.difficulty, recipe.changes)

    def take_over(self, dataset: Dataset, recipe: Recipe) -> None:
        """Go on with the data set of a run."""
        self.dataset, self.original = dataset, None
        self._wanted = (recipe.dataset, recipe.difficulty, recipe.changes)
