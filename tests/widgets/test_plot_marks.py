"""Upright lines with words in a plot, by their pixels and by a real pointer."""

from __future__ import annotations

import gc

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QImage, Qt, QTextDocumentFragment
from pytestqt.qtbot import QtBot

from widgets.plot_marks import Mark, PlotMarks
from widgets.theme import theme


@pytest.fixture
def plot(qtbot: QtBot) -> pg.PlotWidget:
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.setXRange(0, 100, padding=0)
    plot.setYRange(0, 1, padding=0)
    plot.setBackground(theme().colour("card"))
    plot.show()
    qtbot.waitExposed(plot)
    return plot


def place(plot: pg.PlotWidget, x: float, height: float) -> QPoint:
    """Where a point of the plot is in the widget."""
    return plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x, height)))


def coloured(image: QImage, colour: str, left: int, right: int) -> int:
    """How many pixels between two columns have about this colour."""
    wanted = QColor(colour)
    return sum(
        abs(pixel.red() - wanted.red()) + abs(pixel.green() - wanted.green()) < 40
        and abs(pixel.blue() - wanted.blue()) < 20
        for x in range(left, right)
        for y in range(image.height())
        for pixel in [image.pixelColor(x, y)]
    )


def test_a_mark_is_drawn_at_its_place_and_follows_the_view(plot: pg.PlotWidget) -> None:
    marks = PlotMarks(plot.getPlotItem())
    marks.show_marks([Mark(50, "", 0.9, line="error", width=2, dashed=False)])
    x = place(plot, 50, 0).x()
    assert coloured(plot.grab().toImage(), theme().error, x - 2, x + 3) > 200
    plot.setXRange(40, 140, padding=0)
    image = plot.grab().toImage()
    assert coloured(image, theme().error, x - 2, x + 3) == 0
    x = place(plot, 50, 0).x()
    assert coloured(image, theme().error, x - 2, x + 3) > 200


@pytest.mark.parametrize(("at", "left"), [(90.0, True), (1.0, False)])
def test_words_stand_left_of_the_line_and_right_where_there_is_no_room(
    plot: pg.PlotWidget, at: float, left: bool
) -> None:
    marks = PlotMarks(plot.getPlotItem())
    marks.show_marks([Mark(at, "stopped early", 0.5, line="faint_text", text="error")])
    x, image = place(plot, at, 0).x(), plot.grab().toImage()
    beside = {
        True: coloured(image, theme().error, max(0, x - 90), x),
        False: coloured(image, theme().error, x + 1, min(x + 90, image.width())),
    }
    assert beside[left] > 20
    assert beside[not left] == 0


def test_the_pointer_is_told_of_the_mark_that_it_is_on(plot: pg.PlotWidget, qtbot: QtBot) -> None:
    marks = PlotMarks(plot.getPlotItem())
    marks.show_marks([Mark(30, "a", 0.9, tip="The first."), Mark(60, "b", 0.9, tip="The second.")])
    told = []
    for x in (30, 45, 60):
        qtbot.mouseMove(plot.viewport(), place(plot, x, 0.3) + QPoint(1, 0))
        under = plot.scene().items(QPointF(plot.mapToScene(place(plot, x, 0.3))))
        told.append(marks.toolTip() if marks in under else "")
    assert told == ["The first.", "", "The second."]


def test_what_is_told_of_a_mark_is_no_markup(plot: pg.PlotWidget, qtbot: QtBot) -> None:
    told = "stopped: <img src='x'> & more"
    marks = PlotMarks(plot.getPlotItem())
    marks.show_marks([Mark(30, "a", 0.9, tip=told)])
    qtbot.mouseMove(plot.viewport(), place(plot, 30, 0.3) + QPoint(1, 0))
    assert Qt.mightBeRichText(marks.toolTip())
    assert QTextDocumentFragment.fromHtml(marks.toolTip()).toPlainText() == told


def test_marks_come_and_go_while_garbage_is_collected(plot: pg.PlotWidget) -> None:
    marks = PlotMarks(plot.getPlotItem())
    for count in (5, 0, 20, 3, 0):
        marks.show_marks([Mark(float(x), f"mark {x}", 0.9) for x in range(count)])
        plot.grab()
        gc.collect()
        assert len(marks.marks) == count
