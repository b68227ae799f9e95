"""The recipe's optimiser as torch has it."""

from __future__ import annotations

from collections.abc import Iterable

from torch import nn
from torch.optim import SGD, Adam, AdamW, Optimizer, RMSprop

from app.training.recipe import Recipe


def make_optimizer(recipe: Recipe, parameters: Iterable[nn.Parameter]) -> Optimizer:
    """The optimiser that the recipe names, with torch's defaults for what it does not say."""
    rate, decay = recipe.learning_rate, recipe.weight_decay
    match recipe.optimizer:
        case "sgd":
            return SGD(parameters, lr=rate, weight_decay=decay)
        case "momentum":
            return SGD(parameters, lr=rate, weight_decay=decay, momentum=recipe.momentum)
        case "nesterov":
            # torch refuses Nesterov's rule without momentum; with none it is plain descent.
            ahead = recipe.momentum > 0
            return SGD(
                parameters, lr=rate, weight_decay=decay, momentum=recipe.momentum, nesterov=ahead
            )
        case "adam":
            return Adam(parameters, lr=rate, weight_decay=decay)
        case "adamw":
            return AdamW(parameters, lr=rate, weight_decay=decay)
        case "rmsprop":
            return RMSprop(parameters, lr=rate, weight_decay=decay)
