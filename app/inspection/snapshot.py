"""What a network makes of one image at one moment of training, as numpy arrays; needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from app.network.graph import Network


@dataclass(frozen=True)
class Wanted:
    """What is visible at present, by layer name: only this is computed and copied."""

    feature_maps: frozenset[str] = frozenset()
    filters: frozenset[str] = frozenset()
    predictions: bool = False
    insides: frozenset[str] = frozenset()
    """Layers whose arithmetic is looked at: what they take in, their weights, what they give."""

    def __or__(self, other: Wanted) -> Wanted:
        """What either is about."""
        return Wanted(
            self.feature_maps | other.feature_maps,
            self.filters | other.filters,
            self.predictions or other.predictions,
            self.insides | other.insides,
        )


@dataclass(frozen=True, eq=False)
class InTraining:
    """What a layer that differs in training did in training step `step`.

    For dropout, with the first image of the batch: what came in, what went on, and where it was
    `kept`, whatever the value there. For batch normalisation, values of the whole batch before
    and after, in one row, evenly spread; `kept` is None. Arrays are float32 and bool.
    """

    step: int
    inputs: np.ndarray
    output: np.ndarray
    kept: np.ndarray | None


@dataclass(frozen=True, eq=False)
class LayerInside:
    """A layer at work on one image: float32 arrays, from which every number it gives can be told.

    `inputs` are C×H×W, C×L or (F,), one for each wire that comes in; `parameters` go by torch's
    names ("weight", "running_mean"), and of more than four million numbers are those of the live
    network, not copies; `output` is what the layer makes of its inputs when not training.
    """

    inputs: tuple[np.ndarray, ...]
    parameters: Mapping[str, np.ndarray]
    output: np.ndarray
    in_training: InTraining | None = None
    """The same layer in the last training step, where it was looked at then."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The insides of `network` after `step` training steps (0: before training).

    All arrays are float32 copies. `feature_maps` hold the output of a layer for the probe image,
    C×H×W or (F,); `filters` the weights of a convolution, out×in×kH×kW; `probabilities` one
    number per class, or None where the network does not end in one vector; `insides` what was
    wanted of whole layers, whose images are those the network takes: preprocessed.
    """

    network: Network
    step: int
    feature_maps: Mapping[str, np.ndarray] = field(default_factory=dict)
    filters: Mapping[str, np.ndarray] = field(default_factory=dict)
    probabilities: np.ndarray | None = None
    insides: Mapping[str, LayerInside] = field(default_factory=dict)
    untrained: bool = False
    """Whether the weights are as they began: neither learned, nor read from a file, nor typed."""
