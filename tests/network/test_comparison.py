"""Two networks side by side (row A10), and which layers stand beside which."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.network import comparison
from app.network.analysis import analyse
from app.network.comparison import (
    Comparison,
    aligned,
    compare,
    layers_table,
    ratio_text,
    totals_table,
)
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.layers.pooling import MaxPool2d
from app.network.patterns import chain
from app.network.summary import Summary, SummaryRow, summarise
from app.network.tables import as_markdown

DEPTH = 64
SUMMARY_PAGE = Path(__file__).parents[2] / "docs" / "summary.md"


def summed_up(network: Network) -> Summary:
    return summarise(network, analyse(network))


def large_against_stacked() -> Comparison:
    image = Input(DEPTH, 32, 32)
    large = chain("one-5x5", [image, Conv2d(DEPTH, 5, padding=2, bias=False), ReLU()])
    small = [Conv2d(DEPTH, 3, padding=1, bias=False), ReLU()] * 2
    return compare(summed_up(large), summed_up(chain("two-3x3", [image, *small])))


def test_a10_two_small_filters_have_18_25ths_of_the_weights_of_a_large_one() -> None:
    weights = next(q for q in large_against_stacked().quantities if q.key == "weights")
    assert (weights.left, weights.right) == (DEPTH * 5 * 5 * DEPTH, 2 * DEPTH * 3 * 3 * DEPTH)
    assert weights.ratio == pytest.approx(18 / 25)
    assert weights.texts[3:] == ("−28,672", "× 0.72")


def test_a10_both_see_five_by_five() -> None:
    table = layers_table(large_against_stacked())
    at = table.heads.index("Receptive field A")
    assert [row[at : at + 2] for row in table.rows][1:] == [
        *[("5×5", "3×3")] * 2,
        *[("", "5×5")] * 2,
    ]


def test_a10_the_documentation_shows_these_numbers() -> None:
    page = SUMMARY_PAGE.read_text(encoding="utf-8")
    shown = large_against_stacked()
    assert as_markdown(totals_table(shown)) in page
    assert as_markdown(layers_table(shown)) in page


def kinds(*layers: Layer) -> tuple[SummaryRow, ...]:
    return summed_up(chain("row", [Input(1, 64, 64), *layers])).rows[1:]


def names(left: tuple[SummaryRow, ...], right: tuple[SummaryRow, ...]) -> list[tuple[str, str]]:
    return [
        (pair.left.name if pair.left else "", pair.right.name if pair.right else "")
        for pair in aligned(left, right)
    ]


def test_layers_of_the_same_kind_stand_beside_each_other_in_order() -> None:
    left = kinds(Conv2d(4, 3), ReLU(), MaxPool2d())
    right = kinds(Conv2d(4, 3), MaxPool2d())
    assert names(left, right) == [("conv1", "conv1"), ("relu1", ""), ("pool1", "pool1")]


def test_stages_of_the_same_size_find_each_other() -> None:
    """As from VGG16 to VGG19: each stage has one convolution more."""
    conv = Conv2d(4, 3, padding=1)
    left = kinds(conv, MaxPool2d(), conv, MaxPool2d())
    right = kinds(conv, conv, MaxPool2d(), conv, conv, MaxPool2d())
    pairs = names(left, right)
    assert ("pool1", "pool1") in pairs
    assert ("pool2", "pool2") in pairs


_layer = st.sampled_from([Conv2d(2, 3, padding=1), ReLU(), MaxPool2d()])


@given(st.lists(_layer, max_size=6), st.lists(_layer, max_size=6))
def test_every_layer_appears_once_in_its_order(left: list[Layer], right: list[Layer]) -> None:
    rows = kinds(*left), kinds(*right)
    pairs = list(aligned(*rows))
    assert tuple(pair.left for pair in pairs if pair.left) == rows[0]
    assert tuple(pair.right for pair in pairs if pair.right) == rows[1]
    assert all(p.left.kind == p.right.kind for p in pairs if p.left and p.right)


@given(st.lists(_layer, max_size=5), st.lists(_layer, max_size=5))
def test_no_other_alignment_has_more_in_common(left: list[Layer], right: list[Layer]) -> None:
    rows = kinds(*left), kinds(*right)
    found = sum(_weight(p.left, p.right) for p in aligned(*rows) if p.left and p.right)
    assert found == _most(*rows)


def _weight(left: SummaryRow, right: SummaryRow) -> int:
    return 0 if left.kind != right.kind else 3 if left.output == right.output else 2


def _most(left: tuple[SummaryRow, ...], right: tuple[SummaryRow, ...]) -> int:
    """By trying everything."""
    if not left or not right:
        return 0
    together = _weight(left[0], right[0])
    with_both = together + _most(left[1:], right[1:]) if together else 0
    return max(with_both, _most(left[1:], right), _most(left, right[1:]))


def test_huge_networks_are_compared_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MOST_ALIGNED", 3)
    left, right = kinds(ReLU(), MaxPool2d(), ReLU()), kinds(Conv2d(2, 3), MaxPool2d())
    assert names(left, right) == [
        ("relu1", ""),
        ("", "conv1"),
        ("pool1", "pool1"),
        ("relu2", ""),
    ]


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        *((0.72, "× 0.72"), (1.0, "× 1.00"), (19.446, "× 19.4"), (1234.5, "× 1,234")),
        *((0.0123, "× 0.012"), (2e-7, "× 2.0e−07"), (0.0, "× 0.00"), (None, "–")),
    ],
)
def test_ratios_have_three_digits(ratio: float | None, text: str) -> None:
    assert ratio_text(ratio) == text
