"""What the channels of a layer look for: the patches that excite them most. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.network.analysis import Analysis
from app.network.graph import Network
from app.network.receptive import Rectangle, seen_by


@dataclass(frozen=True, eq=False)
class TopPatches:
    """For each channel of `layer` the images that excite it most, the strongest first.

    All arrays are channels × images: `values` is the largest of the channel in that image,
    `images` the image's number in the split, `positions` (channels × images × 2) the row and
    column of the unit. A signal is one row; the units of a vector stand side by side, so that a
    unit's column is its channel.
    """

    layer: str
    values: NDArray[np.float32]
    images: NDArray[np.int64]
    positions: NDArray[np.int64]

    @property
    def silent(self) -> tuple[int, ...]:
        """The channels that no image excites above zero: behind a ReLU they are dead."""
        return tuple(int(channel) for channel in np.flatnonzero(self.values[:, 0] <= 0))

    def rectangle(
        self, network: Network, analysis: Analysis, channel: int, rank: int
    ) -> Rectangle | None:
        """The pixels of the Input that the unit of a patch sees; None where it sees none."""
        row, column = (int(place) for place in self.positions[channel, rank])
        return input_rectangle(network, analysis, self.layer, (row, column))


def input_rectangle(
    network: Network, analysis: Analysis, layer: str, position: tuple[int, int]
) -> Rectangle | None:
    """The pixels of the Input that the unit at (row, column) of a layer sees; None if none.

    Raises ValueError where the layer has no such unit.
    """
    row, column = position
    at = Rectangle(row, column, row + 1, column + 1)
    if layer in network.inputs:
        return at
    return seen_by(network, analysis, layer, at)[network.input_of[layer]].seen


Number = TypeVar("Number", bound=np.generic)


def cut_out(image: NDArray[Number], patch: Rectangle) -> NDArray[Number]:
    """The part of an image (C×H×W) that fills a rectangle, as a view."""
    return image[:, patch.top : patch.bottom, patch.left : patch.right]
