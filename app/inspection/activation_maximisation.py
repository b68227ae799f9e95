"""What a unit looks for, two ways: an image made by gradient ascent, and deconvolved patches.

Sources: Erhan, Bengio, Courville, Vincent, "Visualizing Higher-Layer Features of a Deep Network",
2009; jitter and variation as in Mordvintsev et al. 2015 and Mahendran and Vedaldi 2015; Zeiler and
Fergus, "Visualizing and Understanding Convolutional Networks", 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.data.dataset import Images
from app.data.progress import Report, no_report
from app.inspection.ascent import AscentImage, AscentSettings
from app.inspection.attribution import deconvnet
from app.inspection.target import Target
from app.inspection.target_score import (
    TargetScore,
    as_batch,
    check_finite,
    device_of,
    input_shape,
    looking,
    working_shape,
)
from app.inspection.top_patches import TopPatches, cut_out
from app.language import tr
from app.network.analysis import analyse
from app.network.layers.activation import ReLU
from app.network.receptive import Rectangle
from app.training.module import NetworkModule
from app.training.seeds import seed_from

_SHOWN_EVERY = 8
_FIRST_NOISE = 0.1
_LAST_STEP = 0.1
"""What is left of the step size at the end."""


def ascend(
    module: NetworkModule,
    target: Target,
    settings: AscentSettings | None = None,
    limits: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None,
    report: Report = no_report,
) -> Generator[AscentImage, None, None]:
    """The image that excites `target` more and more, every few steps; closing it stops.

    `limits` are the preprocessed black and white image, C×H×W, between which pixels stay. The same
    settings give the same image. A unit behind a ReLU, which may have no slope, is climbed by what
    the ReLU takes in. The module must not be trained meanwhile. Raises ValueError, with words, for
    a unit that is not there; whatever `report` raises, which is told every step.
    """
    settings = settings or AscentSettings()
    score = TargetScore(module, _before_relus(module, target))
    generator = torch.Generator().manual_seed(seed_from(settings.seed, "ascent"))
    noise = torch.randn(1, *input_shape(module), generator=generator) * _FIRST_NOISE
    image = noise.to(device_of(module))
    bounds = None if limits is None else tuple(as_batch(module, each) for each in limits)
    flat = True
    for step in range(1, settings.steps + 1):
        report(step, settings.steps)
        with looking(module):
            gradient = _slope(score, image, settings, generator)
            flat = flat and gradient is None
            if gradient is None:  # somewhere else there may be one
                gradient = torch.randn(image.shape, generator=generator).to(image)
            size = settings.step_size * _LAST_STEP ** (step / settings.steps)
            image = image + size * gradient / gradient.square().mean().sqrt().clamp_min(1e-12)
            if bounds is not None:
                image = torch.minimum(torch.maximum(image, bounds[0]), bounds[1])
        if step % _SHOWN_EVERY == 0 or step == settings.steps:
            yield _shown(module, target, step, settings.steps, image, flat)


def _slope(
    score: TargetScore, image: Tensor, settings: AscentSettings, generator: torch.Generator
) -> Tensor | None:
    """Where the image should go, 1×C×H×W: the unit's gradient, and what keeps the image plain.

    The unit's gradient is scaled to mean square 1, so that the settings mean the same for all
    units. None where the unit has no slope.
    """
    shift = [
        int(torch.randint(-most, most + 1, (), generator=generator))
        for most in (min(settings.jitter, size // 4) for size in image.shape[2:])
    ]
    shifted = image.roll(shift, dims=(2, 3)).requires_grad_()
    (gradient,) = torch.autograd.grad(score(shifted).sum(), shifted)
    if not bool(gradient.any()):
        return None
    gradient = gradient.roll([-each for each in shift], dims=(2, 3))
    gradient = gradient / gradient.square().mean().sqrt()
    return gradient - settings.decay * image - settings.smoothness * _roughness(image)


def _roughness(image: Tensor) -> Tensor:
    """How far each pixel lies above its neighbours: the gradient of half their squared steps."""
    found = torch.zeros_like(image)
    for dimension in (2, 3):
        steps = image.diff(dim=dimension)
        count = steps.shape[dimension]
        found.narrow(dimension, 1, count).add_(steps)
        found.narrow(dimension, 0, count).sub_(steps)
    return found


def _shown(
    module: NetworkModule, target: Target, step: int, steps: int, image: Tensor, flat: bool
) -> AscentImage:
    with looking(module), torch.no_grad():
        score = float(TargetScore(module, target)(image))
    array = np.array(image[0].detach().cpu().numpy(), np.float32, order="C")
    check_finite(np.array([score, *array.ravel()], np.float32))
    remark = (
        tr("{text} has no slope anywhere on the way: it may be dead.", text=target.text)
        if flat
        else ""
    )
    return AscentImage(target, step, steps, array, score, remark)


def _before_relus(module: NetworkModule, target: Target) -> Target:
    network = module.network
    while isinstance(network.layers.get(target.layer), ReLU):
        target = replace(target, layer=network.source_of[target.layer])
    return target


def middle_target(module: NetworkModule, layer: str, channel: int) -> Target:
    """The unit in the middle of a channel: its image shows one pattern instead of a texture."""
    shape = working_shape(module, layer)
    return Target(layer, channel, tuple(size // 2 for size in shape[1:]) or None)


@dataclass(frozen=True, eq=False)
class DeconvolvedPatch:
    """A patch that excites a unit, and what in it does.

    `patch` is cut from the image as stored, uint8 C×h×w; `pattern` is float32 C×h×w, symmetric
    about zero: the unit's value sent back to the pixels by a deconvnet.
    """

    target: Target
    value: float
    image: int
    rectangle: Rectangle
    patch: Images
    pattern: NDArray[np.float32]


def deconvolved_patches(
    module: NetworkModule,
    images: Images,
    scaled: Callable[[Images], NDArray[np.float32]],
    top: TopPatches,
    channel: int,
    report: Report = no_report,
) -> list[DeconvolvedPatch]:
    """The patches that excite a channel most, each with its pattern, the strongest first.

    `images` are those that were searched, of the Input's size. All other units of the layer count
    as zero. Patches of units that see nothing but padding are left out.
    """
    found = []
    analysis = analyse(module.network)
    dimensions = len(working_shape(module, top.layer)) - 1
    total = top.images.shape[1]
    for rank in range(total):
        report(rank, total)
        rectangle = top.rectangle(module.network, analysis, channel, rank)
        if rectangle is None:
            continue
        place = tuple(int(each) for each in top.positions[channel, rank])
        # Of (row, column) a signal has the column alone, and a unit of a vector none.
        target = Target(top.layer, channel, place[2 - dimensions :] or None)
        number, value = int(top.images[channel, rank]), float(top.values[channel, rank])
        batch = as_batch(module, scaled(images[number : number + 1])[0])
        with looking(module):
            pattern = deconvnet(TargetScore(module, target), batch.requires_grad_()) * value
        array = np.array(pattern.detach().cpu().numpy(), np.float32)
        check_finite(array)
        patch, part = cut_out(images[number], rectangle), cut_out(array, rectangle)
        found.append(DeconvolvedPatch(target, value, number, rectangle, patch, part))
    report(total, total)
    return found
