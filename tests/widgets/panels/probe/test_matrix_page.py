"""Typing and pasting the probe as a matrix, as a user does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.data.matrices import matrix_image, preset
from app.network.edits import RemoveLayers
from tests.widgets.events import LEFT
from tests.widgets.panels.probe.conftest import CTRL, Panel, open_tab, wait_for
from widgets.document import Document
from widgets.panels.probe.panel import ProbePanel


def test_the_lectures_binary_matrix_is_looked_at_as_it_is(panel: Panel) -> None:
    """B1."""
    open_tab(panel, "Matrix")
    values, white = preset("Binary strokes, 6×6")
    np.testing.assert_array_equal(panel.seen.image, matrix_image(values, white))
    np.testing.assert_array_equal(panel.seen.image[0, 0], [255, 0, 0, 0, 0, 255])


def test_a_matrix_is_chosen_by_name(panel: Panel, qtbot: QtBot) -> None:
    """B2."""
    open_tab(panel, "Matrix")
    panel.matrix.ready.setFocus()
    qtbot.keyClicks(panel.matrix.ready, "Grey")
    QTest.keyClick(panel.matrix.ready, Qt.Key.Key_Return)
    assert panel.seen.image[0].tolist()[0] == [95, 242, 186, 152, 39]


def test_a_number_is_typed_into_a_cell(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Matrix")
    table = panel.matrix.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 1))
    type_into_cell(qtbot, panel, "1")
    qtbot.waitUntil(lambda: panel.seen.image[0, 0].tolist() == [255, 255, 0, 0, 0, 255])
    assert panel.matrix.ready.currentText() == "Your own numbers"


def type_into_cell(qtbot: QtBot, panel: ProbePanel, text: str) -> None:
    table = panel.matrix.table
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "words"), [("7", "7 is out of range; type 0 or 1"), ("x", "'x' is no number")]
)
def test_what_cannot_be_a_level_is_refused_in_words(
    panel: Panel, qtbot: QtBot, typed: str, words: str
) -> None:
    open_tab(panel, "Matrix")
    before = panel.seen.image
    panel.matrix.table.setFocus()
    panel.matrix.table.setCurrentIndex(panel.matrix.table.model().index(2, 3))
    type_into_cell(qtbot, panel, typed)
    qtbot.waitUntil(lambda: f"Row 3, column 4: {words}" in panel.matrix.note.text())
    np.testing.assert_array_equal(panel.seen.image, before)


def test_cells_of_a_spreadsheet_are_pasted(panel: Panel) -> None:
    open_tab(panel, "Matrix")
    QApplication.clipboard().setText("0\t255\t7\n1\t2\t3\n")
    panel.matrix.table.setFocus()
    QTest.keyClick(panel.matrix.table, Qt.Key.Key_V, CTRL)
    assert panel.seen.image.tolist() == [[[0, 255, 7], [1, 2, 3]]]
    assert (panel.matrix.rows.value(), panel.matrix.columns.value()) == (2, 3)
    assert panel.matrix.levels.currentText() == "0 to 255"
    QTest.keyClick(panel.matrix.table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "0\t255\t7\n1\t2\t3"


def test_a_paste_that_is_no_matrix_says_where_it_is_not(panel: Panel) -> None:
    open_tab(panel, "Matrix")
    before = panel.seen.image
    QApplication.clipboard().setText("1 2 3\n4 500 6")
    QTest.mouseClick(panel.matrix.paste, LEFT)
    assert "Row 2, column 2: 500 is out of range; type a whole number" in panel.matrix.note.text()
    QApplication.clipboard().setText("no numbers\nhere")
    QTest.mouseClick(panel.matrix.paste, LEFT)
    assert "'no' is no number" in panel.matrix.note.text()
    np.testing.assert_array_equal(panel.seen.image, before)


def test_rows_and_columns_are_added_and_cut(panel: Panel) -> None:
    open_tab(panel, "Matrix")
    panel.matrix.rows.setValue(3)
    panel.matrix.columns.setValue(8)
    assert panel.seen.image.shape == (1, 3, 8)
    assert panel.seen.image[0, 0].tolist() == [255, 0, 0, 0, 0, 255, 0, 0]


def test_the_input_takes_the_size_of_the_matrix_and_gives_it_back(
    panel: Panel, document: Document
) -> None:
    open_tab(panel, "Matrix")
    assert panel.matrix.fit.text() == "To fit the Input it is resized from 6×6 to 32×32."
    QTest.mouseClick(panel.matrix.make_input, LEFT)
    layer = document.network.layers["input"]
    assert (layer.channels, layer.height, layer.width) == (1, 6, 6)
    assert panel.matrix.fit.text() == "The network sees these very numbers."
    assert not panel.matrix.make_input.isVisible()
    document.undo_stack.undo()
    assert document.network.layers["input"].height == 32
    assert panel.matrix.make_input.isVisible()


def test_without_an_input_the_matrix_says_so(panel: Panel, document: Document) -> None:
    open_tab(panel, "Matrix")
    document.apply(RemoveLayers(frozenset({"input"})))
    assert panel.matrix.fit.text() == "The network has no Input yet."
    assert not panel.matrix.make_input.isVisible()


def test_delete_makes_all_chosen_cells_zero_at_once(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Matrix")
    table = panel.matrix.table
    assert table.numbers.values.any()
    table.selectAll()
    told: list[bool] = []
    table.numbers.typed.connect(lambda: told.append(True))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert len(told) == 1
    assert not table.numbers.values.any()
    wait_for(qtbot, panel, np.zeros((1, *table.numbers.values.shape), np.uint8))
