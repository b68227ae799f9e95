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


class Reshape(nn.Module):
    """The values of each image in another shape, row by row."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        super().__init__()
        self.shape = shape

    def forward(self, images: Tensor) -> Tensor:
        return images.reshape(len(images), *self.shape)


class MinPool2d(nn.MaxPool2d):
    """The smallest value of each window."""

    def forward(self, maps: Tensor) -> Tensor:
        smallest: Tensor = -super().forward(-maps)
        return smallest


class DistanceWeightedAvgPool2d(nn.Module):
    """A mean of each window with weights 1/(1 + d), d the distance from its middle in pixels."""

    def __init__(
        self,
        kernel_size: int | tuple[int, int],
        stride: int | tuple[int, int] | None = None,
    ) -> None:
        super().__init__()
        self.size = kernel_size if isinstance(kernel_size, tuple) else (kernel_size, kernel_size)
        self.stride = stride or kernel_size

    def forward(self, maps: Tensor) -> Tensor:
        height, width = self.size
        rows = torch.arange(height, device=maps.device) - (height - 1) / 2
        columns = torch.arange(width, device=maps.device) - (width - 1) / 2
        weights = 1 / (1 + torch.hypot(rows[:, None], columns).to(maps.dtype))
        channels = maps.shape[1]
        kernel = (weights / weights.sum()).expand(channels, 1, height, width)
        return nn.functional.conv2d(maps, kernel, None, self.stride, groups=channels)


class ChannelMaxPool(nn.Module):
    """The largest of each group of neighbouring channels (maxout)."""

    def __init__(self, group_size: int) -> None:
        super().__init__()
        self.group_size = group_size

    def forward(self, maps: Tensor) -> Tensor:
        groups = maps.reshape(len(maps), -1, self.group_size, *maps.shape[2:])
        return groups.max(dim=2).values


class PadChannels(nn.Module):
    """The feature maps with maps of zeros before and after them."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.before = before
        self.after = after

    def forward(self, maps: Tensor) -> Tensor:
        return nn.functional.pad(maps, (0, 0, 0, 0, self.before, self.after))
