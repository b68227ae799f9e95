"""What a run shows of the faults of the sabotage lab, in numbers; needs no torch.

Each function looks for the signs of one fault and tells what it found, also where it found
nothing: that is what speaks against a diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.experiments.observed import RIGHT_IN_A_ROW, Observed
from app.inspection.layer_health import NEAR_ZERO
from app.language import figures, tr
from app.network.arithmetic import percent_text
from app.network.graph import Network

EXPLODED = 3.0
"""How many times the loss of guessing, and the first loss, a step's loss must exceed."""
LEARNED = 0.2
"""A network whose loss has been below this share of guessing's has learned something; where the
loss leaps up afterwards, steps that are too large are not the likeliest reason."""
HARDLY_FALLEN = 0.1
SMALL_UPDATE = 5e-4
"""‖Δw‖/‖w‖ of a step; about 1e-3 is usual (Karpathy, CS231n, Neural Networks Part 3)."""
WRONG_LABELS = 0.15
"""Of accuracy: so much less on the training images than on the validation images, both classified
with the same weights. Overfitting is the other way round."""
RAW_INPUT = 5.0
"""Deviation of the values that enter the network; normalised it is 1, at most about 2."""
SHRUNK = 0.5
"""Share of each layer's weights nearer to zero than `NEAR_ZERO`; usual are a few per cent."""
THINNED = 0.25
"""Of accuracy: so much less on batches that are learned from than on the very same images without
dropout. A rate of 0.5 costs about half of that."""
_RECENT, _LAST = 50, 20
"""Steps at the end of a run over which its loss, and its accuracy, are averaged."""
RUINED, GROWN = 0.9, 1.0
"""Share of a layer's units that are dead, and size of a weight, after steps far too large."""


@dataclass(frozen=True)
class Sign:
    """Whether a run shows what a fault leads to, and the numbers that say so."""

    found: bool
    text: str


def explosion(run: Observed) -> Sign:
    """The loss leaps far above guessing before anything was learned."""
    losses = run.losses
    if not run.steps:
        return Sign(False, tr("The loss of the very first batch was no number, before any step."))
    limit = EXPLODED * max(run.guessing, float(losses[0]))
    above = np.flatnonzero(~(losses <= limit))  # NaN is above, too
    first = tr("from {losses:.2f}", losses=losses[0])
    guessing = tr("guessing costs {guessing:.2f}", guessing=run.guessing)
    if not len(above):
        return _ruin(run) or Sign(
            False,
            tr(
                "The loss never rose above {max:.2f}; {guessing}.",
                max=losses.max(),
                guessing=guessing,
            ),
        )
    at = int(above[0])
    before = float(losses[:at].min(initial=losses[0]))
    leap = tr(
        "The loss leapt {first} to {large} (step {above:,} on)",
        first=first,
        large=_large(np.nanmax(losses)),
        above=int(above[0]) + 1,
    )
    if before < LEARNED * run.guessing:
        return Sign(
            False,
            tr(
                "{leap}, but it had come down to {before:.2f} before: the steps were fit.",
                leap=leap,
                before=before,
            ),
        )
    return Sign(
        True,
        tr(
            "{leap}; {guessing}. Steps this large throw away whatever was learned.",
            leap=leap,
            guessing=guessing,
        ),
    )


def _ruin(run: Observed) -> Sign | None:
    """Units that died of large weights: where that goes quickly, the loss need not explode."""
    dead, largest = run.most_dead, run.largest_weight
    if dead is None or dead[1] < RUINED or largest[1] < GROWN:
        return None
    return Sign(
        True,
        tr(
            "{dead} of the units of {dead2} are dead and the weights of {largest} "
            "reach {largest2:.2g}: the first steps were so large that nothing gets "
            "through now.",
            dead=_percent(dead[1]),
            dead2=dead[0],
            largest=largest[0],
            largest2=largest[1],
        ),
    )


