"""Tidy placement."""

from __future__ import annotations

import random
import time
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files.torchvision_models import network_from_torchvision
from app.network.arrange import FRAME_PAD, arrange
from app.network.blocks import block_paths, collapsed_block
from app.network.gallery import GalleryEntry
from app.network.graph import Network, Position, Wire
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.layers.merge import Concatenate
from app.network.patterns import chain
from tests.gallery import CHAINS
from tests.network.strategies import networks

CARD = 180


def graph(sources: dict[str, tuple[str, ...]]) -> Network:
    """Layers by what feeds them; those that nothing feeds are Inputs."""
    wires = tuple(Wire(source, name) for name, fed in sources.items() for source in fed)
    kinds = {
        name: Concatenate() if len(fed) > 1 else ReLU() if fed else Input()
        for name, fed in sources.items()
    }
    return Network(layers=kinds, wires=wires)


@st.composite
def branched(draw: st.DrawFn) -> Network:
    """Any acyclic graph, mostly one behind the other."""
    sources: dict[str, tuple[str, ...]] = {}
    for number in range(draw(st.integers(1, 40))):
        names = list(sources)
        recent = names[-draw(st.sampled_from([1, 3, 40])) :]
        fed = draw(st.lists(st.sampled_from(recent), max_size=3, unique=True)) if names else []
        sources[f"layer{number}"] = tuple(fed)
    return graph(sources)


def residual(blocks: int) -> Network:
    """A ResNet's skeleton: ten layers to a block; the first of every four has a projection."""
    sources: dict[str, tuple[str, ...]] = {"input": ()}

    def add(*fed: str) -> str:
        name = f"layer{len(sources)}"
        sources[name] = fed
        return name

    end = add("input")
    for block in range(blocks):
        start = end
        for _ in range(8):
            end = add(end)
        past = add(add(start)) if block % 4 == 0 else start
        end = add(add(end, past))
    return graph(sources)


def inception(blocks: int) -> Network:
    """GoogLeNet's skeleton: blocks of four branches, one to three layers long."""
    sources: dict[str, tuple[str, ...]] = {"input": ()}
    end = "input"
    for block in range(blocks):
        ends = []
        for branch, length in enumerate((1, 2, 3, 2)):
            at = end
            for step in range(length):
                name = f"block{block}_{branch}_{step}"
                sources[name] = (at,)
                at = name
            ends.append(at)
        end = f"concat{block}"
        sources[end] = tuple(ends)
    return graph(sources)


@given(networks(most=14))
def test_every_layer_gets_a_place_of_its_own(network: Network) -> None:
    places = arrange(network)
    assert set(places) == set(network.layers)
    for a, b in combinations(places.values(), 2):
        assert abs(a.x - b.x) > CARD or abs(a.y - b.y) > CARD


@pytest.mark.parametrize("entry", CHAINS, ids=lambda entry: entry.name)
def test_chains_read_like_text(entry: GalleryEntry) -> None:
    network = entry.build()
    places = [network.positions[name] for name in network.order]
    for before, after in pairwise(places):
        assert after.y > before.y or (after.y == before.y and after.x > before.x)
    rows = {at.y for at in places}
    lefts = {min(at.x for at in places if at.y == row) for row in rows}
    assert lefts <= {0.0, FRAME_PAD}  # of a card or of a frame


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


@given(branched())
def test_no_card_lies_on_another(network: Network) -> None:
    for a, b in combinations(arrange(network).values(), 2):
        assert abs(a.x - b.x) > CARD or abs(a.y - b.y) > CARD


@given(branched())
def test_every_wire_runs_to_the_right_or_to_a_lower_row(network: Network) -> None:
    places = arrange(network)
    for source, target in network.wires:
        assert places[target].x > places[source].x or places[target].y > places[source].y


@given(branched())
def test_equal_networks_are_arranged_alike(network: Network) -> None:
    again = Network("again", dict(network.layers), network.wires)
    assert arrange(again) == arrange(network)


@pytest.mark.parametrize(
    "network",
    [residual(16), residual(50), inception(9)],
    ids=["resnet50", "resnet152", "googlenet"],
)
def test_deep_networks_fold_into_about_the_shape_of_a_canvas(network: Network) -> None:
    places = arrange(network).values()
    width = max(at.x for at in places) + CARD
    height = max(at.y for at in places) + CARD
    assert 1.2 < width / height < 2.4


def test_blocks_that_are_alike_are_drawn_alike() -> None:
    network = residual(8)
    places = arrange(network)
    names = list(network.layers)
    starts = [names.index(name) for name in names if len(network.targets_of[name]) == 2]
    drawn = {
        tuple(places[name].y - places[names[start]].y for name in names[start + 1 : start + 9])
        for start in starts
        if places[names[start]].y == places[names[start + 9]].y
    }
    assert drawn == {(0.0,) * 8}  # a straight row, with a projection below it and without


