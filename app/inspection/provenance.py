"""Pixel provenance: from a logit back to the pixels, by winning switches and largest products.

Every number is traced to what made it up: a maximum to its winner, a weighted sum to its largest
products, a sum of branches to each in proportion. A trace follows only the largest few, so what it
shows is part of the truth; how much says `Provenance.traced`. Needs no torch.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.inspection.lens import as_maps, look_at_unit
from app.inspection.lens_results import (
    Copied,
    Extreme,
    FunctionValue,
    Merged,
    Normalised,
    Patch,
    SoftmaxShare,
    Unit,
    UnitArithmetic,
    WeightedSum,
    WindowMean,
)
from app.language import tr
from app.network.graph import Network
from app.network.layers.dense import Input
from app.network.layers.merge import Multiply

Array = NDArray[np.floating]

BRANCHES = 8
"""Products that one number is traced to."""
WIDTH = 24
"""Numbers of one layer that are traced on: a trace costs so many looks for each layer."""


class Place(NamedTuple):
    """One number of one layer's output."""

    layer: str
    unit: Unit


@dataclass(frozen=True)
class Contribution:
    """A number on the way and its part in the one that was asked about.

    `share` is −1 to 1: the parts on the way multiplied, each product being a part of the sizes of
    all in its sum; negative where the number works against the one asked about.
    """

    place: Place
    value: float
    share: float


@dataclass(frozen=True)
class Link:
    """A step of the trace from a number to one that made it up, with the share that goes along."""

    later: Place
    earlier: Place
    share: float


@dataclass(frozen=True)
class Provenance:
    """Where a number comes from: the numbers on the way, later layers first, and their links."""

    start: Place
    contributions: tuple[Contribution, ...]
    links: tuple[Link, ...]
    pixels: tuple[Contribution, ...]
    """Those of the Input, the largest share first."""

    @property
    def traced(self) -> float:
        """How much of the number, 0 to 1, is followed to pixels; the rest is biases, products that
        were left out and shares that cancelled out."""
        return sum(abs(pixel.share) for pixel in self.pixels)


def trace(
    network: Network,
    maps: Mapping[str, Array],
    weights: Mapping[str, Array],
    start: Place,
    *,
    branches: int = BRANCHES,
    width: int = WIDTH,
) -> Provenance:
    """Follow the number at `start` back to the pixels that it comes from.

    `maps` are the outputs of all layers that lead there for one image, by name, `weights` the
    learned arrays ("conv1.weight"); batch normalisation and dropout behave as when testing. At
    each number the `branches` largest products are followed, in each layer the `width` numbers
    with the largest shares. Raises ValueError, with words, where outputs or weights are missing.
    """
    behind = set(network.upstream(start.layer))
    missing = [name for name in (*behind, start.layer) if name not in maps]
    if missing:
        raise ValueError(
            tr("The outputs of {missing} are not known.", missing=", ".join(sorted(missing)))
        )
    shares: dict[str, dict[Unit, float]] = {start.layer: {start.unit: 1.0}}
    found: list[Contribution] = []
    links: list[Link] = []
    for name in reversed(network.order):
        if name not in shares:
            continue
        own = _of_layer(weights, name)
        output = as_maps(maps[name])
        kept = heapq.nlargest(width, shares[name].items(), key=lambda item: abs(item[1]))
        for unit, share in kept:
            place = Place(name, unit)
            if isinstance(network.layers[name], Input):
                found.append(Contribution(place, float(output[unit]), share))
                continue
            sources = network.sources_of[name]
            inputs = [maps[source] for source in sources]
            look = look_at_unit(network.layers[name], inputs, own, unit)
            found.append(Contribution(place, look.value, share))
            multiplies = isinstance(network.layers[name], Multiply)
            for wire, source_unit, part in _parts(look, branches, multiplies):
                earlier = Place(sources[wire], source_unit)
                links.append(Link(place, earlier, share * part))
                onto = shares.setdefault(earlier.layer, {})
                onto[source_unit] = onto.get(source_unit, 0.0) + share * part
    return _provenance(network, start, found, links)


