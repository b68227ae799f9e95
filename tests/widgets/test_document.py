"""The document: edits, undo, selection, and what counts as unsaved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import widgets.document
from app.network.analysis import analyse
from app.network.edits import AddLayer, Connect, MoveLayers, RemoveLayers, RenameLayer, SetFields
from app.network.graph import Position
from app.network.layers.activation import ReLU
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from widgets.document import Document


@pytest.fixture
def document(qtbot: QtBot) -> Document:  # noqa: ARG001  (Qt must be running)
    document = Document()
    document.open(lenet5(), Recipe())
    return document


def test_an_edit_changes_network_and_analysis_and_tells(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.network_changed):
        assert document.apply(SetFields("conv1", {"out_channels": 8}))
    assert document.network.layers["conv1"].out_channels == 8
    assert document.analysis == analyse(document.network)


def test_an_edit_that_cannot_be_made_says_why_and_changes_nothing(
    document: Document, qtbot: QtBot
) -> None:
    before = document.network
    with qtbot.waitSignal(document.refused) as refused:
        assert not document.apply(Connect("fc2", "conv1"))
    assert "circle" in refused.args[0]
    assert document.network is before
    assert not document.undo_stack.count()


def test_an_edit_without_effect_is_no_step_of_undo(document: Document) -> None:
    assert document.apply(SetFields("conv1", {"out_channels": 6}))
    assert not document.undo_stack.count()
    assert not document.modified


def test_undo_and_redo_go_through_every_state(document: Document) -> None:
    states = [document.network]
    for edit in (
        SetFields("conv1", {"out_channels": 8}),
        RemoveLayers(frozenset({"relu1"})),
        RenameLayer("conv1", "edges"),
    ):
        document.apply(edit)
        states.append(document.network)
    for state in reversed(states[:-1]):
        document.undo_stack.undo()
        assert document.network == state
    for state in states[1:]:
        document.undo_stack.redo()
        assert document.network == state


def test_a_view_that_follows_a_step_makes_none(document: Document) -> None:
    """Else the order of the steps would be another one than that of the networks."""
    document.network_changed.connect(lambda: document.apply(RenameLayer("conv1", "edges")))
    document.network_changed.connect(lambda: document.set_recipe(Recipe(epochs=9)))
    document.apply(SetFields("conv2", {"out_channels": 8}))
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    document.undo_stack.redo()  # a step that were made now would free this one: a crash
    assert document.undo_stack.count() == 1
    assert "conv1" in document.network.layers
    assert document.recipe == Recipe()


def test_what_was_on_display_before_edits_nothing_that_is_opened(document: Document) -> None:
    document.network_changed.connect(lambda: document.apply(RenameLayer("conv1", "edges")))
    document.open(lenet5(), Recipe())
    assert not document.modified


def test_the_undo_step_is_called_as_the_edit(document: Document) -> None:
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert document.undo_stack.undoText() == "Delete relu1"


def test_quick_turns_of_one_setting_are_one_step(document: Document) -> None:
    for channels in (7, 8, 9):
        document.apply(SetFields("conv1", {"out_channels": channels}))
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Set out_channels 9 of conv1"
    document.undo_stack.undo()
    assert document.network == lenet5()


def test_turns_of_different_settings_and_layers_are_steps_of_their_own(document: Document) -> None:
    document.apply(SetFields("conv1", {"out_channels": 7}))
    document.apply(SetFields("conv1", {"kernel_size": 3}))
    document.apply(SetFields("conv2", {"out_channels": 7}))
    assert document.undo_stack.count() == 3


def test_turns_that_come_later_are_a_new_step(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(widgets.document, "MERGE_SECONDS", -1.0)
    document.apply(SetFields("conv1", {"out_channels": 7}))
    document.apply(SetFields("conv1", {"out_channels": 8}))
    assert document.undo_stack.count() == 2


def test_turning_a_setting_back_leaves_no_step(document: Document) -> None:
    document.apply(SetFields("conv1", {"out_channels": 7}))
    document.apply(SetFields("conv1", {"out_channels": 6}))
    assert not document.undo_stack.count()
    assert not document.modified


def test_moves_of_the_same_layers_are_one_step(document: Document) -> None:
    for x in (10, 20, 30):
        document.apply(MoveLayers({"conv1": Position(x, 0)}))
    assert document.undo_stack.count() == 1
    document.apply(MoveLayers({"conv2": Position(0, 0)}))
    assert document.undo_stack.count() == 2


def test_a_new_layer_becomes_the_selection(document: Document) -> None:
    document.apply(AddLayer(ReLU(), Position(0, 0)))
    assert document.selection == {"relu5"}


def test_a_renamed_layer_stays_selected(document: Document) -> None:
    document.select({"conv1"})
    document.apply(RenameLayer("conv1", "edges"))
    assert document.selection == {"edges"}


def test_only_layers_that_exist_are_selected(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.selection_changed):
        document.select({"conv1", "nobody"})
    assert document.selection == {"conv1"}
    with qtbot.assertNotEmitted(document.selection_changed):
        document.select({"conv1"})


def test_a_deleted_layer_leaves_the_selection(document: Document) -> None:
    document.select({"conv1", "conv2"})
    document.apply(RemoveLayers(frozenset({"conv1"})))
    assert document.selection == {"conv2"}


def test_an_edit_makes_it_modified_and_undo_takes_that_back(document: Document) -> None:
    document.apply(RemoveLayers(frozenset({"relu1"})))
    assert document.modified
    document.undo_stack.undo()
    assert not document.modified


def test_saving_is_the_new_clean_state(document: Document, tmp_path: Path) -> None:
    document.apply(RemoveLayers(frozenset({"relu1"})))
    document.mark_saved(tmp_path / "mine.convas")
    assert not document.modified
    assert document.path == tmp_path / "mine.convas"
    document.undo_stack.undo()
    assert document.modified


def test_what_is_edited_while_the_file_is_written_is_still_to_be_saved(
    document: Document, tmp_path: Path
) -> None:
    saved = document.network, document.recipe
    document.apply(RemoveLayers(frozenset({"relu1"})))
    document.mark_saved(tmp_path / "mine.convas", saved=saved)
    assert document.modified
    assert document.path == tmp_path / "mine.convas"


def test_turns_of_a_setting_before_and_after_saving_are_two_steps(
    document: Document, tmp_path: Path
) -> None:
    document.apply(SetFields("conv1", {"out_channels": 7}))
    document.mark_saved(tmp_path / "mine.convas")
    document.apply(SetFields("conv1", {"out_channels": 8}))
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert not document.modified


def test_another_recipe_makes_it_modified_until_it_is_undone(
    document: Document, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([document.recipe_changed, document.file_changed]):
        document.set_recipe(replace(Recipe(), epochs=9))
    assert document.modified
    assert document.undo_stack.undoText() == "Change epochs"
    document.undo_stack.undo()
    assert document.recipe == Recipe()
    assert not document.modified
    with qtbot.assertNotEmitted(document.recipe_changed):
        document.set_recipe(Recipe())


def test_turns_of_one_recipe_setting_are_one_step_and_another_setting_is_another(
    document: Document,
) -> None:
    for epochs in (3, 4, 5):
        document.set_recipe(replace(document.recipe, epochs=epochs))
    document.set_recipe(replace(document.recipe, seed=9))
    assert document.undo_stack.count() == 2
    document.undo_stack.undo()
    assert document.recipe == Recipe(epochs=5)
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_what_was_recovered_is_unsaved_until_it_is_saved(
    document: Document, tmp_path: Path
) -> None:
    document.mark_recovered()
    assert document.modified
    document.mark_saved(tmp_path / "mine.convas")
    assert not document.modified


def test_opening_begins_anew(document: Document, tmp_path: Path) -> None:
    document.apply(RemoveLayers(frozenset({"relu1"})))
    document.select({"conv1"})
    document.mark_recovered()
    document.open(lenet5(), Recipe(epochs=2), tmp_path / "other.convas")
    assert not document.modified
    assert not document.undo_stack.count()
    assert document.selection == frozenset()
    assert document.recipe.epochs == 2
    assert document.path == tmp_path / "other.convas"
