"""F3, F6: the patches that excite a unit, against a search of all images by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from app.data.dataset import Images
from app.data.preprocessing import fit_pixel_scale
from app.data.progress import Cancelled
from app.inspection import patch_search
from app.inspection.patch_search import find_top_patches
from app.inspection.top_patches import TopPatches, cut_out, input_rectangle
from app.network.analysis import analyse
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.layers.pooling import MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.training.module import NetworkModule, build_module

IMAGES = np.random.default_rng(3).integers(0, 256, (83, 1, 12, 10)).astype(np.uint8)
SCALE = fit_pixel_scale(IMAGES)


def network() -> Network:
    layers = [Input(1, 12, 10), Conv2d(4, 3, padding=1), BatchNorm2d(), ReLU(), MaxPool2d()]
    return chain("searched", [*layers, Conv2d(3, 3), Flatten(), Linear(5)])


def by_hand(module: NetworkModule, layer: str, images: Images, count: int) -> TopPatches:
    with torch.no_grad():
        batch = torch.from_numpy(SCALE.apply(images))
        output = module.eval().outputs(batch, (layer,))[layer].numpy()
    channels = output.shape[1]
    values = np.zeros((channels, count), np.float32)
    found, places = np.zeros((channels, count), int), np.zeros((channels, count, 2), int)
    for channel in range(channels):
        maps = output[:, channel].reshape(len(images), -1)
        best = sorted(range(len(images)), key=lambda i: (-maps[i].max(), i))[:count]
        for rank, number in enumerate(best):
            values[channel, rank] = maps[number].max()
            found[channel, rank] = number
            row, column = divmod(int(maps[number].argmax()), output.shape[-1])
            places[channel, rank] = (row, column) if output.ndim > 2 else (0, channel)
    return TopPatches(layer, values, found, places)


@pytest.mark.parametrize("layer", ["conv1", "relu1", "conv2", "fc1"])
@pytest.mark.parametrize("batch", [1, 7, 64])
def test_the_strongest_images_are_found_whatever_the_batches(
    layer: str, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = build_module(network(), seed=2)
    monkeypatch.setattr(patch_search, "batch_size_for", lambda _module: batch)
    found = find_top_patches(module, IMAGES, (layer,), SCALE.apply, 6)[layer]
    expected = by_hand(module, layer, IMAGES, 6)
    np.testing.assert_allclose(found.values, expected.values, rtol=1e-4, atol=1e-6)
    np.testing.assert_array_equal(found.images, expected.images)
    np.testing.assert_array_equal(found.positions, expected.positions)
    assert found.values.shape == (len(found.values), 6)


def test_several_layers_are_searched_in_one_go() -> None:
    module = build_module(network(), seed=2)
    found = find_top_patches(module, IMAGES, ("fc1", "conv1"), SCALE.apply)
    assert list(found) == ["fc1", "conv1"]
    np.testing.assert_array_equal(found["conv1"].images, by_hand(module, "conv1", IMAGES, 9).images)


def test_the_patch_alone_excites_the_unit_as_much_as_the_whole_image() -> None:
    """F6: what the rectangle leaves out makes no difference."""
    net = network()
    module, analysis = build_module(net, seed=2), analyse(network())
    found = find_top_patches(module, IMAGES, ("conv2",), SCALE.apply, 4)["conv2"]
    for channel in range(3):
        for rank in range(4):
            patch = found.rectangle(net, analysis, channel, rank)
            assert patch is not None
            image = IMAGES[found.images[channel, rank]]
            alone = np.zeros_like(image)
            alone[:, patch.top : patch.bottom, patch.left : patch.right] = cut_out(image, patch)
            row, column = found.positions[channel, rank]
            with torch.no_grad():
                output = module.eval().outputs(
                    torch.from_numpy(SCALE.apply(alone[None])), ("conv2",)
                )["conv2"]
            assert float(output[0, channel, row, column]) == pytest.approx(
                float(found.values[channel, rank]), rel=1e-5
            )


def test_a_unit_of_conv_and_pooling_sees_eight_pixels() -> None:
    net = network()  # 3 + (2 − 1)·1 + (3 − 1)·2 = 8, from 2·y − 1
    patch = input_rectangle(net, analyse(net), "conv2", (1, 1))
    assert patch == (1, 1, 9, 9)
    assert input_rectangle(net, analyse(net), "conv2", (0, 0)) == (0, 0, 7, 7)
    assert input_rectangle(net, analyse(net), "fc1", (0, 4)) == (0, 0, 12, 10)
    assert input_rectangle(net, analyse(net), "input", (2, 3)) == (2, 3, 3, 4)


def test_signals_are_one_row() -> None:
    signals = np.random.default_rng(1).integers(0, 256, (20, 1, 1, 16)).astype(np.uint8)
    net = chain("signals", [Input(1, 1, 16), Reshape(1, 0, 16), Conv1d(2, 5)])
    module = build_module(net, seed=0)
    found = find_top_patches(module, signals, ("conv1",), SCALE.apply, 3)["conv1"]
    kernel = module.get_parameter("conv1.weight")[0, 0].detach().numpy()
    rows = SCALE.apply(signals)[:, 0, 0]
    answers = np.array([[row[i : i + 5] @ kernel for i in range(12)] for row in rows])
    image = int(found.images[0, 0])
    assert image == answers.max(1).argmax()
    assert found.positions[0, 0].tolist() == [0, answers[image].argmax()]
    column = int(found.positions[0, 0, 1])
    assert found.rectangle(net, analyse(net), 0, 0) == (0, column, 1, column + 5)


def test_fewer_images_than_wanted_are_all_shown() -> None:
    module = build_module(network(), seed=2)
    found = find_top_patches(module, IMAGES[:2], ("conv1",), SCALE.apply, 9)["conv1"]
    assert found.images.shape == (4, 2)


def test_channels_that_nothing_excites_are_named() -> None:
    module = build_module(network(), seed=2)
    with torch.no_grad():
        module.get_parameter("bn1.bias")[2] = -1000.0
    found = find_top_patches(module, IMAGES, ("relu1",), SCALE.apply)["relu1"]
    assert found.silent == (2,)


def test_searching_tells_how_far_it_is_and_can_be_called_off() -> None:
    module = build_module(network(), seed=2).train()
    told: list[tuple[int, int]] = []
    find_top_patches(
        module, IMAGES, ("conv1",), SCALE.apply, report=lambda *done: told.append(done)
    )
    assert told == [(0, 83), (64, 83), (83, 83)]

    def cancel(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        find_top_patches(module, IMAGES, ("conv1",), SCALE.apply, report=cancel)
    assert module.training


def spoiled(images: Images) -> NDArray[np.float32]:
    return np.full(images.shape, np.nan, np.float32)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda m: find_top_patches(m, IMAGES[:0], ("conv1",), SCALE.apply), "no images"),
        (lambda m: find_top_patches(m, IMAGES, ("gone",), SCALE.apply), "no layer 'gone'"),
        (lambda m: find_top_patches(m, IMAGES, ("conv1",), spoiled), "left all bounds"),
    ],
)
def test_what_cannot_be_searched_is_said_in_words(ask, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words):
        ask(build_module(network(), seed=0))


def test_what_was_found_can_be_shown_without_torch() -> None:
    program = "import sys, app.inspection.top_patches; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
