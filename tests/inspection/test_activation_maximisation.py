"""F3: images that excite a unit, and what excites it in the patches that do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from app.data.preprocessing import fit_pixel_scale
from app.data.progress import Cancelled
from app.inspection.activation_maximisation import ascend, deconvolved_patches, middle_target
from app.inspection.ascent import AscentImage, AscentSettings
from app.inspection.patch_search import find_top_patches
from app.inspection.target import Target
from app.inspection.target_score import class_target
from app.network.graph import Network
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv1d, Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.pooling import MaxPool2d
from app.network.layers.reshape import Reshape
from app.network.patterns import chain
from app.training.module import NetworkModule, build_module

PLAIN = AscentSettings(steps=60, jitter=0, smoothness=0.0, decay=0.0)
IMAGES = np.random.default_rng(3).integers(0, 256, (40, 1, 12, 12)).astype(np.uint8)
SCALE = fit_pixel_scale(IMAGES)


def network() -> Network:
    layers = [Input(1, 12, 12), Conv2d(4, 3), ReLU(), MaxPool2d(), Conv2d(3, 3), ReLU()]
    return chain("climbed", [*layers, Flatten(), Linear(5)])


def last(module: NetworkModule, target: Target, settings: AscentSettings) -> AscentImage:
    *_, found = ascend(module, target, settings)
    return found


def test_the_image_for_a_linear_unit_is_its_weights() -> None:
    """The gradient of a linear unit is its weights everywhere, so the image becomes them."""
    module = build_module(chain("linear", [Input(3, 6, 5), Flatten(), Linear(4)]), seed=0)
    settings = AscentSettings(steps=200, jitter=0, smoothness=0.0, decay=0.0)
    found = last(module, Target("fc1", 2), settings)
    weights = module.get_parameter("fc1.weight")[2].detach().numpy().ravel()
    assert np.corrcoef(found.image.ravel(), weights)[0, 1] > 0.99


def test_the_image_for_a_filter_is_the_filter() -> None:
    module = build_module(network(), seed=0)
    settings = AscentSettings(steps=200, jitter=0, smoothness=0.0, decay=1.0)
    found = last(module, middle_target(module, "conv1", 1), settings)
    kernel = module.get_parameter("conv1.weight")[1, 0].detach().numpy()
    assert np.corrcoef(found.image[0, 5:8, 5:8].ravel(), kernel.ravel())[0, 1] > 0.99
    outside = found.image.copy()
    outside[0, 5:8, 5:8] = 0
    assert np.abs(outside).max() < 0.1 * np.abs(found.image).max()


@pytest.mark.parametrize(
    "target", [Target("fc1", 3), Target("conv2", 1), Target("relu2", 2, (1, 1))]
)
def test_the_score_rises_far_above_that_of_any_image(target: Target) -> None:
    module = build_module(network(), seed=1)
    scores = [found.score for found in ascend(module, target, PLAIN)]
    with torch.no_grad():
        outputs = module.outputs(torch.from_numpy(SCALE.apply(IMAGES)), (target.layer,))
    values = outputs[target.layer][:, target.channel]
    if target.position is not None:
        values = values[:, target.position[0], target.position[1]]
    elif values.dim() > 1:
        values = values.mean((1, 2))
    assert scores[-1] > 2 * float(values.max())
    assert scores[-1] > scores[0]


def test_the_same_seed_gives_the_same_image_and_another_seed_another() -> None:
    module = build_module(network(), seed=1)
    target = class_target(module, 0)
    state = torch.get_rng_state()
    first, again, other = (
        last(module, target, AscentSettings(steps=9, seed=seed)) for seed in (3, 3, 4)
    )
    np.testing.assert_array_equal(first.image, again.image)
    assert np.abs(first.image - other.image).max() > 0.01
    assert torch.equal(torch.get_rng_state(), state)


def roughness(image: np.ndarray) -> float:
    steps = [np.diff(image, axis=axis) for axis in (1, 2)]
    return sum(float(np.square(step).sum()) for step in steps) / float(np.square(image).sum())


def test_smoothness_draws_neighbours_together_and_decay_makes_pixels_small() -> None:
    module = build_module(network(), seed=1)
    target = class_target(module, 0)
    plain = last(module, target, PLAIN)
    smooth = last(module, target, AscentSettings(steps=60, jitter=0, smoothness=2.0, decay=0.0))
    small = last(module, target, AscentSettings(steps=60, jitter=0, smoothness=0.0, decay=5.0))
    assert roughness(smooth.image) < 0.5 * roughness(plain.image)
    assert np.square(small.image).mean() < 0.5 * np.square(plain.image).mean()


def test_pixels_stay_between_black_and_white() -> None:
    module = build_module(network(), seed=1)
    black, white = SCALE.apply(
        np.array([0, 255], np.uint8).reshape(2, 1, 1, 1).repeat(12, 2).repeat(12, 3)
    )
    *_, found = ascend(module, class_target(module, 0), PLAIN, (black, white))
    assert found.image.min() == black.min()
    assert found.image.max() == white.max()
    assert found.picture.min() == 0
    assert found.picture.max() == 1


def test_images_come_while_they_climb_and_the_climb_can_be_left() -> None:
    module = build_module(network(), seed=1).train()
    climb = ascend(module, class_target(module, 0), AscentSettings(steps=20))
    assert [found.step for found in climb] == [8, 16, 20]
    climb = ascend(module, class_target(module, 0), AscentSettings(steps=20))
    next(climb)
    assert module.training
    climb.close()
    assert all(parameter.grad is None for parameter in module.parameters())


def test_a_unit_that_sleeps_at_first_is_woken() -> None:
    layers = [Input(1, 6, 6), Conv2d(2, 3), ReLU(), Flatten(), Linear(2)]
    module = build_module(chain("asleep", layers), seed=0)
    with torch.no_grad():  # far above what the first noise excites
        module.get_parameter("conv1.bias").fill_(-1.0)
    settings = AscentSettings(steps=200, step_size=1.0, jitter=0, smoothness=0.0, decay=0.0)
    first, *_, found = ascend(module, Target("fc1", 0), settings)
    assert first.score < found.score
    assert found.remark == ""


def test_a_dead_unit_is_called_dead() -> None:
    module = build_module(network(), seed=1)
    with torch.no_grad():
        module.get_parameter("conv1.bias").fill_(-1000.0)
    found = last(module, class_target(module, 0), AscentSettings(steps=9))
    assert "may be dead" in found.remark
    assert found.picture.shape == (1, 12, 12)


def test_signals_climb_too() -> None:
    layers = [Input(1, 1, 20), Reshape(1, 0, 20), Conv1d(2, 5), ReLU(), Flatten(), Linear(2)]
    module = build_module(chain("signals", layers), seed=0)
    found = last(module, middle_target(module, "conv1", 0), AscentSettings(steps=20))
    assert found.image.shape == (1, 1, 20)
    assert found.score > 0


def test_the_pattern_of_a_first_filter_is_the_filter_times_its_answer() -> None:
    module = build_module(network(), seed=2)
    top = find_top_patches(module, IMAGES, ("conv1",), SCALE.apply, 3)["conv1"]
    patches = deconvolved_patches(module, IMAGES, SCALE.apply, top, 1)
    kernel = module.get_parameter("conv1.weight")[1].detach().numpy()
    for rank, found in enumerate(patches):
        np.testing.assert_allclose(found.pattern, kernel * top.values[1, rank], rtol=1e-5)
        row, column = top.positions[1, rank]
        image = IMAGES[top.images[1, rank]]
        np.testing.assert_array_equal(found.patch, image[:, row : row + 3, column : column + 3])


def test_deeper_patterns_go_through_switches_and_turned_around_relus() -> None:
    """Zeiler and Fergus: unpool by the switches, rectify, and filter with the same weights."""
    module = build_module(network(), seed=2)
    top = find_top_patches(module, IMAGES, ("conv2",), SCALE.apply, 2)["conv2"]
    found = deconvolved_patches(module, IMAGES, SCALE.apply, top, 2)[0]
    row, column = top.positions[2, 0]
    batch = torch.from_numpy(SCALE.apply(IMAGES[found.image][None]))
    with torch.no_grad():
        first = module.get_submodule("conv1")(batch).relu()
        _, switches = functional.max_pool2d(first, 2, return_indices=True)
        alone = torch.zeros(1, 3, 3, 3)
        alone[0, 2, row, column] = found.value
        below = functional.conv_transpose2d(alone, module.get_parameter("conv2.weight"))
        below = functional.max_unpool2d(below, switches, 2).relu()
        whole = functional.conv_transpose2d(below, module.get_parameter("conv1.weight"))[0].numpy()
    top_row, left, bottom, right = found.rectangle
    np.testing.assert_allclose(
        found.pattern, whole[:, top_row:bottom, left:right], rtol=1e-4, atol=1e-6
    )
    whole[:, top_row:bottom, left:right] = 0
    assert not whole.any()


def test_units_of_vectors_have_patterns_of_the_whole_image() -> None:
    module = build_module(network(), seed=2)
    top = find_top_patches(module, IMAGES, ("fc1",), SCALE.apply, 2)["fc1"]
    patches = deconvolved_patches(module, IMAGES, SCALE.apply, top, 4)
    assert [found.target for found in patches] == [Target("fc1", 4)] * 2
    assert all(found.pattern.shape == found.patch.shape for found in patches)


def test_patterns_can_be_called_off() -> None:
    module = build_module(network(), seed=2)
    top = find_top_patches(module, IMAGES, ("conv2",), SCALE.apply, 3)["conv2"]

    def cancel(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        deconvolved_patches(module, IMAGES, SCALE.apply, top, 0, report=cancel)


def test_settings_and_images_are_known_without_torch() -> None:
    program = "import sys, app.inspection.ascent; sys.exit('torch' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", program], check=False, cwd=root).returncode == 0
