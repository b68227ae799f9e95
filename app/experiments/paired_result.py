"""What runs of two variants came to, as plain values and in words; needs no torch."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from app.language import figures, tr


@dataclass(frozen=True)
class PairStep:
    """A batch was learned: `step` of `steps`, of the variant at place `variant`."""

    variant: int
    repeat: int
    step: int
    steps: int


@dataclass(frozen=True)
class RunOfVariant:
    """A run is over: per epoch the loss and accuracy of the validation images, and the test.

    `diverged` says why there are fewer epochs, if so; the test accuracy is then 0.
    """

    variant: int
    name: str
    repeat: int
    seed: int
    losses: tuple[float, ...]
    accuracies: tuple[float, ...]
    test_accuracy: float
    diverged: str = ""


@dataclass(frozen=True)
class Mean:
    """A mean of `count` values with its standard error, which one value alone does not have."""

    mean: float
    error: float | None
    count: int


def mean_of(values: Sequence[float]) -> Mean:
    """The mean of at least one value, and its standard error s/√n."""
    error = statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None
    return Mean(statistics.fmean(values), error, len(values))


def per_epoch(runs: Sequence[RunOfVariant], variant: int) -> list[Mean]:
    """The mean validation accuracy of a variant after each epoch, of the runs that got so far."""
    own = [run.accuracies for run in runs if run.variant == variant]
    longest = max(map(len, own), default=0)
    return [mean_of([values[at] for values in own if len(values) > at]) for at in range(longest)]


def tests_of(runs: Sequence[RunOfVariant], variant: int) -> Mean | None:
    """The mean test accuracy of a variant; None before its first run is over."""
    values = [run.test_accuracy for run in runs if run.variant == variant]
    return mean_of(values) if values else None


def paired_difference(runs: Sequence[RunOfVariant]) -> Mean | None:
    """Test accuracy of the first variant less that of the second, pair by pair."""
    tests = {(run.variant, run.repeat): run.test_accuracy for run in runs}
    differences = [
        value - tests[1, repeat]
        for (variant, repeat), value in tests.items()
        if variant == 0 and (1, repeat) in tests
    ]
    return mean_of(differences) if differences else None


def verdict(names: tuple[str, str], difference: Mean) -> str:
    """The difference in a sentence; two standard errors apart counts as more than luck."""
    first, second = names
    which, other = (first, second) if difference.mean >= 0 else (second, first)
    points = figures(f"{abs(100 * difference.mean):.2f}")
    if difference.error is None:
        return tr(
            "“{which}” is {points} points ahead of “{other}”, in a single pair: repeat it.",
            which=which,
            points=points,
            other=other,
        )
    about = tr("{points} ± {error:.2f} points", points=points, error=100 * difference.error)
    pairs = tr("{count} pairs", count=difference.count)
    if abs(difference.mean) > 2 * difference.error:
        return tr(
            "“{which}” reads {about} more of the test images than “{other}” ({pairs}).",
            which=which,
            about=about,
            other=other,
            pairs=pairs,
        )
    return tr(
        "No clear difference: “{which}” is ahead by {about} ({pairs}); repeat more often.",
        which=which,
        about=about,
        pairs=pairs,
    )
