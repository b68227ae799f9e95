"""The share of test images that a student's network reads rightly; torch comes when needed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

from app.data.catalogue import load
from app.data.changes import UNCHANGED
from app.data.dataset import DataError, Dataset
from app.exercises.checking import Measured
from app.files.project import Project
from app.language import tr
from app.network.graph import Network
from app.training.recipe import Recipe


class AccuracyTests:
    """Measures accuracies; data sets are loaded once."""

    def __init__(self) -> None:
        self._datasets: dict[tuple[str, float], Dataset] = {}

    def own(self, project: Project, data: str) -> Measured:
        """With the weights in the file, and the preprocessing that its recipe names."""
        import torch

        from app.training.module import UntrainableError, build_module
        from app.training.trainer import Trainer

        own = project.weights or {}
        if not own:
            return Measured(reason=tr("the file holds no trained weights: train, then save"))
        recipe = replace(project.recipe, dataset=data, changes=UNCHANGED, device="cpu")
        try:
            module = build_module(project.network, seed=recipe.seed)
            state = module.state_dict()
            missing = [name for name, values in state.items() if values.dim() and name not in own]
            if missing:
                layer = missing[0].partition(".")[0]
                return Measured(
                    reason=tr("{layer} was never trained: train, then save", layer=layer)
                )
            for key, values in own.items():
                if key in state and tuple(state[key].shape) == values.shape:
                    state[key].copy_(torch.from_numpy(values))
            dataset = self._dataset(recipe)
            trainer = Trainer(project.network, recipe, dataset, module=module)
            return _measured(dataset, trainer.test()[1])
        except (UntrainableError, DataError) as error:
            return Measured(reason=str(error))

    def trained(self, network: Network, recipe: Recipe) -> Measured:
        """After a training from the first weights of the recipe's seed."""
        from app.training.events import Diverged, OutOfMemory
        from app.training.module import UntrainableError
        from app.training.trainer import Trainer

        try:
            dataset = self._dataset(recipe)
            trainer = Trainer(network, recipe, dataset)
            with closing(trainer.events()) as events:
                for event in events:
                    if isinstance(event, Diverged | OutOfMemory):
                        return Measured(
                            reason=tr("training stopped: {reason}", reason=event.reason)
                        )
            return _measured(dataset, trainer.test()[1])
        except (UntrainableError, DataError) as error:
            return Measured(reason=str(error))

    def _dataset(self, recipe: Recipe) -> Dataset:
        key = (recipe.dataset, recipe.difficulty)
        if key not in self._datasets:
            self._datasets[key] = load(recipe.dataset, difficulty=recipe.difficulty)
        return self._datasets[key]


def _measured(dataset: Dataset, accuracy: float) -> Measured:
    if not len(dataset.test):
        return Measured(reason=tr("{title} has no test images", title=dataset.title))
    return Measured(accuracy)
