"""Answers about where a network looks and what its filters look for, on a copy of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import Images
from app.data.preprocessing import fit_images
from app.data.progress import Report, no_report
from app.inspection.activation_maximisation import ascend, deconvolved_patches, middle_target
from app.inspection.ascent import AscentImage
from app.inspection.attribution import attribute, cam_layers
from app.inspection.attribution_methods import Attribution, MethodName
from app.inspection.explanations import ChannelPatches, Explanation, FoundPatches, ShownPatch
from app.inspection.patch_search import find_top_patches
from app.inspection.questions import (
    AscentQuestion,
    AttributionQuestion,
    ChannelQuestion,
    PatchesQuestion,
)
from app.inspection.subject import Subject
from app.inspection.target import Target
from app.inspection.target_score import class_target
from app.inspection.top_patches import TopPatches, cut_out
from app.language import tr
from app.network.analysis import Analysis, analyse, why_no_scores
from app.network.graph import Network
from app.training.module import NetworkModule

THUMBNAIL = 64
"""Pixels of the longer side of a patch that stands for a channel; larger ones are thinned."""
_SECONDS_BETWEEN = 0.1


def probe_batch(subject: Subject) -> NDArray[np.float32]:
    """The probe as a batch of one; ValueError, with words, where there is none."""
    if subject.probe is None:
        raise ValueError(tr("There is no image to look at. Choose one in the Data panel."))
    return subject.scaled(subject.probe[None])


def likeliest(module: NetworkModule, image: NDArray[np.float32]) -> int:
    """The class that a batch of one is taken for; ValueError where there are no classes."""
    return int(_logits(module, image).argmax())


def compared(
    question: AttributionQuestion,
    subject: Subject,
    module: NetworkModule,
    other: Callable[[], tuple[Subject, NetworkModule]],
    report: Report,
) -> Explanation:
    """An explanation with that of `other`, for the same class; ValueError as `explanation`.

    Where only the other one cannot be had, it is said why.
    """
    found = explanation(question, subject, module, report)
    try:
        beside = explanation(replace(question, label=found.label), *other(), report)
    except ValueError as error:
        return replace(found, not_beside=str(error))
    return replace(found, beside=beside)


def explanation(
    question: AttributionQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Explanation:
    """What each of the methods finds; ValueError, with words, where none finds anything."""
    image = probe_batch(subject)
    assert subject.probe is not None
    logits = _logits(module, image)
    label = int(logits.argmax()) if question.label is None else question.label
    target = class_target(module, label)
    found: dict[MethodName, Attribution] = {}
    refused: dict[MethodName, str] = {}
    slow = report if len(question.methods) == 1 else no_report
    for done, method in enumerate(question.methods):
        if len(question.methods) > 1:
            report(done, len(question.methods))
        try:
            found[method] = attribute(
                module, image[0], target, method, question.settings, report=slow
            )
        except ValueError as error:
            refused[method] = str(error)
    if not found:
        raise ValueError(next(iter(refused.values())))
    probability = float(logits.softmax(dim=0)[label])
    layers = cam_layers(module, target)
    return Explanation(subject.step, subject.probe, label, probability, found, refused, layers)


def _logits(module: NetworkModule, image: NDArray[np.float32]) -> torch.Tensor:
    class_target(module, 0)  # says what is wrong with a network that ends in no classes
    with torch.no_grad():
        logits: torch.Tensor = module(torch.from_numpy(image))
    if logits.dim() != 2:
        of_end = tr(
            "The network ends in feature maps, so it has no classes to ask about: add a layer "
            "that makes one number of each, such as a Linear or a global average pooling."
        )
        raise ValueError(why_no_scores(module.network, of_end))
    return logits[0]


def found_patches(
    question: PatchesQuestion, subject: Subject, module: NetworkModule, report: Report
) -> FoundPatches:
    """Looks through the images of a part; raises ValueError, with words, where it cannot."""
    split = subject.dataset.part(question.part)
    images, name = split.images[: question.most], question.layer
    found = find_top_patches(module, images, (name,), subject.scaled, question.count, report)
    top, analysis = found[name], analyse(subject.network)
    strongest = []
    for channel in range(len(top.images)):
        number = int(top.images[channel, 0])
        fitted = fit_images(images[number : number + 1], subject.shape)[0]
        strongest.append(_thumbnail(subject.network, analysis, top, channel, fitted))
        report(len(images), len(images))  # it may take a while with a thousand channels
    return FoundPatches(
        subject.step, subject.dataset, question.part, len(images), top, tuple(strongest)
    )


def _thumbnail(
    network: Network, analysis: Analysis, top: TopPatches, channel: int, image: Images
) -> Images | None:
    """What the strongest unit of a channel sees in its image; a copy, to let go of the image."""
    seen = top.rectangle(network, analysis, channel, 0)
    if seen is None:
        return None
    patch = cut_out(image, seen)
    step = -(-max(patch.shape[1:]) // THUMBNAIL)
    return patch[:, ::step, ::step].copy()


def channel_patches(
    question: ChannelQuestion, subject: Subject, module: NetworkModule, report: Report
) -> ChannelPatches:
    """What excites a channel in the patches that were found; ValueError where they are not its."""
    found, channel = question.found, question.channel
    top = found.top
    if found.dataset is not subject.dataset or top.layer not in module.network.layers:
        raise ValueError(tr("The data or the network have changed since: search again."))
    split = found.dataset.part(found.part)
    numbers = top.images[channel]
    images = np.concatenate(
        [fit_images(split.images[number : number + 1], subject.shape) for number in numbers]
    )
    among = np.broadcast_to(np.arange(len(numbers)), top.images.shape)
    near = TopPatches(top.layer, top.values, among, top.positions)
    patches = deconvolved_patches(module, images, subject.scaled, near, channel, report)
    shown = []
    for patch in patches:
        at, number = patch.image, int(numbers[patch.image])
        row, column = (int(place) for place in top.positions[channel, at])
        label = int(split.labels[number])
        shown.append(
            ShownPatch(
                number,
                label,
                patch.value,
                (row, column),
                images[at],
                patch.rectangle,
                np.ascontiguousarray(patch.pattern),
            )
        )
    return ChannelPatches(subject.step, found, channel, tuple(shown))


def growing_images(
    question: AscentQuestion, subject: Subject, module: NetworkModule, report: Report
) -> Iterator[AscentImage]:
    """Images as they grow, ten a second at most, and each as it is in the end.

    `report` is told the steps of all of them together.
    """
    black, white = (np.full((1, *subject.shape), level, np.uint8) for level in (0, 255))
    limits = subject.scaled(black)[0], subject.scaled(white)[0]
    low, high = np.minimum(*limits), np.maximum(*limits)
    total = len(question.channels) * question.settings.steps
    for at, channel in enumerate(question.channels):
        target = middle_target(module, question.layer, channel)
        if question.whole:
            target = Target(question.layer, channel)
        before = at * question.settings.steps

        def told(step: int, _steps: int, before: int = before) -> None:
            report(before + step, total)

        shown = -np.inf
        for image in ascend(module, target, question.settings, (low, high), told):
            if image.step == image.steps or time.monotonic() - shown > _SECONDS_BETWEEN:
                shown = time.monotonic()
                yield image
