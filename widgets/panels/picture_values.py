"""The numbers that the pictures of a block are made of, and the scale they are shown on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from widgets.panels.picture_layout import Block, Part, Spot
from widgets.pictures import ColourMap, value_range


@dataclass(frozen=True, eq=False)
class Pictures:
    """The values of a block: N×H×W, or N×3×H×W to be shown in colour; float32.

    `before` holds the N×H×W maps that the pictures were made from, shown on the same scale, or
    with `before_colours` on their own.
    """

    values: NDArray[np.float32]
    colours: ColourMap = "sequential"
    before: NDArray[np.float32] | None = None
    before_colours: ColourMap | None = field(default=None, kw_only=True)

    def scale(self, part: Part) -> tuple[tuple[float, float], ColourMap]:
        """The range and the colours of a part."""
        if part == "before" and self.before is not None and self.before_colours is not None:
            return self._range_before, self.before_colours
        return self.range, self.colours

    @cached_property
    def _range_before(self) -> tuple[float, float]:
        assert self.before is not None
        return value_range(self.before)

    @cached_property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value of the scale; symmetric about zero for a diverging one."""
        low, high = value_range(self.values)
        if self.before is not None and self.before_colours is None:
            low_before, high_before = value_range(self.before)
            low, high = min(low, low_before), max(high, high_before)
        if self.colours == "diverging":
            limit = max(abs(low), abs(high))
            return -limit, limit
        return low, high

    def fits(self, block: Block) -> bool:
        """Whether these are the pictures that a block has room for."""
        before = None if self.before is None else self.before.shape
        sizes = (self.values.shape[0], *self.values.shape[-2:])
        wanted_before = (block.count, *block.before) if block.before else None
        return sizes == (block.count, *block.size) and before == wanted_before

    def value(self, spot: Spot) -> NDArray[np.float32]:
        """The value there, or the three of a colour picture."""
        source = self.before if spot.part == "before" and self.before is not None else self.values
        return source[spot.index, ..., spot.y, spot.x]
