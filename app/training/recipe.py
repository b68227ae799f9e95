"""How a network is trained: every setting, declared once. Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from app.data.changes import DataChanges, changes_from_values, changes_values
from app.data.preprocessing_choice import (
    WHITENINGS,
    PreprocessingName,
    preprocessing_field,
    whitening_epsilon_field,
)
from app.language import tr
from app.network.fields import (
    check_fields,
    choice,
    fields_of,
    flag,
    made_from,
    real,
    values_of,
    whole,
)
from app.training.augmentation_settings import (
    NO_AUGMENTATION,
    Augmentation,
    augmentation_from_values,
    augmentation_values,
)
from app.training.initialisation import (
    WITH_VALUE,
    Initialisation,
    InitialisationName,
    InitialWeights,
    initial_value_field,
    initialisation_field,
)

OptimizerName = Literal["sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop"]
ScheduleName = Literal["linear", "constant", "step", "cosine", "one_cycle", "plateau"]
OrderName = Literal["shuffled", "by_class"]
LossName = Literal["cross_entropy", "mse"]
DeviceName = Literal["auto", "cpu", "cuda", "mps"]
PrecisionName = Literal["float32", "bfloat16"]

OPTIMIZERS: tuple[OptimizerName, ...] = ("sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop")
SCHEDULES: tuple[ScheduleName, ...] = (
    "linear",
    "constant",
    "step",
    "cosine",
    "one_cycle",
    "plateau",
)
ORDERS: tuple[OrderName, ...] = ("shuffled", "by_class")
LOSSES: tuple[LossName, ...] = ("cross_entropy", "mse")
DEVICES: tuple[DeviceName, ...] = ("auto", "cpu", "cuda", "mps")
PRECISIONS: tuple[PrecisionName, ...] = ("float32", "bfloat16")

CHANGEABLE: tuple[str, ...] = (
    "learning_rate",
    "momentum",
    "weight_decay",
    "l1",
    "clip_norm",
    "label_smoothing",
)
"""Settings that may change in the middle of a run: nothing that was computed depends on them."""

LONGEST_NAME = 4_096
"""Letters of a data set's name, which may be a path."""


class RecipeError(ValueError):
    """A recipe, or a file of one, that makes no sense; the text says what is wrong."""


