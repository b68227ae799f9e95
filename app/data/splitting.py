"""Which images are kept from training, each class in proportion."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def held_out(labels: NDArray[np.integer[Any]], count: int) -> NDArray[np.bool_]:
    """True for `count` images, the last of every class, in proportion to the classes' sizes.

    What is left over by rounding down goes to the classes that lost most by it.
    """
    chosen = np.zeros(len(labels), np.bool_)
    if not len(labels) or count <= 0:
        return chosen
    sizes = np.bincount(labels)
    wanted = sizes * min(count, len(labels)) / len(labels)
    numbers = np.floor(wanted).astype(np.int64)
    missing = min(count, len(labels)) - int(numbers.sum())
    numbers[np.argsort(numbers - wanted, kind="stable")[:missing]] += 1
    for label, number in enumerate(numbers):
        if number:
            chosen[np.flatnonzero(labels == label)[-number:]] = True
    return chosen
