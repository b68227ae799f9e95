"""Looking into a live module without disturbing its training."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from app.inspection.snapshot import Snapshot, Wanted
from app.training.module import NetworkModule


def take_snapshot(
    module: NetworkModule, probe: Tensor | np.ndarray, wanted: Wanted, step: int
) -> Snapshot:
    """What `wanted` asks for, computed for a float32 probe image 1×C×H×W.

    Training is not disturbed: no random numbers are drawn, running statistics stay as they are,
    and the module is left in the mode it was in. Layers that do not exist or do not work are
    passed over.
    """
    names = set(wanted.feature_maps)
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
    finally:
        module.train(was_training)
    return Snapshot(module.network, step, maps, filters, probabilities)


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
