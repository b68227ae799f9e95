"""Feature maps of zeros beside the given ones."""

from __future__ import annotations

import pytest
import torch

from app.network.analysis import analyse
from app.network.layers.channels import PadChannels
from app.network.layers.dense import Flatten, Input
from app.network.patterns import chain
from tests.network.oracle import ask


@pytest.mark.parametrize(("before", "after"), [(0, 16), (8, 8), (3, 0), (0, 0)])
def test_zeros_stand_before_and_after_the_maps_and_nothing_is_learned(
    before: int, after: int
) -> None:
    images = torch.rand(2, 4, 5, 6)
    layer = PadChannels(before, after)
    answer = ask(layer, images)
    assert answer is not None
    assert torch.equal(answer.output[:, before : before + 4], images)
    assert answer.output.sum() == pytest.approx(images.sum())
    assert answer.parameters == 0
    assert layer.measure((4, 5, 6)).output == tuple(answer.output.shape[1:])


def test_a_vector_has_no_maps_to_stand_beside() -> None:
    (problem,) = analyse(chain("n", [Input(1, 2, 2), Flatten(), PadChannels()])).errors
    assert problem.message.startswith("PadChannels needs channels × height × width")


def test_its_notation_counts_the_new_maps() -> None:
    assert PadChannels(0, 16).notation == "+16"
    assert PadChannels(8, 8).notation == "+8 +8"
