"""The loss that a recipe names."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, mse_loss, one_hot

from app.training.recipe import Recipe


def mean_loss(recipe: Recipe, logits: Tensor, labels: Tensor) -> Tensor:
    """The mean loss of a batch: logits N×classes, int64 labels N, a scalar.

    `cross_entropy` is in nats. `mse` is the mean squared distance of the softmax probabilities
    from the one-hot labels, over images and classes.
    """
    if recipe.loss == "mse":
        probabilities = torch.softmax(logits, dim=1)
        return mse_loss(probabilities, one_hot(labels, logits.shape[1]).to(logits.dtype))
    return cross_entropy(logits, labels, label_smoothing=recipe.label_smoothing)
