"""Tidy placement."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given

from app.network.arrange import arrange
from app.network.gallery import GALLERY, GalleryEntry
from app.network.graph import Network, Wire
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import chain
from tests.network.strategies import networks

CARD = 180


@given(networks(most=14))
def test_every_layer_gets_a_place_of_its_own(network: Network) -> None:
    places = arrange(network)
    assert set(places) == set(network.layers)
    for a, b in combinations(places.values(), 2):
        assert abs(a.x - b.x) > CARD or abs(a.y - b.y) > CARD


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_chains_read_like_text(entry: GalleryEntry) -> None:
    network = entry.build()
    places = [network.positions[name] for name in network.order]
    for before, after in pairwise(places):
        assert after.y > before.y or (after.y == before.y and after.x > before.x)
    rows = {at.y for at in places}
    assert all(min(at.x for at in places if at.y == row) == 0 for row in rows)


def test_branches_stand_below_one_another() -> None:
    network = Network(
        layers={"input": Input(), "a": ReLU(), "b": ReLU()},
        wires=(Wire("input", "a"), Wire("input", "b")),
    )
    places = arrange(network)
    assert places["a"].x == places["b"].x > places["input"].x
    assert places["a"].y < places["b"].y


def test_a_long_chain_is_about_as_wide_as_a_canvas() -> None:
    places = arrange(chain("long", [Input(), *[ReLU()] * 99])).values()
    width = max(at.x for at in places) + CARD
    height = max(at.y for at in places) + CARD
    assert 1.2 < width / height < 2.4
