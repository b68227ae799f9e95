"""How the first weights are drawn, as data; needs no torch. `first_weights` draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from app.language import tr
from app.network.fields import check_fields, choice, real, values_of

InitialisationName = Literal["pytorch", "zeros", "constant", "small_gaussian", "xavier", "he"]
INITIALISATIONS: tuple[InitialisationName, ...] = (
    "pytorch",
    "zeros",
    "constant",
    "small_gaussian",
    "xavier",
    "he",
)
WITH_VALUE: frozenset[InitialisationName] = frozenset({"constant", "small_gaussian"})
"""Those that have a number of their own."""
INITIALISED_KINDS = frozenset({"Linear", "Conv1d", "Conv2d", "ConvTranspose2d"})
"""The layers whose weights are drawn; all others begin with fixed numbers."""
INITIALISATION_HELP = tr(
    "The first weights. pytorch: uniform within ±1/√inputs, biases too. All others begin with "
    "biases of zero. zeros and constant: all filters of a layer are alike and stay so. "
    "small_gaussian: normal with a chosen deviation. xavier: normal with variance "
    "2/(inputs + outputs), for tanh. he: normal with variance 2/inputs, for ReLU."
)
INITIAL_VALUE_HELP = tr(
    "constant: what every weight is. small_gaussian: the standard deviation of the weights. "
    "Other initialisations do not use it."
)


def initialisation_field() -> Any:
    """The declaration of an initialisation by name, for a dataclass of settings."""
    return choice("pytorch", INITIALISATIONS, help=INITIALISATION_HELP)


def initial_value_field() -> Any:
    """The declaration of the number that goes with it."""
    return real(0.01, minimum=-100.0, maximum=100.0, help=INITIAL_VALUE_HELP)


@dataclass(frozen=True)
class Initialisation:
    """How the first weights of a layer are drawn; ValueError for what there is not."""

    kind: InitialisationName = initialisation_field()
    value: float = initial_value_field()

    def __post_init__(self) -> None:
        check_fields(self)
        if self.kind == "small_gaussian" and self.value < 0:
            raise ValueError(
                tr("a standard deviation cannot be below zero, like {value:g}", value=self.value)
            )

    def form(self) -> dict[str, Any]:
        """As a file states it."""
        return values_of(self)


@dataclass(frozen=True)
class InitialWeights:
    """How the first weights of a network are drawn: of all layers, and of some by their name."""

    usual: Initialisation = Initialisation()
    layers: Mapping[str, Initialisation] = field(default_factory=dict, hash=False)

    def of(self, layer: str) -> Initialisation:
        """That of the layer with this name."""
        return self.layers.get(layer, self.usual)


PYTORCH_WEIGHTS = InitialWeights()
"""As PyTorch draws them by default."""
