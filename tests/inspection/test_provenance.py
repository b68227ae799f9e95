"""From a logit back to the pixels, on networks whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from app.inspection.lens_results import Unit
from app.inspection.provenance import Place, Provenance, trace, winning_path
from app.network.gallery import gallery_entry
from app.network.graph import Network, Wire
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Sigmoid, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add, Concatenate, Multiply
from app.network.layers.normalisation import BatchNorm2d, Dropout, LocalResponseNorm
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.patterns import chain
from app.training.module import build_module

Weights = dict[str, list]


def _traced(
    network: Network, image: list, weights: Weights, *, channel: int = 0, branches: int = 8
) -> Provenance:
    """From a unit of the last layer, the first of its channel."""
    module = build_module(network, seed=0).eval()
    with torch.no_grad():
        for name, values in weights.items():
            module.state_dict()[name].copy_(torch.tensor(values))
        outputs = module.outputs(torch.tensor([image], dtype=torch.float32), network.order)
    maps = {name: output[0].numpy() for name, output in outputs.items()}
    state = {name: value.numpy() for name, value in module.state_dict().items()}
    start = Place(network.order[-1], Unit(channel))
    return trace(network, maps, state, start, branches=branches)


def _shares(found: Provenance) -> dict[tuple[int, int, int], float]:
    return {tuple(pixel.place.unit): pixel.share for pixel in found.pixels}


def test_a_dense_unit_is_shared_out_by_its_products() -> None:
    network = chain("x", [Input(1, 1, 3), Flatten(), Linear(1)])
    found = _traced(network, [[[1, 2, 4]]], {"fc1.weight": [[2, -1, 1]], "fc1.bias": [2]})
    # 2·1 − 1·2 + 1·4 + 2 = 6, of sizes 2 + 2 + 4 + 2 = 10
    assert _shares(found) == pytest.approx({(0, 0, 2): 0.4, (0, 0, 0): 0.2, (0, 0, 1): -0.2})
    assert found.pixels[0].place.unit == Unit(0, 0, 2)
    assert found.traced == pytest.approx(0.8)
    assert found.contributions[0].value == 6


def test_a_maximum_comes_from_its_winner_alone() -> None:
    network = chain("x", [Input(1, 2, 4), MaxPool2d(), Flatten(), Linear(1)])
    image = [[[1, 7, 3, 2], [0, 5, 4, 9]]]
    found = _traced(network, image, {"fc1.weight": [[1, 1]], "fc1.bias": [0]})
    assert _shares(found) == pytest.approx({(0, 0, 1): 7 / 16, (0, 1, 3): 9 / 16})


def test_only_the_largest_products_are_followed() -> None:
    network = chain("x", [Input(1, 1, 4), Flatten(), Linear(1, bias=False)])
    found = _traced(network, [[[1, 2, 3, 4]]], {"fc1.weight": [[1, 1, 1, 1]]}, branches=2)
    assert _shares(found) == pytest.approx({(0, 0, 3): 0.4, (0, 0, 2): 0.3})


def test_paths_that_meet_are_added_and_what_cancels_is_gone() -> None:
    network = chain("x", [Input(1, 1, 2), Flatten(), Linear(2, bias=False), Linear(1, bias=False)])
    weights: Weights = {"fc1.weight": [[1, 0], [1, 1]], "fc2.weight": [[1, -1]]}
    # (x) − (x + y) with x = 1, y = 3: sizes 1 and 4, so −1 of 5 for x, and 4 of 5 for y's sum
    found = _traced(network, [[[1, 3]]], weights)
    assert _shares(found) == pytest.approx({(0, 0, 0): -0.2 + 0.2, (0, 0, 1): 0.6}, abs=1e-7)


def test_a_negative_number_is_supported_by_negative_products() -> None:
    network = chain("x", [Input(1, 1, 2), Flatten(), Linear(1, bias=False)])
    found = _traced(network, [[[1, 1]]], {"fc1.weight": [[-3, 1]]})
    assert _shares(found) == pytest.approx({(0, 0, 0): 0.75, (0, 0, 1): -0.25})


def test_a_unit_that_is_off_comes_from_nowhere() -> None:
    network = chain("x", [Input(1, 1, 1), Flatten(), Linear(1), ReLU()])
    found = _traced(network, [[[1]]], {"fc1.weight": [[-1]], "fc1.bias": [0]})
    assert found.pixels == ()
    assert found.traced == 0


def test_the_padding_has_no_part() -> None:
    network = chain("x", [Input(1, 1, 1), Conv2d(1, 3, padding=1, bias=False)])
    found = _traced(network, [[[2]]], {"conv1.weight": [[[[1] * 3] * 3]]})
    assert _shares(found) == {(0, 0, 0): 1}


@pytest.mark.parametrize(
    "layer", [Dropout(), LocalResponseNorm(), BatchNorm2d(eps=1e-12), Sigmoid(), AvgPool2d(1, 1)]
)
def test_layers_that_keep_the_place_pass_all_on(layer: Layer) -> None:
    found = _traced(chain("x", [Input(1, 1, 1), layer]), [[[2]]], {})
    assert _shares(found) == pytest.approx({(0, 0, 0): 1})


def test_a_softmax_comes_from_its_logit() -> None:
    network = chain("x", [Input(1, 1, 2), Flatten(), Softmax()])
    assert _shares(_traced(network, [[[1, 5]]], {}, channel=1)) == {(0, 0, 1): 1}


@pytest.mark.parametrize(
    ("merge", "channel", "expected"),
    [
        (Add(), 0, {(0, 0, 0): 1.0}),
        (Multiply(), 0, {(0, 0, 0): 1.0}),
        (Concatenate(), 1, {(0, 0, 0): 1.0}),
    ],
)
def test_branches_meet_again_at_their_pixel(
    merge: Layer, channel: int, expected: dict[tuple[int, int, int], float]
) -> None:
    layers = {"input": Input(1, 1, 1), "a": ReLU(), "b": Dropout(), "merge": merge}
    wires = (("input", "a"), ("input", "b"), ("a", "merge"), ("b", "merge"))
    network = Network("x", layers, tuple(Wire(*wire) for wire in wires))
    assert _shares(_traced(network, [[[3]]], {}, channel=channel)) == pytest.approx(expected)


def test_the_links_of_a_whole_network_add_up() -> None:
    network = gallery_entry("lenet-5").build()
    image = torch.rand(1, 32, 32, generator=torch.Generator().manual_seed(3)).tolist()
    found = _traced(network, image, {})
    arriving: dict[Place, float] = {found.start: 1.0}
    for link in found.links:
        arriving[link.earlier] = arriving.get(link.earlier, 0.0) + link.share
    for each in found.contributions:
        assert each.share == pytest.approx(arriving[each.place])
    assert 0 < found.traced <= 1
    assert len({each.place.layer for each in found.contributions}) == len(network.order)


def test_outputs_that_are_not_known_are_named() -> None:
    network = chain("x", [Input(1, 1, 1), Flatten(), Linear(1)])
    with pytest.raises(ValueError, match="The outputs of flatten1, input are not known"):
        trace(network, {"fc1": np.zeros(1)}, {}, Place("fc1", Unit(0)))


def test_a_mean_comes_from_the_pixels_that_it_counts() -> None:
    network = chain("x", [Input(1, 2, 2), AvgPool2d()])
    found = _traced(network, [[[1, 2], [0, 5]]], {})
    assert _shares(found) == pytest.approx({(0, 1, 1): 5 / 8, (0, 0, 1): 2 / 8, (0, 0, 0): 1 / 8})


def test_the_winning_path_goes_by_the_largest_share_at_each_number() -> None:
    network = chain("x", [Input(1, 2, 4), MaxPool2d(), Flatten(), Linear(1)])
    image = [[[1, 7, 3, 2], [0, 5, 4, 9]]]
    found = _traced(network, image, {"fc1.weight": [[1, 1]], "fc1.bias": [0]})
    path = winning_path(found)
    assert [each.place.layer for each in path] == ["fc1", "flatten1", "pool1", "input"]
    assert [each.value for each in path] == [16, 9, 9, 9]
    assert path[-1] is found.pixels[0]


def test_a_number_made_of_nothing_has_a_path_of_itself() -> None:
    network = chain("x", [Input(1, 1, 2), Flatten(), Linear(1)])
    found = _traced(network, [[[1, 2]]], {"fc1.weight": [[0, 0]], "fc1.bias": [3]})
    assert [each.place.layer for each in winning_path(found)] == ["fc1"]
