"""Gathers what a run shows of its network at one moment, for the sabotage lab."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import Split
from app.experiments.observed import Observed
from app.inspection.layer_health import NetworkHealth
from app.inspection.subject import Subject
from app.language import tr
from app.network.graph import Network
from app.training.divergence import loss_of_guessing
from app.training.events import TrainingEvent
from app.training.module import NetworkModule, build_module
from app.training.recipe import LossName

SAMPLE = 500
"""Images that are classified of each part: a share of them is known to some 2 per cent."""
_AT_ONCE = 50


def observe(
    subject: Subject,
    network: Network,
    loss: LossName,
    events: Sequence[TrainingEvent],
    health: NetworkHealth | None,
) -> Observed:
    """What `events` and the weights of `subject` show; `network` is the one that was built.

    Takes a second or so for a large network. Raises ValueError where there is nothing to classify.
    """
    module = build_module(subject.network, seed=0)
    state = {name: torch.from_numpy(array) for name, array in subject.weights.items()}
    module.load_state_dict(state)
    module.eval()
    dataset = subject.dataset
    parts = [_sample(dataset.train), _sample(dataset.validation)]
    inputs = subject.scaled(parts[0].images)
    answers = [_answers(module, subject, part) for part in parts]
    counts = np.bincount(answers[1], minlength=len(dataset.classes))
    accuracies = [
        float((found == part.labels).mean()) for found, part in zip(answers, parts, strict=True)
    ]
    return Observed(
        network=network,
        events=tuple(events),
        guessing=loss_of_guessing(loss, len(dataset.classes)),
        weights=subject.weights,
        inputs=(float(inputs.mean()), float(inputs.std())),
        train_accuracy=accuracies[0],
        validation_accuracy=accuracies[1],
        favourite=(dataset.classes[int(counts.argmax())], float(counts.max() / counts.sum())),
        health=health,
    )


def _sample(split: Split) -> Split:
    """So many images, evenly spread over the part."""
    if not len(split):
        raise ValueError(tr("The data set has no images to judge by."))
    chosen = np.linspace(0, len(split) - 1, min(SAMPLE, len(split))).astype(np.intp)
    return Split(split.images[chosen], split.labels[chosen])


@torch.no_grad()
def _answers(module: NetworkModule, subject: Subject, part: Split) -> NDArray[np.int64]:
    found = [
        module(torch.from_numpy(subject.scaled(part.images[at : at + _AT_ONCE]))).argmax(dim=1)
        for at in range(0, len(part), _AT_ONCE)
    ]
    return np.asarray(torch.cat(found).numpy(), np.int64)
