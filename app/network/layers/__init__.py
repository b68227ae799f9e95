"""The catalogue of layer kinds; a file per family, each ending in the kinds it declares."""

from __future__ import annotations

from app.network.layer import Layer
from app.network.layers import activation, convolution, dense, merge, normalisation, pooling

LAYER_KINDS: tuple[type[Layer], ...] = (
    *dense.KINDS,
    *convolution.KINDS,
    *pooling.KINDS,
    *activation.KINDS,
    *normalisation.KINDS,
    *merge.KINDS,
)

_BY_NAME = {kind.__name__: kind for kind in LAYER_KINDS}


def kind_named(name: str) -> type[Layer]:
    """The layer kind of that name, which is PyTorch's; ValueError names the known ones."""
    if name not in _BY_NAME:
        raise ValueError(f"there is no layer kind {name!r}; known: {', '.join(sorted(_BY_NAME))}")
    return _BY_NAME[name]
