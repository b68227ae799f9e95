"""The number under the mouse: which it is, what it sees and where it goes (row A13)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractAnimation, QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.network.edits import SetFields
from app.network.receptive import Rectangle
from tests.widgets.canvas.conftest import small_network
from tests.widgets.canvas.test_zoom import maps_of, show_and_wait
from widgets.canvas import CanvasView
from widgets.canvas.card_text import CardFacts
from widgets.canvas.crosshair import Crosshair
from widgets.canvas.layer_card import LayerCard
from widgets.canvas.map_picture import MapPicture
from widgets.canvas.pixel import Pixel, pixel_at, rects_of, value_of
from widgets.document import Document

SHAPES = st.one_of(
    st.tuples(st.integers(1, 20), st.integers(2, 9), st.integers(2, 9)),
    st.tuples(st.integers(1, 6), st.just(1), st.integers(2, 40)),
    st.tuples(st.integers(1, 6), st.integers(2, 40)),
    st.tuples(st.integers(1, 200)),
    st.tuples(st.integers(1, 60), st.just(1), st.just(1)),
)


def card_with(shape: tuple[int, ...]) -> LayerCard:
    document = Document()
    document.open(small_network(), document.recipe)
    view = CanvasView(document)
    facts: CardFacts = view.canvas_scene.cards["conv1"].facts
    card = LayerCard(facts)
    card.picture = MapPicture(np.random.default_rng(0).random(shape, dtype=np.float32))
    view.deleteLater()
    return card


@given(SHAPES, st.sampled_from([0.5, 1.0, 3.0]), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_where_a_number_is_drawn_it_is_found(
    qapp: QApplication,  # noqa: ARG001  (Qt must be running)
    shape: tuple[int, ...],
    zoom: float,
    data: st.DataObject,
) -> None:
    card = card_with(shape)
    assert card.picture is not None
    area = card.map_area(zoom >= 2)
    at = QPointF(
        area.left() + data.draw(st.floats(0, 1)) * area.width(),
        area.top() + data.draw(st.floats(0, 1)) * area.height(),
    )
    pixel = pixel_at(card, at, zoom)
    if pixel is None:
        return  # between two maps
    (rect,) = rects_of(card, pixel.at, zoom, pixel.channel)
    assert rect.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(at)
    assert value_of(card.picture, pixel) in card.picture.values


def test_every_number_of_a_layer_can_be_found(qapp: QApplication) -> None:  # noqa: ARG001
    card = card_with((4, 6, 5))
    area = card.map_area(True)
    found = set()
    for x in np.linspace(area.left(), area.right(), 150):
        for y in np.linspace(area.top(), area.bottom(), 150):
            if pixel := pixel_at(card, QPointF(x, y), 3.0):
                found.add((pixel.channel, pixel.row, pixel.column))
    assert found == {(c, y, x) for c in range(4) for y in range(6) for x in range(5)}


@pytest.fixture
def live(view: CanvasView, document: Document, qtbot: QtBot) -> CanvasView:
    view.set_zoom(1.0)
    view.centerOn(view.canvas_scene.cards["relu1"].scene_rect.center())
    show_and_wait(view, qtbot, maps_of(document))
    return view


def hover(view: CanvasView, pixel: Pixel) -> None:
    card = view.canvas_scene.card_picturing(pixel.layer)
    assert card is not None
    (rect,) = rects_of(card, pixel.at, view.zoom, pixel.channel)
    at = view.viewportTransform().map(rect.center()).toPoint()
    QTest.mouseMove(view.viewport(), at + QPoint(0, 40))
    QTest.mouseMove(view.viewport(), at)


def test_a13_hovering_a_pooled_pixel_tells_the_6x6_that_it_sees(live: CanvasView) -> None:
    hover(live, Pixel("pool1", 2, 3, 4))
    words = live.overlays.readout
    assert words.startswith("pool1   channel 2, row 3, column 4 = ")
    assert words.endswith("sees 6×6 of input: rows 6–11, columns 8–13")


def test_a13_the_frames_lie_where_the_number_comes_from_and_goes(live: CanvasView) -> None:
    crosshair = Crosshair(live.canvas_scene)
    document = live.document
    crosshair.follow(Pixel("relu1", 5, 2, 3), document.network, document.analysis)
    frames = dict(crosshair.frames)
    flat, _ = frames.pop("flatten1")
    assert (flat.left, flat.right) == (1 * 12 + 1, 5 * 144 + 1 * 12 + 2)  # in every channel
    assert frames == {
        "input": (Rectangle(2, 3, 7, 8), None),
        "conv1": (Rectangle(2, 3, 3, 4), 5),
        "relu1": (Rectangle(2, 3, 3, 4), 5),
        "pool1": (Rectangle(1, 1, 2, 2), 5),
        "fc1": (Rectangle(0, 0, 1, 10), None),
    }


def test_zooming_tells_the_number_that_lies_under_the_mouse_then(live: CanvasView) -> None:
    pixel = Pixel("pool1", 2, 3, 4)
    hover(live, pixel)
    (number,) = rects_of(live.canvas_scene.cards["pool1"], pixel.at, live.zoom, pixel.channel)
    mouse = QPointF(live.mapFromScene(number.center()))
    live.zoom_by(3.0, QPointF())
    under = live._crosshair.find(live.scene_point(mouse), live.zoom)
    assert under != pixel
    assert live._crosshair.pixel == under


def test_the_readout_goes_up_where_it_would_hide_the_number_that_it_tells(live: CanvasView) -> None:
    pixel = Pixel("pool1", 2, 3, 4)
    hover(live, pixel)
    card = live.canvas_scene.cards["pool1"]
    (number,) = rects_of(card, pixel.at, live.zoom, pixel.channel)
    line = live.overlays._readout
    below = line.geometry().center()
    live.pan_by(QPointF(below - live.mapFromScene(number.center())))
    hover(live, pixel)
    assert live.overlays.readout
    assert line.geometry().bottom() < below.y()
    assert not line.geometry().contains(live.mapFromScene(number.center()))


def test_the_readout_follows_new_values(live: CanvasView, qtbot: QtBot) -> None:
    hover(live, Pixel("conv1", 0, 1, 2))
    values = {"conv1": np.full((6, 24, 24), 0.5, np.float32)}
    values["conv1"][0, 1, 2] = 0.25
    show_and_wait(live, qtbot, values)
    assert "= 0.250" in live.overlays.readout


def test_off_the_maps_nothing_is_framed(live: CanvasView) -> None:
    hover(live, Pixel("conv1", 0, 1, 2))
    assert live.overlays.readout
    QTest.mouseMove(live.viewport(), QPoint(2, 2))
    assert not live.overlays.readout


def test_an_edit_of_the_network_forgets_the_number(live: CanvasView) -> None:
    hover(live, Pixel("conv1", 0, 1, 2))
    live.select_all()
    live.delete_selection()
    assert not live.overlays.readout


def test_a_double_click_on_a_map_goes_there_and_another_one_back(
    live: CanvasView, qtbot: QtBot
) -> None:
    live.fit()
    before = live.zoom
    _double_click(live, Pixel("relu1", 4, 10, 10))
    card = live.canvas_scene.card_picturing("relu1")
    assert card is not None
    qtbot.waitUntil(lambda: live.zoom * 24 * pixel_side(live, "relu1") > 600)
    here = Pixel("relu1", 4, 12, 12)
    (rect,) = rects_of(card, here.at, live.zoom, 4)
    assert live.visible_rect().contains(rect)
    _double_click(live, here)
    qtbot.waitUntil(lambda: live.zoom == pytest.approx(before))


@pytest.mark.parametrize("key", ["fit", "reset_zoom"])
def test_who_zooms_while_the_view_flies_gets_there(
    live: CanvasView, qtbot: QtBot, key: str
) -> None:
    live.fit() if key == "fit" else live.reset_zoom()
    wanted = live.zoom
    live.fly_to(QRectF(0, 0, 20, 20))
    qtbot.waitUntil(lambda: live.zoom > 1.2 * wanted)
    live.fit() if key == "fit" else live.reset_zoom()
    qtbot.waitUntil(lambda: live._flight.state() == QAbstractAnimation.State.Stopped)
    assert live.zoom == pytest.approx(wanted)


def pixel_side(view: CanvasView, layer: str) -> float:
    card = view.canvas_scene.card_picturing(layer)
    assert card is not None
    return rects_of(card, Rectangle(0, 0, 1, 1), view.zoom, 0)[0].width()


def _double_click(view: CanvasView, pixel: Pixel) -> None:
    card = view.canvas_scene.card_picturing(pixel.layer)
    assert card is not None
    (rect,) = rects_of(card, pixel.at, view.zoom, pixel.channel)
    at = view.viewportTransform().map(rect.center()).toPoint()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(view.viewport(), left, pos=at)
    QTest.mouseDClick(view.viewport(), left, pos=at)


@pytest.mark.parametrize("settings", [{"out_channels": 2}, {"kernel_size": (24, 24)}], ids=str)
def test_a_number_that_an_edit_took_away_is_told_no_more(
    live: CanvasView, qtbot: QtBot, settings: dict[str, object]
) -> None:
    live.pin(Pixel("conv1", 5, 22, 22))
    assert "conv1   channel 5, row 22, column 22" in live._crosshair.words()
    live.document.apply(SetFields("conv1", settings))
    show_and_wait(live, qtbot, {"conv1": maps_of(live.document)["conv1"]})
    assert live._crosshair.words() == ""
    live.viewport().repaint()


@pytest.mark.parametrize("way", ["Esc", "click"])
def test_a_mark_from_a_panel_goes_by_esc_or_a_click(live: CanvasView, way: str) -> None:
    live.mark(Pixel("conv1", 5, 22, 22))
    assert live._crosshair.words()
    if way == "Esc":
        QTest.keyClick(live, Qt.Key.Key_Escape)
    else:
        corner = live.viewport().rect().bottomLeft()
        QTest.mouseClick(live.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert not live._crosshair.words()


def test_what_a_lens_follows_is_no_mark(live: CanvasView) -> None:
    live.pin(Pixel("conv1", 5, 22, 22))
    live.mark(None)
    QTest.keyClick(live, Qt.Key.Key_Escape)
    assert live._crosshair.words()
