"""How a network is trained: every setting, declared once. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from app.network.fields import check_fields, choice, made_from, real, values_of, whole

OptimizerName = Literal["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"]
ScheduleName = Literal["linear", "constant"]
DeviceName = Literal["auto", "cpu", "cuda", "mps"]

OPTIMIZERS: tuple[OptimizerName, ...] = ("sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop")
SCHEDULES: tuple[ScheduleName, ...] = ("linear", "constant")
DEVICES: tuple[DeviceName, ...] = ("auto", "cpu", "cuda", "mps")


class RecipeError(ValueError):
    """A recipe, or a file of one, that makes no sense; the text says what is wrong."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides how a training run goes, besides the network.

    Raises ValueError for a setting outside its limits. `dataset` is a name from the catalogue of
    data sets; whether it is there is known only when it is loaded.
    """

    dataset: str = "mnist"
    difficulty: float = real(
        0.5,
        minimum=0.0,
        maximum=1.0,
        help="How hard the generated colour shapes are; other data sets do not use it.",
    )
    optimizer: OptimizerName = choice(
        "adam", OPTIMIZERS, help="The rule that turns gradients into steps of the weights."
    )
    learning_rate: float = real(
        0.003,
        minimum=0.0,
        maximum=1_000.0,
        help="Size of a step: too low learns slowly, too high makes the loss explode.",
    )
    schedule: ScheduleName = choice(
        "linear",
        SCHEDULES,
        help="linear: the learning rate falls evenly, to zero after the last step. "
        "constant: it stays.",
    )
    momentum: float = real(
        0.9,
        minimum=0.0,
        maximum=0.9999,
        help="Share of the last step that is kept; used by momentum and nesterov.",
    )
    batch_size: int = whole(
        64, minimum=1, maximum=65_536, unit="images", help="Images averaged over for one step."
    )
    epochs: int = whole(
        12,
        minimum=1,
        maximum=100_000,
        unit="epochs",
        help="How often every training image is seen.",
    )
    weight_decay: float = real(
        0.0,
        minimum=0.0,
        maximum=10.0,
        help="Pulls all weights towards zero (L2), against memorising; 0 is off.",
    )
    seed: int = whole(
        0,
        minimum=0,
        maximum=2_147_483_647,
        help="Fixes all that is random: first weights, order of images, dropout.",
    )
    device: DeviceName = choice(
        "auto", DEVICES, help="Where to compute; auto takes a graphics processor if there is one."
    )

    def __post_init__(self) -> None:
        if not isinstance(self.dataset, str) or not 0 < len(self.dataset) <= 200:
            raise ValueError(f"dataset must be the name of a data set, not {self.dataset!r}")
        check_fields(self)


def recipe_to_json(recipe: Recipe) -> bytes:
    """The recipe as a file states it: one JSON object, a setting per key."""
    values = {"dataset": recipe.dataset, **values_of(recipe)}
    return msgspec.json.format(msgspec.json.encode(values), indent=2) + b"\n"


def recipe_from_json(data: bytes) -> Recipe:
    """The recipe in `data`; settings that are not named take their defaults.

    Raises RecipeError for what is no JSON object, an unknown setting, or a value outside the
    limits.
    """
    try:
        values = dict(msgspec.json.decode(data, type=dict[str, Any]))
        dataset = values.pop("dataset", Recipe.dataset)
        return replace(made_from(Recipe, values), dataset=dataset)
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise RecipeError(f"this is no training recipe: {error}") from error
