"""Zoom limits, what is shown at which zoom, and which maps are wanted."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.architectures.residual import resnet18
from app.network.edits import RemoveLayers, SetFields
from app.network.graph import Network
from app.training.recipe import Recipe
from tests.widgets.canvas.conftest import small_network
from tests.widgets.presentation.painted_text import painted_text
from widgets.canvas import CanvasView
from widgets.canvas.card_text import count_text, value_text
from widgets.canvas.layer_card import badge_radius
from widgets.canvas.map_grid import fit_grid, vector_columns
from widgets.canvas.zoom import CARD_FROM, MAX_ZOOM, MIN_ZOOM, Level, level_at, within_limits
from widgets.document import Document
from widgets.motion import set_motion
from widgets.pictures import activation_colours
from widgets.theme import DARK, apply_theme


def maps_of(document: Document) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    return {
        name: random.random(layer.output, dtype=np.float32)
        for name, layer in document.analysis.layers.items()
        if layer.output
    }


def show_and_wait(view: CanvasView, qtbot: QtBot, maps: dict[str, np.ndarray]) -> None:
    view.show_maps(maps)
    cards = view.canvas_scene.cards
    qtbot.waitUntil(
        lambda: all(
            cards[name].picture is not None and cards[name].picture.values is values
            for name, values in maps.items()
        )
    )


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_zoom_leaves_the_limits(zoom: float) -> None:
    assert MIN_ZOOM <= within_limits(zoom) <= MAX_ZOOM


@pytest.mark.parametrize("factor", [0.0, -1.0, math.nan, math.inf, 1e-300, 1e300])
def test_no_factor_makes_the_zoom_useless(view: CanvasView, factor: float) -> None:
    for _ in range(5):
        view.zoom_by(factor)
        assert MIN_ZOOM <= view.zoom <= MAX_ZOOM
    view.fit()
    assert view.visible_rect().contains(view.canvas_scene.bounds())


def test_zooming_in_shows_block_card_channels_and_pixels_in_turn() -> None:
    levels = [level_at(zoom, pixel=2.0) for zoom in (0.05, 0.2, 0.5, 1.0, 3.0, 10.0, 20.0, 40.0)]
    assert levels == sorted(levels)
    assert set(levels) == set(Level)


def test_every_card_reaches_its_pixel_values(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    show_and_wait(view, qtbot, maps_of(document))
    for name in ("input", "conv1", "pool1", "flatten1"):
        assert view.canvas_scene.cards[name].level(MAX_ZOOM) is Level.PIXELS


def test_pixel_values_are_painted_in_the_colour_of_their_value(
    view: CanvasView, qtbot: QtBot
) -> None:
    values = np.zeros((6, 24, 24), np.float32)
    values[0, 0, 0] = 1.0
    show_and_wait(view, qtbot, {"conv1": values})
    card = view.canvas_scene.cards["conv1"]
    grid = card.picture.grid(card.map_area(True), True)
    view.set_zoom(40)
    corner = card.scene_rect.topLeft() + grid.rect.topLeft()
    view.centerOn(corner)
    image = view.viewport().grab().toImage()
    pixel = view.mapFromScene(corner)
    highest, lowest = (QColor(activation_colours()[index]) for index in (-2, 0))
    assert image.pixelColor(pixel.x() + 4, pixel.y() + 4) == highest
    side = grid.unit * 40
    assert image.pixelColor(round(pixel.x() + side) + 4, pixel.y() + 4) == lowest
    square = image.copy(pixel.x() + 2, pixel.y() + 2, int(side) - 4, int(side) - 4)
    inks = {square.pixel(x, y) for x in range(square.width()) for y in range(square.height())}
    assert len(inks) > 1, "no number stands in the pixel"


def test_a_block_shows_its_family_colour_and_a_card_its_ground(view: CanvasView) -> None:
    rect = view.canvas_scene.cards["conv1"].scene_rect

    def colour_at(zoom: float) -> str:
        view.set_zoom(zoom)
        view.centerOn(rect.center())
        corner = view.mapFromScene(rect.bottomLeft())
        return view.viewport().grab().toImage().pixelColor(corner.x() + 6, corner.y() - 6).name()

    assert colour_at(0.3) == "#0067a5"
    assert colour_at(1.0) == "#ffffff"


@pytest.mark.parametrize("zoom", [CARD_FROM, 0.56, 1.0, 1.9])
def test_the_badge_of_a_problem_covers_no_word_of_the_header(
    view: CanvasView, document: Document, zoom: float
) -> None:
    document.apply(RemoveLayers(frozenset({"flatten1"})))
    card = view.canvas_scene.cards["fc1"]
    badge = card.badge_centre().x() - badge_radius(zoom)
    assert card.scene_rect.left() + card.header_end(zoom) < badge - 1


def test_the_canvas_follows_the_theme(view: CanvasView, qapp: QApplication) -> None:
    view.grab()
    apply_theme(qapp, "dark")
    shown = view.viewport().grab().toImage().pixelColor(1, 1).name()
    assert shown in (DARK.canvas, DARK.grid)


def test_the_maps_in_view_are_wanted_at_a_zoom_that_shows_them(
    view: CanvasView, document: Document
) -> None:
    assert view.wanted_maps() == document.network.layers.keys()
    view.set_zoom(0.2)
    assert view.wanted_maps() == frozenset()
    view.set_zoom(5.0)
    view.go_to("input")
    assert view.wanted_maps() >= {"input"}
    assert "pool1" not in view.wanted_maps()


def test_a_hidden_canvas_wants_no_maps(view: CanvasView) -> None:
    view.hide()
    assert view.wanted_maps() == frozenset()


def test_the_newest_maps_win(view: CanvasView, document: Document, qtbot: QtBot) -> None:
    first, second = maps_of(document), maps_of(document)
    second["conv1"] = second["conv1"] + 1
    view.show_maps(first)
    view.show_maps(second)
    card = view.canvas_scene.cards["conv1"]
    qtbot.waitUntil(lambda: card.picture is not None)
    assert card.picture.values is second["conv1"]


def test_the_values_at_the_end_are_named_by_their_classes(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    names = tuple(f"class {letter}" for letter in "ABCDEFGHIJ")
    view.name_classes(names)
    maps = maps_of(document)
    show_and_wait(view, qtbot, maps)
    card = view.canvas_scene.cards["fc1"]
    assert card.picture.names == names
    view.name_classes(("cat", "dog"))  # a network of ten values has none for these
    view.show_maps(maps)
    qtbot.waitUntil(lambda: card.picture.names == tuple("0123456789"))


def test_equal_maps_are_not_painted_again(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    show_and_wait(view, qtbot, maps_of(document))
    pictures = {name: card.picture for name, card in view.canvas_scene.cards.items()}
    view.show_maps({name: values.copy() for name, values in maps_of(document).items()})
    qtbot.wait(20)
    assert {name: card.picture for name, card in view.canvas_scene.cards.items()} == pictures


def test_a_map_of_another_shape_is_not_shown(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    show_and_wait(view, qtbot, maps_of(document))
    document.apply(SetFields("conv1", {"out_channels": 8}))
    assert view.canvas_scene.cards["conv1"].picture is None
    view.show_maps({"conv1": np.zeros((6, 24, 24), np.float32)})
    qtbot.wait(20)
    assert view.canvas_scene.cards["conv1"].picture is None


def test_maps_of_layers_that_are_gone_are_ignored(
    view: CanvasView, document: Document, qtbot: QtBot
) -> None:
    maps = maps_of(document)
    view.show_maps(maps)
    document.apply(RemoveLayers(frozenset({"pool1"})))
    view.show_maps({**maps, "nowhere": np.zeros((1, 2, 2), np.float32)})
    qtbot.wait(20)
    assert "pool1" not in view.canvas_scene.cards


@pytest.mark.parametrize(
    ("zoom", "names"),
    [
        (0.22, {"conv1", "bn1"}),
        (0.35, {"conv1", "block1_bn1"}),
        (0.6, {"…conv1", "…bn1"}),
    ],
)
def test_the_layers_of_a_block_are_told_apart(
    view: CanvasView, document: Document, zoom: float, names: set[str]
) -> None:
    document.open(resnet18(), Recipe())
    view.set_zoom(zoom)
    view.centerOn(view.canvas_scene.cards["layer1_block1_conv1"].scene_rect.center())
    QApplication.processEvents()
    said = {text for text, _size in painted_text(view)}
    assert names <= said


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_maps_that_are_not_finite_are_painted_at_every_zoom(
    view: CanvasView, document: Document, qtbot: QtBot, value: float
) -> None:
    maps = {name: np.full_like(values, value) for name, values in maps_of(document).items()}
    show_and_wait(view, qtbot, maps)
    for name in ("conv1", "flatten1", "fc1"):
        for zoom in (0.5, 1.0, 3.0, 40.0):
            view.set_zoom(zoom)
            view.centerOn(view.canvas_scene.cards[name].scene_rect.center())
            view.viewport().grab()


def test_a_colour_image_is_shown_in_colour(
    document: Document, view: CanvasView, qtbot: QtBot
) -> None:
    document.apply(SetFields("input", {"channels": 3}))
    red = np.zeros((3, 28, 28), np.float32)
    red[0] = 1.0
    show_and_wait(view, qtbot, {"input": red})
    card = view.canvas_scene.cards["input"]
    middle = view.mapFromScene(card.scene_rect.topLeft() + card.map_area(False).center())
    assert view.viewport().grab().toImage().pixelColor(middle).name() == "#ff0000"


def test_opening_another_network_elsewhere_brings_it_into_view(
    view: CanvasView, document: Document
) -> None:
    view.centerOn(50_000, 50_000)
    document.open(small_network(), Recipe())
    assert view.visible_rect().contains(view.canvas_scene.bounds())


def test_a_network_without_places_is_laid_out(document: Document, view: CanvasView) -> None:
    network = small_network()
    document.open(Network("bare", network.layers, network.wires), Recipe())
    assert len({card.pos().toTuple() for card in view.canvas_scene.cards.values()}) == 6


def test_an_edit_touches_only_the_cards_that_it_changes(
    view: CanvasView, document: Document
) -> None:
    before = {name: card.facts for name, card in view.canvas_scene.cards.items()}
    document.apply(SetFields("conv1", {"out_channels": 12}))
    after = {name: card.facts for name, card in view.canvas_scene.cards.items()}
    assert after["input"] is before["input"]
    assert after["fc1"] != before["fc1"]
    assert after["fc1"].shape_text == "10"


def test_a_card_groups_the_length_of_a_vector_as_its_parameters(
    view: CanvasView, document: Document
) -> None:
    document.apply(SetFields("fc1", {"out_features": 65_536}))
    facts = view.canvas_scene.cards["fc1"].facts
    assert facts.shown_shape == "65,536"
    assert "output 65,536, " in facts.spoken


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.526, "0.53"),
        (-1.2, "−1.20"),
        (12.34, "12.3"),
        (-250.0, "−250"),
        (31_000.0, "3e4"),
        (-0.0004, "−4e−4"),
        (9.999, "10.0"),
        (math.nan, "NaN"),
        (-math.inf, "−∞"),
    ],
)
def test_values_are_written_in_a_few_characters(value: float, text: str) -> None:
    assert value_text(value) == text


def test_counts_are_written_as_in_the_lectures() -> None:
    assert [count_text(n) for n in (61_706, 1_199_882, 138_357_544)] == [
        "61,706",
        "1.2 M",
        "138 M",
    ]


@given(
    st.integers(1, 600),
    st.integers(1, 64),
    st.integers(1, 64),
    st.floats(50, 200),
    st.floats(50, 200),
)
def test_a_grid_lies_inside_its_area_and_holds_every_map(
    count: int, height: int, width: int, area_width: float, area_height: float
) -> None:
    area = QRectF(10, 20, area_width, area_height)
    grid = fit_grid(count, height, width, area)
    assert area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(grid.rect)
    assert grid.columns * grid.rows >= count
    patches = list(grid.patches(grid.rect))
    assert [patch.channel for patch in patches] == list(range(count))
    assert 1 <= vector_columns(count, area) <= count


def test_the_wheel_holds_the_point_under_the_mouse(view: CanvasView) -> None:
    at = QPointF(301.3, 207.7)
    before = view.scene_point(at)
    for _ in range(12):
        view.zoom_by(1.2, at)
    for _ in range(12):
        view.zoom_by(1 / 1.2, at)
    way = view.viewportTransform().map(before) - at
    assert max(abs(way.x()), abs(way.y())) <= 0.51  # a view scrolls by whole pixels
    view.pan_by(QPointF(50, 0))
    other = view.scene_point(at)
    view.zoom_by(1.2, at)
    assert abs(view.viewportTransform().map(other).x() - at.x()) <= 0.51


def test_a_network_that_is_shown_whole_stays_so_in_another_room(
    view: CanvasView, qtbot: QtBot
) -> None:
    view.fit()
    view.resize(view.width() // 2, view.height())
    whole = view.canvas_scene.bounds()
    qtbot.waitUntil(lambda: view.fits and view.visible_rect().contains(whole))
    view.zoom_by(1.5)
    zoom = view.zoom
    view.resize(2 * view.width(), view.height())
    assert not view.fits
    assert view.zoom == zoom


def test_a_flight_goes_on_though_the_room_becomes_another(view: CanvasView, qtbot: QtBot) -> None:
    set_motion("full")
    view.fit()
    whole = view.zoom
    view.fly_to(view.canvas_scene.cards["conv1"].scene_rect)
    assert view.flies
    view.resize(view.width() - 40, view.height())
    assert view.flies
    qtbot.waitUntil(lambda: not view.flies)
    assert view.zoom > 2 * whole
