"""What learns: a network's weights on the device, with their optimiser, in all replicas alike."""

from __future__ import annotations

from collections.abc import Mapping
from traceback import clear_frames

import numpy as np
import torch
from torch import Tensor, nn

from app.language import tr
from app.network.analysis import Analysis
from app.network.graph import Network
from app.training.batches import LabelledImages
from app.training.checkpoint import put_back, tensors_of
from app.training.device import memory_format_for, seed_device
from app.training.events import OutOfMemory
from app.training.module import NetworkModule, UntrainableError, build_module
from app.training.optimizer import make_optimizer
from app.training.out_of_memory import fitting_batch, is_out_of_memory, pass_batch, too_large
from app.training.recipe import Recipe
from app.training.replicas import Replicas
from app.training.seeds import seed_from


class Learner:
    """`module`, or one made from the recipe's seed, and the recipe's optimiser.

    `analysis` is that of the network.
    """

    def __init__(
        self,
        network: Network,
        analysis: Analysis,
        recipe: Recipe,
        device: torch.device,
        module: NetworkModule | None,
        replicas: Replicas,
    ) -> None:
        if module is None:
            module = build_module(network, seed=recipe.seed, initial=recipe.initial_weights)
        module.to(device)
        module.to(memory_format=memory_format_for(device))  # type: ignore[call-overload]
        self.module = module
        self.parameters = list(module.parameters())
        self.optimizer = make_optimizer(recipe, self.parameters, device)
        self.device = device
        self._analysis = analysis
        self._replicas = replicas

    def join(self) -> nn.Module:
        """What training batches go through; from here on the replicas are the same."""
        self.module = self._replicas.synchronised(self.module)
        return self._replicas.wrapped(self.module)

    def prepare_step(self, step: int, seed: int, rate: float) -> None:
        """Make ready for a step with this learning rate.

        The randomness of a step depends on its number alone: a resumed run draws the same dropout
        masks, and nothing that ran before it can change them. Each process draws other masks.
        """
        rank = self._replicas.share.rank
        seed_device(self.device, seed_from(seed, "step", step, *([rank] if rank else [])))
        for group in self.optimizer.param_groups:
            group["lr"] = rate

    def warm_up(self, recipe: Recipe, images: LabelledImages) -> None:
        """Let torch choose and load its kernels, so that the first step is as fast as any.

        Raises UntrainableError where a batch does not fit into memory after all.
        """
        own = self._replicas.share.of_batch(min(recipe.batch_size, len(images)))
        try:
            pass_batch(self.module, recipe, images, own)
            return
        except (RuntimeError, MemoryError) as error:
            reason = str(error).partition("\n")[0]
            too_much = is_out_of_memory(error)
            clear_frames(error.__traceback__)  # where the batch still is
        if too_much:
            event = self.out_of_memory(0, recipe, images)
            raise UntrainableError(event.reason, fitting_batch=event.fitting)
        raise UntrainableError(tr("this network cannot be trained here: {reason}", reason=reason))

    def out_of_memory(self, step: int, recipe: Recipe, images: LabelledImages) -> OutOfMemory:
        """What to say when the batch after `step` did not fit, with one that does.

        Gradients are dropped. With several processes none is tried: the others wait for this one.
        """
        self.optimizer.zero_grad(set_to_none=True)
        fitting = 0
        if not self._replicas.several:
            fitting = fitting_batch(self.module, recipe, self._analysis, images, self.device)
        size = recipe.batch_size
        return OutOfMemory(step, size, fitting, too_large(size, fitting))

    def is_finite(self) -> bool:
        """Whether all weights are numbers."""
        return all(bool(weight.isfinite().all()) for weight in self.parameters)

    def tensors(self, best: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
        """Copies for a checkpoint, of the best weights, too."""
        return tensors_of(self.module, self.optimizer, best)

    def put_back(self, tensors: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
        """Be as a checkpoint has it; gives its best weights. Raises RunError."""
        best = put_back(tensors, self.module, self.optimizer)
        return {name: value.to(self.device) for name, value in best.items()}
