"""Which colours the maps have that the lens looks at: the same wherever it stands on them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.inspection.lens import as_maps
from widgets.lens.cells import span


class MapScales:
    """From which to which value the colours of each channel go, measured when it is asked for."""

    def __init__(self, maps: NDArray[np.floating]) -> None:
        self.maps = maps
        """C×H×W, C×L or (F,), all that comes by one wire."""
        self._found: dict[int, tuple[float, float]] = {}

    def of(self, channel: int) -> tuple[float, float]:
        """The smallest and the largest value of a channel."""
        if channel not in self._found:
            self._found[channel] = span(as_maps(self.maps)[channel])
        return self._found[channel]
