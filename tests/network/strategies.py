"""Random layers and networks, made from what the catalogue declares."""

from __future__ import annotations

from hypothesis import strategies as st

from app.network.fields import Field, fields_of
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers import LAYER_KINDS
from app.network.layers.dense import Input

SMALL = {
    "out_channels": 8,
    "kernel_size": 5,
    "stride": 4,
    "padding": 4,
    "dilation": 3,
    "groups": 3,
    "out_features": 12,
    "channels": 4,
    "height": 16,
    "width": 16,
    "output_padding": 3,
    "output_size": 6,
    "group_size": 4,
    "num_groups": 4,
    "scale_factor": 3,
    "size": 7,
    "left": 4,
    "right": 4,
    "top": 4,
    "bottom": 4,
    "before": 4,
    "after": 4,
}
"""Largest values for networks that torch runs many times."""

CHAINED = [kind for kind in LAYER_KINDS if kind is not Input and not kind.takes_several]
"""The kinds that take one wire."""


def values(field: Field, largest: float) -> st.SearchStrategy[object]:
    """Every value a setting takes, up to `largest`."""
    if field.kind == "flag":
        return st.booleans()
    if field.kind == "choice":
        return st.sampled_from(field.words)
    if field.kind == "real":
        return st.floats(field.minimum, field.maximum)
    numbers = st.integers(int(field.minimum), int(min(field.maximum, largest)))
    if field.kind == "whole":
        # Mostly the smallest, or groups would hardly ever divide the channels.
        return st.just(int(field.minimum)) | numbers if field.name == "groups" else numbers
    either = numbers | st.tuples(numbers, numbers)
    return either | st.sampled_from(field.words) if field.words else either


def layers_of(kind: type[Layer], *, small: bool = True) -> st.SearchStrategy[Layer]:
    """Layers of one kind with any settings, or with those small enough to run."""
    chosen = {
        field.name: values(field, SMALL.get(field.name, field.maximum) if small else field.maximum)
        for field in fields_of(kind)
    }
    return st.builds(kind, **chosen)


def layers(*, small: bool = True) -> st.SearchStrategy[Layer]:
    """Layers of every kind but Input."""
    return st.one_of([layers_of(kind, small=small) for kind in CHAINED])


def images() -> st.SearchStrategy[Input]:
    return layers_of(Input).filter(lambda layer: isinstance(layer, Input))  # type: ignore[return-value]


positions = st.builds(
    Position, st.integers(-2_000, 2_000).map(float), st.integers(-2_000, 2_000).map(float)
)


@st.composite
def networks(draw: st.DrawFn, *, small: bool = True, most: int = 8) -> Network:
    """Anything that can lie on a canvas: loose layers, branches, no Input or several."""
    any_layer = layers(small=small) | layers_of(Input, small=small)
    named: dict[str, Layer] = {}
    wires = []
    for layer in draw(st.lists(any_layer, max_size=most)):
        name = Network().free_name(layer, taken=named)
        if named and not isinstance(layer, Input):
            # The newest first, so that long chains are common.
            source = draw(st.sampled_from([*reversed(named), None]))
            if source is not None:
                wires.append(Wire(source, name))
        named[name] = layer
    places = {name: draw(positions) for name in named}
    return Network("random", named, tuple(wires), places)
