"""Confusion matrix and mistakes: reading, picking, going through them by keyboard."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.inspection.evaluation import Evaluation, EvaluationState, evaluated
from tests.widgets.conftest import PutInType
from widgets.panels.confusion_matrix import Cell
from widgets.panels.evaluation_panel import EvaluationPanel
from widgets.theme import SMALL, TypeSize, apply_theme, font

CLASSES = tuple("0123456789")
NUMBER = 200


def evaluation(seed: int = 4, classes: tuple[str, ...] = CLASSES) -> Evaluation:
    """Mostly right; every image is its own number in its first pixel."""
    generator = np.random.default_rng(seed)
    labels = generator.integers(0, len(classes), NUMBER)
    scores = generator.random((NUMBER, len(classes))).astype(np.float32)
    scores[np.arange(NUMBER), labels] += 0.7
    scores /= scores.sum(axis=1, keepdims=True)
    found = evaluated("test", classes, labels.astype(np.int64), scores, "after epoch 3")
    images = np.zeros((NUMBER, 1, 8, 8), np.uint8)
    images[:, 0, 0, 0] = np.arange(NUMBER)
    return Evaluation(**{**vars(found), "images": images})


@pytest.fixture
def panel(qtbot: QtBot) -> EvaluationPanel:
    panel = EvaluationPanel()
    qtbot.addWidget(panel)
    panel.resize(860, 260)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def found(panel: EvaluationPanel) -> Evaluation:
    found = evaluation()
    panel.show_state(EvaluationState(found, NUMBER, NUMBER))
    QApplication.processEvents()
    return found


def confused(found: Evaluation) -> Cell:
    """The cell of the most frequent mistake."""
    counts = found.confusion()
    np.fill_diagonal(counts, 0)
    true, predicted = np.unravel_index(counts.argmax(), counts.shape)
    return Cell(int(true), int(predicted))


def test_before_anything_was_evaluated_it_says_so(panel: EvaluationPanel) -> None:
    assert not panel.matrix.isVisible()
    assert not panel.copy_action.isEnabled()
    panel.show_state(EvaluationState(message="The network must end in 10 values."))
    assert panel._empty.text() == "The network must end in 10 values."
    assert panel._empty.isVisible()


@pytest.mark.usefixtures("found")
def test_what_is_read_of_the_matrix_ends_in_an_ellipsis_where_it_has_no_room(
    panel: EvaluationPanel,
) -> None:
    whole = panel.reading.text()
    panel.resize(420, 260)
    QApplication.processEvents()
    assert panel.reading.text().endswith("…")
    assert panel.reading.toolTip() == whole


def test_a_network_that_no_longer_suits_takes_the_last_accuracy_with_it(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    panel.show_state(EvaluationState(found, NUMBER, NUMBER))
    assert panel.sentence.text()
    panel.show_state(EvaluationState(message="The network must end in 10 values."))
    assert panel.sentence.text() == ""
    panel.show_state(EvaluationState(found, NUMBER, NUMBER))
    assert panel.sentence.text()


def test_the_sentence_tells_accuracy_and_both_errors(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    """D9: top-1 and top-5 error for ten classes and more."""
    right = 100 * found.accuracy
    assert panel.sentence.text() == (
        f"{right:.1f} % right after epoch 3 · error: top-1 {100 - right:.1f} %, "
        f"top-5 {100 * found.top_error(5):.1f} %"
    )


@pytest.mark.usefixtures("found")
def test_what_the_sentence_says_is_never_cut_off(panel: EvaluationPanel) -> None:
    for width in (960, 800, 620, 800):
        panel.resize(width, 260)
        QApplication.processEvents()
        assert panel.sentence.width() >= panel.sentence.sizeHint().width()


@pytest.mark.usefixtures("found")
def test_in_large_text_the_rows_of_the_matrix_are_as_high_as_their_words(
    put_in_type: PutInType, panel: EvaluationPanel
) -> None:
    panel.resize(860, 200)
    put_in_type(TypeSize(scale=2.0))
    QApplication.processEvents()
    line = QFontMetrics(font(SMALL)).ascent()
    assert panel.matrix.place_of(Cell(0, 0)).height() > line


def test_few_classes_have_no_top_five(panel: EvaluationPanel) -> None:
    panel.show_state(EvaluationState(evaluation(classes=("a", "b", "c"))))
    assert "top-5" not in panel.sentence.text()


def test_at_first_all_mistakes_are_shown_the_surest_first(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    """F7."""
    assert panel.images.numbers == found.worst_mistakes().tolist()
    sure = found.confidence[panel.images.numbers]
    assert (np.diff(sure) <= 0).all()
    many = f"{len(sure)} of {NUMBER}"
    assert panel.images_title.text() == f"Mistakes, the surest first: {many}"


def test_pointing_at_a_cell_reads_it(
    qtbot: QtBot, panel: EvaluationPanel, found: Evaluation
) -> None:
    cell = confused(found)
    qtbot.mouseMove(panel.matrix, panel.matrix.place_of(cell).center().toPoint())
    count, total = found.confusion()[cell], found.confusion()[cell.true].sum()
    qtbot.waitUntil(lambda: f"{count} of {total} images" in panel.reading.text())
    assert panel.reading.text().startswith(f"{cell.true} → {cell.predicted}: ")


def test_how_sure_a_mistake_was_is_whole_in_large_type(
    put_in_type: PutInType, panel: EvaluationPanel, found: Evaluation
) -> None:
    put_in_type(TypeSize(2.0))
    metrics = QFontMetrics(font(SMALL))
    sure = (f"{100 * share:.1f} %" for share in found.confidence[panel.images.numbers])
    assert panel.images.tile_size.width() - 2 >= max(map(metrics.horizontalAdvance, sure))


def test_a_click_on_a_cell_lists_its_images_and_escape_all_mistakes(
    qtbot: QtBot, panel: EvaluationPanel, found: Evaluation
) -> None:
    cell = confused(found)
    place = panel.matrix.place_of(cell).center().toPoint()
    qtbot.mouseClick(panel.matrix, Qt.MouseButton.LeftButton, pos=place)
    assert panel.images.numbers == found.images_in(*cell).tolist()
    assert (found.labels[panel.images.numbers] == cell.true).all()
    assert (found.predicted[panel.images.numbers] == cell.predicted).all()
    assert panel.back.isVisible()
    panel.matrix.setFocus()
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Escape)
    assert panel.images.numbers == found.worst_mistakes().tolist()
    assert not panel.back.isVisible()


def test_the_cell_stays_when_the_next_epoch_is_evaluated(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    panel.matrix.picked.emit(*confused(found))
    later = evaluation(seed=5)
    panel.show_state(EvaluationState(later, NUMBER, NUMBER))
    assert panel.images.numbers == later.images_in(*confused(found)).tolist()


def test_a_click_on_an_image_makes_it_the_probe(
    qtbot: QtBot, panel: EvaluationPanel, found: Evaluation
) -> None:
    place = panel.images.place_of(2).center()
    with qtbot.waitSignal(panel.probe_chosen) as told:
        qtbot.mouseClick(panel.images, Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["test", int(found.worst_mistakes()[2])]


def test_matrix_and_images_are_reached_from_the_keyboard(
    qtbot: QtBot, panel: EvaluationPanel, found: Evaluation
) -> None:
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Down)
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Down)
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Right)
    assert panel.reading.text().startswith("2 → 1: ")
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Up)
    qtbot.keyClick(panel.matrix, Qt.Key.Key_Return)
    assert panel.images.numbers == found.images_in(1, 1).tolist()
    qtbot.keyClick(panel.images, Qt.Key.Key_Right)
    with qtbot.waitSignal(panel.probe_chosen) as told:
        qtbot.keyClick(panel.images, Qt.Key.Key_Return)
    assert told.args == ["test", int(found.images_in(1, 1)[1])]


@pytest.mark.usefixtures("found")
def test_the_cursor_stays_inside_the_matrix(qtbot: QtBot, panel: EvaluationPanel) -> None:
    for _ in range(3):
        qtbot.keyClick(panel.matrix, Qt.Key.Key_Left)
        qtbot.keyClick(panel.matrix, Qt.Key.Key_Up)
    assert panel.reading.text().startswith("0 read rightly")


def test_an_image_is_described_with_both_probabilities(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    worst = int(found.worst_mistakes()[0])
    text = panel._describe(worst)
    assert text == (
        f"test #{worst}: read as {found.predicted[worst]} with "
        f"{100 * found.confidence[worst]:.1f} %; it is {found.labels[worst]} "
        f"({100 * found.truth[worst]:.1f} %)"
    )


def test_the_matrix_can_be_copied_as_a_table_and_as_a_picture(
    panel: EvaluationPanel, found: Evaluation
) -> None:
    panel.copy_action.trigger()
    data = bytes(QGuiApplication.clipboard().mimeData().data("text/csv").data()).decode()
    rows = list(csv.reader(data.splitlines()))
    assert [int(cell) for cell in rows[4][1:11]] == found.confusion()[3].tolist()
    panel.picture_action.trigger()
    assert QGuiApplication.clipboard().image().width() > 500


@pytest.mark.usefixtures("found")
def test_counts_can_be_shown_as_per_cent_of_the_row(qtbot: QtBot, panel: EvaluationPanel) -> None:
    before = panel.matrix.grab().toImage()
    qtbot.keyClick(panel.form, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert panel.form.currentText() == "Per cent of row"
    assert panel.matrix.grab().toImage() != before


@pytest.mark.usefixtures("found")
def test_another_theme_recolours_the_matrix(qapp: QApplication, panel: EvaluationPanel) -> None:
    cell = panel.matrix.place_of(Cell(0, 0)).center().toPoint()
    light = panel.matrix.grab().toImage().pixelColor(cell.x() - 12, cell.y())
    apply_theme(qapp, "dark")
    QApplication.processEvents()
    assert panel.matrix.grab().toImage().pixelColor(cell.x() - 12, cell.y()) != light


def test_a_hundred_classes_are_painted_and_read(qtbot: QtBot, panel: EvaluationPanel) -> None:
    classes = tuple(f"class {number}" for number in range(100))
    found = evaluation(classes=classes)
    panel.show_state(EvaluationState(found, NUMBER, NUMBER))
    QApplication.processEvents()
    assert not panel.matrix.grab().isNull()
    place = panel.matrix.place_of(Cell(3, 4)).center().toPoint()
    qtbot.mouseMove(panel.matrix, place)
    qtbot.waitUntil(lambda: panel.reading.text().startswith("class 3 → class 4: "))


def test_only_a_slow_evaluation_shows_how_far_it_is(
    qtbot: QtBot, panel: EvaluationPanel, found: Evaluation
) -> None:
    panel.show_state(EvaluationState(found, 50, NUMBER))
    assert not panel.progress.isVisible()

    def slow() -> bool:
        panel.show_state(EvaluationState(found, 60, NUMBER))
        return panel.progress.isVisible()

    qtbot.waitUntil(slow)
    assert panel.progress.value() == 60
    panel.show_state(EvaluationState(found, NUMBER, NUMBER))
    assert not panel.progress.isVisible()
