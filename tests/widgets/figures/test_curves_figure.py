"""The curves as a figure: in proportions of its own, with its axes named."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.training.events import EpochDone, StepDone
from tests.widgets.figures.test_panel_figure import drawn, words
from widgets.figures.curves_figure import figure_of
from widgets.panels.curve_export import picture_size
from widgets.panels.curves_panel import CurvesPanel
from widgets.theme import LIGHT


@pytest.fixture
def panel(qtbot: QtBot) -> CurvesPanel:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.resize(840, 200)
    panel.show()
    events = [StepDone(step, 1, 2 / step, 0.5) for step in range(1, 40)]
    panel.show_history([*events, EpochDone(1, 39, 0.5, 0.5, 0.4, 0.6, 1.0)], 39)
    return panel


def test_its_size_is_not_that_of_the_panel(panel: CurvesPanel) -> None:
    figure = figure_of(panel, "Curves")
    assert figure.bounds.size().toSize() == picture_size(panel.picture()[0])
    assert figure.bounds.height() > panel.height()


def test_its_axes_and_lines_are_named(panel: CurvesPanel) -> None:
    found = words(drawn(figure_of(panel, "Curves"), "svg"))
    assert " step Accuracy " in found
    assert " step train, per step " in found
    assert found.startswith("Loss ")
    assert found.endswith(" validation")


def test_it_has_paper_or_none(panel: CurvesPanel) -> None:
    def corner(*, transparent: bool) -> str:
        figure = figure_of(panel, "Curves", transparent=transparent)
        return (
            QImage.fromData(drawn(figure, "png", 1))
            .pixelColor(0, 0)
            .name(QColor.NameFormat.HexArgb)
        )

    assert corner(transparent=False) == "#ff" + LIGHT.card[1:].lower()
    assert corner(transparent=True) == "#00000000"


def test_a_panel_without_curves_is_painted_as_it_is(qtbot: QtBot) -> None:
    panel = CurvesPanel()
    qtbot.addWidget(panel)
    panel.resize(840, 200)
    panel.show()
    assert figure_of(panel, "Curves").bounds.width() <= panel.width() + 20
