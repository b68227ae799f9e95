"""Layers that `torch.nn` has no class for.

A class here needs nothing but `torch`, `nn` and `Tensor`: the exported script copies its text.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Add(nn.Module):
    """The sum of tensors of one shape."""

    def forward(self, *inputs: Tensor) -> Tensor:
        total = inputs[0]
        for tensor in inputs[1:]:
            total = total + tensor
        return total


class Multiply(nn.Module):
    """The product of tensors; N×C and N×C×1×1 scale whole channels of N×C×H×W."""

    def forward(self, *inputs: Tensor) -> Tensor:
        dimensions = max(tensor.dim() for tensor in inputs)
        product = torch.ones((), device=inputs[0].device)
        for tensor in inputs:
            product = product * tensor.reshape(tensor.shape + (1,) * (dimensions - tensor.dim()))
        return product


class Concatenate(nn.Module):
    """The tensors one behind the other: channels behind channels."""

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.cat(inputs, dim=1)
