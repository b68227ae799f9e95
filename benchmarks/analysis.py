"""Analysis of a network of 1,000 layers, from nothing and after an edit."""

from __future__ import annotations

import statistics

from app.network import analysis
from app.network.analysis import analyse
from app.network.edits import SetFields
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from benchmarks.measure import Claim, seconds


def thousand_layers() -> Network:
    """A chain of 1,000 layers in which hardly two convolutions are alike."""
    layers: list[Layer] = [Input(3, 64, 64)]
    for index in range(333):
        layers += [Conv2d(16 + index % 50, 3, padding=1), BatchNorm2d(), ReLU()]
    return chain("thousand", layers)


def measure() -> list[Claim]:
    """Milliseconds, with the memory of measured layers emptied first."""
    network = thousand_layers()
    cold = []
    for _ in range(9):
        analysis._measured.cache_clear()
        fresh = Network(network.name, network.layers, network.wires, network.positions)
        cold.append(1000 * seconds(lambda fresh=fresh: analyse(fresh)))
    warm = []
    for filters in range(17, 26):
        edited = SetFields("conv1", {"out_channels": filters}).apply(network)
        warm.append(1000 * seconds(lambda edited=edited: analyse(edited)))
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
