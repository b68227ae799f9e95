"""What the members of an ensemble came to, as plain values; needs no torch."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from app.language import tr


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
        return tr("No member could be trained.")
    alone, best = statistics.fmean(errors), min(errors)
    return tr(
        "Together they misread {ensemble_error:.2f} % of the test images; alone "
        "{alone:.2f} % on average, the best of them {best:.2f} %.",
        ensemble_error=100 * last.ensemble_error,
        alone=100 * alone,
        best=100 * best,
    )