def creeping(run: Observed) -> Sign:
    """The loss hardly falls, and the weights hardly move."""
    losses = run.losses
    if not run.steps:
        return Sign(False, tr("No batch was learned, so nothing could fall."))
    recent = float(losses[-_RECENT:].mean())
    start = float(losses[: min(10, max(1, len(losses) // 2))].mean())
    fall = 1 - recent / start if start else 0.0
    loss = tr(
        "In {losses:,} steps the loss went from {start:.3f} to {recent:.3f}",
        losses=len(losses),
        start=start,
        recent=recent,
    )
    ratios = run.update_ratios
    if not ratios:
        return Sign(
            False, tr("{loss}; how far a step moves the weights was not measured.", loss=loss)
        )
    name = max(ratios, key=lambda layer: ratios[layer])
    dead = run.most_dead
    if dead is not None and dead[1] >= RUINED:
        return Sign(
            False,
            tr(
                "{loss}, but {dead} of the units of {dead2} are dead.",
                loss=loss,
                dead=_percent(dead[1]),
                dead2=dead[0],
            ),
        )
    moved = tr(
        "a step moves even {name}, the quickest layer, by {ratios:.1e} of its weights",
        name=name,
        ratios=ratios[name],
    )
    if fall < HARDLY_FALLEN and ratios[name] < SMALL_UPDATE:
        return Sign(True, tr("{loss}, and {moved}; about 1e-3 is usual.", loss=loss, moved=moved))
    return Sign(
        False,
        tr(
            "{loss}, and a step moves {name} by {ratios:.1e} of its weights.",
            loss=loss,
            name=name,
            ratios=ratios[name],
        ),
    )


def forgetting(run: Observed) -> Sign:
    """Batches all right, then batches all wrong: only one class was there to be seen."""
    right, wrong = run.runs_of_batches
    favourite, share = run.favourite
    if right >= RIGHT_IN_A_ROW and wrong >= RIGHT_IN_A_ROW:
        return Sign(
            True,
            tr(
                "{right} batches in a row had no error, and later {wrong} in a row "
                "had nothing else: each class drove out the one before. Now {share} "
                "of the validation images are taken for “{favourite}”.",
                right=right,
                wrong=wrong,
                share=_percent(share),
                favourite=favourite,
            ),
        )
    return Sign(
        False,
        tr(
            "Never were {right_in_a_row} batches in a row all right and later as "
            "many all wrong, as they are when each holds one class only.",
            right_in_a_row=RIGHT_IN_A_ROW,
        ),
    )


def contradiction(run: Observed) -> Sign:
    """What is learned fits new images better than its own."""
    train, validation = run.train_accuracy, run.validation_accuracy
    measured = tr(
        "With the same weights, {validation} of the validation images are right, "
        "and {train} of the training images by their labels",
        validation=_percent(validation),
        train=_percent(train),
    )
    if validation - train >= WRONG_LABELS:
        return Sign(
            True,
            tr(
                "{figures}: it is the labels of the training images that are wrong.",
                figures=measured,
            ),
        )
    return Sign(
        False,
        tr("{figures}: the training labels are as good as those of the others.", figures=measured),
    )


def raw_inputs(run: Observed) -> Sign:
    """The values that enter are far too large."""
    mean, deviation = run.inputs
    losses = run.losses
    measured = tr(
        "The values that enter the network have mean {mean:.3g} and deviation {deviation:.3g}",
        mean=mean,
        deviation=deviation,
    )
    if deviation < RAW_INPUT:
        return Sign(False, tr("{figures}, which suits a network.", figures=measured))
    return Sign(
        True,
        tr(
            "{figures} instead of 0 and 1. The first loss was {losses:.2f}, guessing "
            "costs {guessing:.2f}.{reach}",
            figures=measured,
            losses=losses[0],
            guessing=run.guessing,
            reach=_reach(run),
        ),
    )


def _reach(run: Observed) -> str:
    """How far the outputs of the first layer with weights go."""
    for name, layer in run.health.layers.items() if run.health else ():
        if layer.weights is not None and layer.activations is not None:
            furthest = max(abs(layer.activations.low), abs(layer.activations.high))
            return tr(
                " Outputs of {name} go as far as {furthest:,.3g}.", name=name, furthest=furthest
            )
    return ""


def sameness(run: Observed) -> Sign:
    """All filters of a layer are one and the same."""
    found = [(name, weight, _difference(weight)) for name, weight in run.filters[:-1]]
    alike = [(name, weight) for name, weight, difference in found if difference == 0]
    if found and len(alike) == len(found):
        name, weight = alike[0]
        stuck = run.losses[-_RECENT:].mean()
        return Sign(
            True,
            tr(
                "All {weight} filters of {name} are identical: difference 0.0. Equal "
                "weights get equal gradients and stay equal; the loss is at "
                "{stuck:.3f}, guessing costs {guessing:.3f}.",
                weight=len(weight),
                name=name,
                stuck=stuck,
                guessing=run.guessing,
            ),
        )
    if not found:
        return Sign(
            False, tr("The network has a single layer with weights, whose rows may differ.")
        )
    name, weight, difference = found[0]
    return Sign(
        False,
        tr(
            "The {weight} filters of {name} differ, by up to {difference:.2g}: they "
            "did not begin as the same.",
            weight=len(weight),
            name=name,
            difference=difference,
        ),
    )


def shrinking(run: Observed) -> Sign:
    """In every layer most weights are as good as zero, but are not the same."""
    shares = {name: float((np.abs(w) < NEAR_ZERO).mean()) for name, w in run.filters}
    if not shares:
        return Sign(False, tr("The network has no weights."))
    least, most = min(shares, key=lambda x: shares[x]), max(shares, key=lambda x: shares[x])
    near = tr("nearer to zero than {near_zero:g}", near_zero=NEAR_ZERO)
    if not run.largest_weight[1]:
        return Sign(False, tr("All weights are exactly 0; decay never quite gets there."))
    if shares[least] < SHRUNK:
        return Sign(
            False,
            tr(
                "Only {shares} of the weights of {least} are {near}.",
                shares=_percent(shares[least]),
                least=least,
                near=near,
            ),
        )
    name, largest = run.largest_weight
    return Sign(
        True,
        tr(
            "{shares} of the weights of {least} are {near}, of {most} {shares2}; the "
            "largest of all is {largest:.1e}, in {name}. They were drawn larger, so "
            "something pulls them in. The loss of the last steps was {mean:.3f}, "
            "guessing costs {guessing:.3f}.",
            shares=_percent(shares[least]),
            least=least,
            near=near,
            most=most,
            shares2=_percent(shares[most]),
            largest=largest,
            name=name,
            mean=run.losses[-_RECENT:].mean(),
            guessing=run.guessing,
        ),
    )


def openness(run: Observed) -> Sign:
    """Activations let through what they should hold back."""
    seen = []
    for name, (low, high) in _bounds(run.network).items():
        layer = run.health.layers.get(name) if run.health else None
        values = layer.activations if layer else None
        if values is None or np.count_nonzero(values.counts) == 1:
            continue  # not measured, or all the same, which the histogram shows with a width
        seen.append(name)
        kind = run.network.layers[name].kind
        reached = tr(
            "{name} gives values from {low:.2g} to {high:.2g}",
            name=name,
            low=values.low,
            high=values.high,
        )
        if values.low < low - 1e-6 or values.high > high + 1e-6:
            bounds = tr("nothing below {low:g}", low=low) + (
                tr(" or above {high:g}", high=high) if high < np.inf else ""
            )
            return Sign(
                True,
                tr(
                    "{reached}, but {kind} gives {bounds}: it does nothing, so that "
                    "the layers around it act like a single one.",
                    reached=reached,
                    kind=kind,
                    bounds=bounds,
                ),
            )
    if seen:
        return Sign(
            False,
            tr("{seen}: all values are within what the functions give.", seen=", ".join(seen)),
        )
    return Sign(False, tr("No activation was measured that holds anything back."))


def thinning(run: Observed) -> Sign:
    """The network does far worse while it learns than right afterwards."""
    if not run.steps:
        return Sign(False, tr("No batch was learned, so there is nothing to compare."))
    recent = float(np.mean([step.accuracy for step in run.steps[-_LAST:]]))
    measured = tr(
        "In the last batches {recent} were right while learning, and when the "
        "same weights merely classify {train_accuracy} of the training images",
        recent=_percent(recent),
        train_accuracy=_percent(run.train_accuracy),
    )
    if run.train_accuracy - recent >= THINNED:
        return Sign(
            True, tr("{figures}: something is in the way only while it learns.", figures=measured)
        )
    return Sign(False, tr("{figures}: nothing is switched off while it learns.", figures=measured))


Evidence = Callable[[Observed], Sign]


def _large(value: float) -> str:
    """ "42,839", and "2.1e+29" from a million on."""
    form = ".1e" if value >= 1e6 else ",.0f" if value >= 100 else ".2f"
    return figures(f"{value:{form}}")


def _percent(share: float) -> str:
    return percent_text(share, 0)


def _difference(weight: NDArray[np.float32]) -> float:
    """How far the filters of a layer are from its first, at most; infinite for a single one."""
    return float(np.abs(weight - weight[:1]).max()) if len(weight) > 1 else np.inf


_RANGES: Mapping[str, tuple[float, float]] = {
    "ReLU": (0.0, np.inf),
    "ReLU6": (0.0, 6.0),
    "Softplus": (0.0, np.inf),
    "Sigmoid": (0.0, 1.0),
    "Tanh": (-1.0, 1.0),
}
"""What activation functions with bounds can give."""


def _bounds(network: Network) -> dict[str, tuple[float, float]]:
    """The activations of a network that hold something back, with what they can give."""
    return {
        name: _RANGES[network.layers[name].kind]
        for name in network.order
        if network.layers[name].kind in _RANGES
    }


def holds_back(network: Network) -> bool:
    """Whether the network has an activation whose failure could be seen."""
    return bool(_bounds(network))
