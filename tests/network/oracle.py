"""PyTorch's answer to what a network gives."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from app.network.layer import Layer

BATCH = 2


class Answer(NamedTuple):
    """One layer's output for a batch, its learned numbers, and its MACs for one image."""

    output: torch.Tensor
    parameters: int
    macs: int


def ask(layer: Layer, batch: torch.Tensor) -> Answer:
    """Make the layer and run it; ValueError, RuntimeError or IndexError where torch refuses.

    torch's Linear takes feature maps too and then works on their width alone, which is nobody's
    intention in a convolutional network: it counts as refused.
    """
    call = layer.torch_call(tuple(batch.shape[1:]))
    module = getattr(nn, call.name)(**call.arguments, **_on_device(call.name, batch)).eval()
    if isinstance(module, nn.Linear) and batch.dim() != 2:
        raise ValueError("Linear after feature maps")
    with FlopCounterMode(display=False) as flops, torch.no_grad():
        output = module(batch)
    parameters = sum(p.numel() for p in module.parameters())
    macs, rest = divmod(flops.get_total_flops(), 2 * len(batch))
    assert rest == 0
    return Answer(output, parameters, macs)


def _on_device(name: str, batch: torch.Tensor) -> dict[str, torch.device]:
    learns = name in ("Conv2d", "Linear", "BatchNorm2d")
    return {"device": batch.device} if learns else {}
