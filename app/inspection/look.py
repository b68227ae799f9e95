"""Looking into a live module without disturbing its training."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from app.inspection.snapshot import LayerInside, Snapshot, Wanted
from app.training.module import NetworkModule

LARGEST_COPY = 2**22
"""Weights of a layer that are copied at every look: more would take longer than all the rest."""


def take_snapshot(
    module: NetworkModule, probe: Tensor | np.ndarray, wanted: Wanted, step: int
) -> Snapshot:
    """What `wanted` asks for, computed for a float32 probe image 1×C×H×W.

    Training is not disturbed: no random numbers are drawn, running statistics stay as they are,
    and the module is left in the mode it was in. Layers that do not exist or do not work are
    passed over.
    """
    names = set(wanted.feature_maps) | _sources_and(wanted.insides, module)
    logits = module.logits if wanted.predictions else None
    if logits is not None:
        names.add(logits)
    was_training = module.training
    module.eval()
    try:
        with torch.no_grad():
            outputs = module.outputs(_on_device(probe, module), names)
            probabilities = _probabilities(outputs[logits]) if logits is not None else None
            maps = {name: _array(outputs[name][0]) for name in wanted.feature_maps & outputs.keys()}
            filters = {
                name: _array(child.weight)
                for name, child in module.named_children()
                if name in wanted.filters and isinstance(child, nn.Conv2d)
            }
            insides = {
                name: _inside(module, name, outputs) for name in wanted.insides & outputs.keys()
            }
    finally:
        module.train(was_training)
    return Snapshot(module.network, step, maps, filters, probabilities, insides)


def _sources_and(names: Collection[str], module: NetworkModule) -> set[str]:
    """The layers and those that feed them, so far as they are in the network."""
    sources = module.network.sources_of
    return {*names, *(source for name in names for source in sources.get(name, ()))}


def _inside(module: NetworkModule, name: str, outputs: Mapping[str, Tensor]) -> LayerInside:
    sources = module.network.sources_of[name]
    return LayerInside(
        tuple(_array(outputs[source][0]) for source in sources),
        {key: _weights(value) for key, value in module.get_submodule(name).state_dict().items()},
        _array(outputs[name][0]),
    )


def _weights(tensor: Tensor) -> np.ndarray:
    """A copy; of a very large matrix the numbers themselves, which training may be changing."""
    if tensor.numel() > LARGEST_COPY:
        shared: np.ndarray = tensor.detach().cpu().numpy()
        return shared
    return _array(tensor)


def _on_device(probe: Tensor | np.ndarray, module: NetworkModule) -> Tensor:
    image = torch.as_tensor(probe, dtype=torch.float32)
    weight = next(module.parameters(), None)
    return image if weight is None else image.to(weight.device)


def _probabilities(logits: Tensor) -> np.ndarray | None:
    """The softmax of logits 1×classes; None where they are feature maps."""
    return _array(logits[0].softmax(dim=0)) if logits.dim() == 2 else None


def _array(tensor: Tensor) -> np.ndarray:
    """A copy, since the optimiser changes weights in place."""
    return np.array(tensor.detach().cpu().numpy(), dtype=np.float32, order="C")
