"""Where long wires pass the cards between their ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from PySide6.QtCore import QPointF, QRectF

from app.network.arrange import CARD, arrange
from app.network.gallery import gallery_entry
from app.network.graph import Network, Position
from tests.network.test_arrange import branched
from widgets.canvas.shown import Shown
from widgets.canvas.wire_item import wire_path


def placed(network: Network) -> Shown:
    return Shown(network.with_positions(arrange(network)))


def lane_of(shown: Shown, source: str, target: str) -> float | None:
    start, end = shown.positions[source], shown.positions[target]
    return shown.lane(
        Position(start.x + CARD, start.y + CARD / 2), Position(end.x, end.y + CARD / 2)
    )


@given(branched())
def test_a_wire_to_the_right_runs_beside_the_cards_that_it_passes(network: Network) -> None:
    shown = placed(network)
    for source, target in network.wires:
        start, end = shown.positions[source], shown.positions[target]
        if end.x <= start.x:
            continue
        lane = lane_of(shown, source, target)
        height = start.y + CARD / 2 if lane is None else lane
        under = [
            name
            for name, at in shown.positions.items()
            if start.x < at.x < end.x and abs(at.y + CARD / 2 - height) < CARD / 2
        ]
        assert not under, (source, target)


@pytest.mark.parametrize("name", ["resnet-18", "se-resnet-50", "googlenet"])
def test_no_wire_of_a_tidy_network_runs_over_a_card(name: str) -> None:
    network = gallery_entry(name).build()
    shown = placed(network)
    cards = {n: QRectF(at.x, at.y, CARD, CARD) for n, at in shown.positions.items()}
    for source, target in network.wires:
        start = cards[source].topRight() + QPointF(0, CARD / 2)
        end = cards[target].topLeft() + QPointF(0, CARD / 2)
        path = wire_path(start, end, lane_of(shown, source, target))
        way = [path.pointAtPercent(step / 100) for step in range(101)]
        for other, card in cards.items():
            if other not in (source, target):
                assert not any(map(card.contains, way)), (source, target, other)


def test_the_shortcut_of_a_residual_block_bows_below_its_layers() -> None:
    shown = placed(gallery_entry("residual-block").build())
    bottom = shown.positions["block_conv1"].y + CARD
    lane = lane_of(shown, "stem_relu", "block_add")
    assert lane is not None
    assert bottom < lane < bottom + 60
    assert shown.frames()["block"].bottom > lane


def test_of_wires_below_the_same_cards_the_longer_runs_the_lower() -> None:
    shown = placed(gallery_entry("se-resnet-50").build())
    inner = lane_of(shown, "layer1_block2_bn3", "layer1_block2_se_scale")
    outer = lane_of(shown, "layer1_block1_relu", "layer1_block2_add")
    assert inner is not None
    assert outer is not None
    assert outer >= inner + 8
