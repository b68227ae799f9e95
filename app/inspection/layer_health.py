"""How the layers fare under training, as plain numbers, and what is wrong with them in words.

Needs no torch. The thresholds are rules of thumb; each names where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.language import tr
from app.network.arithmetic import percent_text
from app.network.graph import Network

NEAR_ZERO = 1e-3
"""Weights nearer to zero count as driven there (D3)."""
SATURATED_SLOPE = 0.05
"""A sigmoid or tanh is saturated where its slope is less than so much of its steepest: tanh
beyond ±0.975, the sigmoid below 0.0127 and above 0.9873. Both are the same inputs, for
tanh(x) = 2σ(2x) − 1. The slope multiplies the gradient: a twentieth of it comes through."""
MANY_DEAD = 0.4
"""Of a rectifier's units: "as much as 40% of your network can be dead if the learning rate is set
too high" (Karpathy, CS231n, Neural Networks Part 1)."""
MANY_SATURATED = 0.5
"""Of a layer's outputs: half of what the layer could learn is lost. (Glorot and Bengio, 2010,
section 3.1, show a sigmoid layer that is saturated as a whole, and learning standing still.)"""
LARGE_UPDATE = 0.1
"""‖Δw‖/‖w‖ of one step: about 1e-3 is usual (Karpathy, CS231n, Neural Networks Part 3); a hundred
times as much overwrites a layer in ten steps."""
FAR_BEHIND = 1e-3
"""A layer that moves by less than this share of the quickest layer's ‖Δw‖/‖w‖ learns nothing
beside it: its gradient has vanished on the way (Hochreiter, 1991). Compared with a layer and not
with a number, since all ratios fall with the learning rate."""


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values fall into each of equal bins from `low` to `high`."""

    low: float
    high: float
    counts: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LayerHealth:
    """One layer's state; what it does not have is None.

    `near_zero`, `dead` and `saturated` are shares, 0 to 1: of the weights nearer to zero than
    `NEAR_ZERO`; of the units (channels of a map, else features) that a rectifier never lets
    through on the batch; of the outputs of a sigmoid or tanh in saturation. `update_ratio` is
    ‖Δw‖₂/‖w‖₂ of one step. `finite` is False where weights or gradients are no numbers.
    """

    name: str
    weights: Histogram | None = None
    gradients: Histogram | None = None
    activations: Histogram | None = None
    near_zero: float | None = None
    update_ratio: float | None = None
    dead: float | None = None
    saturated: float | None = None
    channels: bool = False
    """Whether its units are the channels of a map."""
    finite: bool = True


@dataclass(frozen=True, eq=False)
class NetworkHealth:
    """The layers that learn or that bend values, by name in the network's order.

    Activations are those of `images` validation images; `step` is the last step of the run, and
    `when` says in words which weights these are.
    """

    network: Network
    step: int
    images: int
    layers: Mapping[str, LayerHealth] = field(default_factory=dict)
    when: str = ""


@dataclass(frozen=True)
class Advice:
    """Something wrong with a layer, in one sentence with what to do."""

    layer: str
    text: str


def advice(health: NetworkHealth) -> tuple[Advice, ...]:
    """What crosses a threshold, the worst first; nothing for a network that fares well."""
    found = [
        (rank, Advice(layer.name, text))
        for layer in health.layers.values()
        for rank, text in _complaints(layer, health)
    ]
    return tuple(entry for _, entry in sorted(found, key=lambda pair: pair[0]))


def _complaints(layer: LayerHealth, health: NetworkHealth) -> list[tuple[int, str]]:
    """What is wrong with one layer, each with its rank among complaints."""
    found = []
    name = layer.name
    if not layer.finite:
        text = tr(
            "{name} holds values that are no numbers: begin anew with a smaller learning rate.",
            name=name,
        )
        found.append((0, text))
    if layer.dead is not None and layer.dead >= MANY_DEAD:
        owner = _owner(name, health.network)
        dead = _percent(layer.dead)
        if layer.channels:
            text = tr(
                "{dead} of {owner}'s channels are dead: lower the learning rate or use leaky ReLU.",
                dead=dead,
                owner=owner,
            )
        else:
            text = tr(
                "{dead} of {owner}'s units are dead: lower the learning rate or use leaky ReLU.",
                dead=dead,
                owner=owner,
            )
        found.append((1, text))
    if layer.saturated is not None and layer.saturated >= MANY_SATURATED:
        found.append(
            (
                2,
                tr(
                    "{saturated} of {name}'s outputs are saturated: use ReLU, "
                    "normalise before it or begin with smaller weights.",
                    saturated=_percent(layer.saturated),
                    name=name,
                ),
            )
        )
    ratio = layer.update_ratio
    if ratio is None:
        return found
    if ratio >= LARGE_UPDATE:
        text = tr(
            "One step moves {name} by {ratio} of its weights: lower the learning rate.",
            name=name,
            ratio=_percent(ratio),
        )
        found.append((3, text))
    quickest = _quickest(health)
    if quickest and quickest.update_ratio and ratio < FAR_BEHIND * quickest.update_ratio:
        found.append((4, _stands_still(name, ratio, quickest)))
    return found


def _stands_still(name: str, ratio: float, quickest: LayerHealth) -> str:
    assert quickest.update_ratio
    if ratio == 0:
        return tr(
            "{name} does not move while {quickest} does: no gradient reaches it.",
            name=name,
            quickest=quickest.name,
        )
    times = quickest.update_ratio / ratio
    return tr(
        "{name} moves {times:,.0f} times less than {quickest}: its gradient has "
        "vanished; use ReLU, batch normalisation or a shortcut.",
        name=name,
        times=times,
        quickest=quickest.name,
    )


def _quickest(health: NetworkHealth) -> LayerHealth | None:
    moving = [layer for layer in health.layers.values() if layer.update_ratio is not None]
    return max(moving, key=lambda layer: layer.update_ratio or 0.0, default=None)


def _owner(name: str, network: Network) -> str:
    """The layer whose channels these are: the nearest before with weights of several inputs.

    Between it and a rectifier stand only layers that keep channels apart; where branches meet it
    is the rectifier itself.
    """
    at = name
    while len(sources := network.sources_of.get(at, ())) == 1:
        (at,) = sources
        family = network.layers[at].family
        if family in ("convolution", "dense"):
            return at
        if family not in ("normalisation", "pooling", "dropout"):
            break
    return name


def _percent(share: float) -> str:
    return percent_text(share, 0)
