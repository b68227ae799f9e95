"""The tensors of a run, by name: what a checkpoint holds of a module and its optimiser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from app.language import tr
from app.training.run import RunError


def tensors_of(
    module: nn.Module, optimizer: Optimizer, best: Mapping[str, Tensor]
) -> dict[str, np.ndarray]:
    """Copies named `module/conv1.weight`, `optimizer/conv1.weight/exp_avg`, `best/conv1.weight`."""
    named = {f"module/{name}": tensor for name, tensor in module.state_dict().items()}
    for name, parameter in module.named_parameters():
        for key, value in optimizer.state.get(parameter, {}).items():
            if isinstance(value, Tensor):
                named[f"optimizer/{name}/{key}"] = value
    named.update((f"best/{name}", tensor) for name, tensor in best.items())
    return _copies(named)


def weights_of(module: nn.Module) -> dict[str, np.ndarray]:
    """Copies of parameters and running statistics, named `conv1.weight`."""
    return _copies(module.state_dict())


def _copies(named: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    return {
        name: np.array(tensor.detach().cpu().numpy(), order="C") for name, tensor in named.items()
    }


def put_back(
    tensors: Mapping[str, np.ndarray], module: nn.Module, optimizer: Optimizer
) -> dict[str, Tensor]:
    """Set module and optimiser, in place, to what `tensors_of` found; gives the best weights back.

    Raises RunError where the tensors are not those of this module.
    """
    state = module.state_dict()
    saved = dict(_under("module/", tensors))
    if saved.keys() != state.keys():
        odd = ", ".join(sorted(saved.keys() ^ state.keys())[:3])
        raise RunError(tr("the checkpoint is of another network: {odd}", odd=odd))
    for name, array in saved.items():
        if array.shape != tuple(state[name].shape):
            raise RunError(
                tr("the checkpoint is of another network: {name} has another shape", name=name)
            )
        state[name].copy_(torch.from_numpy(array))
    by_index: dict[int, dict[str, Tensor]] = {}
    for index, (name, parameter) in enumerate(module.named_parameters()):
        memory = {
            key: _like(parameter, array) for key, array in _under(f"optimizer/{name}/", tensors)
        }
        if memory:
            by_index[index] = memory
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": by_index, "param_groups": groups})
    return {name: torch.from_numpy(array) for name, array in _under("best/", tensors)}


def _under(prefix: str, tensors: Mapping[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    for name, array in tensors.items():
        if name.startswith(prefix):
            yield name.removeprefix(prefix), array


def _like(parameter: Tensor, array: np.ndarray) -> Tensor:
    """The array as a tensor that lies in memory as the parameter does.

    With another order of strides the optimiser would take another path through its arithmetic,
    and the last bit could differ.
    """
    tensor = torch.from_numpy(array)
    if tensor.shape != parameter.shape:
        return tensor
    return torch.empty_like(parameter, device="cpu").copy_(tensor)
