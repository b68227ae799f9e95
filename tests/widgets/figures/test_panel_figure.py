"""Panels as figures: lines and text in light colours, and the panel is as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.canvas.diagram import drawn
from widgets.figures.on_paper import on_paper
from widgets.figures.panel_figure import PanelFigure
from widgets.theme import GAP, LIGHT, apply_theme, theme

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
def form(qtbot: QtBot) -> QWidget:
    """Settings with their labels, and controls that only serve to be used."""
    form = QWidget()
    qtbot.addWidget(form)
    rows = QFormLayout(form)
    size, mode, name, ticked = QSpinBox(), QComboBox(), QLineEdit("conv1"), QCheckBox()
    size.setSuffix(" pixels")
    size.setValue(5)
    mode.addItem("zeros")
    ticked.setChecked(True)
    search = QLineEdit()
    search.setPlaceholderText("Search")
    for label, field in (
        ("kernel size", size), ("padding mode", mode), ("name", name), ("bias", ticked),
        ("Size", QSlider()), ("where it is", search),
    ):  # fmt: skip
        rows.addRow(label, field)
    hint, reading = QLabel("Point at it"), QLabel("rows and columns; click one")
    on_paper(hint)
    on_paper(reading, "rows and columns")
    for widget in (QCheckBox("Log loss"), hint, reading):
        rows.addRow(widget)
    form.show()
    qtbot.waitUntil(form.isVisible)
    return form


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
    assert "Press me" not in found
    title = ElementTree.fromstring(svg).find(f"{SVG}title")
    assert title is not None
    assert title.text == "A <panel>"


def test_what_controls_are_set_to_stands_there_in_words(form: QWidget) -> None:
    found = words(drawn(PanelFigure(form, "form"), "svg"))
    for shown in (
        "kernel size",
        "5 pixels",
        "padding mode",
        "zeros",
        "name",
        "conv1",
        "bias",
        "yes",
    ):
        assert shown in found
    for left_out in ("Search", "Log loss", "Size", "where it is", "Point at it"):
        assert left_out not in found
    assert "rows and columns" in found


def test_an_svg_is_as_large_as_the_content_with_a_margin(panel: QWidget) -> None:
    figure = PanelFigure(panel, "panel")
    renderer = QSvgRenderer(QByteArray(drawn(figure, "svg")))
    assert renderer.isValid()
    assert renderer.viewBoxF().size() == figure.bounds.size()
    label = panel.findChildren(QLabel)[0]
    assert figure.bounds.top() == label.y() - GAP
    assert figure.bounds.height() < panel.height()


def test_a_panel_of_nothing_but_controls_keeps_its_size(qtbot: QtBot) -> None:
    button = QWidget()
    qtbot.addWidget(button)
    QVBoxLayout(button).addWidget(QPushButton("Press me"))
    button.show()
    assert PanelFigure(button, "button").bounds.size().toSize() == button.size()


def test_a_pdf_has_one_page_with_fonts(panel: QWidget) -> None:
    pdf = drawn(PanelFigure(panel, "panel"), "pdf")
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert b"/FontFile2" in pdf
    size = PanelFigure(panel, "panel").bounds.size() * 0.75
    found = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert found is not None
    assert [float(each) for each in found.groups()] == pytest.approx(
        [size.width(), size.height()], abs=1
    )


def test_a_png_has_the_pixels_of_its_scale(panel: QWidget) -> None:
    image = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 3))
    size = PanelFigure(panel, "panel").bounds.size().toSize() * 3
    assert image.size() == size


@pytest.mark.usefixtures("dark")
def test_a_dark_panel_is_light_on_paper_and_dark_as_before(panel: QWidget) -> None:
    before = panel.grab().toImage()
    light = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 1))
    dark = QImage.fromData(drawn(PanelFigure(panel, "panel", light=False), "png", 1))
    assert light.pixelColor(2, 2).lightness() > 230
    assert dark.pixelColor(2, 2).lightness() < 70
    assert panel.grab().toImage() == before


@pytest.mark.usefixtures("dark")
def test_a_label_with_colours_of_the_dark_scheme_is_written_in_those_of_paper(
    qtbot: QtBot,
) -> None:
    good = theme().colour("good")
    rich, own = QLabel(f'<font color="{good.name()}">right</font>'), QLabel("also right")
    palette = own.palette()
    palette.setColor(own.foregroundRole(), good)
    own.setPalette(palette)
    for label in (rich, own):
        panel = QWidget()
        qtbot.addWidget(panel)
        QVBoxLayout(panel).addWidget(label)
        panel.show()
        before = panel.grab().toImage()
        svg = drawn(PanelFigure(panel, "label"), "svg")
        assert LIGHT.good.encode() in svg
        assert good.name().encode() not in svg
        assert panel.grab().toImage() == before


def test_a_figure_that_is_given_up_leaves_the_panel_as_it_was(panel: QWidget) -> None:
    before = panel.grab().toImage()
    image = QImage(400, 400, QImage.Format.Format_ARGB32_Premultiplied)
    with QPainter(image) as painter:
        steps = PanelFigure(panel, "panel").paint(painter)
        next(steps)
        next(steps)
        steps.close()
    assert panel.updatesEnabled()
    assert panel.grab().toImage() == before


def test_the_heads_of_a_table_are_seen_as_far_as_there_are_columns(panel: QWidget) -> None:
    table = panel.findChildren(QTableWidget)[0]
    table.setHorizontalHeaderLabels(["MMMM", "MMMM"])
    heads = table.horizontalHeader()
    figure = PanelFigure(panel, "panel")
    image = QImage.fromData(drawn(figure, "png", 1))
    corner = heads.mapTo(panel, QPoint(0, 0)) - figure.bounds.topLeft().toPoint()
    seen = image.copy(QRect(corner, QSize(heads.length(), heads.height())))
    beside = image.copy(QRect(corner + QPoint(heads.length() + 1, 0), QSize(20, heads.height())))
    assert _darkest(seen, heads.height() // 2) < 128
    assert _darkest(beside, heads.height() // 2) == 255


def _darkest(image: QImage, row: int) -> int:
    return min(image.pixelColor(x, row).lightness() for x in range(image.width()))


def test_a_panel_that_is_gone_when_its_turn_comes_leaves_the_figure_empty(qtbot: QtBot) -> None:
    panel = QLabel("words")
    panel.show()
    qtbot.waitUntil(panel.isVisible)
    image = QImage(200, 100, QImage.Format.Format_ARGB32_Premultiplied)
    with QPainter(image) as painter:
        steps = PanelFigure(panel, "panel").paint(painter)
        next(steps)
        delete(panel)
        assert list(steps) == []


def test_a_transparent_figure_has_no_ground(panel: QWidget) -> None:
    clear = QImage(panel.size(), QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(Qt.GlobalColor.transparent)
    with QPainter(clear) as painter:
        for _ in PanelFigure(panel, "panel", transparent=True).paint(painter):
            pass
    assert clear.pixelColor(2, 2).alpha() == 0
    assert max(clear.pixelColor(x, 16).alpha() for x in range(clear.width())) > 0


def test_what_is_scrolled_out_of_sight_is_not_painted_over_the_rest(panel: QWidget) -> None:
    image = QImage.fromData(drawn(PanelFigure(panel, "panel"), "png", 1))
    bottom = range(image.height() - 4, image.height())
    below = [image.pixelColor(30, y).lightness() for y in bottom]
    assert min(below) > 200


def test_the_clipboard_is_not_touched(panel: QWidget) -> None:
    QGuiApplication.clipboard().setText("mine")
    drawn(PanelFigure(panel, "panel"), "png", 1)
    assert QGuiApplication.clipboard().text() == "mine"
