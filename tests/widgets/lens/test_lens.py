"""The lens: the arithmetic of the number that was clicked, and the way on to others."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.inspection.lens import look_at_unit
from app.inspection.lens_results import Unit
from app.inspection.look import take_snapshot
from app.inspection.snapshot import Wanted
from app.network.edits import SetFields
from app.network.graph import Network
from app.network.layer import Layer
from app.network.layers.activation import ReLU, Softmax
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.normalisation import BatchNorm2d, LocalResponseNorm
from app.network.layers.pooling import AvgPool2d, MaxPool2d
from app.network.patterns import chain
from app.training.module import build_module
from app.training.recipe import Recipe
from widgets.canvas import CanvasView
from widgets.canvas.pixel import Pixel, rects_of
from widgets.document import Document
from widgets.lens.cells import cell_text
from widgets.lens.picture import LensPicture, drawing_of
from widgets.lens.scales import MapScales
from widgets.lens.sums import TermList, WindowSum
from widgets.lens.view import Lens
from widgets.theme import apply_theme, theme
from widgets.tour.eyes import numbers

PROBE = np.random.default_rng(3).random((1, 2, 12, 12), dtype=np.float32)


def network() -> Network:
    layers = [Input(2, 12, 12), Conv2d(3, 3, padding=1), ReLU(), BatchNorm2d(), MaxPool2d()]
    dense = [LocalResponseNorm(3), AvgPool2d(2), Flatten(), Linear(4), Softmax()]
    return chain("all kinds", [*layers, *dense])


@pytest.fixture
def canvas(qtbot: QtBot) -> CanvasView:
    document = Document()
    document.open(network(), Recipe())
    view = CanvasView(document)
    qtbot.addWidget(view)
    view.resize(1280, 800)
    view.show()
    assert QTest.qWaitForWindowActive(view)
    return view


@pytest.fixture
def lens(canvas: CanvasView) -> Lens:
    lens = Lens(canvas.document, canvas)
    canvas.pixel_chosen.connect(lens.look_at)
    lens.moved.connect(canvas.pin)
    lens.covers.connect(canvas.keep_clear)
    return lens


def look(lens: Lens, pixel: Pixel) -> torch.Tensor:
    """Look at a number as the program does; returns what torch makes of the layer."""
    lens.look_at(pixel)
    shown = lens._document.network
    module = build_module(shown, seed=0).eval()
    everything = Wanted(feature_maps=frozenset(shown.layers)) | lens.wanted()
    lens.show_snapshot(take_snapshot(module, PROBE, everything, 0))
    with torch.no_grad():
        return module.outputs(torch.from_numpy(PROBE), [pixel.layer])[pixel.layer][0]


@pytest.mark.parametrize(
    "pixel",
    [
        Pixel("conv1", 2, 0, 0),
        Pixel("relu1", 1, 3, 4),
        Pixel("bn1", 0, 5, 6),
        Pixel("pool1", 2, 1, 5),
        Pixel("lrn1", 1, 2, 2),
        Pixel("pool2", 0, 1, 2),
        Pixel("fc1", 0, 0, 3),
        Pixel("softmax1", 0, 0, 1),
    ],
    ids=lambda pixel: pixel.layer,
)
def test_the_number_is_torchs_whatever_the_layer(lens: Lens, pixel: Pixel) -> None:
    output = look(lens, pixel)
    number = (
        output[pixel.column]
        if output.dim() == 1
        else output[pixel.channel, pixel.row, pixel.column]
    )
    shown = lens.title.text().rpartition("= ")[2].replace("−", "-").replace(",", "")
    assert float(shown) == pytest.approx(float(number), rel=0.01, abs=2e-5)
    assert lens.picture.height() > 40
    words = lens.picture.accessibleDescription()
    assert any(each == pytest.approx(float(number), rel=0.01, abs=2e-5) for each in numbers(words))


def test_b3_all_products_of_a_window_can_be_pointed_at(lens: Lens) -> None:
    look(lens, Pixel("conv1", 1, 4, 7))
    drawing = lens.picture._drawing
    assert isinstance(drawing, WindowSum)
    spots = {
        spot.words: spot.source
        for y in range(0, drawing.height, 4)
        for x in range(0, lens.picture.width(), 4)
        if (spot := drawing.spot(QPoint(x, y))) and not spot.weight
    }
    places = {source for source in spots.values() if source}
    assert places == {
        Unit(c, row, column) for c in (0, 1) for row in (3, 4, 5) for column in (6, 7, 8)
    }


def test_padding_is_said_to_be_padding(lens: Lens) -> None:
    look(lens, Pixel("conv1", 0, 0, 0))
    drawing = lens.picture._drawing
    assert isinstance(drawing, WindowSum)
    spot = drawing.spot(QPoint(3, 30))
    assert spot is not None
    assert spot.words.endswith("in the padding")
    assert spot.source is None


def test_what_comes_behind_is_told(lens: Lens) -> None:
    look(lens, Pixel("conv1", 1, 4, 7))
    assert lens.after.text().startswith("then relu1:   max(0, ")


def test_arrow_keys_slide_the_window_and_close(lens: Lens, qtbot: QtBot) -> None:
    look(lens, Pixel("conv1", 1, 4, 11))
    QTest.keyClick(lens, Qt.Key.Key_Right)
    assert lens.pixel == Pixel("conv1", 1, 5, 0)
    QTest.keyClick(lens, Qt.Key.Key_Up)
    QTest.keyClick(lens, Qt.Key.Key_PageDown)
    assert lens.pixel == Pixel("conv1", 2, 4, 0)
    with qtbot.waitSignal(lens.moved) as moved:
        QTest.keyClick(lens, Qt.Key.Key_Escape)
    assert moved.args == [None]
    assert not lens.isVisible()


def test_playing_goes_on_by_itself_until_it_is_stopped(lens: Lens, qtbot: QtBot) -> None:
    look(lens, Pixel("pool1", 0, 0, 0))
    lens.speed.setValue(100)
    QTest.keyClick(lens, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: lens.pixel is not None and lens.pixel.column >= 3)
    QTest.keyClick(lens, Qt.Key.Key_Space)
    assert not lens.playing


def test_its_play_button_follows_the_theme(lens: Lens, qapp: QApplication) -> None:
    for scheme in ("dark", "light"):
        apply_theme(qapp, scheme)
        QApplication.processEvents()
        picture = lens.play_button.icon().pixmap(32).toImage()
        assert picture.pixelColor(16, 16) == theme().colour("text")


def test_a_click_on_a_number_of_the_window_goes_to_where_it_comes_from(lens: Lens) -> None:
    look(lens, Pixel("pool1", 2, 1, 5))
    QTest.mouseClick(lens.picture, Qt.MouseButton.LeftButton, pos=QPoint(5, 30))
    assert lens.pixel == Pixel("bn1", 2, 2, 10)


def test_a_click_that_is_called_off_by_escape_goes_nowhere(lens: Lens) -> None:
    look(lens, Pixel("pool1", 2, 1, 5))
    QTest.mousePress(lens.picture, Qt.MouseButton.LeftButton, pos=QPoint(5, 30))
    QTest.keyClick(lens, Qt.Key.Key_Escape)
    QTest.mouseRelease(lens.picture, Qt.MouseButton.LeftButton, pos=QPoint(5, 30))
    assert lens.pixel is None


def test_a_click_on_the_canvas_opens_it_where_pixels_are_large(
    canvas: CanvasView, lens: Lens, qtbot: QtBot
) -> None:
    card = canvas.canvas_scene.cards["conv1"]
    canvas.set_zoom(3.0)
    canvas.centerOn(card.scene_rect.center())
    module = build_module(canvas.document.network, seed=0)
    names = frozenset(canvas.document.network.layers)
    canvas.show_maps(take_snapshot(module, PROBE, Wanted(names), 0).feature_maps)
    qtbot.waitUntil(lambda: card.picture is not None)
    (rect,) = rects_of(card, Pixel("conv1", 1, 5, 6).at, canvas.zoom, 1)
    at = canvas.viewportTransform().map(rect.center()).toPoint()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert lens.pixel == Pixel("conv1", 1, 5, 6)
    (rect,) = rects_of(card, Pixel("conv1", 1, 5, 6).at, canvas.zoom, 1)
    assert canvas.mapFromScene(rect.center()).x() < lens.geometry().left()
    whole = canvas.mapFromScene(card.scene_rect).boundingRect()
    assert 0 <= whole.left() <= whole.right() < lens.geometry().left()


def test_opened_again_it_shows_no_sum_of_the_network_before(lens: Lens, canvas: CanvasView) -> None:
    pixel = Pixel("conv1", 1, 1, 1)
    look(lens, pixel)
    assert lens.picture.accessibleDescription()
    lens.close_lens()
    canvas.document.apply(SetFields("conv1", {"padding": 0}))
    lens.look_at(pixel)
    assert not lens.picture.accessibleDescription()
    assert "=" not in lens.title.text()
    lens.close_lens()
    look(lens, pixel)
    lens.close_lens()
    lens.look_at(pixel)
    assert lens.picture.accessibleDescription()


def test_a_layer_that_is_deleted_closes_the_lens(lens: Lens, canvas: CanvasView) -> None:
    look(lens, Pixel("conv1", 0, 4, 7))
    canvas.document.select({"conv1"})
    canvas.delete_selection()
    module = build_module(canvas.document.network, seed=0)
    lens.show_snapshot(take_snapshot(module, PROBE, lens.wanted(), 0))
    assert lens.pixel is None


def test_a_dense_sum_lists_its_largest_products_first() -> None:
    rng = np.random.default_rng(0)
    weights = {"weight": rng.normal(size=(4, 500)).astype(np.float32)}
    weights["bias"] = np.zeros(4, np.float32)
    values = rng.normal(size=500).astype(np.float32)
    found = look_at_unit(Linear(4), [values], weights, Unit(2))
    drawing = drawing_of(found, Linear(4), "flatten1", 540, MapScales(values))
    assert isinstance(drawing, TermList)
    products = values * weights["weight"][2]
    spot = drawing.spot(QPoint(4, 30))
    assert spot is not None
    assert spot.source == Unit(int(np.abs(products).argmax()))


@pytest.mark.parametrize(
    ("value", "largest", "text"),
    [
        (-0.0723, 0.08, "−.072"),
        (0.5, 0.99, ".50"),
        (12.0, 255.0, "12"),
        (-1.25, 3.0, "−1.2"),
        (0.0, 0.08, "0"),
        (0.00001, 0.08, "0"),
        (float("nan"), 1.0, "NaN"),
    ],
)
def test_numbers_in_cells_are_short(value: float, largest: float, text: str) -> None:
    assert cell_text(value, largest) == text


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 3e38], ids=str)
@pytest.mark.parametrize(
    ("layer", "shape", "weight"),
    [
        (Conv2d(2, 3, padding=1), (2, 5, 5), (2, 2, 3, 3)),
        (Linear(3), (100,), (3, 100)),
        (MaxPool2d(), (2, 4, 4), ()),
        (AvgPool2d(2), (2, 4, 4), ()),
        (ReLU(), (6,), ()),
        (Softmax(), (6,), ()),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_numbers_that_diverged_are_painted_as_well(
    qtbot: QtBot, layer: Layer, shape: tuple[int, ...], weight: tuple[int, ...], bad: float
) -> None:
    values = np.linspace(-1, 1, math.prod(shape), dtype=np.float32)
    values[::3] = bad
    weights = np.linspace(-1, 1, math.prod(weight), dtype=np.float32)
    weights[1::4] = bad
    bias = np.zeros(weight[:1], np.float32)
    parameters = {"weight": weights.reshape(weight), "bias": bias}
    found = look_at_unit(layer, (values.reshape(shape),), parameters, Unit(0))
    picture = LensPicture()
    qtbot.addWidget(picture)
    picture.resize(540, 10)
    scales = MapScales(values.reshape(shape))
    picture.show_arithmetic(found, layer, "input", scales)
    with qtbot.captureExceptions() as raised:
        image = picture.grab().toImage()
    assert not raised
    colours = {image.pixel(x, y) for x in range(0, 540, 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 2


def lay_out(lens: Lens) -> None:
    layout = lens.layout()
    assert layout is not None
    layout.activate()


@pytest.mark.parametrize("name", ["conv1", "pool1", "fc1"])
def test_the_lens_is_as_high_as_its_arithmetic(lens: Lens, name: str) -> None:
    look(lens, Pixel("bn1", 0, 0, 3))  # of another height, which must not be remembered
    look(lens, Pixel(name, 0, 0, 1))
    lay_out(lens)
    assert lens._scroll.viewport().height() == lens.picture.height()


def test_the_whole_title_can_be_read(lens: Lens) -> None:
    look(lens, Pixel("conv1", 1, 10, 11))
    lay_out(lens)
    needed = lens.title.fontMetrics().horizontalAdvance(lens.title.text())
    assert needed <= lens.title.width()


def test_a_flight_does_not_end_with_the_card_under_the_lens(
    canvas: CanvasView, lens: Lens, qtbot: QtBot
) -> None:
    card = canvas.canvas_scene.cards["conv1"]
    names = frozenset(canvas.document.network.layers)
    module = build_module(canvas.document.network, seed=0)
    canvas.show_maps(take_snapshot(module, PROBE, Wanted(names), 0).feature_maps)
    qtbot.waitUntil(lambda: card.picture is not None)
    rect = card.scene_rect
    canvas.fly_to(rect.adjusted(-600, -100, 100, 100))
    lens.look_at(Pixel("conv1", 1, 5, 6))

    def beside() -> bool:
        whole = canvas.mapFromScene(rect).boundingRect()
        return whole.left() >= 0 and whole.right() < lens.geometry().left()

    qtbot.waitUntil(beside)
