"""What layers that differ in training did in a training step, seen while it was made (C3, C4)."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.hooks import RemovableHandle

from app.inspection.snapshot import InTraining
from app.training.module import NetworkModule

MOST_VALUES = 2**14
"""Of a batch that is normalised, about so many values are kept, evenly spread."""
_DROPOUTS = (nn.Dropout, nn.Dropout2d)
_NORMALISATIONS = (nn.BatchNorm1d, nn.BatchNorm2d)


def watchable(module: NetworkModule, names: Collection[str]) -> frozenset[str]:
    """Those of the layers `names` that differ in training: of others there is nothing to watch."""
    kinds = (*_DROPOUTS, *_NORMALISATIONS)
    return frozenset(name for name in names if isinstance(module._modules.get(name), kinds))


class StepWatch:
    """Looks on while batches go through a network; what goes through is not changed.

    Nor is the randomness: a mask is drawn once more from the state that the layer drew from, so
    that it is known where nothing came in, too.
    """

    def __init__(self, module: NetworkModule, names: Collection[str]) -> None:
        """Watch those of the layers `names` that drop out or normalise by the batch."""
        self._found: dict[str, tuple[NDArray[np.float32], NDArray[np.float32], object]] = {}
        self._handles: list[RemovableHandle] = []
        self._states: dict[str, Tensor] = {}
        for name in names:
            child = module._modules.get(name)
            if isinstance(child, _DROPOUTS):
                before = partial(self._keep_state, name)
                self._handles.append(child.register_forward_pre_hook(before))
                self._handles.append(child.register_forward_hook(partial(self._drop, name)))
            elif isinstance(child, _NORMALISATIONS):
                self._handles.append(child.register_forward_hook(partial(self._normalise, name)))

    def end(self, step: int) -> dict[str, InTraining]:
        """Look on no more; what the last batch of all went through, which was that of `step`."""
        for handle in self._handles:
            handle.remove()
        self._handles.clear()
        return {
            name: InTraining(step, inputs, output, kept if isinstance(kept, np.ndarray) else None)
            for name, (inputs, output, kept) in self._found.items()
        }

    def _keep_state(self, name: str, child: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        if child.training:
            self._states[name] = _random_state(inputs[0])

    def _drop(
        self, name: str, child: nn.Module, inputs: tuple[Tensor, ...], output: Tensor
    ) -> None:
        before = self._states.pop(name, None)
        if before is None or not child.training:
            return
        assert isinstance(child, _DROPOUTS)
        (given,) = inputs
        draw = functional.dropout2d if isinstance(child, nn.Dropout2d) else functional.dropout
        with torch.no_grad():
            after = _random_state(given)
            _set_random_state(given, before)
            kept = draw(torch.ones_like(given), child.p, training=True)[0] != 0
            _set_random_state(given, after)
        self._found[name] = _array(given[0]), _array(output[0]), kept.cpu().numpy()

    def _normalise(
        self, name: str, child: nn.Module, inputs: tuple[Tensor, ...], output: Tensor
    ) -> None:
        if child.training:
            every = max(1, output.numel() // MOST_VALUES)
            before, after = (values.detach().reshape(-1)[::every] for values in (*inputs, output))
            self._found[name] = _array(before), _array(after), None


def _random_state(near: Tensor) -> Tensor:
    """That of the generator which draws for tensors on the same device."""
    match near.device.type:
        case "cuda":
            return torch.cuda.get_rng_state(near.device)
        case "mps":
            return torch.mps.get_rng_state()
    return torch.get_rng_state()


def _set_random_state(near: Tensor, state: Tensor) -> None:
    match near.device.type:
        case "cuda":
            torch.cuda.set_rng_state(state, near.device)
        case "mps":
            torch.mps.set_rng_state(state)
        case _:
            torch.set_rng_state(state)


def _array(values: Tensor) -> NDArray[np.float32]:
    """A copy; numpy has no bfloat16, in which a recipe may let layers work."""
    return np.array(values.detach().float().cpu().numpy(), order="C")
