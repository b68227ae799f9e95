"""The recipe's form, against the document that keeps the recipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.recipe_panel import RecipePanel


@pytest.fixture
def panel(document: Document, shown: Callable[[QWidget], None]) -> RecipePanel:
    panel = RecipePanel(document)
    shown(panel)
    return panel


def texts(panel: RecipePanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def test_a_typed_learning_rate_is_in_the_recipe_at_once(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    rate = panel.form.editor("learning_rate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "1e-3")
    assert document.recipe.learning_rate == pytest.approx(1e-3)


def test_an_optimiser_is_chosen_by_its_title(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    box = panel.form.editor("optimizer")
    assert box.currentText() == "Adam"
    qtbot.keyClicks(box, "N")
    assert document.recipe.optimizer == "nesterov"


def test_momentum_is_enabled_only_where_it_is_used(document: Document, panel: RecipePanel) -> None:
    momentum = panel.form.editor("momentum")
    assert not momentum.isEnabled()
    assert "Adam does not use this" in momentum.toolTip()
    document.set_recipe(replace(document.recipe, optimizer="nesterov"))
    assert momentum.isEnabled()


def test_difficulty_is_enabled_only_for_generated_images(
    document: Document, panel: RecipePanel
) -> None:
    assert not panel.form.editor("difficulty").isEnabled()
    document.set_recipe(replace(document.recipe, dataset="colour-shapes"))
    assert panel.form.editor("difficulty").isEnabled()


def test_a_difficulty_counts_when_it_is_finished(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(replace(document.recipe, dataset="colour-shapes"))
    box = panel.form.editor("difficulty")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.7")
    assert document.recipe.difficulty == 0.5
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert document.recipe.difficulty == pytest.approx(0.7)


def test_it_tells_how_many_steps_the_run_will_take(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(Recipe(batch_size=60, epochs=3))
    assert "8,000 images in batches of 60: 134 steps an epoch, 402 in 3 epochs" in texts(panel)
    qtbot.keyClick(panel.form.editor("epochs"), Qt.Key.Key_Up)
    assert "536 in 4 epochs" in texts(panel)


def test_a_last_batch_of_one_image_is_not_counted(document: Document, panel: RecipePanel) -> None:
    document.set_recipe(Recipe(batch_size=19, epochs=2))
    assert "8,000 images in batches of 19: 421 steps an epoch, 842 in 2 epochs" in texts(panel)


def test_a_run_under_way_locks_the_recipe_and_says_so(panel: RecipePanel) -> None:
    panel.set_enabled_for_training(False)
    assert not panel.form.editor("epochs").isEnabled()
    assert "A run is under way" in texts(panel)
    panel.set_enabled_for_training(True)
    assert panel.form.editor("epochs").isEnabled()
    assert not panel.form.editor("momentum").isEnabled()
    assert "A run is under way" not in texts(panel)


def test_the_defaults_come_back_with_a_click_and_keep_the_data_set(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    assert not panel.defaults.isEnabled()
    document.set_recipe(Recipe(dataset="fashion-mnist", epochs=99, seed=3))
    qtbot.mouseClick(panel.defaults, Qt.MouseButton.LeftButton)
    assert document.recipe == Recipe(dataset="fashion-mnist")


def test_an_unknown_data_set_is_named_with_what_to_do(
    document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(Recipe(dataset="my-own"))
    assert "my-own" in texts(panel)
    assert "There is no data set of this name" in texts(panel)
