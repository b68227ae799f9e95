"""What an exported program does with the recipe's settings."""

from __future__ import annotations

import ast
import math
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import nn

from app.files.pytorch_recipe import (
    backward_lines,
    first_weights_lines,
    forward_lines,
    loss_code,
    order_code,
    schedule_lines,
)
from app.files.pytorch_script import pytorch_script
from app.network.patterns import lenet5
from app.training.initialisation import INITIALISATIONS, Initialisation
from app.training.losses import mean_loss
from app.training.module import build_module
from app.training.optimizer import adjust_gradients
from app.training.precision import logits_of
from app.training.recipe import ORDERS, SCHEDULES, OrderName, Recipe
from app.training.schedule import learning_rate_at

EPOCHS, IMAGES = 5, 640


class _Options:
    epochs = EPOCHS


@pytest.mark.parametrize("warm_up", [0, 1, 9])
@pytest.mark.parametrize("name", [name for name in SCHEDULES if name != "plateau"])
def test_the_learning_rate_is_that_of_convas(name: str, warm_up: int) -> None:
    recipe = Recipe(
        schedule=name,  # type: ignore[arg-type]
        warm_up_epochs=warm_up,
        learning_rate=0.5,
        decay_every=2,
        epochs=EPOCHS,
    )
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.5)
    names: dict[str, Any] = {"torch": torch, "math": math, "optimizer": optimizer}
    names |= {"options": _Options, "images": range(IMAGES)}
    exec("if True:\n" + (schedule_lines(recipe) or "    pass\n"), names)
    for step in range(1, EPOCHS * 10 + 1):
        expected = learning_rate_at(recipe, step, EPOCHS * 10, 10)
        assert optimizer.param_groups[0]["lr"] == pytest.approx(expected, rel=1e-9, abs=1e-12)
        optimizer.step()
        if "schedule" in names:
            names["schedule"].step()


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"loss": "mse"},
        {"label_smoothing": 0.1},
        {"l1": 0.01},
        {"clip_norm": 0.01},
        {"precision": "bfloat16"},
    ],
)
def test_loss_and_gradients_are_those_of_convas(settings: dict[str, Any]) -> None:
    recipe = replace(Recipe(), **settings)
    x, y = torch.randn(7, 6), torch.arange(7) % 4
    ours = nn.Linear(6, 4)
    loss = mean_loss(recipe, logits_of(ours, x, recipe), y)
    loss.backward()
    adjust_gradients(list(ours.parameters()), recipe)
    model = nn.Linear(6, 4)
    model.load_state_dict(ours.state_dict())
    names: dict[str, Any] = {
        "F": nn.functional,
        "nn": nn,
        "torch": torch,
        "device": x.device,
        "x": x,
        "y": y,
        "model": model,
    }
    exec("if True:\n" + forward_lines(recipe), names)
    names["loss"] = eval(loss_code(recipe), names)
    exec("if True:\n" + backward_lines(recipe), names)
    assert names["loss"].item() == pytest.approx(loss.item())
    for one, other in zip(ours.parameters(), model.parameters(), strict=True):
        torch.testing.assert_close(one.grad, other.grad)


@pytest.mark.parametrize("order", ORDERS)
def test_an_epoch_shows_every_image_in_the_order_of_the_recipe(order: OrderName) -> None:
    labels = torch.arange(50) % 4
    places = eval(
        order_code(Recipe(order=order)), {"torch": torch, "labels": labels, "images": labels}
    )
    assert sorted(places.tolist()) == list(range(50))
    assert (labels[places].diff() >= 0).all() == (order == "by_class")


@pytest.mark.parametrize("kind", INITIALISATIONS)
def test_first_weights_are_drawn_as_in_convas(kind: str) -> None:
    network = lenet5()
    other = Initialisation("constant", 0.5)
    recipe = Recipe(
        initialisation=kind,  # type: ignore[arg-type]
        initial_value=0.03,
        layer_initialisations={"fc1": other, "gone": other},
    )
    ours = build_module(network, seed=0, initial=recipe.initial_weights)
    model = build_module(network, seed=1)
    layers = {name: f"model.{name}" for name in network.layers}
    exec("if True:\n" + first_weights_lines(recipe, layers), {"nn": nn, "model": model})
    for name, weight in model.named_parameters():
        expected = ours.get_parameter(name)
        deviation = expected.std().item()
        assert weight.std().item() == pytest.approx(deviation, rel=0.3, abs=1e-7), name
        assert weight.mean().item() == pytest.approx(
            expected.mean().item(), abs=0.6 * deviation + 1e-6
        )


def test_what_needs_validation_images_is_left_out_with_a_word() -> None:
    recipe = Recipe(schedule="plateau", stop_patience=3, restore_best=True)
    script = pytorch_script(lenet5(), recipe)
    assert (
        "# Left out here: lowering the learning rate on a plateau, early stopping, going" in script
    )
    assert "schedule.step()" not in script
    assert "Left out" not in pytorch_script(lenet5(), Recipe())


def test_a_program_with_every_setting_is_whole() -> None:
    recipe = Recipe(
        schedule="cosine",
        warm_up_epochs=1,
        l1=0.1,
        clip_norm=1.0,
        label_smoothing=0.1,
        initialisation="he",
    )
    script = pytorch_script(lenet5(), recipe)
    ast.parse(script)
    assert "import math\n" in script
