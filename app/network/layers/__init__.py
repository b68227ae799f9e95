"""The catalogue of layer kinds; a file per family, each ending in the kinds it declares."""

from __future__ import annotations

from typing import get_args

from app.network.layer import Family, Layer
from app.network.layers import (
    activation,
    adaptive,
    channels,
    convolution,
    dense,
    merge,
    normalisation,
    pooling,
    reshape,
    shape,
    transposed,
)

_DECLARED: tuple[type[Layer], ...] = (
    *dense.KINDS,
    *convolution.KINDS,
    *transposed.KINDS,
    *pooling.KINDS,
    *adaptive.KINDS,
    *activation.KINDS,
    *normalisation.KINDS,
    *reshape.KINDS,
    *shape.KINDS,
    *channels.KINDS,
    *merge.KINDS,
)

LAYER_KINDS: tuple[type[Layer], ...] = tuple(
    sorted(_DECLARED, key=lambda kind: get_args(Family).index(kind.family))
)
"""Every kind, family by family."""

_BY_NAME = {kind.__name__: kind for kind in LAYER_KINDS}


def kind_named(name: str) -> type[Layer]:
    """The layer kind of that name, which is PyTorch's; ValueError names the known ones."""
    if name not in _BY_NAME:
        raise ValueError(f"there is no layer kind {name!r}; known: {', '.join(sorted(_BY_NAME))}")
    return _BY_NAME[name]
