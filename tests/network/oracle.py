"""PyTorch's answer to what a network gives."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from app.network.layer import Layer
from app.training import own_layers

BATCH = 2


class Answer(NamedTuple):
    """One layer's output for a batch, its learned numbers, and its MACs for one image."""

    output: torch.Tensor
    parameters: int
    macs: int


def ask(layer: Layer, batch: torch.Tensor) -> Answer | None:
    """Make the layer and run it; None where torch refuses to make it or to run it.

    torch takes a batch of signals or vectors for a single image where it can, and its Linear
    works on the width of feature maps alone: nobody's intention, so it counts as refused, as does
    an output of no pixels.
    """
    flops = FlopCounterMode(display=False)
    try:
        module = _made(layer, batch)
        if batch.dim() not in _dimensions(module):
            return None
        with flops, torch.no_grad():
            output = module(batch)
    except (ValueError, RuntimeError, IndexError):
        return None
    if not output.numel():
        return None
    parameters = sum(p.numel() for p in module.parameters())
    macs, rest = divmod(flops.get_total_flops(), 2 * len(batch))
    assert rest == 0
    return Answer(output, parameters, macs)


def _dimensions(module: nn.Module) -> tuple[int, ...]:
    """How many dimensions torch's documentation gives a batch for this kind of layer."""
    if isinstance(module, nn.Linear):
        return (2,)
    if isinstance(module, nn.BatchNorm1d):
        return (2, 3)
    name = type(module).__name__
    if name.endswith("2d") or isinstance(module, nn.Upsample | own_layers.PadChannels):
        return (4,)
    return (3,) if name.endswith("1d") else (2, 3, 4)


def _made(layer: Layer, batch: torch.Tensor) -> nn.Module:
    call = layer.torch_call(tuple(batch.shape[1:]))
    with batch.device:
        kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
        module: nn.Module = kind(**call.arguments)
    return module.eval()
