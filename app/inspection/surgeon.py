"""Tries operations on filters: what they do to the accuracy, class by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.func import functional_call

from app.data.dataset import PART_WORDS, Dataset, Images
from app.data.progress import Report, no_report
from app.inspection.evaluation import Evaluation, evaluated, joined
from app.inspection.surgery import Operation, Outcome
from app.inspection.target_score import (
    batch_size_for,
    class_target,
    device_of,
    looking,
    working_shape,
)
from app.inspection.weight_writer import parts_of
from app.language import tr
from app.network.analysis import why_no_scores
from app.training.device import memory_format_for
from app.training.module import NetworkModule
from app.training.seeds import seed_from

_LARGEST_BATCH = 256
"""With fewer images torch's threads mostly wait for one another, on a busy machine for a second."""


class Surgeon:
    """A network as it is now, and images to try it on; the network itself is never changed.

    `count` images are drawn from `part` of the data set, always the same ones. What the network
    makes of them untouched is found once and kept. `scaled` turns stored images into what the
    network takes in, float32 N×C×H×W. Raises ValueError, with words, where the network does not
    suit the data.
    """

    def __init__(
        self,
        module: NetworkModule,
        dataset: Dataset,
        part: str,
        scaled: Callable[[Images], NDArray[np.float32]],
        count: int = 1_000,
    ) -> None:
        split = dataset.part(part)
        if not len(split):
            raise ValueError(
                tr("{title} has no {part} images.", title=dataset.title, part=PART_WORDS[part])
            )
        if working_shape(module, class_target(module, 0).layer) != (len(dataset.classes),):
            of_end = tr(
                "The network must end in {classes} values, one for each class.",
                classes=len(dataset.classes),
            )
            raise ValueError(why_no_scores(module.network, of_end))
        chosen = np.arange(len(split))
        if len(split) > count:
            generator = np.random.default_rng(seed_from("surgery", len(split), count))
            chosen = np.sort(generator.choice(chosen, count, replace=False))
        self._module = module
        self._state = {name: value.detach().clone() for name, value in module.state_dict().items()}
        self._images, self._labels = np.asarray(split.images[chosen]), split.labels[chosen]
        self._part, self._classes, self._scaled = part, dataset.classes, scaled
        self._before: Evaluation | None = None

    def before(self, report: Report = no_report) -> Evaluation:
        """What the network makes of the images untouched. `report` may raise."""
        if self._before is None:
            self._before = self._evaluate({}, report)
        return self._before

    def outcome(self, operations: Sequence[Operation], report: Report = no_report) -> Outcome:
        """What the network makes of them after these operations, one upon the other.

        Raises ValueError, with words, for what cannot be done; whatever `report` raises.
        """
        changed: dict[str, Tensor] = {}
        for operation in operations:
            self._operate(operation, changed)
        return Outcome(self.before(report), self._evaluate(changed, report))

    def _operate(self, operation: Operation, changed: dict[str, Tensor]) -> None:
        for part in parts_of(operation, self._module, {**self._state, **changed}):
            name = f"{part.layer}.{part.parameter}"
            values = changed.setdefault(name, self._state[name].clone())
            values[part.place] = torch.from_numpy(part.values).to(values)

    def _evaluate(self, changed: Mapping[str, Tensor], report: Report) -> Evaluation:
        device = device_of(self._module)
        state = {**self._state, **changed}
        size, total = batch_size_for(self._module, most=_LARGEST_BATCH), len(self._images)
        found = []
        with looking(self._module), torch.no_grad():
            for start in range(0, total, size):
                images = torch.from_numpy(self._scaled(self._images[start : start + size]))
                images = images.to(device, memory_format=memory_format_for(device))
                logits = functional_call(self._module, state, (images,))
                probabilities = np.asarray(logits.softmax(dim=1).cpu().numpy(), np.float32)
                labels = self._labels[start : start + size]
                found.append(evaluated(self._part, self._classes, labels, probabilities))
                report(start + len(labels), total)
        return joined(found)
