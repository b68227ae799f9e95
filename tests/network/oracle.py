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

    torch's Linear takes feature maps too and then works on their width alone, which is nobody's
    intention in a convolutional network: it counts as refused.
    """
    flops = FlopCounterMode(display=False)
    try:
        module = _made(layer, batch)
        if isinstance(module, nn.Linear) and batch.dim() != 2:
            return None
        with flops, torch.no_grad():
            output = module(batch)
    except (ValueError, RuntimeError, IndexError):
        return None
    parameters = sum(p.numel() for p in module.parameters())
    macs, rest = divmod(flops.get_total_flops(), 2 * len(batch))
    assert rest == 0
    return Answer(output, parameters, macs)


def _made(layer: Layer, batch: torch.Tensor) -> nn.Module:
    call = layer.torch_call(tuple(batch.shape[1:]))
    with batch.device:
        kind = getattr(nn, call.name, None) or getattr(own_layers, call.name)
        module: nn.Module = kind(**call.arguments)
    return module.eval()
