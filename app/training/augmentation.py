"""Random changes to a batch of training images, each image its own, in a few operations.

torchvision's transforms (v2) draw once for a whole batch, so each image would have to go through
them alone, which takes over ten times a small network's training step. Here the numbers of a
batch are drawn together, and all that moves pixels is one affine map, whose matrix is an image's
own. What is drawn, and what comes of it, is as with v2's RandomHorizontalFlip, RandomAffine,
RandomCrop, ColorJitter, GaussianNoise and RandomErasing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import grid_sample

from app.training.augmentation_settings import Augmentation
from app.training.seeds import seed_from

_GREY = (0.2989, 0.587, 0.114)
"""Of red, green and blue in the grey that contrast is measured by, as torchvision has it."""


@dataclass(frozen=True)
class Draw:
    """Numbers are drawn for a whole batch of `count` images, and taken for its `own` part."""

    count: int
    own: slice


def augmented(
    images: Tensor, how: Augmentation, seed: int, step: int, draw: Draw | None = None
) -> Tensor:
    """Float images N×C×H×W from 0 to 1, changed at random; they may be changed in place.

    What is random depends on (seed, step) alone, and on the place of an image in its batch: with
    `draw` the images are a part of it.
    """
    if not how.is_on:
        return images
    draw = draw or Draw(len(images), slice(0, len(images)))
    generator = torch.Generator(images.device)
    generator.manual_seed(seed_from(seed, "augmentation", step))
    if how.is_geometric:
        shape = torch.Size((draw.count, *images.shape[1:]))
        images = moved(images, random_matrices(shape, how, generator)[draw.own])
    if how.brightness:
        factors = _between(1 - how.brightness, 1 + how.brightness, draw, generator)
        images = images.mul_(factors).clamp_(0, 1)
    if how.contrast:
        factors = _between(1 - how.contrast, 1 + how.contrast, draw, generator)
        images = with_contrast(images, factors)
    if how.noise:
        noise = images.new_empty((draw.count, *images.shape[1:]))
        noise.normal_(std=how.noise, generator=generator)
        images = images.add_(noise[draw.own]).clamp_(0, 1)
    if how.cutout:
        images = cut_out(images, how.cutout, generator, draw)
    return images


def random_matrices(shape: torch.Size, how: Augmentation, generator: torch.Generator) -> Tensor:
    """For each of N images N×C×H×W where its pixels come from: 2×3, in pixels from its middle.

    An image is flipped, turned and scaled, moved, and then cropped; a matrix goes back from the
    pixel that is painted to the place that it shows. Signals, which have no height, are only
    flipped, moved and scaled along.
    """
    count, _, height, _ = shape
    draws = torch.rand(9, count, generator=generator, device=generator.device)
    flat = height == 1
    mirrored = _signs(draws[0], how.horizontal_flip)
    upended = _signs(draws[1], how.vertical_flip)
    angle = (draws[2] * 2 - 1) * math.radians(0 if flat else how.rotate)
    scale = how.smallest_scale + draws[3] * (how.largest_scale - how.smallest_scale)
    across, down = _whole(draws[4], how.shift), _whole(draws[5], 0 if flat else how.shift)
    across = across + _whole(draws[6], how.crop_padding)
    down = down + _whole(draws[7], 0 if flat else how.crop_padding)
    # x' = s·R·x + t, hence x = R⁻¹·(x' − t)/s, and a flip after that.
    cosine, sine = angle.cos() / scale, angle.sin() / scale
    return torch.stack(
        (
            torch.stack((cosine, sine, -cosine * across - sine * down)) * mirrored,
            torch.stack((-sine, cosine, sine * across - cosine * down)) * upended,
        )
    ).permute(2, 0, 1)


def moved(images: Tensor, matrices: Tensor) -> Tensor:
    """Images N×C×H×W, each seen through its matrix (see `random_matrices`), bilinear.

    What `affine_grid` finds by a product for every pixel is here the sum of a term for its column
    and one for its row, which takes a tenth of the time.
    """
    _, _, height, width = images.shape
    columns = torch.arange(width, device=images.device) - (width - 1) / 2
    rows = torch.arange(height, device=images.device) - (height - 1) / 2
    # In the coordinates of `grid_sample` an image goes from −1 to 1, whatever its size.
    unit = torch.tensor((2 / width, 2 / height), device=images.device).view(2, 1)
    matrices = matrices * unit
    along = (matrices[:, :, 0, None] * columns)[:, :, None, :]
    down = (matrices[:, :, 1, None] * rows + matrices[:, :, 2, None])[:, :, :, None]
    grid = (along + down).permute(0, 2, 3, 1)  # N×2×H×W becomes N×H×W×2
    return grid_sample(images, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def with_contrast(images: Tensor, factors: Tensor) -> Tensor:
    """Images from 0 to 1 with all values drawn from, or to, the mean grey of each by a factor."""
    grey = images
    if images.shape[1] == 3:
        weights = torch.tensor(_GREY, device=images.device).view(3, 1, 1)
        grey = images * weights
    # A sum over the channels of grey: their mean, times three where there are three.
    means = grey.mean(dim=(1, 2, 3), keepdim=True) * (3 if images.shape[1] == 3 else 1)
    return torch.lerp(means, images, factors).clamp_(0, 1)


def cut_out(
    images: Tensor, side: int, generator: torch.Generator, draw: Draw | None = None
) -> Tensor:
    """Images with a square of this side made black, wholly inside; smaller where it must be."""
    count, _, height, width = images.shape
    draw = draw or Draw(count, slice(0, count))
    draws = torch.rand(2, draw.count, 1, 1, 1, generator=generator, device=images.device)
    draws = draws[:, draw.own]
    outside = torch.zeros((), dtype=torch.bool, device=images.device)
    for places_of, length, form in ((draws[0], height, (-1, 1)), (draws[1], width, (1, -1))):
        inside = min(side, length)
        start = (places_of * (length - inside + 1)).floor()
        places = torch.arange(length, device=images.device).view(form)
        outside = outside | (places < start) | (places >= start + inside)
    return images.mul_(outside)


def _signs(draws: Tensor, on: bool) -> Tensor:
    """−1 for every second of the draws from 0 to 1, if on; else 1."""
    return torch.where(draws < 0.5, -1.0, 1.0) if on else torch.ones_like(draws)


def _whole(draws: Tensor, most: int) -> Tensor:
    """Whole numbers from −most to most, all as likely, for draws from 0 up to 1."""
    return (draws * (2 * most + 1)).floor().clamp_(max=2 * most) - most


def _between(low: float, high: float, draw: Draw, generator: torch.Generator) -> Tensor:
    """A factor for each image of the part, N×1×1×1."""
    factors = torch.empty((draw.count, 1, 1, 1), device=generator.device)
    return factors.uniform_(low, high, generator=generator)[draw.own]
