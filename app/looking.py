"""What the session shows of a network: the probe's way through it, its layers, how well it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from app.data.dataset import DataError, Dataset, Images
from app.data.fitted_preprocessing import Preprocessing, keeps_levels
from app.data.preprocessing import Shape, fit_images
from app.inspection.evaluator import Evaluator
from app.inspection.layer_health import NetworkHealth
from app.inspection.layer_statistics import examine
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Snapshot, Wanted
from app.inspection.subject import Subject
from app.language import tr
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.module import NetworkModule

LARGEST_EXAMINATION = 2**24
"""Activations of the batch that the layers are examined on: a few images of a large network, and
the hundred at most of a small one."""


@dataclass(frozen=True, eq=False)
class InView:
    """What is looked at: a network with the weights that it had after `step`, data and an image.

    `module` computes `network`, unless that is too large for memory: then the module is empty.
    `preprocessing` gives what the images of a data set are preprocessed with for an Input.
    """

    network: Network
    module: NetworkModule
    step: int
    dataset: Dataset | None
    probe: NDArray[np.uint8] | None
    preprocessing: Callable[[Dataset, Shape], Preprocessing]
    untrained: bool
    """Whether the weights are as they began: neither learned, nor read from a file, nor typed."""

    @property
    def shape(self) -> Shape | None:
        """Channels, height and width of the Input; None where there is none."""
        return input_shape(self.module.network)

    def fitted_probe(self) -> NDArray[np.uint8] | None:
        """The probe image as a batch of one in the shape of the Input; None where it cannot be."""
        shape = self.shape
        if self.probe is None or shape is None:
            return None
        with suppress(DataError):
            return fit_images(self.probe[np.newaxis], shape)
        return None


def input_shape(network: Network) -> Shape | None:
    """Channels, height and width of the first Input; None where there is none."""
    if not network.inputs:
        return None
    layer = network.layers[network.inputs[0]]
    assert isinstance(layer, Input)
    return layer.channels, layer.height, layer.width


def look(view: InView, wanted: Wanted) -> Snapshot:
    """What the wanted layers make of the probe image.

    The Input shows the image itself, 0 to 1, as the network sees it before it is scaled; its
    levels, 0 to 255, where these are what the network takes in.
    Empty while there is no image, or none that fits the Input.
    """
    image = view.fitted_probe()
    if image is None or view.dataset is None:
        return Snapshot(view.network, view.step)
    preprocessing = view.preprocessing(view.dataset, image.shape[1:])
    snapshot = take_snapshot(view.module, preprocessing.apply(image), wanted, view.step)
    white = 1 if keeps_levels(preprocessing) else 255
    shown = (image[0] / white).astype(np.float32)
    inputs = {name: shown for name in view.network.inputs if name in wanted.feature_maps}
    maps = {**snapshot.feature_maps, **inputs}
    return replace(snapshot, feature_maps=maps, untrained=view.untrained)


def subject_of(view: InView, known: Subject | None = None) -> Subject:
    """The network for questions that take long; raises ValueError, with words.

    Everything in it is a copy or never changes, so that another thread may answer. `known` is a
    subject with the same weights, which are then not copied again.
    """
    if view.dataset is None:
        raise ValueError(tr("No data set is loaded. Choose one in the tool bar."))
    if view.shape is None:
        raise ValueError(tr("The network has no Input."))
    image = view.fitted_probe()
    return Subject(
        view.network,
        _copied_state(view.module) if known is None else known.weights,
        view.step,
        view.dataset,
        view.shape,
        view.preprocessing(view.dataset, view.shape),
        None if image is None else image[0],
    )


def examined(view: InView, updates: Mapping[str, float]) -> NetworkHealth | None:
    """The state of the layers, on a few validation images that are always the same.

    `updates` says how far a step has moved each of them. None while there is no data, or none
    that fits the Input.
    """
    shape, dataset = view.shape, view.dataset
    if shape is None or dataset is None or not len(dataset.validation):
        return None
    count = min(_batch_to_examine(view.network), len(dataset.validation))
    chosen = np.linspace(0, len(dataset.validation) - 1, count).astype(np.intp)
    with suppress(DataError):
        fitted = fit_images(dataset.validation.images[chosen], shape)
        scaled = torch.from_numpy(view.preprocessing(dataset, shape).apply(fitted))
        weight = next(view.module.parameters(), None)
        images = scaled if weight is None else scaled.to(weight.device)
        return examine(view.module, images, updates, view.step)
    return None


def _batch_to_examine(network: Network) -> int:
    """So many images that their activations take no more than `LARGEST_EXAMINATION`.

    Four at least, unless these are huge.
    """
    activations = max(1, analyse(network).activations)
    fewest = 4 if activations <= 4 * LARGEST_EXAMINATION else 1
    return max(fewest, min(100, LARGEST_EXAMINATION // activations))


def evaluator_of(view: InView, part: str, when: str) -> Evaluator:
    """What classifies a part ("train", "validation" or "test") of the data, bit by bit.

    `when` says which weights these are. Raises ValueError, with words, where the network does
    not suit the data or there is none.
    """
    dataset, shape = view.dataset, view.shape
    if dataset is None:
        raise ValueError(tr("No data set is loaded."))
    if shape is None:
        raise ValueError(tr("The network has no Input."))

    def scaled(images: Images) -> NDArray[np.float32]:
        return view.preprocessing(dataset, shape).apply(fit_images(images, shape))

    return Evaluator(view.module, dataset, part, scaled, when)


def _copied_state(module: NetworkModule) -> dict[str, NDArray[np.float32]]:
    """Copies of all parameters and running statistics, by torch's names."""
    state = module.state_dict()
    return {name: value.detach().cpu().numpy().copy() for name, value in state.items()}
