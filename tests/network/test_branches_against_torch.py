"""Random networks with branches: what torch makes of each merge is what the analysis says."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from app.network.analysis import analyse
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.training.module import build_module
from tests.network.oracle import BATCH, ask
from tests.network.strategies import layers

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")

SHAPE = (4, 8, 8)
_KEEPING: list[Layer] = [
    Conv2d(4, 3, padding=1),
    Conv2d(4, 1),
    ReLU(),
    BatchNorm2d(),
    MaxPool2d(3, stride=1, padding=1),
]
"""Kinds that leave SHAPE as it is, so that most merges fit."""
_CHANGING: list[Layer] = [
    Conv2d(2, 3, padding=1),
    MaxPool2d(2),
    AvgPool2d(8),
    Flatten(),
    Linear(4),
]
_MERGING: list[Layer] = [Add(), Concatenate(), Multiply()]


@st.composite
def branched(draw: st.DrawFn) -> Network:
    """A network of up to a dozen layers, each fed by any one or several of those before it."""
    network: dict[str, Layer] = {"input": Input(*SHAPE)}
    wires: list[Wire] = []
    some = st.sampled_from
    for number in range(draw(st.integers(2, 12))):
        merging = number > 0 and draw(st.booleans())
        # Alike layers are listed more than once, so that they are drawn more often.
        any_kind = some(_KEEPING * 4 + _CHANGING) | layers()
        layer = draw(some(_MERGING)) if merging else draw(any_kind)
        most = 3 if merging else 1
        names = st.lists(some(list(network)), min_size=1, max_size=most, unique=True)
        name = f"layer{number}"
        wires += [Wire(source, name) for source in draw(names)]
        network[name] = layer
    return Network(layers=network, wires=tuple(wires))


def merged(layer: Layer, batches: list[torch.Tensor]) -> torch.Tensor | None:
    """What torch makes of several tensors; None where it refuses, or would have to guess.

    torch adds and multiplies tensors of different shapes by repeating them. That is refused but
    for one value a channel, which is how squeeze-and-excitation uses it.
    """
    shapes = {batch.shape for batch in batches}
    try:
        if len(batches) == 1:
            return batches[0]
        if isinstance(layer, Concatenate):
            return torch.cat(batches, dim=1)
        if isinstance(layer, Add):
            return torch.stack(batches).sum(dim=0)
        product = torch.ones(())
        maps = [batch.shape for batch in batches if batch.dim() == 4]
        for batch in batches:
            full = batch[:, :, None, None] if maps and batch.dim() == 2 else batch
            product = product * full
    except (RuntimeError, IndexError):
        return None
    largest = product.shape
    gates = {largest[:2], (*largest[:2], 1, 1)}
    return product if all(s == largest or s in gates for s in shapes) else None


@given(branched())
@settings(deadline=None)
def test_random_branches_agree_with_torch_or_stop_where_it_stops(network: Network) -> None:
    analysis = analyse(network)
    outputs = {"input": torch.zeros(BATCH, *SHAPE)}
    for name in network.order[1:]:
        found = analysis.layers[name]
        refused = any(problem.severity == "error" for problem in found.problems)
        sources = network.sources_of[name]
        if any(outputs.get(source) is None for source in sources):
            assert not refused  # the fault is shown where it is, not behind it
            continue
        batches = [outputs[source] for source in sources]
        answer: Any
        if found.layer.takes_several:
            answer = merged(found.layer, batches)
            output, parameters, macs = answer, 0, 0
        else:
            answer = ask(found.layer, batches[0])
            output, parameters, macs = answer or (None, 0, 0)
        assert (answer is None) == refused, f"{found.layer} on {[b.shape for b in batches]}"
        if output is None:
            continue
        outputs[name] = output
        assert found.output == tuple(output.shape[1:])
        assert (found.parameters, found.macs) == (parameters, macs)


@given(branched())
@settings(deadline=None)
def test_the_module_of_a_branched_network_computes_every_branch(network: Network) -> None:
    module = build_module(network, seed=0).eval()
    images = torch.randn(BATCH, *SHAPE, generator=torch.Generator().manual_seed(1))
    children = dict(module.named_children())
    with torch.no_grad():
        wanted = module.outputs(images, children.keys())
        found: dict[str, torch.Tensor] = {"input": images}
        for name in network.order[1:]:
            if name not in children:
                continue
            batches = [found[source] for source in network.sources_of[name]]
            if network.layers[name].takes_several:
                answer = merged(network.layers[name], batches)
                assert answer is not None
                found[name] = answer
            else:
                found[name] = children[name](batches[0])
            single = module.outputs(images, {name})
            assert single.keys() == {name}
            torch.testing.assert_close(single[name], found[name])
    assert wanted.keys() == found.keys()
    for name, expected in found.items():
        torch.testing.assert_close(wanted[name], expected)
