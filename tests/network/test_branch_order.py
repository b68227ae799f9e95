"""The order of branches in which few wires cross."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.network.branch_order import Link, Rows

Drawn = tuple[list[tuple[int, int]], list[Link]]


@st.composite
def rows(draw: st.DrawFn, most: int = 6) -> Drawn:
    """Rows of up to four columns, each fed by rows that reach up to it."""
    spans: list[tuple[int, int]] = []
    links: list[Link] = []
    for row in range(draw(st.integers(2, most))):
        first = draw(st.integers(0, 4))
        spans.append((first, first + draw(st.integers(0, 3))))
        reaching = [n for n, (a, b) in enumerate(spans[:row]) if a < first <= b + 1]
        if reaching:
            sources = draw(st.lists(st.sampled_from(reaching), max_size=3, unique=True))
            links += [Link(source, row, first) for source in sources]
    return spans, links


def all_to_all(count: int) -> Rows:
    """So many rows that all feed so many others."""
    spans = [(0, 0)] * count + [(1, 1)] * count
    links = [Link(a, count + b, 1) for a in range(count) for b in range(count)]
    return Rows(spans, links)


def test_all_to_all_wires_cross_as_often_as_pairs_can_be_taken_on_both_sides() -> None:
    for count, crossings in ((2, 1), (3, 9), (4, 36)):  # the square of count over two
        assert all_to_all(count).crossings(range(2 * count)) == crossings


def test_a_wire_that_feeds_a_row_beyond_a_passing_one_crosses_it() -> None:
    passing = Rows([(0, 0), (0, 1), (1, 1)], [Link(0, 2, 1)])
    assert passing.crossings([0, 1, 2]) == 1
    assert passing.crossings([0, 2, 1]) == 0


@given(rows())
def test_no_row_alone_can_be_put_where_fewer_wires_cross(drawn: Drawn) -> None:
    spans, links = drawn
    graph = Rows(spans, links)
    order = graph.sifted(range(len(spans)), 0)
    assert sorted(order) == list(range(len(spans)))
    for row in order:
        others = [each for each in order if each != row]
        for at in range(len(order)):
            moved = [*others[:at], row, *others[at:]]
            assert graph.crossings(order) <= graph.crossings(moved)


@settings(max_examples=40)
@given(rows(most=5), st.integers(1, 2))
def test_rows_that_are_fixed_stay_at_the_top(drawn: Drawn, fixed: int) -> None:
    spans, links = drawn
    assert Rows(spans, links).sifted(range(len(spans)), fixed)[:fixed] == list(range(fixed))


def test_crossed_ladders_come_apart() -> None:
    """Four branches, each of two rows, that were built in the most tangled order."""
    spans = [(0, 0)] * 4 + [(1, 1)] * 4
    graph = Rows(spans, [Link(n, 7 - n, 1) for n in range(4)])
    assert graph.crossings(range(8)) == 6
    assert graph.crossings(graph.sifted(range(8), 0)) == 0
