"""The preview of preprocessing and augmentation: live, in words where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.network.edits import SetFields
from app.network.patterns import lenet5
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.lettering import NoteLabel
from widgets.preview_dialog import PreviewDialog
from widgets.theme import apply_theme, theme
from widgets.training_thread import TrainingThread


@pytest.fixture
def document() -> Document:
    document = Document()
    document.open(lenet5(), Recipe())
    return document


@pytest.fixture
def thread(document: Document) -> Iterator[TrainingThread]:
    thread = TrainingThread()
    thread.set_network(document.network)
    thread.load_dataset("mnist", 0.5)
    thread.start()
    yield thread
    thread.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(
    qtbot: QtBot, document: Document, thread: TrainingThread, window: QWidget
) -> PreviewDialog:
    dialog = PreviewDialog(document, thread, window)
    dialog.show()
    shown(qtbot, lambda: bool(dialog.grid.pictures))
    return dialog


def shown(qtbot: QtBot, what: Callable[[], bool]) -> None:
    qtbot.waitUntil(what)


def notes(dialog: PreviewDialog) -> list[str]:
    labels = dialog.augmentation.findChildren(NoteLabel)
    return [label.text() for label in labels if label.isVisible()]


def rows_of(dialog: PreviewDialog) -> list[list[QImage]]:
    return [list(row) for row in dialog.grid.pictures]


def test_without_augmentation_every_draw_is_the_image(dialog: PreviewDialog) -> None:
    for first, *draws in rows_of(dialog):
        assert len(draws) == 8
        assert all(draw == first for draw in draws)


def test_moving_a_slider_draws_the_images_anew(
    qtbot: QtBot, dialog: PreviewDialog, document: Document
) -> None:
    slider = dialog.augmentation.sliders["rotate"]
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    assert document.recipe.augmentation == Augmentation(rotate=18)
    shown(qtbot, lambda: all(row[1] != row[0] for row in rows_of(dialog)))
    before = rows_of(dialog)
    qtbot.mouseClick(dialog.draw_again, Qt.MouseButton.LeftButton)
    shown(qtbot, lambda: rows_of(dialog) != before)
    assert [row[0] for row in rows_of(dialog)] == [row[0] for row in before]
    qtbot.mouseClick(dialog.other_images, Qt.MouseButton.LeftButton)
    shown(qtbot, lambda: rows_of(dialog)[0][0] != before[0][0])


def test_a_transform_that_changes_the_class_is_warned_of_and_not_forbidden(
    qtbot: QtBot, dialog: PreviewDialog, document: Document
) -> None:
    flip = dialog.augmentation.form.editor("horizontal_flip")
    flip.setFocus()
    qtbot.keyClick(flip, Qt.Key.Key_Space)
    assert document.recipe.augmentation.horizontal_flip
    assert any("mirrored digit" in text for text in notes(dialog))
    document.set_recipe(replace(document.recipe, dataset="fashion-mnist"))
    assert not any("mirrored" in text for text in notes(dialog))


def test_whitening_is_shown_in_pictures_points_and_figures(
    qtbot: QtBot, dialog: PreviewDialog
) -> None:
    choice = dialog.preprocessing.editor("preprocessing")
    before = dialog.before_after.pictures
    choice.setCurrentIndex(choice.findData("zca_whitening"))
    shown(qtbot, lambda: dialog.before_after.pictures != before)
    assert "correlation" in dialog.figures[0].text()
    assert dialog.figures[0].text() != dialog.figures[1].text()
    assert dialog.preprocessing.shows("whitening_epsilon")


def test_images_that_are_too_large_to_be_whitened_are_told_in_words(
    qtbot: QtBot, dialog: PreviewDialog, document: Document, thread: TrainingThread
) -> None:
    document.network_changed.connect(lambda: thread.set_network(document.network))
    document.apply(SetFields("input", {"height": 64, "width": 64}))
    document.set_recipe(replace(document.recipe, preprocessing="pca_whitening"))
    shown(qtbot, lambda: "up to 3,072 values" in dialog.before_after.words)
    assert dialog.grid.pictures  # augmentation is none the worse for it


def test_the_settings_of_a_run_under_way_stand_still(
    qtbot: QtBot, dialog: PreviewDialog, document: Document, thread: TrainingThread
) -> None:
    thread.train(document.recipe)
    shown(qtbot, lambda: not dialog.preprocessing.isEnabled())
    assert "run is under way" in dialog.note.text()
    assert not dialog.augmentation.sliders["rotate"].isEnabled()
    thread.stop()
    shown(qtbot, dialog.preprocessing.isEnabled)
    assert dialog.note.isHidden()


def test_the_plots_follow_the_theme(dialog: PreviewDialog, qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    qapp.processEvents()
    colour: QColor = dialog.clouds[0].backgroundBrush().color()
    assert colour == theme().colour("card")


def test_without_data_it_says_so(qtbot: QtBot, document: Document, window: QWidget) -> None:
    thread = TrainingThread()
    thread.set_network(document.network)
    thread.start()
    dialog = PreviewDialog(document, thread, window)
    dialog.show()
    shown(qtbot, lambda: "No data set is loaded" in dialog.grid.words)
    assert "No data set is loaded" in dialog.before_after.words
    thread.close()
