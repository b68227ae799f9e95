"""Two networks side by side: totals with their ratios, and layers against layers."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, NamedTuple

from app.language import figures, tr
from app.network.arithmetic import shape_text
from app.network.fields import by_text
from app.network.quantities import memory_text
from app.network.summary import Summary, SummaryRow
from app.network.tables import Table

MOST_ALIGNED = 2_000_000
"""Pairs of layers that are weighed against each other, which takes up to a second."""


class Pair(NamedTuple):
    """A layer of each network, of the same kind; None where the other has no counterpart."""

    left: SummaryRow | None
    right: SummaryRow | None

    @property
    def kind(self) -> str:
        row = self.left or self.right
        return row.kind if row else ""


class Quantity(NamedTuple):
    """One total of both networks."""

    key: str
    title: str
    left: int
    right: int
    form: Literal["count", "bytes"] = "count"

    @property
    def difference(self) -> int:
        return self.right - self.left

    @property
    def ratio(self) -> float | None:
        """The right one as a multiple of the left; None where that has none of it."""
        return self.right / self.left if self.left else None

    @property
    def texts(self) -> tuple[str, str, str, str, str]:
        """Title, left, right, difference and ratio for people."""
        if self.form == "count":
            left, right = figures(f"{self.left:,}"), figures(f"{self.right:,}")
            difference = signed(self.difference)
        else:
            left, right = memory_text(self.left), memory_text(self.right)
            sign = "−" if self.difference < 0 else "+"
            difference = f"{sign}{memory_text(abs(self.difference))}" if self.difference else "0"
        return self.title, left, right, difference, ratio_text(self.ratio)


@dataclass(frozen=True)
class Comparison:
    """Two summaries with their rows aligned."""

    left: Summary
    right: Summary
    pairs: tuple[Pair, ...]

    @property
    def names(self) -> tuple[str, str]:
        return self.left.network, self.right.network

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The totals, one by one."""
        a, b = self.left.total, self.right.total
        lean_a, lean_b = self.left.total_in_place, self.right.total_in_place
        return (
            Quantity("layers", tr("Layers"), len(self.left.rows), len(self.right.rows)),
            Quantity("weights", tr("Weights"), a.weights, b.weights),
            Quantity("parameters", tr("Parameters"), a.parameters, b.parameters),
            Quantity("macs", tr("MACs"), a.macs, b.macs),
            Quantity("activations", tr("Activations"), a.activations, b.activations),
            Quantity(
                "activations_in_place",
                tr("Activations, in place"),
                lean_a.activations,
                lean_b.activations,
            ),
            Quantity("memory", tr("Memory"), a.forward_bytes, b.forward_bytes, "bytes"),
            Quantity(
                "training_memory",
                tr("Memory with gradients"),
                a.training_bytes,
                b.training_bytes,
                "bytes",
            ),
        )


def compare(left: Summary, right: Summary) -> Comparison:
    """Put two networks side by side."""
    return Comparison(left, right, tuple(aligned(left.rows, right.rows)))


def aligned(left: Sequence[SummaryRow], right: Sequence[SummaryRow]) -> Iterator[Pair]:
    """Layers of the same kind beside each other, in order.

    A pair weighs 2, and 3 if both give the same shape; of all ways this takes the weightiest (the
    longest common subsequence, Cormen et al., Introduction to Algorithms, with weights). With more
    than `MOST_ALIGNED` pairs to weigh, layers stand beside each other by their number alone.
    """
    start, stop = _common_ends(left, right)
    yield from map(Pair, left[:start], right[:start])
    middle = left[start : len(left) - stop], right[start : len(right) - stop]
    if len(middle[0]) * len(middle[1]) <= MOST_ALIGNED:
        yield from _best(*middle)
    else:
        yield from _by_number(*middle)
    yield from map(Pair, left[len(left) - stop :], right[len(right) - stop :])


def _common_ends(left: Sequence[SummaryRow], right: Sequence[SummaryRow]) -> tuple[int, int]:
    """How many rows of the same kind and shape both have in common at the start and at the end."""
    short = min(len(left), len(right))
    start = 0
    while start < short and _likeness(left[start], right[start]) == _ALIKE:
        start += 1
    stop = 0
    while stop < short - start and _likeness(left[-1 - stop], right[-1 - stop]) == _ALIKE:
        stop += 1
    return start, stop


_SAME_KIND, _ALIKE = 2, 3


def _likeness(left: SummaryRow, right: SummaryRow) -> int:
    if left.kind != right.kind:
        return 0
    return _ALIKE if left.output == right.output else _SAME_KIND


