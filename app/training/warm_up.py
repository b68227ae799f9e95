"""Letting torch choose and load its kernels, so that the first step is as fast as any."""

from __future__ import annotations

from torch import Tensor

from app.training.losses import mean_loss
from app.training.module import NetworkModule, UntrainableError
from app.training.recipe import Recipe


def warm_up(module: NetworkModule, recipe: Recipe, images: Tensor, labels: Tensor) -> None:
    """Send a batch forward and backward; the module is left in training mode, without gradients.

    No weight changes, and what batch normalisation notes of the batch is taken back. Raises
    UntrainableError where memory does not suffice after all.
    """
    statistics = [(buffer, buffer.clone()) for buffer in module.buffers()]
    module.train()
    try:
        loss = mean_loss(recipe, module(images), labels)
        loss.backward()  # type: ignore[no-untyped-call]
    except RuntimeError as error:  # torch says so when memory runs out after all
        reason = str(error).partition("\n")[0]
        raise UntrainableError(f"this network cannot be trained here: {reason}") from error
    finally:
        module.zero_grad(set_to_none=True)
        for buffer, before in statistics:
            buffer.copy_(before)
