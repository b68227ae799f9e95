"""The data sets by name; all of them work offline."""

from __future__ import annotations

from app.data.bundled import read_bundled
from app.data.colour_shapes import COLOUR_SHAPES, generate_colour_shapes
from app.data.dataset import DataError, Dataset, DatasetInfo
from app.data.fashion_mnist import BUNDLED as FASHION_MNIST
from app.data.fashion_mnist import fashion_mnist_info, load_fashion_mnist
from app.data.mnist import INFO as MNIST

__all__ = ["DatasetInfo", "available", "load"]

_NAMES = (MNIST.name, FASHION_MNIST.name, COLOUR_SHAPES.name)


def available() -> tuple[DatasetInfo, ...]:
    """Every data set that can be loaded, told without loading it."""
    return MNIST, fashion_mnist_info(), COLOUR_SHAPES


def load(
    name: str, *, difficulty: float = 0.5, seed: int = 0, bundled_only: bool = False
) -> Dataset:
    """The data set called `name`.

    `difficulty` (0 trivial to 1 hard) and `seed` concern generated sets only; `bundled_only`
    leaves aside a full Fashion-MNIST found on this machine. Nothing is cached.
    Raises DataError for an unknown name, a missing or damaged file, or a setting out of range.
    """
    if name == MNIST.name:
        return read_bundled(MNIST)
    if name == FASHION_MNIST.name:
        return load_fashion_mnist(() if bundled_only else None)
    if name == COLOUR_SHAPES.name:
        return generate_colour_shapes(difficulty=difficulty, seed=seed)
    raise DataError(f"There is no data set {name!r}; choose one of {', '.join(_NAMES)}.")
