"""Changes to weights by hand, as plain data; `weight_writer.py` makes them. No torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.surgery import Mute, ReplaceFilter

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class SetWeights:
    """Give the weights at a place of a layer other values.

    `place` are the first indices, so that () is all of the parameter, (filter,) a filter,
    (filter, channel) one of its kernels; `values` have the shape that is left.
    """

    layer: str
    place: tuple[int, ...]
    values: Floats
    parameter: str = "weight"
    was_there: bool = False
    """Whether they are put back, so that they may be no numbers: training had diverged."""


@dataclass(frozen=True)
class Invert:
    """Turn the sign of a filter's weights and of its bias: it answers the opposite."""

    layer: str
    channel: int


WeightEdit = SetWeights | Invert | Mute | ReplaceFilter


@dataclass(frozen=True, eq=False)
class EditedWeights:
    """What came of edits: `undo` puts back, in its order, exactly what was there before.

    `before` and `after` are the filters that they touched, whole; `skipped` says in words what
    could not be done.
    """

    undo: tuple[SetWeights, ...] = ()
    before: tuple[ReplaceFilter, ...] = ()
    after: tuple[ReplaceFilter, ...] = ()
    skipped: tuple[str, ...] = ()


def same_filter(one: ReplaceFilter, other: ReplaceFilter) -> bool:
    """Whether two filters have the same weights and bias, to the bit."""
    return one.bias == other.bias and np.array_equal(one.weights, other.weights)
