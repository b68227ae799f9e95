"""One step of learning in numbers, against closed forms and the recipe's own optimiser."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from app.inspection.formulas import number
from app.inspection.gradient_results import OneStep, WeightPlace
from app.inspection.microscope import one_step
from app.network.gallery import gallery_entry
from app.network.layer import Layer
from app.network.layers.activation import Tanh
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain
from app.training.losses import mean_loss
from app.training.module import NetworkModule, build_module
from app.training.optimizer import adjust_gradients, make_optimizer
from app.training.recipe import OPTIMIZERS, Recipe

LABEL = np.array([1])


def _image(*shape: int) -> np.ndarray:
    return torch.randn(1, *shape, generator=torch.Generator().manual_seed(0)).numpy()


def _smooth() -> NetworkModule:
    layers: list[Layer] = [Input(1, 6, 6), Conv2d(3), BatchNorm2d(), Tanh(), Flatten(), Linear(4)]
    return build_module(chain("x", layers), seed=0)


def _step(
    recipe: Recipe, parameter: str = "conv1.weight", index: tuple[int, ...] = (1, 0, 2, 1)
) -> OneStep:
    return one_step(_smooth(), _image(1, 6, 6), LABEL, recipe, WeightPlace(parameter, index))


recipes = st.builds(
    Recipe,
    optimizer=st.sampled_from(OPTIMIZERS),
    learning_rate=st.floats(1e-4, 0.5),
    weight_decay=st.sampled_from((0.0, 0.1)),
    l1=st.sampled_from((0.0, 0.01)),
    clip_norm=st.sampled_from((0.0, 0.1)),
    momentum=st.sampled_from((0.0, 0.9)),
    loss=st.sampled_from(("cross_entropy", "mse")),
    label_smoothing=st.sampled_from((0.0, 0.1)),
)


@given(recipes)
@settings(max_examples=40)
def test_the_step_is_the_one_that_training_would_make(recipe: Recipe) -> None:
    found = _step(recipe)
    module = _smooth().double().eval()
    image, label = torch.from_numpy(_image(1, 6, 6)).double(), torch.from_numpy(LABEL)
    optimizer = make_optimizer(recipe, module.parameters(), torch.device("cpu"))
    loss = mean_loss(recipe, module(image), label)
    loss.backward()
    gradient = module.get_parameter("conv1.weight").grad
    assert gradient is not None
    assert np.allclose(found.gradient, gradient.numpy())
    adjust_gradients(list(module.parameters()), recipe)
    assert np.allclose(found.seen, gradient.numpy())
    optimizer.step()
    after = module.get_parameter("conv1.weight").detach().numpy()
    assert np.allclose(found.after, after, atol=1e-9)
    assert found.loss_before == pytest.approx(loss.item())
    assert found.loss_after == pytest.approx(mean_loss(recipe, module(image), label).item())
    assert found.text.endswith(f" = {number(found.after[1, 0, 2, 1])}")


@given(recipes, st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
@settings(max_examples=40)
def test_the_gradient_agrees_with_differences_of_the_loss(
    recipe: Recipe, filter_: int, row: int, column: int
) -> None:
    found = _step(recipe, index=(filter_, 0, row, column))
    assert found.check.relative_error < 1e-4
    assert found.check.difference == pytest.approx(
        found.gradient[filter_, 0, row, column], abs=1e-8
    )


def test_the_check_is_the_central_difference_of_the_losses() -> None:
    check = _step(Recipe()).check
    assert check.relative_error < 1e-6
    assert (check.loss_above - check.loss_below) / (2 * check.step) == check.difference


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_written_rule_gives_the_weight_after(optimizer: str) -> None:
    recipe = Recipe(optimizer=optimizer, learning_rate=0.1, weight_decay=0.2, momentum=0.5)
    found = _step(recipe)
    before, gradient, after = (
        float(array[1, 0, 2, 1]) for array in (found.before, found.seen, found.after)
    )
    pulled = gradient + 0.2 * before
    expected = {
        "sgd": before - 0.1 * pulled,
        "momentum": before - 0.1 * pulled,
        "nesterov": before - 0.1 * 1.5 * pulled,
        "adam": before - 0.1 * np.sign(pulled),
        "adamw": (1 - 0.1 * 0.2) * before - 0.1 * np.sign(gradient),
        "rmsprop": before - 0.1 * np.sign(pulled) / 0.1,
    }[optimizer]
    assert after == pytest.approx(expected, abs=1e-5)


def test_plain_descent_is_written_with_its_numbers() -> None:
    found = _step(Recipe(optimizer="sgd", learning_rate=0.1), "fc1.bias", (1,))
    before, gradient, after = (number(float(a[1])) for a in (found.before, found.seen, found.after))
    bracketed = f"({gradient})" if gradient.startswith("−") else gradient
    assert found.text == f"w − η·g = {before} − 0.1·{bracketed} = {after}"


def test_the_gradient_of_the_bias_of_a_class_is_its_probability_less_the_truth() -> None:
    found = _step(Recipe(), "fc1.bias", (1,))
    expected = found.probabilities_before[0] - np.eye(4)[1]
    assert np.allclose(found.gradient, expected)


def test_a_small_step_against_the_gradient_makes_the_loss_smaller() -> None:
    found = _step(Recipe(optimizer="sgd", learning_rate=0.01))
    assert found.loss_after < found.loss_before
    assert found.probabilities_after[0, 1] > found.probabilities_before[0, 1]
    lengths = sum(norm**2 for norm in found.norms.values())
    assert found.loss_before - found.loss_after == pytest.approx(0.01 * lengths, rel=0.1)


def test_the_network_itself_does_not_learn() -> None:
    module = build_module(gallery_entry("lenet-5").build(), seed=0).train()
    before = copy.deepcopy(module.state_dict())
    image = _image(1, 32, 32)
    one_step(module, image, LABEL, Recipe(), WeightPlace("conv1.weight", (0, 0, 0, 0)))
    assert module.training
    assert all(torch.equal(value, before[name]) for name, value in module.state_dict().items())
    assert all(weight.grad is None for weight in module.parameters())


@pytest.mark.parametrize(
    ("parameter", "index", "label", "words"),
    [
        ("conv9.weight", (0,), 1, "nothing that is called conv9.weight"),
        ("conv1.weight", (0, 0, 3, 0), 1, "conv1.weight is 3×1×3×3"),
        ("conv1.weight", (0,), 1, "conv1.weight is 3×1×3×3"),
        ("conv1.weight", (0, 0, 0, 0), 4, "there is no class 4"),
    ],
)
def test_what_is_not_there_is_said_in_words(
    parameter: str, index: tuple[int, ...], label: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        one_step(
            _smooth(), _image(1, 6, 6), np.array([label]), Recipe(), WeightPlace(parameter, index)
        )


def test_a_network_that_ends_in_maps_has_no_loss() -> None:
    module = build_module(chain("x", [Input(1, 4, 4), Conv2d(2)]), seed=0)
    with pytest.raises(ValueError, match="must end in one layer"):
        one_step(module, _image(1, 4, 4), LABEL, Recipe(), WeightPlace("conv1.bias", (0,)))


def test_a_network_too_large_for_the_microscope_is_refused() -> None:
    with torch.device("meta"):
        module = NetworkModule(chain("x", [Input()]), {"input": torch.nn.Linear(2**13, 2**12)})
    with pytest.raises(ValueError, match="16,777,216 parameters"):
        one_step(module, _image(1, 28, 28), LABEL, Recipe(), WeightPlace("input.weight", (0, 0)))
