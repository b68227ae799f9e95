"""What edited filters do to the accuracy: the network as it is against itself without edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.data.progress import Report
from app.inspection.questions import SurgeryQuestion
from app.inspection.subject import Subject
from app.inspection.surgeon import Surgeon
from app.inspection.surgery import Outcome, ReplaceFilter
from app.training.module import NetworkModule

Weights = Mapping[str, NDArray[np.float32]]


class EditEffect:
    """Keeps what the network without edits makes of the images, for the next edit of it."""

    def __init__(self, module_of: Callable[[Subject], NetworkModule]) -> None:
        self._module_of = module_of
        self._known: tuple[Subject, str, int, Surgeon] | None = None

    def outcome(self, question: SurgeryQuestion, subject: Subject, report: Report) -> Outcome:
        """From the network without the edits to that with them; ValueError, with words."""
        before = [each for each in question.before if _fits(each, subject.weights)]
        edited = [
            _filter(subject.weights, each.layer, each.channel)
            for each in sorted(before, key=lambda each: (each.layer, each.channel))
        ]
        unedited = replace(subject, weights=_with(subject.weights, before))
        surgeon = self._surgeon(unedited, question.part, question.count)
        return surgeon.outcome([*edited, *question.trying], report)

    def _surgeon(self, subject: Subject, part: str, count: int) -> Surgeon:
        """One for these weights and images, the last one if it is."""
        if self._known is not None:
            known, *how, surgeon = self._known
            if how == [part, count] and _same(known, subject):
                return surgeon
        module = self._module_of(subject)
        surgeon = Surgeon(module, subject.dataset, part, subject.scaled, count)
        self._known = (subject, part, count, surgeon)
        return surgeon


def _fits(filter_: ReplaceFilter, weights: Weights) -> bool:
    weight = weights.get(f"{filter_.layer}.weight")
    return (
        weight is not None
        and filter_.channel < len(weight)
        and weight[filter_.channel].shape == filter_.weights.shape
    )


def _filter(weights: Weights, layer: str, channel: int) -> ReplaceFilter:
    bias = weights.get(f"{layer}.bias")
    value = None if bias is None else float(bias[channel])
    return ReplaceFilter(layer, channel, weights[f"{layer}.weight"][channel], value)


def _with(weights: Weights, filters: Sequence[ReplaceFilter]) -> dict[str, NDArray[np.float32]]:
    """Copies of those layers whose filters are others."""
    changed = dict(weights)
    for name in {f"{each.layer}.{key}" for each in filters for key in ("weight", "bias")}:
        if name in changed:
            changed[name] = changed[name].copy()
    for each in filters:
        changed[f"{each.layer}.weight"][each.channel] = each.weights
        if each.bias is not None and f"{each.layer}.bias" in changed:
            changed[f"{each.layer}.bias"][each.channel] = each.bias
    return changed


def _same(one: Subject, other: Subject) -> bool:
    """Whether these make the same of the same images."""
    alike = (
        one.dataset is other.dataset
        and one.shape == other.shape
        and one.preprocessing is other.preprocessing
        and one.network.computes_like(other.network)
        and one.weights.keys() == other.weights.keys()
    )
    return alike and all(
        value is other.weights[name] or np.array_equal(value, other.weights[name])
        for name, value in one.weights.items()
    )
