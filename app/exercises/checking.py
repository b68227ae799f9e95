"""Does a network do what an exercise asks? All that can be told without computing with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.exercises.constraints import (
    Accuracy,
    Amount,
    AmountName,
    LayerCount,
    OnlyKinds,
    OutputShape,
    holds,
)
from app.exercises.exercise import Exercise
from app.exercises.hidden import HiddenNetwork, compare
from app.language import figures, tr
from app.network.analysis import Analysis, analyse
from app.network.arithmetic import percent_text, shape_text
from app.network.graph import Network
from app.training.recipe import Recipe

Verdict = Literal["passed", "failed", "open"]
"""Open: not known, for it was not measured."""

FITS = tr("a network without errors that ends in one layer")
"""What every exercise asks for."""
REBUILT = tr("the hidden network, rebuilt")
NOT_MEASURED = tr("not measured yet")
_MANY = 4


@dataclass(frozen=True)
class Finding:
    """What was found about one thing that is asked for: `wanted` in words, and the verdict.

    `found` is the value in a few letters, and `value` the same where it is one number (a share is
    0 to 1); `remark` is a sentence where there is more to say.
    """

    wanted: str
    verdict: Verdict
    found: str = ""
    remark: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Measured:
    """A test accuracy, 0 to 1, or why there is none (`open` where it was not tried)."""

    accuracy: float | None = None
    reason: str = NOT_MEASURED
    open: bool = False


NEVER = Measured(open=True)


def findings(
    exercise: Exercise,
    network: Network,
    recipe: Recipe,
    accuracies: Mapping[int, Measured],
    analysis: Analysis | None = None,
) -> tuple[Finding, ...]:
    """A finding for each thing that the exercise asks for, always in the same order.

    `accuracies` are those that were measured, by the place of the constraint that wants them.
    """
    analysis = analysis or analyse(network)
    found = [_fits(network, analysis)]
    for place, constraint in enumerate(exercise.constraints):
        if isinstance(constraint, Accuracy):
            found.append(_accuracy(constraint, accuracies.get(place, NEVER)))
        else:
            found.append(_found(constraint, network, recipe, analysis))
    if exercise.hidden is not None:
        found.append(_rebuilt(exercise.hidden, network))
    return tuple(found)


def verdict_of(found: tuple[Finding, ...]) -> Verdict:
    """Failed where one failed, else open where one is open, else passed."""
    verdicts = {finding.verdict for finding in found}
    if "failed" in verdicts:
        return "failed"
    return "open" if "open" in verdicts else "passed"


def _fits(network: Network, analysis: Analysis) -> Finding:
    if not network.layers:
        return Finding(FITS, "failed", tr("empty"), tr("there are no layers yet"))
    if analysis.errors:
        first = analysis.errors[0]
        many = (
            tr("{errors} errors", errors=len(analysis.errors))
            if len(analysis.errors) > 1
            else tr("an error")
        )
        return Finding(FITS, "failed", many, first.located)
    if len(network.ends) != 1:
        many = tr("{ends} ends", ends=len(network.ends)) if network.ends else tr("no end")
        remark = tr(" and ").join(network.ends[:_MANY]) or tr("no layer stands behind an Input")
        return Finding(FITS, "failed", many, remark)
    return Finding(FITS, "passed")


def _found(
    constraint: Amount | LayerCount | OnlyKinds | OutputShape,
    network: Network,
    recipe: Recipe,
    analysis: Analysis,
) -> Finding:
    words = constraint.words
    match constraint:
        case Amount(measure="receptive_field"):
            return _receptive_field(constraint, analysis)
        case Amount():
            value = _amount(constraint.measure, network, recipe, analysis)
            right = holds(constraint.relation, value, constraint.value)
            return Finding(words, _verdict(right), figures(f"{value:,}"), value=value)
        case LayerCount():
            named = [n for n in network.order if network.layers[n].kind in constraint.kinds]
            right = holds(constraint.relation, len(named), constraint.value)
            many = len(named)
            return Finding(
                words, _verdict(right), figures(f"{many:,}"), _listed(named, right), value=many
            )
        case OnlyKinds():
            allowed = {"Input", *constraint.kinds}
            others = [n for n in network.order if network.layers[n].kind not in allowed]
            shown = tr("{others:,} others", others=len(others)) if others else tr("no others")
            return Finding(words, _verdict(not others), shown, _listed(others, not others))
        case OutputShape():
            return _output(constraint, network, analysis)


def _verdict(right: bool) -> Verdict:
    return "passed" if right else "failed"


def _listed(names: list[str], right: bool) -> str:
    """The layers that are in the way, or nothing where all is well."""
    if right or not names:
        return ""
    more = tr(" and {names:,} more", names=len(names) - _MANY) if len(names) > _MANY else ""
    return ", ".join(names[:_MANY]) + more


def _amount(name: AmountName, network: Network, recipe: Recipe, analysis: Analysis) -> int:
    match name:
        case "parameters":
            return analysis.parameters
        case "macs":
            return analysis.macs
        case "epochs":
            return recipe.epochs
        case _:
            return depth(network)


def depth(network: Network) -> int:
    """The most convolutions and dense layers one behind the other, as the lectures count layers.

    VGG16 has 16 of them and ResNet-18 has 18 (its shortcuts lie beside them).
    """
    deepest: dict[str, int] = {}
    for name in network.order:
        own = int(network.layers[name].family in ("convolution", "dense"))
        deepest[name] = own + max(
            (deepest[source] for source in network.sources_of[name]), default=0
        )
    return max((deepest[name] for name in network.connected), default=0)


def _receptive_field(constraint: Amount, analysis: Analysis) -> Finding:
    """The largest of all feature maps; what sees the whole image (a dense layer) is left out."""
    fields = [
        layer.receptive_field.size
        for layer in analysis.layers.values()
        if layer.receptive_field is not None and layer.receptive_field.stride != (0, 0)
    ]
    height, width = max(fields, key=lambda size: (size[0] * size[1], size), default=(0, 0))
    right = all(holds(constraint.relation, side, constraint.value) for side in (height, width))
    return Finding(constraint.words, _verdict(right), figures(f"{height:,}×{width:,}"))


def _output(constraint: OutputShape, network: Network, analysis: Analysis) -> Finding:
    shapes = [analysis.layers[name].output for name in network.ends]
    known = [shape_text(shape) if shape else tr("unknown") for shape in shapes]
    right = shapes == [constraint.shape]
    return Finding(constraint.words, _verdict(right), tr(" and ").join(known[:_MANY]) or tr("none"))


def _accuracy(constraint: Accuracy, measured: Measured) -> Finding:
    words = constraint.words
    if measured.accuracy is None:
        return Finding(words, "open" if measured.open else "failed", "", measured.reason)
    right = holds(constraint.relation, measured.accuracy, constraint.value)
    shown = percent_text(measured.accuracy, 2)
    return Finding(words, _verdict(right), shown, value=measured.accuracy)


def _rebuilt(hidden: HiddenNetwork, network: Network) -> Finding:
    likeness = compare(hidden, network)
    shown = tr("{right} of {total} layers", right=likeness.right, total=likeness.total)
    remark = "" if likeness.rebuilt else likeness.message
    return Finding(REBUILT, _verdict(likeness.rebuilt), shown, remark)
