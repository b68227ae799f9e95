"""Filters in an order that shows something: by size or by likeness; which are dead or doubled.

Weights are out×in×kH×kW, or out×in×k of signals; a filter is all that belongs to one output.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

FilterOrder = Literal["index", "norm", "similarity"]

DEAD_SHARE = 0.01
"""A filter whose norm is below this share of the largest of its layer counts as dead."""
ALIKE = 0.98
"""Filters whose cosine is at least this are duplicates: they differ in little but their length."""

Floats = NDArray[np.float32]
Order = NDArray[np.int64]


def norms(weights: Floats) -> Floats:
    """The L2 norm of each filter."""
    return np.asarray(np.linalg.norm(_rows(weights), axis=1), np.float32)


def cosines(weights: Floats) -> Floats:
    """How alike each two filters are, out×out: 1 the same direction, −1 the opposite.

    The cosine of the angle between their weights; a filter of zeros is like no other.
    """
    rows = _rows(weights)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return np.asarray(np.clip(units @ units.T, -1, 1), np.float32)


def ordered(weights: Floats, order: FilterOrder) -> Order:
    """The numbers of the filters in that order.

    By norm the largest comes first. By similarity the largest comes first, and each is followed
    by the one most like it of those that are left, so that neighbours are alike.
    """
    if order == "index":
        return np.arange(len(weights))
    if order == "norm":
        return np.argsort(-norms(weights), kind="stable")
    return _chained(weights)


def _chained(weights: Floats) -> Order:
    if not len(weights):
        return np.arange(0)
    likeness = cosines(weights)
    left = np.ones(len(weights), bool)
    chain = [int(np.argmax(norms(weights)))]
    for _ in range(len(weights) - 1):
        left[chain[-1]] = False
        chain.append(int(np.argmax(np.where(left, likeness[chain[-1]], -np.inf))))
    return np.array(chain, np.int64)


def dead_filters(weights: Floats) -> tuple[int, ...]:
    """The filters that are next to nothing beside the largest of their layer."""
    lengths = norms(weights)
    largest = lengths.max(initial=0.0)
    return tuple(int(at) for at in np.flatnonzero(lengths <= DEAD_SHARE * largest))


def duplicates(weights: Floats) -> tuple[tuple[int, ...], ...]:
    """Groups of filters that are alike, directly or by way of others; dead ones are in none."""
    alike = cosines(weights) >= ALIKE
    dead = list(dead_filters(weights))
    alike[dead] = False
    alike[:, dead] = False
    groups = []
    left = set(range(len(weights)))
    while left:
        group, ahead = set(), [min(left)]
        while ahead:
            at = ahead.pop()
            if at in left:
                left.remove(at)
                group.add(at)
                ahead.extend(int(other) for other in np.flatnonzero(alike[at]))
        if len(group) > 1:
            groups.append(tuple(sorted(group)))
    return tuple(groups)


def _rows(weights: Floats) -> NDArray[np.float64]:
    return weights.reshape(len(weights), int(np.prod(weights.shape[1:]))).astype(np.float64)
