"""The map in the corner of the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import AddLayer
from app.network.graph import Position
from app.network.layers.activation import ReLU
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Input
from app.network.patterns import chain
from app.training.recipe import Recipe
from tests.widgets.canvas.conftest import shown
from tests.widgets.events import move_mouse, type_keys
from widgets.canvas import CanvasView
from widgets.canvas.minimap import Minimap
from widgets.document import Document
from widgets.theme import FAMILY_COLOURS

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def long_view(qtbot: QtBot) -> CanvasView:
    """A canvas at full size that shows a small part of 100 layers."""
    document = Document()
    document.open(chain("long", [Input(), Conv2d(), *[ReLU()] * 98]), Recipe())
    view = shown(qtbot, document)
    view.set_zoom(1.0)
    view.go_to("input")
    return view


def middle_of(view: CanvasView, name: str) -> QPointF:
    return view.canvas_scene.cards[name].scene_rect.center()


def press_at(minimap: Minimap, at: QPointF) -> None:
    QTest.mousePress(minimap, LEFT, pos=at.toPoint())


def test_it_is_there_only_while_the_network_does_not_fit(long_view: CanvasView) -> None:
    assert long_view.minimap.isVisible()
    long_view.fit()
    assert not long_view.minimap.isVisible()
    long_view.zoom_by(2)
    assert long_view.minimap.isVisible()


def test_it_comes_when_a_layer_is_put_out_of_view(view: CanvasView, document: Document) -> None:
    view.fit()
    assert not view.minimap.isVisible()
    document.apply(AddLayer(ReLU(), Position(9_000, 0)))
    assert view.minimap.isVisible()


def test_a_click_brings_that_part_to_the_middle(long_view: CanvasView) -> None:
    minimap = long_view.minimap
    goal = middle_of(long_view, "relu60")
    QTest.mouseClick(minimap, LEFT, pos=minimap.place_of(goal).toPoint())
    assert long_view.visible_rect().contains(goal)
    assert long_view.zoom == 1.0


def test_a_drag_of_the_frame_moves_the_view_along(long_view: CanvasView) -> None:
    minimap = long_view.minimap
    before = long_view.visible_rect().center()
    grip = minimap.place_of(before + QPointF(200, 100)).toPoint()
    press_at(minimap, QPointF(grip))
    pressed = long_view.visible_rect().center()
    assert (pressed - before).manhattanLength() <= 2  # gripped, not jumped
    goal = minimap.place_of(middle_of(long_view, "relu60")).toPoint()
    move_mouse(minimap, goal, LEFT)
    QTest.mouseRelease(minimap, LEFT, pos=goal)
    moved = long_view.visible_rect().center() - before
    wanted = minimap.place_of(QPointF(moved)) - minimap.place_of(QPointF())
    assert (wanted - QPointF(goal - grip)).manhattanLength() < 1


def test_blocks_have_the_colours_of_their_families(long_view: CanvasView) -> None:
    minimap = long_view.minimap
    picture = minimap.grab().toImage()
    for name, family in (("input", "input"), ("conv1", "convolution"), ("relu1", "activation")):
        pixel = picture.pixelColor(minimap.place_of(middle_of(long_view, name)).toPoint())
        assert pixel.name() == FAMILY_COLOURS[family]


def test_the_menu_switches_it_off_and_that_is_remembered(
    long_view: CanvasView, qtbot: QtBot
) -> None:
    type_keys(long_view, [Qt.Key.Key_M], Qt.KeyboardModifier.ControlModifier)
    assert not long_view.minimap.isVisible()
    assert not long_view.actions_by_name["minimap"].isChecked()
    again = shown(qtbot, long_view.document)
    assert not again.actions_by_name["minimap"].isChecked()
    again.zoom_by(2)
    assert not again.minimap.isVisible()
    again.actions_by_name["minimap"].trigger()
    assert again.minimap.isVisible()


def test_it_stays_in_the_corner(long_view: CanvasView) -> None:
    long_view.resize(900, 600)
    corner = long_view.rect().bottomRight() - long_view.minimap.geometry().bottomRight()
    assert 0 < corner.x() == corner.y() < 20
    long_view.resize(300, 200)
    assert not long_view.minimap.isVisible()


def test_the_line_in_the_corner_ends_where_the_map_begins(long_view: CanvasView) -> None:
    overlays = long_view.overlays
    overlays.read_out("conv1, channel 3, row 12, column 7: −0.132 and what it sees of it " * 6)
    line = overlays._readout
    assert line.isVisible()
    assert line.geometry().right() < long_view.minimap.geometry().left()
    assert line.geometry().bottom() < long_view.height()
    overlays.read_out("short")
    assert line.width() < 100


def test_it_does_not_lie_over_the_card_that_is_selected(long_view: CanvasView) -> None:
    minimap = long_view.minimap
    below = minimap.geometry()
    cards = long_view.canvas_scene.cards
    under = next(
        name
        for name, card in cards.items()
        if long_view.mapFromScene(card.scene_rect).boundingRect().contains(below.center())
    )
    long_view.document.select((under,))
    place = long_view.mapFromScene(cards[under].scene_rect).boundingRect()
    assert minimap.isVisible()
    assert not minimap.geometry().intersects(place)
    assert minimap.geometry().right() == below.right()


def test_it_is_away_while_something_else_lies_over_it(long_view: CanvasView) -> None:
    lens = QWidget(long_view)
    lens.setGeometry(long_view.minimap.geometry().translated(-20, -20))
    long_view.minimap.hide_behind(lens)
    lens.show()
    assert not long_view.minimap.isVisible()
    lens.hide()
    assert long_view.minimap.isVisible()
