"""Analysis of ordinary, large and hostile networks, from nothing and after an edit."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from functools import partial

from app.network import analysis
from app.network.analysis import analyse
from app.network.arrange import arrange
from app.network.edits import PasteLayers, SetFields
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import MAX_LAYERS, Network, Position, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.network.problems import Fix, Problem
from benchmarks.measure import Claim, seconds


def thousand_layers() -> Network:
    """A chain of 1,000 layers in which hardly two convolutions are alike."""
    return chain("thousand", _layers(1_000))


def _layers(count: int) -> list[Layer]:
    layers: list[Layer] = [Input(3, 64, 64)]
    for index in range((count - 1) // 3):
        layers += [Conv2d(16 + index % 50, 3, padding=1), BatchNorm2d(), ReLU()]
    return layers


def _branches(*layers: Layer) -> Network:
    """Every layer fed by the Input."""
    named: dict[str, Layer] = {"input": Input(3, 997, 991)}
    named.update({f"branch{number}": layer for number, layer in enumerate(layers)})
    wires = tuple(Wire("input", name) for name in list(named)[1:])
    return _with_places(Network("branches", named, wires))


def _broken() -> Network:
    """As many layers as a file may hold, no two alike; no window fits its input."""
    sides = range(600, 600 + 142)
    windows = [MaxPool2d((height, width), (height, width)) for height in sides for width in sides]
    return _branches(*windows[: MAX_LAYERS - 1])


def _loose() -> Network:
    """As many layers as a file may hold; one half are branches, the other is fed by none."""
    half = MAX_LAYERS // 2
    branches = _branches(*[ReLU()] * half)
    loose: dict[str, Layer] = {f"loose{number}": ReLU() for number in range(half - 1)}
    layers = {**branches.layers, **loose}
    return _with_places(Network("loose", layers, branches.wires))


def _with_places(network: Network) -> Network:
    return network.with_positions(arrange(network))


def measure() -> list[Claim]:
    """Milliseconds, with the memory of measured layers emptied first."""
    return [*_ordinary(), *_large()]


def _ordinary() -> list[Claim]:
    network = thousand_layers()
    cold = []
    for _ in range(9):
        analysis._measured.cache_clear()
        fresh = Network(network.name, network.layers, network.wires, network.positions)
        cold.append(1000 * seconds(partial(analyse, fresh)))
    warm = []
    for filters in range(17, 26):
        edited = SetFields("conv1", {"out_channels": filters}).apply(network)
        warm.append(1000 * seconds(partial(analyse, edited)))
    return [
        Claim("analysis of 1,000 layers", statistics.median(cold), 20, at_least=False, unit="ms"),
        Claim(
            "analysis after an edit at its head",
            statistics.median(warm),
            20,
            at_least=False,
            unit="ms",
        ),
    ]


def _large() -> list[Claim]:
    layers = _layers(MAX_LAYERS)
    ordinary, broken, loose = chain("large", layers), _broken(), _loose()
    encoded = network_to_json(ordinary)
    problems = analyse(loose).problems
    paste = PasteLayers(ordinary, Position(0.0, 0.0))
    return [
        _at_most(2_000, "analysis of 20,000 broken layers", lambda: analyse(broken)),
        _at_most(2_000, "analysis of 10,000 branches, 10,000 loose", lambda: analyse(loose)),
        _at_most(500, "fixes of 20 of its problems", partial(_fixes, problems[:20])),
        _at_most(1_000, "reading 20,000 layers", lambda: network_from_json(encoded)),
        _at_most(1_000, "arranging 20,000 layers", lambda: arrange(ordinary)),
        _at_most(1_000, "naming a chain of 20,000 layers", lambda: chain("large", layers)),
        _at_most(1_000, "pasting 20,000 layers", partial(paste.apply, ordinary)),
    ]


def _fixes(problems: Sequence[Problem]) -> list[tuple[Fix, ...]]:
    return [problem.find_fixes() for problem in problems]


def _at_most(milliseconds: float, subject: str, work: Callable[[], object]) -> Claim:
    times = []
    for _ in range(3):
        analysis._measured.cache_clear()
        times.append(1000 * seconds(work))
    return Claim(subject, statistics.median(times), milliseconds, at_least=False, unit="ms")