def _provenance(
    network: Network, start: Place, found: list[Contribution], links: list[Link]
) -> Provenance:
    kept = {each.place for each in found}
    pixels = [each for each in found if each.place.layer in network.inputs]
    pixels.sort(key=lambda pixel: -abs(pixel.share))
    shown = tuple(link for link in links if link.earlier in kept)
    return Provenance(start, tuple(found), shown, tuple(pixels))


def winning_path(found: Provenance) -> tuple[Contribution, ...]:
    """The way of the largest shares from the number that was asked about, as far as it is known.

    At each number it goes on to the one that the largest share of it comes from: a pixel at last,
    or the number whose parts were not followed any further.
    """
    by_place = {each.place: each for each in found.contributions}
    largest: dict[Place, Link] = {}
    for link in found.links:
        known = largest.get(link.later)
        if known is None or abs(link.share) > abs(known.share):
            largest[link.later] = link
    path, place = [by_place[found.start]], found.start
    while place in largest:
        place = largest[place].earlier
        path.append(by_place[place])
    return tuple(path)


def _of_layer(weights: Mapping[str, Array], name: str) -> dict[str, Array]:
    start = f"{name}."
    return {key[len(start) :]: array for key, array in weights.items() if key.startswith(start)}


_Part = tuple[int, Unit, float]
"""A wire, the number it brings, and its part in the sum, with its sign."""


def _parts(look: UnitArithmetic, branches: int, multiplies: bool) -> list[_Part]:
    """What a number is made of, the largest few; nothing for zero.

    A part is positive where it has the sign of what it is a part of.
    """
    sign = float(np.sign(look.value))
    match look:
        case WeightedSum():
            return _largest(look.patch, look.products * sign, branches, abs(look.bias or 0.0))
        case WindowMean():
            powers = look.patch.values ** (look.power or 1) * look.counted
            return _largest(look.patch, powers * sign, branches)
        case Extreme():
            return [] if look.winner is None else [(0, look.winner, 1.0)]
        case Copied():
            return [] if look.source is None else [(look.wire, look.source, 1.0)]
        case Merged():
            return _merged_parts(look.sources, look.values, sign, multiplies)
        case Normalised():
            per_x = (1.0 if look.scale is None else look.scale) / math.sqrt(
                look.variance + look.eps
            )
            own, rest = per_x * look.x, look.value - per_x * look.x
            return _single(look.unit, own * sign, abs(own) + abs(rest))
        case FunctionValue():
            falling = -1.0 if look.slope < 0 else 1.0
            return _single(look.unit, float(np.sign(look.x)) * falling * sign, 1.0)
        case SoftmaxShare():
            return _single(look.unit, float(np.sign(look.logits[look.unit.channel])), 1.0)
    return _single(look.unit, abs(sign), 1.0)  # local response normalisation keeps the sign


def _single(unit: Unit, part: float, whole: float) -> list[_Part]:
    return [(0, unit, part / whole)] if part else []


def _merged_parts(
    sources: Sequence[Unit], values: Sequence[float], sign: float, multiplies: bool
) -> list[_Part]:
    """Of a product every factor has the same part; of a sum each its size."""
    if multiplies:
        return [(wire, unit, 1 / len(sources)) for wire, unit in enumerate(sources) if sign]
    whole = sum(map(abs, values))
    pairs = enumerate(zip(sources, values, strict=True))
    return [(wire, unit, value * sign / whole) for wire, (unit, value) in pairs if value * sign]


def _largest(
    patch: Patch, amounts: NDArray[np.float64], branches: int, rest: float = 0.0
) -> list[_Part]:
    """The cells with the largest amounts, as parts of all sizes together and the `rest`."""
    sizes = np.abs(amounts).ravel()
    whole = float(sizes.sum()) + rest
    parts: list[_Part] = []
    for index in np.argsort(-sizes, kind="stable")[:branches]:
        channel, row, column = (int(at) for at in np.unravel_index(index, amounts.shape))
        source, amount = patch.source(channel, row, column), float(amounts[channel, row, column])
        if source is not None and amount:
            parts.append((0, source, amount / whole))
    return parts
