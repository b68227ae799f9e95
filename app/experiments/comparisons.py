"""What one change to network or recipe does, as data: two variants, and ready-made questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.experiments.search_space import parse_value
from app.language import tr
from app.network.edits import InsertLayer, RemoveLayers, SetFields
from app.network.gallery import gallery_entry
from app.network.graph import Network, Position, Wire
from app.network.layer import Layer
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Linear
from app.network.layers.normalisation import BatchNorm1d, BatchNorm2d, Dropout
from app.training.augmentation_settings import NO_AUGMENTATION
from app.training.recipe import Recipe, with_settings
from app.training.remedies import usual_augmentation

Task = tuple[Network, Recipe]
_NORMALISATIONS = (BatchNorm1d, BatchNorm2d)


@dataclass(frozen=True)
class Variant:
    """A network and a recipe that are compared with others, and what they are called."""

    name: str
    network: Network
    recipe: Recipe


@dataclass(frozen=True)
class Question:
    """A ready-made comparison; `ask` makes its two variants of any network and recipe.

    `ask` raises ValueError where there is nothing to compare.
    """

    name: str
    title: str
    sentence: str
    ask: Callable[[Network, Recipe], tuple[Variant, Variant]]


def changed_variant(network: Network, recipe: Recipe, changes: Sequence[str]) -> Variant:
    """The variant that texts such as "optimizer=sgd" or "conv1.padding=0" make.

    Raises ValueError and NetworkError.
    """
    if not changes:
        raise ValueError(tr("say what is changed, for example optimizer=sgd or conv1.padding=0"))
    settings = {}
    changed = network
    for text in changes:
        subject, value = parse_value(text, network)
        layer, _, name = subject.rpartition(".")
        if layer:
            changed = SetFields(layer, {name: value}).apply(changed)
        else:
            settings[name] = value
    return Variant(", ".join(changes), changed, with_settings(recipe, settings))


def _batch_norm(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    without = _removed(network, _NORMALISATIONS)
    normalised = network
    if without == network:
        normalised = _inserted(network, BatchNorm2d(), after=Conv2d)
    _must_differ(normalised, without, tr("a Conv2d to normalise after"))
    return (
        Variant(tr("with batch normalisation"), normalised, recipe),
        Variant(tr("without"), without, recipe),
    )


def _dropout(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    without = _removed(network, (Dropout,))
    dropping = network
    if without == network:
        dropping = _inserted(network, Dropout(0.5), before_last=Linear)
    _must_differ(dropping, without, tr("a Linear layer to drop out before"))
    return Variant(tr("with dropout"), dropping, recipe), Variant(tr("without"), without, recipe)


def _augmentation(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    usual = usual_augmentation(recipe.dataset)
    chosen = recipe.augmentation if recipe.augmentation != NO_AUGMENTATION else usual
    return (
        Variant(tr("with augmentation"), network, replace(recipe, augmentation=chosen)),
        Variant(tr("without"), network, replace(recipe, augmentation=NO_AUGMENTATION)),
    )


def _padding(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    """Half the kernel on each side keeps the size where the stride is 1 (lecture A2)."""
    padded = unpadded = network
    for name, layer in network.layers.items():
        if isinstance(layer, Conv2d):
            kernel = layer.kernel_size
            half = kernel // 2 if isinstance(kernel, int) else (kernel[0] // 2, kernel[1] // 2)
            padded = SetFields(name, {"padding": half}).apply(padded)
            unpadded = SetFields(name, {"padding": 0}).apply(unpadded)
    _must_differ(padded, unpadded, tr("a Conv2d with a kernel larger than 1"))
    return Variant(tr("padded"), padded, recipe), Variant(tr("unpadded"), unpadded, recipe)


def _momentum(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    share = recipe.momentum or 0.9
    return (
        Variant(
            tr("with momentum"), network, replace(recipe, optimizer="momentum", momentum=share)
        ),
        Variant(tr("plain SGD"), network, replace(recipe, optimizer="sgd")),
    )


def _residual(network: Network, recipe: Recipe) -> tuple[Variant, Variant]:
    del network  # the question is about these two
    return (
        Variant(tr("residual, 20 layers"), gallery_entry("resnet-20").build(), recipe),
        Variant(tr("plain, 20 layers"), gallery_entry("plain-20").build(), recipe),
    )


QUESTIONS: tuple[Question, ...] = (
    Question(
        "batch-norm",
        tr("Batch normalisation"),
        tr("With it after each convolution, and without."),
        _batch_norm,
    ),
    Question("dropout", "Dropout", tr("With it, before the last dense layer at least."), _dropout),
    Question(
        "augmentation",
        tr("Augmentation"),
        tr("Images turned, shifted and scaled at random."),
        _augmentation,
    ),
    Question(
        "padding", tr("Padding"), tr("Convolutions that keep the size, and none padded."), _padding
    ),
    Question(
        "momentum", tr("Momentum"), tr("Gradient descent with momentum, and plain."), _momentum
    ),
    Question(
        "residual",
        tr("Residual connections"),
        tr("ResNet-20 against plain-20, on 3×32×32."),
        _residual,
    ),
)


def question_named(name: str) -> Question:
    """The ready-made comparison of that name; ValueError names those that there are."""
    for question in QUESTIONS:
        if question.name == name:
            return question
    names = ", ".join(question.name for question in QUESTIONS)
    raise ValueError(
        tr("there is no comparison {name!r}; there are {names}", name=name, names=names)
    )


def _removed(network: Network, kinds: tuple[type[Layer], ...]) -> Network:
    names = frozenset(name for name, layer in network.layers.items() if isinstance(layer, kinds))
    return RemoveLayers(names).apply(network) if names else network


def _inserted(
    network: Network,
    layer: Layer,
    *,
    after: type[Layer] | None = None,
    before_last: type[Layer] | None = None,
) -> Network:
    """The network with such a layer in each wire out of an `after`, or into the `before_last`."""
    last = [name for name, entry in network.layers.items() if type(entry) is before_last][-1:]
    wires: list[Wire] = [
        wire
        for wire in network.wires
        if type(network.layers[wire.source]) is after or wire.target in last
    ]
    for wire in wires:
        place = network.positions.get(wire.source, Position(0.0, 0.0))
        network = InsertLayer(layer, wire, place).apply(network)
    return network


def _must_differ(left: Network, right: Network, wanted: str) -> None:
    if left == right:
        raise ValueError(
            tr("there is nothing to compare: this network lacks {wanted}", wanted=wanted)
        )