def _best(left: Sequence[SummaryRow], right: Sequence[SummaryRow]) -> Iterator[Pair]:
    best = _best_weights(left, right)
    i = j = 0
    while i < len(left) and j < len(right):
        likeness = _likeness(left[i], right[j])
        if likeness and best[i][j] == likeness + best[i + 1][j + 1]:
            yield Pair(left[i], right[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield Pair(left[i], None)
            i += 1
        else:
            yield Pair(None, right[j])
            j += 1
    yield from (Pair(row, None) for row in left[i:])
    yield from (Pair(None, row) for row in right[j:])


def _best_weights(left: Sequence[SummaryRow], right: Sequence[SummaryRow]) -> list[array[int]]:
    """At [i][j], what aligning the rows from i on the left and from j on the right can weigh."""
    others = [(j, row.kind, row.output) for j, row in enumerate(right)][::-1]
    below = array("q", bytes(8 * (len(right) + 1)))
    lines = [below]
    for row in reversed(left):
        line = array("q", below)
        kind, output, most = row.kind, row.output, 0
        for j, other_kind, other_output in others:
            most = max(most, below[j])
            if other_kind == kind:
                most = max(most, below[j + 1] + (_ALIKE if other_output == output else _SAME_KIND))
            line[j] = most
        lines.append(line)
        below = line
    lines.reverse()
    return lines


def _by_number(left: Sequence[SummaryRow], right: Sequence[SummaryRow]) -> Iterator[Pair]:
    for a, b in zip_longest(left, right):
        if a and b and a.kind != b.kind:
            yield Pair(a, None)
            yield Pair(None, b)
        else:
            yield Pair(a, b)


def signed(value: int) -> str:
    """A difference: "+1,204", "−12", "0"."""
    return figures(f"{value:+,}".replace("-", "−")) if value else "0"


def ratio_text(ratio: float | None) -> str:
    """A ratio with three digits: "× 1.53"; "–" where there is none."""
    if ratio is None:
        return "–"
    if ratio and not 0.001 <= ratio < 1_000_000:
        return figures(f"× {ratio:.1e}".replace("-", "−"))
    digits = 0 if ratio >= 100 else 1 if ratio >= 10 else 2 if ratio >= 0.1 or not ratio else 3
    return figures(f"× {ratio:,.{digits}f}")


# As text

COMPARED = (("parameters", tr("Parameters")), ("macs", "MACs"), ("activations", tr("Activations")))
"""What is compared layer by layer: attributes of rows, with their titles."""


def totals_table(comparison: Comparison) -> Table:
    """The totals of A and B with difference (B − A) and ratio (B / A)."""
    left, right = comparison.names
    return Table(
        heads=(tr("Total"), f"A: {left}", f"B: {right}", "B − A", "B / A"),
        rows=tuple(quantity.texts for quantity in comparison.quantities),
        numbers=frozenset(range(1, 5)),
    )


def layers_table(
    comparison: Comparison,
    compared: Sequence[tuple[str, str]] = COMPARED,
    *,
    plain: bool = False,
) -> Table:
    """The layers of A and B beside each other; `plain` is for programs: digits without commas."""
    heads = [
        tr("Kind"),
        "A",
        "B",
        tr("Output A"),
        tr("Output B"),
        tr("Receptive field A"),
        tr("Receptive field B"),
    ]
    texts = len(heads)
    for _, title in compared:
        heads += [f"{title} A", f"{title} B", f"{title} B − A"]
    total = Pair(comparison.left.total, comparison.right.total)
    if plain:  # in no language but that of the command line
        total = Pair(*(row._replace(name="total") for row in total if row))
    return Table(
        heads=tuple(heads),
        rows=tuple(pair_texts(pair, compared, plain=plain) for pair in comparison.pairs),
        totals=(pair_texts(total, compared, plain=plain),),
        numbers=frozenset(range(texts, len(heads))),
    )


def pair_texts(
    pair: Pair, compared: Sequence[tuple[str, str]] = COMPARED, *, plain: bool = False
) -> tuple[str, ...]:
    """The cells of one line of `layers_table`."""
    sides = (pair.left, pair.right)
    return (
        pair.kind,
        *(row.name if row else "" for row in sides),
        *(shape_text(row.output) if row and row.layer else "" for row in sides),
        *(_field_text(row) for row in sides),
        *(text for key, _ in compared for text in _compared_texts(pair, key, plain)),
    )


def _field_text(row: SummaryRow | None) -> str:
    if row is None or row.layer is None:
        return ""
    return by_text(row.receptive_field.size) if row.receptive_field else "?"


def _compared_texts(pair: Pair, key: str, plain: bool) -> tuple[str, str, str]:
    left, right = (getattr(row, key) if row else None for row in pair)
    difference = (right or 0) - (left or 0)
    if plain:
        return _digits(left), _digits(right), str(difference)
    return (
        figures(f"{left:,}") if left else "",
        figures(f"{right:,}") if right else "",
        signed(difference) if difference else "",
    )


def _digits(value: int | None) -> str:
    return "" if value is None else str(value)
