"""How the feature maps panel shows gradients: beside the forward maps, with the switches marked.

A pooling layer shows instead how the gradient goes back through it: what arrives at its input
beside what came to its output. Behind a maximum all of it lies at the winners (B5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.inspection.gradient_results import Backward
from app.language import tr
from widgets.panels.enlarged_picture import Pane
from widgets.panels.picture_layout import Block
from widgets.panels.picture_values import Pictures
from widgets.pictures import ColourMap

Maps = NDArray[np.float32]


def gradient_block(block: Block, output: tuple[int, ...], *, pools: bool) -> Block:
    """The block of a layer that shows gradients; `output` is the layer's."""
    title = tr("{title} · gradient", title=block.title)
    if pools:
        return replace(block, title=title, between="←")
    if len(output) == 1:
        return replace(block, title=title)
    count = output[0] if len(output) == 3 else block.count
    return replace(block, title=title, count=count, before=block.size, between="∂")


def gradient_pictures(
    name: str,
    source: str,
    rows: int,
    maps: Mapping[str, Maps],
    found: Backward,
    *,
    pools: bool,
    colours: ColourMap,
) -> Pictures | None:
    """What a layer's block shows; `rows` are those of a picture for one row of a signal.

    `colours` are those of the forward maps.
    """
    gradient = found.gradients.get(name)
    if gradient is None:
        return None
    if gradient.ndim == 1:
        return Pictures(gradient.reshape(-1, 1, 1), "diverging")
    if pools:
        arriving = found.gradients.get(source)
        return None if arriving is None else Pictures(gradient, "diverging", arriving)
    forward = maps.get(name)
    if forward is None or forward.shape != gradient.shape:
        return None
    return Pictures(
        _pictured(gradient, rows),
        "diverging",
        _pictured(forward, rows),
        before_colours=colours,
    )


def gradient_panes(
    name: str, source: str, index: int, maps: Mapping[str, Maps], found: Backward, *, pools: bool
) -> list[Pane]:
    """One channel enlarged: forward and gradient, and of a pooling layer both sides."""
    panes = []
    switches = found.switches.get(name)
    if pools and (forward := maps.get(source)) is not None:
        marked = None if switches is None else _marked(forward[index].shape, switches[index])
        panes.append(
            Pane(tr("{source}, forward", source=source), forward[index], "sequential", marked)
        )
        arriving = found.gradients.get(source)
        if arriving is not None:
            panes.append(
                Pane(tr("{source}, gradient", source=source), arriving[index], "diverging", marked)
            )
    elif (forward := maps.get(name)) is not None:
        panes.append(Pane(tr("{name}, forward", name=name), _table(forward, index), "sequential"))
    gradient = found.gradients.get(name)
    if gradient is not None:
        panes.append(Pane(tr("{name}, gradient", name=name), _table(gradient, index), "diverging"))
    return panes


def _pictured(values: Maps, rows: int) -> Maps:
    if values.ndim == 2:  # a signal: one picture with a strip for each channel
        return np.repeat(values, rows, axis=0)[None]
    return np.repeat(values, rows, axis=1) if rows > 1 else values


def _table(values: Maps, index: int) -> Maps:
    """One channel; all of a signal, and of features, which stand in lines of 32 at most."""
    if values.ndim == 3:
        channel: Maps = values[index]
        return channel
    if values.ndim == 2:
        return values
    columns = max(d for d in range(1, 33) if len(values) % d == 0)
    return values.reshape(-1, columns if columns >= 8 else len(values))


def _marked(shape: tuple[int, ...], switches: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where the winners lie on a map; padding (−1) never wins."""
    marked = np.zeros(shape, np.bool_)
    marked.flat[switches.ravel()] = True
    return marked