@dataclass(frozen=True)
class Recipe:
    """Everything that decides how a training run goes, besides the network.

    Raises ValueError for a setting outside its limits. `dataset` is a name from the catalogue of
    data sets; whether it is there is known only when it is loaded.
    """

    # The data

    dataset: str = "mnist"
    changes: DataChanges = DataChanges()
    """What is done to the data set before it is learned from: fewer classes, wrong labels …"""
    difficulty: float = real(
        0.5,
        minimum=0.0,
        maximum=1.0,
        help=tr("How hard the generated colour shapes are; other data sets do not use it."),
    )

    # What is done to the images

    preprocessing: PreprocessingName = preprocessing_field()
    whitening_epsilon: float = whitening_epsilon_field()
    augmentation: Augmentation = NO_AUGMENTATION
    """Random changes to every training image whenever it is seen."""

    # The optimiser

    optimizer: OptimizerName = choice(
        "adam", OPTIMIZERS, help=tr("The rule that turns gradients into steps of the weights.")
    )
    learning_rate: float = real(
        0.003,
        minimum=0.0,
        maximum=1_000.0,
        help=tr("Size of a step: too low learns slowly, too high makes the loss explode."),
    )
    momentum: float = real(
        0.9,
        minimum=0.0,
        maximum=0.9999,
        help=tr("Share of the last step that is kept; used by momentum and nesterov."),
    )
    batch_size: int = whole(
        64, minimum=1, maximum=65_536, unit="images", help=tr("Images averaged over for one step.")
    )

    order: OrderName = choice(
        "shuffled",
        ORDERS,
        help=tr(
            "In which order an epoch shows the images. shuffled: anew at random each time. "
            "by_class: one class after the other, so that the network forgets all but the last."
        ),
    )

    # The schedule of the learning rate

    schedule: ScheduleName = choice(
        "linear",
        SCHEDULES,
        help=tr(
            "How the learning rate changes. linear: evenly to zero. constant: it stays. step: "
            "multiplied by a factor every so many epochs. cosine: slowly, quickly, slowly to zero. "
            "one_cycle: up for 30 % of the run, then down. plateau: multiplied by the factor when "
            "the validation loss stalls."
        ),
    )
    warm_up_epochs: int = whole(
        0,
        minimum=0,
        maximum=1_000,
        unit="epochs",
        help=tr(
            "The learning rate rises evenly from near zero for so long, which spares fresh "
            "weights large steps; 0 is off. one_cycle warms up by itself."
        ),
    )
    decay_factor: float = real(
        0.1,
        minimum=0.0,
        maximum=1.0,
        help=tr("What the learning rate is multiplied by; used by step and plateau."),
    )
    decay_every: int = whole(
        30,
        minimum=1,
        maximum=100_000,
        unit="epochs",
        help=tr("Epochs from one multiplication to the next; used by step."),
    )
    plateau_patience: int = whole(
        3,
        minimum=1,
        maximum=10_000,
        unit="epochs",
        help=tr(
            "So many epochs in a row without a better validation loss lower the learning rate; "
            "used by plateau."
        ),
    )

    # The loss

    loss: LossName = choice(
        "cross_entropy",
        LOSSES,
        help=tr(
            "What training makes small. cross_entropy: −ln of the probability of the right "
            "class. mse: mean squared distance of the probabilities from 1 for the right class "
            "and 0 for all others (one-hot); it hardly learns from what is confidently wrong."
        ),
    )
    label_smoothing: float = real(
        0.0,
        minimum=0.0,
        maximum=0.9,
        help=tr(
            "Share of the right answer that is spread over all classes, against overconfidence; "
            "0 is off. Used by cross_entropy."
        ),
    )

    # Regularisation

    weight_decay: float = real(
        0.0,
        minimum=0.0,
        maximum=10.0,
        help=tr("Pulls all weights towards zero in proportion (L2), against memorising; 0 is off."),
    )
    l1: float = real(
        0.0,
        minimum=0.0,
        maximum=10.0,
        help=tr(
            "Pulls weights towards zero by the same amount each (L1), so that those which "
            "matter little become zero; biases are left alone; 0 is off."
        ),
    )
    clip_norm: float = real(
        0.0,
        minimum=0.0,
        maximum=1e6,
        help=tr(
            "A gradient that is longer than this is shortened to it, so that one odd batch "
            "does no harm; 0 is off."
        ),
    )
    stop_patience: int = whole(
        0,
        minimum=0,
        maximum=10_000,
        unit="epochs",
        help=tr(
            "Early stopping: the run ends after so many epochs in a row without a better "
            "validation loss; 0 is off."
        ),
    )
    restore_best: bool = flag(
        False,
        help=tr(
            "When the run ends by itself, go back to the weights with the best validation loss."
        ),
    )

    # The first weights

    initialisation: InitialisationName = initialisation_field()
    initial_value: float = initial_value_field()
    layer_initialisations: Mapping[str, Initialisation] = field(default_factory=dict, hash=False)
    """Layers, by name, whose first weights are drawn otherwise than those of the network."""

    # The run

    epochs: int = whole(
        12,
        minimum=1,
        maximum=100_000,
        unit="epochs",
        help=tr("How often every training image is seen."),
    )
    seed: int = whole(
        0,
        minimum=0,
        maximum=2_147_483_647,
        help=tr("Fixes all that is random: first weights, order of images, dropout."),
    )
    device: DeviceName = choice(
        "auto",
        DEVICES,
        help=tr("Where to compute; auto takes a graphics processor if there is one."),
    )
    precision: PrecisionName = choice(
        "float32",
        PRECISIONS,
        help=tr(
            "How exactly training multiplies. bfloat16 has the range of float32 and 8 bits of its "
            "24, and is faster where the processor has instructions for it; weights and all that "
            "is shown stay float32."
        ),
    )

    def __post_init__(self) -> None:
        if not isinstance(self.dataset, str) or not 0 < len(self.dataset) <= LONGEST_NAME:
            raise ValueError(
                tr("dataset must be the name of a data set, not {dataset!r}", dataset=self.dataset)
            )
        check_fields(self)
        Initialisation(self.initialisation, self.initial_value)  # the two may not go together

    @property
    def initial_weights(self) -> InitialWeights:
        """How the first weights are drawn."""
        usual = Initialisation(self.initialisation, self.initial_value)
        return InitialWeights(usual, self.layer_initialisations)

    @property
    def with_momentum(self) -> bool:
        """Whether the optimiser uses `momentum`."""
        return self.optimizer in ("momentum", "nesterov")


