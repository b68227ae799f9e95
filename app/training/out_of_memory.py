"""A batch that does not fit into memory: how to tell, and which one does fit."""

from __future__ import annotations

import torch

from app.language import tr
from app.network.analysis import Analysis
from app.training.batches import LabelledImages
from app.training.losses import mean_loss
from app.training.memory import available_memory, why_it_cannot_be_trained
from app.training.module import NetworkModule
from app.training.precision import logits_of
from app.training.recipe import Recipe

_WORDS = ("can't allocate memory", "not enough memory", "out of memory", "bad allocation")
"""What torch's allocators and libraries say; those of the CPU have no class of their own."""


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory did not suffice."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and any(words in text for words in _WORDS)


def fitting_batch(
    module: NetworkModule,
    recipe: Recipe,
    analysis: Analysis,
    images: LabelledImages,
    device: torch.device,
) -> int:
    """A smaller batch that fits: half of the recipe's, or half of that, and so on; 0 for none.

    What the arithmetic rules out is not tried, for a system that lends more memory than it has ends
    programs that take it. All else is tried with a batch that goes forward and backward. No weight
    changes.
    """
    smallest = 2 if recipe.batch_size > 2 else 1  # batch normalisation takes no single image
    size = recipe.batch_size // 2
    while size >= smallest:
        if _may_fit(analysis, recipe, size, device) and _fits(module, recipe, images, size):
            return size
        size //= 2
    return 0


def too_large(batch_size: int, fitting: int) -> str:
    """What to say of a batch that did not fit."""
    if fitting:
        return tr(
            "a batch of {batch_size:,} images does not fit into memory; {fitting:,} do",
            batch_size=batch_size,
            fitting=fitting,
        )
    return tr(
        "a batch of {batch_size:,} images does not fit into memory; choose a smaller one, or a "
        "smaller network",
        batch_size=batch_size,
    )


def pass_batch(module: NetworkModule, recipe: Recipe, images: LabelledImages, own: slice) -> None:
    """Send these images forward and backward; the module is left in training mode.

    There are no gradients afterwards, no weight changes, and what batch normalisation notes of
    the batch is taken back.
    """
    statistics = [(buffer, buffer.clone()) for buffer in module.buffers()]
    module.train()
    try:
        batch, labels = images.batch(own)
        logits = logits_of(module, batch, recipe)
        mean_loss(recipe, logits, labels).backward()  # type: ignore[no-untyped-call]
    finally:
        module.zero_grad(set_to_none=True)
        for buffer, before in statistics:
            buffer.copy_(before)


def _may_fit(analysis: Analysis, recipe: Recipe, size: int, device: torch.device) -> bool:
    available = available_memory()
    if device.type == "cuda":
        torch.cuda.empty_cache()
        available, _ = torch.cuda.mem_get_info(device)
    return not why_it_cannot_be_trained(analysis, recipe.optimizer, size, available)


def _fits(module: NetworkModule, recipe: Recipe, images: LabelledImages, size: int) -> bool:
    try:
        pass_batch(module, recipe, images, slice(0, size))
    except ValueError:  # batch normalisation takes no single value
        return False
    except (RuntimeError, MemoryError) as error:
        if is_out_of_memory(error):
            return False
        raise
    return True
