"""The sabotage lab: faults that are hidden in a training, to be diagnosed by what it shows.

A fault changes copies of recipe and network; those of the document are never touched. Needs no
torch; `observation` gathers what `evidence` judges by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from app.experiments.comparisons import Variant
from app.experiments.difference import differences
from app.experiments.evidence import (
    Evidence,
    contradiction,
    creeping,
    explosion,
    forgetting,
    holds_back,
    openness,
    raw_inputs,
    sameness,
    shrinking,
    thinning,
)
from app.experiments.observed import Observed
from app.language import tr
from app.network.edits import InsertBefore, SetFields
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import LeakyReLU
from app.network.layers.normalisation import Dropout
from app.network.problems import logits_layer
from app.training.recipe import Recipe

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: tuple[Difficulty, ...] = ("easy", "medium", "hard")

TOO_HIGH = 100.0
TOO_LOW = 300.0
"""What the learning rate is multiplied with, or divided by."""
WRONG = 0.4
"""Share of the training labels."""
HIDDEN_DROPOUT = 0.95
_BATCHES_OF_A_CLASS = 4
_DECAY_OF_ADAM = 1.0
_DECAY_OF_A_STEP = 0.1
"""Share of each weight that a step takes away in the end, momentum counted in. Adam divides
gradients by their size, so that what decay adds to them counts in full."""
_STRONGEST = 10.0
"""Weight decay that a recipe can have."""


@dataclass(frozen=True)
class Training:
    """What is trained, and how; `images` is how many images a class has on average."""

    network: Network
    recipe: Recipe
    images: int


@dataclass(frozen=True)
class Fault:
    """Something that can be wrong with a training.

    `look_for` says in which view it shows, and how; `inject` makes the training that has it, and
    may give back what it was given where it cannot have it; `evidence` reads a run for its signs.
    """

    name: str
    title: str
    difficulty: Difficulty
    look_for: str
    inject: Callable[[Training], Training]
    evidence: Evidence


@dataclass(frozen=True)
class Verdict:
    """The answer to a diagnosis, in words, with the numbers of the run."""

    right: bool
    text: str


def possible_faults(healthy: Training) -> tuple[Fault, ...]:
    """The faults that this training can be given."""
    return tuple(fault for fault in FAULTS if fault.inject(healthy) != healthy)


def choose_fault(healthy: Training, seed: int, difficulty: Difficulty | None = None) -> Fault:
    """One of the faults that are possible; the same for the same seed, network and recipe.

    None stands for any difficulty. Where nothing of a difficulty is possible, another is taken.
    """
    possible = possible_faults(healthy)
    wanted = [fault for fault in possible if difficulty in (None, fault.difficulty)]
    return Random(seed).choice(wanted or list(possible))


def prepared(training: Training) -> Training:
    """What the lab begins with: a plateau's schedule would tell the learning rate as it falls."""
    if training.recipe.schedule != "plateau":
        return training
    return replace(training, recipe=replace(training.recipe, schedule="constant"))


def judged(fault: Fault, diagnosis: Fault, run: Observed) -> Verdict:
    """Whether a diagnosis is right, with what the run shows of it."""
    sign = diagnosis.evidence(run)
    if diagnosis == fault:
        found = (
            ""
            if sign.found
            else tr(" These numbers do not show it, though: look at another moment.")
        )
        return Verdict(True, f"{sign.text}{found}")
    if sign.found:
        return Verdict(False, tr("{text} But here something else has led to this.", text=sign.text))
    return Verdict(False, sign.text)


def _rate_times(factor: float) -> Callable[[Training], Training]:
    def inject(healthy: Training) -> Training:
        rate = min(1_000.0, healthy.recipe.learning_rate * factor)
        return _with(healthy, learning_rate=rate)

    return inject


def _too_high(healthy: Training) -> Training:
    """Squared errors are bounded: they show no explosion."""
    clipped = healthy.recipe.clip_norm > 0
    if healthy.recipe.loss == "mse" or clipped:
        return healthy
    return _rate_times(TOO_HIGH)(healthy)


def _by_class(healthy: Training) -> Training:
    """Where a batch holds several classes, the order hardly shows."""
    if healthy.images < _BATCHES_OF_A_CLASS * healthy.recipe.batch_size:
        return healthy
    return _with(healthy, order="by_class")


def _wrong_labels(healthy: Training) -> Training:
    changes = healthy.recipe.changes
    if changes.label_noise >= WRONG:
        return healthy
    return _with(healthy, changes=replace(changes, label_noise=WRONG))


def _zero_weights(healthy: Training) -> Training:
    return _with(healthy, initialisation="zeros", layer_initialisations={})


def _strong_decay(healthy: Training) -> Training:
    """AdamW and RMSprop bound how small weights get; small steps cannot be made strong enough."""
    recipe = healthy.recipe
    decay = _DECAY_OF_ADAM
    if recipe.optimizer != "adam":
        kept = 1 - recipe.momentum if recipe.with_momentum else 1.0
        decay = _DECAY_OF_A_STEP * kept / max(recipe.learning_rate, 1e-9)
    endless = recipe.optimizer in ("adamw", "rmsprop")
    if endless or not recipe.weight_decay < decay <= _STRONGEST:
        return healthy
    return _with(healthy, weight_decay=decay)


