"""What cannot be looked at says so at the probe, and what to do; what was looked at stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import SetFields
from tests.widgets.events import LEFT, NO_KEYS
from tests.widgets.panels.probe.conftest import MNIST, open_tab
from widgets.document import Document
from widgets.panels.probe.panel import ProbePanel
from widgets.probe import Probe

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def panel(document: Document, probe: Probe, shown: Callable[[QWidget], None]) -> ProbePanel:
    panel = ProbePanel(document, probe)
    panel.data_chosen.connect(probe.choose)
    shown(panel)
    probe.take_dataset(MNIST)
    return panel


def paste(panel: ProbePanel) -> None:
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)


def drop(panel: ProbePanel, data: QMimeData) -> bool:
    arguments = (Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    entering = QDragEnterEvent(QPoint(20, 20), *arguments)
    QApplication.sendEvent(panel, entering)
    if entering.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(QPointF(20, 20), *arguments))
    return entering.isAccepted()


def said(panel: ProbePanel) -> str:
    assert panel.source == "file"
    assert panel.file.note.isVisible()
    assert panel.changed.isVisible()
    return panel.file.note.text()


def words(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_an_empty_clipboard_is_explained(panel: ProbePanel) -> None:
    QApplication.clipboard().clear()
    paste(panel)
    assert "it is empty. Take a picture" in said(panel)


def test_after_a_click_on_a_tab_pasting_is_the_probes(panel: ProbePanel) -> None:
    QApplication.clipboard().clear()
    panel.tabs.clearFocus()
    open_tab(panel, "Data set")
    assert panel.tabs.hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CTRL)
    assert "it is empty" in said(panel)


def test_an_empty_clipboard_is_explained_beside_the_matrix(panel: ProbePanel) -> None:
    QApplication.clipboard().clear()
    open_tab(panel, "Matrix")
    paste(panel)
    assert panel.source == "matrix"
    assert "it is empty" in panel.matrix.note.text()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a word", "This is no picture but text, “a word”"),
        ("https://example.org/cat.png", "Save the picture from the browser"),
        ("", "Nothing that can be looked at was dropped"),
    ],
)
def test_dropped_text_is_answered(panel: ProbePanel, text: str, why: str) -> None:
    assert drop(panel, words(text))
    assert why in said(panel)
    assert panel._probe.seen is not None
    assert panel._probe.seen.source == "data"


def test_dropped_rows_of_numbers_become_the_matrix(panel: ProbePanel) -> None:
    assert drop(panel, words("0 9\n200 255"))
    assert panel.source == "matrix"
    assert panel.matrix.table.numbers.values.tolist() == [[0, 9], [200, 255]]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 nan\n0 1", "Row 1, column 2: nan is no number a pixel can have"),
        ("1 inf\n0 1", "inf is no number a pixel can have"),
        ("1 0 1\n0 1", "Row 2 has 2 numbers, row 1 has 3: all must be equally long."),
        ("[[]]", "There are no numbers here."),
        ("1 -1", "Row 1, column 2: -1 is out of range"),
        ("0\t1\n\t1", "Row 2 has 1 number, row 1 has 2"),
        ("1 " * 60_000, "120,000 characters"),
    ],
)
def test_a_pasted_matrix_that_is_none_is_explained(panel: ProbePanel, text: str, why: str) -> None:
    open_tab(panel, "Matrix")
    before = panel.matrix.table.numbers.values
    QApplication.clipboard().setText(text)
    paste(panel)
    assert why in panel.matrix.note.text()
    np.testing.assert_array_equal(panel.matrix.table.numbers.values, before)


@pytest.mark.parametrize(("typed", "why"), [("nan", "nan is no number"), (" ", "is empty; type")])
def test_a_cell_that_takes_no_such_number_is_explained(
    panel: ProbePanel, typed: str, why: str
) -> None:
    open_tab(panel, "Matrix")
    numbers = panel.matrix.table.numbers
    assert not numbers.setData(numbers.index(0, 0), typed)
    assert why in panel.matrix.note.text()


def test_a_file_of_another_kind_is_named(panel: ProbePanel, tmp_path: Path) -> None:
    (tmp_path / "photo.heic").write_bytes(b"x")
    assert drop(panel, files(tmp_path / "photo.heic"))
    assert said(panel).startswith("photo.heic is no picture Convas can read.")


def test_several_files_are_too_many(panel: ProbePanel, tmp_path: Path) -> None:
    assert drop(panel, files(tmp_path / "a.png", tmp_path / "b.png"))
    assert said(panel).startswith("2 files were dropped; the probe looks at one")


@pytest.mark.parametrize("name", ["net.convas", "table.csv", "images.npz", "folder"])
def test_what_the_window_opens_is_left_to_it(panel: ProbePanel, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    assert not drop(panel, files(tmp_path / name))


def test_a_truncated_file_is_explained(panel: ProbePanel, qtbot: QtBot, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "cut.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "cut.png").read_bytes()[:3000])
    with qtbot.waitSignal(panel._probe.refused):
        drop(panel, files(tmp_path / "cut.png"))
    assert "damaged or cut short; copy it again" in said(panel)
    QTest.mouseClick(panel.file.scene, LEFT)
    qtbot.waitUntil(lambda: not panel.file.note.isVisible())  # a good one takes the words away


def test_an_input_of_two_channels_is_explained(
    panel: ProbePanel, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    """Files are fitted to the data set's images; to a much larger Input itself."""
    document.apply(SetFields("input", {"channels": 2, "height": 128, "width": 128}))
    Image.new("L", (9, 9)).save(tmp_path / "a.png")
    with qtbot.waitSignal(panel._probe.looked_at):
        drop(panel, files(tmp_path / "a.png"))
    assert panel._probe.seen is not None
    assert panel._probe.seen.image.shape == (1, 28, 28)


def test_what_was_done_to_a_file_is_told(panel: ProbePanel, qtbot: QtBot, tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "red").save(tmp_path / "a.png")
    drop(panel, files(tmp_path / "a.png"))
    qtbot.waitUntil(lambda: "cut around its middle to 200×200" in panel.file.advice.text())
    assert "made grey" in panel.file.advice.text()


def test_a_constant_image_is_explained(panel: ProbePanel, qtbot: QtBot, tmp_path: Path) -> None:
    assert not panel.blank.isVisible()
    Image.new("L", (28, 28), 77).save(tmp_path / "a.png")
    drop(panel, files(tmp_path / "a.png"))
    qtbot.waitUntil(panel.blank.isVisible)
    assert panel.blank.text().startswith("Every pixel is 77: there is nothing to recognise.")
    open_tab(panel, "Data set")
    qtbot.waitUntil(lambda: not panel.blank.isVisible())


def test_changes_that_leave_nothing_are_explained(panel: ProbePanel, qtbot: QtBot) -> None:
    panel.changes.numbers["brightness"].setValue(0)
    qtbot.waitUntil(panel.blank.isVisible)
    assert "Every pixel is 0 (black): the changes have left nothing" in panel.blank.text()
    QTest.mouseClick(panel.changes.reset, LEFT)
    qtbot.waitUntil(lambda: not panel.blank.isVisible())
