"""What an exercise asks of a network, as plain values that its file states; no torch."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec

from app.data.changes import UNCHANGED
from app.language import figures, tr
from app.network.arithmetic import shape_text
from app.training.recipe import Recipe, with_settings

Relation = Literal["<", "<=", "=", ">=", ">"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
AmountName = Literal["parameters", "macs", "depth", "receptive_field", "epochs"]
AMOUNTS: Mapping[AmountName, str] = MappingProxyType(
    {
        "parameters": tr("parameters"),
        "macs": tr("multiply-accumulates for an image"),
        "depth": tr("layers with weights, one behind the other"),
        "receptive_field": tr("pixels of receptive field, in height and width"),
        "epochs": tr("epochs in the recipe"),
    }
)
"""What is counted, in words."""

MOST = 100
"""Constraints of an exercise, kinds of layers in one."""
LONGEST = 20_000
"""Letters of its words."""

_HOLDS: Mapping[Relation, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
}
_SIGNS: Mapping[Relation, str] = {"<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">"}

_Count = Annotated[int, msgspec.Meta(ge=0, le=10**15)]
_Size = Annotated[int, msgspec.Meta(ge=1, le=10**9)]
_Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Kinds = Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=MOST)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=4_096)]


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="constraint"):
    """Each kind is one object in the file, told apart by its `constraint`."""


class Amount(_Form, frozen=True, tag="amount"):
    """So many parameters, multiply-accumulates …; see `AMOUNTS`."""

    measure: AmountName
    relation: Relation
    value: _Count

    @property
    def words(self) -> str:
        return f"{_SIGNS[self.relation]} {figures(f'{self.value:,}')} {AMOUNTS[self.measure]}"


class LayerCount(_Form, frozen=True, tag="layers"):
    """So many layers of these kinds together: ≥ 1 requires them, = 0 forbids them."""

    kinds: _Kinds
    relation: Relation
    value: _Count

    @property
    def words(self) -> str:
        kinds = tr(" or ").join(self.kinds)
        if (self.relation, self.value) in (("=", 0), ("<=", 0), ("<", 1)):
            return tr("no {kinds}", kinds=kinds)
        if (self.relation, self.value) in ((">=", 1), (">", 0)):
            return tr("at least one {kinds}", kinds=kinds)
        return f"{_SIGNS[self.relation]} {figures(f'{self.value:,}')} × {kinds}"


class OnlyKinds(_Form, frozen=True, tag="only_kinds"):
    """No layers but of these kinds; an Input is always allowed."""

    kinds: _Kinds

    @property
    def words(self) -> str:
        return tr("only {kinds}", kinds=", ".join(self.kinds))


class OutputShape(_Form, frozen=True, tag="output_shape"):
    """The network ends in this shape: (10,) for ten classes, (16, 7, 7) for feature maps."""

    shape: Annotated[tuple[_Size, ...], msgspec.Meta(min_length=1, max_length=3)]

    @property
    def words(self) -> str:
        return tr("output of shape {shape}", shape=shape_text(self.shape))


class Training(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights that are learned anew for the check, from random ones of this seed.

    `recipe` states settings as a recipe's file does; None takes the student's own recipe, on the
    data of the constraint.
    """

    seed: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    recipe: dict[str, Any] | None = None

    def recipe_for(self, own: Recipe, dataset: str) -> Recipe:
        """How a student's network is trained; ValueError for settings that are none."""
        kept = own if self.recipe is None else with_settings(Recipe(), self.recipe)
        return replace(kept, dataset=dataset, changes=UNCHANGED, seed=self.seed, device="auto")


class Accuracy(_Form, frozen=True, tag="test_accuracy"):
    """A share of the test images of a data set, 0 to 1, that is read rightly.

    Without `training` the weights in the student's file count.
    """

    relation: Relation
    value: _Share
    data: _Name
    training: Training | None = None

    @property
    def words(self) -> str:
        if self.training is None:
            how = tr("with the weights in the file")
        elif self.training.recipe is None:
            how = tr("trained anew by its own recipe, seed {seed}", seed=self.training.seed)
        else:
            how = tr("trained anew by the exercise's recipe, seed {seed}", seed=self.training.seed)
        share = figures(f"{100 * self.value:.10g} %")
        return tr(
            "{signs} {share} of {data}'s test images right, {how}",
            signs=_SIGNS[self.relation],
            share=share,
            data=self.data,
            how=how,
        )


Constraint: TypeAlias = Amount | LayerCount | OnlyKinds | OutputShape | Accuracy


def holds(relation: Relation, found: float, value: float) -> bool:
    """Whether what was found stands in that relation to the value."""
    return _HOLDS[relation](found, value)
