"""Dropping and pasting a picture as the probe, as a user does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.widgets.events import LEFT, NO_KEYS
from tests.widgets.panels.probe.conftest import CTRL, Panel, wait_for


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_a_dropped_picture_becomes_the_probe(panel: Panel, qtbot: QtBot, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    arguments = (Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    place = QPoint(20, 20)
    entering = QDragEnterEvent(place, *arguments)
    QApplication.sendEvent(panel, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(panel, QDropEvent(QPointF(place), *arguments))
    qtbot.waitUntil(lambda: panel.seen.source == "file")
    assert panel.source == "file"
    assert panel.file.name.text() == "photo.png"


def test_a_picture_is_pasted_with_ctrl_v(panel: Panel, qtbot: QtBot) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setImage(picture)
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    wait_for(qtbot, panel, np.full((1, 28, 28), 255, np.uint8))
    assert panel.file.name.text() == "pasted picture"


def test_a_figure_that_a_panel_copied_is_pasted(panel: Panel, qtbot: QtBot) -> None:
    figure = QPixmap(40, 40)
    figure.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setPixmap(figure)
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    wait_for(qtbot, panel, np.full((1, 28, 28), 255, np.uint8))


def test_a_picture_that_the_clipboard_only_promises_is_explained(panel: Panel) -> None:
    promise = QMimeData()
    promise.setData("application/x-qt-image", b"")
    QApplication.clipboard().setMimeData(promise)
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    assert "did not come through" in panel.file.note.text()


@pytest.mark.parametrize("form", ["{}", '"{}"', "file://{}"])
def test_the_path_of_a_picture_is_pasted(
    panel: Panel, qtbot: QtBot, photo: Path, form: str
) -> None:
    QApplication.clipboard().setText(form.format(photo))
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: panel.seen.source == "file")
    assert panel.seen.name == "photo.png"


def test_a_clipboard_without_a_picture_is_explained(panel: Panel) -> None:
    QApplication.clipboard().setText("hello")
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    assert "no picture on the clipboard" in panel.file.note.text()
    assert panel.seen.source == "data"


def test_a_damaged_file_is_explained_and_the_probe_stays(
    panel: Panel, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    with qtbot.waitSignal(panel.probe.refused):
        panel.probe.open_file(tmp_path / "bad.png")
    assert "bad.png is not a picture" in panel.file.note.text()
    assert panel.seen.source == "data"
