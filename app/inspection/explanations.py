"""What is told about where a network looks and what its filters look for. Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import Dataset, Images
from app.inspection.attribution_methods import Attribution, MethodName
from app.inspection.top_patches import TopPatches
from app.network.receptive import Rectangle


@dataclass(frozen=True, eq=False)
class Explanation:
    """Where the network looked in `image` (uint8 C×H×W, as the Input takes it) for a class.

    `attributions` are those of the methods that could be asked, `refused` says why others could
    not; `cam_layers` are the layers that Grad-CAM can look from, the nearest to the class first.
    """

    step: int
    """Training steps that the weights had learned."""
    image: NDArray[np.uint8]
    label: int
    probability: float
    attributions: Mapping[MethodName, Attribution]
    refused: Mapping[MethodName, str]
    cam_layers: tuple[str, ...]
    beside: Explanation | None = None
    """The same asked of what it was to be set beside."""
    not_beside: str = ""
    """Why there is nothing beside it, where something was to be."""


@dataclass(frozen=True, eq=False)
class FoundPatches:
    """The images of `part` of a data set that excite each channel of a layer most.

    `strongest` holds for each channel the patch that excites it most, uint8 C×h×w, thinned where
    it is large; None where the unit sees nothing but padding.
    """

    step: int
    dataset: Dataset
    part: str
    searched: int
    """Images that were looked through, from the first."""
    top: TopPatches
    strongest: tuple[Images | None, ...]


@dataclass(frozen=True, eq=False)
class ShownPatch:
    """One of the images that excite a channel: uint8 C×H×W, as the Input takes it.

    `seen` is what the unit at (row, column) = `position` sees of it; `pattern` (float32 C×h×w,
    symmetric about zero) is what in there excites it, told by a deconvnet.
    """

    number: int
    label: int
    value: float
    position: tuple[int, int]
    image: Images
    seen: Rectangle
    pattern: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ChannelPatches:
    """The patches that excite one channel of what was `found`, the strongest first."""

    step: int
    found: FoundPatches
    channel: int
    patches: tuple[ShownPatch, ...]
