"""A target in a network as a module with one output, which can be differentiated and hooked."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from app.data.progress import Report, no_report
from app.inspection.target import Target
from app.language import tr
from app.network.analysis import analyse, why_no_scores
from app.network.layers.dense import Input
from app.training.module import NetworkModule

_BATCH_ACTIVATIONS = 2**23
"""Numbers that the layers make of a batch: 32 MB, and with gradients twice as much."""


def class_target(module: NetworkModule, label: int) -> Target:
    """The logit of a class; ValueError, with words, where the network gives no logits."""
    if module.logits is None:
        raise ValueError(why_no_scores(module.network))
    return Target(module.logits, label)


class TargetScore(nn.Module):
    """Images N×C×H×W to what `target` answers to each: N×1.

    The module belongs to the caller: work inside `looking`, which leaves it as it was. Every
    batch is told to `report`, images done and `total`, so that slow methods can be followed and
    called off. Raises ValueError where there is no such target.
    """

    def __init__(
        self, module: NetworkModule, target: Target, report: Report = no_report, total: int = 0
    ) -> None:
        super().__init__()
        self.network = module
        self.target = target
        self._report = report
        self._total = total
        self._done = 0
        check_target(module, target)

    def forward(self, images: Tensor) -> Tensor:
        output = self.network.outputs(images, (self.target.layer,))[self.target.layer]
        self._done += len(images)
        self._report(min(self._done, self._total), self._total)
        return answers(output, self.target)


def answers(output: Tensor, target: Target) -> Tensor:
    """What a target answers, N×1, in the output of its layer: N×F, N×C×L or N×C×H×W."""
    channel = output[:, target.channel]
    if target.position is None and channel.dim() > 1:
        channel = channel.flatten(1).mean(dim=1)
    for place in target.position or ():
        channel = channel[:, place]
    return channel[:, None]


def check_target(module: NetworkModule, target: Target) -> None:
    """Raises ValueError, with words, where the network has no such target."""
    shape = working_shape(module, target.layer)
    if not 0 <= target.channel < shape[0]:
        raise ValueError(
            tr(
                "{layer} has the channels 0 to {shape}, not {channel}.",
                layer=target.layer,
                shape=shape[0] - 1,
                channel=target.channel,
            )
        )
    if target.position is None:
        return
    inside = len(target.position) == len(shape) - 1 and all(
        0 <= place < size for place, size in zip(target.position, shape[1:], strict=True)
    )
    if not inside:
        form = "×".join(map(str, shape[1:])) or tr("a single unit for each channel")
        raise ValueError(
            tr(
                "{layer} has {form}, so there is none at {position}.",
                layer=target.layer,
                form=form,
                position=target.position,
            )
        )


def working_shape(module: NetworkModule, layer: str) -> tuple[int, ...]:
    """The shape of what a layer makes of one image; ValueError where it does not work."""
    analysis = analyse(module.network)
    found = analysis.layers.get(layer)
    if found is None:
        raise ValueError(tr("There is no layer {layer!r}.", layer=layer))
    if found.output is None or layer not in dict(module.named_children()):
        before = {"", layer, *module.network.upstream(layer)}
        at_fault = next((p.located for p in analysis.errors if p.layer in before), "")
        raise ValueError(
            tr("{layer} does not work yet. {problem}", layer=layer, problem=at_fault).rstrip()
        )
    return found.output


def input_shape(module: NetworkModule) -> tuple[int, int, int]:
    """(channels, height, width) of the network's Input; ValueError without one."""
    for name in module.network.inputs[:1]:
        layer = module.network.layers[name]
        assert isinstance(layer, Input)
        return layer.channels, layer.height, layer.width
    raise ValueError(tr("The network has no Input."))


def as_batch(module: NetworkModule, image: NDArray[np.float32]) -> Tensor:
    """A preprocessed image C×H×W as 1×C×H×W beside the weights; ValueError for another shape."""
    wanted = input_shape(module)
    if image.shape != wanted:
        shapes = ["×".join(map(str, shape)) for shape in (wanted, image.shape)]
        raise ValueError(
            tr(
                "The Input takes {shapes}, but the image is {shapes2}.",
                shapes=shapes[0],
                shapes2=shapes[1],
            )
        )
    return torch.from_numpy(np.array(image[np.newaxis], np.float32)).to(device_of(module))


def device_of(module: nn.Module) -> torch.device:
    """Where the weights are."""
    weight = next(module.parameters(), None)
    return torch.device("cpu") if weight is None else weight.device


def check_finite(values: NDArray[np.float32]) -> None:
    """Raises ValueError, with words, where the weights have made numbers that are none."""
    if not np.isfinite(values).all():
        raise ValueError(
            tr(
                "The numbers of the network have left all bounds, so there is nothing to show: "
                "begin again with new weights and a lower learning rate."
            )
        )


@contextmanager
def looking(module: NetworkModule) -> Iterator[None]:
    """Evaluation mode, with gradients, until the end; then the mode is what it was.

    The weights collect no gradients: those that a training step has left stay as they are.
    """
    was_training = module.training
    module.eval()
    try:
        with torch.enable_grad():
            yield
    finally:
        module.train(was_training)


def batch_size_for(module: NetworkModule, most: int = 64) -> int:
    """As many images as can go through at once within the memory that looking may take."""
    shapes = (layer.output for layer in analyse(module.network).layers.values())
    numbers = sum(math.prod(shape) for shape in shapes if shape is not None)
    return max(1, min(most, _BATCH_ACTIVATIONS // max(1, numbers)))
