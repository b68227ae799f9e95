"""What the learning-rate finder found, as plain values; needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.language import tr

SIDE = 0.025
"""The loss at a step is averaged over this share of all steps to each side of it."""
FORGOTTEN, WORSE = 4.0, 1.5
"""The loss has exploded when its mean is so many times the lowest one, or the first one."""
LEARNED = 0.98
"""Something was learned where the loss fell below this share of that at the beginning."""
BELOW_LOWEST = 10.0
"""The suggested rate is so many times smaller than the one at which the loss was lowest."""


@dataclass(frozen=True)
class RateTest:
    """A range test: the rate and the loss of every step, and what follows from them.

    `suggested` is None where the loss did not go down anywhere, which `reason` then explains.
    `exploded_at` is the rate at which the test was broken off, None where it never had to be.
    """

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    smoothed: tuple[float, ...]
    suggested: float | None
    exploded_at: float | None
    reason: str

    def form(self) -> dict[str, Any]:
        """For programs; `from_form` reads it again."""
        return {
            "rates": list(self.rates),
            "losses": list(self.losses),
            "smoothed": list(self.smoothed),
            "suggested": self.suggested,
            "exploded_at": self.exploded_at,
            "reason": self.reason,
        }

    @classmethod
    def from_form(cls, form: Mapping[str, Any]) -> RateTest:
        lists = {name: tuple(form[name]) for name in ("rates", "losses", "smoothed")}
        return cls(
            **lists,
            suggested=form["suggested"],
            exploded_at=form["exploded_at"],
            reason=form["reason"],
        )


def conclude(rates: Sequence[float], losses: Sequence[float], steps: int) -> RateTest:
    """What follows from the losses at rising rates, of a test that was to take so many steps.

    The rule is the usual reading of the range test in Smith, "Cyclical learning rates for training
    neural networks" (2017): where the loss is lowest, steps are about to be too large, so train
    with a tenth of that rate. At a single rate for a whole run a lower one is safer than a higher.
    """
    side = max(1, round(SIDE * steps))
    smoothed = smooth(losses, side)
    broken_off = len(losses) < steps
    exploded_at = rates[-1] if broken_off and rates else None
    lowest = min(range(len(smoothed)), key=smoothed.__getitem__, default=0)
    if not smoothed or smoothed[lowest] > LEARNED * smoothed[0]:
        reason = tr(
            "The loss did not go down at any rate: look at the data, the initial weights, and "
            "whether gradients reach the first layers."
        )
        return RateTest(tuple(rates), tuple(losses), smoothed, None, exploded_at, reason)
    suggested = two_digits(rates[lowest] / BELOW_LOWEST)
    reason = tr(
        "The loss was lowest at {rates:.2g}, where steps are about to be too "
        "large; a tenth of that is {suggested:g}.",
        rates=rates[lowest],
        suggested=suggested,
    )
    return RateTest(tuple(rates), tuple(losses), smoothed, suggested, exploded_at, reason)


def smooth(values: Sequence[float], side: int) -> tuple[float, ...]:
    """The mean of each value with up to `side` neighbours to each side of it."""
    windows = (values[max(0, at - side) : at + side + 1] for at in range(len(values)))
    return tuple(sum(window) / len(window) for window in windows)


def has_exploded(losses: Sequence[float], steps: int) -> bool:
    """Whether the latest losses say that the rates have become too high, see `FORGOTTEN`."""
    count = 2 * max(1, round(SIDE * steps)) + 1
    if len(losses) < 2 * count:
        return False
    lowest = min(sum(losses[at : at + count]) for at in range(0, len(losses) - count, count))
    latest, first = sum(losses[-count:]), sum(losses[:count])
    return not (latest <= FORGOTTEN * lowest and latest <= WORSE * first)


def two_digits(value: float) -> float:
    """A number that can be read out: 0.0026768 as 0.0027."""
    return float(f"{value:.2g}")
