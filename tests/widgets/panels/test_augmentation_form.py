"""Augmentation in the recipe panel: sliders beside numbers, warnings, and what a run locks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider
from pytestqt.qtbot import QtBot

from app.network.patterns import lenet5
from app.training.augmentation_settings import Augmentation
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.lettering import NoteLabel
from widgets.panels.recipe_panel import RecipePanel


@pytest.fixture
def document() -> Document:
    document = Document()
    document.open(lenet5(), Recipe())
    return document


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> RecipePanel:
    panel = RecipePanel(document)
    qtbot.addWidget(panel)
    panel.show()
    panel.sections["Augmentation"].open()
    return panel


def slider(panel: RecipePanel, name: str) -> QSlider:
    return panel.augmentation.sliders[name]


def test_slider_and_number_edit_the_same_setting(
    qtbot: QtBot, panel: RecipePanel, document: Document
) -> None:
    qtbot.keyClick(slider(panel, "shift"), Qt.Key.Key_Right)
    assert document.recipe.augmentation == Augmentation(shift=1)
    assert panel.augmentation.form.editor("shift").value() == 1
    panel.augmentation.form.editor("smallest_scale").setValue(0.5)
    assert document.recipe.augmentation == Augmentation(shift=1, smallest_scale=0.5)
    assert slider(panel, "smallest_scale").value() == 6  # steps of 0.05 from 0.2


def test_turning_a_slider_is_one_step_of_undo(
    qtbot: QtBot, panel: RecipePanel, document: Document
) -> None:
    for _ in range(4):
        qtbot.keyClick(slider(panel, "rotate"), Qt.Key.Key_Right)
    assert document.recipe.augmentation.rotate == 4
    document.undo_stack.undo()
    assert not document.recipe.augmentation.is_on
    assert slider(panel, "rotate").value() == 0


def test_a_number_beyond_the_slider_stays_as_it_was_typed(
    panel: RecipePanel, document: Document
) -> None:
    panel.augmentation.form.editor("shift").setValue(40)
    assert document.recipe.augmentation.shift == 40
    assert slider(panel, "shift").value() == slider(panel, "shift").maximum()


def test_the_head_says_what_is_on(panel: RecipePanel) -> None:
    panel.augmentation.form.editor("rotate").setValue(10)
    assert panel.sections["Augmentation"].head.toolTip() == "rotate ±10°"


def test_a_warning_stands_beneath_its_setting(panel: RecipePanel) -> None:
    panel.augmentation.form.editor("rotate").setValue(180)
    notes = [note.text() for note in panel.augmentation.findChildren(NoteLabel)]
    assert any("6 and 9" in text for text in notes)


def test_a_run_under_way_locks_it(panel: RecipePanel) -> None:
    panel.set_enabled_for_training(False)
    assert not slider(panel, "rotate").isEnabled()
    assert not panel.augmentation.form.editor("horizontal_flip").isEnabled()
    panel.set_enabled_for_training(True)
    assert slider(panel, "rotate").isEnabled()


def test_the_preview_is_asked_for(qtbot: QtBot, panel: RecipePanel) -> None:
    with qtbot.waitSignal(panel.preview_wanted):
        qtbot.mouseClick(panel.see_images, Qt.MouseButton.LeftButton)
