"""The recipe's form, against the document that keeps the recipe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.data.catalogue import available
from app.network.edits import RenameLayer
from app.network.fields import fields_of
from app.training.initialisation import Initialisation
from app.training.named_recipes import own_folder
from app.training.recipe import CHANGEABLE, SECTIONS, Recipe
from widgets.document import Document
from widgets.panels.recipe_panel import RecipePanel
from widgets.panels.setting_editors import ChoiceEdit

SETTINGS = [name for names in SECTIONS.values() for name in names]


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
    rate = panel.editor("learning_rate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "1e-3")
    assert document.recipe.learning_rate == pytest.approx(1e-3)


def test_an_optimiser_is_chosen_by_its_title(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    box = panel.editor("optimizer")
    assert box.currentText() == "Adam"
    qtbot.keyClicks(box, "N")
    assert document.recipe.optimizer == "nesterov"


def test_a_folder_that_was_not_read_yet_has_no_number_of_images(panel: RecipePanel) -> None:
    """As a saved network with own images is opened first of all."""
    digits = next(info for info in available() if info.name == "mnist")
    panel.know_dataset(replace(digits, train=0, validation=0, test=0))
    assert "How many images there are is known once they are read." in texts(panel)
    assert panel.preview.points
    panel.know_dataset(digits)
    assert "8,000 images in batches of 64: 125 steps an epoch" in texts(panel)


def test_what_makes_no_difference_is_hidden(document: Document, panel: RecipePanel) -> None:
    hidden = ("momentum", "decay_factor", "decay_every", "plateau_patience", "initial_value")
    assert [name for name in (*hidden, "difficulty") if panel.shows(name)] == []
    document.set_recipe(
        replace(
            document.recipe,
            optimizer="nesterov",
            schedule="step",
            initialisation="constant",
            dataset="colour-shapes",
        )
    )
    shown = ("momentum", "decay_factor", "decay_every", "initial_value", "difficulty")
    assert [name for name in shown if not panel.shows(name)] == []
    document.set_recipe(replace(document.recipe, schedule="plateau", loss="mse"))
    assert panel.shows("plateau_patience")
    assert not panel.shows("decay_every")
    assert not panel.shows("label_smoothing")


def test_a_difficulty_counts_when_it_is_finished(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(replace(document.recipe, dataset="colour-shapes"))
    box = panel.editor("difficulty")
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
    qtbot.keyClick(panel.editor("epochs"), Qt.Key.Key_Up)
    assert "536 in 4 epochs" in texts(panel)


def test_a_last_batch_of_one_image_is_not_counted(document: Document, panel: RecipePanel) -> None:
    document.set_recipe(Recipe(batch_size=19, epochs=2))
    assert "8,000 images in batches of 19: 421 steps an epoch, 842 in 2 epochs" in texts(panel)


def test_a_run_under_way_leaves_free_what_it_can_take_over(panel: RecipePanel) -> None:
    panel.set_enabled_for_training(False)
    free = {
        field.name
        for field in fields_of(Recipe)
        if field.name in SETTINGS and panel.editor(field.name).isEnabled()
    }
    assert free == set(CHANGEABLE)
    assert "stop it to change this" in panel.editor("epochs").toolTip()
    assert "A run is under way" in texts(panel)
    panel.set_enabled_for_training(True)
    assert panel.editor("epochs").isEnabled()
    assert "stop it" not in panel.editor("epochs").toolTip()
    assert "A run is under way" not in texts(panel)


def test_a_number_typed_while_training_counts_when_it_is_finished(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    panel.set_enabled_for_training(False)
    rate = panel.editor("learning_rate")
    rate.setFocus()
    rate.selectAll()
    qtbot.keyClicks(rate, "1e-4")
    assert document.recipe.learning_rate == 0.003
    qtbot.keyClick(rate, Qt.Key.Key_Return)
    assert document.recipe.learning_rate == pytest.approx(1e-4)


def test_every_setting_stands_in_one_section(panel: RecipePanel) -> None:
    assert sorted(SETTINGS) == sorted(
        field.name for field in fields_of(Recipe) if field.name in SETTINGS
    )
    assert len(SETTINGS) == len(set(SETTINGS))
    assert all(panel.editor(name).toolTip() for name in SETTINGS)


def test_the_defaults_come_back_and_keep_the_data_set(
    document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(Recipe(dataset="fashion-mnist", epochs=99, seed=3))
    panel.menu.fill()
    action(panel, "Use the defaults").trigger()
    assert document.recipe == Recipe(dataset="fashion-mnist")


def action(panel: RecipePanel, text: str) -> QAction:
    return next(each for each in panel.menu.actions() if each.text() == text)


def test_a_named_recipe_is_chosen_from_the_menu_and_can_be_undone(
    document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(Recipe(dataset="fashion-mnist", seed=7))
    panel.menu.fill()
    action(panel, "AlexNet").trigger()
    recipe = document.recipe
    assert (recipe.momentum, recipe.batch_size, recipe.learning_rate) == (0.9, 128, 0.01)  # D10
    assert (recipe.dataset, recipe.seed) == ("fashion-mnist", 7)
    assert panel.recipes.text() == "Recipe: AlexNet"
    assert "divided by 10" in texts(panel)
    assert document.undo_stack.undoText() == "Use recipe AlexNet"
    document.undo_stack.undo()
    assert document.recipe == Recipe(dataset="fashion-mnist", seed=7)


def test_an_own_recipe_is_saved_listed_and_opened(
    document: Document, panel: RecipePanel, tmp_path: Path
) -> None:
    mine = replace(Recipe(), l1=0.25, layer_initialisations={"conv1": Initialisation("he")})
    panel.menu.save(own_folder() / "mine", mine)
    panel.menu.fill()
    action(panel, "mine").trigger()
    assert document.recipe == mine
    panel.menu.save(tmp_path / "elsewhere.json", replace(mine, l1=0.5))
    panel.menu.open(tmp_path / "elsewhere.json")
    assert document.recipe.l1 == 0.5


def test_a_file_that_is_no_recipe_is_refused_in_words(panel: RecipePanel, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"epochs": -1}')
    panel.menu.open(tmp_path / "broken.json")
    assert "broken.json holds no recipe: epochs must be a whole number" in texts(panel)


def test_the_preview_is_the_schedule(document: Document, panel: RecipePanel) -> None:
    document.set_recipe(
        replace(document.recipe, schedule="step", learning_rate=0.1, epochs=30, decay_every=10)
    )
    rates = {round(rate, 6) for _, rate in panel.preview.points}
    assert rates == {0.1, 0.01, 0.001}
    assert panel.preview.points[-1][0] == 30


def test_turning_at_a_setting_is_one_step_of_undo(
    qtbot: QtBot, document: Document, panel: RecipePanel
) -> None:
    for _ in range(3):
        qtbot.keyClick(panel.editor("epochs"), Qt.Key.Key_Up)
    assert document.recipe.epochs == 15
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert panel.editor("epochs").value() == 12


def test_a_section_is_folded_away_and_says_in_short_what_is_in_it(
    qtbot: QtBot, panel: RecipePanel
) -> None:
    section = panel.sections["Optimiser"]
    assert section.content.isVisible()
    qtbot.mouseClick(section.head, Qt.MouseButton.LeftButton)
    assert not section.content.isVisible()
    assert "Adam · 0.003" in texts(panel)
    again = RecipePanel(Document())
    qtbot.addWidget(again)
    assert not again.sections["Optimiser"].opened  # remembered
    section.open()
    assert section.content.isVisible()


def test_a_layer_may_begin_otherwise(qtbot: QtBot, document: Document, panel: RecipePanel) -> None:
    document.select({"fc1"})
    panel.sections["Initialisation"].open()
    qtbot.mouseClick(panel.layer_starts.add_button, Qt.MouseButton.LeftButton)
    assert document.recipe.layer_initialisations == {"fc1": Initialisation("he")}
    document.apply(RenameLayer("fc1", "dense"))
    assert document.recipe.layer_initialisations == {"dense": Initialisation("he")}
    document.undo_stack.undo()
    assert document.recipe.layer_initialisations == {"fc1": Initialisation("he")}
    assert "fc1" in document.network.layers

    def rows(kind: type[QWidget]) -> list[QWidget]:
        return [each for each in panel.layer_starts.findChildren(kind) if each.isVisible()]

    qtbot.waitUntil(lambda: len(rows(ChoiceEdit)) == 1)
    (kind,) = rows(ChoiceEdit)
    qtbot.keyClicks(kind, "X")
    assert document.recipe.layer_initialisations == {"fc1": Initialisation("xavier")}
    qtbot.waitUntil(lambda: len(rows(QToolButton)) == 1)
    (gone,) = rows(QToolButton)
    qtbot.mouseClick(gone, Qt.MouseButton.LeftButton)
    assert document.recipe.layer_initialisations == {}


def test_an_unknown_data_set_is_named_with_what_to_do(
    document: Document, panel: RecipePanel
) -> None:
    document.set_recipe(Recipe(dataset="my-own"))
    assert "my-own" in texts(panel)
    assert "There is no data set of this name" in texts(panel)