def test_the_trunk_stays_at_one_height_and_branches_hang_below_it() -> None:
    places = arrange(inception(1))
    heights = {name: at.y for name, at in places.items()}
    assert heights["input"] == heights["block0_0_0"] == heights["concat0"] == 0
    assert 0 < heights["block0_1_0"] < heights["block0_2_0"] < heights["block0_3_0"]
    assert heights["block0_2_0"] == heights["block0_2_1"] == heights["block0_2_2"]


def test_the_way_through_a_residual_block_is_straight_and_what_is_on_the_shortcut_below() -> None:
    network = graph(
        {
            **{"input": (), "conv1": ("input",), "bn1": ("conv1",), "conv2": ("bn1",)},
            **{"project": ("input",), "add": ("conv2", "project"), "end": ("add",)},
        }
    )
    places = arrange(network)
    assert {places[n].y for n in ("input", "conv1", "bn1", "conv2", "add", "end")} == {0.0}
    assert places["project"].y >= CARD


# Blocks


@st.composite
def grouped(draw: st.DrawFn) -> Network:
    """A graph with some of its layers in blocks of blocks, some of which are collapsed."""
    network = draw(branched())
    blocks: dict[str, str] = {}
    for number in range(draw(st.integers(0, 4))):
        begin = draw(st.integers(0, len(network.order) - 1))
        length = draw(st.integers(1, 12))
        for name in network.order[begin : begin + length]:
            outer = blocks.get(name)
            blocks[name] = f"{outer}/b{number}" if outer else f"b{number}"
    network = network.with_blocks(blocks)
    shut = draw(st.sets(st.sampled_from(block_paths(network)))) if blocks else ()
    return network.with_blocks(blocks, shut)


def seen(network: Network) -> dict[str, Position]:
    """The places of the cards that are seen; of a collapsed block, that of its first layer."""
    places, found = arrange(network), dict[str, Position]()
    faces: set[str] = set()
    for name in network.order:
        path = collapsed_block(network, name)
        if path not in faces:
            found[name] = places[name]
        if path:
            faces.add(path)
    return found


@given(grouped())
def test_no_card_lies_on_that_of_a_collapsed_block(network: Network) -> None:
    for a, b in combinations(seen(network).values(), 2):
        assert abs(a.x - b.x) > CARD or abs(a.y - b.y) > CARD


@given(grouped())
def test_a_block_that_is_opened_lies_as_it_would_have(network: Network) -> None:
    """Whatever is hidden has a place of its own, for the case that it is opened."""
    assert set(arrange(network)) == set(network.layers)
    opened = network.with_blocks(network.blocks)
    for a, b in combinations(arrange(opened).values(), 2):
        assert abs(a.x - b.x) > CARD or abs(a.y - b.y) > CARD


@pytest.mark.parametrize("name", ["resnet50", "densenet121", "googlenet"])
@pytest.mark.parametrize("shut", ["none", "inner", "all"])
def test_blocks_of_torchvisions_networks_lie_together(name: str, shut: str) -> None:
    network = network_from_torchvision(name).network
    paths = block_paths(network)
    hidden = {"none": (), "inner": [p for p in paths if "/" in p], "all": paths}[shut]
    network = network.with_blocks(network.blocks, hidden)
    places = seen(network)
    for path in paths:
        inside = [n for n in places if f"{network.blocks.get(n)}/".startswith(f"{path}/")]
        if not inside or collapsed_block(network, inside[0]):
            continue
        left, right = (at(places[n].x for n in inside) for at in (min, max))
        top, bottom = (at(places[n].y for n in inside) for at in (min, max))
        for other in places.keys() - set(inside):
            x, y = places[other]
            covered = left - FRAME_PAD < x + CARD and x < right + CARD + FRAME_PAD
            assert not (covered and top - FRAME_PAD < y + CARD and y < bottom + CARD + FRAME_PAD)


def test_a_collapsed_block_takes_the_place_of_one_card() -> None:
    chained = chain("long", [Input(), *[ReLU()] * 9])
    network = chained.with_blocks({f"relu{n}": "unit" for n in range(2, 9)}, ["unit"])
    places = seen(network)
    assert [at.y for at in places.values()] == [0.0] * 4
    assert [at.x for at in places.values()] == [220.0 * column for column in range(4)]


def test_loose_layers_stand_below_the_branches() -> None:
    network = graph({"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c")})
    network = Network(layers={"loose": ReLU(), **network.layers}, wires=network.wires)
    places = arrange(network)
    assert places["loose"].y >= max(places[name].y for name in "abcd") + CARD


def test_a_thousand_layers_with_skips_are_arranged_at_once() -> None:
    chance = random.Random(0)
    sources: dict[str, tuple[str, ...]] = {"layer0": ()}
    for number in range(1, 1_000):
        skips = {chance.randrange(max(0, number - 12), number)} if chance.random() < 0.3 else set()
        sources[f"layer{number}"] = tuple(f"layer{n}" for n in sorted({number - 1} | skips))
    network = graph(sources)
    begun = time.process_time()
    arrange(network)
    assert time.process_time() - begun < 1
