"""How good the network is on a split of the data."""

from __future__ import annotations

import torch

from app.training.batches import LabelledImages
from app.training.losses import mean_loss
from app.training.module import NetworkModule
from app.training.recipe import Recipe
from app.training.replicas import Replicas

LARGEST_EVALUATION = 2**22
"""Activations of a batch that is only classified: 16 MiB. In larger pieces a processor waits for
memory (the MNIST net takes twice as long at 1,000 images as at 100), and what they leave behind
scatters over the heap, which grows."""
LARGEST_ON_GRAPHICS = 2**25
"""The same on a graphics processor, which wants much at once: 128 MiB."""


def evaluation_batch(activations: int, device: torch.device) -> int:
    """How many images to classify at once; `activations` are those of one image."""
    largest = LARGEST_EVALUATION if device.type == "cpu" else LARGEST_ON_GRAPHICS
    return max(1, min(1_000, largest // activations))


@torch.no_grad()
def score(
    module: NetworkModule,
    recipe: Recipe,
    examples: LabelledImages,
    batch_size: int,
    replicas: Replicas,
) -> tuple[float, float]:
    """Mean loss, as the recipe has it, and accuracy (0 to 1); every process classifies its share.

    The module is left in the mode it was in.
    """
    was_training = module.training
    module.eval()
    replicas.equalise_statistics(module)
    loss, correct = 0.0, 0
    for images, labels in examples.in_order(batch_size, replicas.share):
        logits = module(images)
        loss += mean_loss(recipe, logits, labels).item() * len(labels)
        correct += int((logits.argmax(dim=1) == labels).sum())
    module.train(was_training)
    loss, right = replicas.added([loss, correct])
    return loss / len(examples), right / len(examples)
