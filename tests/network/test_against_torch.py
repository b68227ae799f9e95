"""Whatever the network says of a layer, torch must say too."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from app.network.analysis import analyse
from app.network.gallery import GalleryEntry
from app.network.layer import Layer
from app.network.layers.dense import Input
from app.network.patterns import chain
from tests.gallery import CHAINS
from tests.network.oracle import BATCH, ask
from tests.network.strategies import images, layers

pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same':UserWarning")


@given(images(), st.lists(layers(), min_size=1, max_size=6))
@settings(max_examples=settings().max_examples * 4)
def test_random_chains_agree_with_torch_or_stop_where_it_stops(
    image: Input, behind: list[Layer]
) -> None:
    network = chain("random", [image, *behind])
    analysis = analyse(network)
    batch = torch.zeros(BATCH, *image.shape)
    for name in network.order[1:]:
        found = analysis.layers[name]
        refused = [p.message for p in found.problems if p.severity == "error"]
        answer = ask(found.layer, batch)
        assert (answer is None) == bool(refused), f"{found.layer} on {tuple(batch.shape)}"
        if answer is None:
            assert found.output is None
            return
        assert found.output == tuple(answer.output.shape[1:])
        assert found.parameters == answer.parameters
        assert found.macs == answer.macs
        assert found.activations == answer.output[0].numel()
        batch = answer.output
    assert not analysis.errors


@pytest.mark.parametrize("entry", CHAINS, ids=lambda entry: entry.name)
def test_gallery_networks_agree_with_torch_layer_by_layer(entry: GalleryEntry) -> None:
    network = entry.build()
    analysis = analyse(network)
    assert not analysis.problems
    outputs: dict[str, torch.Tensor] = {}
    parameters = macs = 0
    for name in network.order:
        layer = network.layers[name]
        if isinstance(layer, Input):
            outputs[name] = torch.zeros(BATCH, *layer.shape, device="meta")
            continue
        answer = ask(layer, outputs[network.source_of[name]])
        assert answer
        outputs[name] = answer.output
        assert analysis.layers[name].output == tuple(answer.output.shape[1:])
        parameters += answer.parameters
        macs += answer.macs
    assert analysis.parameters == parameters
    assert analysis.macs == macs
