"""Random layers with a window that mostly fits maps of a few pixels."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.network.fields import fields_of
from app.network.layer import Layer
from tests.network.strategies import values

LARGEST = {
    "kernel_size": 3,
    "stride": 2,
    "padding": 2,
    "dilation": 2,
    "output_padding": 1,
    "out_channels": 6,
}


def small_windows(kind: type[Layer], *, groups: int = 1) -> st.SearchStrategy[Layer]:
    """Layers of one kind with small settings, every choice of words and flags."""
    chosen: dict[str, Any] = {}
    for field in fields_of(kind):
        largest = groups if field.name == "groups" else LARGEST.get(field.name, field.maximum)
        chosen[field.name] = values(field, largest)
    return st.builds(kind, **chosen)
