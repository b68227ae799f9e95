"""The first weights of a layer, drawn from its own generator."""

from __future__ import annotations

import math

import torch
from torch import nn

from app.training.initialisation import Initialisation

_DRAWN = nn.Linear | nn.Conv1d | nn.Conv2d | nn.ConvTranspose2d
_STARTS_FIXED = (
    nn.BatchNorm1d,
    nn.BatchNorm2d,
    nn.InstanceNorm2d,
    nn.LayerNorm,
    nn.GroupNorm,
    nn.PReLU,
)
"""Kinds whose first numbers torch sets without chance."""


def initialise(child: nn.Module, how: Initialisation, generator: torch.Generator) -> None:
    """Give a layer its first weights, from `generator`.

    Convolutions and dense layers take those of `how`. All else begins with fixed numbers:
    normalisations as the identity, a learned slope as its setting says.
    """
    if isinstance(child, _DRAWN):
        _draw(child, how, generator)
    elif isinstance(child, _STARTS_FIXED):
        child.reset_parameters()


def _draw(
    child: nn.Linear | nn.Conv1d | nn.Conv2d | nn.ConvTranspose2d,
    how: Initialisation,
    generator: torch.Generator,
) -> None:
    """Xavier: Glorot and Bengio (2010), eq. 12, He: He et al. (2015), eq. 10; both normal.

    PyTorch's own: uniform within ±1/√fan_in, weights and biases alike (the bound of
    kaiming_uniform_ with a = √5).
    """
    weight, bias = child.weight, child.bias
    if how.kind == "pytorch":
        nn.init.kaiming_uniform_(weight, a=math.sqrt(5), generator=generator)
        if bias is not None:
            bound = 1 / math.sqrt(weight[0].numel())
            nn.init.uniform_(bias, -bound, bound, generator=generator)
        return
    if bias is not None:
        nn.init.zeros_(bias)
    match how.kind:
        case "zeros":
            nn.init.zeros_(weight)
        case "constant":
            nn.init.constant_(weight, how.value)
        case "small_gaussian":
            nn.init.normal_(weight, 0.0, how.value, generator=generator)
        case "xavier":
            nn.init.xavier_normal_(weight, generator=generator)
        case "he":
            nn.init.kaiming_normal_(weight, nonlinearity="relu", generator=generator)
