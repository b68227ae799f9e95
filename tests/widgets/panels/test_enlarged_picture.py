"""Looking into one picture: zoom, pan, pointing."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.panels.enlarged_picture import EnlargedPicture, Pane, Pointed
from widgets.theme import SMALL, font


@pytest.fixture
def picture(qtbot: QtBot) -> EnlargedPicture:
    picture = EnlargedPicture()
    qtbot.addWidget(picture)
    picture.resize(900, 300)
    picture.show()
    qtbot.waitExposed(picture)
    ramp = np.arange(28 * 28, dtype=np.float32).reshape(28, 28)
    picture.show_panes([Pane("28×28", ramp)], (0, 783), "sequential")
    return picture


def turn_wheel(picture: EnlargedPicture, at: QPointF, notches: int) -> None:
    event = QWheelEvent(
        at,
        picture.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picture, event)


def test_all_of_the_picture_is_in_sight_at_first(picture: EnlargedPicture) -> None:
    for y, x in ((0, 0), (27, 27)):
        assert picture.rect().contains(picture.value_rect(0, y, x).toRect())
    assert picture.zoom == int(picture.zoom)


def test_captions_of_small_pictures_stand_apart(picture: EnlargedPicture) -> None:
    small = np.zeros((2, 2), np.float32)
    picture.resize(900, 60)
    caption = "a caption much wider than its picture"
    picture.show_panes([Pane(caption, small, "grey")] * 2, (0, 1), "grey")
    left, right = (picture.value_rect(pane, 0, 0).left() for pane in (0, 1))
    assert right - left > QFontMetrics(font(SMALL)).horizontalAdvance(f"{caption} 0 … 0")


def test_the_wheel_zooms_about_the_pointer(picture: EnlargedPicture) -> None:
    at = picture.value_rect(0, 20, 5).center()
    before = picture.zoom
    turn_wheel(picture, at, 4)
    assert picture.zoom == pytest.approx(before * 1.25**4)
    assert picture.value_rect(0, 20, 5).contains(at)


def test_zooming_out_ends_where_all_is_in_sight(picture: EnlargedPicture) -> None:
    before = picture.value_rect(0, 3, 3)
    turn_wheel(picture, before.center(), 5)
    turn_wheel(picture, QPointF(10, 10), -9)
    assert picture.value_rect(0, 3, 3) == before


def test_dragging_moves_the_picture(qtbot: QtBot, picture: EnlargedPicture) -> None:
    turn_wheel(picture, picture.value_rect(0, 10, 10).center(), 6)
    before = picture.value_rect(0, 10, 10)
    start = before.center().toPoint()
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(picture, start + QPoint(40, 15))
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 15))
    moved = picture.value_rect(0, 10, 10).center() - before.center()
    assert moved.toPoint() == QPoint(40, 15)


@pytest.mark.parametrize(
    "by", [QPoint(-2_000, 0), QPoint(2_000, 0), QPoint(0, -900), QPoint(0, 900)]
)
def test_a_picture_that_was_dragged_out_of_sight_is_painted(
    qtbot: QtBot, picture: EnlargedPicture, by: QPoint
) -> None:
    kernel = np.arange(9, dtype=np.float32).reshape(3, 3)
    picture.show_panes([Pane("3×3", kernel)], (0, 8), "sequential")
    start = picture.value_rect(0, 1, 1).center().toPoint()
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(picture, start + by)
    qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=start + by)
    assert not picture.grab().isNull()


@pytest.mark.parametrize("size", [3, 5, 7, 11])
def test_every_zoom_paints_the_numbers_that_are_there(picture: EnlargedPicture, size: int) -> None:
    """Where rows and columns end is a quotient of rounded numbers."""
    values = np.arange(size**2, dtype=np.float32).reshape(size, size)
    picture.show_panes([Pane("a", values), Pane("b", values)], (0, size**2), "sequential")
    for width in range(300, 900, 37):
        picture.resize(width, 1_200)
        for notch in range(12):
            picture.zoom_by(1.25 if notch < 6 else 0.8, QPointF(0.37 * width, 41.3))
            assert not picture.grab().isNull()


def test_pointing_says_which_value(qtbot: QtBot, picture: EnlargedPicture) -> None:
    seen: list[Pointed | None] = []
    picture.hovered.connect(seen.append)
    qtbot.mouseMove(picture, picture.value_rect(0, 4, 9).center().toPoint())
    qtbot.mouseMove(picture, QPoint(895, 295))
    assert seen == [Pointed(0, 4, 9), None]


def test_plus_and_minus_zoom_by_the_keyboard(qtbot: QtBot, picture: EnlargedPicture) -> None:
    before = picture.zoom
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.zoom > before
    qtbot.keyClick(picture, Qt.Key.Key_Minus)
    assert picture.zoom == pytest.approx(before)


def test_new_values_of_the_same_size_keep_the_zoom(picture: EnlargedPicture) -> None:
    turn_wheel(picture, QPointF(100, 100), 3)
    before = picture.zoom
    picture.show_panes([Pane("28×28", np.ones((28, 28), np.float32))], (0, 1), "sequential")
    assert picture.zoom == before
    picture.show_panes([Pane("5×5", np.ones((5, 5), np.float32))], (0, 1), "sequential")
    assert picture.zoom != before
