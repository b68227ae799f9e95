"""The probe panel by itself: drawing, typing, pasting and changing the image, as a user does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.data.catalogue import load
from app.data.matrices import matrix_image, preset
from app.data.probe_changes import ProbeChanges, changed_image
from app.network.edits import RemoveLayers
from tests.widgets.events import LEFT, NO_KEYS, move_mouse
from widgets.document import Document
from widgets.panels.probe.panel import ProbePanel
from widgets.probe import LookedAt, Probe
from widgets.settings import settings

MNIST = load("mnist")
RIGHT = Qt.MouseButton.RightButton
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[QWidget], None]


class Panel(ProbePanel):
    """With the probe at hand, and what has been looked at so far."""

    def __init__(self, document: Document, probe: Probe) -> None:
        super().__init__(document, probe)
        self.probe = probe
        self.looks: list[LookedAt] = []
        probe.looked_at.connect(self.looks.append)
        self.data_chosen.connect(probe.choose)

    @property
    def seen(self) -> LookedAt:
        assert self.probe.seen is not None
        return self.probe.seen


@pytest.fixture
def probe(qtbot: QtBot) -> Iterator[Probe]:
    window = QWidget()
    qtbot.addWidget(window)
    probe = Probe(window)
    yield probe
    probe.close()


@pytest.fixture
def panel(document: Document, probe: Probe, shown: Show) -> Panel:
    panel = Panel(document, probe)
    shown(panel)
    probe.take_dataset(MNIST)
    return panel


def open_tab(panel: ProbePanel, title: str) -> None:
    """Click a tab by its title."""
    tabs = panel.tabs
    number = [tabs.tabText(index) for index in range(tabs.count())].index(title)
    QTest.mouseClick(tabs, LEFT, NO_KEYS, tabs.tabRect(number).center())


def stroke(panel: ProbePanel, *points: tuple[float, float], button: Qt.MouseButton = LEFT) -> None:
    """Draw through places of the picture, in pixels of it, with real mouse events."""
    pad = panel.draw.pad
    places = [pad.place(x, y).toPoint() for x, y in points]
    QTest.mousePress(pad, button, NO_KEYS, places[0])
    for place in places[1:]:
        move_mouse(pad, place, button)
    QTest.mouseRelease(pad, button, NO_KEYS, places[-1])


def wait_for(qtbot: QtBot, panel: Panel, image: np.ndarray) -> None:
    qtbot.waitUntil(lambda: np.array_equal(panel.seen.image, image), timeout=5_000)


# Drawing


def test_the_probe_follows_while_a_stroke_is_drawn(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    assert panel.seen.source == "data"  # there is nothing to look at yet
    pad = panel.draw.pad
    QTest.mousePress(pad, LEFT, NO_KEYS, pad.place(8, 5).toPoint())
    lit = 0
    for y in (9, 13, 17, 21):  # the button is still down
        move_mouse(pad, pad.place(8, y).toPoint(), LEFT)
        wait_for(qtbot, panel, pad.drawing.pixels)
        assert panel.seen.image.sum() > lit
        lit = int(panel.seen.image.sum())
    QTest.mouseRelease(pad, LEFT, NO_KEYS, pad.place(8, 21).toPoint())
    assert panel.seen.source == "drawing"
    assert panel.seen.truth is None
    assert panel.seen.image.shape == (1, 28, 28)
    assert panel.seen.image[0, 13, 8] == 255
    assert panel.seen.image[0, 13, 14:].sum() == 0


def test_a_quick_hand_is_handed_on_once_a_frame(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    panel.looks.clear()
    stroke(panel, *((3 + x / 20, 10) for x in range(400)))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    assert 1 <= len(panel.looks) < 100


def test_the_right_button_and_the_eraser_erase(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 10), (24, 10))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    stroke(panel, (2, 10), (26, 10), button=RIGHT)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))
    stroke(panel, (4, 10), (24, 10))
    QTest.mouseClick(panel.draw.erase, LEFT)
    stroke(panel, (2, 10), (26, 10))
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))


def test_strokes_are_undone_by_key_and_button(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 10), (24, 10))
    first = panel.draw.pad.drawing.pixels
    stroke(panel, (10, 4), (10, 24))
    panel.draw.pad.setFocus()
    QTest.keyClick(panel.draw.pad, Qt.Key.Key_Z, CTRL)
    wait_for(qtbot, panel, first)
    QTest.mouseClick(panel.draw.undo, LEFT)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))
    assert not panel.draw.undo.isEnabled()


def test_brush_and_softness_change_the_stroke(panel: Panel) -> None:
    open_tab(panel, "Draw")
    lit = []
    for brush, softness in ((4, 0), (20, 0), (20, 100)):
        panel.draw.brush.setValue(brush)
        panel.draw.softness.setValue(softness)
        QTest.mouseClick(panel.draw.clear, LEFT)
        stroke(panel, (4, 14), (24, 14))
        lit.append(panel.draw.pad.drawing.pixels[0, :, 14].astype(int))
    assert (lit[0] > 0).sum() < (lit[1] > 0).sum() < (lit[2] > 0).sum()
    assert (lit[1] == 255).sum() > (lit[2] == 255).sum()


def test_a_drawing_is_made_by_keys(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    pad = panel.draw.pad
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Space)
    for _ in range(6):
        QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Space)
    QTest.keyClick(pad, Qt.Key.Key_Down)
    wait_for(qtbot, panel, pad.drawing.pixels)
    assert (panel.seen.image[0, 14, 14:20] > 127).all()
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    wait_for(qtbot, panel, np.zeros((1, 28, 28), np.uint8))


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


def test_an_image_of_the_data_set_can_be_drawn_on_and_inverted(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    QTest.mouseClick(panel.draw.take, LEFT)
    qtbot.waitUntil(lambda: panel.seen.source == "drawing")
    np.testing.assert_array_equal(panel.seen.image, MNIST.test.images[0])
    QTest.mouseClick(panel.draw.invert, LEFT)
    wait_for(qtbot, panel, 255 - MNIST.test.images[0])


def test_a_corner_drawing_is_centred_as_mnist_is(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (3, 3), (8, 3), (8, 10))
    QTest.mouseClick(panel.draw.centre, LEFT)
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    grey = panel.seen.image[0].astype(float)
    assert (grey * np.arange(28)).sum() / grey.sum() == pytest.approx(13.5, abs=0.2)


def test_a_drawing_is_fitted_to_another_data_set(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 14), (24, 14))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    colours = load("colour-shapes")
    panel.probe.take_dataset(colours)
    qtbot.waitUntil(lambda: panel.seen.image.shape == colours.image_shape, timeout=5_000)
    assert panel.seen.source == "drawing"
    assert panel.seen.image.max() > 200
    assert panel.draw.colour.isVisible()
    panel.probe.take_dataset(MNIST)
    qtbot.waitUntil(lambda: panel.seen.image.shape == (1, 28, 28), timeout=5_000)
    assert panel.seen.image.max() > 150


def test_a_drawing_waits_behind_its_tab(panel: Panel, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    stroke(panel, (4, 14), (24, 14))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    drawn = panel.seen.image
    open_tab(panel, "Data set")
    wait_for(qtbot, panel, MNIST.test.images[0])
    assert panel.seen.truth == int(MNIST.test.labels[0])
    open_tab(panel, "Draw")
    wait_for(qtbot, panel, drawn)


# Matrices


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


# The data set


def test_images_are_walked_through_by_class(panel: Panel) -> None:
    labels = MNIST.test.labels
    sevens = np.flatnonzero(labels == 7)
    panel.data.of_class.setCurrentIndex(1 + 7)
    panel.data.of_class.activated.emit(8)
    assert panel.seen.index == sevens[0]
    QTest.mouseClick(panel.data.next, LEFT)
    assert panel.seen.index == sevens[1]
    QTest.mouseClick(panel.data.previous, LEFT)
    QTest.mouseClick(panel.data.previous, LEFT)
    assert panel.seen.index == sevens[-1]
    QTest.mouseClick(panel.data.any, LEFT)
    assert panel.seen.truth == 7


def test_a_number_is_typed_to_see_that_image(panel: Panel, qtbot: QtBot) -> None:
    panel.data.number.setFocus()
    panel.data.number.selectAll()
    qtbot.keyClicks(panel.data.number, "41")
    QTest.keyClick(panel.data.number, Qt.Key.Key_Return)
    np.testing.assert_array_equal(panel.seen.image, MNIST.test.images[41])
    assert "image 41 of" in panel.data.words.text()


def test_an_image_chosen_elsewhere_opens_the_tab_of_the_data_set(
    panel: Panel, qtbot: QtBot
) -> None:
    open_tab(panel, "Matrix")
    panel.probe.choose("train", 9)
    assert panel.source == "data"
    assert panel.data.number.value() == 9
    assert panel.data.part.currentText() == "Train"
    wait_for(qtbot, panel, MNIST.train.images[9])


# Files


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    return tmp_path / "photo.png"


def test_a_dropped_picture_becomes_the_probe(panel: Panel, qtbot: QtBot, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    arguments = (Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    place = QPoint(20, 20)
    entering = QDragEnterEvent(place, *arguments)
    QApplication.sendEvent(panel, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(panel, QDropEvent(QPointF(place), *arguments))
    qtbot.waitUntil(lambda: panel.seen.source == "file")
    assert panel.source == "file"
    assert panel.file.name.text() == "photo.png"


def test_a_picture_is_pasted_with_ctrl_v(panel: Panel, qtbot: QtBot) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    QApplication.clipboard().setImage(picture)
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    wait_for(qtbot, panel, np.full((1, 28, 28), 255, np.uint8))
    assert panel.file.name.text() == "pasted picture"


@pytest.mark.parametrize("form", ["{}", '"{}"', "file://{}"])
def test_the_path_of_a_picture_is_pasted(
    panel: Panel, qtbot: QtBot, photo: Path, form: str
) -> None:
    QApplication.clipboard().setText(form.format(photo))
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: panel.seen.source == "file")
    assert panel.seen.name == "photo.png"


def test_a_clipboard_without_a_picture_is_explained(panel: Panel) -> None:
    QApplication.clipboard().setText("hello")
    panel.tabs.setFocus()
    QTest.keyClick(panel.tabs, Qt.Key.Key_V, CTRL)
    assert "no picture on the clipboard" in panel.file.note.text()
    assert panel.seen.source == "data"


def test_a_damaged_file_is_explained_and_the_probe_stays(
    panel: Panel, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.png").write_bytes(b"no picture")
    with qtbot.waitSignal(panel.probe.refused):
        panel.probe.open_file(tmp_path / "bad.png")
    assert "bad.png is not a picture" in panel.file.note.text()
    assert panel.seen.source == "data"


# Sliders


def test_a_slider_changes_what_is_looked_at_and_the_class_stays_known(
    panel: Panel, qtbot: QtBot
) -> None:
    """F5."""
    slider = panel.changes.sliders["shift_x"]
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    wait_for(qtbot, panel, changed_image(MNIST.test.images[0], ProbeChanges(shift_x=3)))
    assert panel.changes.numbers["shift_x"].value() == 3
    assert panel.seen.truth == int(MNIST.test.labels[0])
    np.testing.assert_array_equal(panel.seen.original, MNIST.test.images[0])


def test_a_number_is_typed_and_the_slider_follows(panel: Panel, qtbot: QtBot) -> None:
    number = panel.changes.numbers["rotate"]
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, "90")
    wait_for(qtbot, panel, np.rot90(MNIST.test.images[0], k=-1, axes=(1, 2)))
    assert panel.changes.sliders["rotate"].value() == 90


@pytest.mark.parametrize(
    "name", ["shift_x", "shift_y", "rotate", "scale", "brightness", "contrast", "noise"]
)
def test_a_double_click_resets_one_slider(panel: Panel, qtbot: QtBot, name: str) -> None:
    slider = panel.changes.sliders[name]
    slider.setValue(slider.maximum() - 1)
    panel.changes.sliders["shift_x" if name != "shift_x" else "shift_y"].setValue(2)
    qtbot.waitUntil(lambda: getattr(panel.probe.changes, name) != getattr(ProbeChanges(), name))
    assert not np.array_equal(panel.seen.image, panel.seen.original)
    QTest.mouseDClick(slider, LEFT)
    qtbot.waitUntil(lambda: getattr(panel.probe.changes, name) == getattr(ProbeChanges(), name))
    assert panel.probe.changes.changes_something  # the other one stays


def test_all_changes_are_reset_at_once(panel: Panel, qtbot: QtBot) -> None:
    assert not panel.changes.reset.isEnabled()
    for name in ("shift_x", "rotate", "noise"):
        panel.changes.sliders[name].setValue(9)
    qtbot.waitUntil(lambda: panel.probe.changes.noise == 9)
    QTest.mouseClick(panel.changes.reset, LEFT)
    wait_for(qtbot, panel, MNIST.test.images[0])
    assert {slider.value() for slider in panel.changes.sliders.values()} >= {0}


def test_noise_stands_still_until_another_is_drawn(panel: Panel, qtbot: QtBot) -> None:
    panel.changes.sliders["noise"].setValue(40)
    qtbot.waitUntil(lambda: panel.probe.changes.noise == 40)
    before = panel.seen.image
    panel.probe.choose("test", 3)
    panel.probe.choose("test", 0)
    np.testing.assert_array_equal(panel.seen.image, before)
    QTest.mouseClick(panel.changes.other_noise, LEFT)
    qtbot.waitUntil(lambda: not np.array_equal(panel.seen.image, before))


def test_signals_are_drawn_as_curves_and_neither_turned_nor_raised(
    panel: Panel, qtbot: QtBot
) -> None:
    panel.probe.take_dataset(load("signals"))
    open_tab(panel, "Draw")
    assert not panel.changes.sliders["rotate"].isEnabled()
    assert not panel.changes.sliders["shift_y"].isEnabled()
    length = panel.draw.pad.drawing.shape[2]
    stroke(panel, (1, 0.9), (length - 1, 0.1))
    wait_for(qtbot, panel, panel.draw.pad.drawing.pixels)
    curve = panel.seen.image[0, 0].astype(int)
    assert curve[2] < 60 < 200 < curve[-3]


# What is remembered


def test_the_tab_comes_back(panel: Panel, document: Document, qtbot: QtBot) -> None:
    open_tab(panel, "Draw")
    assert settings().value("probe/tab") == "drawing"
    window = QWidget()
    qtbot.addWidget(window)
    probe = Probe(window)
    another = ProbePanel(document, probe)
    qtbot.addWidget(another)
    probe.take_dataset(MNIST)
    assert another.source == "drawing"
    assert probe.seen is not None
    assert probe.seen.source == "data"
    probe.close()


def test_every_control_has_a_name_and_says_what_it_does(panel: Panel) -> None:
    controls = [
        *panel.changes.sliders.values(),
        *panel.changes.numbers.values(),
        panel.draw.brush,
        panel.matrix.ready,
        panel.matrix.levels,
        panel.data.number,
    ]
    for control in controls:
        assert control.accessibleName()
        assert control.toolTip()
