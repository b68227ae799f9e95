"""Classifies a part of a data set a slice at a time, with the weights of one moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch.func import functional_call

from app.data.dataset import PART_WORDS, Dataset, Images
from app.inspection.evaluation import Evaluation, evaluated, joined
from app.language import tr
from app.network.analysis import analyse, why_no_scores
from app.training.device import memory_format_for
from app.training.module import NetworkModule

SLICE_SECONDS = 0.01
"""A slice takes about so long: less than training or a look would be missed for."""
_FIRST_SLICE, _LARGEST_SLICE = 8, 512
_FIRST_ACTIVATIONS = 2**28
"""Of a network with huge maps the first slice is a single image."""
_SLOW_SECONDS = 0.25
_SMALLEST_SLICE = 32
"""Fewer images would mostly wait for torch's threads to wake, which on a busy machine takes longer
than the slice; only where a slice is truly slow is it made smaller."""


class Evaluator:
    """The images of `part` through `module` as it is now, however training goes on meanwhile.

    It takes a copy of weights and running statistics; the module's own are not touched.
    `scaled` turns images into what the network takes (float32 N×C×H×W, normalised). Raises
    ValueError, with words, for a network that does not give one number for each class.
    """

    def __init__(
        self,
        module: NetworkModule,
        dataset: Dataset,
        part: str,
        scaled: Callable[[Images], NDArray[np.float32]],
        when: str = "",
    ) -> None:
        self._module = module
        self._classes = dataset.classes
        self._part = part
        self._split = dataset.part(part)
        self._scaled = scaled
        self._when = when
        self._found: list[Evaluation] = []
        activations = max(1, analyse(module.network).activations)
        self._slice = max(1, min(_FIRST_SLICE, _FIRST_ACTIVATIONS // activations))
        self.done = 0
        """Images classified so far."""
        if not len(self._split):
            raise ValueError(
                tr("{title} has no {part} images.", title=dataset.title, part=PART_WORDS[part])
            )
        if module.logits is None:
            raise ValueError(why_no_scores(module.network))
        self._state = {name: value.detach().clone() for name, value in module.state_dict().items()}

    @property
    def total(self) -> int:
        """Images that there are."""
        return len(self._split)

    def advance(self) -> bool:
        """Classify some more, for about `SLICE_SECONDS`; whether that was all.

        Raises ValueError where the network does not suit the classes or its outputs are no
        numbers.
        """
        begun = time.perf_counter()
        # Powers of two alone: oneDNN compiles the convolutions for every number of images that it
        # meets, about half a megabyte each, and keeps a thousand of these.
        count = _power_of_two(min(self._slice, self.total - self.done))
        chosen = slice(self.done, self.done + count)
        labels = self._split.labels[chosen]
        probabilities = self._probabilities(self._scaled(self._split.images[chosen]))
        self._found.append(evaluated(self._part, self._classes, labels, probabilities, self._when))
        self.done += len(labels)
        seconds = time.perf_counter() - begun
        fitting = int(count * SLICE_SECONDS / max(seconds, 1e-6))
        smallest = _SMALLEST_SLICE if seconds < _SLOW_SECONDS else 1
        largest = min(4 * self._slice, _LARGEST_SLICE)
        self._slice = max(smallest, self._slice // 2, min(fitting, largest))
        return self.done == self.total

    def result(self) -> Evaluation:
        """What was found in the images classified so far."""
        return replace(joined(self._found), images=self._split.images[: self.done])

    def _probabilities(self, scaled: NDArray[np.float32]) -> NDArray[np.float32]:
        images = torch.from_numpy(scaled)
        weight = next(iter(self._module.parameters()), None)
        if weight is not None:
            images = images.to(weight.device, memory_format=memory_format_for(weight.device))
        was_training = self._module.training
        self._module.eval()
        try:
            with torch.no_grad():
                logits = functional_call(self._module, self._state, (images,))
        finally:
            self._module.train(was_training)
        if logits.dim() != 2 or logits.shape[1] != len(self._classes):
            found = (
                tr(", but it ends in {shape}", shape=logits.shape[1]) if logits.dim() == 2 else ""
            )
            of_end = tr(
                "The network must end in {classes} values, one for each class{found}.",
                classes=len(self._classes),
                found=found,
            )
            raise ValueError(why_no_scores(self._module.network, of_end))
        return np.asarray(logits.softmax(dim=1).cpu().numpy(), np.float32)


def _power_of_two(number: int) -> int:
    """The largest that does not exceed a number from 1."""
    return 1 << (number.bit_length() - 1)