SECTIONS: Mapping[str, tuple[str, ...]] = {
    "Preprocessing": ("preprocessing", "whitening_epsilon"),
    "Optimiser": ("optimizer", "learning_rate", "momentum", "batch_size", "order"),
    "Schedule": (
        "schedule",
        "warm_up_epochs",
        "decay_factor",
        "decay_every",
        "plateau_patience",
    ),
    "Regularisation": ("weight_decay", "l1", "clip_norm", "stop_patience", "restore_best"),
    "Loss": ("loss", "label_smoothing"),
    "Initialisation": ("initialisation", "initial_value"),
    "Run": ("epochs", "difficulty", "seed", "device", "precision"),
}
"""The settings in groups, as forms and documents show them."""


def unused_settings(recipe: Recipe) -> frozenset[str]:
    """The settings that make no difference as the others are chosen."""
    used = {
        "difficulty": recipe.dataset in ("colour-shapes", "signals"),
        "whitening_epsilon": recipe.preprocessing in WHITENINGS,
        "momentum": recipe.with_momentum,
        "warm_up_epochs": recipe.schedule != "one_cycle",
        "decay_factor": recipe.schedule in ("step", "plateau"),
        "decay_every": recipe.schedule == "step",
        "plateau_patience": recipe.schedule == "plateau",
        "label_smoothing": recipe.loss == "cross_entropy",
        "initial_value": recipe.initialisation in WITH_VALUE,
    }
    return frozenset(name for name, is_used in used.items() if not is_used)


def changed_settings(before: Recipe, after: Recipe) -> tuple[str, ...]:
    """The names of the settings in which two recipes differ."""
    return tuple(
        name
        for name in ("dataset", "changes", "augmentation", *_FIELDS, _LAYERS)
        if getattr(before, name) != getattr(after, name)
    )


_LAYERS = "layer_initialisations"
_FIELDS = tuple(entry.name for entry in fields_of(Recipe))


def settings_of(recipe: Recipe) -> dict[str, Any]:
    """Every setting by name, as a file states them."""
    values = {"dataset": recipe.dataset, **values_of(recipe)}
    if changes := changes_values(recipe.changes):
        values["changes"] = changes
    if augmentation := augmentation_values(recipe.augmentation):
        values["augmentation"] = augmentation
    if recipe.layer_initialisations:
        values[_LAYERS] = {name: how.form() for name, how in recipe.layer_initialisations.items()}
    return values


def with_settings(recipe: Recipe, settings: Mapping[str, Any]) -> Recipe:
    """The recipe with other settings, given as a file states them.

    Raises ValueError for an unknown setting or a value outside the limits.
    """
    values = dict(settings)
    dataset = values.pop("dataset", recipe.dataset)
    changes = changes_from_values(values.pop("changes", changes_values(recipe.changes)))
    augmentation = recipe.augmentation
    if "augmentation" in values:  # the whole of it, for what is not named there is off
        augmentation = augmentation_from_values(values.pop("augmentation"))
    layers = values.pop(_LAYERS, None)
    made_from(Recipe, values)  # refuses what is unknown or out of range, in words
    if layers is not None:
        values[_LAYERS] = _layer_initialisations(layers)
    return replace(recipe, dataset=dataset, changes=changes, augmentation=augmentation, **values)


def _layer_initialisations(form: Any) -> dict[str, Initialisation]:
    if not isinstance(form, Mapping):
        raise ValueError(tr("{layers} must name layers, not {form!r}", layers=_LAYERS, form=form))  # noqa: TRY004
    found = {}
    for name, values in form.items():
        if not isinstance(values, Mapping):
            raise ValueError(  # noqa: TRY004
                tr("{layers} must give {name} a kind and a value", layers=_LAYERS, name=name)
            )
        found[str(name)] = made_from(Initialisation, values)
    return found


def recipe_to_json(recipe: Recipe) -> bytes:
    """The recipe as a file states it: one JSON object, a setting per key."""
    return msgspec.json.format(msgspec.json.encode(settings_of(recipe)), indent=2) + b"\n"


def recipe_from_json(data: bytes) -> Recipe:
    """The recipe in `data`; settings that are not named take their defaults.

    Raises RecipeError for what is no JSON object, an unknown setting, or a value outside the
    limits.
    """
    try:
        return with_settings(Recipe(), msgspec.json.decode(data, type=dict[str, Any]))
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise RecipeError(tr("this is no training recipe: {error}", error=error)) from error
