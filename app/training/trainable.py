"""Can this network be trained on this data here? Asked before anything is allocated."""

from __future__ import annotations

import math

import numpy as np
import torch

from app.data.dataset import Dataset
from app.data.preprocessing_choice import why_not_whitened
from app.language import tr
from app.network.analysis import Analysis, analyse
from app.network.arithmetic import Shape
from app.network.graph import Network
from app.network.layers.dense import Input
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d, GroupNorm
from app.network.problems import training_problems
from app.training.memory import (
    available_memory,
    why_images_do_not_fit,
    why_it_cannot_be_trained,
)
from app.training.module import UntrainableError
from app.training.recipe import Recipe
from app.training.steps import smallest_batch


def check_trainable(
    network: Network, recipe: Recipe, dataset: Dataset, device: torch.device, processes: int = 1
) -> Analysis:
    """The analysis of a network that can be trained; raises UntrainableError for any other.

    `processes` are those that share every batch.
    """
    analysis = analyse(network)
    problems = training_problems(network, analysis, dataset.image_shape, len(dataset.classes))
    if problems:
        raise UntrainableError(problems[0].located, problems)
    for reason in (
        _why_data_does_not_suit(network, dataset),
        _why_preprocessing_does_not_suit(network, recipe),
        _why_nothing_is_learned(analysis),
        _why_batches_are_not_shared(recipe, processes),
        _why_batches_do_not_suit(analysis, recipe, dataset, processes),
        _why_memory_does_not_suffice(network, analysis, recipe, dataset, device, processes),
    ):
        if reason:
            raise UntrainableError(reason)
    return analysis


def _why_data_does_not_suit(network: Network, dataset: Dataset) -> str:
    if not len(dataset.train) or not len(dataset.validation):
        empty = "validation" if len(dataset.train) else "training"
        return tr("{title} has no {empty} images", title=dataset.title, empty=empty)
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    channels = dataset.image_shape[0]
    if image.channels != channels and {image.channels, channels} != {1, 3}:
        return tr(
            "the images of {title} have {channels} channels, which do not become "
            "the {channels2} of {inputs}",
            title=dataset.title,
            channels=channels,
            channels2=image.channels,
            inputs=network.inputs[0],
        )
    return ""


def _why_preprocessing_does_not_suit(network: Network, recipe: Recipe) -> str:
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    return why_not_whitened(recipe.preprocessing, image.shape)


def _why_nothing_is_learned(analysis: Analysis) -> str:
    if analysis.parameters:
        return ""
    return tr("the network has nothing to learn: add a Conv2d or Linear layer")


def _why_batches_are_not_shared(recipe: Recipe, processes: int) -> str:
    if recipe.batch_size >= processes:
        return ""
    return tr(
        "{processes} processes cannot share batches of {batch_size}: choose a "
        "batch size of at least {processes}, or start fewer processes",
        processes=processes,
        batch_size=recipe.batch_size,
    )


def _why_batches_do_not_suit(
    analysis: Analysis, recipe: Recipe, dataset: Dataset, processes: int
) -> str:
    smallest = smallest_batch(len(dataset.train), recipe.batch_size)
    if smallest // processes > 1:
        return ""
    alone = tr("a batch of one image has")
    choose = tr("choose a batch size of at least 2")
    if processes > 1:
        alone = tr(
            "a batch of {smallest} leaves one of {processes} processes an image alone, with",
            smallest=smallest,
            processes=processes,
        )
        choose = tr(
            "choose a batch size that leaves no rest below {processes}", processes=2 * processes
        )
    for name, layer in analysis.layers.items():
        together = math.prod(layer.input[1:]) if layer.input else 0
        over_batch = isinstance(layer.layer, BatchNorm1d | BatchNorm2d)
        if over_batch and together == 1:
            return tr(
                "{name} normalises over the batch, and {alone} a single value "
                "for each channel there: {choose}",
                name=name,
                alone=alone,
                choose=choose,
            )
        # torch refuses this for a batch of one only, though it is no better for more.
        groups = layer.layer.num_groups if isinstance(layer.layer, GroupNorm) else 0
        if layer.input and groups == together * layer.input[0]:
            return tr(
                "{name} has as many groups as values, and one value has no "
                "variance: choose fewer groups, or {choose}",
                name=name,
                choose=choose,
            )
    return ""


def _why_memory_does_not_suffice(
    network: Network,
    analysis: Analysis,
    recipe: Recipe,
    dataset: Dataset,
    device: torch.device,
    processes: int,
) -> str:
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    images = len(dataset.train) + len(dataset.validation)
    available = available_memory()
    streamed = _is_mapped(dataset, image.shape) and device.type == "cpu"
    if not streamed and (reason := why_images_do_not_fit(images, image.shape, available)):
        return reason
    if device.type == "cuda":
        available, _ = torch.cuda.mem_get_info(device)
    largest = -(-recipe.batch_size // processes)
    return why_it_cannot_be_trained(analysis, recipe.optimizer, largest, available)


def _is_mapped(dataset: Dataset, input_shape: Shape) -> bool:
    """Whether the images come from the disk when a batch asks for them, and need no memory."""
    return isinstance(dataset.train.images, np.memmap) and dataset.image_shape == input_shape
