"""Ten shapes as signed distances, made of discs, boxes and half-planes.

Each function takes points (x to the right, y downwards; any equal shapes) and gives how far they
are from the shape's edge, negative inside. A shape reaches about 1 from the origin. Where two
pieces meet, the smaller distance joins them and the larger one intersects them (constructive
solid geometry).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Distance = Callable[[Floats, Floats], Floats]


def _disc(x: Floats, y: Floats, radius: float) -> Floats:
    return np.hypot(x, y) - radius


def _box(x: Floats, y: Floats, half_width: float, half_height: float) -> Floats:
    return np.maximum(np.abs(x) - half_width, np.abs(y) - half_height)


def _half_planes(x: Floats, y: Floats, sides: int, apothem: float) -> list[Floats]:
    """The signed distances to the side lines of a regular polygon with a corner on top."""
    angles = [math.pi / 2 + math.pi / sides * (2 * side + 1) for side in range(sides)]
    return [x * math.cos(angle) - y * math.sin(angle) - apothem for angle in angles]


def _circle(x: Floats, y: Floats) -> Floats:
    return _disc(x, y, 0.9)


def _ring(x: Floats, y: Floats) -> Floats:
    return np.abs(_disc(x, y, 0.72)) - 0.22


def _square(x: Floats, y: Floats) -> Floats:
    return _box(x, y, 0.76, 0.76)


def _triangle(x: Floats, y: Floats) -> Floats:
    first, second, third = _half_planes(x, y, 3, 0.52)
    return np.maximum(np.maximum(first, second), third)


def _cross(x: Floats, y: Floats) -> Floats:
    return np.minimum(_box(x, y, 0.95, 0.3), _box(x, y, 0.3, 0.95))


def _star(x: Floats, y: Floats) -> Floats:
    """The pentagram: beyond at most one of the pentagon's sides, so the second largest distance."""
    lines = _half_planes(x, y, 5, 0.34)
    largest, second = np.maximum(lines[0], lines[1]), np.minimum(lines[0], lines[1])
    for line in lines[2:]:
        second = np.maximum(second, np.minimum(largest, line))
        largest = np.maximum(largest, line)
    return second


def _heart(x: Floats, y: Floats) -> Floats:
    """A square on its corner with a half disc on each upper side."""
    half = 0.55
    diagonal = math.sqrt(0.5)
    y = y - 0.2
    square = _box((x + y) * diagonal, (y - x) * diagonal, half, half)
    middle = half * math.sqrt(0.5)
    discs = _disc(np.abs(x) - middle, y + middle, half)
    return np.minimum(square, discs)


def _crescent(x: Floats, y: Floats) -> Floats:
    return np.maximum(_disc(x, y, 0.95), -_disc(x - 0.5, y, 0.78))


def _arrow(x: Floats, y: Floats) -> Floats:
    """Upwards: a flat triangle on a shaft."""
    slant = math.sqrt(0.5)
    head = np.maximum((np.abs(x) - y - 0.95) * slant, y + 0.1)
    arrow: Floats = np.minimum(head, _box(x, y - 0.4, 0.24, 0.55))
    return arrow


def _hourglass(x: Floats, y: Floats) -> Floats:
    slant = 1 / math.hypot(1, 0.85)
    height = np.abs(y)
    sides = (np.abs(x) - 0.85 * height - 0.04) * slant
    hourglass: Floats = np.maximum(sides, height - 0.88)
    return hourglass


SHAPES: dict[str, Distance] = {
    "circle": _circle,
    "ring": _ring,
    "square": _square,
    "triangle": _triangle,
    "cross": _cross,
    "star": _star,
    "heart": _heart,
    "crescent": _crescent,
    "arrow": _arrow,
    "hourglass": _hourglass,
}
