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


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The insides of `network` after `step` training steps (0: before training).

    All arrays are float32 copies. `feature_maps` hold the output of a layer for the probe image,
    C×H×W or (F,); `filters` the weights of a convolution, out×in×kH×kW; `probabilities` one
    number per class, or None where the network does not end in one vector.
    """

    network: Network
    step: int
    feature_maps: Mapping[str, np.ndarray] = field(default_factory=dict)
    filters: Mapping[str, np.ndarray] = field(default_factory=dict)
    probabilities: np.ndarray | None = None
