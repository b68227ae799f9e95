"""What the members of an ensemble came to, as plain values; needs no torch."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """A member was trained and tested.

    `error` is its share of wrong test images, and `ensemble_error` that of the mean of its
    probabilities and those of all members before it. `member` counts from 1. `diverged` says why
    it has no vote, if so.
    """

    member: int
    error: float
    ensemble_error: float
    diverged: str = ""


def ensemble_sentence(errors: Sequence[float], last: Member) -> str:
    """Members against ensemble in a sentence; `errors` are those of the members that vote."""
    if not errors:
        return "No member could be trained."
    alone, best = statistics.fmean(errors), min(errors)
    return (
        f"Together they misread {100 * last.ensemble_error:.2f} % of the test images; alone "
        f"{100 * alone:.2f} % on average, the best of them {100 * best:.2f} %."
    )
