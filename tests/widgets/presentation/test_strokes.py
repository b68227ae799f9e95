"""Freehand strokes: drawn, rubbed out, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from tests.widgets.test_theme import contrast
from widgets.presentation.colours import for_projector
from widgets.presentation.strokes import PEN_COLOURS, Stroke, Strokes
from widgets.theme import DARK, LIGHT, Theme

ACROSS = Stroke("#ff0000", (QPointF(0, 0), QPointF(100, 0)))
DOWN = Stroke("#0000ff", (QPointF(50, 20), QPointF(50, 200)))
DOT = Stroke("#0000ff", (QPointF(300, 300),))


def strokes(*drawn: Stroke) -> Strokes:
    made = Strokes()
    for stroke in drawn:
        made.add(stroke)
    return made


def test_the_rubber_takes_away_the_strokes_that_it_touches_and_no_others() -> None:
    sheet = strokes(ACROSS, DOWN, DOT)
    assert sheet.rub_out([QPointF(48, 100)], reach=5)
    assert sheet.drawn == (ACROSS, DOT)
    assert not sheet.rub_out([QPointF(48, 100)], reach=5)


def test_the_rubber_finds_a_line_between_its_points_and_a_dot() -> None:
    sheet = strokes(ACROSS, DOT)
    sheet.rub_out([QPointF(73, 4)], reach=5)
    assert sheet.drawn == (DOT,)
    sheet.rub_out([QPointF(303, 303)], reach=5)
    assert sheet.drawn == ()


def test_drawing_rubbing_out_and_wiping_are_taken_back_in_turn() -> None:
    sheet = strokes(ACROSS, DOWN)
    sheet.rub_out([QPointF(50, 100)], reach=5)
    sheet.clear()
    seen = []
    while sheet.undo():
        seen.append(sheet.drawn)
    assert seen == [(ACROSS,), (ACROSS, DOWN), (ACROSS,), ()]
    assert not sheet.can_undo


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", [colour for _, colour in PEN_COLOURS])
def test_every_pen_stands_out_from_both_canvases(scheme: Theme, colour: str) -> None:
    for ground in ("canvas", "card", "window"):
        assert contrast(QColor(colour), scheme.colour(ground)) >= 3


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["text", "faint_text", "error", "warning", "good"])
@pytest.mark.parametrize("ground", ["window", "canvas", "card"])
def test_on_a_projector_every_text_has_a_contrast_of_seven(
    scheme: Theme, text: str, ground: str
) -> None:
    shown = for_projector(scheme)
    assert contrast(shown.colour(text), shown.colour(ground)) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("line", ["wire", "card_border", "train_line", "validation_line"])
def test_on_a_projector_every_line_has_the_contrast_of_text(scheme: Theme, line: str) -> None:
    shown = for_projector(scheme)
    assert contrast(shown.colour(line), shown.colour("canvas")) >= 4.5