def _no_activation(healthy: Training) -> Training:
    """Activations that pass on what comes in, under the names of the real ones."""
    network = healthy.network
    if not holds_back(network):
        return healthy
    layers: dict[str, Layer] = {
        name: LeakyReLU(negative_slope=1.0) if _bends(network, name) else layer
        for name, layer in network.layers.items()
    }
    return replace(healthy, network=replace(network, layers=layers))


def _bends(network: Network, name: str) -> bool:
    layer = network.layers[name]
    return layer.family == "activation" and layer.kind != "Softmax"


def _much_dropout(healthy: Training) -> Training:
    """Dropout before the last layer; what there is of it in the network already, too."""
    network = healthy.network
    there = [name for name, layer in network.layers.items() if layer.kind == "Dropout"]
    for name in there:
        network = SetFields(name, {"p": HIDDEN_DROPOUT}).apply(network)
    last = logits_layer(network)
    if not there and last is not None and network.source_of.get(last):
        network = InsertBefore(Dropout(p=HIDDEN_DROPOUT), last).apply(network)
    return replace(healthy, network=network)


def _with(healthy: Training, **settings: object) -> Training:
    return replace(healthy, recipe=replace(healthy.recipe, **settings))  # type: ignore[arg-type]


FAULTS: tuple[Fault, ...] = (
    Fault(
        "rate_too_high",
        tr("The learning rate is far too high"),
        "easy",
        tr(
            "Curves: within a few steps the loss leaps far above its first value; then it stays at "
            "that of guessing, ln(classes), or training breaks down."
        ),
        _too_high,
        explosion,
    ),
    Fault(
        "rate_too_low",
        tr("The learning rate is far too low"),
        "easy",
        tr(
            "Curves: the loss hardly falls, but steadily. Layer health: all layers move in a "
            "step by "
            "a small part of the usual 1e-3 of their weights. No unit is dead, no filter odd."
        ),
        _rate_times(1 / TOO_LOW),
        creeping,
    ),
    Fault(
        "by_class",
        tr("The images are not shuffled: one class comes after the other"),
        "medium",
        tr(
            "Curves: the loss of the batches is a saw, near zero within a class, leaping up at the "
            "next; accuracy of batches is 100 % or 0 %. Evaluation: nearly all images are "
            "taken for "
            "the class that came last."
        ),
        _by_class,
        forgetting,
    ),
    Fault(
        "wrong_labels",
        tr("Many labels of the training images are wrong"),
        "hard",
        tr(
            "Curves: validation does well, training stays far behind. Evaluation of the training "
            "images: wrong ones spread evenly over the matrix. Data: look at training images "
            "beside "
            "the class that they stand in."
        ),
        _wrong_labels,
        contradiction,
    ),
    Fault(
        "raw_pixels",
        tr("The pixels are not normalised: they go in from 0 to 255"),
        "hard",
        tr(
            "Curves: the very first loss is far above guessing, ln(classes). Layer health: the "
            "outputs of the first layer go into the hundreds, where ±5 is usual."
        ),
        lambda healthy: _with(healthy, preprocessing="bytes"),
        raw_inputs,
    ),
    Fault(
        "zero_weights",
        tr("All weights began as zero"),
        "easy",
        tr(
            "Filters: all of a layer are identical. Curves: the loss does not leave guessing, "
            "ln(classes). Layer health: all weights are in one bar."
        ),
        _zero_weights,
        sameness,
    ),
    Fault(
        "weight_decay",
        tr("Weight decay is far too strong"),
        "medium",
        tr(
            "Layer health: the share of weights near zero grows in every layer until it is 100 %. "
            "Curves: the loss goes back to guessing, ln(classes), or never leaves it. The filters "
            "keep a pattern, but are tiny: see their scale."
        ),
        _strong_decay,
        shrinking,
    ),
    Fault(
        "no_activation",
        tr("The activation functions do nothing"),
        "hard",
        tr(
            "Layer health: the outputs of a ReLU reach below zero, and no unit counts as dead or "
            "alive. Feature maps before and after an activation are the same. Curves: as "
            "usual, for "
            "many layers without bends learn as one does."
        ),
        _no_activation,
        openness,
    ),
    Fault(
        "dropout",
        tr("Dropout switches off nearly everything"),
        "medium",
        tr(
            "Curves: training is noisy and far behind validation. Evaluation of the training "
            "images, "
            "for which dropout is off, is as good as that of the validation images."
        ),
        _much_dropout,
        thinning,
    ),
)
"""All faults, in the order in which they are offered."""


def what_was_changed(healthy: Training, hurt: Training) -> str:
    """The settings and layers in which two trainings differ: "learning rate 0.003 → 0.3"."""
    pair = (Variant("", each.network, each.recipe) for each in (healthy, hurt))
    return "; ".join(differences(*pair))
