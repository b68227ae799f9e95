"""Panels as figures: lines and text in light colours, and the panel is as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.canvas.diagram import drawn
from widgets.figures.panel_figure import PanelFigure
from widgets.theme import apply_theme

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def panel(qtbot: QtBot) -> QWidget:
    """Words, a button, a tool button, a table, and a long label in a scroll area."""
    panel = QWidget()
    qtbot.addWidget(panel)
    layout = QVBoxLayout(panel)
    layout.addWidget(QLabel("Accuracy & <loss>"))
    layout.addWidget(QPushButton("Press me"))
    tool = QToolButton()
    tool.setText("⋯")
    layout.addWidget(tool)
    table = QTableWidget(2, 2)
    table.setItem(0, 0, QTableWidgetItem("cell"))
    layout.addWidget(table)
    area = QScrollArea()
    area.setFixedHeight(40)
    area.setWidget(QLabel("\n".join(f"line {number}" for number in range(60))))
    layout.addWidget(area)
    panel.resize(400, 400)
    panel.show()
    qtbot.waitUntil(panel.isVisible)
    return panel


@pytest.fixture
def dark(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "dark")
    yield
    apply_theme(qapp, "light")


def words(svg: bytes) -> str:
    return " ".join(
        "".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")
    )


def test_an_svg_holds_the_words_as_text(panel: QWidget) -> None:
    svg = drawn(PanelFigure(panel, "A <panel>"), "svg")
    found = words(svg)
    assert "Accuracy & <loss>" in found
    assert "cell" in found
    assert "⋯" not in found
    title = ElementTree.fromstring(svg).find(f"{SVG}title")
    assert title is not None
    assert title.text == "A <panel>"


def test_an_svg_is_as_large_as_the_panel(panel: QWidget) -> None:
    renderer = QSvgRenderer(QByteArray(drawn(PanelFigure(panel, "panel"), "svg")))
    assert renderer.isValid()
    assert renderer.viewBoxF().size().toSize() == panel.size()


def test_a_pdf_has_one_page_with_fonts(panel: QWidget) -> None:
    pdf = drawn(PanelFigure(panel, "panel"), "pdf")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert b"/FontFile2" in pdf
    assert re.search(rb"/MediaBox\s*\[0 0 300(\.0+)? 300(\.0+)?\]", pdf)


def test_a_png_has_the_pixels_of_its_scale(panel: QWidget) -> None:
    image = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 3))
    assert (image.width(), image.height()) == (1_200, 1_200)


@pytest.mark.usefixtures("dark")
def test_a_dark_panel_is_light_on_paper_and_dark_as_before(panel: QWidget) -> None:
    before = panel.grab().toImage()
    light = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 1))
    dark = QImage.fromData(drawn(PanelFigure(panel, "panel", light=False), "png", 1))
    assert light.pixelColor(2, 2).lightness() > 230
    assert dark.pixelColor(2, 2).lightness() < 70
    assert panel.grab().toImage() == before


def test_a_transparent_figure_has_no_ground(panel: QWidget) -> None:
    clear = QImage(panel.size(), QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(Qt.GlobalColor.transparent)
    with QPainter(clear) as painter:
        for _ in PanelFigure(panel, "panel", transparent=True).paint(painter):
            pass
    assert clear.pixelColor(2, 2).alpha() == 0
    assert clear.pixelColor(200, 200).alpha() > 0


def test_what_is_scrolled_out_of_sight_is_not_painted_over_the_rest(panel: QWidget) -> None:
    image = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 1))
    below = [image.pixelColor(30, y).lightness() for y in range(panel.height() - 4, panel.height())]
    assert min(below) > 200


def test_the_clipboard_is_not_touched(panel: QWidget) -> None:
    QGuiApplication.clipboard().setText("mine")
    drawn(PanelFigure(panel, "panel"), "png", 1)
    assert QGuiApplication.clipboard().text() == "mine"
