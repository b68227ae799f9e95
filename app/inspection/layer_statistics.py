"""The state of every layer while it learns: distributions, updates, dead and saturated units.

What it costs is bounded: distributions and updates come from at most `SAMPLE` values of a layer,
evenly spread over its memory (all of them for layers up to that size), and the batch is small.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor, nn

from app.inspection.layer_health import (
    NEAR_ZERO,
    SATURATED_SLOPE,
    Histogram,
    LayerHealth,
    NetworkHealth,
)
from app.training.module import NetworkModule

SAMPLE = 2**18
"""Values of a layer that are looked at."""
BINS = 24

_RECTIFIERS = (nn.ReLU, nn.ReLU6)
_SQUASHERS = (nn.Sigmoid, nn.Tanh)


class UpdateWatch:
    """How far steps move the weights: begun before a step, asked after it."""

    def __init__(self, module: NetworkModule) -> None:
        with torch.no_grad():
            self._before = {
                name: _sample(weight).clone() for name, weight in _weights(module).items()
            }

    def ratios(self, module: NetworkModule) -> dict[str, float]:
        """‖Δw‖₂/‖w‖₂ by layer, w being the weights before; none for layers that were all zero."""
        found = {}
        with torch.no_grad():
            for name, weight in _weights(module).items():
                before = self._before.get(name)
                if before is None:
                    continue
                size = float(before.norm())
                if size > 0:
                    found[name] = float((_sample(weight) - before).norm()) / size
        return {name: ratio for name, ratio in found.items() if math.isfinite(ratio)}


def examine(
    module: NetworkModule, images: Tensor, updates: Mapping[str, float], step: int
) -> NetworkHealth:
    """The state of the layers that have weights or are activations, in the network's order.

    `images` (float32 N×C×H×W, normalised) go through in eval mode; nothing of the training is
    disturbed. Gradients are those that the last step has left behind. `updates` are the ratios
    of an `UpdateWatch`.
    """
    outputs = _OutputStatistics(module)
    outputs.gather(images)
    weights = _weights(module)
    layers = {}
    for name in module.network.order:
        child = module._modules.get(name)
        if child is None or (name not in weights and name not in outputs.found):
            continue
        layers[name] = _with_weights(
            outputs.found.get(name, LayerHealth(name)), weights.get(name), updates.get(name)
        )
    return NetworkHealth(module.network, step, len(images), layers)


def _with_weights(
    health: LayerHealth, weight: nn.Parameter | None, update: float | None
) -> LayerHealth:
    if weight is None:
        return health
    with torch.no_grad():
        values = _sample(weight)
        gradient = None if weight.grad is None else _sample(weight.grad)
        finite = bool(values.isfinite().all()) and (
            gradient is None or bool(gradient.isfinite().all())
        )
        return LayerHealth(
            health.name,
            weights=_histogram(values, symmetric=True),
            gradients=None if gradient is None else _histogram(gradient, symmetric=True),
            activations=health.activations,
            near_zero=float((values.abs() < NEAR_ZERO).float().mean()),
            update_ratio=update,
            dead=health.dead,
            saturated=health.saturated,
            channels=health.channels,
            finite=finite,
        )


class _OutputStatistics:
    """Statistics of what layers put out, taken as it passes so that none of it is kept."""

    def __init__(self, module: NetworkModule) -> None:
        self._module = module
        self.found: dict[str, LayerHealth] = {}

    @torch.no_grad()
    def gather(self, images: Tensor) -> None:
        module, network = self._module, self._module.network
        working, weights = dict(module.named_children()), _weights(module)
        ends = {name for name in working if not working.keys() & set(network.targets_of[name])}
        hooks = [
            child.register_forward_hook(
                lambda child, _inputs, output, name=name: self._note(name, child, output)
            )
            for name, child in working.items()
            if name in weights or network.layers[name].family == "activation"
        ]
        was_training = module.training
        module.eval()
        try:
            module.outputs(images, ends)
        finally:
            module.train(was_training)
            for hook in hooks:
                hook.remove()

    def _note(self, name: str, child: nn.Module, output: Tensor) -> None:
        self.found[name] = LayerHealth(
            name,
            activations=_histogram(_sample(output)),
            dead=_dead(output) if isinstance(child, _RECTIFIERS) else None,
            saturated=_saturated(child, output) if isinstance(child, _SQUASHERS) else None,
            channels=output.dim() > 2,
        )


def _weights(module: NetworkModule) -> dict[str, nn.Parameter]:
    """The weights of the layers that have any; biases are not among them."""
    weights = ((name, getattr(child, "weight", None)) for name, child in module.named_children())
    return {name: weight for name, weight in weights if isinstance(weight, nn.Parameter)}


def _dead(output: Tensor) -> float:
    """The share of units (N×units×…) that are above zero for no image at no place."""
    alive = (output > 0).transpose(0, 1).flatten(1).any(dim=1)
    return 1.0 - float(alive.float().mean())


def _saturated(child: nn.Module, output: Tensor) -> float:
    """The share of outputs where the slope is below `SATURATED_SLOPE` of its steepest.

    The slope of the sigmoid is y(1 − y), at most ¼; that of tanh is 1 − y², at most 1.
    """
    slope = 4 * output * (1 - output) if isinstance(child, nn.Sigmoid) else 1 - output * output
    return float((slope < SATURATED_SLOPE).float().mean())


def _sample(tensor: Tensor) -> Tensor:
    """At most `SAMPLE` values of a dense tensor, evenly spread over its memory, as a view."""
    tensor = tensor.detach()
    step = -(-tensor.numel() // SAMPLE)
    if not (tensor.is_contiguous() or tensor.is_contiguous(memory_format=torch.channels_last)):
        return tensor.reshape(-1)[::step]
    return tensor.as_strided((-(-tensor.numel() // step),), (step,), tensor.storage_offset())


def _histogram(values: Tensor, *, symmetric: bool = False) -> Histogram:
    """Counts of the finite values; `symmetric` puts zero into the middle."""
    values = values[values.isfinite()].float()
    if not len(values):
        return Histogram(0.0, 0.0, np.zeros(BINS, np.int64))
    low, high = (float(value) for value in torch.aminmax(values))
    if symmetric:
        high = max(abs(low), abs(high))
        low = -high
    if low == high:  # torch would choose other ends by itself
        low, high = low - 0.5, high + 0.5
    counts = torch.histc(values, BINS, low, high)
    return Histogram(low, high, counts.cpu().numpy().astype(np.int64))
