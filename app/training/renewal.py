"""A new run that begins with the weights of another."""

from __future__ import annotations

import torch

from app.data.dataset import Dataset
from app.language import tr
from app.training.module import build_module
from app.training.recipe import Recipe
from app.training.replicas import Replicas
from app.training.run import Run, RunError
from app.training.saved_preprocessing import saved_preprocessing
from app.training.trainer import Trainer


def trainer_from_weights(
    run: Run, recipe: Recipe, dataset: Dataset, *, replicas: Replicas | None = None
) -> Trainer:
    """A trainer of the weights in a run's last checkpoint, from its first step on, by `recipe`.

    Images are preprocessed as the weights know them. Raises RunError and UntrainableError.
    """
    module = build_module(run.network, seed=recipe.seed, initial=recipe.initial_weights)
    tensors = run.load_checkpoint(only=("module/",)).tensors
    state = {name.removeprefix("module/"): torch.from_numpy(each) for name, each in tensors.items()}
    try:
        module.load_state_dict(state)
    except RuntimeError as error:
        raise RunError(
            tr("the checkpoint of {name} is of another network", name=run.name)
        ) from error
    fitted = saved_preprocessing(run)
    return Trainer(
        run.network, recipe, dataset, module=module, preprocessing=fitted, replicas=replicas
    )
