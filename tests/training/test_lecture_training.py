"""What the lectures say of training, on the bundled digits with the recipes that ship."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from app.data.catalogue import load
from app.data.changes import DataChanges
from app.data.changing import changed
from app.data.dataset import Dataset
from app.network.gallery import gallery_entry
from app.network.layers.normalisation import Dropout
from app.network.patterns import lenet5
from app.training.events import Diverged, EpochDone, StepDone, TrainingEvent
from app.training.named_recipes import find_recipe
from app.training.optimizer import make_optimizer
from app.training.recipe import Recipe
from app.training.schedule import learning_rate_at
from app.training.trainer import Trainer

LN_10 = 2.302585


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return changed(load("mnist"), DataChanges(subset=3_000))


def events_of(digits: Dataset, name: str, **settings: object) -> list[TrainingEvent]:
    recipe = replace(find_recipe(name).applied_to(Recipe(device="cpu")), epochs=2, **settings)  # type: ignore[arg-type]
    return list(Trainer(lenet5(), recipe, digits).events())


def losses_of(events: list[TrainingEvent]) -> list[float]:
    return [event.loss for event in events if isinstance(event, StepDone)]


def test_a_rate_too_low_hardly_lowers_the_loss(digits: Dataset) -> None:
    """D5."""
    losses = losses_of(events_of(digits, "too-low"))
    assert np.mean(losses[-20:]) > 0.99 * np.mean(losses[:20]) > 0.97 * LN_10


def test_a_rate_too_high_learns_nothing_and_leaves_no_nan(digits: Dataset) -> None:
    """D5: the loss explodes or the units die; a diverged run is caught, told and taken back."""
    events = events_of(digits, "too-high")
    losses = losses_of(events)
    assert np.isfinite(losses[:-1]).all()  # one that is no number ends the run at once
    broke = [event for event in events if isinstance(event, Diverged)]
    ended = [event for event in events if isinstance(event, EpochDone)]
    assert (broke and "Try" in broke[0].reason) or ended[-1].validation_accuracy < 0.2


def test_a_rate_of_100_explodes_and_the_run_says_what_to_try(digits: Dataset) -> None:
    """D5: caught and explained, not left as NaN."""
    events = events_of(digits, "too-high", learning_rate=100.0, optimizer="momentum")
    assert isinstance(events[-1], Diverged)
    assert "are too large for this network. Try 10." in events[-1].reason


def test_a_right_rate_learns(digits: Dataset) -> None:
    """D5."""
    events = events_of(digits, "lenet-5")
    ended = [event for event in events if isinstance(event, EpochDone)]
    assert ended[-1].validation_accuracy > 0.85


def test_l2_shrinks_the_weights_but_makes_hardly_any_zero(digits: Dataset) -> None:
    """D3: L2 shrinks them; the share below 1e-3 stays small."""

    def weights(decay: float) -> torch.Tensor:
        recipe = Recipe(
            optimizer="momentum", learning_rate=0.02, weight_decay=decay, epochs=3, device="cpu"
        )
        trainer = Trainer(lenet5(), recipe, digits)
        assert not [event for event in trainer.events() if isinstance(event, Diverged)]
        named = trainer.module.named_parameters()
        return torch.cat([w.detach().flatten() for name, w in named if "weight" in name])

    plain, shrunk = weights(0.0), weights(0.04)
    assert shrunk.norm() < 0.8 * plain.norm()
    assert (shrunk.abs() < 1e-3).float().mean() < 0.1


def test_alexnets_recipe_is_the_lectures() -> None:
    """D10: momentum 0.9, batches of 128, rate 1e-2 divided by 10 in steps, dropout 0.5."""
    recipe = find_recipe("alexnet").applied_to(Recipe())
    assert (recipe.optimizer, recipe.momentum, recipe.batch_size) == ("momentum", 0.9, 128)
    rates = [learning_rate_at(recipe, 1 + 10 * epoch, 900, 10, 0) for epoch in (0, 29, 30, 60)]
    assert rates == pytest.approx([1e-2, 1e-2, 1e-3, 1e-4])
    layers = gallery_entry("alexnet").build().layers.values()
    assert [layer.p for layer in layers if isinstance(layer, Dropout)] == [0.5, 0.5]


@pytest.mark.parametrize(
    ("name", "kind", "momentum"),
    [
        ("sgd", torch.optim.SGD, 0.0),
        ("momentum", torch.optim.SGD, 0.9),
        ("adam", torch.optim.Adam, None),
    ],
)
def test_the_optimisers_of_the_lecture_are_torchs(
    name: str, kind: type, momentum: float | None
) -> None:
    """D10."""
    recipe = Recipe(optimizer=name, learning_rate=0.01)  # type: ignore[arg-type]
    made = make_optimizer(recipe, [torch.nn.Parameter(torch.zeros(1))], torch.device("cpu"))
    assert isinstance(made, kind)
    assert made.param_groups[0].get("momentum") == momentum
