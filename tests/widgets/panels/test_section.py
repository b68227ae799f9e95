"""The head of a part that can be folded away: its arrow is seen as its title is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.widgets.contrast import GRAPHIC, contrast
from widgets.panels.section import Section
from widgets.theme import DARK, LIGHT, Theme, TypeSize, apply_theme
from widgets.type_size import apply_type_size


@pytest.fixture
def section(qapp: QApplication, qtbot: QtBot) -> Iterator[Section]:
    section = Section("Optimiser", QLabel("Adam"), "test", opened=False)
    qtbot.addWidget(section)
    section.show()
    qtbot.waitExposed(section)
    yield section
    apply_type_size(qapp, TypeSize())
    apply_theme(qapp, "light")


def height_of_arrow(section: Section, scheme: Theme) -> int:
    """In how many rows of pixels there is ink before the title."""
    QApplication.processEvents()
    picture = section.head.grab().toImage()
    return sum(
        any(
            contrast(picture.pixelColor(x, y), scheme.colour("window")) >= GRAPHIC
            for x in range(2, section.head.iconSize().width())
        )
        for y in range(2, picture.height() - 2)
    )


def test_the_arrow_grows_with_the_type(section: Section, qapp: QApplication) -> None:
    usual = height_of_arrow(section, LIGHT)
    assert usual >= 5
    apply_type_size(qapp, TypeSize(2.0))
    assert height_of_arrow(section, LIGHT) >= 1.7 * usual


def test_the_arrow_is_drawn_in_the_new_theme(section: Section, qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert height_of_arrow(section, DARK) >= 5
