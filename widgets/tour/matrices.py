"""Numbers typed into the probe's matrix, cell by cell, as they are written on the blackboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from widgets.tour.eyes import Table
from widgets.tour.stage import Stage, TourError

_MATRIX = 2
"""Which tab of the probe panel."""
BINARY, GREY = "0 or 1", "0 to 255"


def open_matrix(stage: Stage) -> None:
    """Bring the probe's matrix to the front."""
    stage.panel("probe")
    stage.click_tab(stage.window.probe_panel.tabs, _MATRIX)


def type_matrix(stage: Stage, values: Table, numbers: str) -> None:
    """Type a matrix; `numbers` is the choice of what its numbers mean."""
    page = stage.window.probe_panel.matrix
    stage.choose(page.levels, numbers)
    stage.type_over(page.rows, str(len(values)))
    stage.type_over(page.columns, str(len(values[0])))
    model = page.table.model()
    for row, line in enumerate(values):
        for column, value in enumerate(line):
            if model.data(model.index(row, column)) != f"{value:g}":
                _type_cell(stage, row, column, f"{value:g}")
    stage.settle()


def _type_cell(stage: Stage, row: int, column: int, text: str) -> None:
    table = stage.window.probe_panel.matrix.table
    index = table.model().index(row, column)
    table.setFocus()
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center()
    )
    QTest.keyClick(table, Qt.Key.Key_F2)
    editors = [editor for editor in table.findChildren(QLineEdit) if editor.isVisible()]
    if not editors:
        raise TourError("the cells of the matrix cannot be typed into")
    editor = editors[0]
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    stage.wait(0)  # Qt takes the number when it comes back to its loop


def type_probe(stage: Stage, values: Table, numbers: str) -> None:
    """Open the matrix and type it, and see that the network takes in these very numbers."""
    open_matrix(stage)
    type_matrix(stage, values, numbers)
    said = stage.window.probe_panel.matrix.fit.text()
    stage.expect("sees these very numbers" in said, f"the matrix fits the Input: {said}")
