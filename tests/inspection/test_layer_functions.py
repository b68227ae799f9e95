"""C1 to C4: what functions, softmax, batch normalisation and dropout do to live numbers."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from app.inspection.functions import function_of
from app.inspection.layer_functions import (
    MOST_VALUES,
    bins_of,
    dead_channels,
    dropout_mask,
    dropped_out,
    flatness,
    normalised_by_its_own,
    softmax_and_sigmoid,
    thinned,
)
from app.network.layers.activation import ReLU, Sigmoid, Tanh

RNG = np.random.default_rng(5)


def test_c1_saturation_is_counted_by_torchs_slopes() -> None:
    inputs = RNG.normal(0, 4, 500).astype(np.float32)
    cases = ((Tanh(), torch.tanh, 1), (Sigmoid(), torch.sigmoid, 0.25), (ReLU(), torch.relu, 1))
    for layer, function, steepest in cases:
        x = torch.from_numpy(inputs).double().requires_grad_()
        (slopes,) = torch.autograd.grad(function(x).sum(), x)
        own = function_of(layer)
        assert own is not None
        found = flatness(own, inputs)
        assert found.small == pytest.approx(float((slopes.abs() < 0.05 * steepest).double().mean()))
        assert found.zero == pytest.approx(float((slopes == 0).double().mean()), abs=0.003)


def test_c1_a_channel_of_zeros_is_dead() -> None:
    assert dead_channels(np.array([[[0.0, 0]], [[0, 2]], [[0, 0]], [[1, 1]]])) == 0.5
    assert dead_channels(np.array([0.0, 3, 0, 0])) == 0.75


def test_c2_softmax_sums_to_one_and_sigmoid_does_not() -> None:
    logits = np.array([2.0, -1.0, 0.5, 900.0], np.float32)
    softmax, sigmoid = softmax_and_sigmoid(logits)
    tensor = torch.from_numpy(logits).double()
    np.testing.assert_allclose(softmax, tensor.softmax(0), atol=1e-12)
    np.testing.assert_allclose(sigmoid, tensor.sigmoid(), atol=1e-12)
    assert softmax.sum() == pytest.approx(1)
    assert sigmoid.sum() > 2


def test_c3_the_image_as_its_own_batch_is_normalised_as_torch_does() -> None:
    inputs = RNG.normal(3, 2, (4, 5, 6)).astype(np.float32)
    weight, bias = RNG.normal(size=4).astype(np.float32), RNG.normal(size=4).astype(np.float32)
    found = normalised_by_its_own(inputs, {"weight": weight, "bias": bias}, 1e-5)
    assert found is not None
    expected = torch.nn.functional.batch_norm(
        torch.from_numpy(inputs)[None],
        None,
        None,
        torch.from_numpy(weight),
        torch.from_numpy(bias),
        training=True,
    )
    np.testing.assert_allclose(found, expected[0], atol=1e-5)
    assert normalised_by_its_own(inputs[:, 0, 0], {}, 1e-5) is None


def test_c4_dropout_keeps_the_mean_and_drops_channels_whole() -> None:
    inputs = np.ones((400, 10, 10), np.float32)
    mask = dropout_mask(inputs.shape, 0.3, whole_channels=False, seed=1)
    assert mask.mean() == pytest.approx(0.7, abs=0.01)
    assert dropped_out(inputs, mask, 0.3).mean() == pytest.approx(1, abs=0.02)
    channels = dropout_mask(inputs.shape, 0.3, whole_channels=True, seed=1)
    assert set(np.unique(channels.mean(axis=(1, 2)))) == {0.0, 1.0}
    assert not dropped_out(
        inputs, dropout_mask((400, 10, 10), 1, whole_channels=False, seed=0), 1
    ).any()


def test_bins_hold_all_finite_values() -> None:
    bins = bins_of(np.array([-9.0, 0.1, 0.2, 9.0, np.nan]), -1, 1, count=4)
    assert bins.shares.tolist() == [0.25, 0, 0.5, 0.25]
    assert bins.edges.tolist() == [-1, -0.5, 0, 0.5, 1]


@pytest.mark.parametrize("shape", [(64, 224, 224), (512, 14, 14), (3, 1, 90_000), (8, 100_000)])
def test_large_maps_are_thinned_alike_in_every_channel(shape: tuple[int, ...]) -> None:
    maps = RNG.normal(np.arange(shape[0]).reshape(-1, *[1] * (len(shape) - 1)), 0.1, shape)
    few = thinned(maps)
    assert len(few) == len(maps)
    assert MOST_VALUES / 4 < few.size < 1.5 * MOST_VALUES
    each = few.reshape(len(few), -1).mean(axis=1)
    assert each == pytest.approx(maps.reshape(len(maps), -1).mean(axis=1), abs=0.1)


def test_small_maps_and_vectors_stay_whole() -> None:
    for shape in ((6, 28, 28), (25_088,), (2_048, 1, 1)):
        assert thinned(np.zeros(shape)).shape == shape
