"""The list of data sets: what is shown of a title that is too long."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.data.mnist import INFO
from widgets.dataset_box import DatasetBox


@pytest.fixture
def box(qtbot: QtBot) -> DatasetBox:
    box = DatasetBox()
    qtbot.addWidget(box)
    box.show()
    return box


def test_a_title_that_fits_is_whole(box: DatasetBox) -> None:
    box.show_datasets([INFO])
    assert box.shown_text == "MNIST handwritten digits · 1×28×28"


def test_of_a_long_title_the_end_goes_and_the_shape_stays(box: DatasetBox) -> None:
    box.show_datasets([replace(INFO, title="Photographs of <b>all</b> kinds " * 5)])
    assert box.shown_text.startswith("Photographs")
    assert box.shown_text.endswith("… · 1×28×28")
    assert box.fontMetrics().horizontalAdvance(box.shown_text) < box.width()
    assert "&lt;b&gt;" in box.toolTip()


def test_a_title_without_a_shape_is_cut_in_the_middle(box: DatasetBox) -> None:
    box.addItem("photographs of " * 10 + "cats")
    assert "…" in box.shown_text
    assert box.shown_text.endswith("cats")


def test_the_list_does_not_move_the_bar_when_it_is_filled(box: DatasetBox) -> None:
    before = box.sizeHint()
    box.show_datasets([INFO, replace(INFO, title="Photographs of all kinds " * 5)])
    assert box.sizeHint() == before
