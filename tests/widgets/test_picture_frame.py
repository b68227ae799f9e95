"""Pictures as dark as the ground they lie on are seen to end somewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.data.dataset import Split
from app.data.own_images import OwnSet
from tests.widgets.contrast import contrast
from widgets.canvas.map_picture import MapPicture
from widgets.own_images_dialog import OwnImagesDialog
from widgets.panels.image_grid import ImageGrid
from widgets.panels.picture_table import PictureTable
from widgets.panels.predictions_panel import PredictionsPanel
from widgets.panels.sample_grid import SampleGrid
from widgets.pictures import data_image
from widgets.theme import CONTRAST, DARK, LIGHT, Theme, apply_theme, painted_in, theme

BLACK = np.zeros((3, 1, 28, 28), np.uint8)
FIRST = np.arange(3)


@pytest.fixture(autouse=True)
def dark_theme(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "dark")
    yield
    apply_theme(qapp, "light")


def thumbnails() -> QWidget:
    grid = ImageGrid()
    grid.show_images(BLACK, FIRST, lambda _number: ("", ""), str, "")
    return grid


def samples() -> QWidget:
    grid = SampleGrid()
    grid.show_samples("test", Split(BLACK, FIRST), ("a", "b", "c"), [FIRST[:1]] * 3)
    return grid


def table() -> QWidget:
    pictures = PictureTable("")
    pictures.show_pictures(("",), (("", 3),), [[data_image(each) for each in BLACK]])
    return pictures


def predictions() -> QWidget:
    panel = PredictionsPanel()
    panel.show_prediction(np.full(3, 1 / 3, np.float32), ["a", "b", "c"], 1, BLACK[0])
    return panel


@pytest.mark.parametrize("make", [thumbnails, samples, table, predictions])
def test_a_black_picture_ends_in_a_line(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(400, 220)
    widget.show()
    qtbot.waitExposed(widget)
    assert beside_black(widget.grab().toImage()) == {DARK.colour("card_border").name()}


def test_a_black_picture_of_ones_own_ends_in_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    black = QImage(32, 32, QImage.Format.Format_RGB32)
    black.fill(QColor("black"))
    for number in range(4):
        assert black.save(str(tmp_path / "night" / f"{number}.png"))
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = OwnImagesDialog(OwnSet(tmp_path, 32, 32), parent)
    dialog.show()
    qtbot.waitUntil(lambda: len(pictures_in(dialog)) == 4)
    shown = pictures_in(dialog)[0].grab().toImage()
    assert beside_black(shown) == {DARK.colour("card_border").name()}
    dialog.reject()


@pytest.mark.parametrize("image", [True, False])
@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.5])
def test_a_black_picture_on_a_card_ends_in_a_line(image: bool, zoom: float) -> None:
    canvas = QImage(300, 300, QImage.Format.Format_RGB32)
    canvas.fill(DARK.colour("card"))
    area = QRectF(10, 10, 90, 60)
    with QPainter(canvas) as painter:
        painter.scale(zoom, zoom)
        MapPicture(np.zeros((1, 20, 20), np.float32), image=image).draw(
            painter, area, zoom, area, every_channel=False
        )
    found = {canvas.pixelColor(x, round(40 * zoom)).name() for x in range(300)}
    assert DARK.colour("card_border").name() in found


@pytest.mark.parametrize("scheme", [LIGHT, DARK, CONTRAST])
def test_the_line_is_seen_on_the_ground(scheme: Theme) -> None:
    with painted_in(scheme):
        line = theme().colour("card_border")
        assert contrast(line, QColor(scheme.card)) >= 1.5
        assert contrast(line, QColor(scheme.window)) >= 1.5


def pictures_in(dialog: QWidget) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if not label.pixmap().isNull()]


def beside_black(image: QImage) -> set[str]:
    """What lies to the left and right of black."""
    return {
        image.pixelColor(x + by, y).name()
        for y in range(image.height())
        for x in range(1, image.width() - 1)
        if image.pixelColor(x, y) == QColor("black")
        for by in (-1, 1)
    } - {"#000000"}
